"""The year at a glance: meetings, days off by name, deadlines when they are wanted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.models.kinds import BodyKind, Stage
from secretariat.models.records import Meeting
from secretariat.services import bodies, meetings, rules
from secretariat.services.session import Session
from secretariat.services.year_plan import MarkKind, YearPlan, year_plan

TODAY = date(2026, 2, 26)


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True, who="Tester")
    yield opened
    opened.close()


def board(session: Session, name: str, short: str, kind: BodyKind = BodyKind.BOARD) -> str:
    return bodies.add_body(session, name, short_name=short, kind=kind).result(5).uid


def plan(session: Session, year: int = 2026, **more: object) -> YearPlan:
    meets = meetings.all_meetings(session.reader)
    return year_plan(session.reader, meets, year, TODAY, **more)  # type: ignore[arg-type]


def test_each_day_has_its_meetings_and_how_they_stand(session: Session) -> None:
    one, two = board(session, "Strategic Board", "SB"), board(session, "Panel", "P")
    past = meetings.add_meeting(session, [one], date(2026, 1, 8), time(10)).result(5).uid
    off = meetings.add_meeting(session, [two], date(2026, 3, 5), time(9)).result(5).uid
    both = meetings.add_meeting(session, [one, two], date(2026, 3, 5), time(10), time(12))
    meetings.set_stage(session, off, Stage.POSTPONED).result(5)
    session.change("Add", lambda w: w.insert(Meeting())).result(5)
    made = plan(session, clashing={both.result(5).uid})
    assert [mark.kind for mark in made.days[date(2026, 1, 8)].marks] == [MarkKind.PAST]
    assert made.days[date(2026, 1, 8)].marks[0].uid == past
    assert made.days[date(2026, 3, 5)].sentence == (
        "Thursday 5 March 2026: Panel, 9.00 am, postponed;"
        " Strategic Board and Panel, 10.00 am to 12 noon, clash."
    )
    assert made.days[date(2026, 3, 5)].marks[1].short == "SB/P"
    assert made.meetings == 2
    assert len(made.days) == 365
    narrowed = plan(session, bodies=[two])
    assert narrowed.days[date(2026, 1, 8)].marks == ()


def test_days_off_are_named_and_those_of_some_only_say_whose(session: Session) -> None:
    board(session, "Board", "B")
    north = board(session, "North", "N")
    rules.set_jurisdiction(session, north, "Scotland").result(5)
    rules.add_holiday(session, date(2026, 12, 29), "Offices closed").result(5)
    made = plan(session).days
    assert made[date(2026, 12, 25)].day_off == "Christmas Day"
    assert made[date(2026, 11, 30)].day_off == "St Andrew’s Day (Scotland)"
    assert made[date(2026, 12, 29)].day_off == "Offices closed"
    assert plan(session, bodies=[north]).days[date(2026, 11, 30)].day_off == "St Andrew’s Day"


def test_beyond_the_proclaimed_years_the_planner_warns(session: Session) -> None:
    assert plan(session).warning == ""
    assert plan(session, 2036).warning == "The bank holidays of 2036 are not yet proclaimed."
    assert plan(session, 2036).days[date(2036, 12, 25)].day_off


def test_deadlines_show_when_they_are_wanted_also_across_the_year(session: Session) -> None:
    one = board(session, "Committee", "C", BodyKind.COMMITTEE)
    meetings.add_meeting(session, [one], date(2027, 1, 5), time(10)).result(5)
    assert not any(day.marks for day in plan(session).days.values())
    marks = [m for d in plan(session, with_deadlines=True).days.values() for m in d.marks]
    assert {mark.kind for mark in marks} == {MarkKind.AGENDA, MarkKind.REPORTS}
    assert all(mark.words.endswith("for C of 5 January") for mark in marks)
