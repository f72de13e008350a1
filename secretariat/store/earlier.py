"""How rows were before: the change log read backwards.

What a row holds now is in its table; each step back is an image in `history`. Reading backwards
from now is right also where the log does not go back to the beginning.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.records import Record
from secretariat.store import faults
from secretariat.store.rows import Reader

DAMAGED = "The history is damaged; restore the newest verified copy."


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one row. `before` is None where the change made it, `at` is UTC."""

    change: int
    at: datetime
    label: str
    uid: str
    before: dict[str, Any] | None


def steps_of(reader: Reader, kind: type[Record], column: str, value: str) -> Iterator[Step]:
    """Return how rows of a kind came to be as they are, the newest change first.

    They are those that have `value` in a column after the change, or had it where it removed them.
    """
    found = _rows(
        reader,
        "SELECT h.change, c.at, c.label, h.uid, h.before FROM history h"
        " JOIN change c ON c.id = h.change"
        " WHERE h.tbl = ? AND json_extract(coalesce(h.after, h.before), ?) = ?"
        " ORDER BY h.id DESC",
        (kind.TABLE, f"$.{column}", value),
    )
    for change, at, label, uid, before in found:
        yield Step(change, datetime.fromisoformat(at), label, uid, _loaded(before))


def last_change(reader: Reader) -> int:
    """Return the number of the newest change, 0 when there is none."""
    return int(_rows(reader, "SELECT coalesce(max(id), 0) FROM change", ())[0][0])


def changed_since(
    reader: Reader, kinds: Iterable[type[Record]], change: int
) -> dict[tuple[str, str], dict[str, Any]]:
    """Return how rows of some kinds were after `change`, by table and uid.

    Of those that were changed later, and were there then; the others are as they were.
    """
    tables = json.dumps([kind.TABLE for kind in kinds])
    found = _rows(
        reader,
        "SELECT tbl, uid, before FROM history WHERE id IN (SELECT min(id) FROM history"
        " WHERE change > ? AND tbl IN (SELECT value FROM json_each(?)) GROUP BY tbl, uid)"
        " AND before IS NOT NULL ORDER BY id",
        (change, tables),
    )
    return {(table, uid): _loaded(before) or {} for table, uid, before in found}


def _rows(reader: Reader, sql: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    try:
        return reader.connection.execute(sql, values).fetchall()
    except faults.ERRORS as error:
        raise faults.unreadable(error) or error from error


def _loaded(image: str | None) -> dict[str, Any] | None:
    try:
        values: dict[str, Any] | None = json.loads(image) if image is not None else None
    except ValueError as error:
        raise KnownError(DAMAGED) from error
    return values
