"""Topics of the forward plan: planned, slipped, taken, returning; items parked and carried."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import (
    Audience,
    DocumentKind,
    Format,
    ItemOutcome,
    MemberRole,
    Purpose,
    Recurrence,
    Restriction,
    Stage,
    TopicSource,
    TopicState,
)
from secretariat.models.records import Item, Meeting, Topic
from secretariat.services import (
    agenda,
    bodies,
    body_documents,
    deferring,
    desk_plan,
    meetings,
    people,
    plan,
    plan_notice,
    topics,
)
from secretariat.services.agenda_draft import Node, Why, add_business, nodes_of
from secretariat.services.desk import desk_lines
from secretariat.services.plan import Line, MarkKind, Status
from secretariat.services.plan_grid import Place, beside
from secretariat.services.session import Session
from tests.render.pdf_check import checked, page_count

WAIT = 10.0
TODAY = date(2026, 11, 22)


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    session = Session.open(register_folder, create=True, who="officer")
    session.clock = lambda: datetime(2026, 11, 22, 9, tzinfo=UTC)
    yield session
    session.close()


@pytest.fixture
def board(session: Session) -> str:
    return (
        bodies.add_body(session, "Cabinet", short_name="Cab", contact="Town Hall").result(WAIT).uid
    )


def meet(session: Session, body: str, on: date, stage: Stage = Stage.PLANNED) -> str:
    made = meetings.add_meeting(session, [body], on, time(10)).result(WAIT)
    if stage is not Stage.PLANNED:
        meetings.set_stage(session, made.uid, stage).result(WAIT)
    return made.uid


def topic(session: Session, body: str, title: str = "Annual report", **values: object) -> str:
    return topics.add_topic(session, body, title, **values).result(WAIT).uid


def line(session: Session, uid: str, today: date = TODAY) -> Line:
    found = plan.line_of(session.reader, uid, today)
    assert found is not None
    return found


def test_a_topic_is_parked_until_it_has_a_day(session: Session, board: str) -> None:
    later = meet(session, board, date(2027, 3, 11))
    uid = topic(session, board)
    assert line(session, uid).status is Status.BACKLOG
    topics.move_topic(session, uid, month=date(2027, 1, 20)).result(WAIT)
    assert line(session, uid).day == date(2027, 1, 1)
    assert line(session, uid).status is Status.PLANNED
    topics.move_topic(session, uid, meeting=later).result(WAIT)
    moved = line(session, uid)
    assert (moved.status, moved.day, moved.slips) == (Status.PLANNED, date(2027, 3, 11), 0)
    assert MarkKind.PUT_OFF in {mark.kind for mark in moved.marks}
    topics.park_topic(session, uid).result(WAIT)
    assert line(session, uid).status is Status.BACKLOG
    session.undo().result(WAIT)
    assert line(session, uid).day == date(2027, 3, 11)
    topics.drop_topic(session, uid).result(WAIT)
    assert line(session, uid).status is Status.DROPPED
    topics.reopen_topic(session, uid).result(WAIT)
    assert line(session, uid).day == date(2027, 3, 11)


def test_what_passed_untaken_has_slipped_by_as_many_meetings(session: Session, board: str) -> None:
    first = meet(session, board, date(2026, 6, 11), Stage.CLOSED)
    meet(session, board, date(2026, 9, 10), Stage.CLOSED)
    meet(session, board, date(2026, 10, 8), Stage.CANCELLED)
    uid = topic(session, board, meeting=first)
    found = line(session, uid)
    assert (found.status, found.slips, found.is_overdue) == (Status.SLIPPED, 2, True)
    month = topic(session, board, "By month", due=date(2026, 10, 1))
    # The month is over, but no meeting was held in it: that of October was called off.
    assert (line(session, month).status, line(session, month).slips) == (Status.SLIPPED, 0)
    assert line(session, month, date(2026, 10, 31)).status is Status.PLANNED


def test_only_meetings_that_were_held_count_as_slips(session: Session, board: str) -> None:
    soon = meet(session, board, date(2026, 12, 10))
    later = meet(session, board, date(2027, 3, 11))
    uid = topic(session, board, due=TODAY)
    assert line(session, uid).status is Status.PLANNED
    for meeting in (soon, later):
        topics.move_topic(session, uid, meeting=meeting).result(WAIT)
        assert (line(session, uid).status, line(session, uid).slips) == (Status.PLANNED, 0)
    after = line(session, uid, date(2026, 12, 11))
    assert (after.status, after.slips) == (Status.SLIPPED, 1)


def test_from_the_backlog_the_next_place_is_the_first_meeting(session: Session, board: str) -> None:
    uid = topic(session, board)

    def place() -> Place | None:
        meets = meetings.all_meetings(session.reader)
        return beside(line(session, uid), meets, TODAY, 1)

    assert place() == Place(date(2026, 12, 1))
    meeting = meet(session, board, date(2027, 1, 14))
    assert place() == Place(date(2027, 1, 14), meeting)


def test_one_step_puts_everything_on_the_agenda(session: Session, board: str) -> None:
    meeting = meet(session, board, date(2026, 12, 10))
    uid = topic(
        session,
        board,
        text="What was done.",
        recommendation="To note it.",
        purpose=Purpose.DECISION,
        presenter="Ann Bell",
        lead="Director",
        minutes=20,
        restriction=Restriction.EXEMPT,
        restriction_ground="paragraph 3",
        public_title="A report",
        note="Ask early.",
    )
    item = topics.to_agenda(session, uid).result(WAIT)
    assert (item.meeting, item.topic, item.title) == (meeting, uid, "Annual report")
    assert (item.text, item.recommendation) == ("What was done.", "To note it.")
    assert (item.purpose, item.presenter, item.minutes) == (Purpose.DECISION, "Ann Bell", 20)
    assert (item.restriction, item.public_title) == (Restriction.EXEMPT, "A report")
    assert (item.lead_officer, item.internal_note) == ("Director", "Ask early.")
    assert session.reader.get(Meeting, meeting).stage is Stage.AGENDA
    with pytest.raises(KnownError, match="already"):
        topics.to_agenda(session, uid, meeting).result(WAIT)
    session.undo().result(WAIT)
    assert session.reader.count(Item) == 0
    assert session.reader.get(Meeting, meeting).stage is Stage.PLANNED


def test_it_stands_before_the_lines_that_close_an_agenda(session: Session, board: str) -> None:
    meeting = meet(session, board, date(2026, 12, 10))
    for title in ("Apologies", "Any other business", "Date of next meeting"):
        agenda.add_item(session, meeting, title).result(WAIT)
    uid = topic(session, board, is_private=True, private_reason="Prices")
    item = topics.to_agenda(session, uid).result(WAIT)
    titles = [one.title for one in agenda.items_of(session.reader, meeting)]
    assert titles[:2] == ["Apologies", "Annual report"]
    assert (item.restriction, item.restriction_ground) == (Restriction.EXEMPT, "Prices")


def test_open_business_goes_before_urgent_business_and_the_exclusion(
    session: Session, board: str
) -> None:
    meeting = meet(session, board, date(2026, 12, 10))
    for title in ("Apologies", "Budget", "Urgent business", "Exclusion of the press and public"):
        agenda.add_item(session, meeting, title).result(WAIT)
    exempt = agenda.add_item(session, meeting, "Lease", public_title="A lease").result(WAIT)
    agenda.change_item(session, exempt.uid, restriction=Restriction.EXEMPT).result(WAIT)
    agenda.add_item(session, meeting, "Date of next meeting").result(WAIT)
    topics.to_agenda(session, topic(session, board, "Open")).result(WAIT)
    private = topic(session, board, "Closed", restriction=Restriction.EXEMPT)
    topics.to_agenda(session, private).result(WAIT)
    assert [one.title for one in agenda.items_of(session.reader, meeting)] == [
        "Apologies",
        "Budget",
        "Open",
        "Urgent business",
        "Exclusion of the press and public",
        "Lease",
        "Closed",
        "Date of next meeting",
    ]
    # A proposed agenda follows the same rule.
    lines = agenda.items_of(session.reader, meeting)
    nodes = nodes_of(lines, Why.THERE)
    add_business(nodes, Node(Item(meeting=meeting, title="Next"), Why.PLANNED))
    assert [node.item.title for node in nodes][2:5] == ["Open", "Next", "Urgent business"]


def test_no_agenda_of_the_past_takes_a_topic(session: Session, board: str) -> None:
    uid = topic(session, board)
    with pytest.raises(KnownError, match="no meeting to come"):
        topics.to_agenda(session, uid).result(WAIT)
    past = meet(session, board, date(2026, 9, 10), Stage.CLOSED)
    off = meet(session, board, date(2027, 9, 10), Stage.CANCELLED)
    for meeting, why in ((past, "has been held"), (off, "is off")):
        with pytest.raises(KnownError, match=why):
            topics.to_agenda(session, uid, meeting).result(WAIT)
        with pytest.raises(KnownError, match=why):
            topics.move_topic(session, uid, meeting=meeting).result(WAIT)


def test_what_is_taken_knows_when_and_when_it_returns(session: Session, board: str) -> None:
    meeting = meet(session, board, date(2026, 11, 20))
    session.clock = lambda: datetime(2026, 11, 1, 9, tzinfo=UTC)
    yearly = topic(session, board, recurrence=Recurrence.YEARLY, months="11")
    every = topic(session, board, "Actions", recurrence=Recurrence.EVERY_MEETING)
    once = topic(session, board, "Once")
    off = topic(session, board, "Put off")
    items = [
        topics.to_agenda(session, uid, meeting).result(WAIT) for uid in (yearly, every, once, off)
    ]
    following = meet(session, board, date(2026, 12, 10))
    agenda.set_outcome(session, items[3].uid, ItemOutcome.DEFERRED).result(WAIT)
    meetings.close_meeting(session, meeting, time(12)).result(WAIT)
    found = {uid: line(session, uid) for uid in (yearly, every, once, off)}
    assert found[yearly].last == date(2026, 11, 20)
    assert found[yearly].day == date(2027, 11, 1)
    assert found[yearly].status is Status.PLANNED
    assert found[every].meet is not None
    assert found[every].meet.meeting.uid == following
    assert (found[once].status, found[once].last) == (Status.DONE, date(2026, 11, 20))
    assert (found[off].status, found[off].slips, found[off].last) == (Status.SLIPPED, 1, None)
    # The same is reckoned where nothing was written, as after an import.
    session.undo().result(WAIT)
    meetings.set_stage(session, meeting, Stage.CLOSED).result(WAIT)
    assert line(session, yearly).day == date(2027, 11, 1)
    assert line(session, every).day == date(2026, 12, 10)


def test_done_by_hand_plans_the_next_time(session: Session, board: str) -> None:
    returning = topic(
        session, board, recurrence=Recurrence.QUARTERLY, months="1,4,7,10", due=date(2026, 10, 1)
    )
    topics.mark_done(session, returning).result(WAIT)
    assert line(session, returning).day == date(2027, 1, 1)
    assert line(session, returning).status is Status.PLANNED
    once = topic(session, board, due=date(2026, 12, 1))
    topics.mark_done(session, once).result(WAIT)
    assert session.reader.get(Topic, once).state is TopicState.DONE


def test_a_parked_item_keeps_all_that_was_typed(session: Session, board: str) -> None:
    meeting = meet(session, board, date(2026, 12, 10))
    parent = agenda.add_item(
        session, meeting, "Money", restriction=Restriction.EXEMPT, restriction_ground="paragraph 3"
    ).result(WAIT)
    item = agenda.add_item(
        session,
        meeting,
        "Grants",
        parent=parent.uid,
        text="Three grants.",
        minute_title="Grants agreed",
        lead_officer="Director",
        author="Ann Bell",
        internal_note="Call first.",
    ).result(WAIT)
    with pytest.raises(KnownError, match="sub-items"):
        deferring.park_item(session, parent.uid).result(WAIT)
    made = deferring.park_item(session, item.uid).result(WAIT)
    assert session.reader.maybe(Item, item.uid) is None
    assert (made.title, made.text, made.lead) == ("Grants", "Three grants.", "Director")
    assert made.restriction is Restriction.EXEMPT  # as it was held where it stood
    assert made.restriction_ground == "paragraph 3"
    for words in ("Call first.", "Grants agreed", "Ann Bell"):
        assert words in made.note
    assert line(session, made.uid).status is Status.BACKLOG
    again = topics.to_agenda(session, made.uid).result(WAIT)
    parked = deferring.park_item(session, again.uid).result(WAIT)
    assert parked.uid == made.uid
    assert parked.note == made.note


def test_an_item_that_went_out_is_not_parked(session: Session, board: str) -> None:
    meeting = meet(session, board, date(2026, 12, 10))
    item = agenda.add_item(session, meeting, "Grants").result(WAIT)
    meetings.set_stage(session, meeting, Stage.PUBLISHED).result(WAIT)
    with pytest.raises(KnownError, match="has gone out"):
        deferring.park_item(session, item.uid).result(WAIT)


def test_an_item_is_carried_forward_with_a_link_both_ways(session: Session, board: str) -> None:
    here = meet(session, board, date(2026, 12, 10), Stage.PUBLISHED)
    meet(session, board, date(2027, 1, 14), Stage.CANCELLED)
    uid = topic(session, board, source=TopicSource.TERMS)
    there = meet(session, board, date(2027, 3, 11))
    item = topics.to_agenda(session, uid, here).result(WAIT)
    child = agenda.add_item(session, here, "Part", parent=item.uid, number="7").result(WAIT)
    made = deferring.carry_forward(session, item.uid).result(WAIT)
    assert isinstance(made, Item)
    assert (made.meeting, made.continues, made.topic) == (there, item.uid, uid)
    assert session.reader.get(Item, item.uid).outcome is ItemOutcome.DEFERRED
    copy = session.reader.one(Item, continues=child.uid)
    assert copy is not None
    assert (copy.parent, copy.number, copy.outcome) == (made.uid, "", ItemOutcome.NONE)
    before, after = (
        deferring.links_of(session.reader, session.reader.get(Item, one.uid))
        for one in (item, made)
    )
    assert before.later is not None
    assert before.later.meet.date == date(2027, 3, 11)
    assert after.earlier is not None
    assert after.earlier.meet.date == date(2026, 12, 10)
    assert line(session, uid).status is Status.SLIPPED
    with pytest.raises(KnownError, match="already, to 11 March 2027"):
        deferring.carry_forward(session, item.uid).result(WAIT)
    session.undo().result(WAIT)
    assert session.reader.maybe(Item, made.uid) is None
    assert session.reader.get(Topic, uid).meeting == here


def test_without_a_later_meeting_it_goes_to_the_plan(session: Session, board: str) -> None:
    here = meet(session, board, date(2026, 9, 10), Stage.DRAFT_MINUTES)
    item = agenda.add_item(session, here, "Grants").result(WAIT)
    made = deferring.carry_forward(session, item.uid).result(WAIT)
    assert isinstance(made, Topic)
    assert (made.source, made.source_words) == (
        TopicSource.DEFERRED,
        "meeting of 10 September 2026",
    )
    assert session.reader.get(Item, item.uid).topic == made.uid
    assert session.reader.get(Item, item.uid).outcome is ItemOutcome.DEFERRED


def test_the_desk_asks_for_what_slipped_and_for_duties(session: Session, board: str) -> None:
    past = meet(session, board, date(2026, 9, 10), Stage.CLOSED)
    topic(session, board, "Grants", meeting=past)
    duty = topic(session, board, "Duty", due=date(2027, 1, 1), source=TopicSource.LAW)
    topic(session, board, "Later duty", due=date(2027, 7, 1), source=TopicSource.LAW)
    found = desk_plan.forward_plan(session.reader, TODAY)
    assert [(one.title, one.focus) for one in found] == [
        ("A topic of the forward plan has slipped", "slipped"),
        ("Choose a meeting: Duty", duty),
    ]
    assert {one.title for one in found} <= {one.title for one in desk_lines(session.reader, TODAY)}
    topics.move_topic(session, duty, meeting=meet(session, board, date(2027, 1, 14))).result(WAIT)
    assert len(desk_plan.forward_plan(session.reader, TODAY)) == 1


def test_notice_of_a_key_decision_is_reckoned_in_clear_days(session: Session, board: str) -> None:
    # 28 clear days before Tuesday 12 May 2026: Monday 13 April (SI 2012/2089, reg. 9(2)).
    meeting = meet(session, board, date(2026, 5, 12))
    session.clock = lambda: datetime(2026, 4, 13, 9, tzinfo=UTC)
    uid = topic(session, board, meeting=meeting, is_key_decision=True)
    found = line(session, uid, date(2026, 4, 13))
    (notice,) = plan_notice.notices(session.reader, found)
    assert notice.day == date(2026, 4, 13)
    assert not notice.too_late(date(2026, 4, 13))
    assert notice.too_late(date(2026, 4, 14))
    assert "reg. 10" in notice.words(date(2026, 4, 14))
    assert any(
        "was not given" in words
        for words in plan_notice.warnings(session.reader, board, date(2026, 4, 14))
    )
    assert plan_notice.give_notice(session, board).result(WAIT) == 1
    (given,) = plan_notice.notices(session.reader, line(session, uid, date(2026, 4, 14)))
    assert given.in_time
    with pytest.raises(KnownError):
        plan_notice.give_notice(session, board).result(WAIT)


def made(session: Session, kind: DocumentKind, body: str, audience: Audience) -> str:
    wanted = body_documents.Wanted(kind, body, audience, date(2026, 12, 1))
    return body_documents.make(session, wanted, Format.TEXT).decode("utf-8")


def test_the_notice_says_what_the_regulations_want(session: Session, board: str) -> None:
    meeting = meet(session, board, date(2027, 2, 9))
    for family, role in (("Crane", MemberRole.CHAIR), ("Frost", MemberRole.MEMBER)):
        person = people.add_person(session, family).result(WAIT)
        bodies.add_member(session, board, person.uid, role=role).result(WAIT)
    topic(
        session,
        board,
        "New depot",
        meeting=meeting,
        is_key_decision=True,
        text="Whether to buy it.",
        documents="- Report of the director",
        is_private=True,
        private_reason="It names the price.",
    )
    topic(
        session,
        board,
        "Secret price",
        due=date(2027, 2, 1),
        is_key_decision=True,
        decision_maker="The Leader",
        documents="Valuation",
        restriction=Restriction.EXEMPT,
        public_title="Sale of land",
    )
    words = " ".join(made(session, DocumentKind.KEY_DECISIONS, board, Audience.PUBLIC).split())
    for said in (
        "Key decisions are to be made",
        "Whether to buy it.",
        "Crane (Chair)",
        "Frost",
        "Tuesday 9 February 2027",
        "Report of the director",
        "Town Hall",
        "Other documents relevant",
        "as they become available",
        "It names the price.",
        "The Leader",
        "Sale of land",
    ):
        assert said.casefold() in words.casefold()
    assert "Secret price" not in words
    assert "Valuation" not in words


@pytest.mark.parametrize("kind", [DocumentKind.FORWARD_PLAN, DocumentKind.KEY_DECISIONS])
def test_a_plan_is_an_accessible_pdf(session: Session, board: str, kind: DocumentKind) -> None:
    meeting = meet(session, board, date(2027, 2, 9))
    more = {"is_private": True, "private_reason": "Prices.", "is_key_decision": True}
    for at in range(30):
        topic(session, board, f"Topic {at}", meeting=meeting, text="- one\n- two", **more)
    wanted = body_documents.Wanted(kind, board, Audience.PUBLIC, date(2026, 12, 1))
    data = body_documents.make(session, wanted, Format.PDF)
    assert page_count(checked(data)) > 1


def test_a_plan_leaves_out_what_its_readers_may_not_see(session: Session, board: str) -> None:
    meeting = meet(session, board, date(2027, 2, 9))
    topic(session, board, "Open", meeting=meeting, lead="Director", source=TopicSource.LAW)
    topic(session, board, "Inner", meeting=meeting, restriction=Restriction.INTERNAL)
    closed = topic(session, board, "Closed", meeting=meeting, restriction=Restriction.EXEMPT)
    with pytest.raises(KnownError, match="no public title"):
        made(session, DocumentKind.FORWARD_PLAN, board, Audience.PUBLIC)
    topics.change_topic(session, closed, public_title="A contract").result(WAIT)
    public = made(session, DocumentKind.FORWARD_PLAN, board, Audience.PUBLIC)
    assert "Open" in public
    assert "A contract" in public
    assert "Inner" not in public
    assert "Closed" not in public
    members = made(session, DocumentKind.FORWARD_PLAN, board, Audience.MEMBERS)
    assert "Closed" in members
    assert "Inner" not in members
    assert "Inner" in made(session, DocumentKind.FORWARD_PLAN, board, Audience.OFFICERS)
