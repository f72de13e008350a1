"""The register of lateness: how late the reports of each author and of each body were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from secretariat.services.owed import PaperView, authors_of, bodies_of, lateness_by
from secretariat.ui.page import Context
from secretariat.ui.pages.report_rows import lateness_rows
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.widgets import card, column, section, small

_BESIDE = 900


class LatenessView(QWidget):
    """Two lists, by author and by body; entering a line asks for its reports."""

    author_opened = Signal(str)
    body_opened = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme = context.theme
        self._theme = theme
        self.authors = RowList(theme, "Lateness by author")
        self.bodies = RowList(theme, "Lateness by body")
        self.authors.opened.connect(self.author_opened)
        self.bodies.opened.connect(self.body_opened)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(theme.length(16))
        self._box.addWidget(_listed(context, "By author", self.authors), 1)
        self._box.addWidget(_listed(context, "By body", self.bodies), 1)
        told = small(
            "A report is late when it came after its day, or its day has passed and it is not in."
            " Days are calendar days. Enter on a line shows its reports.",
            wrap=True,
        )
        layout = column(told, parent=self, spacing=theme.length(12))
        layout.addLayout(self._box, 1)

    def show_views(self, views: Sequence[PaperView], today: date) -> None:
        """Reckon and show the register of these reports."""
        self.authors.show_rows(lateness_rows(lateness_by(views, today, authors_of)))
        self.bodies.show_rows(lateness_rows(lateness_by(views, today, bodies_of)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= self._theme.length(_BESIDE)
        right, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(right if wide else down)


def _listed(context: Context, words: str, rows: RowList) -> QFrame:
    theme = context.theme
    head = column(section(words))
    head.setContentsMargins(theme.length(16), theme.length(12), 0, theme.length(6))
    made = card(head, rows, padding=1)
    made.setAccessibleName(words)
    return made
