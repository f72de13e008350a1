"""A register on disk: a folder with `CURRENT`, `gen-N/register.db`, `papers/` and `backups/`."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from secretariat.errors import KnownError
from secretariat.store import changes
from secretariat.store.changes import Intent, UndoState
from secretariat.store.connection import APPLICATION_ID, connect_reader, connect_writer
from secretariat.store.history import Changed, install_triggers
from secretariat.store.migrations import SCHEMA_VERSION, create_schema
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt, WriterThread

T = TypeVar("T")


class Register:
    """An open register: one writer thread, and as many readers as ask."""

    def __init__(self, folder: Path, database: Path) -> None:
        self.folder = folder
        self.database = database
        connection = connect_writer(database)
        install_triggers(connection)
        self._writer = WriterThread(connection)
        self._readers: list[Reader] = []

    @classmethod
    def create(cls, folder: Path) -> Register:
        """Make a new, empty register in `folder` and open it.

        Raises KnownError when the folder holds one already or cannot be written.
        """
        if (folder / "CURRENT").exists():
            raise KnownError(f"There is a register in {folder} already.")
        try:
            generation = folder / "gen-1"
            for part in (generation, folder / "papers", folder / "backups"):
                part.mkdir(parents=True, exist_ok=True)
            create_schema(generation / "register.db")
            _write_current(folder, "gen-1")
        except OSError as error:
            raise KnownError(f"A register could not be made in {folder}: it cannot be written.") from error
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> Register:
        """Open the register in `folder`.

        Raises KnownError when there is none, or it is not one of ours, or a newer program made it.
        """
        database = current_database(folder)
        _check(database)
        return cls(folder, database)

    def change(
        self, intent: Intent, work: Callable[[Writer], T], clock: Callable[[], datetime]
    ) -> Receipt[tuple[T, Changed]]:
        """Ask the writer to run `work` as one change."""
        return self._writer.submit(lambda c: changes.apply(c, intent, work, clock()))

    def undo(self, who: str, clock: Callable[[], datetime]) -> Receipt[Changed]:
        """Ask the writer to put back the last change."""
        return self._writer.submit(lambda c: changes.undo(c, who, clock()))

    def redo(self, who: str, clock: Callable[[], datetime]) -> Receipt[Changed]:
        """Ask the writer to do again what was last undone."""
        return self._writer.submit(lambda c: changes.redo(c, who, clock()))

    def reader(self) -> Reader:
        """Return a reader of its own for the calling thread; it is closed with the register."""
        reader = Reader(connect_reader(self.database))
        self._readers.append(reader)
        return reader

    def undo_state(self, reader: Reader) -> UndoState:
        """Return what undo and redo would do now, as `reader` sees it."""
        return changes.state(reader.connection)

    def close(self) -> None:
        """Finish every write that was asked for and close."""
        for reader in self._readers:
            reader.close()
        self._readers.clear()
        self._writer.close()


def current_database(folder: Path) -> Path:
    """Return the live database of the register in `folder`; KnownError when there is none."""
    try:
        name = (folder / "CURRENT").read_text("utf-8").strip()
    except OSError as error:
        raise KnownError(f"There is no register in {folder}.") from error
    database = folder / name / "register.db"
    if not database.is_file():
        raise KnownError(f"The register in {folder} names a generation that is not there: {name}.")
    return database


def _check(database: Path) -> None:
    try:
        connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
        try:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise KnownError(f"{database} is not a register this program can read.") from error
    if application != APPLICATION_ID:
        raise KnownError(f"{database} is not a register of this program.")
    if version > SCHEMA_VERSION:
        raise KnownError("This register was made by a newer version of the program; please update.")


def _write_current(folder: Path, generation: str) -> None:
    temporary = folder / "CURRENT.tmp"
    with temporary.open("w", encoding="utf-8") as file:
        file.write(generation)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / "CURRENT")
