"""Reads the events of a calendar file (RFC 5545), strictly: a broken line is told by its number.

Nothing is guessed. Events without a time of day, cancelled ones and those that repeat by a rule
are left out, and that is told; everything else is taken or the whole file is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from secretariat.errors import KnownError
from secretariat.models.limits import clean_text
from secretariat.models.plaintext import one_line, shortened

LARGEST = 2_000_000
"""The largest file in bytes: years of meetings take a tenth of it."""
MOST = 1_000
"""The most events that come in at once."""

_VALUE = r'(?:"[^"]*"|[^",;:]*)'
_LINE = re.compile(
    rf"(?P<name>[A-Za-z0-9-]+)(?P<more>(?:;[A-Za-z0-9-]+={_VALUE}(?:,{_VALUE})*)*):(?P<value>.*)",
    re.DOTALL,
)
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:]*)')
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)")
_DAY = re.compile(r"\d{8}")
_LENGTH = re.compile(
    r"\+?P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:\d+S)?)?"
)
_ESCAPED = re.compile(r"\\([\\;,nN])")
_WINDOWS = {
    "GMT Standard Time": "Europe/London",
    "Greenwich Standard Time": "Atlantic/Reykjavik",
    "W. Europe Standard Time": "Europe/Berlin",
    "Central Europe Standard Time": "Europe/Budapest",
    "Romance Standard Time": "Europe/Paris",
    "Central European Standard Time": "Europe/Warsaw",
    "Coordinated Universal Time": "UTC",
}
"""What Outlook calls the zones around here."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An event of a file: its day and hours are local to the zone it was read for. `line` is the
    number of the line on which it begins."""

    line: int
    day: date
    starts: time
    ends: time | None
    summary: str
    place: str = ""
    link: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: events in the order of their days, and sentences on those left out."""

    events: tuple[Incoming, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Property:
    line: int
    value: str
    parameters: dict[str, str]


@dataclass(slots=True)
class _Event:
    line: int
    found: dict[str, _Property] = field(default_factory=dict)


def read_calendar(data: bytes, zone: str = "Europe/London") -> Reading:
    """Return the events of a calendar file, in the local time of `zone`.

    Raises KnownError with the number of the line that is broken, or when it is no calendar file.
    """
    if len(data) > LARGEST:
        raise KnownError("That file is too large for a calendar of meetings.")
    events, left_out = [], []
    for event in _events(_lines(data)):
        reason = _why_left_out(event)
        if reason:
            words = shortened(_text(event, "SUMMARY"), 60) or "without a name"
            left_out.append(f"Line {event.line}, “{words}”: {reason}.")
            continue
        events.append(_incoming(event, zone))
        if len(events) > MOST:
            raise KnownError(f"That calendar holds more than {MOST:,} meetings: bring in fewer.")
    return Reading(
        tuple(sorted(events, key=lambda one: (one.day, one.starts, one.line))), tuple(left_out)
    )


def _lines(data: bytes) -> Iterator[tuple[int, str]]:
    """Give the lines with what was folded put together again, each with its number."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data[: error.start].count(b"\n") + 1
        raise KnownError(f"Line {number} of the file is not written in UTF-8.") from error
    kept: tuple[int, str] | None = None
    for number, line in enumerate(re.split("\r\n|\n|\r", text), start=1):
        if kept and line[:1] in (" ", "\t"):
            kept = (kept[0], kept[1] + line[1:])
            continue
        if kept:
            yield kept
        kept = (number, line) if line.strip() else None
    if kept:
        yield kept


def _events(lines: Iterable[tuple[int, str]]) -> Iterator[_Event]:
    """Give the events, whatever else the calendar holds; parts must close as they opened."""
    open_parts: list[tuple[str, int]] = []
    event: _Event | None = None
    seen = False
    for number, line in lines:
        match = _LINE.fullmatch(line)
        if match is None:
            raise KnownError(f"Line {number} cannot be read: “{shortened(one_line(line), 60)}”.")
        name, value = match["name"].upper(), match["value"]
        if not open_parts and (name, value.strip().upper()) != ("BEGIN", "VCALENDAR"):
            raise KnownError(f"Line {number}: a calendar file begins with BEGIN:VCALENDAR.")
        seen = True
        if name == "BEGIN":
            open_parts.append((value.strip().upper(), number))
            if [part for part, _ in open_parts] == ["VCALENDAR", "VEVENT"]:
                event = _Event(number)
        elif name == "END":
            part, _ = open_parts.pop()
            if part != value.strip().upper():
                raise KnownError(f"Line {number} ends {value.strip()}, but {part} is open.")
            if event is not None and len(open_parts) == 1:
                yield event
                event = None
        elif event is not None and len(open_parts) == 2:
            found = {key.upper(): one.strip('"') for key, one in _PARAMETER.findall(match["more"])}
            event.found.setdefault(name, _Property(number, value, found))
    if open_parts:
        part, number = open_parts[-1]
        raise KnownError(f"The file ends in the middle of the {part} that begins on line {number}.")
    if not seen:
        raise KnownError("The file is empty.")


def _why_left_out(event: _Event) -> str:
    """Return why an event is no meeting that can be brought in, or nothing."""
    starts = event.found.get("DTSTART")
    if starts is None:
        raise KnownError(f"The event that begins on line {event.line} has no DTSTART.")
    if {"RRULE", "RDATE"} & event.found.keys():
        return "it repeats by a rule; make it with Repeat… instead"
    status = event.found.get("STATUS")
    if status and status.value.strip().upper() == "CANCELLED":
        return "it is cancelled"
    if starts.parameters.get("VALUE", "").upper() == "DATE" or _DAY.fullmatch(starts.value.strip()):
        _day(starts)
        return "it has no time of day"
    return ""


def _incoming(event: _Event, zone: str) -> Incoming:
    starts = _moment(event.found["DTSTART"], zone)
    ends = _end(event, starts, zone)
    place, link = _text(event, "LOCATION"), ""
    if re.fullmatch(r"https?://\S+", place):
        place, link = "", place
    same_day = ends is not None and ends.date() == starts.date()
    uid = event.found.get("UID")
    return Incoming(
        event.line,
        starts.date(),
        starts.time(),
        ends.time() if ends and same_day else None,
        _text(event, "SUMMARY"),
        place,
        link,
        uid.value.strip() if uid else "",
    )


def _end(event: _Event, starts: datetime, zone: str) -> datetime | None:
    found, length = event.found.get("DTEND"), event.found.get("DURATION")
    if found is not None:
        ends = _moment(found, zone)
        if ends < starts:
            raise KnownError(f"Line {found.line}: the event would end before it begins.")
        return ends if ends > starts else None
    if length is None:
        return None
    match = _LENGTH.fullmatch(length.value.strip().upper())
    if match is None or not any(match.groups()):
        raise KnownError(
            f"Line {length.line}: “{shortened(length.value, 30)}” is no length of time."
        )
    weeks, days, hours, minutes = (int(part or 0) for part in match.groups())
    try:
        return starts + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    except OverflowError as error:
        raise KnownError(f"Line {length.line}: that date lies outside the calendar.") from error


def _moment(found: _Property, zone: str) -> datetime:
    """Return a time as it is in `zone`, without its zone; one that names none stands as it is."""
    match = _MOMENT.fullmatch(found.value.strip().upper())
    try:
        if match is None:
            raise ValueError
        wall = datetime(*(int(part) for part in match.groups()[:5]))  # type: ignore[arg-type]
    except ValueError as error:
        words = shortened(one_line(found.value), 30)
        raise KnownError(f"Line {found.line}: “{words}” is no day with a time.") from error
    named = found.parameters.get("TZID", "")
    if not match[7] and not named:
        return wall
    there = UTC if match[7] else _zone(named, found.line)
    try:
        return wall.replace(tzinfo=there).astimezone(_zone(zone, found.line)).replace(tzinfo=None)
    except OverflowError as error:
        raise KnownError(f"Line {found.line}: that date lies outside the calendar.") from error


def _day(found: _Property) -> date:
    try:
        return date.fromisoformat(found.value.strip())
    except ValueError as error:
        words = shortened(one_line(found.value), 30)
        raise KnownError(f"Line {found.line}: “{words}” is no day.") from error


def _zone(name: str, line: int) -> ZoneInfo:
    known = _WINDOWS.get(name, name)
    if known.startswith("/"):  # some programs put their own name before that of the zone
        known = "/".join(known.split("/")[-2:])
    try:
        return ZoneInfo(known)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise KnownError(
            f"Line {line}: the time zone “{shortened(name, 40)}” is not known."
        ) from error


def _text(event: _Event, name: str) -> str:
    found = event.found.get(name)
    if found is None:
        return ""
    plain = _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], found.value)
    return one_line(clean_text(plain))
