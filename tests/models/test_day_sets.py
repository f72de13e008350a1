"""Day sets in words, and rules explained."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.errors import KnownError
from secretariat.models.clock import WORKING_DAYS, Break, DaySet, Holidays, reckon
from secretariat.models.day_sets import NAMED, called, read_days, write_days
from secretariat.models.deadlines import check_rule, explain, kind_words, rule_words, time_rule
from secretariat.models.kinds import DeadlineKind
from secretariat.models.time_records import Rule

PAPERS = Rule(
    kind=DeadlineKind.AGENDA,
    name="Papers out",
    count=5,
    source="Terms of reference 4.3, agreed 28 March 2017",
)

SETS = st.builds(
    DaySet,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.booleans(),
    st.frozensets(st.sampled_from(list(Break))),
)


@given(SETS)
def test_a_set_of_days_is_the_same_after_writing_and_reading(days: DaySet) -> None:
    assert read_days(write_days(days)) == days


def test_the_sets_that_people_choose_from_are_read() -> None:
    assert read_days(NAMED[0][0]) == WORKING_DAYS
    assert write_days(WORKING_DAYS) == NAMED[0][0]
    assert [called(read_days(text)) for text, _ in NAMED] == [words for _, words in NAMED]
    assert called(WORKING_DAYS, 1) == "working day"
    assert write_days(None) == ""


@pytest.mark.parametrize("text", ["", "8", "working days", "12345 less", "12345 less Sundays"])
def test_words_that_name_no_days_are_told(text: str) -> None:
    with pytest.raises(KnownError, match="which days count"):
        read_days(text)


def test_a_reckoning_is_told_as_people_say_it() -> None:
    told = explain(reckon(time_rule(PAPERS), date(2026, 3, 19), Holidays()))
    assert told.lines == (
        "Papers out by Wednesday 11 March 2026",
        "5 working days: Thu 12, Fri 13, Mon 16, Tue 17, Wed 18.",
        "Not counted: day of issue, day of the meeting, Sat 14, Sun 15.",
        "Terms of reference 4.3, agreed 28 March 2017",
    )


def test_the_month_is_said_where_there_are_two() -> None:
    told = explain(reckon(time_rule(PAPERS), date(2026, 4, 2), Holidays()))
    assert told.counted == "5 working days: Thu 26 Mar, Fri 27, Mon 30, Tue 31, Wed 1 Apr."


def test_a_last_day_that_counts_is_not_told_as_left_out() -> None:
    rule = time_rule(replace(PAPERS, count=8, count_answer=True))
    told = explain(reckon(rule, date(2026, 3, 19), Holidays()))
    assert "day of issue" not in told.skipped
    assert told.counted.startswith("8 working days: Mon 9,")
    assert rule_words(rule) == "8 working days before the meeting"
    assert rule_words(time_rule(PAPERS)) == "5 clear working days before the meeting"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"count": 0}, "from 1 to 1000"),
        ({"name": " "}, "a name"),
        ({"count": 900, "days": "1", "land": ""}, "can never be met"),
        ({"days": "nonsense"}, "which days count"),
        ({"in_force_from": date(2020, 1, 2), "in_force_to": date(2020, 1, 1)}, "last day"),
    ],
)
def test_a_rule_that_says_nothing_is_told(values: dict[str, object], sentence: str) -> None:
    with pytest.raises(KnownError, match=sentence):
        check_rule(replace(PAPERS, **values))  # type: ignore[arg-type]


def test_every_kind_has_a_name() -> None:
    assert all(kind_words(kind) for kind in DeadlineKind)
