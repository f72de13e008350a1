"""Series of meetings: what is typed, and which days it gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.errors import KnownError
from secretariat.models.clock import Holidays
from secretariat.models.series import (
    OnHoliday,
    Series,
    days_of,
    nth_weekday,
    parse_series,
)
from secretariat.services.clock import shipped_holidays

ENGLAND = Holidays.of(shipped_holidays(), ["england-and-wales"])


@pytest.mark.parametrize(
    ("typed", "series"),
    [
        ("third Thursday, quarterly, 10.00", Series(3, 3, 3, starts=time(10))),
        ("Last Tuesday of the month at 2pm", Series(1, -1, 1, starts=time(14))),
        ("2nd monday of January, April and July", Series(0, 2, 1, only=(1, 4, 7))),
        ("fortnightly on Wednesdays, 18:30", Series(2, 1, 1, weeks=2, starts=time(18, 30))),
        ("Fridays", Series(4, 1, 1, weeks=1)),
    ],
)
def test_what_is_typed(typed: str, series: Series) -> None:
    assert parse_series(typed) == series


@pytest.mark.parametrize("typed", ["", "quarterly", "the 19th", "every blue moon"])
def test_what_is_no_series(typed: str) -> None:
    assert parse_series(typed) is None


def test_a_quarterly_board() -> None:
    days = days_of(Series(3, 3, 3), date(2018, 1, 1), date(2018, 12, 31), ENGLAND)
    assert [p.day for p in days] == [
        date(2018, 1, 18),
        date(2018, 4, 19),
        date(2018, 7, 19),
        date(2018, 10, 18),
    ]


def test_a_bank_holiday_moves_the_meeting_and_says_why() -> None:
    monday = Series(0, 1, 12, only=(5,))
    span = (date(2026, 1, 1), date(2026, 12, 31))
    (moved,) = days_of(monday, *span, ENGLAND)
    assert (moved.day, moved.moved_from, moved.reason) == (
        date(2026, 5, 5),
        date(2026, 5, 4),
        "Early May bank holiday",
    )
    later = days_of(replace(monday, on_holiday=OnHoliday.WEEK_LATER), *span, ENGLAND)
    assert [p.day for p in later] == [date(2026, 5, 11)]
    assert days_of(replace(monday, on_holiday=OnHoliday.SKIP), *span, ENGLAND) == []
    kept = days_of(replace(monday, on_holiday=OnHoliday.KEEP), *span, ENGLAND)
    assert [p.day for p in kept] == [date(2026, 5, 4)]


def test_a_series_of_ten_thousand_is_refused_in_words() -> None:
    with pytest.raises(KnownError, match="500 meetings at most"):
        days_of(Series(0, weeks=1), date(2020, 1, 1), date(2220, 1, 1), Holidays())
    with pytest.raises(KnownError, match="before it begins"):
        days_of(Series(0), date(2026, 2, 1), date(2026, 1, 1), Holidays())


@given(st.integers(1990, 2090), st.integers(1, 12), st.integers(0, 6), st.sampled_from([1, 4, -1]))
def test_nth_weekday_lies_where_it_says(year: int, month: int, weekday: int, nth: int) -> None:
    day = nth_weekday(year, month, weekday, nth)
    assert (day.year, day.month, day.weekday()) == (year, month, weekday)
    if nth > 0:
        assert (day.day - 1) // 7 == nth - 1
    else:
        assert day.day > 21
