"""make: documents of a meeting and of a body."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.cli.opened import find_body, find_meeting, session_of
from secretariat.cli.output import STANDARD, tell, write_file
from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, DocumentKind, Format

if TYPE_CHECKING:
    from secretariat.services.finished import Making
    from secretariat.services.session import Session


ALL_BODIES = "all"
"""What stands in place of a body where a document tells of them all."""


def make_document(
    folder: Path,
    kind: DocumentKind,
    word: str,
    form: Format,
    audience: Audience | None,
    output: Path,
    *,
    large: bool = False,
    person: str = "",
) -> None:
    """Make a document for an audience and write it to a file, whole or not at all.

    Without an audience it is made for the one that it is usually for. Of actions by person those
    of one `person` alone, where one is named.
    """
    from secretariat.documents.catalogue import CATALOGUE
    from secretariat.services import publish
    from secretariat.services.body_documents import EVERY

    if kind in EVERY and not (kind in CATALOGUE and "/" in word):
        chosen = audience or EVERY[kind].audiences[0]
        _make_of_body(folder, kind, word, form, chosen, output, large=large, person=person)
        return
    audience = audience or CATALOGUE[kind].audiences[0]

    with session_of(folder) as session:
        meeting = find_meeting(session.reader, word).meeting.uid
        owner = _owner(session, person)
        _put(
            output,
            publish.making(session, kind, meeting, form, audience, large=large, owner=owner),
        )


def _owner(session: Session, name: str) -> str:
    """Return the key of an owner of open actions by name; "" without a name."""
    from secretariat.services.owned_actions import owners_of

    owners = owners_of(session.reader)
    found = [key for key, called in owners if name.casefold() in (key, called.casefold())]
    if name and not found:
        known = ", ".join(called for _, called in owners)
        raise KnownError(f"“{name}” owns no open action; those who do: {known or 'nobody'}.")
    return found[0] if name else ""


def _make_of_body(
    folder: Path,
    kind: DocumentKind,
    word: str,
    form: Format,
    audience: Audience,
    output: Path,
    *,
    large: bool,
    person: str = "",
) -> None:
    """Make a document of a body as at today, or a plan from this month on; or, where a meeting is
    named, as at its day."""
    from secretariat.services.body_documents import Wanted, making, usual_day

    with session_of(folder) as session:
        meet = find_meeting(session.reader, word) if "/" in word else None
        every = kind is DocumentKind.OWNED_ACTIONS and word.casefold() == ALL_BODIES
        home = None if every else meet.bodies[0] if meet else find_body(session.reader, word)
        day = meet.date if meet and meet.date else usual_day(kind, session.today())
        body, owner = home.uid if home else "", _owner(session, person)
        wanted = Wanted(kind, body, audience, day, owner=owner)
        _put(output, making(session, wanted, form, large=large))


def make_extract(
    folder: Path, word: str, item: str, form: Format, audience: Audience | None, output: Path
) -> None:
    """Make the extract of one minute; without an audience for all who may read it."""
    from secretariat.cli.report_forms import find_item
    from secretariat.services import extracts

    with session_of(folder) as session:
        meet = find_meeting(session.reader, word)
        meeting, uid = meet.meeting.uid, find_item(session.reader, meet, item).uid
        reader = audience or extracts.audience_of(session, meeting, uid)
        _put(output, extracts.making(session, meeting, uid, form, reader))


def _put(output: Path, making: Making) -> None:
    """Make a file and write it: under its own name where `output` is a folder."""
    data = making.data()
    path = output / making.name if output.is_dir() else output
    write_file(path, data)
    if path != STANDARD:
        tell(f"{path} was written ({len(data):,} bytes).")
