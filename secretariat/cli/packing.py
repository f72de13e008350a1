"""make pack: the agenda of a meeting with all its papers, for the public, members or officers."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from secretariat.cli.opened import find_meeting, session_of
from secretariat.cli.output import STANDARD, tell, write_file
from secretariat.errors import KnownError
from secretariat.models.kinds import Audience
from secretariat.models.names import full_name
from secretariat.models.records import Person
from secretariat.store.rows import Reader

if TYPE_CHECKING:
    from secretariat.models.release import ReleaseCheck
    from secretariat.services.protecting import PassPhrase


def make_pack(
    folder: Path,
    word: str,
    audience: Audience | None,
    person: str,
    output: Path,
    *,
    protect: bool = False,
    supplement: bool = False,
) -> None:
    """Make the pack of a meeting into a file, whole or not at all, and tell what it lacks and what
    its release check found.

    Without an audience it is that of the public, or of members where it is for one `person` or
    opens with a pass phrase alone (`protect`). A `supplement` carries only what is new since the
    last pack that was given out to that audience.
    """
    from secretariat.services.mail_drafts import neutral_name
    from secretariat.services.pack_supplements import supplement_brief
    from secretariat.services.packs import build_pack, pack_brief, pack_words, render_here
    from secretariat.services.release_checks import check_pack

    chosen = audience or (Audience.MEMBERS if person or protect else Audience.PUBLIC)
    if protect and chosen is Audience.PUBLIC:
        raise KnownError("The pack of the public is not protected: everybody may read it.")
    with session_of(folder) as session, TemporaryDirectory() as room:
        meeting = find_meeting(session.reader, word).meeting.uid
        who = _person(session.reader, person) if person else None
        brief_of = supplement_brief if supplement else pack_brief
        brief = brief_of(session, meeting, chosen, who)
        made = Path(room) / "pack.pdf"
        found = build_pack(brief, made)
        check = check_pack(session, found, made, render_here)
        name = neutral_name(session, meeting) if protect else brief.name
        target = output / name if output.is_dir() else output
        if protect:
            phrase, made = _protected(check, made, target)
            write_file(target, made.read_bytes())
            # Beside the output, which may be the file itself.
            print(f"Pass phrase: {phrase.words}", file=sys.stderr)
            print("It is kept nowhere. Pass it on by another way than the file.", file=sys.stderr)
        else:
            write_file(target, made.read_bytes())
    if output != STANDARD:
        tell(f"{target}: {pack_words(found)}")
        for paper in found.missing:
            tell(f"Missing: {paper.number} {paper.paper.title}")
        tell(f"{check.line}.")
        for one in check.findings:
            tell(f"  {one.text} {one.cure}".rstrip())


def _protected(check: ReleaseCheck, made: Path, target: Path) -> tuple[PassPhrase, Path]:
    """Return a pass phrase, which is kept nowhere, and the copy that opens with it alone.

    KnownError where there is a file already: its own pass phrase would be of no use any more.
    """
    from secretariat.services.protecting import checked_copy, new_pass_phrase

    if target != STANDARD and target.is_file():
        raise KnownError(f"{target} is there already; say another name with -o.")
    phrase, copy = new_pass_phrase(), made.with_name("protected.pdf")
    checked_copy(check, made, copy, phrase)
    return phrase, copy


def _person(reader: Reader, name: str) -> str:
    """Return the uid of the person of this name; KnownError where there is none, or several."""
    asked = name.strip().casefold()
    found = [
        one.uid for one in reader.find(Person) if asked in (one.uid, full_name(one).casefold())
    ]
    if len(found) != 1:
        raise KnownError(f"{'Several people are' if found else 'Nobody is'} called “{name}” here.")
    return found[0]
