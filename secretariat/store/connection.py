"""Opening SQLite the one way this program opens it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from secretariat.errors import KnownError

APPLICATION_ID = 0x53454352
"""“SECR”: says in the file's header that it is a register."""

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
    # On a Mac an ordinary fsync stops at the drive's own cache; elsewhere these do nothing.
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
)


def connect_writer(path: Path) -> sqlite3.Connection:
    """Return the one connection that writes: WAL, and durable at every commit.

    It may be handed to another thread, but is used by one thread at a time.
    """
    connection = _connect(path)
    try:
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            raise KnownError(
                f"The register {path} cannot be written safely on this disk; move it to a disk"
                " of this computer."
            )
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_reader(path: Path) -> sqlite3.Connection:
    """Return a connection that can only read and sees each commit as soon as it is made."""
    connection = _connect(path)
    connection.execute("PRAGMA query_only = ON")
    return connection


def connect_plain(path: Path) -> sqlite3.Connection:
    """Return a connection for making and verifying copies; the file must be there."""
    return _connect(path)


def _connect(path: Path) -> sqlite3.Connection:
    """Open the file, which must exist: SQLite would make an empty one of a mistyped name."""
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=5, check_same_thread=False
    )
    try:
        for setting in _SETTINGS:
            connection.execute(setting)
    except BaseException:
        connection.close()
        raise
    return connection


@dataclass(frozen=True, slots=True)
class Header:
    """What the first hundred bytes of a database file say of it."""

    application: int
    version: int
    live: bool


def read_header(path: Path) -> Header | None:
    """Return what the file says it is, without opening it as a database; None if it is none.

    Only for a file that this process does not hold open: closing it would drop SQLite's locks.
    """
    with path.open("rb") as file:
        first = file.read(100)
    if len(first) < 100 or not first.startswith(b"SQLite format 3\0"):
        return None
    return Header(
        application=int.from_bytes(first[68:72], "big"),
        version=int.from_bytes(first[60:64], "big"),
        live=first[18] == 2,
    )


def is_live(path: Path) -> bool:
    """Say whether a database was ever opened for work: only then is it in WAL mode."""
    try:
        header = read_header(path)
    except OSError:
        return True  # what cannot be looked at is not thrown away
    return header is not None and header.live


def problems(connection: sqlite3.Connection, *, full: bool = True) -> list[str]:
    """Return what SQLite finds wrong with the database, at most twenty lines; none is good."""
    check = "integrity_check" if full else "quick_check"
    try:
        found = [_line(row[0]) for row in connection.execute(f"PRAGMA {check}(20)")]
        found = [] if found == ["ok"] else found
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(20):
            found.append(f"row {row} of {table} points at a {parent} that is not there")
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return [_line(error)]
    return found


def _line(text: object) -> str:
    return " ".join(str(text).replace("*** in database main ***", "").split())
