"""A series of meetings: “third Thursday, quarterly, 10.00”, and the days it gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from secretariat.errors import KnownError
from secretariat.models.clock import WORKING_DAYS, Holidays, why_not
from secretariat.models.dates import parse_time

MOST = 500
"""The most meetings that one series may make."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3,
    "fourth": 4, "4th": 4, "last": -1,
}  # fmt: skip
_EVERY = {
    "monthly": 1, "every month": 1, "bimonthly": 2, "every two months": 2, "every other month": 2,
    "quarterly": 3, "every quarter": 3, "every three months": 3, "every four months": 4,
    "half-yearly": 6, "every six months": 6, "twice a year": 6, "yearly": 12, "annually": 12,
    "every year": 12,
}  # fmt: skip
_WEEKS = {"weekly": 1, "every week": 1, "fortnightly": 2, "every two weeks": 2}
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip


class OnHoliday(StrEnum):
    """What becomes of a day of the series that is a bank holiday."""

    NEXT = "the next working day"
    WEEK_LATER = "a week later"
    SKIP = "no meeting"
    KEEP = "meet all the same"


@dataclass(frozen=True, slots=True)
class Series:
    """Which days a body meets: the `ordinal` weekday of every `months`th month, or of the
    months named in `only`, or every `weeks` weeks. `ordinal` -1 is the last of the month."""

    weekday: int
    ordinal: int = 1
    months: int = 1
    only: tuple[int, ...] = ()
    weeks: int = 0
    starts: time | None = None
    on_holiday: OnHoliday = OnHoliday.NEXT


@dataclass(frozen=True, slots=True)
class Planned:
    """A day of a series; `moved_from` is where it would have been, and `reason` why it moved."""

    day: date
    moved_from: date | None = None
    reason: str = ""


def parse_series(text: str) -> Series | None:
    """Return the series that words such as “third Thursday, quarterly, 10.00” name, or None.

    Months may be named (“last Tuesday of January, April and July”); without a word for how
    often, a day of the month means monthly and a bare weekday means weekly.
    """
    words = " ".join(text.casefold().split())
    found = re.search(r"\b(" + "|".join(WEEKDAYS) + r")s?\b", words)
    if not found:
        return None
    weekday = WEEKDAYS.index(found.group(1))
    before = words[: found.start()].split()
    ordinal = _ORDINALS.get(before[-1], 0) if before else 0
    weeks = next((n for name, n in _WEEKS.items() if name in words), 0)
    months = next((n for name, n in _EVERY.items() if name in words), 1)
    named = tuple(i for i, name in enumerate(_MONTHS, 1) if re.search(rf"\b{name}\b", words))
    clock = re.search(r"(?:\bat |, *)?(\d{1,2}(?:[.:]\d{2})? ?(?:am|pm)?|noon)\s*$", words)
    starts = parse_time(clock.group(1)) if clock else None
    if not ordinal and not weeks:
        weeks = 1
    return Series(weekday, ordinal or 1, months, named, weeks if not ordinal else 0, starts)


def days_of(series: Series, first: date, last: date, holidays: Holidays) -> list[Planned]:
    """Return the days of a series from `first` to `last`, both included.

    Raises KnownError when there would be more than MOST, or the span ends before it begins.
    """
    if last < first:
        raise KnownError("The series would end before it begins.")
    planned: list[Planned] = []
    for day in _nominal(series, first, last):
        kept = _placed(series, day, holidays)
        if kept is not None:
            planned.append(kept)
        if len(planned) > MOST:
            raise KnownError(f"A series makes {MOST} meetings at most: choose an earlier last day.")
    return planned


def _nominal(series: Series, first: date, last: date) -> list[date]:
    if series.weeks:
        start = first + timedelta(days=(series.weekday - first.weekday()) % 7)
        count = min((last - start).days // (7 * series.weeks) + 1, MOST + 1)
        return [start + timedelta(weeks=series.weeks * n) for n in range(max(count, 0))]
    found: list[date] = []
    month = first.year * 12 + first.month - 1
    began = False
    while month <= last.year * 12 + last.month - 1 and len(found) <= MOST:
        year, index = divmod(month, 12)
        day = nth_weekday(year, index + 1, series.weekday, series.ordinal)
        wanted = not series.only or index + 1 in series.only
        inside = wanted and first <= day <= last
        if inside:
            found.append(day)
        began = began or inside
        month += 1 if series.only or not began else series.months
    return found


def nth_weekday(year: int, month: int, weekday: int, ordinal: int) -> date:
    """Return the first to fourth (1 to 4) or last (-1) such weekday of a month."""
    if ordinal > 0:
        day = date(year, month, 1)
        return day + timedelta(days=(weekday - day.weekday()) % 7 + 7 * (ordinal - 1))
    day = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _placed(series: Series, day: date, holidays: Holidays) -> Planned | None:
    if day not in holidays.by_day or series.on_holiday is OnHoliday.KEEP:
        return Planned(day)
    reason = holidays.by_day[day].name
    if series.on_holiday is OnHoliday.SKIP:
        return None
    if series.on_holiday is OnHoliday.WEEK_LATER:
        return Planned(day + timedelta(weeks=1), day, reason)
    moved = day
    while why_not(WORKING_DAYS, moved, holidays):
        moved += timedelta(days=1)
    return Planned(moved, day, reason)
