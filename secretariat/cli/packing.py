"""make pack: the agenda of a meeting with all its papers, for the public, members or officers."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from secretariat.cli.opened import find_meeting, session_of
from secretariat.cli.output import STANDARD, tell, write_file
from secretariat.errors import KnownError
from secretariat.models.kinds import Audience
from secretariat.models.names import full_name
from secretariat.models.records import Person
from secretariat.store.rows import Reader


def make_pack(
    folder: Path, word: str, audience: Audience | None, person: str, output: Path
) -> None:
    """Make the pack of a meeting into a file, whole or not at all, and tell what it lacks.

    Without an audience it is that of the public, or of members where it is for one `person`.
    """
    from secretariat.services.packs import build_pack, pack_brief, pack_words

    chosen = audience or (Audience.MEMBERS if person else Audience.PUBLIC)
    with session_of(folder) as session, TemporaryDirectory() as room:
        meeting = find_meeting(session.reader, word).meeting.uid
        who = _person(session.reader, person) if person else None
        brief = pack_brief(session, meeting, chosen, who)
        made = Path(room) / "pack.pdf"
        found = build_pack(brief, made)
        target = output / brief.name if output.is_dir() else output
        write_file(target, made.read_bytes())
    if output != STANDARD:
        tell(f"{target}: {pack_words(found)}")
        for paper in found.missing:
            tell(f"Missing: {paper.number} {paper.paper.title}")


def _person(reader: Reader, name: str) -> str:
    """Return the uid of the person of this name; KnownError where there is none, or several."""
    asked = name.strip().casefold()
    found = [
        one.uid for one in reader.find(Person) if asked in (one.uid, full_name(one).casefold())
    ]
    if len(found) != 1:
        raise KnownError(f"{'Several people are' if found else 'Nobody is'} called “{name}” here.")
    return found[0]
