"""Calendar files come in whole or not at all, and what is broken is told by its line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.errors import KnownError
from secretariat.models.records import Meeting
from secretariat.services import bodies, bring_calendar, calendar, meetings
from secretariat.services.ics import read_calendar
from secretariat.services.session import Session

HEAD, FOOT = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "END:VCALENDAR\r\n"


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True, who="Tester")
    yield opened
    opened.close()


@pytest.fixture
def board(session: Session) -> str:
    return bodies.add_body(session, "Strategic Board", short_name="SB", venue="Hall").result(5).uid


def event(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", ""))


def file(*events: str) -> bytes:
    return (HEAD + "".join(events) + FOOT).encode()


def test_times_come_in_as_they_are_on_the_clock_here() -> None:
    read = read_calendar(
        file(
            event("DTSTART;TZID=GMT Standard Time:20260709T140000", "DURATION:PT1H30M"),
            event("DTSTART:20260710T130000Z", "DTEND:20260710T150000Z"),
            event('DTSTART;TZID="/softwarestudio.org/Europe/Paris":20260711T100000'),
            event("DTSTART:20260712T090000", "SUMMARY:Far\r\n  away\\, and \\\\ back"),
            event("DTSTART:20260713T230000Z", "DTEND:20260714T010000Z"),
        )
    )
    assert [(one.day.day, one.starts, one.ends) for one in read.events] == [
        (9, time(14), time(15, 30)),
        (10, time(14), time(16)),
        (11, time(9), None),
        (12, time(9), None),
        (14, time(0), time(2)),
    ]
    assert read.events[3].summary == "Far away, and \\ back"


def test_what_is_no_meeting_is_left_out_and_told() -> None:
    read = read_calendar(
        file(
            event("DTSTART;VALUE=DATE:20260709", "SUMMARY:Leave"),
            event("DTSTART:20260709T140000", "STATUS:CANCELLED", "SUMMARY:Off"),
            event("DTSTART:20260709T140000", "RRULE:FREQ=WEEKLY", "SUMMARY:Weekly"),
        ).replace(b"END:VEVENT", b"BEGIN:VALARM\r\nDTSTART:nonsense\r\nEND:VALARM\r\nEND:VEVENT")
    )
    assert read.events == ()
    assert [sentence.split(":")[0] for sentence in read.left_out] == [
        "Line 3, “Leave”",
        "Line 10, “Off”",
        "Line 18, “Weekly”",
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"Dear all,\r\n", "Line 1 cannot be read: “Dear all,”"),
        (b"VERSION:2.0\r\n", "Line 1: a calendar file begins with"),
        (HEAD.encode(), "middle of the VCALENDAR that begins on line 1"),
        (file(event("SUMMARY:No date")), "begins on line 3 has no DTSTART"),
        (file(event("DTSTART:20260231T100000")), "Line 4: “20260231T100000” is no day"),
        (file(event("DTSTART;TZID=Mars/Olympus:20260201T100000")), "Line 4: the time zone"),
        (file(event("DTSTART:20260201T100000", "DTEND:20260201T090000")), "Line 5: the event"),
        (file(event("DTSTART:20260201T100000", "DURATION:soon")), "Line 5: “soon” is no length"),
        (file(event("DTSTART:20260201T100000", "this is broken")), "Line 5 cannot be read"),
        (file(event("END:VTODO")), "Line 4 ends VTODO, but VEVENT is open"),
        (file(event("DTSTART:20260201T100000", "SUMMARY:" + "x")).replace(b":x", b":\xff"),
         "Line 5 of the file is not written in UTF-8"),
        (b"BEGIN:VCALENDAR\r\nX;A=" + b"," * 40_000, "Line 2 cannot be read"),
        (b"x" * 2_000_001, "too large"),
        (file(*[event("DTSTART:20260201T100000")] * 1001), "more than 1,000 meetings"),
    ],
)  # fmt: skip
def test_a_broken_file_is_a_sentence_with_its_line(data: bytes, told: str) -> None:
    with pytest.raises(KnownError) as raised:
        read_calendar(data)
    assert told in str(raised.value)


@given(st.binary(max_size=400))
def test_no_file_is_ever_more_than_a_sentence(data: bytes) -> None:
    for whole in (data, file() + data, HEAD.encode() + b"BEGIN:VEVENT\r\n" + data):
        with suppress(KnownError):
            read_calendar(whole)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),
    st.integers(1, 600),
    st.sampled_from(["Europe/London", "America/New_York", "UTC"]),
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=60),
)
def test_what_another_program_wrote_is_read_as_it_was_meant(
    at: datetime, minutes: int, zone: str, summary: str
) -> None:
    at = at.replace(microsecond=0, second=0)
    starts = at.replace(tzinfo=ZoneInfo(zone))
    made, one = icalendar.Calendar(), icalendar.Event()
    one.add("dtstart", starts)
    one.add("dtend", starts + timedelta(minutes=minutes))
    one.add("summary", summary)
    made.add_component(one)
    (read,) = read_calendar(made.to_ical()).events
    local = starts.astimezone(ZoneInfo("Europe/London"))
    assert (read.day, read.starts) == (local.date(), local.time())
    assert read.summary == " ".join(summary.split())


def test_meetings_come_in_as_one_step_and_twice_changes_nothing(
    session: Session, board: str
) -> None:
    read = read_calendar(
        file(
            event("DTSTART:20260709T140000", "SUMMARY:SB meeting", "LOCATION:Room 2"),
            event("DTSTART:20260710T140000", "SUMMARY:Away day", "LOCATION:https://meet.example/x"),
            event("DTSTART:20260710T140000", "SUMMARY:Away day again"),
        )
    )
    found = bring_calendar.look_at(session.reader, board, read)
    assert [(one.title, one.there) for one in found] == [
        ("", False), ("Away day", False), ("Away day again", True),
    ]  # fmt: skip
    assert len(bring_calendar.bring_in(session, board, found).result(5)) == 2
    first, second = meetings.all_meetings(session.reader)
    assert (first.name, first.sittings[0].place) == ("Strategic Board", "Room 2")
    assert (second.name, second.sittings[0].remote_link) == ("Away day", "https://meet.example/x")
    again = bring_calendar.look_at(session.reader, board, read)
    assert all(one.there for one in again)
    with pytest.raises(KnownError, match="there already"):
        bring_calendar.bring_in(session, board, again)
    session.undo().result(5)
    assert session.reader.count(Meeting) == 0


def test_a_calendar_of_this_register_is_known_even_after_a_move(
    session: Session, board: str
) -> None:
    made = meetings.add_meeting(session, [board], date(2026, 7, 9), time(14)).result(5)
    data = calendar.calendar_file(meetings.all_meetings(session.reader))
    sitting = meetings.meet_of(session.reader, made.uid).sittings[0]
    meetings.change_sitting(session, sitting.uid, date=date(2026, 7, 16)).result(5)
    (found,) = bring_calendar.look_at(session.reader, board, read_calendar(data))
    assert found.there


def test_a_clash_is_told_before_anything_comes_in(session: Session, board: str) -> None:
    other = bodies.add_body(session, "Panel", venue="Hall").result(5).uid
    meetings.add_meeting(session, [other], date(2026, 7, 9), time(14)).result(5)
    (found,) = bring_calendar.look_at(
        session.reader, board, read_calendar(file(event("DTSTART:20260709T150000")))
    )
    assert found.clash == "Hall is taken by Panel, 2.00 pm"
