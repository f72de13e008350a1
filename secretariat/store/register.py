"""A register on disk: a folder with `CURRENT`, `gen-N/register.db`, `papers/` and `backups/`."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from secretariat.errors import KnownError, NotNowError
from secretariat.store import (
    backup,
    ballast,
    changes,
    faults,
    files,
    generations,
    opening,
    paper_text,
    papers,
    search,
)
from secretariat.store.changes import Intent, UndoState
from secretariat.store.connection import connect_reader, connect_writer, problems
from secretariat.store.faults import Fault
from secretariat.store.flight import FlightRecorder
from secretariat.store.history import Changed, Image, install_triggers
from secretariat.store.lock import FolderLock, held
from secretariat.store.migrations import create_schema
from secretariat.store.places import refuse_unsafe
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt, WriterThread

T = TypeVar("T")


class Register:
    """An open register: one writer thread, and as many readers as ask.

    `healthy` is False after the disk or the file failed; the next write opens the file anew
    before it is tried. `low_space` is True once the ballast had to go to make room for words.
    `cut_off` says that the last one at work did not close it: killed, or without power.
    """

    def __init__(self, folder: Path, database: Path, lock: FolderLock | None = None) -> None:
        self.folder = folder
        self.database = database
        self.healthy = True
        self.low_space = False
        self.cut_off = False
        self.flight = FlightRecorder(folder)
        self._lock = lock
        self._connection = self._connect()
        self._readers: list[tuple[threading.Thread, Reader]] = []
        self._readers_lock = threading.Lock()
        self._writer = WriterThread()

    @classmethod
    def create(cls, folder: Path) -> Register:
        """Make a new, empty register in `folder` and open it.

        Raises KnownError when the folder holds one already, cannot be written, or lies where
        a register may not lie.
        """
        refuse_unsafe(folder)
        try:
            if not folder.exists():
                folder.mkdir(mode=0o700, parents=True)
            with held(folder):
                if generations.in_use(folder):
                    raise KnownError(f"There is a register in {folder} already.")
                for part in (papers.FOLDER, backup.FOLDER):
                    (folder / part).mkdir(exist_ok=True)
                generations.switch(folder, create_schema)
        except (OSError, sqlite3.Error) as error:
            why = "the disk is full" if _is_full(error) else "it cannot be written"
            raise KnownError(f"A register could not be made in {folder}: {why}.") from error
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> Register:
        """Open the register in `folder`, and bring it up to date when an older program made it.

        Raises KnownError when there is none, it is damaged or not one of ours, a newer program
        made it, it is open elsewhere, or lies where a register may not lie.
        """
        if not os.path.isdir(folder):  # unlike Path.is_dir, for any name
            raise KnownError(f"There is no register in {folder}.")
        refuse_unsafe(folder)
        if not (folder / "CURRENT").exists():
            generations.current(folder)  # says what is missing, and makes no lock file
        lock = FolderLock.take(folder)
        try:
            cut_off = opening.was_cut_off(generations.live_database(folder))
            database = opening.prepare(folder, datetime.now(UTC))
            register = cls(folder, database, lock)
            register.cut_off = lock.begin_work() or cut_off
            return register
        except BaseException as error:
            lock.release()
            if isinstance(error, (*faults.ERRORS, OSError)):
                raise KnownError(f"The register in {folder} cannot be opened ({error}).") from error
            raise

    def change(
        self, intent: Intent, work: Callable[[Writer], T], clock: Callable[[], datetime]
    ) -> Receipt[tuple[T, Changed]]:
        """Ask the writer to run `work` as one change; it is run again where the disk was full."""

        def job(c: sqlite3.Connection, touched: list[Image]) -> tuple[T, Changed]:
            return changes.apply(c, intent, work, clock(), touched)

        return self._submit(job, intent.who, clock)

    def undo(self, who: str, clock: Callable[[], datetime]) -> Receipt[Changed]:
        """Ask the writer to put back the last change."""
        return self._submit(lambda c, t: changes.undo(c, who, clock(), t), who, clock)

    def redo(self, who: str, clock: Callable[[], datetime]) -> Receipt[Changed]:
        """Ask the writer to do again what was last undone."""
        return self._submit(lambda c, t: changes.redo(c, who, clock(), t), who, clock)

    def rebuild_search(self) -> Receipt[None]:
        """Ask the writer to make the search index anew."""
        return self._writer.submit(lambda: self._guarded(search.rebuild))

    def keep_paper_text(self, sha256: str, pages: Sequence[str]) -> Receipt[None]:
        """Ask the writer to keep the words of each page of a rebuilt PDF, by which it is found."""
        return self._writer.submit(
            lambda: self._guarded(lambda c: paper_text.keep(c, sha256, pages))
        )

    def sweep_paper_text(self) -> Receipt[None]:
        """Ask the writer to forget the words of files that are no version of a paper any more."""
        return self._writer.submit(lambda: self._guarded(paper_text.sweep))

    def reader(self) -> Reader:
        """Return a reader of its own for the calling thread; it is closed with the register."""
        if self._writer.closed:
            raise KnownError("The register is closed.")
        reader = Reader(connect_reader(self.database))
        with self._readers_lock:
            for thread, old in self._readers:
                if not thread.is_alive():
                    old.close()
            self._readers = [(t, r) for t, r in self._readers if t.is_alive()]
            self._readers.append((threading.current_thread(), reader))
        return reader

    def undo_state(self, reader: Reader) -> UndoState:
        """Return what undo and redo would do now, as `reader` sees it."""
        return changes.state(reader.connection)

    def close(self) -> None:
        """Finish every write that was asked for and close; once closed, nothing happens.

        Readers go before the writing connection: the last one out empties the log of writes,
        by which the next opening sees that all was well.
        """
        self._writer.close()
        with self._readers_lock:
            readers, self._readers = self._readers, []
        for _, reader in readers:
            reader.close()
        self._connection.close()
        if self._lock is not None:
            self._lock.end_work()
            self._lock.release()

    def _submit(
        self,
        job: Callable[[sqlite3.Connection, list[Image]], T],
        who: str,
        clock: Callable[[], datetime],
    ) -> Receipt[T]:
        def recorded(connection: sqlite3.Connection) -> T:
            touched: list[Image] = []
            try:
                result = job(connection, touched)
            except sqlite3.Error:
                self.flight.note(touched, who, clock(), saved=False)
                raise
            self.flight.note(touched, who, clock(), saved=True)
            return result

        return self._writer.submit(lambda: self._guarded(recorded))

    def _guarded(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Run a job on the writing connection; what the disk does to it becomes a sentence."""
        if not self.healthy:
            self._mend()
        try:
            return job(self._connection)
        except faults.ERRORS as error:
            if not self._made_room(error):
                raise self._told(error) from error
        try:
            return job(self._connection)
        except faults.ERRORS as error:
            raise self._told(error) from error

    def _made_room(self, error: Exception) -> bool:
        """Drop the ballast where the disk is full; say whether that made room to try again."""
        fault = faults.classify(error)
        full = fault is Fault.FULL or (
            # In write-ahead mode a full disk may show as a failure to lengthen the index.
            fault is Fault.DISK and 0 <= files.free_space(self.folder) < (1 << 20)
        )
        if full and ballast.drop(self.folder):
            self.low_space = True
            return True
        return False

    def _told(self, error: Exception) -> Exception:
        if faults.classify(error) in (Fault.DISK, Fault.DAMAGED):
            self.healthy = False
        return faults.known(error) or error

    def _mend(self) -> None:
        """Open the file anew after a failure, and believe nothing before it was looked at."""
        try:
            self._connection.close()
            self._connection = self._connect()
            if problems(self._connection, full=False):
                raise KnownError(faults.SENTENCES[Fault.DAMAGED])
        except (sqlite3.Error, OSError) as error:
            raise NotNowError(faults.SENTENCES[Fault.DISK]) from error
        self.healthy = True

    def _connect(self) -> sqlite3.Connection:
        connection = connect_writer(self.database)
        try:
            install_triggers(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _is_full(error: OSError | sqlite3.Error) -> bool:
    if isinstance(error, sqlite3.Error):
        return faults.classify(error) is Fault.FULL
    return error.errno == errno.ENOSPC


def current_database(folder: Path) -> Path:
    """Return the live database of the register in `folder`; KnownError when there is none."""
    return generations.live_database(folder)
