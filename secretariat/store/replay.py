"""Back and forth: put the rows that a change touched as they were before it, or after it.

Rows are not replayed one statement after another. A change may write a child before its
parent and swap two rows that must differ, and then neither order of its statements would be
safe: deleting a parent takes children with it that were never part of the change. So the end
state is put together first, and only then is deleted what is not part of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from secretariat.models.records import RECORDS
from secretariat.store.history import Image, images
from secretariat.store.rows import next_rev


def replay(connection: sqlite3.Connection, change: int, *, backwards: bool) -> None:
    """Put every row that `change` touched back as it was before it, or again as it was after."""
    known = {kind.TABLE for kind in RECORDS}
    touched = [image for image in images(connection, change, 0) if image.table in known]
    if backwards:
        touched = [Image(i.table, i.uid, before=i.after, after=i.before) for i in touched]
    _park(connection, touched)
    for image in touched:
        if image.after is not None:
            _put(connection, image)
    for image in touched:
        if image.after is None:
            connection.execute(f"DELETE FROM {image.table} WHERE uid = ?", (image.uid,))


def _park(connection: sqlite3.Connection, touched: Iterable[Image]) -> None:
    """Give rows that must differ from each other a value that no other row has, for a while."""
    unique: dict[str, list[list[str]]] = {}
    for image in touched:
        if image.before is None:
            continue
        if image.table not in unique:
            unique[image.table] = _unique_columns(connection, image.table)
        for names in unique[image.table]:
            after = image.after
            if after is None or any(image.before[name] != after[name] for name in names):
                connection.execute(
                    f'UPDATE {image.table} SET "{names[-1]}" = uid WHERE uid = ?', (image.uid,)
                )


def _unique_columns(connection: sqlite3.Connection, table: str) -> list[list[str]]:
    """Return the columns of each uniqueness rule but that of `uid`, a column of text last."""
    texts = {
        name
        for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")
        if kind == "TEXT"
    }
    found = []
    for _, index, unique, *_ in connection.execute(f"PRAGMA index_list({table})").fetchall():
        names = [row[2] for row in connection.execute(f'PRAGMA index_info("{index}")')]
        if unique and names != ["uid"] and texts & set(names):
            found.append(sorted(names, key=lambda name: name in texts))
    return found


def _put(connection: sqlite3.Connection, image: Image) -> None:
    table, uid, values = image.table, image.uid, image.after or {}
    sets = ", ".join(f'"{name}" = ?' for name in values)
    done = connection.execute(f"UPDATE {table} SET {sets} WHERE uid = ?", [*values.values(), uid])
    if done.rowcount == 0:
        names = ", ".join(f'"{name}"' for name in ("uid", "rev", *values))
        marks = ", ".join("?" * (len(values) + 2))
        connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",
            [uid, next_rev(connection, table, uid), *values.values()],
        )
