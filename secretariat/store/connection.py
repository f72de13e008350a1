"""Opening SQLite the one way this program opens it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

APPLICATION_ID = 0x53454352
"""“SECR”: says in the file's header that it is a register."""

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
)


def connect_writer(path: Path) -> sqlite3.Connection:
    """Return the one connection that writes: WAL, and durable at every commit.

    It may be handed to another thread, but is used by one thread at a time.
    """
    connection = sqlite3.connect(path, isolation_level=None, timeout=5, check_same_thread=False)
    for setting in _SETTINGS:
        connection.execute(setting)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def connect_reader(path: Path) -> sqlite3.Connection:
    """Return a connection that can only read and sees each commit as soon as it is made."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=5, check_same_thread=False)
    for setting in _SETTINGS:
        connection.execute(setting)
    connection.execute("PRAGMA query_only = ON")
    return connection
