"""Business returns in its own months, taken early, late or on time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.models.kinds import Recurrence
from secretariat.models.recurrence import (
    months_in,
    next_month,
    read_months,
    returns,
    returns_said,
    written,
)


@pytest.mark.parametrize(
    ("recurrence", "months", "taken", "next_time"),
    [
        (Recurrence.ONCE, "7", date(2026, 7, 9), None),
        (Recurrence.EVERY_MEETING, "", date(2026, 7, 9), None),
        (Recurrence.MONTHLY, "", date(2026, 12, 31), date(2027, 1, 1)),
        (Recurrence.QUARTERLY, "", date(2026, 11, 3), date(2027, 2, 1)),
        (Recurrence.QUARTERLY, "1,4,7,10", date(2026, 10, 8), date(2027, 1, 1)),
        (Recurrence.QUARTERLY, "1,4,7,10", date(2026, 11, 8), date(2027, 1, 1)),
        (Recurrence.HALF_YEARLY, "3,9", date(2026, 9, 1), date(2027, 3, 1)),
        (Recurrence.YEARLY, "7", date(2026, 7, 9), date(2027, 7, 1)),
        (Recurrence.YEARLY, "7", date(2026, 6, 30), date(2027, 7, 1)),  # a month early
        (Recurrence.YEARLY, "7", date(2026, 11, 4), date(2027, 7, 1)),  # four months late
        (Recurrence.YEARLY, "", date(2024, 2, 29), date(2025, 2, 1)),
        (Recurrence.TWO_YEARLY, "7", date(2026, 7, 9), date(2028, 7, 1)),
        (Recurrence.TWO_YEARLY, "7", date(2026, 9, 9), date(2028, 7, 1)),
    ],
)
def test_the_next_time(
    recurrence: Recurrence, months: str, taken: date, next_time: date | None
) -> None:
    assert next_month(recurrence, months, taken) == next_time


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("January, April, July and October", (1, 4, 7, 10)),
        ("jul", (7,)),
        ("Oct jan", (1, 10)),
        ("1, 4", (1, 4)),
        ("", ()),
        ("ma", None),
        ("13", None),
        ("Julember", None),
    ],
)
def test_months_are_typed_as_people_say_them(typed: str, months: tuple[int, ...] | None) -> None:
    assert read_months(typed) == months
    if months is not None:
        assert months_in(written(months)) == months


def test_how_often_is_said_in_words() -> None:
    assert returns_said(Recurrence.YEARLY, "7") == "every July"
    assert returns_said(Recurrence.QUARTERLY, "1,4") == "every quarter: January and April"
    assert returns_said(Recurrence.EVERY_MEETING, "1") == "every meeting"
    assert returns_said(Recurrence.ONCE, "") == ""


@given(st.sampled_from(Recurrence), st.text(max_size=12), st.dates())
def test_it_always_returns_later_and_in_its_months(
    recurrence: Recurrence, months: str, taken: date
) -> None:
    found = next_month(recurrence, months, taken)
    if found is not None:
        assert found > taken
        assert found.day == 1
        assert not months_in(months) or found.month in months_in(months)
        year_on = date(found.year + 1, 1, 1)
        for month in returns(recurrence, months, taken, year_on):
            assert taken < month <= year_on
