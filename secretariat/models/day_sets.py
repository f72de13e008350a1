"""Which days count, in words that a register keeps and a person can read.

“12345 less holidays, Easter break”: the weekdays that count, Monday being 1, and what among
them does not.
"""

from __future__ import annotations

from secretariat.errors import KnownError
from secretariat.models.clock import Break, DaySet

_LESS = " less "
_HOLIDAYS = "holidays"

NAMED = (
    ("12345 less holidays", "working days"),
    ("123456 less holidays", "days but Sundays and holidays"),
    (
        "123456 less holidays, Christmas break, Easter break",
        "days but Sundays, holidays and the breaks of s.243",
    ),
    ("1234567", "calendar days"),
)
"""The sets that people choose from, with what their days are called."""


def read_days(text: str) -> DaySet:
    """Return the days that `text` stands for; KnownError when it stands for none."""
    weekdays, _, less = " ".join(text.split()).partition(_LESS)
    named = {part.strip() for part in less.split(",") if part.strip()}
    breaks = {one.value for one in Break}
    good = weekdays and set(weekdays) <= set("1234567") and named <= {_HOLIDAYS, *breaks}
    if not good or (_LESS.strip() in text and not named):
        raise KnownError(
            f"“{text[:60]}” does not say which days count; write “12345 less holidays”."
        )
    return DaySet(
        frozenset(int(digit) - 1 for digit in weekdays),
        _HOLIDAYS in named,
        frozenset(Break(name) for name in named - {_HOLIDAYS}),
    )


def write_days(days: DaySet | None) -> str:
    """Return the text that stands for `days`; empty for None."""
    if days is None:
        return ""
    less = [_HOLIDAYS] * days.holidays + sorted(one.value for one in days.breaks)
    weekdays = "".join(str(day + 1) for day in sorted(days.weekdays))
    return weekdays + (_LESS + ", ".join(less) if less else "")


def called(days: DaySet, count: int = 2) -> str:
    """Return what days of this kind are called: “working days”, “calendar day”."""
    words = dict(NAMED).get(write_days(days), "days that count")
    if count != 1:
        return words
    return words.replace("days", "day", 1)
