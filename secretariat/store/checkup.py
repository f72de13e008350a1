"""Looking a register through from end to end: what is wrong, a sentence each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from secretariat.errors import KnownError
from secretariat.models.records import RECORDS, Record
from secretariat.store import backup, generations, migrations, papers, search
from secretariat.store.connection import connect_plain, problems
from secretariat.store.faults import ERRORS
from secretariat.store.rows import editable_columns


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be.

    `code` names the check: current, integrity, schema, history, search, paper, publication,
    backup. With `serious`, words may be lost or wrong; without, the program mends it or can do
    without.
    """

    code: str
    message: str
    serious: bool = True


def check(folder: Path) -> list[Finding]:
    """Return what is wrong with the register in `folder`, which is locked or open here."""
    return list(_findings(folder))


def _findings(folder: Path) -> Iterator[Finding]:
    try:
        database = generations.live_database(folder)
    except KnownError as error:
        yield Finding("current", str(error))
        return
    for number in generations.newer_in_use(folder):
        yield Finding(
            "current", f"gen-{number} is newer than the part in use, and was in use; it is kept."
        )
    try:
        with closing(connect_plain(database)) as connection:
            connection.execute("BEGIN")
            yield from _inside(connection)
            yield from _files(connection, folder / papers.FOLDER)
    except ERRORS as error:
        yield Finding("integrity", f"The register's file cannot be read ({error}).")
    for path in papers.damaged(folder / papers.FOLDER):
        yield Finding("paper", f"The paper {path.name} is damaged.")
    for copy in backup.copies(folder):
        if why := backup.defect(copy):
            yield Finding("backup", f"The copy {copy.path.name} is no good: {why}.")


def _inside(connection: sqlite3.Connection) -> Iterator[Finding]:
    for problem in problems(connection):
        yield Finding("integrity", f"The register's file is damaged: {problem}.")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if foreign := migrations.foreign_parts(connection, version):
        yield Finding("schema", f"The register holds what this program never makes: {foreign[0]}.")
        return
    for kind in RECORDS:
        yield from _history(connection, kind)
    if unfinished := connection.execute(
        "SELECT count(*) FROM history h LEFT JOIN change c ON c.id = h.change WHERE c.id IS NULL"
    ).fetchone()[0]:
        yield Finding("history", f"{unfinished} rows of the history belong to no change.")
    try:
        stale = search.problems(connection)
    except ERRORS as error:
        stale = [str(error)]
    if stale:
        yield Finding("search", f"The search index is out of step ({stale[0]}).", serious=False)


def _files(connection: sqlite3.Connection, folder: Path) -> Iterator[Finding]:
    """Find files of papers that are named and not there, as after an import: that carries none."""
    if migrations.foreign_parts(
        connection, connection.execute("PRAGMA user_version").fetchone()[0]
    ):
        return
    yield from _given_out(connection, folder)
    names = dict(connection.execute("SELECT sha256, original_name FROM paper_file"))
    missing = sorted(names[sha] for sha in names if sha and not papers.place(folder, sha).is_file())
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        yield Finding(
            "paper",
            f"The file “{missing[0]}”{more} of a paper is named but not in this register; it can be"
            " attached again.",
            serious=False,
        )


def _given_out(connection: sqlite3.Connection, folder: Path) -> Iterator[Finding]:
    """Find files that were given out and are not there: those are never made again."""
    rows = connection.execute(
        "SELECT sha256, file_name FROM publication WHERE is_kept ORDER BY made_at, uid"
    ).fetchall()
    missing = [name for sha, name in rows if sha and not papers.place(folder, sha).is_file()]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        words = f"The file “{missing[0]}”{more} was given out and is not in this register."
        yield Finding("publication", words, serious=False)


def _image(text: str | None) -> object:
    try:
        return json.loads(text) if text else {}
    except ValueError:
        return None


def _history(connection: sqlite3.Connection, kind: type[Record]) -> Iterator[Finding]:
    """Compare each row with the last image of it; a migration may have changed what came before."""
    table, names = kind.TABLE, editable_columns(kind)
    columns = ", ".join(f'"{name}"' for name in names)
    since = "(SELECT coalesce(max(id), 0) FROM change WHERE origin = 'migration' AND barrier = 1)"
    rows = connection.execute(
        f"SELECT t.uid, h.op, h.after, {columns} FROM {table} t JOIN history h ON h.id ="
        f" (SELECT max(id) FROM history WHERE tbl = ? AND uid = t.uid) AND h.change > {since}",
        (table,),
    )
    for uid, _operation, after, *values in rows:
        if _image(after) != dict(zip(names, values, strict=True)):
            yield Finding("history", f"The history of {table} {uid} does not end with what it is.")
    gone = connection.execute(
        "SELECT count(*) FROM (SELECT uid, max(id) AS last FROM history WHERE tbl = ? GROUP BY uid)"
        f" l JOIN history h ON h.id = l.last WHERE h.op <> 'delete' AND h.change > {since}"
        f" AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.uid = l.uid)",
        (table,),
    ).fetchone()[0]
    if gone:
        yield Finding("history", f"{gone} of {table} are gone without a trace in the history.")
