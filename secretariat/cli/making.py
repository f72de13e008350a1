"""make: documents of a meeting and of a body."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.cli.opened import find_body, find_meeting, session_of
from secretariat.cli.output import STANDARD, tell, write_file
from secretariat.models.kinds import Audience, DocumentKind, Format

if TYPE_CHECKING:
    from secretariat.services.finished import Making


def make_document(
    folder: Path,
    kind: DocumentKind,
    word: str,
    form: Format,
    audience: Audience | None,
    output: Path,
    *,
    large: bool = False,
) -> None:
    """Make a document for an audience and write it to a file, whole or not at all.

    Without an audience it is made for the one that it is usually for.
    """
    from secretariat.documents.catalogue import CATALOGUE
    from secretariat.services import publish
    from secretariat.services.body_documents import EVERY

    if kind in EVERY:
        chosen = audience or EVERY[kind].audiences[0]
        _make_of_body(folder, kind, word, form, chosen, output, large=large)
        return
    audience = audience or CATALOGUE[kind].audiences[0]

    with session_of(folder) as session:
        meeting = find_meeting(session.reader, word).meeting.uid
        _put(output, publish.making(session, kind, meeting, form, audience, large=large))


def _make_of_body(
    folder: Path,
    kind: DocumentKind,
    word: str,
    form: Format,
    audience: Audience,
    output: Path,
    *,
    large: bool,
) -> None:
    """Make a document of a body as at today, or a plan from this month on; or, where a meeting is
    named, as at its day."""
    from secretariat.services.body_documents import Wanted, making, usual_day

    with session_of(folder) as session:
        meet = find_meeting(session.reader, word) if "/" in word else None
        body = meet.bodies[0] if meet else find_body(session.reader, word)
        day = meet.date if meet and meet.date else usual_day(kind, session.today())
        wanted = Wanted(kind, body.uid, audience, day)
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
