"""export calendar and import of one: meetings for other people's calendars, and from them."""

from __future__ import annotations

from pathlib import Path

from secretariat.cli.opened import find_body, find_meeting, session_of
from secretariat.cli.output import STANDARD, print_json, tell, write_file
from secretariat.errors import KnownError
from secretariat.services import bring_calendar, calendar
from secretariat.services.ics import LARGEST, Incoming, Reading, read_calendar


def write_calendar(
    folder: Path, file: Path, *, body: str | None, year: int | None, meeting: str | None
) -> None:
    """Write the meetings that are meant to one calendar file, whole or not at all."""
    with session_of(folder) as session:
        reader = session.reader
        if meeting is not None:
            meets = [find_meeting(reader, meeting)]
        else:
            uid = find_body(reader, body).uid if body is not None else ""
            meets = calendar.chosen(reader, body=uid, year=year)
        data = calendar.calendar_file(meets, calendar.name_of(meets), year)
    write_file(file, data)
    if file != STANDARD:
        tell(f"{file} was written ({calendar.what_was_written(meets)}).")


def read_calendars(folder: Path, files: tuple[Path, ...], body: str, *, as_json: bool) -> None:
    """Bring the meetings of calendar files in as those of a body, all of them or none."""
    with session_of(folder) as session:
        home = find_body(session.reader, body)
        events: list[Incoming] = []
        left_out: list[str] = []
        for path in files:
            try:
                read = read_calendar(_bytes_of(path), home.zone)
            except KnownError as error:
                raise KnownError(f"{path.name}: {error} Nothing was brought in.") from error
            events += read.events
            left_out += read.left_out
        found = bring_calendar.look_at(session.reader, home.uid, Reading(tuple(events)))
        new = sum(1 for one in found if not one.there)
        if new:
            bring_calendar.bring_in(session, home.uid, found).result()
    there = len(found) - new
    if as_json:
        print_json({"added": new, "there": there, "left_out": left_out})
        return
    said = [f"{new} meeting{'s' if new != 1 else ''} of {home.name} brought in"]
    said += [f"{there} there already"] if there else []
    tell(f"{', '.join(said)}.")
    for sentence in left_out:
        tell(f"Left out: {sentence}")


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise KnownError(f"it could not be read: {why}.") from error
