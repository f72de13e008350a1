"""Opening a register for one command, and finding in it what an argument names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from secretariat.errors import KnownError
from secretariat.models.records import Body
from secretariat.services.meetings import Meet, all_meetings
from secretariat.services.session import Session
from secretariat.store.rows import Reader

_SHORTEST = 4
"""The shortest beginning of a uid that is taken for one."""


@contextmanager
def session_of(folder: Path, *, create: bool = False) -> Iterator[Session]:
    """Open the register in `folder` and close it afterwards, whatever happens."""
    session = Session.open(folder, create=create)
    try:
        yield session
    finally:
        session.close()


def find_body(reader: Reader, word: str) -> Body:
    """Return the body that a uid, the beginning of one, a name or a short name means."""
    bodies = reader.find(Body)
    asked = word.strip().casefold()
    found = [b for b in bodies if asked in (b.uid, b.short_name.casefold(), b.name.casefold())]
    if not found and len(asked) >= _SHORTEST:
        found = [body for body in bodies if body.uid.startswith(asked)]
    if not found:
        known = ", ".join(sorted(body.short_name or body.name for body in bodies)) or "none yet"
        raise KnownError(f"There is no body “{word}”; the bodies here: {known}.")
    if len(found) > 1:
        raise KnownError(f"“{word}” means {len(found)} bodies; please give more of the uid.")
    return found[0]


def find_meeting(reader: Reader, word: str) -> Meet:
    """Return the meeting that a uid, the beginning of one, or “CSP/2017-02-23” means."""
    name, slash, day = word.strip().rpartition("/")
    if slash:
        return _on_day(reader, name, day)
    asked = word.strip().casefold()
    meets = all_meetings(reader)
    found = [meet for meet in meets if meet.meeting.uid == asked]
    if not found and len(asked) >= _SHORTEST:
        found = [meet for meet in meets if meet.meeting.uid.startswith(asked)]
    if not found:
        raise KnownError(
            f"There is no meeting “{word}”; give a uid, or a body and a date: CSP/2017-02-23."
        )
    if len(found) > 1:
        raise KnownError(f"“{word}” means {len(found)} meetings; please give more of the uid.")
    return found[0]


def _on_day(reader: Reader, name: str, day: str) -> Meet:
    body = find_body(reader, name)
    try:
        on = date.fromisoformat(day)
    except ValueError as error:
        raise KnownError(f"“{day}” is not a date; write it as 2017-02-23.") from error
    found = [
        meet
        for meet in all_meetings(reader, body=body.uid)
        if any(sitting.date == on for sitting in meet.sittings)
    ]
    if not found:
        raise KnownError(f"{body.name} has no meeting on {day}.")
    if len(found) > 1:
        uids = " and ".join(meet.meeting.uid for meet in found)
        raise KnownError(f"{body.name} meets more than once on {day}; please choose {uids}.")
    return found[0]
