"""export calendar: meetings for other people's calendars."""

from __future__ import annotations

from pathlib import Path

from secretariat.cli.opened import find_body, find_meeting, session_of
from secretariat.cli.output import STANDARD, tell, write_file
from secretariat.services import calendar


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
