"""make: documents of a meeting, and plans of a body."""

from __future__ import annotations

from pathlib import Path

from secretariat.cli.opened import find_body, find_meeting, session_of
from secretariat.cli.output import STANDARD, tell, write_file
from secretariat.models.kinds import Audience, DocumentKind, Format


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
    from secretariat.documents.catalogue import CATALOGUE, OF_BODY, PLANS
    from secretariat.services import publish

    if kind in PLANS:
        _make_plan(folder, kind, word, form, audience or Audience.PUBLIC, output, large=large)
        return
    if kind in OF_BODY:
        chosen = audience or OF_BODY[kind].audiences[0]
        _make_of_body(folder, kind, word, form, chosen, output, large=large)
        return
    audience = audience or CATALOGUE[kind].audiences[0]

    with session_of(folder) as session:
        meeting = find_meeting(session.reader, word).meeting.uid
        name = publish.file_name(session, kind, meeting, form, audience, large=large)
        data = publish.make(session, kind, meeting, form, audience, large=large)
    _put(output, name, data)


def _make_plan(
    folder: Path,
    kind: DocumentKind,
    word: str,
    form: Format,
    audience: Audience,
    output: Path,
    *,
    large: bool,
) -> None:
    """Make a forward plan or a notice of a body, from this month on; or, where a meeting is named,
    as at its day."""
    from secretariat.services import plan_documents
    from secretariat.services.meetings import Meet

    with session_of(folder) as session:
        meet: Meet | None = find_meeting(session.reader, word) if "/" in word else None
        body = meet.bodies[0] if meet else find_body(session.reader, word)
        start = meet.date if meet and meet.date else session.today().replace(day=1)
        name = plan_documents.file_name(session, kind, body.uid, form, audience, start, large=large)
        data = plan_documents.make(session, kind, body.uid, form, audience, start, large=large)
    _put(output, name, data)


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
    """Make a document of a body as at today, of the year until then; or, where a meeting is
    named, as at its day."""
    from secretariat.services import body_documents

    with session_of(folder) as session:
        meet = find_meeting(session.reader, word) if "/" in word else None
        body = meet.bodies[0] if meet else find_body(session.reader, word)
        end = meet.date if meet and meet.date else session.today()
        name = body_documents.file_name(session, kind, body.uid, form, audience, end, large=large)
        data = body_documents.make(session, kind, body.uid, form, audience, end, large=large)
    _put(output, name, data)


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
        name = extracts.file_name(session, meeting, uid, form, reader)
        data = extracts.make(session, meeting, uid, form, reader)
    _put(output, name, data)


def _put(output: Path, name: str, data: bytes) -> None:
    path = output / name if output.is_dir() else output
    write_file(path, data)
    if path != STANDARD:
        tell(f"{path} was written ({len(data):,} bytes).")
