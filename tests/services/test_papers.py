"""Reports: who owes which by when, the same one for several bodies, and what a draft may say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import (
    DeadlineKind,
    DocumentKind,
    ItemKind,
    ItemOutcome,
    MemberRole,
    Restriction,
    Stage,
)
from secretariat.models.papers import PaperState
from secretariat.models.records import Item, ItemPaper, Meeting, Paper
from secretariat.services import (
    agenda,
    bodies,
    chase,
    deadlines,
    meetings,
    owed,
    papers,
    people,
    publish,
    rules,
)
from secretariat.services.findings import Gravity
from secretariat.services.missing import missing
from secretariat.services.session import Session

NOW = datetime(2026, 2, 26, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
WAIT = 10.0


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True, who="Tester")
    opened.clock = lambda: NOW
    yield opened
    opened.close()


def board(session: Session, name: str = "Board") -> str:
    uid = bodies.add_body(session, name).result(WAIT).uid
    rules.set_rule(session, uid, DeadlineKind.REPORTS, count=8, source="Terms").result(WAIT)
    return uid


def meeting(session: Session, body: str, on: date) -> str:
    return meetings.add_meeting(session, [body], on, time(10)).result(WAIT).uid


def item(session: Session, met: str, title: str, **values: object) -> Item:
    return agenda.add_item(session, met, title, **values).result(WAIT)


def person(session: Session, given: str, family: str, **values: object) -> str:
    made = people.add_person(session, family, given_name=given, **values)
    return made.result(WAIT).uid


MARCH, APRIL = date(2026, 3, 19), date(2026, 4, 16)


def test_a_report_is_asked_of_the_author_the_lead_or_the_presenter(session: Session) -> None:
    jane, paul = person(session, "Jane", "Smith", honorific="Cllr"), person(session, "Paul", "Orr")
    met = meeting(session, board(session), MARCH)
    by = {
        "author": item(session, met, "One", author="PO", lead_officer="Somebody", presenter="JS"),
        "lead": item(session, met, "Two", lead_officer="Mr Somebody", presenter="Paul Orr"),
        "presenter": item(session, met, "Three", presenter="Councillor Jane Smith"),
        "nobody": item(session, met, "Four", presenter="All"),
    }
    made = {k: papers.ask_for(session, i.uid).result(WAIT) for k, i in by.items()}
    assert made["author"].author == paul
    assert (made["lead"].author, made["lead"].author_name) == (None, "Mr Somebody")
    assert made["presenter"].author == jane
    assert (made["nobody"].author, made["nobody"].author_name) == (None, "")
    assert made["author"].asked_on == TODAY
    heading = item(session, met, "Money", kind=ItemKind.HEADING)
    with pytest.raises(KnownError):
        papers.ask_for(session, heading.uid).result(WAIT)


def test_all_of_a_meeting_are_asked_for_in_one_step_and_standing_business_is_not(
    session: Session,
) -> None:
    met = meeting(session, board(session), MARCH)
    item(session, met, "Apologies for absence")
    money = item(session, met, "Money")
    item(session, met, "Budget", parent=money.uid)
    item(session, met, "Put off", outcome=ItemOutcome.DEFERRED)
    have = item(session, met, "Estates")
    item(session, met, "Any other business")
    papers.ask_for(session, have.uid).result(WAIT)
    made = papers.ask_for_all(session, met).result(WAIT)
    assert [paper.title for paper in made] == ["Budget"]
    with pytest.raises(KnownError, match="asked for already"):
        papers.ask_for_all(session, met).result(WAIT)
    session.undo().result(WAIT)
    assert session.reader.count(Paper) == 1


def test_its_day_is_that_of_the_first_meeting_or_set_by_hand(session: Session) -> None:
    one, two = board(session), board(session, "Panel")
    first, later = meeting(session, one, APRIL), meeting(session, two, MARCH)
    paper = papers.ask_for(session, item(session, first, "Budget").uid).result(WAIT)
    due = owed.due_of(session.reader, paper.uid)
    assert due
    assert due.day == date(2026, 4, 2)
    assert due.words == "8 working days before the meeting. Terms."
    there = papers.send_also(session, paper.uid, later).result(WAIT)
    due = owed.due_of(session.reader, paper.uid)
    assert due
    assert due.day < date(2026, 3, 19)
    assert due.meet
    assert due.meet.meeting.uid == later
    agenda.set_outcome(session, there.uid, ItemOutcome.WITHDRAWN).result(WAIT)
    due = owed.due_of(session.reader, paper.uid)
    assert due
    assert due.day == date(2026, 4, 2)
    deadlines.set_day(session, first, DeadlineKind.REPORTS, date(2026, 3, 30)).result(WAIT)
    assert owed.view_of(session.reader, paper.uid).due_day == date(2026, 3, 30)
    papers.change_paper(session, paper.uid, due=date(2026, 3, 27)).result(WAIT)
    due = owed.due_of(session.reader, paper.uid)
    assert due
    assert (due.day, due.by_hand) == (date(2026, 3, 27), True)


def test_a_report_put_off_everywhere_is_not_owed(session: Session) -> None:
    met = meeting(session, board(session), MARCH)
    thing = item(session, met, "Budget")
    paper = papers.ask_for(session, thing.uid).result(WAIT)
    assert [v.paper.uid for v in owed.missing_for(session.reader, met, TODAY)] == [paper.uid]
    agenda.defer_item(session, thing.uid).result(WAIT)
    assert owed.missing_for(session.reader, met, TODAY) == []
    view = owed.view_of(session.reader, paper.uid)
    assert (view.words(TODAY), view.due, view.is_missing(TODAY)) == ("Item put off", None, False)


def test_a_report_goes_on_with_the_item_that_was_deferred(session: Session) -> None:
    body = board(session)
    first, second, third = (meeting(session, body, on) for on in (MARCH, APRIL, date(2026, 5, 14)))
    thing = item(session, first, "Budget", outcome=ItemOutcome.DEFERRED)
    paper = papers.ask_for(session, thing.uid).result(WAIT)
    later = item(session, second, "Budget", continues=thing.uid)
    assert owed.view_of(session.reader, paper.uid).due_day == date(2026, 4, 2)
    assert [v.paper.uid for v in owed.missing_for(session.reader, second, TODAY)] == [paper.uid]
    assert papers.without_report(session.reader, second) == []
    agenda.defer_item(session, later.uid).result(WAIT)
    last = item(session, third, "Budget", continues=later.uid)
    view = owed.view_of(session.reader, paper.uid)
    assert [place.item.uid for place in view.live] == [last.uid]
    assert len(view.places) == 3
    assert set(owed.owed_to(session.reader, [third])) == {third}
    agenda.set_outcome(session, thing.uid, ItemOutcome.TAKEN).result(WAIT)
    agenda.set_outcome(session, later.uid, ItemOutcome.NONE).result(WAIT)
    assert [p.item.uid for p in owed.view_of(session.reader, paper.uid).places] == [thing.uid]


def test_received_cleared_and_taken_back(session: Session) -> None:
    met = meeting(session, board(session), MARCH)
    paper = papers.ask_for(session, item(session, met, "Budget").uid).result(WAIT)
    cleared = papers.mark_cleared(session, paper.uid, by=" Ann  Bell ").result(WAIT)
    assert (cleared.received_on, cleared.cleared_on, cleared.cleared_by) == (
        TODAY,
        TODAY,
        "Ann Bell",
    )
    missing_again = papers.mark_missing(session, paper.uid).result(WAIT)
    assert (missing_again.received_on, missing_again.cleared_on) == (None, None)
    on = date(2026, 3, 20)
    papers.mark_received(session, paper.uid, on).result(WAIT)
    view = owed.view_of(session.reader, paper.uid)
    assert view.state(on) is PaperState.RECEIVED_LATE
    assert view.words(on).startswith("Received ")
    with pytest.raises(KnownError, match="title"):
        papers.change_paper(session, paper.uid, title=" ")


def test_the_same_report_goes_to_another_body_never_less_restricted(session: Session) -> None:
    one, two = board(session), board(session, "Panel")
    first, second = meeting(session, one, MARCH), meeting(session, two, APRIL)
    heading = item(
        session,
        first,
        "Private matters",
        restriction=Restriction.EXEMPT,
        restriction_ground="paragraph 3",
    )
    thing = item(
        session, first, "Pay of J. Smith", parent=heading.uid, public_title="A staffing matter",
        text="Words.", recommendation="To agree.", presenter="Ann",
    )  # fmt: skip
    paper = papers.ask_for(session, thing.uid).result(WAIT)
    assert (paper.restriction, paper.restriction_ground) == (Restriction.EXEMPT, "paragraph 3")
    new = papers.send_also(session, paper.uid, second).result(WAIT)
    assert (new.title, new.public_title, new.text, new.recommendation) == (
        "Pay of J. Smith", "A staffing matter", "Words.", "To agree.",
    )  # fmt: skip
    assert (new.restriction, new.restriction_ground) == (Restriction.EXEMPT, "paragraph 3")
    assert session.reader.get(Meeting, second).stage is Stage.AGENDA
    view = owed.view_of(session.reader, paper.uid)
    assert [place.meet.meeting.uid for place in view.places] == [first, second]
    assert {v.paper.uid for v in owed.owed(session.reader, body=two)} == {paper.uid}
    with pytest.raises(KnownError, match="already"):
        papers.send_also(session, paper.uid, second).result(WAIT)
    session.undo().result(WAIT)
    assert session.reader.count(ItemPaper) == 1
    assert session.reader.count(Item, meeting=second) == 0
    assert session.reader.get(Meeting, second).stage is Stage.PLANNED
    meetings.set_stage(session, second, Stage.PUBLISHED).result(WAIT)
    with pytest.raises(KnownError, match="out already"):
        papers.send_also(session, paper.uid, second).result(WAIT)
    assert papers.meetings_for(session.reader, paper.uid, TODAY) == []


def test_lateness_is_counted_by_author_and_by_each_body(session: Session) -> None:
    ann = person(session, "Ann", "Bell")
    one, two = board(session), board(session, "Panel")
    met, other = meeting(session, one, MARCH), meeting(session, two, APRIL)
    late = papers.ask_for(session, item(session, met, "Budget").uid, author=ann).result(WAIT)
    papers.send_also(session, late.uid, other).result(WAIT)
    papers.ask_for(session, item(session, met, "Estates").uid, author_name="Consultants").result(
        WAIT
    )
    idle = papers.ask_for(session, item(session, met, "Idle").uid, author=ann).result(WAIT)
    papers.set_needed(session, idle.uid, False).result(WAIT)
    papers.mark_received(session, late.uid, date(2026, 3, 11)).result(WAIT)
    views = owed.owed(session.reader)
    due = views[0].due_day
    assert due is not None
    days = (date(2026, 3, 11) - due).days
    by_author = owed.lateness_by(views, TODAY, owed.authors_of)
    assert [(name, told.asked, told.late, told.longest) for _, name, told in by_author] == [
        ("Ann Bell", 1, 1, days),
        ("Consultants", 1, 0, 0),
    ]
    by_body = {name: told for _, name, told in owed.lateness_by(views, TODAY, owed.bodies_of)}
    assert (by_body["Board"].asked, by_body["Panel"].asked) == (2, 1)


def test_the_sentence_for_the_desk_counts_and_names(session: Session) -> None:
    ann = person(session, "Ann", "Bell")
    met = meeting(session, board(session), MARCH)
    asked = [
        papers.ask_for(session, item(session, met, f"Item {n}").uid, author=ann).result(WAIT)
        for n in range(3)
    ]
    papers.mark_received(session, asked[0].uid).result(WAIT)
    views = owed.owed_to(session.reader, [met])[met]
    told = missing(views, TODAY)
    assert told
    assert told.sentence == "Two of three are missing: Ann Bell (2)."
    found = publish.findings(session, DocumentKind.AGENDA, met)
    words = "Of the reports asked for, two of three are missing: Ann Bell (2)."
    assert [one.gravity for one in found if one.text == words] == [Gravity.WARN]
    told = missing(views, MARCH)
    assert told
    assert told.late == 2
    for paper in asked[1:]:
        papers.mark_received(session, paper.uid).result(WAIT)
    assert missing(owed.owed_to(session.reader, [met])[met], TODAY) is None
    assert not any("reports" in f.text for f in publish.findings(session, DocumentKind.AGENDA, met))


# ------------------------------------------------------------------------------- drafts


def _text(draft: chase.Chase) -> str:
    message = message_from_bytes(chase.make(draft), policy=default)
    body = message.get_body(("plain",))
    assert body is not None
    return " ".join(body.get_content().split())


def test_each_author_gets_one_draft_that_lists_exactly_what_is_missing(session: Session) -> None:
    ann = person(session, "Ann", "Bell", email="ann@example.org")
    paul = person(session, "Paul", "Orr")
    met = meeting(session, board(session), MARCH)
    titles = {"Budget": ann, "Estates": ann, "Roads": paul, "Nobody’s": None}
    asked = {
        title: papers.ask_for(session, item(session, met, title).uid, author=who).result(WAIT)
        for title, who in titles.items()
    }
    papers.mark_received(session, asked["Estates"].uid).result(WAIT)
    papers.change_paper(
        session, asked["Budget"].uid, promised_for=date(2026, 3, 20), note="Never told",
        late_reason="Hidden",
    ).result(WAIT)  # fmt: skip
    views = owed.owed(session.reader)
    on = date(2026, 3, 12)
    drafts = chase.drafts(session.reader, views, on)
    assert [(d.author, d.to) for d in drafts] == [
        ("Ann Bell", ("Ann Bell <ann@example.org>",)),
        ("Paul Orr", ()),
    ]
    words = _text(drafts[0])
    assert "Budget" in words
    assert "Board on Thursday 19 March 2026, item 1" in words
    assert "You kindly promised it for 20 March 2026" in words
    assert "Was due by" in words
    for hidden in ("Estates", "Roads", "Never told", "Hidden"):
        assert hidden not in words
    assert [view.paper.title for view in chase.nameless(views, on)] == ["Nobody’s"]
    assert chase.make(drafts[0]) == chase.make(drafts[0])
    assert drafts[0].file_name == "2026-03-12 reports owed by Ann Bell.eml"
    assert b"<h1" not in chase.make(drafts[0])  # a message begins with its greeting


@pytest.mark.parametrize("restriction", [one for one in Restriction if one is not Restriction.NONE])
@pytest.mark.parametrize("public", ["", "A staffing matter"])
def test_a_restricted_title_stays_with_officers(
    session: Session, restriction: Restriction, public: str
) -> None:
    ann = person(session, "Ann", "Bell", email="ann@example.org")
    body = board(session)
    met = meeting(session, body, MARCH)
    heading = item(session, met, "Canary heading", restriction=restriction)
    thing = item(session, met, "Canary pay", parent=heading.uid, public_title=public)
    papers.ask_for(
        session, thing.uid, author=ann, note="Canary note", restriction_ground="Canary ground"
    ).result(WAIT)
    (draft,) = chase.drafts(session.reader, owed.owed(session.reader), TODAY)
    assert b"Canary" not in chase.make(draft)
    seen = public if restriction is not Restriction.INTERNAL else ""
    assert (seen or "Restricted item") in _text(draft)
    bodies.add_member(session, body, ann, role=MemberRole.OFFICER).result(WAIT)
    (draft,) = chase.drafts(session.reader, owed.owed(session.reader), TODAY)
    assert "Canary pay" in _text(draft)
    assert b"Canary note" not in chase.make(draft)


def test_a_restricted_report_of_an_open_item_is_called_as_the_item(session: Session) -> None:
    ann = person(session, "Ann", "Bell", email="ann@example.org")
    met = meeting(session, board(session), MARCH)
    thing = item(session, met, "The depot")
    papers.ask_for(
        session, thing.uid, author=ann, title="Canary price", restriction=Restriction.CONFIDENTIAL
    ).result(WAIT)
    (draft,) = chase.drafts(session.reader, owed.owed(session.reader), TODAY)
    assert "The depot" in _text(draft)
    assert b"Canary" not in chase.make(draft)


def test_without_anything_missing_there_is_nobody_to_ask(session: Session) -> None:
    met = meeting(session, board(session), MARCH)
    papers.ask_for(session, item(session, met, "Budget").uid).result(WAIT)
    views = owed.owed(session.reader)
    assert chase.drafts(session.reader, views, TODAY) == []
    assert "no author" in str(chase.nothing_owed(views, TODAY))
    assert "nobody to ask" in str(chase.nothing_owed([], TODAY))
