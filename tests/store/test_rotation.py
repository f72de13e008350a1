"""Rotation keeps what it promises, whatever the clock says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretariat.store.rotation import AT_ONCE, KEEP_ALL, NEWEST, to_delete

BEGIN = datetime(2026, 1, 5, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Kept:
    number: int
    made_at: datetime
    pinned: bool = False


Years = tuple[list[Kept], dict[int, datetime], datetime]


def years(days: int, a_day: int, jumps: dict[int, timedelta]) -> Years:
    """Make copies for some days on a clock that jumps; return what is left and the true times."""
    kept: list[Kept] = []
    true: dict[int, datetime] = {}
    now = BEGIN
    for day in range(days):
        for hour in range(a_day):
            now = BEGIN + timedelta(days=day, hours=8 * hour / a_day)
            clock = now + jumps.get(day, timedelta())
            number = len(true) + 1
            true[number] = now
            kept.append(Kept(number, clock, pinned=number % 97 == 0))
            gone = set(to_delete(kept, clock))
            assert len(gone) <= AT_ONCE
            assert not [k for k in kept if k.number in gone and clock - k.made_at < KEEP_ALL]
            kept = [k for k in kept if k.number not in gone]
    return kept, true, now


def promised(kept: list[Kept], true: dict[int, datetime]) -> None:
    numbers = {k.number for k in kept}
    assert set(range(len(true) - NEWEST + 1, len(true) + 1)) <= numbers
    assert {n for n in true if n % 97 == 0} <= numbers


def test_three_years_of_copies() -> None:
    kept, true, now = years(3 * 365, 4, {})
    promised(kept, true)
    ages = [(now - true[k.number]).days for k in kept]
    for day in range(30):
        assert any(abs(age - day) <= 1 for age in ages), day
    for week in range(26):
        assert any(abs(age - 7 * week) <= 7 for age in ages), week
    for month in range(35):
        assert any(abs(age - 30.4 * month) <= 31 for age in ages), month
    assert len(kept) < 200


JUMPS = st.dictionaries(
    st.integers(0, 79), st.integers(-40_000, 40_000).map(lambda d: timedelta(days=d)), max_size=6
)


@given(JUMPS)
@settings(max_examples=15)
def test_a_clock_that_jumps(jumps: dict[int, timedelta]) -> None:
    """Every one of the last thirty true days still has a copy."""
    kept, true, now = years(80, 3, jumps)
    promised(kept, true)
    for day in range(30):
        assert any(abs((now - true[k.number]).days - day) <= 1 for k in kept), day


@pytest.mark.battery
@given(JUMPS)
@settings(max_examples=300)
def test_a_clock_that_jumps_at_length(jumps: dict[int, timedelta]) -> None:
    kept, true, now = years(80, 5, jumps)
    promised(kept, true)
    for day in range(30):
        assert any(abs((now - true[k.number]).days - day) <= 1 for k in kept), day


COPIES = st.lists(
    st.tuples(st.integers(-2000, 2000), st.booleans()).map(
        lambda told: (BEGIN + timedelta(hours=told[0] * 5), told[1])
    ),
    max_size=120,
).map(lambda rows: [Kept(n, at, pinned) for n, (at, pinned) in enumerate(rows, 1)])


@given(COPIES, st.integers(-3000, 3000))
def test_any_set_of_copies(copies: list[Kept], hours: int) -> None:
    now = BEGIN + timedelta(hours=hours * 5)
    gone = to_delete(copies, now)
    assert gone == sorted(set(gone))
    assert len(gone) <= AT_ONCE
    by_number = {copy.number: copy for copy in copies}
    for number in gone:
        assert not by_number[number].pinned
        assert number not in [copy.number for copy in copies[-NEWEST:]]
    if any(copy.made_at > now + timedelta(days=1) for copy in copies):
        assert gone == []
    left = [copy for copy in copies if copy.number not in gone]
    days = {copy.made_at.date() for copy in copies}
    for day in sorted(days)[-30:]:
        assert any(copy.made_at.date() == day for copy in left)
    assert to_delete(reversed(copies), now) == gone


def test_nothing_goes_when_the_clock_looks_wrong() -> None:
    many = [Kept(n, BEGIN - timedelta(days=400) + timedelta(minutes=n)) for n in range(1, 200)]
    near = BEGIN - timedelta(days=397)
    assert len(to_delete(many, near)) == AT_ONCE
    assert to_delete(many, BEGIN) == []  # the newest is more than sixty days old
    assert to_delete(many, BEGIN - timedelta(days=402)) == []  # the copies are of tomorrow
    assert to_delete([], BEGIN) == []
