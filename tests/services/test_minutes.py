"""The minutes' use cases: entries keep their order, their words and their actions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import DueKind, EntryKind, Restriction
from secretariat.models.records import Action, ActionOwner, Entry
from secretariat.services import actions, agenda, bodies, meetings, minutes, people
from secretariat.services.session import Session

WAIT = 10.0


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    session = Session.open(register_folder, create=True)
    yield session
    session.close()


@pytest.fixture
def meeting(session: Session) -> str:
    body = bodies.add_body(session, "Stakeholder Board").result(WAIT)
    made = meetings.add_meeting(session, [body.uid], date(2016, 11, 10), time(10), time(12))
    return made.result(WAIT).uid


@pytest.fixture
def item(session: Session, meeting: str) -> str:
    return agenda.add_item(session, meeting, "Progress report").result(WAIT).uid


def words(session: Session, meeting: str, item: str | None) -> list[str]:
    return [entry.text for entry in minutes.entries_under(session.reader, meeting, item)]


def test_entries_stand_where_they_are_put(session: Session, meeting: str, item: str) -> None:
    first = minutes.add_entry(session, meeting, item, "One.").result(WAIT)
    minutes.add_entry(session, meeting, item, "Three.").result(WAIT)
    minutes.add_entry(session, meeting, item, "Two.", after=first.uid).result(WAIT)
    assert words(session, meeting, item) == ["One.", "Two.", "Three."]
    minutes.move_entry(session, first.uid, None, 0).result(WAIT)
    assert words(session, meeting, item) == ["Two.", "Three."]
    assert words(session, meeting, None) == ["One."]


def test_split_and_join_are_one_step_each(session: Session, meeting: str, item: str) -> None:
    entry = minutes.add_entry(session, meeting, item, "One. Two.").result(WAIT)
    rest = minutes.split_entry(session, entry.uid, 4).result(WAIT)
    assert words(session, meeting, item) == ["One.", "Two."]
    joined = minutes.join_entry(session, rest.uid).result(WAIT)
    assert joined.uid == entry.uid
    assert words(session, meeting, item) == ["One. Two."]
    session.undo().result(WAIT)
    assert words(session, meeting, item) == ["One.", "Two."]
    session.undo().result(WAIT)
    assert words(session, meeting, item) == ["One. Two."]


def test_what_is_restricted_is_not_joined_to_what_is_not(
    session: Session, meeting: str, item: str
) -> None:
    minutes.add_entry(session, meeting, item, "Open.").result(WAIT)
    shut = minutes.add_entry(
        session, meeting, item, "Shut.", restriction=Restriction.EXEMPT
    ).result(WAIT)
    with pytest.raises(KnownError, match="stay apart"):
        minutes.join_entry(session, shut.uid).result(WAIT)
    half = minutes.split_entry(session, shut.uid, 2).result(WAIT)
    assert half.restriction is Restriction.EXEMPT


def test_an_action_has_owners_and_goes_with_its_entry(
    session: Session, meeting: str, item: str
) -> None:
    clarke = people.add_person(session, "Clarke", given_name="Paul").result(WAIT)
    owners = actions.recognise_owners(session.reader, "PC and everyone")
    entry = minutes.add_entry(
        session,
        meeting,
        item,
        "discuss",
        kind=EntryKind.ACTION,
        owners=owners,
        action={"due_kind": DueKind.DATE, "due": date(2017, 3, 3)},
    ).result(WAIT)
    action = minutes.action_of(session.reader, entry.uid)
    assert action is not None
    assert action.due == date(2017, 3, 3)
    rows = session.reader.find(ActionOwner, action=action.uid)
    assert [(o.person, o.name) for o in rows] == [(clarke.uid, ""), (None, "everyone")]
    minutes.change_kind(session, entry.uid, EntryKind.NARRATIVE).result(WAIT)
    assert session.reader.count(Action) == 0
    session.undo().result(WAIT)
    assert session.reader.count(ActionOwner) == 2
    actions.remove_action(session, action.uid).result(WAIT)
    assert session.reader.get(Entry, entry.uid).kind is EntryKind.NARRATIVE
