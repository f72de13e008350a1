"""The card beside the minutes: is there a quorum, who presides, and is the public in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from secretariat.models.room_kinds import MeetingEventKind
from secretariat.services.presence import Count, RoomBook
from secretariat.ui.theme import Theme
from secretariat.ui.widgets import button, clear_layout, column, restyle, row, small, strong


class RoomCard(QFrame):
    """Shows the room at the item being minuted. Green while there is a quorum, red without, and
    always in words; a loss that the minutes do not tell yet can be recorded with one button."""

    def __init__(self, theme: Theme, record: Callable[[MeetingEventKind], None]) -> None:
        super().__init__()
        self._theme, self._record = theme, record
        self._shown: tuple[object, ...] = ()
        self.setProperty("kind", "card")
        self._lines = QVBoxLayout()
        self.record_button = button("Record it", "", self._on_record)
        self.record_button.setToolTip("Tell it in the minutes at the cursor")
        self._kind = MeetingEventKind.QUORUM_LOST
        stack = column(self._lines, row(self.record_button, 1), parent=self, margin=14, spacing=6)
        self._lines.setSpacing(3)
        stack.setContentsMargins(14, 12, 14, 12)
        self.record_button.hide()

    def show_book(self, book: RoomBook, item: str | None) -> None:
        """Show the room as it is at an item; None: at the end of the meeting."""
        counts = book.counts(item)
        room = book.at(item)
        chair = book.attendees.get(room.chair or "")
        facts = [f"{chair.name} presides" if chair else ""]
        facts.append("" if room.public_in else "The public is excluded")
        facts.append("" if room.sitting else "The meeting is adjourned")
        lost = not all(one.stands for one in counts)
        told = book.told_lost(item)
        self.setVisible(bool(counts) and bool(book.attendees))
        shown = (counts, tuple(facts), told)
        if shown == self._shown:
            return
        self._shown = shown
        clear_layout(self._lines)
        for one in counts:
            self._add_count(one)
        for fact in filter(None, facts):
            self._lines.addWidget(small(fact, wrap=True))
        ruled = any(one.needed for one in counts)
        self.setProperty("tone", ("bad" if lost else "good") if ruled else "")
        restyle(self)
        self._kind = MeetingEventKind.QUORUM_LOST if lost else MeetingEventKind.QUORUM_REGAINED
        words = "Record that the quorum is lost" if lost else "Record that there is a quorum again"
        self.record_button.setText(words)
        self.record_button.setVisible(lost is not told)
        said = [one.sentence for one in counts] + [fact for fact in facts if fact]
        self.setAccessibleName(". ".join(said))

    def _add_count(self, one: Count) -> None:
        word = "Quorate" if one.stands else "No quorum"
        head = strong(word if one.needed else one.name or "Voting members", wrap=True)
        head.setProperty("tone", ("good" if one.stands else "bad") if one.needed else "")
        count = strong(f"{one.present} of {one.places}")
        if one.name and one.needed:
            head.setText(f"{one.name}: {word.lower()}")
        line = row(head, count, spacing=8)
        line.setStretch(0, 1)
        line.setAlignment(count, Qt.AlignmentFlag.AlignTop)
        self._lines.addLayout(line)
        if one.needed:
            self._lines.addWidget(small(f"{one.needed} needed. {one.margin}", wrap=True))

    def _on_record(self) -> None:
        self._record(self._kind)
