"""Bank holidays that are not yet proclaimed, reckoned as the past ones were.

Sources: Banking and Financial Dealings Act 1971, Schedule 1, and the custom of substitute
days. What is reckoned here is never presented as proclaimed.
"""

from __future__ import annotations

from datetime import date, timedelta

from secretariat.models.clock import Holiday, easter

ENGLAND_AND_WALES = "england-and-wales"
SCOTLAND = "scotland"
NORTHERN_IRELAND = "northern-ireland"
DIVISIONS = (ENGLAND_AND_WALES, SCOTLAND, NORTHERN_IRELAND)

_SUBSTITUTE = " (substitute day)"


def reckoned(year: int, division: str) -> list[Holiday]:
    """Return the holidays that custom gives a division in a year, in order, as not proclaimed."""
    fixed, movable = _days(year, division)
    taken: dict[date, str] = dict(movable)
    for day, name in fixed:
        moved = day
        while moved.weekday() > 4 or moved in taken or (moved != day and moved in dict(fixed)):
            moved += timedelta(days=1)
        taken[moved] = name if moved == day else name + _SUBSTITUTE
    source = "reckoned from the Banking and Financial Dealings Act 1971"
    return [
        Holiday(day, name, division, source, proclaimed=False)
        for day, name in sorted(taken.items())
    ]


_Named = list[tuple[date, str]]


def _days(year: int, division: str) -> tuple[_Named, _Named]:
    """Return the days that move to a substitute when they fall on a weekend, and the others."""
    sunday = easter(year)
    fixed: _Named = [(date(year, 1, 1), "New Year’s Day")]
    movable: _Named = [(sunday - timedelta(days=2), "Good Friday")]
    if division == SCOTLAND:
        fixed += [(date(year, 1, 2), "2nd January"), (date(year, 11, 30), "St Andrew’s Day")]
        movable.append((_monday(year, 8, first=True), "Summer bank holiday"))
    else:
        movable.append((sunday + timedelta(days=1), "Easter Monday"))
        movable.append((_monday(year, 8, first=False), "Summer bank holiday"))
    if division == NORTHERN_IRELAND:
        fixed += [
            (date(year, 3, 17), "St Patrick’s Day"),
            (date(year, 7, 12), "Battle of the Boyne"),
        ]
    movable.append((_monday(year, 5, first=True), "Early May bank holiday"))
    movable.append((_monday(year, 5, first=False), "Spring bank holiday"))
    fixed += [(date(year, 12, 25), "Christmas Day"), (date(year, 12, 26), "Boxing Day")]
    return sorted(fixed), movable


def _monday(year: int, month: int, *, first: bool) -> date:
    if first:
        day = date(year, month, 1)
        return day + timedelta(days=-day.weekday() % 7)
    day = date(year, month, 31)
    return day - timedelta(days=day.weekday())
