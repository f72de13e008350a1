"""Calendar files (RFC 5545) that place an event right in Outlook, Google and Apple calendars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LONDON = "Europe/London"
_WIDEST = 75
_LONGEST = 2**31 - 1

# Summer time as it has been since 1996 (Council Directive 2000/84/EC and its forerunners, kept by
# the Summer Time Act 1972 as amended): from the last Sunday of March to that of October, 01.00 UTC.
_LONDON_ZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{LONDON}",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T010000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZNAME:BST",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0100",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZNAME:GMT",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)
_BREAKS = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSAYABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_WEB = re.compile(r"https?://[!-~]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Event:
    """One date as calendars keep it.

    The times are local wall times in `zone`; without an end an hour is kept. A calendar that
    holds the `uid` already takes the event with the higher `sequence`; `cancelled` tells it to
    strike the date out. `stamped` is a day of the business, so that the same business gives the
    same bytes.
    """

    uid: str
    sequence: int
    stamped: date
    day: date
    starts: time
    ends: time | None
    summary: str
    location: str = ""
    description: str = ""
    link: str = ""
    zone: str = LONDON
    cancelled: bool = False


def calendar(name: str, events: Sequence[Event]) -> bytes:
    """Return a calendar of that name with these events, in their order; the same each time.

    No ORGANIZER is named, though RFC 5546 (3.2.1) wants one where a METHOD is given: with an
    address there, calendars take a published date for an invitation, show its reader as somebody
    invited, and send answers to an officer who keeps replies elsewhere.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Secretariat//Secretariat//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    if _escaped(name):
        lines += [f"NAME:{_escaped(name)}", f"X-WR-CALNAME:{_escaped(name)}"]
    lines += _LONDON_ZONE
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(lines))


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(event.uid)}"
    yield f"SEQUENCE:{min(event.sequence, _LONGEST)}"
    yield f"DTSTAMP:{_digits(datetime.combine(event.stamped, time()))}Z"
    yield _moment("DTSTART", event.day, event.starts, event.zone)
    if event.ends is not None and event.ends > event.starts:
        yield _moment("DTEND", event.day, event.ends, event.zone)
    else:
        yield "DURATION:PT1H"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield f"TRANSP:{'TRANSPARENT' if event.cancelled else 'OPAQUE'}"
    yield f"SUMMARY:{_escaped(event.summary)}"
    if event.location:
        yield f"LOCATION:{_escaped(event.location)}"
    if event.description:
        yield f"DESCRIPTION:{_escaped(event.description)}"
    if _WEB.fullmatch(event.link.strip()):
        yield f"URL:{event.link.strip()}"
    yield "END:VEVENT"


def _moment(name: str, day: date, at: time, zone: str) -> str:
    """Return a time with London's zone, in UTC for another zone, floating for an unknown one."""
    wall = datetime.combine(day, at.replace(microsecond=0, tzinfo=None))
    if zone == LONDON:
        return f"{name};TZID={LONDON}:{_digits(wall)}"
    try:
        return f"{name}:{_digits(wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC))}Z"
    except (ZoneInfoNotFoundError, ValueError, OSError, OverflowError):
        return f"{name}:{_digits(wall)}"


def _digits(at: datetime) -> str:
    return f"{at.year:04d}{at:%m%dT%H%M%S}"


def _escaped(text: str) -> str:
    """Return any text as a value: one line, with nothing that a reader could take for syntax."""
    text = _UNSAYABLE.sub("", _BREAKS.sub("\n", text)).strip()
    for char, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(char, written)
    return text


def _folded(lines: Iterable[str]) -> Iterator[bytes]:
    """Give lines of 75 octets at most with their ends; no letter is cut in two."""
    for line in lines:
        piece, width = "", 0
        for char in line:
            size = len(char.encode())
            if width + size > _WIDEST:
                yield f"{piece}\r\n".encode()
                piece, width = " ", 1
            piece, width = piece + char, width + size
        yield f"{piece}\r\n".encode()
