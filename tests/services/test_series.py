"""A series is shown before it is made, and made as one change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.services import bodies, meetings, people, series
from secretariat.services.session import Session


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True, who="Tester")
    yield opened
    opened.close()


def board(session: Session, name: str, venue: str = "") -> str:
    return bodies.add_body(session, name, venue=venue).result(5).uid


def test_days_say_what_moved_and_why(session: Session) -> None:
    body = board(session, "Board")
    found = series.suggest(
        session.reader, [body], "first Monday, monthly",
        date(2027, 5, 1), date(2027, 6, 30), time(10),
    )  # fmt: skip
    assert [one.day for one in found] == [date(2027, 5, 4), date(2027, 6, 7)]
    assert found[0].moved == "moved from 3 May 2027: Early May bank holiday"


def test_clashes_of_body_room_and_members(session: Session) -> None:
    one, two, three = (board(session, n, v) for n, v in (("A", "Hall"), ("B", "hall"), ("C", "")))
    person = people.add_person(session, "Moore").result(5).uid
    for body in (one, three):
        bodies.add_member(session, body, person).result(5)
    for body, day in ((one, 7), (two, 14), (three, 21), (two, 28)):
        starts = time(15) if day == 28 else time(11)
        meetings.add_meeting(session, [body], date(2027, 1, day), starts).result(5)
    found = series.suggest(
        session.reader, [one], "every week Thursday", date(2027, 1, 1), date(2027, 1, 31), time(10)
    )
    assert [one.clash for one in found] == [
        "A meets on that day already, 11.00 am",
        "hall is taken by B, 11.00 am",
        "Moore is also at C, 11.00 am",
        "",
    ]


def test_a_series_is_one_change(session: Session) -> None:
    body = board(session, "Board")
    days = [date(2027, month, 4) for month in (1, 4, 7)]
    assert len(meetings.add_series(session, [body], days, time(10)).result(5)) == 3
    assert [meet.date for meet in meetings.all_meetings(session.reader)] == days
    session.undo().result(5)
    assert meetings.all_meetings(session.reader) == []


def test_nonsense_is_a_sentence(session: Session) -> None:
    body = board(session, "Board")
    for words, last, told in (
        ("every blue moon", date(2028, 1, 1), "third Thursday"),
        ("weekly Monday", date(2300, 1, 1), "500 meetings at most"),
        ("first Monday", date(2026, 1, 1), "before it begins"),
        ("last Friday of June", date(2027, 2, 1), "No day of this series"),
    ):
        with pytest.raises(KnownError, match=told):
            series.suggest(session.reader, [body], words, date(2027, 1, 1), last, time(10))
    for days in ([], [date(2027, 1, 1)] * 501):
        with pytest.raises(KnownError):
            meetings.add_series(session, [body], days, time(10))
