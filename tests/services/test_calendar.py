"""The calendar of a register: updates replace, a cancellation cancels, nothing private goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import icalendar
import pytest

from secretariat.errors import KnownError
from secretariat.services import bodies, calendar, meetings
from secretariat.services.session import Session

DAY = date(2027, 1, 21)


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True, who="Tester")
    yield opened
    opened.close()


@pytest.fixture
def board(session: Session) -> str:
    made = bodies.add_body(
        session, "Strategic Board", short_name="SB", venue="Room 2\nCastle Street"
    ).result(5)
    bodies.change_body(session, made.uid, contact="Tom Hartley\ntom@example.org").result(5)
    return made.uid


def events(session: Session, **chosen: object) -> list[icalendar.Event]:
    meets = calendar.chosen(session.reader, **chosen)  # type: ignore[arg-type]
    data = calendar.calendar_file(meets, "SB", chosen.get("year"))  # type: ignore[arg-type]
    assert data == calendar.calendar_file(meets, "SB", chosen.get("year"))  # type: ignore[arg-type]
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_a_meeting_is_told_with_its_place_and_contact(session: Session, board: str) -> None:
    made = meetings.add_meeting(session, [board], DAY, time(10), time(12)).result(5)
    meetings.change_meeting(session, made.uid, note="not for other eyes").result(5)
    (event,) = events(session)
    assert event["SUMMARY"] == "Strategic Board"
    assert event["LOCATION"] == "Room 2, Castle Street"
    assert "Contact: Tom Hartley\ntom@example.org" in event["DESCRIPTION"]
    assert "The agenda is not out yet." in event["DESCRIPTION"]
    assert b"other eyes" not in event.to_ical()


def test_an_update_keeps_the_uid_and_raises_the_sequence(session: Session, board: str) -> None:
    made = meetings.add_meeting(session, [board], DAY, time(10)).result(5)
    told = events(session)
    sitting = meetings.meet_of(session.reader, made.uid).sittings[0]
    meetings.change_sitting(session, sitting.uid, date=date(2027, 2, 4)).result(5)
    told += events(session)
    session.undo().result(5)
    told += events(session)
    meetings.cancel(session, made.uid, "The chair is ill.").result(5)
    told += events(session)
    meetings.change_meeting(session, made.uid, stage="planned").result(5)
    told += events(session)
    assert len({event["UID"] for event in told}) == 1
    sequences = [event["SEQUENCE"] for event in told]
    assert sequences == sorted(set(sequences))
    assert [event.start.day for event in told] == [21, 4, 21, 21, 21]
    assert [event["STATUS"] == "CANCELLED" for event in told] == [False] * 3 + [True, False]
    assert "This meeting is cancelled. The chair is ill." in told[3]["DESCRIPTION"]
    assert told[3]["SUMMARY"] == "Cancelled: Strategic Board"


def test_each_sitting_is_an_event_that_keeps_its_uid(session: Session, board: str) -> None:
    made = meetings.add_meeting(session, [board], DAY, time(10)).result(5)
    (alone,) = events(session)
    meetings.add_sitting(session, made.uid, date(2026, 12, 31), time(9)).result(5)
    early, late = events(session)
    assert late["UID"] == alone["UID"] != early["UID"]
    assert early["SUMMARY"] == "Strategic Board (day 1 of 2)"
    assert [event["UID"] for event in events(session, year=2026)] == [early["UID"]]


def test_a_body_and_a_year_are_chosen(session: Session, board: str) -> None:
    other = bodies.add_body(session, "Scrutiny Panel").result(5).uid
    for body, day in ((board, DAY), (other, DAY), (board, DAY.replace(year=2026))):
        meetings.add_meeting(session, [body], day, time(10)).result(5)
    assert len(events(session)) == 3
    assert len(events(session, body=board)) == 2
    assert len(events(session, body=board, year=2027)) == 1
    with pytest.raises(KnownError, match="no meeting with a date"):
        events(session, year=2030)


def test_files_are_named_after_what_they_hold(session: Session, board: str) -> None:
    meetings.add_meeting(session, [board], DAY, time(10)).result(5)
    meets = calendar.chosen(session.reader)
    assert calendar.file_name(meets) == "2027-01-21 SB meeting.ics"
    assert calendar.name_of(meets) == "Strategic Board"
    assert calendar.what_was_written(meets) == "1 meeting"
    meetings.add_meeting(session, [board], date(2027, 3, 4), time(10)).result(5)
    meets = calendar.chosen(session.reader)
    assert calendar.file_name(meets) == "SB meetings.ics"
    assert calendar.what_was_written(meets) == "2 meetings from 21 January 2027 to 4 March 2027"
    other = bodies.add_body(session, "Panel").result(5).uid
    meetings.add_meeting(session, [other], DAY, time(10)).result(5)
    meets = calendar.chosen(session.reader)
    assert (calendar.file_name(meets), calendar.name_of(meets)) == ("Meetings.ics", "Meetings")
    assert calendar.file_name([]) == "Meetings.ics"
