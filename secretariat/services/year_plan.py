"""A year at a glance, as on the wall of an office: meetings, days off and, if wanted, deadlines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from secretariat.models.clock import Holiday
from secretariat.models.dates import ENGLISH, spoken_date
from secretariat.models.kinds import DeadlineKind
from secretariat.models.plaintext import joined
from secretariat.models.records import Body
from secretariat.services.clashes import OFF, span_words
from secretariat.services.deadlines import GOING_OUT, Deadline, Reckoner, State
from secretariat.services.meetings import Meet
from secretariat.services.rules import Calendar, jurisdiction_of
from secretariat.store.rows import Reader

FIRST_YEAR, LAST_YEAR = 1901, 2198
"""The years that a planner shows."""

_MARKED = (*GOING_OUT, DeadlineKind.REPORTS)
_AROUND = timedelta(days=62)
"""How far from its meeting a deadline may lie and still be found for a year."""


class MarkKind(StrEnum):
    """What a mark stands for; each has a shape of its own beside its colour."""

    MEETING = "meeting"
    PAST = "past meeting"
    OFF = "not held"
    CLASH = "clash"
    AGENDA = "agenda out"
    REPORTS = "reports in"

    @property
    def is_deadline(self) -> bool:
        return self in (MarkKind.AGENDA, MarkKind.REPORTS)


@dataclass(frozen=True, slots=True)
class PlanMark:
    """A mark on a day: `uid` is that of the meeting, `short` what it is called in little room."""

    kind: MarkKind
    uid: str
    short: str
    words: str


@dataclass(frozen=True, slots=True)
class PlanDay:
    """A day of the year; `day_off` names the bank holiday or the closure it is."""

    on: date
    day_off: str = ""
    marks: tuple[PlanMark, ...] = ()
    is_today: bool = False

    @property
    def is_weekend(self) -> bool:
        return self.on.weekday() > 4

    @property
    def meetings(self) -> tuple[PlanMark, ...]:
        return tuple(mark for mark in self.marks if not mark.kind.is_deadline)

    @property
    def sentence(self) -> str:
        """The day as it is read aloud."""
        today = "Today, " if self.is_today else ""
        off = f" ({self.day_off})" if self.day_off else ""
        what = "; ".join(mark.words for mark in self.marks) or "no meeting"
        return f"{today}{spoken_date(self.on)}{off}: {what}."


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The days of a year, and what is to be said of the year as a whole."""

    year: int
    days: Mapping[date, PlanDay] = field(default_factory=dict)
    warning: str = ""
    meetings: int = 0


def year_plan(
    reader: Reader,
    meets: Sequence[Meet],
    year: int,
    today: date,
    *,
    bodies: Collection[str] = (),
    clashing: Collection[str] = (),
    with_deadlines: bool = False,
) -> YearPlan:
    """Return a year with the meetings of these bodies, or of all.

    `clashing` are the meetings that clash with another. Bank holidays are those of the bodies that
    are shown; one that only some of them keep is told with its jurisdictions.
    """
    shown = [meet for meet in meets if not bodies or any(b.uid in bodies for b in meet.bodies)]
    known = {body.uid: body for body in reader.find(Body) if not bodies or body.uid in bodies}
    marks: dict[date, list[PlanMark]] = {}
    count = 0
    for meet in shown:
        inside = [sitting for sitting in meet.sittings if sitting.date.year == year]
        count += bool(inside) and meet.meeting.stage not in OFF
        for sitting in inside:
            kind = _kind_of(meet, sitting.date, today, clashing)
            hours = span_words(sitting.starts, sitting.ends)
            words = ", ".join(filter(None, (meet.name, hours, _state(meet, kind))))
            mark = PlanMark(kind, meet.meeting.uid, short_name(meet), words)
            marks.setdefault(sitting.date, []).append(mark)
    for on, mark in _deadlines(reader, shown, year, today) if with_deadlines else ():
        marks.setdefault(on, []).append(mark)
    off, last = days_off(reader, known.values(), (year,))
    first = date(year, 1, 1)
    days = {
        on: PlanDay(on, off.get(on, ""), tuple(marks.get(on, ())), on == today)
        for on in (
            first + timedelta(days=at) for at in range((date(year, 12, 31) - first).days + 1)
        )
    }
    warning = f"The bank holidays of {year} are not yet proclaimed." if year > last else ""
    return YearPlan(year, days, warning, count)


def short_name(meet: Meet) -> str:
    """Return what a meeting is called where there is little room: after its bodies."""
    named = "/".join(body.short_name or body.name for body in meet.bodies)
    return named or meet.meeting.title or "Meeting"


def _kind_of(meet: Meet, on: date, today: date, clashing: Collection[str]) -> MarkKind:
    if meet.meeting.stage in OFF:
        return MarkKind.OFF
    if on < today:
        return MarkKind.PAST
    return MarkKind.CLASH if meet.meeting.uid in clashing else MarkKind.MEETING


def _state(meet: Meet, kind: MarkKind) -> str:
    if kind is MarkKind.OFF:
        return meet.meeting.stage.value
    return "clash" if kind is MarkKind.CLASH else ""


def _deadlines(
    reader: Reader, meets: Iterable[Meet], year: int, today: date
) -> Iterable[tuple[date, PlanMark]]:
    """Return the days by which agendas go out and reports are in, those met and unmet."""
    first, last = date(year, 1, 1) - _AROUND, date(year, 12, 31) + _AROUND
    near = [
        meet
        for meet in meets
        if meet.date and first <= meet.date <= last and meet.meeting.stage not in OFF
    ]
    names = {meet.meeting.uid: meet for meet in near}
    for uid, chain in Reckoner(reader).chains(near).items():
        for one in chain:
            if one.kind in _MARKED and one.day.year == year:
                yield one.day, _deadline_mark(one, names[uid], today)


def _deadline_mark(one: Deadline, meet: Meet, today: date) -> PlanMark:
    kind = MarkKind.REPORTS if one.kind is DeadlineKind.REPORTS else MarkKind.AGENDA
    on = meet.date or one.day
    day = f"{on.day} {ENGLISH.months[on.month - 1]}"
    late = ", overdue" if one.state(today) is State.OVERDUE else ", done" if one.done else ""
    words = f"{one.name} for {short_name(meet)} of {day}{late}"
    return PlanMark(kind, meet.meeting.uid, short_name(meet), words)


def days_off(
    reader: Reader, bodies: Iterable[Body], years: Collection[int]
) -> tuple[dict[date, str], int]:
    """Return the days off of some years by their names, and the last year that is proclaimed.

    They are those of the bodies; one that only some of them keep is told with its jurisdictions.
    """
    calendar = Calendar(reader)
    places = sorted({jurisdiction_of(reader, body) for body in bodies}) or ["England"]
    kept: dict[date, dict[str, Holiday]] = {}
    for place in places:
        for on, holiday in calendar.holidays(place).by_day.items():
            if on.year in years:
                kept.setdefault(on, {})[place] = holiday
    found = {}
    for on, by_place in kept.items():
        names = list(dict.fromkeys(holiday.name for holiday in by_place.values()))
        some = f" ({joined(list(by_place))})" if len(by_place) < len(places) else ""
        found[on] = f"{' / '.join(names)}{some}"
    return found, min(calendar.holidays(place).horizon for place in places)
