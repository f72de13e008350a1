"""Actions: whom the words mean, what is due first, and what closing records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from secretariat.models.kinds import ActionState, DueKind
from secretariat.services import actions, bodies, people
from secretariat.services.actions import Owner
from secretariat.services.session import Session

WAIT = 10.0


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    session = Session.open(register_folder, create=True)
    yield session
    session.close()


@pytest.fixture
def body(session: Session) -> str:
    return bodies.add_body(session, "Board").result(WAIT).uid


def test_shared_initials_are_not_guessed(session: Session) -> None:
    for given in ("Paul", "Petra"):
        people.add_person(session, "Clarke", given_name=given).result(WAIT)
    people.add_organisation(session, "Fenland District Council", short_name="FDC").result(WAIT)
    found = actions.recognise_owners(session.reader, "PC, Paul Clarke; FDC & everyone")
    assert found[0] == Owner("PC")
    assert found[1].person
    assert found[2].organisation
    assert found[3] == Owner("everyone")


def test_a_name_that_holds_and_is_one_owner(session: Session) -> None:
    people.add_organisation(session, "Fire and Rescue Service").result(WAIT)
    people.add_person(session, "Clarke", given_name="Paul").result(WAIT)
    found = actions.recognise_owners(session.reader, "PC; Fire and Rescue Service; others")
    assert [owner.name for owner in found] == ["Paul Clarke", "Fire and Rescue Service", "others"]
    assert [bool(owner.organisation) for owner in found] == [False, True, False]


def test_the_most_urgent_stand_first_and_the_closed_last(session: Session, body: str) -> None:
    for text, values in (
        ("late", {"due_kind": DueKind.DATE, "due": date(2016, 1, 1)}),
        ("someday", {}),
        ("soon", {"due_kind": DueKind.DATE, "due": date(2016, 2, 1)}),
    ):
        actions.add_action(session, body, text, **values).result(WAIT)
    listed = actions.views(session.reader, body=body)
    assert [view.words for view in listed] == ["late", "soon", "someday"]
    actions.set_state(session, listed[0].action.uid, ActionState.DONE).result(WAIT)
    again = actions.views(session.reader, body=body)
    assert [view.words for view in again] == ["soon", "someday", "late"]
    assert again[-1].action.closed_on == session.today()


def test_a_due_kind_takes_the_day_away(session: Session, body: str) -> None:
    action = actions.add_action(session, body, "write").result(WAIT)
    actions.change_action(session, action.uid, due=date(2016, 2, 1)).result(WAIT)
    assert actions.view(session.reader, action.uid).action.due_kind is DueKind.DATE
    changed = actions.change_action(session, action.uid, due_kind=DueKind.ONGOING).result(WAIT)
    assert (changed.due_kind, changed.due) == (DueKind.ONGOING, None)
    actions.add_update(session, action.uid, "begun", by="PA").result(WAIT)
    assert actions.view(session.reader, action.uid).updates[0].text == "begun"
