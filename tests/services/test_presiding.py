"""Who presides: the chair, the vice-chair in their absence, or whoever is put in the chair."""

from __future__ import annotations

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import (
    AttendanceKind,
    BodyKind,
)
from secretariat.models.records import AttendanceEvent
from secretariat.services import attendance, bodies, presence, room
from secretariat.services.presiding import Presiding, preside, presiding
from secretariat.services.room import Spot
from secretariat.services.rules import set_profile
from tests.services.test_room import WAIT, Board, board

__all__ = ["board"]
K = AttendanceKind


def printed(board: Board) -> str:
    return " ".join(board.text().split())


def called(board: Board, *marks: AttendanceKind) -> Presiding:
    people = (board.ash, board.bell, board.cole, board.dean)
    for who, mark in zip(people, marks, strict=True):
        attendance.mark(board.session, who, mark).result(WAIT)
    return presiding(board.session.reader, board.meeting)


def chair_of(held: Presiding) -> str:
    return held.chair.name if held.chair else ""


def test_the_vice_chair_presides_without_being_asked(board: Board) -> None:
    assert chair_of(called(board, K.PRESENT, K.PRESENT, K.PRESENT, K.ABSENT)) == "Lee Ash"
    assert "in the chair" not in printed(board)
    held = called(board, K.APOLOGIES, K.PRESENT, K.PRESENT, K.ABSENT)
    assert (chair_of(held), held.chosen, held.vacant) == ("Lee Bell", False, False)
    assert "Lee Bell (in the chair)" in printed(board)
    assert "took the chair" not in printed(board)


def test_somebody_is_chosen_where_neither_is_there(board: Board) -> None:
    session = board.session
    bodies.change_body(session, board.body, kind=BodyKind.PARISH).result(WAIT)
    set_profile(session, board.body, "parish-nalc").result(WAIT)
    assert not called(board, K.APOLOGIES, K.PRESENT, K.PRESENT, K.PRESENT).vacant
    held = called(board, K.APOLOGIES, K.ABSENT, K.PRESENT, K.PRESENT)
    assert held.vacant
    assert held.source == "Local Government Act 1972, Sch. 12 para. 11"
    with pytest.raises(KnownError, match="Lee Ash is not marked as present"):
        preside(session, board.ash).result(WAIT)
    preside(session, board.cole).result(WAIT)
    held = presiding(session.reader, board.meeting)
    assert (chair_of(held), held.chosen, held.vacant) == ("Lee Cole", True, False)
    told = printed(board)
    assert "In the absence of the Chair and the Vice-Chair, Lee Cole was elected to the chair" in (
        told
    )
    assert "Lee Cole (in the chair)" in told
    assert held.source == ""
    book = presence.room_book(session.reader, board.meeting)
    assert book.timeline.opening(board.items[0]).chair == board.cole
    # What was said in the roll holds only while that person is there.
    attendance.mark(session, board.cole, K.ABSENT).result(WAIT)
    assert presiding(session.reader, board.meeting).vacant


def test_the_chair_may_leave_the_chair_to_another_and_take_it_back(board: Board) -> None:
    session = board.session
    called(board, K.PRESENT, K.PRESENT, K.PRESENT, K.PRESENT)
    preside(session, board.ash).result(WAIT)
    assert session.reader.count(AttendanceEvent, kind=K.TAKES_CHAIR) == 0
    preside(session, board.dean).result(WAIT)
    preside(session, board.bell).result(WAIT)
    assert session.reader.count(AttendanceEvent, kind=K.TAKES_CHAIR) == 1
    assert "Lee Bell took the chair." in printed(board)
    spot = Spot(board.meeting, board.items[1])
    event = room.record_movement(session, spot, board.ash, K.TAKES_CHAIR).result(WAIT)
    assert event.entry
    line = presence.room_book(session.reader, board.meeting).timeline
    assert line.opening(board.items[1]).chair == board.bell
    assert line.at(board.items[1]).chair == board.ash
    preside(session, board.bell).result(WAIT)
    assert chair_of(presiding(session.reader, board.meeting)) == "Lee Ash"
