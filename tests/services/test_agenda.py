"""The agenda's use cases: where items may stand, and what a change takes with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import ItemKind, Stage
from secretariat.models.records import Item, Meeting
from secretariat.services import agenda, bodies, meetings, minutes
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
    made = meetings.add_meeting(session, [body.uid], date(2017, 2, 23), time(10), time(12))
    return made.result(WAIT).uid


def titles(session: Session, meeting: str) -> list[str]:
    return [item.title for item in agenda.items_of(session.reader, meeting)]


def test_the_first_item_puts_the_agenda_in_draft_and_undo_takes_both_back(
    session: Session, meeting: str
) -> None:
    agenda.add_item(session, meeting, "Apologies").result(WAIT)
    assert session.reader.get(Meeting, meeting).stage is Stage.AGENDA
    session.undo().result(WAIT)
    assert session.reader.get(Meeting, meeting).stage is Stage.PLANNED
    assert titles(session, meeting) == []


def test_a_heading_goes_after_the_whole_item(session: Session, meeting: str) -> None:
    first = agenda.add_item(session, meeting, "First").result(WAIT)
    child = agenda.add_item(session, meeting, "Child", parent=first.uid).result(WAIT)
    agenda.add_item(
        session, meeting, "LOOKING AHEAD", after=child.uid, kind=ItemKind.HEADING
    ).result(WAIT)
    assert titles(session, meeting) == ["First", "Child", "LOOKING AHEAD"]
    assert session.reader.one(Item, title="LOOKING AHEAD").parent is None  # type: ignore[union-attr]


def test_nothing_stands_deeper_than_three_levels(session: Session, meeting: str) -> None:
    above = None
    for title in ("5", "(a)", "(i)"):
        above = agenda.add_item(session, meeting, title, parent=above).result(WAIT).uid
    with pytest.raises(KnownError, match="three levels"):
        agenda.add_item(session, meeting, "too deep", parent=above).result(WAIT)
    heading = agenda.add_item(session, meeting, "BACK", kind=ItemKind.HEADING).result(WAIT)
    with pytest.raises(KnownError, match="no sub-items"):
        agenda.add_item(session, meeting, "below", parent=heading.uid).result(WAIT)
    assert titles(session, meeting) == ["5", "(a)", "(i)", "BACK"]


def test_nest_lift_move_and_put_back(session: Session, meeting: str) -> None:
    uids = {
        title: agenda.add_item(session, meeting, title).result(WAIT).uid
        for title in ("A", "B", "C")
    }
    agenda.nest(session, uids["B"]).result(WAIT)
    agenda.nest(session, uids["C"]).result(WAIT)
    agenda.move_up(session, uids["C"]).result(WAIT)
    assert titles(session, meeting) == ["A", "C", "B"]
    agenda.unnest(session, uids["C"]).result(WAIT)
    assert titles(session, meeting) == ["A", "B", "C"]
    for _ in range(4):
        session.undo().result(WAIT)
    assert titles(session, meeting) == ["A", "B", "C"]
    assert {i.parent for i in agenda.items_of(session.reader, meeting)} == {None}
    with pytest.raises(KnownError, match="no item above"):
        agenda.nest(session, uids["A"]).result(WAIT)
    with pytest.raises(KnownError, match="under itself"):
        agenda.move_item(session, uids["A"], uids["A"], 0).result(WAIT)


def test_an_item_with_minutes_stays(session: Session, meeting: str) -> None:
    item = agenda.add_item(session, meeting, "Apologies").result(WAIT)
    minutes.add_entry(session, meeting, item.uid, "None.").result(WAIT)
    with pytest.raises(KnownError, match="has minutes"):
        agenda.remove_item(session, item.uid).result(WAIT)


def test_an_agenda_is_copied_as_a_tree(session: Session, meeting: str) -> None:
    first = agenda.add_item(session, meeting, "First", minutes=5, pages="1 - 6").result(WAIT)
    agenda.add_item(session, meeting, "Child", parent=first.uid).result(WAIT)
    body = meetings.meet_of(session.reader, meeting).bodies[0]
    new = meetings.add_meeting(session, [body.uid], date(2017, 7, 23), time(10)).result(WAIT)
    last = agenda.last_meeting_before(session.reader, new.uid)
    assert last is not None
    agenda.copy_agenda(session, last.uid, new.uid).result(WAIT)
    copied = agenda.items_of(session.reader, new.uid)
    assert [(i.title, i.minutes, i.pages) for i in copied] == [
        ("First", 5, ""),
        ("Child", None, ""),
    ]
    assert copied[1].parent == copied[0].uid
    assert session.reader.get(Meeting, new.uid).stage is Stage.AGENDA
