"""The directory tells who is where today, and the bodies stand below their parents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.models.kinds import AttendanceKind, MemberRole
from secretariat.services import attendance, bodies, directory, meetings, people
from secretariat.services.session import Session

TODAY = date(2026, 2, 26)


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True, who="Tester")
    yield opened
    opened.close()


def test_everybody_is_listed_with_home_and_places(session: Session) -> None:
    home = people.add_organisation(session, "Fire").result(5)
    lee = people.add_person(session, "Lee", organisation=home.uid).result(5)
    people.add_person(session, "Adams").result(5)
    one, two = (bodies.add_body(session, name).result(5).uid for name in ("One", "Two"))
    bodies.add_member(session, one, lee.uid).result(5)
    bodies.add_member(session, two, lee.uid, role=MemberRole.CHAIR).result(5)
    bodies.add_member(
        session, one, lee.uid, ends=date(2020, 1, 1), voting=False, role=MemberRole.OBSERVER
    ).result(5)
    adams, entry = directory.directory(session.reader, TODAY)
    assert (adams.home, adams.places) == (None, ())
    assert entry.home == home
    assert [body.name for _, body in entry.places] == ["Two", "One"]
    assert directory.organisations(session.reader) == [(home, 1)]


def test_bodies_stand_below_their_parents(session: Session) -> None:
    names = ("Council", "Panel", "Audit", "Board")
    uid = {name: bodies.add_body(session, name).result(5).uid for name in names}
    bodies.set_parent(session, uid["Audit"], uid["Council"]).result(5)
    bodies.set_parent(session, uid["Panel"], uid["Audit"]).result(5)
    bodies.add_seat(session, uid["Panel"], "Fire").result(5)
    tree = directory.body_tree(session.reader, TODAY)
    assert [(b.body.name, b.depth, b.vacancies) for b in tree] == [
        ("Board", 0, 0),
        ("Council", 0, 0),
        ("Audit", 1, 0),
        ("Panel", 2, 1),
    ]


def test_attendance_is_told_meeting_by_meeting(session: Session) -> None:
    board = bodies.add_body(session, "Board").result(5).uid
    lee = people.add_person(session, "Lee").result(5)
    bodies.add_member(session, board, lee.uid).result(5)
    for day in (1, 2):
        held = meetings.add_meeting(session, [board], date(2026, 1, day), time(10)).result(5)
        attendance.fill_from_membership(session, held.uid).result(5)
        (attendee,) = attendance.attendees_of(session.reader, held.uid)
        if day == 1:
            attendance.mark(session, attendee.uid, AttendanceKind.APOLOGIES).result(5)
    found = directory.attended(session.reader, lee.uid)
    assert [(meet.date.day, kind) for meet, _, kind in found if meet.date] == [
        (2, None),
        (1, AttendanceKind.APOLOGIES),
    ]
