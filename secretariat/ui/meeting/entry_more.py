"""Of a very long item the last rows at once, and those above as they are come to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from secretariat.models.entries import STRUCTURED
from secretariat.models.records import Entry
from secretariat.ui.meeting.minutes_picture import MinutesPicture, Topic

if TYPE_CHECKING:
    from secretariat.ui.meeting.entry_list import EntryList

_AT_ONCE, _STEP = 60, 20
"""How many rows of words an item is shown with, and how many are made at a time."""
_FOOT = 5
"""As how many rows of words one with fields below it counts."""


class MoreRows(QObject):
    """Holds back the rows above: `held` of them, of which `above` is the last one's uid."""

    def __init__(self, entries: EntryList) -> None:
        super().__init__(entries)
        self.held, self.above = 0, ""
        self._list = entries
        self.shown: tuple[MinutesPicture, Topic] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(30)
        self._soon.timeout.connect(self.show_more)
        entries.verticalScrollBar().valueChanged.connect(self._near_top)

    def begin(self, topic: Topic) -> None:
        """Begin with another item."""
        self.held = _without(topic.entries, _AT_ONCE)

    def entries(self, picture: MinutesPicture, topic: Topic) -> Sequence[Entry]:
        """Return the entries that have rows."""
        self.shown = (picture, topic)
        self.held = min(self.held, len(topic.entries))
        self.above = topic.entries[self.held - 1].uid if self.held else ""
        return topic.entries[self.held :]

    def _near_top(self, value: int) -> None:
        if self.held and value < self._list.viewport().height() // 2:
            self._soon.start()

    def show_more(self) -> None:
        """Make some more rows above, without the words that are seen moving."""
        if self.held:
            entries = self.shown[1].entries if self.shown else ()
            self.make(_without(entries[: self.held], _STEP))

    def make(self, held: int) -> None:
        """Make rows until only `held` are left above."""
        if self.shown is None:
            return
        bar, paper = self._list.verticalScrollBar(), self._list.widget()
        below = bar.maximum() - bar.value()
        self.held = held
        self._list.show_topic(*self.shown, self._list.names)
        layout = paper.layout() if paper is not None else None
        if paper is not None and layout is not None:
            layout.activate()
            paper.resize(paper.width(), paper.sizeHint().height())
        bar.setValue(bar.maximum() - below)


def _without(entries: Sequence[Entry], room: int) -> int:
    """Return how many entries at the front have no place where there is room for so many rows; the
    last one always has."""
    left = room
    for at in range(len(entries) - 1, -1, -1):
        left -= _FOOT if entries[at].kind in STRUCTURED else 1
        if left < 0:
            return min(at + 1, len(entries) - 1)
    return 0
