"""Schemas, oldest first; append-only. Each step stands by itself and is never edited again.

Steps are carried out by sqlite-utils, which is imported only here and only when there is
something to make: opening a register that is up to date does not pay for it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.store.connection import APPLICATION_ID
from secretariat.store.migrations import (
    m0001_first,
    m0002_time,
    m0003_before,
    m0004_room,
    m0005_styles,
    m0006_packs,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

Step = Callable[["Database"], None]

STEPS: tuple[tuple[str, Step], ...] = (
    ("m0001_first", m0001_first.apply),
    ("m0002_time", m0002_time.apply),
    ("m0003_before", m0003_before.apply),
    ("m0004_room", m0004_room.apply),
    ("m0005_styles", m0005_styles.apply),
    ("m0006_packs", m0006_packs.apply),
)
"""Every step by its name, oldest first. The schema's version is how many were carried out."""

SCHEMA_VERSION = len(STEPS)


def create_schema(database: Path) -> None:
    """Make an empty register of the newest schema at `database`."""
    run_steps(database, STEPS)


def run_steps(database: Path, steps: Sequence[tuple[str, Step]]) -> None:
    """Carry out those of `steps` that the database has not seen, and mark it as ours.

    Foreign keys are off meanwhile, so that a table that others point at can be rebuilt; the
    caller verifies the result and only then lets it become the live generation.
    """
    connection = sqlite3.connect(database, isolation_level=None)
    try:
        # Whole or not at all is the generation's affair: until it is named, nobody opens it.
        connection.execute("PRAGMA synchronous = OFF")
        _apply(connection, steps)
    finally:
        connection.close()


def _apply(connection: sqlite3.Connection, steps: Sequence[tuple[str, Step]]) -> None:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    migrations = Migrations("secretariat")
    for name, step in steps:
        migrations(name=name)(step)
    migrations.apply(Database(connection))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(steps)}")


def schema_of(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """Return kind, name and words of everything that the database's schema holds."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(kind, name, " ".join(str(sql).split())) for kind, name, sql in rows}


def foreign_parts(connection: sqlite3.Connection, version: int) -> list[str]:
    """Return the names of tables, triggers and the like that this program makes otherwise.

    `version` is that of the schema. A file from a stranger may hold triggers of its own: it is
    refused before it is used.
    """
    return sorted({name for _, name, _ in schema_of(connection) ^ _expected(STEPS[:version])})


@cache
def _expected(steps: tuple[tuple[str, Step], ...]) -> frozenset[tuple[str, str, str]]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        _apply(connection, steps)
        return frozenset(schema_of(connection))
    finally:
        connection.close()
