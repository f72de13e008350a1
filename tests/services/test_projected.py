"""What the room sees: public matter alone, whatever the officer holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from secretariat.models.kinds import EntryKind, Restriction
from secretariat.models.records import Entry, MeetingEvent, Motion, Record, Vote, VoteOption
from secretariat.models.room_kinds import MeetingEventKind, Result
from secretariat.services import agenda, bodies, meetings
from secretariat.services.projected import CLOSED, EXCLUDED, Slide, slide_of
from secretariat.services.session import Session

WAIT = 10.0


class Room:
    """A meeting with an open item, a restricted one and an internal one."""

    def __init__(self, folder: Path) -> None:
        self.session = Session.open(folder, create=True)
        body = bodies.add_body(self.session, "Harbour Board").result(WAIT)
        made = meetings.add_meeting(self.session, [body.uid], date(2026, 3, 5), time(10))
        self.meeting = made.result(WAIT).uid
        self.open = self.item("**Dredging** of the basin")
        self.shut = self.item(
            "Dismissal of A. Webb",
            restriction=Restriction.EXEMPT,
            public_title="A matter of staff",
        )
        self.inner = self.item("Tea for the chair", restriction=Restriction.INTERNAL)

    def item(self, title: str, **values: Any) -> str:
        return agenda.add_item(self.session, self.meeting, title, **values).result(WAIT).uid

    def put(self, record: Record) -> Any:
        return self.session.change("Put", lambda w: w.insert(record)).result(WAIT)

    def move(self, item: str, text: str, **values: Any) -> Any:
        """Record a motion; its words are those of its entry."""
        words = Entry(meeting=self.meeting, item=item, kind=EntryKind.MOTION, text=text)
        entry = self.put(replace(words, restriction=values.pop("held", Restriction.NONE)))
        return self.put(Motion(meeting=self.meeting, item=item, entry=entry.uid, **values))

    def slide(self, item: str | None) -> Slide:
        return slide_of(self.session, self.meeting, item)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path / "register")
    yield made
    made.session.close()


def test_an_open_item_shows_its_motion_and_how_it_was_decided(room: Room) -> None:
    assert room.slide(room.open) == Slide("Harbour Board", "1", "Dredging of the basin")
    motion = room.move(room.open, "That it be *dredged*.")
    vote = Vote(
        meeting=room.meeting, item=room.open, motion=motion.uid, votes_for=7, votes_against=2
    )
    room.put(vote)
    seen = room.slide(room.open)
    assert (seen.motion, seen.result) == ("That it be dredged.", "Carried")
    assert seen.count == "For 7 · Against 2"


def test_the_last_vote_is_shown_on_a_motion_as_amended_and_in_an_election(room: Room) -> None:
    main = room.move(room.open, "That it be dredged.", result=Result.CARRIED)
    room.move(room.open, "In May.", amends=main.uid, result=Result.CARRIED)
    assert room.slide(room.open).motion == "In May."

    def vote(**values: Any) -> Vote:
        entry = Entry(meeting=room.meeting, item=room.open, kind=EntryKind.VOTE, position=9)
        made = Vote(meeting=room.meeting, item=room.open, entry=room.put(entry).uid, **values)
        return room.put(made)  # type: ignore[no-any-return]

    vote(motion=main.uid, votes_for=7, votes_against=2)
    seen = room.slide(room.open)
    assert (seen.motion, seen.result) == ("That it be dredged.", "Carried as amended")
    last = vote(is_election=True, by_lot=True, question="the election of a pilot")
    assert room.slide(room.open).result == ""
    room.put(VoteOption(vote=last.uid, label="Ann Ash", count=3, is_elected=True))
    room.put(VoteOption(vote=last.uid, label="Bo Beech", count=3, position=1))
    seen = room.slide(room.open)
    assert (seen.motion, seen.result) == ("The election of a pilot", "Ann Ash elected, by lot")
    assert seen.count == "Ann Ash 3 · Bo Beech 3"


def test_of_what_is_restricted_only_the_public_face_is_shown(room: Room) -> None:
    room.move(room.shut, "That A. Webb go.")
    assert room.slide(room.shut) == Slide("Harbour Board", "2", "A matter of staff", note=CLOSED)
    assert room.slide(room.inner) == Slide("Harbour Board")
    assert room.slide(None) == Slide("Harbour Board")
    room.move(room.open, "Secret.", held=Restriction.EXEMPT)
    assert room.slide(room.open) == Slide("Harbour Board", "1", "Dredging of the basin")


def test_nothing_is_shown_while_the_public_is_excluded(room: Room) -> None:
    late = room.item("Another open item")
    for text, item in (("First.", room.open), ("Then.", late)):
        room.move(item, text, result=Result.CARRIED)
    kind = MeetingEventKind.PUBLIC_EXCLUDED
    room.put(MeetingEvent(meeting=room.meeting, item=room.open, kind=kind))
    for item, title, number in (
        (room.open, "Dredging of the basin", "1"),
        (late, "Another open item", "3"),
    ):
        assert room.slide(item) == Slide("Harbour Board", number, title, note=EXCLUDED)
    back = MeetingEventKind.PUBLIC_READMITTED
    room.put(MeetingEvent(meeting=room.meeting, item=room.shut, kind=back))
    assert room.slide(late).motion == "Then."
