"""Members, seats and parents of bodies keep the rules of the house."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import BodyKind, MemberRole, TextPlace
from secretariat.models.records import Body, Membership
from secretariat.services import bodies, people
from secretariat.services.session import Session

TODAY = date(2026, 2, 26)


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True, who="Tester")
    yield opened
    opened.close()


def body(session: Session, name: str = "Strategic Board") -> str:
    return bodies.add_body(session, name).result(5).uid


def person(session: Session, name: str) -> str:
    return people.add_person(session, name).result(5).uid


def test_a_body_needs_a_name(session: Session) -> None:
    with pytest.raises(KnownError, match="give the body a name"):
        bodies.add_body(session, "   ")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Audit Committee", BodyKind.COMMITTEE),
        ("Licensing Sub-Committee ", BodyKind.SUB_COMMITTEE),
        ("Fen District Council", BodyKind.COUNCIL),
        ("Ashby Parish Council", BodyKind.PARISH),
        ("Police and Crime Panel", BodyKind.PANEL),
        ("Budget  working group", BodyKind.WORKING_GROUP),
        ("Schools Forum", BodyKind.FORUM),
        ("Fen Trust", BodyKind.TRUST),
        ("Cabinet", BodyKind.CABINET),
        ("Trust Board", BodyKind.BOARD),
        ("Intergroup", BodyKind.BOARD),
        ("Council of Elders", BodyKind.BOARD),
    ],
)
def test_a_name_says_the_kind_of_a_new_body(session: Session, name: str, kind: BodyKind) -> None:
    assert bodies.add_body(session, name).result(5).kind is kind
    given = bodies.add_body(session, name, kind=BodyKind.OTHER).result(5)
    assert given.kind is BodyKind.OTHER


def test_a_body_never_stands_under_itself(session: Session) -> None:
    top, below = body(session, "Council"), body(session, "Committee")
    bodies.set_parent(session, below, top).result(5)
    with pytest.raises(KnownError, match="under itself"):
        bodies.set_parent(session, top, below).result(5)
    parent = bodies.parent_of(session.reader, below)
    assert parent is not None
    assert parent.uid == top
    bodies.set_parent(session, below, None).result(5)
    assert bodies.parent_of(session.reader, below) is None


def test_the_chair_comes_first_then_seats_in_their_order(session: Session) -> None:
    board = body(session)
    fire = bodies.add_seat(session, board, "Fire").result(5).uid
    police = bodies.add_seat(session, board, "Police").result(5).uid
    bodies.add_member(session, board, person(session, "Adams")).result(5)
    bodies.add_member(session, board, person(session, "Police"), seat=police).result(5)
    bodies.add_member(session, board, person(session, "Fire"), seat=fire).result(5)
    bodies.add_member(session, board, person(session, "Zed"), role=MemberRole.CHAIR).result(5)
    names = [m.person.family_name for m in bodies.members_of(session.reader, board)]
    assert names == ["Zed", "Fire", "Police", "Adams"]


def test_one_chair_at_a_time_unless_the_body_says_otherwise(session: Session) -> None:
    board = body(session)
    one, two = person(session, "One"), person(session, "Two")
    first = bodies.add_member(session, board, one, role=MemberRole.CHAIR).result(5)
    with pytest.raises(KnownError, match="one person can be Chair at a time"):
        bodies.add_member(session, board, two, role=MemberRole.CHAIR).result(5)
    bodies.end_membership(session, first.uid, date(2026, 1, 31)).result(5)
    bodies.add_member(session, board, two, role=MemberRole.CHAIR, starts=date(2026, 2, 1)).result(5)
    bodies.change_body(session, board, max_chairs=2).result(5)
    three = person(session, "Three")
    bodies.add_member(session, board, three, role=MemberRole.CHAIR, starts=date(2026, 2, 1)).result(
        5
    )


def test_a_seat_is_vacant_until_somebody_holds_it(session: Session) -> None:
    board = body(session)
    seat = bodies.add_seat(session, board, "Fire").result(5).uid
    assert [s.name for s in bodies.vacancies(session.reader, board, TODAY)] == ["Fire"]
    held = bodies.add_member(session, board, person(session, "Lee"), seat=seat).result(5)
    assert bodies.vacancies(session.reader, board, TODAY) == []
    bodies.end_membership(session, held.uid, date(2026, 2, 25)).result(5)
    assert [s.name for s in bodies.vacancies(session.reader, board, TODAY)] == ["Fire"]


def test_removing_a_seat_keeps_the_member_and_undo_puts_both_back(session: Session) -> None:
    board = body(session)
    seat = bodies.add_seat(session, board, "Fire").result(5).uid
    bodies.add_member(session, board, person(session, "Lee"), seat=seat).result(5)
    bodies.remove_seat(session, seat).result(5)
    (row,) = session.reader.find(Membership)
    assert row.seat is None
    session.undo().result(5)
    (row,) = session.reader.find(Membership)
    assert row.seat == seat


def test_a_choice_goes_back_to_its_default(session: Session) -> None:
    board = body(session)
    bodies.set_choice(session, board, "agenda.letter", "yes").result(5)
    assert bodies.choices_of(session.reader, board).yes("agenda.letter")
    bodies.set_choice(session, board, "agenda.letter", "").result(5)
    assert not bodies.choices_of(session.reader, board).yes("agenda.letter")


def test_standing_texts_keep_their_order(session: Session) -> None:
    board = body(session)
    for text in ("one", "two", "three"):
        bodies.add_text(session, board, TextPlace.GUIDANCE, text).result(5)
    middle = bodies.texts_of(session.reader, board)[1]
    bodies.remove_text(session, middle.uid).result(5)
    assert [t.text for t in bodies.texts_of(session.reader, board)] == ["one", "three"]


def test_dates_that_run_backwards_are_refused(session: Session) -> None:
    board = body(session)
    with pytest.raises(KnownError, match="before the first day"):
        bodies.add_member(
            session, board, person(session, "Lee"), starts=TODAY, ends=date(2026, 1, 1)
        ).result(5)
    assert session.reader.count(Membership) == 0


def test_a_body_without_business_can_go_and_come_back(session: Session) -> None:
    board = body(session)
    bodies.add_member(session, board, person(session, "Lee")).result(5)
    bodies.remove_body(session, board).result(5)
    assert session.reader.count(Body) == session.reader.count(Membership) == 0
    session.undo().result(5)
    assert session.reader.count(Body) == session.reader.count(Membership) == 1


def test_a_new_person_joins_by_the_name_typed_in_one_step(session: Session) -> None:
    board = body(session)
    bodies.admit(session, board, "Cllr Ann Webb", role=MemberRole.CHAIR).result(5)
    (member,) = bodies.members_of(session.reader, board)
    assert (member.person.honorific, member.person.family_name) == ("Cllr", "Webb")
    with pytest.raises(KnownError, match="one person can be Chair"):
        bodies.admit(session, board, "Bo Lee", role=MemberRole.CHAIR).result(5)
    assert len(people.all_people(session)) == 1
    session.undo().result(5)
    assert people.all_people(session) == []
