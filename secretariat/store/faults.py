"""What SQLite's errors mean to a person: one sentence each."""

from __future__ import annotations

import sqlite3
from enum import Enum

from secretariat.errors import KnownError, NotNowError


class Fault(Enum):
    """What stands behind an error of SQLite."""

    FULL = "full"
    DISK = "disk"
    DAMAGED = "damaged"
    BUSY = "busy"
    READ_ONLY = "read-only"
    OTHER = "other"


_PRIMARY = {
    sqlite3.SQLITE_FULL: Fault.FULL,
    sqlite3.SQLITE_IOERR: Fault.DISK,
    sqlite3.SQLITE_CANTOPEN: Fault.DISK,
    sqlite3.SQLITE_CORRUPT: Fault.DAMAGED,
    sqlite3.SQLITE_NOTADB: Fault.DAMAGED,
    sqlite3.SQLITE_BUSY: Fault.BUSY,
    sqlite3.SQLITE_LOCKED: Fault.BUSY,
    sqlite3.SQLITE_READONLY: Fault.READ_ONLY,
    sqlite3.SQLITE_PERM: Fault.READ_ONLY,
}

SENTENCES = {
    Fault.FULL: (
        "The disk is full, so nothing was saved; your words stay on the screen. Free some space,"
        " and they will be saved."
    ),
    Fault.DISK: (
        "The disk could not be written or read, so nothing was saved; your words stay on the"
        " screen. Check the disk, and try again."
    ),
    Fault.DAMAGED: (
        "The register's file is damaged, so nothing was saved; your words stay on the screen."
        " Restore the newest verified copy."
    ),
    Fault.BUSY: (
        "Another program is using the register's file, so nothing was saved; your words stay on"
        " the screen. Close that program, and try again."
    ),
    Fault.READ_ONLY: (
        "The register's file may not be written, so nothing was saved; your words stay on the"
        " screen. Ask for the right to write in its folder."
    ),
}


ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What reading a database may raise: the latter where damage has spoilt a text."""


def classify(error: Exception) -> Fault:
    """Return what stands behind an error of SQLite."""
    if isinstance(error, UnicodeDecodeError) or str(error).startswith("Could not decode to UTF-8"):
        return Fault.DAMAGED
    code = getattr(error, "sqlite_errorcode", None)
    return _PRIMARY.get(code & 0xFF, Fault.OTHER) if isinstance(code, int) else Fault.OTHER


def known(error: Exception) -> KnownError | None:
    """Return the sentence for an error of the environment; None for one of our own making."""
    sentence = SENTENCES.get(classify(error))
    return NotNowError(sentence) if sentence else None


_READING = {
    Fault.DISK: "The register could not be read from the disk. Check the disk, and try again.",
    Fault.DAMAGED: "The register's file is damaged; restore the newest verified copy.",
    Fault.BUSY: "Another program is using the register's file. Close it, and try again.",
}


def unreadable(error: Exception) -> KnownError | None:
    """Return the sentence for an error of the environment while reading; None for our own."""
    if isinstance(error, sqlite3.ProgrammingError) and "closed database" in str(error):
        return KnownError("The register is closed.")
    sentence = _READING.get(classify(error))
    return KnownError(sentence) if sentence else None
