"""New agendas: from a template, the last meeting, what it left open, and the forward plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import (
    EntryKind,
    ItemArrival,
    ItemKind,
    ItemOutcome,
    Purpose,
    Restriction,
    Stage,
    TopicState,
)
from secretariat.models.records import Item, Meeting, TemplateItem, Topic
from secretariat.services import (
    actions,
    agenda,
    agenda_sources,
    bodies,
    meetings,
    minutes,
    templates,
)
from secretariat.services.agenda_draft import Draft
from secretariat.services.agenda_sources import From
from secretariat.services.session import Session

WAIT = 10.0
OLDER, LAST, NEW, AFTER = (
    date(2026, 3, 12),
    date(2026, 6, 11),
    date(2026, 9, 10),
    date(2026, 12, 10),
)


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    session = Session.open(register_folder, create=True)
    yield session
    session.close()


@pytest.fixture
def body(session: Session) -> str:
    return bodies.add_body(session, "Stakeholder Board").result(WAIT).uid


def meeting(session: Session, body: str, on: date, *lines: Any) -> str:
    """Add a meeting with an agenda; a line is a title, or a title with fields."""
    uid = meetings.add_meeting(session, [body], on, time(10), time(12)).result(WAIT).uid
    for line in lines:
        title, values = (line, {}) if isinstance(line, str) else line
        agenda.add_item(session, uid, title, **values).result(WAIT)
    return uid


def plan(session: Session, body: str, title: str, **values: Any) -> Topic:
    return session.change(
        "Add topic", lambda w: w.insert(Topic(body=body, title=title, **values))
    ).result(WAIT)


def item(session: Session, meeting: str, title: str) -> Item:
    found = session.reader.one(Item, meeting=meeting, title=title)
    assert found is not None, title
    return found


def said(draft: Draft, scheme: str = "1.|(a)|(i)") -> list[str]:
    numbers = draft.numbers(scheme)
    return [f"{numbers[line.key].printed} {line.item.title}".strip() for line in draft.lines]


def shown(session: Session, meeting: str) -> list[str]:
    return [one.title for one in agenda.items_of(session.reader, meeting)]


def make(session: Session, meeting: str, kind: From, uid: str = "") -> Draft:
    draft = agenda_sources.draft(session.reader, meeting, kind, uid)
    agenda_sources.make_agenda(session, meeting, draft.taking(draft.offered)).result(WAIT)
    return draft


USUAL = ("Apologies for absence", "Minutes of 12 March 2026", "Any other business")


def test_the_last_agenda_is_copied_in_one_step_without_what_belonged_to_that_day(
    session: Session, body: str
) -> None:
    meeting(session, body, OLDER, "Apologies for absence")
    last = meeting(session, body, LAST, *USUAL)
    above = agenda.add_item(
        session, last, "The houses", number="7", minutes=15, presenter="Louise Cartwright",
        restriction=Restriction.EXEMPT, restriction_ground="paragraph 2",
        public_title="A scheme: progress", pages="7 – 9", arrival=ItemArrival.LATE,
    ).result(WAIT)  # fmt: skip
    agenda.add_item(session, last, "Rooms", parent=above.uid).result(WAIT)
    agenda.add_item(session, last, "LOOKING AHEAD", kind=ItemKind.HEADING).result(WAIT)
    session.change(
        "Publish", lambda w: w.update(Item, above.uid, published_number="7.", outcome="taken")
    ).result(WAIT)
    new = meeting(session, body, NEW)
    make(session, new, From.LAST)
    assert shown(session, new) == [
        "Apologies for absence",
        "Minutes of 11 June 2026",
        "Any other business",
        "The houses",
        "Rooms",
        "LOOKING AHEAD",
    ]
    made = item(session, new, "The houses")
    assert (made.number, made.published_number, made.pages) == ("7", "", "")
    assert (made.outcome, made.arrival) == (ItemOutcome.NONE, ItemArrival.ON_TIME)
    assert (made.minutes, made.presenter, made.public_title) == (
        15,
        "Louise Cartwright",
        "A scheme: progress",
    )
    assert (made.restriction, made.restriction_ground) == (Restriction.EXEMPT, "paragraph 2")
    assert item(session, new, "Rooms").parent == made.uid
    assert session.reader.get(Meeting, new).stage is Stage.AGENDA
    session.undo().result(WAIT)
    assert shown(session, new) == []
    assert session.reader.get(Meeting, new).stage is Stage.PLANNED


def test_open_matters_are_carried_forward_to_where_business_stands(
    session: Session, body: str
) -> None:
    older = meeting(
        session, body, OLDER, "Apologies for absence", "Road safety", "Any other business"
    )
    agenda.defer_item(session, item(session, older, "Road safety").uid).result(WAIT)
    last = meeting(session, body, LAST, *USUAL, "Winter", "Spring", "Money")
    secret = item(session, last, "Money").uid
    agenda.change_item(session, secret, restriction=Restriction.EXEMPT, restriction_ground="3")
    below = agenda.add_item(session, last, "The contract", parent=secret).result(WAIT)
    agenda.defer_item(session, below.uid).result(WAIT)
    spoken = item(session, last, "Winter").uid
    minutes.add_entry(session, last, spoken, "It was cold.").result(WAIT)
    minutes.add_entry(session, last, item(session, last, USUAL[0]).uid, "None.").result(WAIT)
    minutes.add_entry(session, last, secret, "Nothing was said.").result(WAIT)
    new = meeting(session, body, NEW)
    make(session, new, From.OPEN)
    assert shown(session, new) == [
        "Apologies for absence",
        "Minutes of 11 June 2026",
        "Road safety",
        "Spring",
        "The contract",
        "Any other business",
    ]
    assert item(session, new, "Road safety").continues == item(session, older, "Road safety").uid
    carried = item(session, new, "The contract")
    # It stood below an exempt item: out of it, it is exempt by itself.
    assert (carried.restriction, carried.restriction_ground) == (Restriction.EXEMPT, "3")
    again = meeting(session, body, AFTER)
    assert said(agenda_sources.draft(session.reader, again, From.OPEN)) == [
        "1. Apologies for absence",
        "2. Minutes of 10 September 2026",
        "3. Any other business",
    ]


def test_open_actions_stand_below_matters_arising_as_restricted_as_they_were(
    session: Session, body: str
) -> None:
    last = meeting(session, body, LAST, *USUAL, "Speed", "Contract")
    hidden = item(session, last, "Contract").uid
    agenda.change_item(session, hidden, restriction=Restriction.EXEMPT).result(WAIT)
    for under, words in (
        (item(session, last, "Speed").uid, "Write to the county"),
        (hidden, "Pay"),
    ):
        entry = minutes.add_entry(session, last, under, words, kind=EntryKind.ACTION).result(WAIT)
        assert entry.uid
    for view in actions.views(session.reader, meeting=last):
        assert view.action.state.is_open
    new = meeting(session, body, NEW)
    draft = agenda_sources.draft(session.reader, new, From.OPEN)
    arising = next(line for line in draft.lines if line.item.title == "Matters arising")
    below = [line for line in draft.lines if line.item.parent == arising.key]
    assert [(line.item.title, line.item.restriction) for line in below] == [
        ("Write to the county", Restriction.NONE),
        ("Pay", Restriction.EXEMPT),
    ]
    assert draft.lines[1].item.title == "Minutes of 11 June 2026"
    assert draft.lines[2] is arising


def test_what_a_cancelled_meeting_was_to_take_comes_back(session: Session, body: str) -> None:
    meeting(session, body, OLDER, *USUAL)
    off = meeting(session, body, LAST, *USUAL, "Budget")
    meetings.cancel(session, off, "Snow").result(WAIT)
    new = meeting(session, body, NEW)
    draft = agenda_sources.draft(session.reader, new, From.OPEN)
    line = next(line for line in draft.lines if line.item.title == "Budget")
    assert line.note == "Meeting of 11 June 2026 cancelled"
    assert line.item.continues == item(session, off, "Budget").uid


def test_a_first_meeting_is_not_given_the_minutes_of_a_last_one(
    session: Session, body: str
) -> None:
    new = meeting(session, body, NEW)
    draft = agenda_sources.draft(session.reader, new, From.USUAL)
    left = {line.item.title: line.note for line in draft.lines if not line.offered}
    assert left == {
        "Minutes of the last meeting": "There is no earlier meeting",
        "Matters arising": "There is no earlier meeting",
        "Action list": "There is no earlier meeting",
    }
    meeting(session, body, LAST, "Welcome")
    later = agenda_sources.draft(session.reader, new, From.USUAL)
    assert all(line.offered for line in later.lines)


def test_topics_of_the_plan_stand_among_the_items_of_the_template(
    session: Session, body: str
) -> None:
    template = templates.add_usual(session, body).result(WAIT)
    new = meeting(session, body, NEW)
    later = meeting(session, body, AFTER)
    for title, values in (
        ("Annual report", {"due": date(2026, 9, 1), "purpose": Purpose.DECISION, "lead": "CR"}),
        ("Forward plan", {"meeting": new}),
        ("Houses", {"meeting": new, "is_private": True, "private_reason": "paragraph 3"}),
        ("Not yet", {"due": date(2026, 10, 1)}),
        ("Another day", {"meeting": later, "due": date(2026, 9, 1)}),
        ("Dropped", {"meeting": new, "state": TopicState.DROPPED}),
        ("Parked", {}),
    ):
        plan(session, body, title, **values)
    make(session, new, From.PLAN)
    titles = shown(session, new)
    usual = [row.title for row in templates.items_of(session.reader, template.uid)]
    assert titles[:6] == [title.replace("[last meeting]", "") or title for title in titles[:6]]
    assert [title for title in titles if title in ("Annual report", "Houses")] == [
        "Houses",
        "Annual report",
    ]
    assert titles.index("Houses") == usual.index("Any other business")
    assert titles[-1] == "Date of next meeting: Thursday 10 December 2026"
    assert titles[2] == "Minutes of the last meeting"
    assert not {"Not yet", "Another day", "Dropped", "Parked"} & set(titles)
    report, plan_line = item(session, new, "Annual report"), item(session, new, "Forward plan")
    assert (report.purpose, report.lead_officer) == (Purpose.DECISION, "CR")
    assert report.topic
    assert plan_line.topic
    assert titles.count("Forward plan") == 1
    houses = item(session, new, "Houses")
    assert (houses.restriction, houses.restriction_ground) == (Restriction.EXEMPT, "paragraph 3")
    assert agenda_sources.draft(session.reader, new, From.PLAN).new == ()


def test_private_business_goes_after_the_line_that_excludes_the_public(
    session: Session, body: str
) -> None:
    bodies.change_body(session, body, kind="committee").result(WAIT)
    templates.add_usual(session, body).result(WAIT)
    new = meeting(session, body, NEW)
    plan(session, body, "Open report", meeting=new)
    plan(session, body, "A contract", meeting=new, restriction=Restriction.EXEMPT)
    make(session, new, From.PLAN)
    titles = shown(session, new)
    door = titles.index("Exclusion of the press and public")
    assert titles[door + 1] == "A contract"
    assert titles.index("Open report") < titles.index("Urgent business") < door


def test_what_is_missing_is_put_among_what_is_there(session: Session, body: str) -> None:
    templates.add_usual(session, body).result(WAIT)
    new = meeting(session, body, NEW, "Minutes and actions of 11 June", "Budget", "AOB")
    draft = agenda_sources.draft(session.reader, new, From.TEMPLATE)
    assert said(draft) == [
        "1. Welcome and apologies for absence",
        "2. Declarations of interest",
        "3. Minutes and actions of 11 June",
        "4. Action list",
        "5. Forward plan",
        "6. Budget",
        "7. AOB",
        "8. Date of next meeting",
    ]
    taken = draft.taking({line.key for line in draft.new if "list" not in line.item.title})
    agenda_sources.make_agenda(session, new, taken).result(WAIT)
    assert shown(session, new) == [words.split(" ", 1)[1] for words in said(taken)]
    assert "Action list" not in shown(session, new)
    session.undo().result(WAIT)
    assert shown(session, new) == ["Minutes and actions of 11 June", "Budget", "AOB"]


def test_a_draft_that_is_out_of_date_is_refused(session: Session, body: str) -> None:
    new = meeting(session, body, NEW)
    draft = agenda_sources.draft(session.reader, new, From.USUAL)
    agenda.add_item(session, new, "Quick").result(WAIT)
    with pytest.raises(KnownError, match="changed meanwhile"):
        agenda_sources.make_agenda(session, new, draft).result(WAIT)
    with pytest.raises(KnownError, match="Nothing is ticked"):
        agenda_sources.make_agenda(session, new, draft.taking(()))
    assert shown(session, new) == ["Quick"]


def test_a_line_left_out_takes_what_is_below_it_along(session: Session, body: str) -> None:
    last = meeting(session, body, LAST, "Money")
    above = item(session, last, "Money").uid
    agenda.add_item(session, last, "Grants", parent=above).result(WAIT)
    new = meeting(session, body, NEW)
    draft = agenda_sources.draft(session.reader, new, From.LAST)
    assert draft.taking({draft.lines[1].key}).lines == ()
    assert said(draft) == ["1. Money", "(a) Grants"]


def test_sources_are_those_that_have_something(session: Session, body: str) -> None:
    new = meeting(session, body, NEW)
    kinds = [one.kind for one in agenda_sources.sources(session.reader, new)]
    assert kinds == [From.USUAL, From.EMPTY]
    templates.add_template(session, body, "Ordinary meeting").result(WAIT)
    annual = templates.add_template(session, body, "Annual meeting").result(WAIT)
    meeting(session, body, LAST, "Apologies")
    plan(session, body, "Report", meeting=new)
    found = agenda_sources.sources(session.reader, new)
    assert [(one.kind, one.name) for one in found] == [
        (From.TEMPLATE, "Ordinary meeting"),
        (From.TEMPLATE, "Annual meeting"),
        (From.LAST, "Last agenda"),
        (From.OPEN, "Last meeting with open matters"),
        (From.PLAN, "Forward plan"),
        (From.EMPTY, "Empty"),
    ]
    meetings.change_meeting(session, new, kind="annual").result(WAIT)
    assert agenda_sources.sources(session.reader, new)[0].uid == annual.uid
    assert session.reader.count(TemplateItem) == 0
