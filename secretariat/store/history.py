"""The change log: what each change did to each row, recorded by triggers.

From these rows come undo, redo, the audit trail and the list of views to refresh. The
triggers are temporary: they belong to the writer's connection, so that rebuilding a table
cannot lose them, and they refuse every write outside a change.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.records import RECORDS, Record
from secretariat.store.rows import editable_columns

OUTSIDE = "a write outside a change"


@dataclass(frozen=True, slots=True)
class Changed:
    """What one committed change touched: uids by table, and the meetings concerned."""

    label: str
    kind: str
    origin: str
    at: str
    rows: dict[str, frozenset[str]] = field(default_factory=dict)
    meetings: frozenset[str] = frozenset()

    def touches(self, *kinds: type[Record]) -> bool:
        """Say whether any record of these kinds was changed."""
        return any(kind.TABLE in self.rows for kind in kinds)


@dataclass(frozen=True, slots=True)
class Image:
    """One row as it was before and after it was touched; None where it was not there."""

    table: str
    uid: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def operation(self) -> str:
        """Return "insert", "update" or "delete"."""
        return _operation(self.before is not None, self.after is not None)

    def either(self, name: str) -> set[str]:
        """Return the values that a column had before and has after, where it had any."""
        found = {image.get(name) for image in (self.before, self.after) if image}
        return {value for value in found if value}


def install_triggers(connection: sqlite3.Connection) -> None:
    """Make the recording triggers of every record kind on this connection."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS open_change (id INTEGER PRIMARY KEY)")
    for kind in RECORDS:
        for statement in _triggers(kind):
            connection.execute(statement)


def _triggers(kind: type[Record]) -> Iterable[str]:
    table, names = kind.TABLE, editable_columns(kind)
    old = "json_object(" + ", ".join(f"'{n}', OLD.\"{n}\"" for n in names) + ")"
    new = "json_object(" + ", ".join(f"'{n}', NEW.\"{n}\"" for n in names) + ")"
    watched = ", ".join(f'"{n}"' for n in (*names, "uid"))
    record = "INSERT INTO history (change, tbl, uid, op, rev, before, after)"
    change = "(SELECT max(id) FROM temp.open_change)"
    guard = f"SELECT RAISE (ABORT, '{OUTSIDE}') WHERE NOT EXISTS (SELECT 1 FROM temp.open_change)"
    yield (
        f"CREATE TEMP TRIGGER IF NOT EXISTS {table}_inserted AFTER INSERT ON main.{table} BEGIN "
        f"{guard}; {record} VALUES ({change}, '{table}', NEW.uid, 'insert', NEW.rev, NULL, {new});"
        " END"
    )
    yield (
        f"CREATE TEMP TRIGGER IF NOT EXISTS {table}_updated AFTER UPDATE OF {watched}"
        f" ON main.{table} BEGIN "
        f"{guard}; {record} VALUES ({change}, '{table}', NEW.uid, 'update', OLD.rev, {old}, {new});"
        f" UPDATE {table} SET rev = OLD.rev + 1 WHERE uid = NEW.uid; END"
    )
    yield (
        f"CREATE TEMP TRIGGER IF NOT EXISTS {table}_deleted AFTER DELETE ON main.{table} BEGIN "
        f"{guard}; {record} VALUES ({change}, '{table}', OLD.uid, 'delete', OLD.rev, {old}, NULL);"
        " END"
    )


def last_row(connection: sqlite3.Connection) -> int:
    """Return the number of the newest history row, 0 when there is none."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM history").fetchone()[0])


def images(connection: sqlite3.Connection, change: int, after: int) -> list[Image]:
    """Return every row that `change` touched since history row `after`, each once.

    A row that was touched several times has its first image before and its last one after.
    """
    found: dict[tuple[str, str], tuple[str | None, str | None]] = {}
    for table, uid, before, image in connection.execute(
        "SELECT tbl, uid, before, after FROM history WHERE change = ? AND id > ? ORDER BY id",
        (change, after),
    ):
        first = found.get((table, uid))
        found[table, uid] = (before if first is None else first[0], image)
    return [
        Image(table, uid, _loaded(before), _loaded(image))
        for (table, uid), (before, image) in found.items()
    ]


def _loaded(image: str | None) -> dict[str, Any] | None:
    if image is None:
        return None
    try:
        values: dict[str, Any] = json.loads(image)
    except ValueError as error:
        raise KnownError("The history is damaged; restore the newest verified copy.") from error
    return values


def fold(connection: sqlite3.Connection, change: int) -> bool:
    """Leave one history row for each row that `change` touched, and say whether any is left.

    It has the first image before, the last image after and the highest `rev`, so that an hour
    of typing in one paragraph is a version a minute and not one a keystroke. What came to
    nothing is left out.
    """
    several = connection.execute(
        "SELECT tbl, uid, min(id), max(id), max(rev) FROM history WHERE change = ?"
        " GROUP BY tbl, uid HAVING count(*) > 1",
        (change,),
    ).fetchall()
    for table, uid, first, last, rev in several:
        (before,) = connection.execute(
            "SELECT before IS NOT NULL FROM history WHERE id = ?", (first,)
        ).fetchone()
        (after,) = connection.execute("SELECT after FROM history WHERE id = ?", (last,)).fetchone()
        nothing = not before and after is None
        connection.execute(
            "DELETE FROM history WHERE tbl = ? AND uid = ? AND change = ? AND (id <> ? OR ?)",
            (table, uid, change, first, nothing),
        )
        operation = _operation(bool(before), after is not None)
        connection.execute(
            "UPDATE history SET op = ?, rev = ?, after = ? WHERE id = ?",
            (operation, rev, after, first),
        )
    connection.execute("DELETE FROM history WHERE change = ? AND before = after", (change,))
    left = connection.execute("SELECT 1 FROM history WHERE change = ? LIMIT 1", (change,))
    return left.fetchone() is not None


def _operation(before: bool, after: bool) -> str:
    if before:
        return "update" if after else "delete"
    return "insert"


def report(connection: sqlite3.Connection, change: int, touched: Iterable[Image]) -> Changed:
    """Return what to tell of `change`: the rows in `touched` and the meetings they belong to."""
    label, kind, origin, at = connection.execute(
        "SELECT label, kind, origin, at FROM change WHERE id = ?", (change,)
    ).fetchone()
    rows: dict[str, set[str]] = {}
    meetings: set[str] = set()
    for image in touched:
        rows.setdefault(image.table, set()).add(image.uid)
        meetings |= {image.uid} if image.table == "meeting" else image.either("meeting")
    frozen = {table: frozenset(uids) for table, uids in rows.items()}
    return Changed(label, kind, origin, at, frozen, frozenset(meetings))
