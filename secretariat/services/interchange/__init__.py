"""Hand-over and archive: everything a person can enter goes out as JSON and comes back equal.

An import adds and updates and never removes; what a file does not say is left as it is. It is one
change, so one step of undo, and all of it is written or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from secretariat.services.interchange.exporting import (
    export_body,
    export_meeting,
    export_register,
)
from secretariat.services.interchange.merging import Report, apply, differences, report
from secretariat.services.interchange.planning import Planner
from secretariat.services.interchange.reading import Json, read_bytes, read_file
from secretariat.services.session import Session
from secretariat.store.rows import Writer

__all__ = [
    "Json",
    "Report",
    "export_body",
    "export_meeting",
    "export_register",
    "import_documents",
    "import_files",
    "read_bytes",
    "read_file",
]


def import_files(session: Session, paths: Sequence[Path]) -> Report:
    """Bring files into the register as one change; waits for the commit.

    Files may refer to each other. Raises KnownError with one sentence that names the file and
    the place; then nothing of any of them was imported.
    """
    documents = [(path.name, read_file(path)) for path in paths]
    label = f"Import {paths[0].name}" if len(paths) == 1 else f"Import {len(paths)} files"
    return import_documents(session, documents, label=label)


def import_documents(
    session: Session, documents: Sequence[tuple[str, Json]], *, label: str, backup: bool = True
) -> Report:
    """Bring documents that are valid by the schema into the register as one change.

    Nothing is written and no copy is made when all of it is there already; otherwise a verified
    copy that rotation keeps is made first, unless `backup` says no.
    """

    def work(writer: Writer) -> Report:
        return apply(writer, Planner(writer).plan(documents))

    with session.reader.snapshot():
        rows = Planner(session.reader).plan(documents)
        todo = differences(session.reader, rows)
    if not todo:
        return report(rows, todo)
    return session.change(label, work).result()
