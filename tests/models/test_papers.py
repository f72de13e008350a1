"""What state a report is in, and how late it was, follow from its days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.models.clock import Holiday, Holidays
from secretariat.models.kinds import Restriction
from secretariat.models.papers import (
    Case,
    PaperState,
    days_late,
    lateness,
    state_of,
    strictest,
    working_days_late,
)
from secretariat.models.records import Paper

DUE = date(2026, 12, 24)
BLANK = Paper(uid="paper", body="board", title="Budget")
ASKED = replace(BLANK, asked_on=date(2026, 12, 1))
PROMISED = replace(ASKED, promised_for=date(2026, 12, 30))
CAME = replace(ASKED, received_on=DUE)
CAME_LATE = replace(ASKED, received_on=date(2026, 12, 29))
CHRISTMAS = Holidays(
    {
        date(2026, 12, 25): Holiday(date(2026, 12, 25), "Christmas Day", "x"),
        date(2026, 12, 28): Holiday(date(2026, 12, 28), "Boxing Day", "x"),
    }
)


@pytest.mark.parametrize(
    ("paper", "due", "before", "after"),
    [
        (BLANK, DUE, PaperState.NOT_ASKED, PaperState.LATE),
        (ASKED, DUE, PaperState.ASKED, PaperState.LATE),
        (PROMISED, DUE, PaperState.PROMISED, PaperState.LATE),
        (PROMISED, None, PaperState.PROMISED, PaperState.PROMISED),
        (CAME, DUE, PaperState.RECEIVED, PaperState.RECEIVED),
        (CAME_LATE, DUE, PaperState.RECEIVED_LATE, PaperState.RECEIVED_LATE),
        (CAME_LATE, None, PaperState.RECEIVED, PaperState.RECEIVED),
        (replace(CAME, cleared_on=DUE), DUE, PaperState.CLEARED, PaperState.CLEARED),
        (replace(ASKED, cleared_on=DUE), DUE, PaperState.CLEARED, PaperState.CLEARED),
        (replace(ASKED, is_needed=False), DUE, PaperState.NOT_NEEDED, PaperState.NOT_NEEDED),
        (replace(CAME, is_needed=False), DUE, PaperState.RECEIVED, PaperState.RECEIVED),
    ],
)
def test_a_state_follows_from_the_days(
    paper: Paper, due: date | None, before: PaperState, after: PaperState
) -> None:
    assert state_of(paper, due, DUE) is before  # on the day itself nothing is late yet
    assert state_of(paper, due, DUE + timedelta(days=1)) is after


def test_lateness_counts_calendar_days_and_working_days() -> None:
    assert days_late(CAME_LATE, DUE, date(2027, 5, 1)) == 5
    assert working_days_late(CAME_LATE, DUE, date(2027, 5, 1), CHRISTMAS) == 1  # Tuesday 29
    assert working_days_late(CAME_LATE, DUE, date(2027, 5, 1), Holidays()) == 3
    assert days_late(ASKED, DUE, date(2026, 12, 27)) == 3  # still missing
    assert days_late(CAME, DUE, date(2027, 5, 1)) == 0
    assert days_late(ASKED, None, date(2027, 5, 1)) == 0
    assert days_late(replace(ASKED, is_needed=False), DUE, date(2027, 5, 1)) == 0


DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(DAYS, DAYS, DAYS, DAYS, st.booleans(), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_states_and_days_never_contradict_each_other(
    due: date | None,
    asked: date | None,
    came: date | None,
    cleared: date | None,
    needed: bool,
    today: date,
) -> None:
    paper = replace(BLANK, asked_on=asked, received_on=came, cleared_on=cleared, is_needed=needed)
    state, late = state_of(paper, due, today), days_late(paper, due, today)
    assert state.is_missing + state.is_in + (state is PaperState.NOT_NEEDED) == 1
    assert working_days_late(paper, due, today, CHRISTMAS) <= late
    if state in (PaperState.LATE, PaperState.RECEIVED_LATE):
        assert late > 0
    if state in (PaperState.ASKED, PaperState.PROMISED, PaperState.NOT_ASKED):
        assert late == 0


def test_the_register_of_lateness() -> None:
    first, last = date(2026, 3, 1), date(2026, 9, 1)
    told = lateness(
        [
            Case(first, 2, is_in=True),
            Case(last, 5, is_in=False),
            Case(date(2026, 10, 1), 0, is_in=True),
            Case(None, 0, is_in=False),
        ]
    )
    assert (told.asked, told.received, told.late) == (4, 2, 2)
    assert (told.median_words, told.longest, told.last) == ("3½", 5, last)
    assert lateness([]).median_words == "0"
    assert lateness([Case(first, 1, is_in=True)]).median_words == "1"


def test_the_strictest_restriction_holds() -> None:
    assert strictest([]) is Restriction.NONE
    assert strictest(Restriction) is Restriction.INTERNAL
    assert strictest([Restriction.CONFIDENTIAL, Restriction.EXEMPT]) is Restriction.CONFIDENTIAL
