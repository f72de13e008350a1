"""The next meetings with their stage, and twelve weeks at a glance.

Reads only; how things are coloured and worded is decided here, how they are drawn in the window.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from secretariat.models.dates import ENGLISH
from secretariat.models.kinds import DeadlineKind, Stage
from secretariat.models.records import Body
from secretariat.models.views import ActionView
from secretariat.services import actions
from secretariat.services.deadlines import GOING_OUT, Deadline, State
from secretariat.services.meetings import Meet, all_meetings
from secretariat.store.rows import Reader

BEFORE = (Stage.PLANNED, Stage.AGENDA)
OUTSIDE = (Stage.CANCELLED, Stage.POSTPONED)
STEPS = (
    Stage.PLANNED,
    Stage.AGENDA,
    Stage.PUBLISHED,
    Stage.HELD,
    Stage.DRAFT_MINUTES,
    Stage.MINUTES_OUT,
    Stage.CLOSED,
)
"""The life of a meeting as its bar shows it, one segment a stage."""


class Tone(StrEnum):
    """How a tag is coloured; its words always say the same."""

    BAD = "bad"
    WARN = "warn"
    ACCENT = "accent"
    GOOD = "good"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on the timeline: a meeting, one of its deadlines, or actions that fall due."""

    on: date
    kind: str
    tone: Tone
    words: str
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The marks of one body, in the order of their dates."""

    body: str
    name: str
    marks: tuple[Mark, ...]
    short: str = ""

    @property
    def sentence(self) -> str:
        """The row as it is read aloud."""
        if not self.marks:
            return f"{self.name}: nothing in these weeks."
        return f"{self.name}: " + "; ".join(f"{short_day(m.on)}, {m.words}" for m in self.marks)


def coming(reader: Reader, today: date, limit: int = 3) -> list[Meet]:
    """Return the next meetings that are not cancelled, the earliest first."""
    return [
        meet
        for meet in all_meetings(reader)
        if meet.sittings
        and max(s.date for s in meet.sittings) >= today
        and meet.meeting.stage not in (*OUTSIDE, Stage.CLOSED)
    ][:limit]


def agendas_late(waiting: Mapping[str, Sequence[Deadline]], today: date) -> frozenset[str]:
    """Return the meetings whose agenda ought to be out by their rules, and is not."""
    return frozenset(
        uid
        for uid, found in waiting.items()
        if any(one.kind in GOING_OUT and one.state(today) is State.OVERDUE for one in found)
    )


def stage_tag(meet: Meet, today: date, *, late: bool = False) -> tuple[str, Tone]:
    """Return the words and the tone that say how far a meeting is.

    `late` says that its agenda ought to be out by now.
    """
    stage, on = meet.meeting.stage, meet.date
    if stage in BEFORE and on is not None and on < today:
        return ("Not minuted", Tone.WARN)
    if stage in BEFORE and on is not None and (on - today).days <= 1:
        return ("Agenda not out", Tone.BAD)
    if stage in BEFORE and late:
        return ("Agenda late", Tone.BAD)
    return _STAGE_TAGS[stage]


def step_of(meet: Meet) -> int:
    """Return how many segments of the bar are filled, 0 to 7."""
    stage = meet.meeting.stage
    return STEPS.index(stage) + 1 if stage in STEPS else 0


_STAGE_TAGS = {
    Stage.PLANNED: ("Agenda not started", Tone.QUIET),
    Stage.AGENDA: ("Agenda in draft", Tone.WARN),
    Stage.PUBLISHED: ("Agenda out", Tone.GOOD),
    Stage.HELD: ("In progress", Tone.ACCENT),
    Stage.DRAFT_MINUTES: ("Minutes in draft", Tone.WARN),
    Stage.MINUTES_OUT: ("Draft minutes out", Tone.GOOD),
    Stage.CLOSED: ("Minutes approved", Tone.GOOD),
    Stage.CANCELLED: ("Cancelled", Tone.QUIET),
    Stage.POSTPONED: ("Postponed", Tone.QUIET),
}


def timeline(
    reader: Reader,
    start: date,
    today: date,
    weeks: int = 12,
    waiting: Mapping[str, Sequence[Deadline]] | None = None,
) -> list[Row]:
    """Return one row a body with its meetings, their deadlines and the days actions fall due.

    `waiting` are the deadlines that are not met, by meeting.
    """
    end = start + timedelta(weeks=weeks)
    names: dict[str, Body] = {}
    marks: dict[str, list[Mark]] = {}
    nexts: set[str] = set()
    for meet in all_meetings(reader):
        for body in meet.bodies:
            names[body.uid] = body
            for sitting in meet.sittings:
                if start <= sitting.date < end and meet.meeting.stage not in OUTSIDE:
                    is_next = sitting.date >= today and body.uid not in nexts
                    nexts |= {body.uid} if is_next else set()
                    tone = Tone.ACCENT if is_next else Tone.QUIET
                    words = "meeting" if not meet.meeting.title else meet.name
                    mark = Mark(sitting.date, "meeting", tone, words, meet.meeting.uid)
                    marks.setdefault(body.uid, []).append(mark)
            for one in (waiting or {}).get(meet.meeting.uid, ()):
                if body.uid == one.body.uid and start <= one.day < end:
                    marks.setdefault(body.uid, []).extend(_deadline_marks(one, meet, today))
    for body, mark in _due_marks(actions.views(reader), start, end, today):
        names[body.uid] = body
        marks.setdefault(body.uid, []).append(mark)
    rows = [
        Row(uid, body.name, tuple(sorted(of, key=lambda m: (m.on, m.kind))), body.short_name)
        for uid, body in names.items()
        for of in (marks.get(uid, []),)
    ]
    shown = [row for row in rows if row.marks]
    return sorted(shown, key=lambda row: (row.marks[0].on, row.name.casefold()))


_MARKED = (*GOING_OUT, DeadlineKind.REPORTS, DeadlineKind.CIRCULATED, DeadlineKind.NOTE)
"""Deadlines that others wait for: those between her and the chair would crowd the weeks."""


def _deadline_marks(one: Deadline, meet: Meet, today: date) -> list[Mark]:
    """Return the mark of a deadline that is not met; none for one that was only suggested."""
    state = one.state(today)
    if state is State.PASSED or one.kind not in _MARKED or meet.meeting.stage in OUTSIDE:
        return []
    near = (one.day - today).days <= 7
    tone = Tone.BAD if state is State.OVERDUE else Tone.WARN if near else Tone.QUIET
    words = f"{one.name} for {short_day(meet.date)}" if meet.date else one.name
    return [Mark(one.day, "due", tone, words, meet.meeting.uid)]


def short_day(day: date) -> str:
    """Return a day as tags say it: Thu 5 March."""
    return f"{ENGLISH.weekdays[day.weekday()][:3]} {day.day} {ENGLISH.months[day.month - 1]}"


def _due_marks(
    views: Iterable[ActionView], start: date, end: date, today: date
) -> list[tuple[Body, Mark]]:
    days: dict[tuple[str, date], list[ActionView]] = {}
    for view in views:
        due = view.action.due
        if due and view.action.state.is_open and start <= due < end:
            days.setdefault((view.body.uid, due), []).append(view)
    found = []
    for (_, due), group in days.items():
        late = due < today
        words = f"{count_of(len(group), 'action')} {'overdue' if late else 'due'}"
        tone = Tone.BAD if late else Tone.WARN if (due - today).days <= 7 else Tone.QUIET
        found.append((group[0].body, Mark(due, "due", tone, words)))
    return found


_SMALL = "no,one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve"
_WORDS = tuple(_SMALL.split(","))


def in_words(number: int) -> str:
    """Return a number as running text has it: three, twelve, 13."""
    return _WORDS[number] if number < len(_WORDS) else str(number)


def count_of(number: int, what: str) -> str:
    """Return a count with its noun: 1 action, 5 actions."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
