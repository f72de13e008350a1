"""The head of a meeting: what and when, at what stage, what comes next, and the steps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QWidget

from secretariat.models.dates import plain_date, time_range
from secretariat.models.kinds import Stage
from secretariat.models.plaintext import joined
from secretariat.models.records import Sitting
from secretariat.services.approvals import approved_at
from secretariat.services.bodies import choices_of
from secretariat.services.meetings import Meet
from secretariat.services.replacing import in_place_of
from secretariat.ui.meeting.meeting_clock import MeetingClock
from secretariat.ui.meeting.stages import TONES, stage_words
from secretariat.ui.page import Context
from secretariat.ui.widgets import (
    Elided,
    TabStrip,
    button,
    column,
    primary_button,
    row,
    set_tone,
    tag,
)


class Header(QWidget):
    """Tells which meeting it is and offers the next step. `tab_chosen` carries the index and
    whether it was chosen by hand; by keyboard one walks on along the tabs."""

    tab_chosen = Signal(int, bool)
    next_pressed = Signal()
    close_pressed = Signal()

    def __init__(self, context: Context, tabs: Sequence[str]) -> None:
        super().__init__()
        self.context = context
        self._names = ("", "", "")
        self.title = Elided("", "title")
        self.when = Elided("", "quiet")
        self.stage = tag("")
        self.close_button = button("Close meeting", "", self.close_pressed.emit)
        self.next = primary_button("", "", self.next_pressed.emit)
        self.tabs = TabStrip(tabs, "Steps of the meeting")
        self._by_hand = False
        self.tabs.tabBarClicked.connect(self._clicked)
        self.tabs.currentChanged.connect(self._changed)
        self.clock = MeetingClock(context, self._say_when)
        self._before: tuple[str, ...] = ()
        below = row(self.stage, self.clock, self.when, spacing=8)
        below.setStretch(2, 1)
        words = column(self.title, below, spacing=4)
        top = row(words, self.close_button, self.next, spacing=16)
        top.setStretch(0, 1)
        top.setContentsMargins(24, 16, 24, 8)
        strip = row(self.tabs, 1)
        strip.setContentsMargins(24, 0, 24, 0)
        column(top, strip, parent=self, spacing=0)

    def show_meet(self, meet: Meet) -> None:
        """Show a meeting."""
        first = meet.first
        short = meet.meeting.title or " and ".join(b.short_name or b.name for b in meet.bodies)
        name = meet.name
        day = f", {plain_date(first.date)}" if first else ""
        self._names = (name, short, day)
        self._fit()
        self._before = tuple(self._links(meet))
        style = "12"
        if meet.bodies:
            style = choices_of(self.context.session.reader, meet.bodies[0].uid)["clock"]
        self._say_when(" · ".join(filter(None, _facts(meet, style))))
        self.clock.show_meet(meet, style)
        stage = meet.meeting.stage
        self.stage.setText(stage_words(stage))
        self.stage.setAccessibleName(f"Stage: {stage_words(stage)}")
        set_tone(self.stage, TONES[stage])
        self.close_button.setVisible(stage is Stage.HELD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Call the meeting by its whole name, or by the short one where there is no room.

        Where even that is too long its end gives way, and never the day.
        """
        name, short, day = self._names
        room = self.width() - self.next.sizeHint().width() - self.context.theme.length(80)
        if self.close_button.isVisibleTo(self):
            room -= self.close_button.sizeHint().width()
        metrics = self.title.fontMetrics()
        room -= metrics.horizontalAdvance(day)
        if metrics.horizontalAdvance(name) < room:
            short = name
        shown = metrics.elidedText(short, Qt.TextElideMode.ElideRight, max(room, 40))
        self.title.setText(f"{shown}{day}")
        self.title.setAccessibleName(f"{name}{day}")
        self.title.whole = "" if shown == name else f"{name}{day}"

    def _say_when(self, words: str) -> None:
        """Show the quiet words after the links to other meetings."""
        self.when.setText(" · ".join(filter(None, (*self._before, words))))

    def _links(self, meet: Meet) -> list[str]:
        """Return which meeting is held instead of this one, in whose place this one is held, and
        at which its minutes were approved."""
        if meet.instead and meet.meeting.stage.is_off:
            return [f"held on {plain_date(meet.instead.date)} instead"]
        reader = self.context.session.reader
        before = in_place_of(reader, meet.meeting.uid)
        days = [plain_date(other.date) for other in before if other.date]
        links = [f"in place of {joined(days)}"] if days else []
        if meet.meeting.stage is Stage.CLOSED:
            at = approved_at(reader, meet.meeting.uid)
            days = [plain_date(other.date) for other in at if other.date]
            links += [f"on {joined(days)}"] if days else []
        return links

    def show_tab(self, index: int, counts: Sequence[str]) -> None:
        """Bring a tab to the front and show the counts."""
        blocked = self.tabs.blockSignals(True)
        for at, count in enumerate(counts):
            self.tabs.set_count(at, count)
        self.tabs.setCurrentIndex(index)
        self.tabs.blockSignals(blocked)

    def show_next(self, text: str, keys: str) -> None:
        """Offer the next step, or none."""
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        native = native.replace("Return", "Enter")  # as it is written on most keyboards
        self.next.setVisible(bool(text))
        self.next.setText(f"{text}  {native}" if native else text)
        self.next.setAccessibleName(text)
        self.next.setToolTip(f"{text} ({native})" if native else text)
        self._fit()

    def _clicked(self, _: int) -> None:
        self._by_hand = True

    def _changed(self, index: int) -> None:
        by_hand, self._by_hand = self._by_hand, False
        self.tab_chosen.emit(index, by_hand)


def _facts(meet: Meet, style: str) -> list[str]:
    """Return when and where a meeting is; the clock of one that goes on tells that itself."""
    first = meet.first
    if first is None:
        return []
    more = len(meet.sittings) - 1
    further = f"and {more} more date{'s' if more > 1 else ''}" if more else ""
    return [time_range(first.starts, first.ends, style), _where(first), further]


def _where(sitting: Sitting) -> str:
    return sitting.place or ("Online" if sitting.remote_link else "No place yet")
