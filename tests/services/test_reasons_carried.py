"""Why an item is restricted goes on with it to another meeting, and from whom it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from secretariat.models.kinds import BodyKind, ItemOutcome, Restriction, Stage
from secretariat.models.pack_kinds import PaperRole
from secretariat.models.records import (
    Item,
    ItemPaper,
    Meeting,
    Paper,
    RestrictionReason,
    Topic,
    Withheld,
)
from secretariat.services import agenda, agenda_sources, deferring, people, replacing
from secretariat.services import restriction_reasons as reasons
from secretariat.services.agenda_sources import From
from secretariat.services.bodies import add_body
from secretariat.services.desk import desk_lines
from secretariat.services.meetings import add_meeting
from secretariat.services.restriction_reasons import Matter
from secretariat.services.session import Session
from secretariat.services.topics import to_agenda
from secretariat.store.rows import Writer

DAY = date(2027, 6, 1)
LATER = date(2027, 9, 1)


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    session = Session.open(register_folder, create=True)
    yield session
    session.close()


class Board:
    """A committee with two meetings, and an item below a heading of exempt business."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.body = add_body(session, "Committee", kind=BodyKind.COMMITTEE).result(10).uid
        self.first = add_meeting(session, [self.body], DAY, time(10)).result(10).uid
        self.next = add_meeting(session, [self.body], LATER, time(10)).result(10).uid
        self.lease = agenda.add_item(session, self.first, "Lease", public_title="Lease").result(10)
        matter = Matter(item=self.lease.uid)
        reasons.set_restriction(session, matter, Restriction.EXEMPT).result(10)
        reasons.change_reason(
            session, matter, paragraphs="3", justification="The rent is not agreed",
            public_interest="It weakens the hand of the office", is_outweighed=True,
            review_on=LATER,
        ).result(10)  # fmt: skip
        self.child = agenda.add_item(
            session, self.first, "Rent", parent=self.lease.uid, public_title="Rent"
        ).result(10)
        self.member = people.add_person(session, "Ann Marsh").result(10).uid
        reasons.keep_from(session, matter, self.member, "Has a lease of her own").result(10)

    def reason(self, item: str) -> RestrictionReason | None:
        return self.session.reader.one(RestrictionReason, item=item)

    def on(self, meeting: str, title: str = "Lease") -> Item:
        return next(
            one for one in agenda.items_of(self.session.reader, meeting) if one.title == title
        )


@pytest.fixture
def board(session: Session) -> Board:
    return Board(session)


def carried(board: Board) -> None:
    deferring.carry_forward(board.session, board.lease.uid).result(10)


def by_plan(board: Board) -> None:
    topic = deferring.carry_forward(board.session, board.lease.uid, to_plan=True).result(10)
    assert isinstance(topic, Topic)
    to_agenda(board.session, topic.uid, board.next).result(10)


def drafted(board: Board) -> None:
    agenda.set_outcome(board.session, board.lease.uid, ItemOutcome.DEFERRED).result(10)
    board.session.change("Hold", lambda w: w.update(Meeting, board.first, stage=Stage.HELD)).result(
        10
    )
    made = agenda_sources.draft(board.session.reader, board.next, From.OPEN)
    agenda_sources.make_agenda(board.session, board.next, made).result(10)


def new_date(board: Board) -> None:
    on = LATER + timedelta(days=7)
    made = replacing.put_new_date(
        board.session, board.first, on, time(10), reason="Snow", with_agenda=True
    ).result(10)
    board.next = made.uid


@pytest.mark.parametrize("go", [carried, by_plan, drafted, new_date])
def test_a_reason_goes_on_with_its_item(board: Board, go: Callable[[Board], None]) -> None:
    go(board)
    made = board.on(board.next)
    kept = board.reason(made.uid)
    assert kept is not None
    assert (kept.paragraphs, kept.justification) == ("3", "The rent is not agreed")
    assert (kept.is_outweighed, kept.review_on) == (True, LATER)
    held = board.session.reader.one(Withheld, item=made.uid)
    assert held is not None
    assert (held.person, held.reason) == (board.member, "Has a lease of her own")
    # It goes on once: undo takes both away.
    board.session.undo().result(10)
    assert board.session.reader.count(RestrictionReason) == 1


def test_what_leaves_its_exempt_business_takes_the_reason_along(board: Board) -> None:
    made = deferring.carry_forward(board.session, board.child.uid).result(10)
    kept = board.reason(made.uid)
    assert kept is not None
    assert kept.justification == "The rent is not agreed"
    assert board.session.reader.count(Withheld, item=made.uid, person=board.member) == 1


def test_a_copied_agenda_asks_again_about_the_public_interest(board: Board) -> None:
    agenda.copy_agenda(board.session, board.first, board.next).result(10)
    made = board.on(board.next)
    kept = board.reason(made.uid)
    assert kept is not None
    assert (kept.paragraphs, kept.is_outweighed, kept.review_on) == ("3", False, None)
    now = reasons.restricted(board.session.reader, Matter(item=made.uid), DAY)
    assert not now.is_weighed


def test_an_item_that_is_parked_leaves_its_reason_in_the_note(board: Board) -> None:
    agenda.remove_item(board.session, board.child.uid).result(10)
    topic = deferring.park_item(board.session, board.lease.uid).result(10)
    assert "Why it is restricted: The rent is not agreed" in topic.note
    assert "Public interest: It weakens the hand of the office" in topic.note
    assert "Kept from: Ann Marsh (Has a lease of her own)" in topic.note


def test_a_new_date_keeps_what_each_paper_is(board: Board) -> None:
    board.session.change("Link", lambda w: link(w, board.body, board.lease.uid)).result(10)
    new_date(board)
    row = board.session.reader.one(ItemPaper, item=board.on(board.next).uid)
    assert row is not None
    assert (row.role, row.is_in_pack, row.letter) == (PaperRole.APPENDIX, False, "B")


def link(writer: Writer, body: str, item: str) -> ItemPaper:
    paper = writer.insert(Paper(body=body, title="Plans")).uid
    row = ItemPaper(item=item, paper=paper, letter="B", role=PaperRole.APPENDIX, is_in_pack=False)
    return writer.insert(row)


def test_the_desk_asks_once_when_the_review_is_due(board: Board) -> None:
    carried(board)
    found = desk_lines(board.session.reader, LATER)
    lines = [one for one in found if "Ask again" in one.title]
    assert [one.uid for one in lines] == [board.next]
