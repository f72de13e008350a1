"""agenda: a new agenda of a meeting from one of its sources."""

from __future__ import annotations

from pathlib import Path

from secretariat.cli.opened import find_meeting, session_of
from secretariat.cli.output import print_columns, tell
from secretariat.errors import KnownError
from secretariat.models.numbering import NO_NUMBER


def draft_agenda(folder: Path, word: str, source: str, *, write: bool) -> None:
    """Print the agenda that a source would make, and with `write` make it.

    KnownError when the meeting is offered no such source.
    """
    from secretariat.services import agenda_sources

    with session_of(folder) as session:
        meet = find_meeting(session.reader, word)
        uid = meet.meeting.uid
        offered = agenda_sources.sources(session.reader, uid)
        chosen = next((one for one in offered if one.kind == source), None)
        if chosen is None:
            kinds = ", ".join(
                dict.fromkeys(one.kind.value for one in offered if one.kind != "empty")
            )
            raise KnownError(f"This meeting has no source “{source}”; it has: {kinds}.")
        draft = agenda_sources.draft(session.reader, uid, chosen.kind, chosen.uid)
        taken = draft.taking(draft.offered)
        numbers = taken.numbers(meet.bodies[0].agenda_numbering)
        print_columns(
            [
                [numbers.get(line.key, NO_NUMBER).full or "-", line.item.title, line.why.value]
                for line in taken.lines
            ]
        )
        if write:
            many = len(agenda_sources.make_agenda(session, uid, taken).result())
            tell(f"{many} {'line was' if many == 1 else 'lines were'} put on the agenda.")
        elif taken.new:
            tell("Nothing was written; --write makes it.")
