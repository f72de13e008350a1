"""The clock in the head of a meeting in progress: begun, now, gone, and how it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time

from PySide6.QtWidgets import QWidget

from secretariat.models.dates import clock
from secretariat.models.kinds import Stage
from secretariat.models.timekeeping import Timing, length_words
from secretariat.services.meetings import Meet
from secretariat.services.timekeeping import timing_of
from secretariat.services.wall_clock import in_zone
from secretariat.ui.meeting.clock_watch import amiss_words
from secretariat.ui.meeting.time_mark import TimeMark, agenda_words, end_words
from secretariat.ui.page import Context
from secretariat.ui.widgets import row

_LATE = 5
"""Minutes behind the agenda from which on it is marked, and not only said."""


class MeetingClock(QWidget):
    """Marks what is worth a mark, and tells the rest to `said`; away unless a meeting goes on.

    What it shows is reckoned from the stored times whenever another minute begins.
    """

    def __init__(self, context: Context, said: Callable[[str], None]) -> None:
        super().__init__()
        self._context, self._said = context, said
        self._meet: Meet | None = None
        self._timing = Timing()
        self.style_of_clock = "12"
        self._shown: datetime | None = None
        self.end = TimeMark(context.theme)
        self.agenda = TimeMark(context.theme)
        self.wrong = TimeMark(context.theme)
        row(self.wrong, self.end, self.agenda, parent=self, spacing=6)
        self.hide()

    @property
    def running(self) -> bool:
        """Say whether a meeting goes on, of which it is known when it began."""
        held = self._timing.sitting
        on = self._meet is not None and self._meet.meeting.stage is Stage.HELD
        return on and held is not None and held.opened is not None and held.closed is None

    def show_meet(self, meet: Meet, style: str) -> None:
        """Read the times of a meeting again, and show them."""
        self._meet, self.style_of_clock, self._shown = meet, style, None
        if meet.meeting.stage is Stage.HELD:
            session = self._context.session
            now = in_zone(session.clock(), meet.meeting.zone)
            self._timing = timing_of(session.reader, meet, now.date())
        self.setVisible(self.running)
        self.tick()

    def tick(self) -> None:
        """Show the times again once another minute has begun."""
        if self._meet is None or not self.running:
            return
        now = in_zone(self._context.session.clock(), self._meet.meeting.zone)
        minute = now.replace(second=0, microsecond=0)
        if minute == self._shown:
            return
        self._shown = minute
        word, why = amiss_words(self._timing, now, self.style_of_clock)
        self.wrong.say(word, "bad" if word else "", why)
        timing = self._timing
        self.end.say(*end_words(timing.left(now), timing.meeting_pace(now)))
        behind = timing.behind(now)
        late = behind is not None and behind >= _LATE
        self.agenda.say(agenda_words(behind) if late else "", "warn" if late else "")
        self._said(" · ".join(filter(None, self._words(now, why, "" if late else behind))))

    def _adjourned(self) -> time | None:
        """Return since when the meeting has been adjourned; None while it sits."""
        away = self._timing.pauses[-1:]
        return away[0].since if away and away[0].until is None else None

    def _words(self, now: datetime, why: str, behind: int | str | None) -> list[str]:
        """Return the quiet words: when it began, what the time is, how long it has gone on."""
        held, elapsed = self._timing.sitting, self._timing.elapsed(now)
        if held is None or held.opened is None:
            return []
        if why:
            return [why]
        words = [f"started {clock(held.opened, self.style_of_clock)}"]
        if (away := self._adjourned()) is not None:
            words.append(f"adjourned since {clock(away, self.style_of_clock)}")
        words.append(f"now {clock(now.time(), self.style_of_clock)}")
        if elapsed is not None:
            booked = self._timing.booked
            of = f" of {length_words(booked)}" if booked else ""
            words.append(f"{length_words(elapsed)}{of}")
        return [*words, agenda_words(behind) if isinstance(behind, int) else "", held.place]
