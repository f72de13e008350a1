"""Hand-over and archive: everything a person can enter goes out as JSON and comes back equal.

An import adds and updates and never removes; what a file does not say is left as it is. It is one
change, so one step of undo, and all of it is written or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from secretariat.store import backup
from secretariat.store.rows import Writer

MakeCopy = Callable[[str], object]
"""Makes a pinned copy for the reason given, or raises KnownError."""

_REASON = "before-import"

__all__ = [
    "Json",
    "MakeCopy",
    "Report",
    "export_body",
    "export_meeting",
    "export_register",
    "import_documents",
    "import_files",
    "read_bytes",
    "read_file",
]


def import_files(
    session: Session, paths: Sequence[Path], *, make_copy: MakeCopy | None = None
) -> Report:
    """Bring files into the register as one change; waits for the commit.

    Files may refer to each other. A verified copy of the register that is never rotated away is
    made first; a window whose `Safety` is at work gives its own `make_copy`. Nothing is copied
    or written when all of it is there already. Raises KnownError with one sentence that names
    the file and the place; then nothing of any of them was imported.
    """
    alone = len({path.name for path in paths}) == len(paths)
    documents = [(path.name if alone else str(path), read_file(path)) for path in paths]
    label = f"Import {paths[0].name}" if len(paths) == 1 else f"Import {len(paths)} files"
    return import_documents(session, documents, label=label, make_copy=make_copy)


def import_documents(
    session: Session,
    documents: Sequence[tuple[str, Json]],
    *,
    label: str,
    make_copy: MakeCopy | None = None,
) -> Report:
    """Bring documents that are valid by the schema into the register, as `import_files` does."""

    def work(writer: Writer) -> Report:
        return apply(writer, Planner(writer).plan(documents))

    with session.reader.snapshot():
        rows = Planner(session.reader).plan(documents)
        found = differences(session.reader, rows)
    if not found:
        return report(rows, found)
    if make_copy is not None:
        make_copy(_REASON)
    else:
        register = session.register
        session.drain()
        backup.make(
            register.folder, register.database, session.clock(), pinned=True, reason=_REASON
        )
    return session.change(label, work).result()
