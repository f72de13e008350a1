"""Numbers that run on: patterns met in real minutes, years, and none given out twice."""

from __future__ import annotations

from datetime import date

import pytest

from secretariat.errors import KnownError
from secretariat.models.records import Sequence, SequenceNumber
from secretariat.models.room_kinds import Restart
from secretariat.models.sequences import check_pattern, next_value, period_of, printed


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{n}.", "54."),
        ("{n}/{yy}", "54/21"),
        ("{yy}.{n}", "21.54"),
        ("{nnn}/{yyyy}", "054/2021"),
        ("{body}/{yy}{yy2}/{nnn}", "GBP/2122/054"),
        ("DEC {n}/{yyyy2}", "DEC 54/2022"),
    ],
)
def test_patterns(pattern: str, expected: str) -> None:
    check_pattern(pattern)
    assert printed(pattern, 54, 2021, "GBP") == expected


@pytest.mark.parametrize("pattern", ["", "{yy}", "{n}{n}", "{n}/{month}", "{n"])
def test_a_pattern_that_counts_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(KnownError):
        check_pattern(pattern)


@pytest.mark.parametrize(
    ("restart", "day", "year"),
    [
        (Restart.NEVER, date(2026, 3, 1), 0),
        (Restart.CALENDAR_YEAR, date(2026, 3, 1), 2026),
        (Restart.FINANCIAL_YEAR, date(2026, 3, 31), 2025),
        (Restart.FINANCIAL_YEAR, date(2026, 4, 1), 2026),
        (Restart.MUNICIPAL_YEAR, date(2026, 4, 30), 2025),
        (Restart.MUNICIPAL_YEAR, date(2026, 5, 1), 2026),
    ],
)
def test_years(restart: Restart, day: date, year: int) -> None:
    assert period_of(restart, day) == year


def test_the_annual_meeting_begins_the_municipal_year() -> None:
    assert period_of(Restart.MUNICIPAL_YEAR, date(2026, 5, 10), date(2025, 5, 20)) == 2025
    assert period_of(Restart.MUNICIPAL_YEAR, date(2026, 5, 20), date(2026, 5, 19)) == 2026


def test_no_number_is_given_twice() -> None:
    one = Sequence(uid="s", body="b", name="Minutes", first=100)
    given = [
        SequenceNumber(sequence="s", meeting="m", value=100),
        SequenceNumber(sequence="s", meeting="m", value=101, is_void=True),
        SequenceNumber(sequence="other", meeting="m", value=900),
    ]
    assert next_value(one, (), 0) == 100
    assert next_value(one, given, 0) == 102
    assert next_value(one, given, 2026) == 100
    anew = Sequence(uid="s", body="b", name="Minutes", restart=Restart.MEETING)
    assert next_value(anew, given, 0, "m") == 102
    assert next_value(anew, given, 0, "n") == 1
