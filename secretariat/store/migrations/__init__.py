"""Schemas, oldest first; append-only."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from secretariat.store.connection import APPLICATION_ID
from secretariat.store.migrations import m0001_first

SCHEMA_VERSION = 1


def create_schema(database: Path) -> None:
    """Make an empty register of the newest schema at `database`, whole or not at all."""
    connection = sqlite3.connect(database, isolation_level=None)
    try:
        script = (
            f"BEGIN; {m0001_first.SCRIPT}"
            f" PRAGMA application_id = {APPLICATION_ID};"
            f" PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
        )
        connection.executescript(script)
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
