"""The card that says a document is out, and what that cannot be taken back of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame

from secretariat.models.kinds import DocumentKind, Stage
from secretariat.services.offered import Offered
from secretariat.ui.pages.kit import keyed
from secretariat.ui.widgets import button, column, quiet, row, section

KEY = "Ctrl+Shift+M"

_EARLY = (Stage.PLANNED, Stage.AGENDA)
VERSIONED = (DocumentKind.AGENDA, DocumentKind.SUPPLEMENT)
"""The documents that make a further version of an agenda which is out."""
_TAKEN = (Stage.HELD, Stage.DRAFT_MINUTES)
_NO_WAY_BACK = "Marking it cannot be undone, nor can anything that was done before it."


@dataclass(frozen=True, slots=True)
class Out:
    """What marking a document as out is called, and what it means; no `button`: not now."""

    button: str = ""
    words: str = ""


def out_of(one: Offered, stage: Stage, version: int = 0) -> Out:
    """Return how a document is marked as out at a stage of its meeting.

    `version` is that of the agenda which would go out now, 0 when nothing of it is new.
    """
    if one.kind in VERSIONED and version:
        name = f"supplement {version - 1}" if one.kind is DocumentKind.SUPPLEMENT else "it"
        return Out(
            f"Publish {name} as version {version}",
            f"The agenda is then kept as version {version}, and the numbers of its new items stay"
            f" as they are. {_NO_WAY_BACK}",
        )
    if one.kind is DocumentKind.SUPPLEMENT and not one.out:
        return Out()
    title = one.title[:1].lower() + one.title[1:]
    if one.kind is DocumentKind.AGENDA and stage in _EARLY:
        return Out("Mark agenda as out", f"Its numbers then stay as they are. {_NO_WAY_BACK}")
    if one.kind is DocumentKind.MINUTES and stage in _TAKEN:
        return Out("Mark draft minutes as out", _NO_WAY_BACK)
    if one.kind is DocumentKind.MINUTES and stage is Stage.MINUTES_OUT:
        return Out("Mark minutes as approved", _NO_WAY_BACK)
    if one.kind is DocumentKind.MINUTES and stage in _EARLY:
        return Out()
    again = " again" if one.out else ""
    return Out(f"Mark {title} as out{again}", _NO_WAY_BACK)


class OutCard(QFrame):
    """Says what marking the document as out means, and does it."""

    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.button = button("Mark as out", "send", run)
        self._words = quiet("", wrap=True)
        column(
            section("Once it has gone"),
            self._words,
            row(self.button, 1),
            parent=self,
            margin=16,
        )

    def show_out(self, out: Out, *, stopped: bool) -> None:
        """Show what can be marked; the card goes away when there is nothing."""
        self.setVisible(bool(out.button))
        self.button.setText(out.button)
        keyed(self.button, KEY)
        self.button.setEnabled(not stopped)
        self._words.setText(out.words)
