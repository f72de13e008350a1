"""People and organisations come, change and go without taking the record with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.records import Person
from secretariat.services import actions, bodies, people
from secretariat.services.session import Session


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True, who="Tester")
    yield opened
    opened.close()


def test_the_directory_is_sorted_by_family_name(session: Session) -> None:
    for given, family in (("Bo", "webb"), ("Ann", "Webb"), ("Zoë", "Adams")):
        people.add_person(session, family, given_name=given).result(5)
    assert [p.given_name for p in people.all_people(session)] == ["Zoë", "Ann", "Bo"]


def test_a_person_needs_a_family_name(session: Session) -> None:
    with pytest.raises(KnownError, match="family name"):
        people.add_person(session, " ")
    kept = people.add_person(session, "Lee").result(5)
    with pytest.raises(KnownError, match="family name"):
        people.change_person(session, kept.uid, family_name="")


def test_typing_in_one_field_is_one_step_of_undo(session: Session) -> None:
    kept = people.add_person(session, "Lee").result(5)
    for text in ("C", "Cl", "Clerk"):
        people.change_person(session, kept.uid, job_title=text).result(5)
    session.undo().result(5)
    assert session.reader.get(Person, kept.uid).job_title == ""


def test_an_action_keeps_the_name_of_somebody_removed(session: Session) -> None:
    board = bodies.add_body(session, "Board").result(5).uid
    kept = people.add_person(session, "Lee", given_name="Bo").result(5)
    owner = actions.Owner("Bo Lee", person=kept.uid)
    action = actions.add_action(session, board, "Write", owners=[owner]).result(5)
    people.remove_person(session, kept.uid).result(5)
    assert actions.view(session.reader, action.uid).owner_names == ("Bo Lee",)


def test_people_stay_when_their_organisation_goes(session: Session) -> None:
    home = people.add_organisation(session, "Fire").result(5)
    kept = people.add_person(session, "Lee", organisation=home.uid).result(5)
    people.remove_organisation(session, home.uid).result(5)
    assert session.reader.get(Person, kept.uid).organisation is None


def test_memberships_come_with_their_bodies(session: Session) -> None:
    kept = people.add_person(session, "Lee").result(5)
    board = bodies.add_body(session, "Board").result(5)
    bodies.add_member(session, board.uid, kept.uid).result(5)
    ((row, body),) = people.memberships_of(session.reader, kept.uid)
    assert (row.person, body.name) == (kept.uid, "Board")


def test_an_organisation_is_found_by_either_name_or_added(session: Session) -> None:
    home = people.add_organisation(session, "Fire and Rescue", short_name="FRS").result(5)
    kept = people.add_person(session, "Lee").result(5)
    assert people.place_in(session, kept.uid, "frs").result(5).organisation == home.uid
    assert people.place_in(session, kept.uid, " ").result(5).organisation is None
    people.place_in(session, kept.uid, "Health Trust").result(5)
    assert [o.name for o in people.all_organisations(session)] == [
        "Fire and Rescue",
        "Health Trust",
    ]
    session.undo().result(5)
    assert [o.name for o in people.all_organisations(session)] == ["Fire and Rescue"]


def test_an_organisation_with_and_in_its_name_is_one_owner(session: Session) -> None:
    people.add_organisation(session, "Fire and Rescue").result(5)
    found = actions.recognise_owners(session.reader, "Fire and Rescue; AB and CD")
    assert [owner.name for owner in found] == ["Fire and Rescue", "AB", "CD"]
