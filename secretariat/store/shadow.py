"""A copy of the register in memory, to try on it what must not matter; nothing of it is kept."""

from __future__ import annotations

import sqlite3
from typing import Any

from secretariat.models.records import Record
from secretariat.store.rows import Reader, columns, encode


class Shadow(Reader):
    """A copy as a reader sees the register at that moment, which can be written to at will.

    It lives in memory alone, has no history and no undo, and ends with `close`.
    """

    def __init__(self, reader: Reader) -> None:
        copy = sqlite3.connect(":memory:", isolation_level=None)
        reader.connection.backup(copy)
        # A row may be put where its parents are not: nothing of this is ever read back.
        copy.execute("PRAGMA foreign_keys = OFF")
        super().__init__(copy)

    def put(self, record: Record, **values: Any) -> None:
        """Give a row other values."""
        known = columns(type(record))
        names = [name for name in values if name in known]
        if names:
            held = ", ".join(f'"{name}" = ?' for name in names)
            told = [encode(values[name]) for name in names]
            self.connection.execute(
                f"UPDATE {record.TABLE} SET {held} WHERE uid = ?", [*told, record.uid]
            )

    def add(self, record: Record) -> None:
        """Add a row."""
        names = columns(type(record))
        held = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" * len(names))
        told = [encode(getattr(record, name)) for name in names]
        self.connection.execute(f"INSERT INTO {record.TABLE} ({held}) VALUES ({marks})", told)
