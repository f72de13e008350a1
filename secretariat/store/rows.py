"""Records in and out of tables: the whole of plain reading and writing.

`Reader` and `Writer` know every record kind by its dataclass fields. Queries that join or
count have modules of their own beside this one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_type_hints

from secretariat.errors import BugError, KnownError
from secretariat.models.limits import clean_text
from secretariat.models.records import RECORDS, Record
from secretariat.store import faults
from secretariat.store.uids import new_uid

R = TypeVar("R", bound=Record)
_Decode = Callable[[Any], Any]
_KINDS = {kind.TABLE: kind for kind in RECORDS}

_AT_ONCE = 10_000
"""How many values one query names at most, well below SQLite's own limit."""

MAX_TEXT = 1_000_000
"""The longest text one field may hold, in characters."""


def columns(kind: type[Record]) -> tuple[str, ...]:
    """Return the column names of a record kind, `uid` and `rev` first."""
    return _columns(kind.TABLE)


@cache
def _columns(table: str) -> tuple[str, ...]:
    return tuple(f.name for f in fields(_KINDS[table]))


def editable_columns(kind: type[Record]) -> tuple[str, ...]:
    """Return the columns that a person can enter something into: all but `uid` and `rev`."""
    return tuple(name for name in columns(kind) if name not in ("uid", "rev"))


@cache
def _decoders(table: str) -> tuple[_Decode | None, ...]:
    hints = get_type_hints(_KINDS[table])
    return tuple(_decoder(hints[name]) for name in _columns(table))


def _decoder(hint: Any) -> _Decode | None:
    options = [option for option in get_args(hint) if option is not NoneType] or [hint]
    base = options[0]
    if base is bool or (isinstance(base, type) and issubclass(base, StrEnum)):
        return base
    if base in (date, datetime, time):
        decode: _Decode = base.fromisoformat
        return decode
    return None


def encode(value: Any) -> Any:
    """Return `value` as SQLite keeps it; letters that no file can hold are left out.

    Raises KnownError for a text longer than MAX_TEXT or a number beyond 64 bits.
    """
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise KnownError("That text is too long: a field holds a million letters at most.")
        return clean_text(value)
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise KnownError("That number is too large to keep.")
    return value


def from_image(kind: type[R], uid: str, image: dict[str, Any]) -> R:
    """Return a record as the history has it; a column that is younger has its default.

    Raises KnownError where the history holds what no record can hold.
    """
    decoders = dict(zip(columns(kind), _decoders(kind.TABLE), strict=True))
    try:
        values = {
            name: value if (decode := decoders[name]) is None or value is None else decode(value)
            for name, value in image.items()
            if name in decoders
        }
        return kind(uid=uid, **values)
    except (ValueError, TypeError) as error:
        raise KnownError("The history is damaged; restore the newest verified copy.") from error


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def next_rev(connection: sqlite3.Connection, table: str, uid: str) -> int:
    """Return the `rev` for a row that is inserted: above every one that it ever had."""
    found = connection.execute(
        "SELECT coalesce(max(rev), 0) + 1 FROM history WHERE tbl = ? AND uid = ?", (table, uid)
    ).fetchone()
    return int(found[0])


class Reader:
    """Reads records through one connection. Not for two threads at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def get(self, kind: type[R], uid: str) -> R:
        """Return the record; KnownError when it has been removed meanwhile."""
        found = self.maybe(kind, uid)
        if found is None:
            raise KnownError(f"That {kind.TABLE.replace('_', ' ')} is no longer in the register.")
        return found

    def maybe(self, kind: type[R], uid: str | None) -> R | None:
        """Return the record, or None when there is none."""
        rows = self.find(kind, uid=uid) if uid else []
        return rows[0] if rows else None

    def find(self, kind: type[R], /, *, order: str = "", **equal: Any) -> list[R]:
        """Return the records whose columns equal what is given; a tuple or list means “one of”.

        `order` names columns, "-" before one for downwards; without it, position (where the
        kind has one) and then the time they were made.
        """
        where, values = _where(kind, equal)
        listed = f"SELECT {_quoted(columns(kind))} FROM {kind.TABLE}"
        sql = f"{listed}{where} ORDER BY {_order(kind, order)}"
        return [self._record(kind, row) for row in self._rows(sql, values)]

    def one(self, kind: type[R], /, **equal: Any) -> R | None:
        """Return the first record that `find` would, or None."""
        rows = self.find(kind, **equal)
        return rows[0] if rows else None

    def by_uid(self, kind: type[R], uids: Iterable[str | None]) -> dict[str, R]:
        """Return the records of these uids by uid; those that are not there are left out."""
        wanted = sorted({uid for uid in uids if uid})
        return {
            record.uid: record
            for start in range(0, len(wanted), _AT_ONCE)
            for record in self.find(kind, uid=wanted[start : start + _AT_ONCE])
        }

    def grouped(
        self, kind: type[R], column: str, values: Iterable[str], *, order: str = ""
    ) -> dict[str, list[R]]:
        """Return the records whose `column` is one of `values`, in lists by that value."""
        wanted, found = sorted(set(values)), dict[str, list[R]]()
        for start in range(0, len(wanted), _AT_ONCE):
            some = {column: wanted[start : start + _AT_ONCE]}
            for record in self.find(kind, order=order, **some):
                found.setdefault(getattr(record, column), []).append(record)
        return found

    def count(self, kind: type[Record], /, **equal: Any) -> int:
        """Return how many records `find` would give."""
        where, values = _where(kind, equal)
        sql = f"SELECT count(*) FROM {kind.TABLE}{where}"
        return int(self._rows(sql, values)[0][0])

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Keep one state of the register for all that is read inside."""
        if self.connection.in_transaction:
            yield
            return
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("COMMIT")

    def _rows(self, sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
        try:
            return self.connection.execute(sql, values).fetchall()
        except faults.ERRORS as error:
            raise faults.unreadable(error) or error from error

    def _record(self, kind: type[R], row: tuple[Any, ...]) -> R:
        names, decoders = columns(kind), _decoders(kind.TABLE)
        try:
            values = {
                name: value if decode is None or value is None else decode(value)
                for name, value, decode in zip(names, row, decoders, strict=True)
            }
        except (ValueError, TypeError) as error:
            raise KnownError(
                f"The register holds a {kind.TABLE.replace('_', ' ')} that cannot be read"
                f" ({row[0]}); check the register."
            ) from error
        return kind(**values)

    def close(self) -> None:
        """Close the connection; nothing can be read afterwards."""
        self.connection.close()


def _where(kind: type[Record], equal: dict[str, Any]) -> tuple[str, list[Any]]:
    known = columns(kind)
    parts: list[str] = []
    values: list[Any] = []
    for name, value in equal.items():
        if name not in known:
            raise BugError(f"{kind.TABLE} has no column {name}")
        if value is None:
            parts.append(f'"{name}" IS NULL')
        elif isinstance(value, list | tuple | set | frozenset):
            # As one value, since SQLite takes only so many: an import may ask for thousands.
            parts.append(f'"{name}" IN (SELECT value FROM json_each(?))')
            values.append(json.dumps([encode(v) for v in value]))
        else:
            parts.append(f'"{name}" = ?')
            values.append(encode(value))
    return (" WHERE " + " AND ".join(parts) if parts else ""), values


def _order(kind: type[Record], order: str) -> str:
    names = order.split() or (["position"] if "position" in columns(kind) else [])
    known = columns(kind)
    parts = []
    for name in names:
        bare = name.removeprefix("-")
        if bare not in known:
            raise BugError(f"{kind.TABLE} has no column {bare}")
        parts.append(f'"{bare}"' + (" DESC" if name.startswith("-") else ""))
    return ", ".join([*parts, "uid"])


class Writer(Reader):
    """Writes records; exists only inside a change, and only on the writer thread."""

    def insert(self, record: R) -> R:
        """Insert the record and return it as kept, with a uid where it had none.

        Its `rev` is 1, or above every one that a removed record of this uid ever had.
        """
        rev = next_rev(self.connection, record.TABLE, record.uid) if record.uid else 1
        record = replace(record, uid=record.uid or new_uid(), rev=rev)
        names = columns(type(record))
        values = [encode(getattr(record, name)) for name in names]
        marks = ", ".join("?" * len(names))
        sql = f"INSERT INTO {record.TABLE} ({_quoted(names)}) VALUES ({marks})"
        self.connection.execute(sql, values)
        return self.get(type(record), record.uid)

    def update(self, kind: type[R], uid: str, /, **values: Any) -> R:
        """Set columns of one record and return it; columns that do not change raise no `rev`."""
        before = self.get(kind, uid)
        wanted = {
            k: encode(v) for k, v in values.items() if encode(getattr(before, k)) != encode(v)
        }
        if not wanted:
            return before
        sets = ", ".join(f'"{name}" = ?' for name in wanted)
        sql = f"UPDATE {kind.TABLE} SET {sets} WHERE uid = ?"
        self.connection.execute(sql, [*wanted.values(), uid])
        return self.get(kind, uid)

    def delete(self, kind: type[Record], uid: str) -> None:
        """Delete one record and all that belongs to it."""
        self.connection.execute(f"DELETE FROM {kind.TABLE} WHERE uid = ?", [uid])
