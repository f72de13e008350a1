"""Who and what is wanted in two places at one time is told, with names, and never forbidden."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.models.kinds import MemberRole, ReplyKind, Stage
from secretariat.models.records import Body, Meeting, Reply
from secretariat.services import bodies, desk, meetings, people, replacing
from secretariat.services.clashes import ClashKind, Diary, new_slot
from secretariat.services.session import Session

DAY = date(2026, 3, 5)
TODAY = date(2026, 2, 2)


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True, who="Tester")
    yield opened
    opened.close()


def body(session: Session, name: str, venue: str = "", *members: str) -> Body:
    made = bodies.add_body(session, name, venue=venue).result(5)
    for uid in members:
        bodies.add_member(session, made.uid, uid).result(5)
    return made


def person(session: Session, family: str, **values: str) -> str:
    return people.add_person(session, family, **values).result(5).uid


def meet(session: Session, of: Body, starts: time, ends: time | None = None, on: date = DAY) -> str:
    return meetings.add_meeting(session, [of.uid], on, starts, ends).result(5).uid


def words(session: Session, of: Body, starts: time, ends: time | None = None) -> list[str]:
    return [
        clash.words for clash in Diary(session.reader).clashes(new_slot([of], DAY, starts, ends))
    ]


def test_members_and_officers_are_named(session: Session) -> None:
    lee = person(session, "Lee", honorific="Cllr", given_name="Jane")
    clerk = person(session, "Abbott", given_name="Sam")
    audit, board = body(session, "Audit Committee", "", lee), body(session, "Board", "", lee)
    for of in (audit, board):
        bodies.add_member(session, of.uid, clerk, role=MemberRole.OFFICER).result(5)
    meet(session, audit, time(10), time(12))
    assert words(session, board, time(11)) == [
        "Sam Abbott and Cllr Jane Lee are also at Audit Committee, 10.00 am to 12 noon"
    ]
    assert words(session, board, time(12)) == []
    bodies.end_membership(
        session, bodies.members_of(session.reader, audit.uid)[0].membership.uid, date(2026, 1, 1)
    ).result(5)
    (left,) = words(session, board, time(11))
    assert " is also at " in left


def test_who_sent_apologies_is_free_and_who_stands_in_is_not(session: Session) -> None:
    lee, moore = person(session, "Lee"), person(session, "Moore")
    audit, board = body(session, "Audit", "", lee), body(session, "Board", "", lee, moore)
    there = meet(session, audit, time(10), time(12))
    session.change(
        "Reply",
        lambda w: w.insert(
            Reply(meeting=there, person=lee, kind=ReplyKind.SUBSTITUTE, substitute=moore)
        ),
    ).result(5)
    assert words(session, board, time(11)) == ["Moore is also at Audit, 10.00 am to 12 noon"]


def test_a_room_is_taken_and_a_word_for_no_room_is_not(session: Session) -> None:
    audit, board = body(session, "Audit", "Room 2"), body(session, "Board", " room  2")
    here, there = body(session, "Here", "Online"), body(session, "There", "online")
    meet(session, audit, time(10), time(12))
    meet(session, here, time(10), time(12))
    assert words(session, board, time(11)) == ["Room 2 is taken by Audit, 10.00 am to 12 noon"]
    assert words(session, there, time(11)) == []


def test_a_body_twice_a_day_is_told_and_clashes_only_at_one_time(session: Session) -> None:
    board = body(session, "Board")
    first = meet(session, board, time(10), time(12))
    assert words(session, board, time(18)) == [
        "Board meets on that day already, 10.00 am to 12 noon"
    ]
    meet(session, board, time(18))
    assert Diary(session.reader).coming(TODAY, date.max) == {}
    meet(session, board, time(11))
    (clash,) = Diary(session.reader).of_meet(meetings.meet_of(session.reader, first))
    assert clash.kind is ClashKind.BODY


def test_what_is_not_held_clashes_with_nothing(session: Session) -> None:
    one, two = body(session, "A", "Hall"), body(session, "B", "Hall")
    first, second = meet(session, one, time(10)), meet(session, two, time(11))
    assert set(Diary(session.reader).coming(DAY, DAY)) == {first, second}
    meetings.set_stage(session, first, Stage.POSTPONED).result(5)
    assert Diary(session.reader).coming(DAY, DAY) == {}
    assert Diary(session.reader).of_meet(meetings.meet_of(session.reader, first)) == []


def test_hours_are_compared_across_zones_and_at_the_end_of_time(session: Session) -> None:
    one, two = body(session, "A", "Hall"), body(session, "B", "Hall")
    first = meet(session, one, time(10), time(11))
    session.change("Zone", lambda w: w.update(Meeting, first, zone="Europe/Paris")).result(5)
    assert words(session, two, time(10), time(11)) == []
    assert len(words(session, two, time(9), time(10))) == 1
    meet(session, one, time(23), on=date.max)
    assert len(Diary(session.reader).clashes(new_slot([two], date.max, time(23, 30)))) == 1


def test_a_meeting_without_a_date_disturbs_nobody(session: Session) -> None:
    board = body(session, "Board")
    session.change("Add", lambda w: w.insert(Meeting())).result(5)
    meet(session, board, time(10))
    assert Diary(session.reader).coming(date.min, date.max) == {}


def test_the_desk_tells_of_two_that_clash_once(session: Session) -> None:
    one, two = body(session, "A", "Hall"), body(session, "B", "Hall")
    meet(session, one, time(10), time(12))
    meet(session, two, time(11))
    found = [
        each for each in desk.desk_lines(session.reader, TODAY) if each.title.startswith("Clash")
    ]
    assert [each.detail for each in found] == ["Hall is taken by B, 11.00 am."]
    assert found[0].tab == "details"


def test_the_desk_asks_for_a_new_date_until_there_is_one(session: Session) -> None:
    uid = meet(session, body(session, "Board"), time(10))

    def asked() -> list[str]:
        found = desk.desk_lines(session.reader, TODAY)
        return [one.detail for one in found if one.title.startswith("Put a new date")]

    assert asked() == []
    replacing.postpone(session, uid, "Snow").result(5)
    assert asked() == ["Snow"]
    replacing.put_new_date(session, uid, date(2026, 4, 2), time(10)).result(5)
    assert asked() == []
