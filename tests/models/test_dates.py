"""Dates and times: what people say and what they type."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.models.dates import (
    clock,
    parse_date,
    parse_time,
    plain_date,
    spoken_date,
    time_range,
    why_no_date,
    why_no_time,
)

TODAY = date(2018, 7, 17)  # a Tuesday
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def test_dates_are_said_with_their_weekday() -> None:
    assert spoken_date(date(2018, 7, 19)) == "Thursday 19 July 2018"
    assert plain_date(date(2018, 7, 9)) == "9 July 2018"


@pytest.mark.parametrize(
    ("at", "twelve", "twenty_four"),
    [
        (time(10), "10.00 am", "10:00"),
        (time(12), "12 noon", "12:00"),
        (time(0), "12 midnight", "00:00"),
        (time(12, 30), "12.30 pm", "12:30"),
        (time(0, 5), "12.05 am", "00:05"),
        (time(9, 5), "9.05 am", "09:05"),
    ],
)
def test_times_are_said_as_the_body_says_them(at: time, twelve: str, twenty_four: str) -> None:
    assert (clock(at), clock(at, "24")) == (twelve, twenty_four)


def test_range_has_a_dash_and_no_end_is_no_dash() -> None:
    assert time_range(time(10), time(12)) == "10.00 am – 12 noon"
    assert time_range(time(10), time(12), "24") == "10:00 – 12:00"
    assert time_range(time(10), None) == "10.00 am"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("19/7", date(2018, 7, 19)),
        ("19/7/18", date(2018, 7, 19)),
        ("19.7.2018", date(2018, 7, 19)),
        ("2018-07-19", date(2018, 7, 19)),
        ("19 July", date(2018, 7, 19)),
        ("19jul", date(2018, 7, 19)),
        ("19th of July, 2018", date(2018, 7, 19)),
        ("the 19th of July", date(2018, 7, 19)),
        ("July 19 2018", date(2018, 7, 19)),
        ("Thu, 19 Jul", date(2018, 7, 19)),
        ("thurs", date(2018, 7, 19)),
        ("next thu", date(2018, 7, 26)),
        ("last Thursday", date(2018, 7, 12)),
        ("this tuesday", TODAY),
        ("tuesday", date(2018, 7, 24)),
        ("Thursday week", date(2018, 7, 26)),
        ("tomorrow", date(2018, 7, 18)),
        ("TODAY", TODAY),
        ("yesterday", date(2018, 7, 16)),
        ("in 2 weeks", date(2018, 7, 31)),
        ("in a fortnight", date(2018, 7, 31)),
        ("a week today", date(2018, 7, 24)),
        ("3 days ago", date(2018, 7, 14)),
        ("in three months", date(2018, 10, 17)),
        ("10 june", date(2018, 6, 10)),
        ("10 may", date(2019, 5, 10)),
        ("1 march", date(2019, 3, 1)),
        ("29/2", date(2020, 2, 29)),
    ],
)
def test_typed_dates_are_understood(typed: str, meant: date) -> None:
    assert parse_date(typed, TODAY) == meant
    assert why_no_date(typed, TODAY) == ""


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("30 Feb 2018", "There is no 30 February 2018: that month has 28 days."),
        ("31/6", "There is no 31 June 2018: that month has 30 days."),
        ("7/19", "There is no month 19; the day comes first, then the month."),
        ("Friday 19 July 2018", "19 July 2018 is a Thursday."),
        ("6/7/1066", "The year 1066 is too far away."),
        ("in 900 years", "“in 900 years” is too far away."),
        ("soon", "“soon” is not a date; try 19/7, 19 July or next thu."),
        ("", "No date was given."),
    ],
)
def test_impossible_dates_say_why(typed: str, reason: str) -> None:
    assert parse_date(typed, TODAY) is None
    assert why_no_date(typed, TODAY) == reason


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10", time(10)),
        ("10.30", time(10, 30)),
        ("10:30", time(10, 30)),
        ("1030", time(10, 30)),
        ("930", time(9, 30)),
        ("2pm", time(14)),
        ("2 p.m.", time(14)),
        ("10.00 a.m.", time(10)),
        ("12.15am", time(0, 15)),
        ("14:00", time(14)),
        ("2", time(14)),
        ("7.30", time(19, 30)),
        ("07:30", time(7, 30)),
        ("8", time(8)),
        ("noon", time(12)),
        ("12 noon", time(12)),
        ("midnight", time(0)),
        ("5 o'clock", time(17)),
    ],
)
def test_typed_times_are_understood(typed: str, meant: time) -> None:
    assert parse_time(typed) == meant
    assert why_no_time(typed) == ""


@pytest.mark.parametrize("typed", ["", "25", "24:00", "10.75", "13pm", "0am", "11 noon", "later"])
def test_impossible_times_say_why(typed: str) -> None:
    assert parse_time(typed) is None
    assert why_no_time(typed).endswith(".")


@given(DAYS, DAYS)
def test_what_is_said_is_understood(day: date, today: date) -> None:
    assert parse_date(spoken_date(day), today) == day
    assert parse_date(plain_date(day), today) == day
    assert parse_date(day.isoformat(), today) == day


@given(MINUTES, st.sampled_from(["12", "12 close", "12 colon", "12 short", "24"]))
def test_times_said_are_understood(at: time, style: str) -> None:
    assert parse_time(clock(at, style)) == at


@given(DAYS, DAYS)
def test_day_without_a_year_is_near(day: date, today: date) -> None:
    found = parse_date(f"{day.day} {spoken_date(day).split()[2]}", today)
    assert found is not None
    assert (found.day, found.month) == (day.day, day.month)
    if (day.day, day.month) != (29, 2):
        assert -61 <= (found - today).days <= 305


@given(st.text(max_size=80))
def test_anything_typed_is_a_date_or_has_a_reason(text: str) -> None:
    assert (parse_date(text, TODAY) is None) == bool(why_no_date(text, TODAY))
    assert (parse_time(text) is None) == bool(why_no_time(text))
