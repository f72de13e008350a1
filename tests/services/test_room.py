"""What happens in the room: recorded in one change, told in the minutes, taken back whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.models.kinds import (
    AttendanceKind,
    Audience,
    DocumentKind,
    EntryKind,
    Format,
    MemberRole,
    Restriction,
)
from secretariat.models.records import AttendanceEvent, Entry, Item, MeetingEvent
from secretariat.models.room_kinds import MeetingEventKind
from secretariat.services import (
    agenda,
    attendance,
    bodies,
    meetings,
    minutes,
    people,
    presence,
    publish,
    quorum,
    room,
)
from secretariat.services.room import Spot
from secretariat.services.rules import set_profile
from secretariat.services.session import Session

WAIT = 10.0
K = AttendanceKind


class Board:
    """A board of four of whom three make a quorum, and a meeting with three items."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.body = bodies.add_body(session, "Board").result(WAIT).uid
        roles = (MemberRole.CHAIR, MemberRole.VICE_CHAIR, MemberRole.MEMBER, MemberRole.MEMBER)
        for name, role in zip(("Ash", "Bell", "Cole", "Dean"), roles, strict=True):
            person = people.add_person(session, name, given_name="Lee").result(WAIT)
            bodies.add_member(session, self.body, person.uid, role=role).result(WAIT)
        quorum.set_quorum(session, self.body, "3").result(WAIT)
        made = meetings.add_meeting(session, [self.body], date(2016, 11, 10), time(10))
        self.meeting = made.result(WAIT).uid
        attendance.fill_from_membership(session, self.meeting).result(WAIT)
        self.ash, self.bell, self.cole, self.dean = [
            one.uid for one in attendance.attendees_of(session.reader, self.meeting)
        ]
        self.items = [
            agenda.add_item(session, self.meeting, title).result(WAIT).uid
            for title in ("First", "Second", "Third")
        ]

    def mark(self, *uids: str) -> None:
        for uid in uids:
            attendance.mark(self.session, uid, K.PRESENT).result(WAIT)

    def move(self, who: str, kind: K, item: int, at: time | None = None) -> AttendanceEvent:
        spot = Spot(self.meeting, self.items[item])
        return room.record_movement(self.session, spot, who, kind, at=at).result(WAIT)

    def text(self, audience: Audience = Audience.PUBLIC) -> str:
        made = publish.make(self.session, DocumentKind.MINUTES, self.meeting, Format.TEXT, audience)
        return made.decode()


@pytest.fixture
def board(register_folder: Path) -> Iterator[Board]:
    session = Session.open(register_folder, create=True)
    yield Board(session)
    session.close()


def test_an_arrival_is_one_change_that_undoes_whole(board: Board) -> None:
    board.mark(board.ash, board.bell)
    before = board.session.undo_state().undo
    event = board.move(board.cole, K.ARRIVES, 1, time(10, 47))
    entry = board.session.reader.get(Entry, event.entry or "")
    assert (entry.kind, entry.text, entry.item) == (EntryKind.MOVEMENT, "", board.items[1])
    assert attendance.roll_of(board.session.reader, board.meeting)[board.cole] is K.LATE
    assert "Lee Cole arrived at 10.47 am." in board.text()
    board.session.undo().result(WAIT)
    assert board.session.undo_state().undo == before
    assert not board.session.reader.find(Entry, meeting=board.meeting)
    assert board.cole not in attendance.roll_of(board.session.reader, board.meeting)


def test_time_and_place_are_set_right_later_and_removal_takes_the_mark(board: Board) -> None:
    board.mark(board.ash, board.bell)
    event = board.move(board.cole, K.ARRIVES, 1, time(10, 47))
    room.change_movement(board.session, event.uid, at=time(10, 40)).result(WAIT)
    marks = board.session.reader.find(AttendanceEvent, attendee=board.cole)
    assert {e.at for e in marks} == {time(10, 40)}
    minutes.move_entry(board.session, event.entry or "", board.items[0], 0).result(WAIT)
    assert board.session.reader.get(AttendanceEvent, event.uid).item == board.items[0]
    book = presence.room_book(board.session.reader, board.meeting)
    assert board.cole in book.at(board.items[0]).present
    minutes.remove_entry(board.session, event.entry or "").result(WAIT)
    assert not board.session.reader.find(AttendanceEvent, attendee=board.cole)


def test_the_quorum_is_lost_where_somebody_leaves_and_regained(board: Board) -> None:
    board.mark(board.ash, board.bell, board.cole)
    board.move(board.ash, K.LEAVES, 1)
    board.move(board.ash, K.RETURNS, 2)
    book = presence.room_book(board.session.reader, board.meeting)
    told = [book.counts(item)[0].sentence for item in board.items]
    assert told == [
        "Quorate: 3 of 4, 3 needed",
        "No quorum: 2 of 4, 3 needed",
        "Quorate: 3 of 4, 3 needed",
    ]
    assert book.counts(board.items[1])[0].margin == "One more is needed."
    assert book.at(board.items[1]).chair == board.bell
    spot = Spot(board.meeting, board.items[1])
    room.record_event(board.session, spot, MeetingEventKind.QUORUM_LOST, at=time(11)).result(WAIT)
    book = presence.room_book(board.session.reader, board.meeting)
    assert [book.told_lost(item) for item in board.items] == [False, True, True]
    assert "At 11.00 am a quorum was no longer present." in board.text()


def test_a_substitute_who_takes_over_fills_the_place(board: Board) -> None:
    board.mark(board.ash, board.bell, board.cole)
    spot = Spot(board.meeting, board.items[1])
    room.take_over(board.session, spot, board.cole, "Jo Webb", at=time(11)).result(WAIT)
    book = presence.room_book(board.session.reader, board.meeting)
    assert [book.counts(item)[0].present for item in board.items] == [3, 3, 3]
    assert board.cole not in book.at(board.items[1]).present
    assert "Jo Webb took the place of Lee Cole at 11.00 am." in board.text()


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("england-council", "section 100A(4) of the Local Government Act 1972"),
        ("england-executive", "regulation 4(2)(b)"),
        ("parish-nalc", "Public Bodies (Admission to Meetings) Act 1960"),
        ("partnership", "asked to leave"),
    ],
)
def test_the_public_is_excluded_in_the_words_of_the_law(
    board: Board, profile: str, words: str
) -> None:
    set_profile(board.session, board.body, profile).result(WAIT)
    spot = Spot(board.meeting, board.items[0])
    event = room.record_event(
        board.session,
        spot,
        MeetingEventKind.PUBLIC_EXCLUDED,
        at=time(11),
        ground="item 3 (paragraph 3)",
    ).result(WAIT)
    text = " ".join(board.text().split())
    assert words in text
    assert "item 3 (paragraph 3)." in text
    assert "The public left the meeting at 11.00 am." in text
    room.change_event(board.session, event.uid, ground="").result(WAIT)
    assert "item 3" not in board.text()


def test_confidential_business_needs_no_resolution(board: Board) -> None:
    set_profile(board.session, board.body, "england-council").result(WAIT)
    hidden = {"restriction": Restriction.CONFIDENTIAL, "public_title": "A matter"}
    board.session.change("Close", lambda w: w.update(Item, board.items[2], **hidden)).result(WAIT)
    spot = Spot(board.meeting, board.items[1])
    room.record_event(board.session, spot, MeetingEventKind.PUBLIC_EXCLUDED).result(WAIT)
    text = board.text()
    assert "RESOLVED" not in text
    assert "confidential information would otherwise" in " ".join(text.split())


def test_an_event_in_closed_business_is_not_told_outside(board: Board) -> None:
    hidden = {"restriction": Restriction.EXEMPT, "public_title": "A matter"}
    board.session.change("Close", lambda w: w.update(Item, board.items[2], **hidden)).result(WAIT)
    board.mark(board.ash)
    board.move(board.ash, K.WITHDRAWS, 2, time(11, 5))
    assert "11.05" not in board.text()
    assert "Lee Ash left the room at 11.05 am." in board.text(Audience.OFFICERS)
    assert len(board.session.reader.find(MeetingEvent, meeting=board.meeting)) == 0
