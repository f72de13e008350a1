"""make: documents of a meeting."""

from __future__ import annotations

from pathlib import Path

from secretariat.cli.opened import find_meeting, session_of
from secretariat.cli.output import STANDARD, tell, write_file
from secretariat.models.kinds import Audience, DocumentKind, Format


def make_document(
    folder: Path,
    kind: DocumentKind,
    word: str,
    form: Format,
    audience: Audience | None,
    output: Path,
) -> None:
    """Make a document for an audience and write it to a file, whole or not at all.

    Without an audience it is made for the one that it is usually for.
    """
    from secretariat.documents.catalogue import CATALOGUE
    from secretariat.services import publish

    audience = audience or CATALOGUE[kind].audiences[0]

    with session_of(folder) as session:
        meeting = find_meeting(session.reader, word).meeting.uid
        name = publish.file_name(session, kind, meeting, form, audience)
        data = publish.make(session, kind, meeting, form, audience)
    path = output / name if output.is_dir() else output
    write_file(path, data)
    if path != STANDARD:
        tell(f"{path} was written ({len(data):,} bytes).")
