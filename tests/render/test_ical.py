"""Calendar files say to an independent reader what was meant, whatever the words are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from secretariat.render.ical import Event, calendar

EVENT = Event(
    uid="one@secretariat.invalid",
    sequence=3,
    stamped=date(2027, 1, 8),
    day=date(2027, 1, 21),
    starts=time(10),
    ends=time(12, 30),
    summary="Strategic Board",
    location="Room 2, Castle Street",
    link="https://meet.example/board",
)
HOSTILE = st.text(
    st.one_of(st.characters(), st.sampled_from("\r\n\\;,:\"'\x00\x0b\x85\u2028\ufeff\ud800é😀 ")),
    max_size=300,
)


def read(data: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_an_event_is_read_as_it_was_meant() -> None:
    whole = icalendar.Calendar.from_ical(calendar("Board", [EVENT]))
    (event,) = whole.walk("VEVENT")
    assert whole["METHOD"] == "PUBLISH"
    assert whole["X-WR-CALNAME"] == "Board"
    assert event["UID"] == EVENT.uid
    assert event["SEQUENCE"] == 3
    assert event["STATUS"] == "CONFIRMED"
    assert event["LOCATION"] == EVENT.location
    assert event["URL"] == EVENT.link
    assert event.start.astimezone(UTC) == datetime(2027, 1, 21, 10, tzinfo=UTC)
    assert event.end.astimezone(UTC) == datetime(2027, 1, 21, 12, 30, tzinfo=UTC)
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert not event.errors


def test_summer_time_is_that_of_london_by_the_zone_in_the_file() -> None:
    whole = icalendar.Calendar.from_ical(calendar("", [EVENT]))
    (zone,) = whole.walk("VTIMEZONE")
    moved = zone.to_tz(lookup_tzid=False)
    for at, hours in (((3, 27), 0), ((3, 29), 1), ((10, 30), 1), ((11, 1), 0)):
        noon = datetime(2027, *at, 12, tzinfo=moved)
        assert noon.utcoffset().seconds == 3600 * hours, at


def test_other_zones_are_written_in_universal_time_and_unknown_ones_float() -> None:
    abroad, nowhere = replace(EVENT, zone="Europe/Paris"), replace(EVENT, zone="No/Where")
    first, second = read(calendar("", [abroad, nowhere]))
    assert first["DTSTART"].dt == datetime(2027, 1, 21, 9, tzinfo=UTC)
    assert second["DTSTART"].dt == datetime(2027, 1, 21, 10)


def test_without_an_end_an_hour_is_kept() -> None:
    for ends in (None, time(9)):
        (event,) = read(calendar("", [replace(EVENT, ends=ends)]))
        assert event.end - event.start == datetime(2027, 1, 1, 1) - datetime(2027, 1, 1)


def test_a_link_that_is_none_is_no_link() -> None:
    for link in ("", "ring 01632 960120", "javascript:alert(1)", "https://a b\r\nATTACH:x"):
        (event,) = read(calendar("", [replace(EVENT, link=link)]))
        assert "URL" not in event
        assert "ATTACH" not in event


def test_the_first_day_of_the_calendar_has_four_digits() -> None:
    (event,) = read(calendar("", [replace(EVENT, day=date(1, 1, 2), stamped=date(1, 1, 1))]))
    assert event["DTSTART"].dt.replace(tzinfo=None) == datetime(1, 1, 2, 10)


@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_hostile_words_stay_words(name: str, summary: str, place: str, told: str) -> None:
    event = replace(EVENT, summary=summary, location=place, description=told)
    data = calendar(name, [event, replace(EVENT, uid="two")])
    assert data == calendar(name, [event, replace(EVENT, uid="two")])
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 for line in lines)
    assert not any(re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line) for line in lines)
    for line in lines:
        line.decode()
    first, second = read(data)
    assert [first["UID"], second["UID"]] == [EVENT.uid, "two"]
    assert set(first) == {
        "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "STATUS", "TRANSP", "SUMMARY", "URL",
        *(["LOCATION"] if place else []), *(["DESCRIPTION"] if told else []),
    }  # fmt: skip
    for key, text in (("SUMMARY", summary), ("LOCATION", place), ("DESCRIPTION", told)):
        if text:
            assert _plain(str(first[key])) == _plain(text)


def _plain(text: str) -> str:
    """Return the letters that must come through: no controls, no breaks, no space around."""
    return "".join(char for char in text if char.isprintable() and not char.isspace())
