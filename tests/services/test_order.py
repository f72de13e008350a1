"""Business taken out of turn, together, or not on the agenda at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from secretariat.documents.model import Heading, plain
from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, BodyKind, DocumentKind, Stage
from secretariat.models.records import Item
from secretariat.services import agenda, bodies, meetings, minutes, order, publish
from secretariat.services.session import Session

Meeting = tuple[Session, str]


@pytest.fixture
def meeting(tmp_path: Path) -> Iterator[Meeting]:
    session = Session.open(tmp_path / "register", create=True)
    session.clock = lambda: datetime(2018, 7, 19, 9, 30, tzinfo=UTC)
    body = bodies.add_body(session, "Fen Parish Council", kind=BodyKind.PARISH).result().uid
    made = meetings.add_meeting(session, [body], date(2018, 7, 19), time(10)).result().uid
    for title in ("Welcome", "Budget", "Roads", "Close"):
        agenda.add_item(session, made, title).result()
    meetings.set_stage(session, made, Stage.HELD).result()
    yield session, made
    session.close()


def _headings(session: Session, meeting: str, kind: DocumentKind) -> list[str]:
    made = publish.compose(session, kind, meeting, Audience.PUBLIC)
    found = [block for block in made.blocks if isinstance(block, Heading) and block.level > 1]
    return [f"{block.number} {plain(block.runs)}".strip() for block in found]


def _by_title(session: Session, meeting: str) -> dict[str, Item]:
    return {item.title: item for item in agenda.items_of(session.reader, meeting)}


def test_items_are_minuted_as_they_are_taken(meeting: Meeting) -> None:
    session, uid = meeting
    items = _by_title(session, uid)
    minutes.add_entry(session, uid, items["Welcome"].uid, "All were welcome.").result()
    order.take_now(session, items["Roads"].uid).result()
    wanted = ["1. Welcome", "2. Roads", "3. Budget", "4. Close"]
    assert _headings(session, uid, DocumentKind.MINUTES) == wanted
    items = _by_title(session, uid)
    assert items["Welcome"].started is not None  # noted with the first words
    assert items["Welcome"].ended == items["Roads"].started
    order.take_with(session, items["Close"].uid, items["Roads"].uid).result()
    made = publish.compose(session, DocumentKind.MINUTES, uid, Audience.PUBLIC)
    assert "This item was taken together with item 3." in str(made.blocks)
    assert [i.title for i in order.in_order(session.reader, uid)][1:3] == ["Roads", "Close"]
    order.take_in_turn(session, uid).result()
    assert all(i.taken is None for i in agenda.items_of(session.reader, uid))


def test_added_business_changes_no_number_and_no_agenda(meeting: Meeting) -> None:
    session, uid = meeting
    items = _by_title(session, uid)
    minutes.add_entry(session, uid, items["Welcome"].uid, "All were welcome.").result()
    added = order.add_business(session, uid, "Flooded lane").result()
    assert added.is_added
    wanted = ["1. Welcome", "Flooded lane", "2. Budget", "3. Roads", "4. Close"]
    assert _headings(session, uid, DocumentKind.MINUTES) == wanted
    on_agenda = publish.compose(session, DocumentKind.AGENDA, uid, Audience.PUBLIC)
    assert "Flooded lane" not in str(on_agenda.blocks)
    body = meetings.meet_of(session.reader, uid).bodies[0].uid
    bodies.set_choice(session, body, "minutes.added", "yes").result()
    assert "2. Flooded lane" in _headings(session, uid, DocumentKind.MINUTES)
    why = order.why_not_decided(session.reader, uid, date(2018, 7, 19))
    assert "nothing may be decided" in why
    assert "para. 10(2)(b)" in why


def test_a_sub_item_goes_with_the_item_above(meeting: Meeting) -> None:
    session, uid = meeting
    items = _by_title(session, uid)
    below = agenda.add_item(session, uid, "Lights", parent=items["Roads"].uid).result()
    with pytest.raises(KnownError, match="with the item above"):
        order.take_now(session, below.uid).result()
    order.take_now(session, items["Roads"].uid).result()
    titles = [item.title for item in order.in_order(session.reader, uid)]
    assert titles == ["Roads", "Lights", "Welcome", "Budget", "Close"]
