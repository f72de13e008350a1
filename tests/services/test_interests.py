"""Declarations of interest: what they bar, what prints of them, and what never does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest

from secretariat.models.kinds import AttendanceKind, Audience, DocumentKind, EntryKind
from secretariat.models.records import AttendanceEvent, Body, Declaration
from secretariat.models.room_kinds import Conduct, MeetingEventKind
from secretariat.services import bodies, interest_kinds, interests, minutes, room
from secretariat.services.findings import Gravity
from secretariat.services.publish import findings
from secretariat.services.room import Spot
from secretariat.services.rules import set_profile
from secretariat.services.session import Session
from tests.services.test_room import WAIT, Board


@pytest.fixture
def board(register_folder: Path) -> Iterator[Board]:
    session = Session.open(register_folder, create=True)
    made = Board(session)
    set_profile(session, made.body, "england-council").result(WAIT)
    made.mark(made.ash, made.bell, made.cole)
    yield made
    session.close()


def declare(board: Board, who: str, kind: str, item: int | None, nature: str = "") -> Declaration:
    uid = board.items[item] if item is not None else None
    spot = Spot(board.meeting, board.items[0])
    made = interests.declare(board.session, spot, who, kind, item=uid, nature=nature)
    return made.result(WAIT)


def test_the_kinds_are_those_of_the_code_and_each_has_its_source(board: Board) -> None:
    body = board.session.reader.get(Body, board.body)
    keys = [kind.key for kind in interest_kinds.kinds_of(board.session.reader, body)]
    assert keys == ["england.dpi", "england.other", "england.non"]
    set_profile(board.session, board.body, "wales-council").result(WAIT)
    keys = [kind.key for kind in interest_kinds.kinds_of(board.session.reader, body)]
    assert keys == ["wales.personal", "wales.prejudicial"]
    assert all(kind.source for kind in interest_kinds.all_kinds())


def test_a_pecuniary_interest_bars_the_vote_unless_there_is_a_dispensation(board: Board) -> None:
    made = declare(board, board.ash, "england.dpi", 1, "her employer")
    declare(board, board.bell, "england.non", 1)
    reader = board.session.reader
    assert interests.disqualified(reader, board.meeting, board.items[1]) == {board.ash}
    assert interests.disqualified(reader, board.meeting, board.items[0]) == frozenset()
    leave = {"dispensation": "granted on 1 May", "conduct": Conduct.STAYED}
    interests.change_declaration(board.session, made.uid, **leave).result(WAIT)
    assert interests.disqualified(reader, board.meeting, board.items[1]) == frozenset()
    text = " ".join(board.text().split())
    assert (
        "Lee Ash declared a disclosable pecuniary interest in item 2, Second: her employer. "
        "Lee Ash had a dispensation: granted on 1 May. "
        "Lee Ash stayed in the room and took part." in text
    )
    assert "Lee Bell declared a non-registrable interest in item 2, Second." in text


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.MEMBERS, Audience.OFFICERS])
def test_the_nature_of_a_sensitive_interest_is_never_printed(
    board: Board, audience: Audience
) -> None:
    made = declare(board, board.ash, "england.dpi", 1, "her address")
    interests.change_declaration(board.session, made.uid, is_sensitive=True).result(WAIT)
    text = " ".join(board.text(audience).split())
    assert "her address" not in text
    assert "not disclosed, under section 32 of the Localism Act 2011" in text


def test_declarations_are_grouped_where_the_body_wants_it(board: Board) -> None:
    bodies.set_choice(board.session, board.body, "minutes.declarations", "grouped").result(WAIT)
    declare(board, board.ash, "england.dpi", 2)
    declare(board, board.bell, "england.non", 1)
    declare(board, board.cole, "england.non", 2)
    lines = [line for line in board.text().splitlines() if "declared" in line or "Item " in line]
    assert [line.split(" declared")[0].strip() for line in lines] == [
        *("Item 2, Second", "Lee Bell", "Item 3, Third", "Lee Ash", "Lee Cole")
    ]


def test_leaving_for_an_interest_is_one_change_and_goes_with_its_entry(board: Board) -> None:
    made = declare(board, board.ash, "england.dpi", 1)
    spot = Spot(board.meeting, board.items[1])
    interests.left_for(board.session, spot, made.uid, at=time(11)).result(WAIT)
    assert board.session.reader.get(Declaration, made.uid).conduct is Conduct.LEFT
    assert "Lee Ash left the room at 11.00 am." in board.text()
    board.session.undo().result(WAIT)
    assert board.session.reader.get(Declaration, made.uid).conduct is Conduct.NOT_SAID
    assert not [e for e in board.session.reader.find(AttendanceEvent) if e.entry]
    minutes.remove_entry(board.session, made.entry or "").result(WAIT)
    assert not board.session.reader.find(Declaration, meeting=board.meeting)


def test_what_looks_wrong_in_the_room_is_found_and_stops_nothing(board: Board) -> None:
    def told() -> list[str]:
        found = findings(board.session, DocumentKind.MINUTES, board.meeting)
        assert all(one.gravity is Gravity.WARN for one in found)
        words = ("interest", "public", "adjourned", "quorum")
        return [one.text for one in found if any(word in one.text for word in words)]

    assert told() == []
    made = declare(board, board.ash, "england.dpi", 1)
    interests.change_declaration(board.session, made.uid, conduct=Conduct.STAYED).result(WAIT)
    spot = Spot(board.meeting, board.items[1])
    for kind in (MeetingEventKind.PUBLIC_EXCLUDED, MeetingEventKind.ADJOURNED):
        room.record_event(board.session, spot, kind).result(WAIT)
    board.move(board.bell, AttendanceKind.LEAVES, 2)
    assert told() == [
        "Lee Ash stayed for an item on which an interest barred the vote.",
        "The public was excluded, and neither business nor ground is named.",
        "The meeting was adjourned, and it is not recorded that it resumed.",
        "There was no quorum at “Third”: No quorum: 2 of 4, 3 needed.",
    ]
    leave = {"dispensation": "granted in May"}
    interests.change_declaration(board.session, made.uid, **leave).result(WAIT)
    room.record_event(board.session, spot, MeetingEventKind.RESUMED).result(WAIT)
    assert len(told()) == 2


def test_an_item_with_a_declaration_alone_is_minuted_and_one_with_a_question_is_not(
    board: Board,
) -> None:
    session, second = board.session, board.items[1]
    declare(board, board.bell, "dpi", 2)
    minutes.add_entry(session, board.meeting, second, "Ask?", kind=EntryKind.QUESTION).result(WAIT)
    found = [one.text for one in findings(session, DocumentKind.MINUTES, board.meeting)]
    assert "“First” has no minutes." not in found
    assert "“Second” has no minutes." in found
