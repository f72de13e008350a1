"""Meetings are made, moved through their stages, cancelled, and never lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import Stage
from secretariat.models.records import Meeting, Sitting
from secretariat.services import bodies, meetings
from secretariat.services.session import Session

DAY = date(2026, 3, 5)


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True, who="Tester")
    yield opened
    opened.close()


@pytest.fixture
def board(session: Session) -> str:
    return bodies.add_body(session, "Strategic Board", venue="Room 2").result(5).uid


def test_a_meeting_takes_the_venue_of_its_leading_body(session: Session, board: str) -> None:
    other = bodies.add_body(session, "Joint Panel", venue="Elsewhere").result(5).uid
    new = meetings.add_meeting(session, [board, other, board], DAY, time(10)).result(5)
    meet = meetings.meet_of(session.reader, new.uid)
    assert meet.name == "Strategic Board and Joint Panel"
    assert meet.first is not None
    assert meet.first.place == "Room 2"


def test_a_meeting_needs_a_body_and_a_sensible_end(session: Session, board: str) -> None:
    with pytest.raises(KnownError, match="choose the body"):
        meetings.add_meeting(session, [], DAY, time(10))
    with pytest.raises(KnownError, match="before it begins"):
        meetings.add_meeting(session, [board], DAY, time(10), time(9))


def test_meetings_are_listed_by_their_dates(session: Session, board: str) -> None:
    for day in (9, 3, 6):
        meetings.add_meeting(session, [board], DAY.replace(day=day), time(10)).result(5)
    days = [m.date.day for m in meetings.all_meetings(session.reader) if m.date]
    assert days == [3, 6, 9]


def test_a_meeting_keeps_at_least_one_sitting(session: Session, board: str) -> None:
    new = meetings.add_meeting(session, [board], DAY, time(10)).result(5)
    second = meetings.add_sitting(session, new.uid, DAY.replace(day=6), time(9)).result(5)
    first = meetings.meet_of(session.reader, new.uid).sittings[0]
    meetings.remove_sitting(session, first.uid).result(5)
    with pytest.raises(KnownError, match="at least one sitting"):
        meetings.remove_sitting(session, second.uid).result(5)


def test_cancelling_needs_a_reason_and_keeps_the_meeting(session: Session, board: str) -> None:
    new = meetings.add_meeting(session, [board], DAY, time(10)).result(5)
    with pytest.raises(KnownError, match="why"):
        meetings.cancel(session, new.uid, " ")
    kept = meetings.cancel(session, new.uid, "No business").result(5)
    assert (kept.stage, kept.cancelled_reason) == (Stage.CANCELLED, "No business")


def test_a_published_meeting_is_not_removed(session: Session, board: str) -> None:
    new = meetings.add_meeting(session, [board], DAY, time(10)).result(5)
    meetings.set_stage(session, new.uid, Stage.PUBLISHED).result(5)
    with pytest.raises(KnownError, match="part of the record"):
        meetings.remove_meeting(session, new.uid).result(5)
    meetings.set_stage(session, new.uid, Stage.PLANNED).result(5)
    meetings.remove_meeting(session, new.uid).result(5)
    assert session.reader.count(Meeting) == session.reader.count(Sitting) == 0


def test_opening_and_closing_record_the_times(session: Session, board: str) -> None:
    new = meetings.add_meeting(session, [board], DAY, time(10)).result(5)
    meetings.open_meeting(session, new.uid, time(10, 2)).result(5)
    meetings.close_meeting(session, new.uid, time(11, 45)).result(5)
    meet = meetings.meet_of(session.reader, new.uid)
    assert meet.meeting.stage is Stage.DRAFT_MINUTES
    assert (meet.sittings[0].opened, meet.sittings[0].closed) == (time(10, 2), time(11, 45))
