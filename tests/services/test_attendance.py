"""The roll: filled from the membership, marked, and corrected for one meeting alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.models.kinds import AttendanceKind, Capacity, MemberRole
from secretariat.models.records import AttendanceEvent, Person
from secretariat.services import attendance, bodies, meetings, people
from secretariat.services.session import Session

WAIT = 10.0


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    session = Session.open(register_folder, create=True)
    yield session
    session.close()


@pytest.fixture
def meeting(session: Session) -> str:
    body = bodies.add_body(session, "Board", chair_title="Chairman").result(WAIT)
    for name, role in (("Aldis", MemberRole.MEMBER), ("Moore", MemberRole.CHAIR)):
        person = people.add_person(session, name, given_name="Lee", job_title="Lead").result(WAIT)
        bodies.add_member(session, body.uid, person.uid, role=role).result(WAIT)
    made = meetings.add_meeting(session, [body.uid], date(2016, 11, 10), time(10)).result(WAIT)
    attendance.fill_from_membership(session, made.uid).result(WAIT)
    return made.uid


def test_members_are_listed_once_with_their_roles(session: Session, meeting: str) -> None:
    assert attendance.fill_from_membership(session, meeting).result(WAIT) == 0
    listed = attendance.attendees_of(session.reader, meeting)
    assert [(a.name, a.capacity, a.role_title) for a in listed] == [
        ("Lee Moore", Capacity.CHAIR, "Chairman"),
        ("Lee Aldis", Capacity.MEMBER, ""),
    ]


def test_marks_replace_each_other_and_late_has_a_time(session: Session, meeting: str) -> None:
    moore, aldis = attendance.attendees_of(session.reader, meeting)
    attendance.mark(session, moore.uid, AttendanceKind.LATE, at=time(10, 12)).result(WAIT)
    assert session.reader.one(AttendanceEvent, attendee=moore.uid).at == time(10, 12)  # type: ignore[union-attr]
    attendance.mark(session, moore.uid, AttendanceKind.PRESENT).result(WAIT)
    assert session.reader.one(AttendanceEvent, attendee=moore.uid).at is None  # type: ignore[union-attr]
    assert attendance.mark_unmarked_present(session, meeting).result(WAIT) == 1
    assert set(attendance.roll_of(session.reader, meeting)) == {moore.uid, aldis.uid}
    attendance.mark(session, aldis.uid, None).result(WAIT)
    assert set(attendance.roll_of(session.reader, meeting)) == {moore.uid}


def test_a_substitute_stands_after_the_one_away(session: Session, meeting: str) -> None:
    moore, _ = attendance.attendees_of(session.reader, meeting)
    new = attendance.substitute(session, moore.uid, "Jo Webb").result(WAIT)
    listed = attendance.attendees_of(session.reader, meeting)
    assert [a.name for a in listed] == ["Lee Moore", "Jo Webb", "Lee Aldis"]
    assert new.substitute_for == moore.uid
    roll = attendance.roll_of(session.reader, meeting)
    assert roll == {
        moore.uid: AttendanceKind.SUBSTITUTED,
        new.uid: AttendanceKind.PRESENT,
    }
    session.undo().result(WAIT)
    assert len(attendance.attendees_of(session.reader, meeting)) == 2


def test_the_meeting_keeps_the_name_of_its_day(session: Session, meeting: str) -> None:
    moore, _ = attendance.attendees_of(session.reader, meeting)
    attendance.change_attendee(session, moore.uid, job_title="Acting Lead").result(WAIT)
    person = session.reader.get(Person, moore.person or "")
    people.change_person(session, person.uid, family_name="Moore-Hill").result(WAIT)
    after, _ = attendance.attendees_of(session.reader, meeting)
    assert (after.name, after.job_title) == ("Lee Moore", "Acting Lead")
    assert session.reader.get(Person, person.uid).job_title == "Lead"
