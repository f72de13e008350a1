"""What stands below the words of an entry that is more than words: a motion, a vote, a movement."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from secretariat.models.kinds import EntryKind
from secretariat.models.records import Entry
from secretariat.ui.meeting.minutes_picture import MinutesPicture
from secretariat.ui.page import Context


class EntryFoot(QWidget):
    """Shows and edits the record that stands in an entry; each field saves itself.

    `made` names an entry that was made here and is to have the cursor; `asked_again` wants the
    foot shown once more, with what the register holds.
    """

    made = Signal(str)
    asked_again = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.entry = ""

    def event(self, event: QEvent) -> bool:
        """Be as high as what is shown, at once: the rows above and below make room for it."""
        told = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.settle()
        return told

    def settle(self) -> None:
        """Be as high as what is shown."""
        if self.layout() is not None:
            height = self.sizeHint().height()
            if height != self.height():
                self.setFixedHeight(height)

    def show_entry(self, entry: Entry, picture: MinutesPicture) -> None:
        """Show what the register holds; what is being typed stays."""
        self.entry = entry.uid

    def sentence(self) -> str:
        """Return what prints while the entry has no words of its own."""
        return ""

    def flush(self) -> None:
        """Write what is typed and not kept yet."""

    def begin(self) -> None:
        """Put the focus into the first field."""

    def fields(self) -> Sequence[QWidget]:
        """Return what Tab goes through after the words, in order."""
        return ()


AT_ONCE = frozenset({EntryKind.MOTION, EntryKind.VOTE})
"""Kinds that are made before a word is typed, so that their fields can be filled first."""
