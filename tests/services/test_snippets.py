"""Standard words of a body, of the office and of the program, and what fills their slots."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import AttendanceKind, DocumentKind, EntryKind, MemberRole
from secretariat.models.records import Attendee, Body, Snippet
from secretariat.models.snippets import Home, slots_in, with_slots
from secretariat.services import (
    agenda,
    attendance,
    bodies,
    meetings,
    minutes,
    people,
    publish,
    snippets,
)
from secretariat.services.interchange import export_register, import_files
from secretariat.services.meetings import meet_of
from secretariat.services.phrases import phrases_of
from secretariat.services.presence import room_book
from secretariat.services.session import Session
from secretariat.services.slots import NAMES, Moment

WAIT = 10.0


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session.open(tmp_path / "register", create=True)
    session.clock = lambda: datetime(2026, 5, 14, 18, 40, tzinfo=UTC)
    yield session
    session.close()


@pytest.fixture
def body(session: Session) -> Body:
    return bodies.add_body(session, "Harbour Board", short_name="HB").result(WAIT)


def test_the_nearest_words_of_one_name_are_offered(session: Session, body: Body) -> None:
    reader = session.reader
    assert {offer.home for offer in snippets.offered(reader, body.uid)} == {Home.SHIPPED}
    office = snippets.copy_shipped(session, None, "noted").result(WAIT)
    snippets.change_snippet(session, office.uid, text="AGREED to note the report.").result(WAIT)
    own = snippets.add_snippet(session, body.uid, text="The Board noted it.").result(WAIT)
    snippets.change_snippet(session, own.uid, short="Noted").result(WAIT)
    first = snippets.offered(reader, body.uid)[0]
    assert (first.short, first.home, first.text) == ("noted", Home.BODY, "The Board noted it.")
    assert [o.short for o in snippets.offered(reader, body.uid)].count("noted") == 1
    assert snippets.offered(reader, None)[0].text == "AGREED to note the report."
    snippets.remove_snippet(session, own.uid).result(WAIT)
    session.undo().result(WAIT)
    assert reader.get(Snippet, own.uid).short == "noted"
    with pytest.raises(KnownError, match="short word"):
        snippets.change_snippet(session, own.uid, short=" / ")


def test_the_shipped_words_can_be_typed_and_name_known_slots() -> None:
    offers = snippets.shipped()
    assert len({offer.short for offer in offers}) == len(offers) >= 15
    for offer in offers:
        assert offer.short == snippets.usable_short(offer.short)
    filled = {slot.name for offer in offers for slot in slots_in(offer.text)} & set(NAMES)
    assert {"apologies", "chair", "last meeting date", "next meeting date"} <= filled


def test_slots_are_worded_as_the_documents_word_them(session: Session, body: Body) -> None:
    chair = people.add_person(session, "Webb", given_name="Ann", honorific="Cllr").result(WAIT)
    member = people.add_person(session, "Lee", given_name="Bo", honorific="Cllr").result(WAIT)
    bodies.add_member(session, body.uid, chair.uid, role=MemberRole.CHAIR).result(WAIT)
    bodies.add_member(session, body.uid, member.uid).result(WAIT)
    for day in (date(2026, 3, 12), date(2026, 5, 14), date(2026, 7, 9)):
        made = meetings.add_meeting(session, [body.uid], day, time(18)).result(WAIT)
    here = meetings.all_meetings(session.reader, body=body.uid)[1].meeting.uid
    attendance.fill_from_membership(session, here).result(WAIT)
    attendance.mark_unmarked_present(session, here).result(WAIT)
    away = session.reader.find(Attendee, meeting=here, person=member.uid)[0]
    attendance.mark(session, away.uid, AttendanceKind.APOLOGIES).result(WAIT)
    item = agenda.add_item(
        session, here, "Dredging", recommendation="That the **tender** be let."
    ).result(WAIT)
    reader = session.reader
    meet = meet_of(reader, here)
    phrases, _ = phrases_of(reader, meet.bodies)
    moment = Moment(meet, room_book(reader, here), phrases, time(18, 40), item, "1")

    def said(text: str) -> str:
        return with_slots(text, lambda slot: moment.words(reader, slot))

    assert said("{apologies} | {present} | {chair} | {chair title}") == (
        "Cllr Bo Lee | Cllr Ann Webb | Cllr Ann Webb | Chair"
    )
    assert said("{last meeting date} | {date} | {next meeting date} | {time now}") == (
        "12 March 2026 | Thursday 14 May 2026 | Thursday 9 July 2026 | 6.40 pm"
    )
    assert said("{body}, {item number}: {item title} {recommendation}") == (
        "Harbour Board, 1: Dredging That the **tender** be let."
    )
    assert said("{mover} {vice chair} {amount}") == "{mover} {vice chair} {amount}"
    assert made.uid != here


def test_an_open_slot_is_found_before_the_minutes_go_out(session: Session, body: Body) -> None:
    made = meetings.add_meeting(session, [body.uid], date(2026, 5, 14), time(18)).result(WAIT)
    item = agenda.add_item(session, made.uid, "Dredging").result(WAIT)
    minutes.add_entry(session, made.uid, item.uid, "Moved by {mover}, {amount} in all.").result(
        WAIT
    )
    minutes.add_entry(
        session, made.uid, item.uid, "Ask about {amount}", kind=EntryKind.QUESTION
    ).result(WAIT)
    told = publish.findings(session, DocumentKind.MINUTES, made.uid)
    found = [one for one in told if "still to be filled" in one.text]
    assert [one.text for one in found] == [
        "In the minutes of “Dredging” {mover} and {amount} are still to be filled in."
    ]
    assert found[0].item == item.uid


def test_snippets_travel_with_the_register(session: Session, body: Body, tmp_path: Path) -> None:
    snippets.add_snippet(
        session, body.uid, name="Let", text="RESOLVED to let {what}.", kind=EntryKind.DECISION
    ).result(WAIT)
    snippets.add_snippet(session, None, text="The office’s own words.").result(WAIT)
    sent = tmp_path / "sent.json"
    sent.write_bytes(export_register(session))
    other = Session.open(tmp_path / "other", create=True)
    try:
        import_files(other, [sent])
        there = bodies_of(other)
        kept = snippets.snippets_of(other.reader, there)
        assert [(s.name, s.text, s.kind) for s in kept] == [
            ("Let", "RESOLVED to let {what}.", EntryKind.DECISION)
        ]
        assert [s.text for s in snippets.snippets_of(other.reader, None)] == [
            "The office’s own words."
        ]
    finally:
        other.close()


def bodies_of(session: Session) -> str:
    return session.reader.find(Body)[0].uid
