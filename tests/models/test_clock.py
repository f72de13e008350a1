"""The statutory clock against vectors reckoned by hand, and its properties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.errors import KnownError
from secretariat.models.clock import (
    WORKING_DAYS,
    DaySet,
    Holiday,
    Holidays,
    TimeRule,
    easter,
    reckon,
    why_not,
)
from secretariat.models.holidays import DIVISIONS, reckoned
from secretariat.services.clock import latest_day, rule_named, shipped_holidays, shipped_rules

VECTORS = [
    ("england-agenda", date(2019, 4, 23), date(2019, 4, 11)),
    ("england-agenda", date(2019, 4, 25), date(2019, 4, 15)),
    ("england-agenda", date(2022, 9, 22), date(2022, 9, 13)),
    ("england-agenda", date(2023, 5, 11), date(2023, 5, 2)),
    ("england-agenda", date(2026, 1, 6), date(2025, 12, 24)),
    ("england-agenda", date(2026, 4, 9), date(2026, 3, 30)),
    ("england-agenda", date(2026, 5, 27), date(2026, 5, 18)),
    ("england-agenda", date(2026, 7, 15), date(2026, 7, 7)),
    ("england-agenda", date(2027, 1, 5), date(2026, 12, 23)),
    ("parish-working-days", date(2026, 4, 9), date(2026, 4, 1)),
    ("parish-nalc", date(2026, 4, 9), date(2026, 4, 2)),
    ("parish-strict", date(2026, 4, 9), date(2026, 3, 30)),
    ("parish-nalc", date(2026, 7, 15), date(2026, 7, 10)),
    ("england-key-decision", date(2026, 5, 12), date(2026, 4, 13)),
]

WORKING = TimeRule("test", "Test", "England", "test", 5)
DAYS = st.dates(date(2013, 2, 1), date(2027, 11, 30))


def england() -> Holidays:
    return Holidays.of(shipped_holidays(), ["england-and-wales"])


@pytest.mark.parametrize(("rule", "meeting", "latest"), VECTORS)
def test_vectors(rule: str, meeting: date, latest: date) -> None:
    assert latest_day(rule_named(rule), meeting).day == latest


def test_a_board_with_its_own_rules() -> None:
    meeting = date(2018, 7, 19)
    assert latest_day(rule_named("partnership-reports"), meeting).day == date(2018, 7, 9)
    assert latest_day(rule_named("partnership-papers"), meeting).day == date(2018, 7, 11)


def test_the_answer_explains_itself() -> None:
    answer = latest_day(rule_named("england-agenda"), date(2019, 4, 23))
    assert answer.counted == tuple(date(2019, 4, day) for day in (18, 17, 16, 15, 12))
    assert [(d.day.day, d.reason) for d in answer.skipped] == [
        (23, "the day itself"),
        (22, "Easter Monday"),
        (21, "Sunday"),
        (20, "Saturday"),
        (19, "Good Friday"),
        (14, "Sunday"),
        (13, "Saturday"),
    ]


def test_the_note_in_wales_counts_the_day_of_the_meeting() -> None:
    answer = latest_day(rule_named("wales-note"), date(2026, 7, 15))
    assert answer.day == date(2026, 7, 23)
    assert answer.counted[0] == date(2026, 7, 15)


def test_the_christmas_break_of_a_parish() -> None:
    # Christmas Day 2026 is a Friday: the break runs from Thursday 24 to Tuesday 29 December.
    answer = latest_day(rule_named("parish-strict"), date(2026, 12, 30))
    assert answer.counted == (date(2026, 12, 23), date(2026, 12, 22), date(2026, 12, 21))


@pytest.mark.parametrize("division", DIVISIONS)
def test_reckoned_holidays_are_the_proclaimed_ones_in_years_without_a_one_off(
    division: str,
) -> None:
    proclaimed = [h for h in shipped_holidays() if h.division == division and h.proclaimed]
    special = {2012, 2020, 2022, 2023} | ({2026} if division == "scotland" else set())
    for year in set(range(2012, 2029)) - special:
        listed = [(h.day, h.name) for h in proclaimed if h.day.year == year]
        assert [(h.day, h.name) for h in reckoned(year, division)] == listed


def test_days_beyond_the_list_are_provisional() -> None:
    assert latest_day(rule_named("england-agenda"), date(2031, 4, 17)).provisional
    assert not latest_day(rule_named("england-agenda"), date(2028, 12, 20)).provisional


def test_a_rule_that_nothing_meets_is_told() -> None:
    never = replace(WORKING, days=DaySet(frozenset()))
    with pytest.raises(KnownError, match="can never be met"):
        reckon(never, date(2026, 1, 6), Holidays())
    with pytest.raises(KnownError, match="can never be met"):
        reckon(replace(WORKING, land=DaySet(frozenset())), date(2026, 1, 6), Holidays())


def test_every_shipped_rule_names_its_source() -> None:
    rules = shipped_rules()
    assert len({rule.key for rule in rules}) == len(rules)
    assert all(rule.source and rule.jurisdiction and rule.count > 0 for rule in rules)


def test_easter() -> None:
    assert [easter(y) for y in (1961, 2000, 2019, 2024, 2038)] == [
        date(1961, 4, 2),
        date(2000, 4, 23),
        date(2019, 4, 21),
        date(2024, 3, 31),
        date(2038, 4, 25),
    ]


@given(DAYS, st.integers(1, 40))
def test_only_working_days_count_and_the_answer_is_one(meeting: date, count: int) -> None:
    answer = reckon(replace(WORKING, count=count), meeting, england())
    assert len(answer.counted) == count
    assert all(not why_not(WORKING_DAYS, day, england()) for day in (*answer.counted, answer.day))
    listed = [d.day for d in answer.days]
    assert listed == [meeting - timedelta(days=n) for n in range(len(listed))]


@given(DAYS, st.integers(1, 20), st.sets(st.integers(1, 40), max_size=8))
def test_a_further_holiday_never_shortens_notice(
    meeting: date, count: int, extra: set[int]
) -> None:
    rule, before = replace(WORKING, count=count), england()
    added = {meeting - timedelta(days=n) for n in extra}
    more = {day: Holiday(day, "Closure", "local") for day in added}
    after = Holidays({**more, **before.by_day}, before.horizon)
    assert reckon(rule, meeting, after).day <= reckon(rule, meeting, before).day
