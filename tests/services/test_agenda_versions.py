"""An agenda that has gone out: what is kept of it, what must stay, and how a supplement follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.agenda_versions import Change, summary
from secretariat.models.kinds import (
    Audience,
    BodyKind,
    DocumentKind,
    Format,
    ItemArrival,
    ItemOutcome,
    Restriction,
    Stage,
)
from secretariat.models.numbering import agenda_numbers
from secretariat.models.records import AgendaVersion, AgendaVersionItem, Body, Item, Meeting
from secretariat.services import agenda, agenda_versions, bodies, meetings, publish
from secretariat.services.publish import Gravity
from secretariat.services.session import Session

WAIT = 10.0
OUT_ON = datetime(2026, 7, 6, 12, tzinfo=UTC)
"""Well before the notice of the meeting has to be given."""
TOO_LATE = datetime(2026, 7, 15, 12, tzinfo=UTC)
TITLES = ("Apologies", "Minutes", "Report of the Director", "Budget")


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    session = Session.open(register_folder, create=True)
    session.clock = lambda: OUT_ON
    yield session
    session.close()


@pytest.fixture
def meeting(session: Session) -> str:
    """Return a meeting whose agenda has gone out."""
    body = bodies.add_body(session, "Planning Committee", kind=BodyKind.COMMITTEE).result(WAIT)
    made = meetings.add_meeting(session, [body.uid], date(2026, 7, 16), time(10), time(12))
    uid = made.result(WAIT).uid
    for title in TITLES:
        agenda.add_item(session, uid, title).result(WAIT)
    agenda.add_item(session, uid, "Savings", parent=find(session, "Budget").uid).result(WAIT)
    publish.publish_agenda(session, uid).result(WAIT)
    return uid


def find(session: Session, title: str) -> Item:
    found = session.reader.one(Item, title=title)
    assert found is not None
    return found


def numbers(session: Session, meeting: str) -> dict[str, str]:
    items = agenda.items_of(session.reader, meeting)
    found = agenda_numbers(items, "1.|(a)|(i)")
    return {item.title: found[item.uid].full for item in items}


def pending(session: Session, meeting: str) -> str:
    stands = agenda_versions.standing(
        session.reader,
        session.reader.get(Meeting, meeting),
        agenda.items_of(session.reader, meeting),
    )
    assert stands is not None
    return summary(stands.pending)


def text(session: Session, kind: DocumentKind, meeting: str) -> str:
    return publish.make(session, kind, meeting, Format.TEXT).decode()


def test_going_out_keeps_every_item_as_it_stood(session: Session, meeting: str) -> None:
    (version,) = agenda_versions.versions_of(session.reader, meeting)
    assert (version.version, version.made_on) == (1, date(2026, 7, 6))
    kept = agenda_versions.items_at(session.reader, version)
    assert [item.title for item in kept] == [*TITLES, "Savings"]
    assert [item.published_number for item in kept] == ["1.", "2.", "3.", "4.", "(a)"]
    assert pending(session, meeting) == ""
    assert not session.undo_state().undo


def test_going_out_again_unchanged_makes_no_further_version(session: Session, meeting: str) -> None:
    meetings.set_stage(session, meeting, Stage.AGENDA).result(WAIT)
    publish.publish_agenda(session, meeting).result(WAIT)
    assert session.reader.count(AgendaVersion) == 1
    meetings.set_stage(session, meeting, Stage.AGENDA).result(WAIT)
    agenda.change_item(session, find(session, "Minutes").uid, title="The minutes").result(WAIT)
    publish.publish_agenda(session, meeting).result(WAIT)
    assert [v.version for v in agenda_versions.versions_of(session.reader, meeting)] == [1, 2]


def test_later_items_are_called_after_the_one_before(session: Session, meeting: str) -> None:
    agenda.add_item(session, meeting, "Flood", after=find(session, "Minutes").uid).result(WAIT)
    agenda.add_item(session, meeting, "Thanks").result(WAIT)
    found = numbers(session, meeting)
    assert (found["Flood"], found["Thanks"], found["Budget"]) == ("2A", "5", "4")
    assert pending(session, meeting) == "2 new items"
    publish.publish_supplement(session, meeting, "Flood").result(WAIT)
    agenda.add_item(session, meeting, "Again", after=find(session, "Flood").uid).result(WAIT)
    found = numbers(session, meeting)
    assert (found["Flood"], found["Again"], found["Thanks"]) == ("2A", "2B", "5")


def test_an_item_that_went_out_is_withdrawn_and_not_taken_away(
    session: Session, meeting: str
) -> None:
    budget = find(session, "Budget")
    agenda.add_item(session, meeting, "Just begun", parent=budget.uid).result(WAIT)
    assert agenda.remove_item(session, budget.uid).result(WAIT) is True
    assert find(session, "Budget").outcome is ItemOutcome.WITHDRAWN
    assert find(session, "Savings").outcome is ItemOutcome.WITHDRAWN
    assert session.reader.one(Item, title="Just begun") is None
    assert pending(session, meeting) == "2 withdrawn"
    assert "This item has been withdrawn." in text(session, DocumentKind.AGENDA, meeting)
    session.undo().result(WAIT)
    assert find(session, "Budget").outcome is ItemOutcome.NONE
    new = agenda.add_item(session, meeting, "New").result(WAIT)
    assert agenda.remove_item(session, new.uid).result(WAIT) is False


def test_an_item_whose_title_was_emptied_is_withdrawn_under_its_own(
    session: Session, meeting: str
) -> None:
    uid = find(session, "Minutes").uid
    agenda.change_item(session, uid, title="").result(WAIT)
    agenda.remove_item(session, uid).result(WAIT)
    assert session.reader.get(Item, uid).title == "Minutes"


def test_numbers_that_are_out_do_not_change(session: Session, meeting: str) -> None:
    report, savings = find(session, "Report of the Director").uid, find(session, "Savings").uid
    before = numbers(session, meeting)
    with pytest.raises(KnownError, match="Item 3 went out with the agenda under that number"):
        agenda.change_item(session, report, number="9").result(WAIT)
    with pytest.raises(KnownError, match="its number and its level stay"):
        agenda.nest(session, report).result(WAIT)
    with pytest.raises(KnownError, match="its number and its level stay"):
        agenda.unnest(session, savings).result(WAIT)
    with pytest.raises(KnownError, match="its number and its level stay"):
        agenda.move_item(session, savings, find(session, "Minutes").uid, 0).result(WAIT)
    with pytest.raises(KnownError, match="cannot be made internal"):
        agenda.change_item(session, report, restriction=Restriction.INTERNAL).result(WAIT)
    assert numbers(session, meeting) == before
    assert pending(session, meeting) == ""
    agenda.move_up(session, report).result(WAIT)
    assert numbers(session, meeting) == before
    assert pending(session, meeting) == "1 moved"
    new = agenda.add_item(session, meeting, "New").result(WAIT)
    agenda.change_item(session, new.uid, number="9").result(WAIT)
    assert numbers(session, meeting)["New"] == "9"


def test_a_supplement_is_the_next_version_with_its_reason(session: Session, meeting: str) -> None:
    with pytest.raises(KnownError, match="Nothing has changed"):
        publish.publish_supplement(session, meeting, "Why").result(WAIT)
    item = agenda.add_item(session, meeting, "Flood", arrival=ItemArrival.LATE).result(WAIT)
    agenda_versions.say_why(session, meeting, "The river").result(WAIT)
    agenda_versions.say_why(session, meeting, "The river rose").result(WAIT)
    assert "Draft of version 2" in text(session, DocumentKind.AGENDA, meeting)
    before = text(session, DocumentKind.SUPPLEMENT, meeting)
    assert "Reason: The river rose" in before
    with pytest.raises(KnownError, match="before the agenda"):
        publish.publish_supplement(session, meeting, on=date(2026, 7, 1)).result(WAIT)
    publish.publish_supplement(session, meeting, on=date(2026, 7, 8)).result(WAIT)
    first, second = agenda_versions.versions_of(session.reader, meeting)
    assert (second.version, second.made_on, second.reason) == (
        2, date(2026, 7, 8), "The river rose",
    )  # fmt: skip
    assert session.reader.get(Item, item.uid).published_number == "5."
    assert not session.undo_state().undo
    assert pending(session, meeting) == ""
    assert "Revised agenda: version 2, 8 July 2026" in text(session, DocumentKind.AGENDA, meeting)
    after = text(session, DocumentKind.SUPPLEMENT, meeting)
    assert "Published Wednesday 8 July 2026" in after
    assert after.replace("Published Wednesday 8 July 2026\n\n", "") == before
    assert session.reader.count(AgendaVersionItem, version=first.uid) == 5


def test_once_the_meeting_begins_what_became_of_items_is_no_change(
    session: Session, meeting: str
) -> None:
    agenda.change_item(session, find(session, "Minutes").uid, text="To sign").result(WAIT)
    publish.publish_supplement(session, meeting, "").result(WAIT)
    meetings.open_meeting(session, meeting, time(10)).result(WAIT)
    agenda.set_outcome(session, find(session, "Budget").uid, ItemOutcome.DEFERRED).result(WAIT)
    view = publish.meeting_view(session, meeting, Audience.PUBLIC)
    assert view.changes is not None
    assert [one.changes for one in view.changes.differences] == [(Change.TEXT,)]
    with pytest.raises(KnownError, match="between the agenda and the meeting"):
        publish.publish_supplement(session, meeting, "").result(WAIT)


def test_where_there_is_nothing_to_tell_one_sentence_says_so(
    session: Session, meeting: str
) -> None:
    for kind in (DocumentKind.SUPPLEMENT, DocumentKind.CHANGES):
        with pytest.raises(KnownError, match="went out on 6 July 2026"):
            publish.make(session, kind, meeting, Format.TEXT)
    agenda.add_item(session, meeting, "Secret", restriction=Restriction.INTERNAL).result(WAIT)
    assert pending(session, meeting) == ""
    assert "version 2" not in text(session, DocumentKind.AGENDA, meeting)
    other = meetings.add_meeting(
        session, [m.uid for m in session.reader.find(Body)], date(2026, 9, 1), time(10)
    ).result(WAIT)
    found = publish.findings(session, DocumentKind.CHANGES, other.uid)
    assert [one.gravity for one in found] == [Gravity.STOP]


def test_new_business_after_the_notice_is_to_be_urgent(session: Session, meeting: str) -> None:
    body = session.reader.find(Body)[0].uid
    bodies.set_choice(session, body, "rules.profile", "england-council").result(WAIT)
    item = agenda.add_item(session, meeting, "Flood").result(WAIT)
    assert warnings(session, meeting) == []
    session.clock = lambda: TOO_LATE
    (words,) = warnings(session, meeting)
    assert words.startswith("Item 5 is new after the notice: mark it urgent")
    assert "s.100B(4)(b)" in words
    agenda.change_item(session, item.uid, arrival=ItemArrival.URGENT).result(WAIT)
    (words,) = warnings(session, meeting)
    assert "special circumstances are not written" in words
    agenda.change_item(session, item.uid, urgency="The river rises").result(WAIT)
    assert warnings(session, meeting) == []


def warnings(session: Session, meeting: str) -> list[str]:
    found = publish.findings(session, DocumentKind.AGENDA, meeting)
    return [one.text for one in found if one.item]


def test_an_agenda_that_went_out_before_versions_were_kept(session: Session, meeting: str) -> None:
    (version,) = agenda_versions.versions_of(session.reader, meeting)
    session.change("Lose", lambda w: w.delete(AgendaVersion, version.uid)).result(WAIT)
    assert session.reader.count(AgendaVersionItem) == 0
    agenda_versions.keep_first(session, meeting).result(WAIT)
    assert pending(session, meeting) == ""
    with pytest.raises(KnownError, match="kept already"):
        agenda_versions.keep_first(session, meeting).result(WAIT)
