"""The change log: what each change did to each row, recorded by triggers, and replayed.

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
    guard = (
        f"SELECT RAISE (ABORT, '{OUTSIDE}') "
        "WHERE NOT EXISTS (SELECT 1 FROM temp.open_change)"
    )
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


def fold(connection: sqlite3.Connection, change: int, after: int) -> None:
    """Merge the history rows of `change` made after row `after` into its earlier ones.

    A row edited again keeps its first image before and its last image after, so that an hour
    of typing in one paragraph is a version a minute and not one a keystroke.
    """
    rows = connection.execute(
        "SELECT id, tbl, uid, op, after FROM history WHERE change = ? AND id > ? ORDER BY id",
        (change, after),
    ).fetchall()
    for row, table, uid, op, image in rows:
        if op != "update":
            continue
        previous = connection.execute(
            "SELECT id, op FROM history WHERE change = ? AND tbl = ? AND uid = ? AND id < ?"
            " ORDER BY id DESC LIMIT 1",
            (change, table, uid, row),
        ).fetchone()
        if previous and previous[1] in ("insert", "update"):
            connection.execute("UPDATE history SET after = ? WHERE id = ?", (image, previous[0]))
            connection.execute("DELETE FROM history WHERE id = ?", (row,))


def replay(connection: sqlite3.Connection, change: int, *, backwards: bool) -> None:
    """Put every row that `change` touched back as it was before it, or again as it was after."""
    direction = "DESC" if backwards else "ASC"
    rows = connection.execute(
        f"SELECT tbl, uid, op, before, after FROM history WHERE change = ? ORDER BY id {direction}",
        (change,),
    ).fetchall()
    known = {kind.TABLE for kind in RECORDS}
    for table, uid, _op, before, after in rows:
        if table in known:
            _restore(connection, table, uid, before if backwards else after)


def _restore(connection: sqlite3.Connection, table: str, uid: str, image: str | None) -> None:
    if image is None:
        connection.execute(f"DELETE FROM {table} WHERE uid = ?", (uid,))
        return
    values: dict[str, Any] = json.loads(image)
    sets = ", ".join(f'"{name}" = ?' for name in values)
    done = connection.execute(f"UPDATE {table} SET {sets} WHERE uid = ?", [*values.values(), uid])
    if done.rowcount == 0:
        rev = connection.execute(
            "SELECT coalesce(max(rev), 0) + 1 FROM history WHERE tbl = ? AND uid = ?", (table, uid)
        ).fetchone()[0]
        names = ", ".join(f'"{name}"' for name in ("uid", "rev", *values))
        marks = ", ".join("?" * (len(values) + 2))
        connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})", [uid, rev, *values.values()]
        )


def report(connection: sqlite3.Connection, change: int, after: int) -> Changed:
    """Return what `change` touched since history row `after`."""
    label, kind, origin, at = connection.execute(
        "SELECT label, kind, origin, at FROM change WHERE id = ?", (change,)
    ).fetchone()
    rows: dict[str, set[str]] = {}
    meetings: set[str] = set()
    for table, uid, before, image in connection.execute(
        "SELECT tbl, uid, before, after FROM history WHERE change = ? AND id > ?", (change, after)
    ):
        rows.setdefault(table, set()).add(uid)
        if table == "meeting":
            meetings.add(uid)
        for text in (before, image):
            meeting = json.loads(text).get("meeting") if text else None
            if meeting:
                meetings.add(meeting)
    frozen = {table: frozenset(uids) for table, uids in rows.items()}
    return Changed(label, kind, origin, at, frozen, frozenset(meetings))
