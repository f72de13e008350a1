"""How often business returns: from “every quarter, in January, April …” to the month that is next.

A month is the first day of it. A topic that names its months returns in those; one that does not
returns so many months after it was last taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from secretariat.models.dates import ENGLISH, Calendar
from secretariat.models.kinds import Recurrence
from secretariat.models.plaintext import joined

_STEPS = {
    Recurrence.MONTHLY: 1,
    Recurrence.QUARTERLY: 3,
    Recurrence.HALF_YEARLY: 6,
    Recurrence.YEARLY: 12,
    Recurrence.TWO_YEARLY: 24,
}
_NEAREST = {
    Recurrence.MONTHLY: 1,
    Recurrence.QUARTERLY: 1,
    Recurrence.HALF_YEARLY: 3,
    Recurrence.YEARLY: 6,
    Recurrence.TWO_YEARLY: 18,
}
"""Months between two takings at the least, where the months are named: what is taken a month
early or late keeps its own month the next time."""

_LAST_YEAR = 9990


def month_of(day: date) -> date:
    """Return the month that a day is in."""
    return day.replace(day=1)


def months_on(month: date, count: int) -> date:
    """Return the month that lies `count` months after `month`, or before it when negative."""
    years, at = divmod(month.month - 1 + count, 12)
    return date(month.year + years, at + 1, 1)


def month_words(month: date, calendar: Calendar = ENGLISH) -> str:
    """Return a month as it is said: July 2027."""
    return f"{calendar.months[month.month - 1]} {month.year}"


def months_in(text: str) -> tuple[int, ...]:
    """Return the months that a topic keeps as “1,4,7,10”, in order; what is none is passed over."""
    found = {int(part) for part in re.findall(r"(?<!\d)\d{1,2}(?!\d)", text) if part.isascii()}
    return tuple(sorted(month for month in found if 1 <= month <= 12))


def read_months(text: str) -> tuple[int, ...] | None:
    """Return the months that are typed: “January, July”, “Jan Apr”, “1, 4”; None when one is none.

    Nothing typed is no months.
    """
    names = [name.casefold() for name in ENGLISH.months]
    found: set[int] = set()
    for word in re.findall(r"[^\s,;./&]+", text.casefold()):
        if word == "and":
            continue
        if word.isascii() and word.isdigit():
            at = int(word)
        else:
            starts = [n for n, name in enumerate(names, start=1) if name.startswith(word)]
            at = starts[0] if len(word) >= 3 and len(starts) == 1 else 0
        if not 1 <= at <= 12:
            return None
        found.add(at)
    return tuple(sorted(found))


def written(months: tuple[int, ...]) -> str:
    """Return months as a topic keeps them."""
    return ",".join(str(month) for month in months)


def months_said(months: tuple[int, ...], calendar: Calendar = ENGLISH, last: str = " and ") -> str:
    """Return months by their names: January, April and July."""
    return joined([calendar.months[month - 1] for month in months], last)


def returns_said(recurrence: Recurrence, months: str) -> str:
    """Return how often something returns, in words: “every quarter: January, April …”."""
    named = months_in(months)
    if not named or recurrence in (Recurrence.ONCE, Recurrence.EVERY_MEETING):
        return recurrence.value
    if recurrence is Recurrence.YEARLY and len(named) == 1:
        return f"every {ENGLISH.months[named[0] - 1]}"
    return f"{recurrence.value}: {months_said(named)}"


def next_month(recurrence: Recurrence, months: str, taken: date) -> date | None:
    """Return the month in which business that was taken on a day returns.

    None for what does not return, or returns at every meeting, whichever that is.
    """
    if recurrence not in _STEPS or taken.year > _LAST_YEAR:
        return None
    named, month = months_in(months), month_of(taken)
    if not named:
        return months_on(month, _STEPS[recurrence])
    soonest = months_on(month, _NEAREST[recurrence])
    return next(found for ahead in range(12) if (found := months_on(soonest, ahead)).month in named)


def returns(recurrence: Recurrence, months: str, first: date, last: date) -> Iterator[date]:
    """Yield the months after that of `first` and up to that of `last` in which it returns."""
    month = next_month(recurrence, months, first)
    while month is not None and month <= last:
        yield month
        month = next_month(recurrence, months, month)
