"""The statutory clock: by which day something must be done, and why that day.

A `TimeRule` is data, with its source and the dates between which it is in force. A reckoning
explains itself: each day between the anchor and the answer is listed as counted or skipped,
with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from secretariat.errors import KnownError

_LONGEST_SEARCH = 1500


class Direction(StrEnum):
    BEFORE = "before"
    AFTER = "after"


class Break(StrEnum):
    """The breaks that s.243 of the Local Government Act 1972 names."""

    CHRISTMAS = "Christmas break"
    EASTER = "Easter break"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that does not count in a division; `proclaimed` is False for one only reckoned."""

    day: date
    name: str
    division: str
    source: str = ""
    proclaimed: bool = True


@dataclass(frozen=True, slots=True)
class DaySet:
    """Which days count: weekdays (Monday is 0), less holidays, less named breaks."""

    weekdays: frozenset[int] = frozenset(range(7))
    holidays: bool = False
    breaks: frozenset[Break] = frozenset()


WORKING_DAYS = DaySet(frozenset(range(5)), holidays=True)


@dataclass(frozen=True, slots=True)
class TimeRule:
    """A rule about time, anchored on the day of the meeting (or another event).

    `count` days of `days` lie between the answer and the anchor. `count_anchor` counts the
    anchor itself, which `anchor` names; `count_answer` lets the answer be the last day counted
    instead of the day beyond it. Unless `land` is None, the answer is moved on, away from the
    anchor when it lies before it and away likewise after it, until it is a day of `land`.
    """

    key: str
    name: str
    jurisdiction: str
    source: str
    count: int
    direction: Direction = Direction.BEFORE
    days: DaySet = WORKING_DAYS
    count_anchor: bool = False
    count_answer: bool = False
    land: DaySet | None = WORKING_DAYS
    in_force_from: date | None = None
    in_force_to: date | None = None
    checked: bool = False
    anchor: str = "the meeting"

    def in_force(self, on: date) -> bool:
        """Say whether the rule binds a meeting on that day."""
        return (self.in_force_from or date.min) <= on <= (self.in_force_to or date.max)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a reckoning: counted, or skipped for a reason."""

    day: date
    counted: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The answer of a rule: the day, and every day that was looked at, in the order of looking.

    `provisional` says that it rests on days whose holidays are not yet proclaimed.
    """

    rule: TimeRule
    anchor: date
    day: date
    days: tuple[Day, ...]
    provisional: bool = False

    @property
    def counted(self) -> tuple[date, ...]:
        return tuple(d.day for d in self.days if d.counted)

    @property
    def skipped(self) -> tuple[Day, ...]:
        return tuple(d for d in self.days if not d.counted)


@dataclass(frozen=True, slots=True)
class Holidays:
    """The holidays of one division by day; `horizon` is the last year that is proclaimed."""

    by_day: Mapping[date, Holiday] = field(default_factory=dict)
    horizon: int = 9999

    @classmethod
    def of(cls, holidays: Iterable[Holiday], divisions: Iterable[str]) -> Holidays:
        """Return those of the divisions named; the horizon is that of the proclaimed ones."""
        wanted = frozenset(divisions)
        chosen = [h for h in holidays if h.division in wanted]
        proclaimed = [h.day.year for h in chosen if h.proclaimed]
        return cls({h.day: h for h in chosen}, max(proclaimed, default=9999))


def reckon(rule: TimeRule, anchor: date, holidays: Holidays) -> Reckoning:
    """Return the latest day that `rule` allows before `anchor`, or the last one after it.

    Raises KnownError when no day of the calendar satisfies the rule.
    """
    step = timedelta(days=-1 if rule.direction is Direction.BEFORE else 1)
    seen: list[Day] = []
    if not rule.count_anchor:
        seen.append(Day(anchor, False, "the day itself"))
    day = anchor if rule.count_anchor else _next(anchor, step)
    counted = 0
    while counted < rule.count:
        reason = why_not(rule.days, day, holidays)
        counted += not reason
        seen.append(Day(day, not reason, reason))
        if len(seen) > _LONGEST_SEARCH:
            raise KnownError(f"The rule “{rule.name}” can never be met: too few days count.")
        if counted < rule.count or not rule.count_answer:
            day = _next(day, step)
    while rule.land is not None and (reason := why_not(rule.land, day, holidays)):
        seen.append(Day(day, False, reason))
        day = _next(day, step)
        if len(seen) > _LONGEST_SEARCH:
            raise KnownError(f"The rule “{rule.name}” can never be met: no day is allowed.")
    last = max(anchor, day)
    return Reckoning(rule, anchor, day, tuple(seen), last.year > holidays.horizon)


def _next(day: date, step: timedelta) -> date:
    try:
        return day + step
    except OverflowError as error:
        raise KnownError("That date lies outside the calendar.") from error


def why_not(days: DaySet, day: date, holidays: Holidays) -> str:
    """Return why a day does not count, in words; empty when it does."""
    if days.holidays and day in holidays.by_day:
        holiday = holidays.by_day[day]
        return holiday.name if holiday.proclaimed else f"{holiday.name} (not yet proclaimed)"
    if Break.EASTER in days.breaks and _in_easter_break(day):
        return Break.EASTER.value
    if Break.CHRISTMAS in days.breaks and _in_christmas_break(day, holidays):
        return Break.CHRISTMAS.value
    if day.weekday() not in days.weekdays:
        return day.strftime("%A")
    return ""


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar, by the anonymous algorithm of 1876."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _in_easter_break(day: date) -> bool:
    """From the Thursday before Good Friday's Sunday to the Tuesday after: LGA 1972 s.243(4)."""
    sunday = easter(day.year)
    return sunday - timedelta(days=3) <= day <= sunday + timedelta(days=2)


def _in_christmas_break(day: date, holidays: Holidays) -> bool:
    """From the last weekday before Christmas Day to the first after it that is no bank holiday."""
    year = day.year if day.month > 6 else day.year - 1
    first = date(year, 12, 24)
    while first.weekday() > 4:
        first -= timedelta(days=1)
    last = date(year, 12, 26)
    while last.weekday() > 4 or last in holidays.by_day:
        last += timedelta(days=1)
    return first <= day <= last
