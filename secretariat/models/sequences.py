"""Numbers that run on over meetings: how they print, when they begin anew, and which comes next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from secretariat.errors import KnownError
from secretariat.models.records import Sequence, SequenceNumber
from secretariat.models.room_kinds import Restart

_SLOT = re.compile(r"\{(n{1,6}|yyyy2|yyyy|yy2|yy|body)\}")
_NUMBER = re.compile(r"\{n{1,6}\}")


def check_pattern(pattern: str) -> None:
    """Raise KnownError when a pattern has no place for the number, or an unknown slot."""
    if len(_NUMBER.findall(pattern)) != 1:
        raise KnownError("A pattern of numbers holds {n} once, such as {n}/{yy}.")
    rest = _SLOT.sub("", pattern)
    if "{" in rest or "}" in rest:
        raise KnownError(
            "In a pattern of numbers stand {n}, {nnn}, {yy}, {yyyy}, {yy2}, {yyyy2} and {body}."
        )


def period_of(restart: Restart, day: date, year_began: date | None = None) -> int:
    """Return the year in which the period of a sequence began that `day` belongs to; 0: one
    period for ever.

    A municipal year begins with the annual meeting: `year_began` when it is known, otherwise
    1 May. A financial year begins on 1 April.
    """
    if restart in (Restart.NEVER, Restart.MEETING):
        return 0
    if restart is Restart.CALENDAR_YEAR:
        return day.year
    if restart is Restart.FINANCIAL_YEAR:
        return day.year if day >= date(day.year, 4, 1) else day.year - 1
    if year_began is not None and year_began <= day:
        return year_began.year
    return day.year if day >= date(day.year, 5, 1) else day.year - 1


def printed(pattern: str, value: int, year: int, body: str = "") -> str:
    """Return a number as it prints: {n}/{yy} with 54 and 2012 is 54/12.

    {yy2} and {yyyy2} are the year after that in which the period began: {yy}{yy2} is 2122.
    """

    def slot(found: re.Match[str]) -> str:
        name = found[1]
        if name.startswith("n"):
            return str(value).zfill(len(name))
        if name == "body":
            return body
        of = year + 1 if name.endswith("2") else year
        return f"{of % 100:02}" if name.startswith("yy") and "yyyy" not in name else f"{of:04}"

    return _SLOT.sub(slot, pattern)


def next_value(
    sequence: Sequence, given: Iterable[SequenceNumber], year: int, meeting: str = ""
) -> int:
    """Return the next number of a sequence; one that was given out is never given again.

    A sequence that begins anew with each meeting counts those of `meeting` alone.
    """
    values = [
        number.value
        for number in given
        if number.sequence == sequence.uid
        and number.year == year
        and (sequence.restart is not Restart.MEETING or number.meeting == meeting)
    ]
    return max(values, default=sequence.first - 1) + 1
