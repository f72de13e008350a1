"""Records of every kind for tests, with the parents that they need."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, get_type_hints

from secretariat.models.records import RECORDS, Record
from secretariat.store.changes import Intent
from secretariat.store.history import Changed
from secretariat.store.register import Register
from secretariat.store.rows import Reader, Writer, editable_columns

KINDS: dict[str, type[Record]] = {kind.TABLE: kind for kind in RECORDS}
START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

Contents = dict[str, dict[str, tuple[Any, ...]]]

_count = itertools.count(1)


class Clock:
    """A clock that tests set by hand; an hour passes at each reading unless told otherwise."""

    def __init__(self, step: timedelta = timedelta(hours=1)) -> None:
        self.now = START
        self.step = step

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now


def do(
    register: Register,
    work: Callable[[Writer], Any],
    *,
    label: str = "Try",
    merge_key: str = "",
    barrier: bool = False,
    clock: Callable[[], datetime] | None = None,
) -> tuple[Any, Changed]:
    """Carry out one change and wait for it."""
    intent = Intent(label, "tester", merge_key=merge_key, barrier=barrier)
    return register.change(intent, work, clock or Clock()).result(10)


def undo(register: Register) -> Changed:
    """Undo and wait."""
    return register.undo("tester", Clock()).result(10)


def redo(register: Register) -> Changed:
    """Redo and wait."""
    return register.redo("tester", Clock()).result(10)


def parents(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Return which column of a table points at which table."""
    rows = connection.execute(f"PRAGMA foreign_key_list({table})")
    return {row[3]: row[2] for row in rows}


def add(writer: Writer, kind: type[Record], **given: Any) -> Any:
    """Insert a record of `kind`, and parents for whatever it must point at and was not given."""
    number = next(_count)
    points = parents(writer.connection, kind.TABLE)
    hints = get_type_hints(kind)
    for field in fields(kind):
        required = field.default is MISSING and field.default_factory is MISSING
        if field.name in given or not required:
            continue
        if field.name in points:
            given[field.name] = add(writer, KINDS[points[field.name]]).uid
        else:
            given[field.name] = _value(hints[field.name], number)
    return writer.insert(kind(**given))


def _value(hint: Any, number: int) -> Any:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return list(hint)[number % len(list(hint))]
    made = {
        str: f"Words {number}",
        int: number,
        bool: bool(number % 2),
        date: date(2026, 1, 1) + timedelta(days=number % 300),
        time: time(number % 24, number % 60),
    }
    return made[hint]


def contents(reader: Reader) -> Contents:
    """Return everything that people entered, by table and uid; no `rev`, no integer key."""
    found: Contents = {}
    for kind in RECORDS:
        names = ", ".join(f'"{name}"' for name in editable_columns(kind))
        rows = reader.connection.execute(f"SELECT uid, {names} FROM {kind.TABLE}").fetchall()
        found[kind.TABLE] = {row[0]: tuple(row[1:]) for row in rows}
    return found


def revs(reader: Reader) -> dict[tuple[str, str], int]:
    """Return the `rev` of every row."""
    found = {}
    for kind in RECORDS:
        for uid, rev in reader.connection.execute(f"SELECT uid, rev FROM {kind.TABLE}"):
            found[kind.TABLE, uid] = rev
    return found
