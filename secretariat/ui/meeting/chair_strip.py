"""Above the roll: that somebody has to be chosen to preside, and by what rule."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from secretariat.services.presiding import Presiding
from secretariat.ui.widgets import body, button, row

CHAIR_KEY = "C"
ELECT = "elect"
"""The route that asks the minutes for the election of somebody to preside."""


class ChairStrip(QFrame):
    """Tells that neither the chair nor the vice-chair is there; hidden while somebody presides."""

    def __init__(self, elect: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setProperty("tone", "warn")
        self.words = body()
        self.elect = button("Minute the election", "pencil", elect)
        self.elect.setToolTip("Take the candidates and their votes in the minutes")
        line = row(self.words, self.elect, parent=self, spacing=12)
        line.setStretch(0, 1)
        line.setContentsMargins(14, 8, 10, 8)
        self.hide()

    def show_presiding(self, held: Presiding, away: str) -> None:
        """Show whether somebody has to be chosen; `away` says who is not there."""
        told = f"{away}. Somebody has to be chosen to preside: press C on their name."
        self.words.setText(f"{told} {held.source}." if held.source else told)
        self.setAccessibleName(self.words.text())
        self.setVisible(held.vacant)
