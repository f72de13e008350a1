"""Keeping the register safe: verified copies by the clock, backup, restore and check."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from secretariat.errors import KnownError
from secretariat.services.session import Session
from secretariat.store import backup as store
from secretariat.store import ballast, checkup, files, opening, package, papers
from secretariat.store import restore as restoring
from secretariat.store.backup import Copy
from secretariat.store.checkup import Finding
from secretariat.store.files import discard
from secretariat.store.generations import in_use, live_database, sweep
from secretariat.store.history import Changed
from secretariat.store.lock import held
from secretariat.store.restore import Restored

__all__ = [
    "Copy", "Finding", "Restored", "Safety", "backup", "check", "copies", "pin_copy",
    "restore", "restore_and_reopen",
]  # fmt: skip

EVERY = timedelta(minutes=10)
AT_LEAST = timedelta(days=1)

Done = Callable[[Copy | KnownError], None]


class Safety:
    """Makes verified copies of an open register by the clock; knows no toolkit.

    A window asks `due` now and then and calls `make_copy_in_background` when it says so, and
    `close` before it closes the session. `ballast_size` is the room kept for a full disk.
    """

    def __init__(self, session: Session, *, ballast_size: int = ballast.SIZE) -> None:
        self._session = session
        self._ballast_size = ballast_size
        self._opened = self._tried = session.clock()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        known = store.copies(session.register.folder)
        self._newest = known[-1] if known else None
        self._changed: bool | None = None
        self._stop = session.observe(self._note)

    @property
    def last_verified(self) -> datetime | None:
        """When the newest verified copy was made; None while there is none."""
        return self._newest.made_at if self._newest else None

    @property
    def running(self) -> bool:
        """Say whether a copy is being made in the background."""
        return self._thread is not None and self._thread.is_alive()

    def due(self, now: datetime) -> bool:
        """Say whether a copy should be made now.

        Ten minutes after the last attempt when anything changed since the last copy, and at
        once when that is more than a day old. A clock that was set back counts as time gone by.
        """
        if self.running:
            return False
        if self._newest and _gone(self._newest.made_at, now) >= AT_LEAST:
            return self._tried == self._opened or _gone(self._tried, now) >= EVERY
        return self._is_changed() and _gone(self._tried, now) >= EVERY

    def make_copy(self, pinned: bool = False, reason: str = "") -> Copy:
        """Make a verified copy and return it; a pinned one is never rotated away.

        Raises KnownError when it could not be made. Not for the window's own thread.
        """
        with self._lock:
            register, now = self._session.register, self._session.clock()
            self._tried, self._changed = now, False
            try:
                copy = store.make(
                    register.folder, register.database, now, pinned=pinned, reason=reason
                )
            except BaseException:
                self._changed = True
                raise
            self._newest = copy
            # What an earlier restore or update left is needed no longer: this copy is verified.
            sweep(register.folder, keep_previous=False)
            return copy

    def make_copy_in_background(self, on_done: Done | None = None) -> bool:
        """Start making a copy in a thread; False when one is being made already.

        `on_done` is called on that thread with the copy, or with the error.
        """
        if self.running:
            return False

        def work() -> None:
            self.keep_room()
            outcome: Copy | KnownError
            try:
                outcome = self.make_copy()
            except KnownError as error:
                outcome = error
            if on_done is not None:
                on_done(outcome)

        self._tried = self._session.clock()
        self._start(work)
        return True

    def keep_room_in_background(self) -> None:
        """Have the ballast laid in a thread, unless that is busy; it is needed from the start."""
        if not self.running:
            self._start(self.keep_room)

    def _start(self, work: Callable[[], object]) -> None:
        self._thread = threading.Thread(target=work, name="verified-copy", daemon=True)
        self._thread.start()

    def keep_room(self) -> bool:
        """Lay the ballast that is dropped when the disk is full; False where there is no room."""
        if not self._ballast_size:
            return False
        register = self._session.register
        ballast.lay(register.folder, ballast.RESERVE_SIZE, ballast.RESERVE)
        laid = ballast.lay(register.folder, self._ballast_size)
        if laid:
            register.low_space = False
        return laid

    def room_told(self) -> str:
        """Return the sentence about room that runs out on the disk; empty while there is enough."""
        register = self._session.register
        if register.low_space:
            return (
                "The disk is full. Your words are still saved, in room that was kept for them;"
                " free some space now."
            )
        if 0 <= files.free_space(register.folder) < ballast.LOW:
            return (
                "Little room is left on the disk of the register. Free some space before a long"
                " meeting; until then everything is saved."
            )
        return ""

    def status_line(self, now: datetime) -> str:
        """Return the words for the status bar: "Last verified copy 8 min ago"."""
        if self._newest is None:
            return "No verified copy yet"
        minutes = max(0, int((now - self._newest.made_at).total_seconds() // 60))
        if minutes < 1:
            return "Last verified copy just now"
        if minutes < 60:
            return f"Last verified copy {minutes} min ago"
        hours, days = minutes // 60, minutes // (24 * 60)
        if days < 1:
            return f"Last verified copy {hours} h ago"
        return f"Last verified copy {days} day{'s' if days > 1 else ''} ago"

    def close(self) -> Copy | None:
        """Wait for a copy that is being made, and make a last one when anything changed since.

        Returns that copy, if one was made. Raises KnownError when it could not be.
        """
        self._stop()
        if self._thread is not None:
            self._thread.join()
        self._session.drain()
        return self.make_copy() if self._is_changed() else None

    def _note(self, changed: Changed) -> None:
        self._changed = True

    def _is_changed(self) -> bool:
        """Say whether the register differs from the newest copy; asked of the files only once."""
        if self._changed is None:
            live = store.mark(self._session.register.database)
            self._changed = live != (store.mark(self._newest.path) if self._newest else "")
        return self._changed


def _gone(since: datetime, now: datetime) -> timedelta:
    return now - since if now >= since else AT_LEAST


def copies(place: Session | Path) -> list[Copy]:
    """Return the verified copies beside a register, oldest first."""
    return store.copies(_folder(place))


def pin_copy(session: Session, reason: str) -> Copy:
    """Make a verified copy that is never rotated away, before something that cannot be undone.

    For imports, bulk deletions and signing; restore and migration do so by themselves. Waits
    for what is being written. Raises KnownError when it could not be made.
    """
    session.drain()
    register = session.register
    return store.make(
        register.folder, register.database, session.clock(), pinned=True, reason=reason
    )


def backup(place: Session | Path, target: Path) -> Path:
    """Write the whole register, papers too, into one verified file at `target`, and return it.

    `place` is a session, or the folder of a register that is not open. Raises KnownError, and
    leaves what lay at `target`, when the file could not be written and read back.
    """
    folder = _folder(place)
    if isinstance(place, Session):
        place.drain()
        return _package(folder, place.register.database, target, place.clock())
    with held(folder):
        database = live_database(folder)
        opening.refuse_foreign(database)
        return _package(folder, database, target, datetime.now(UTC))


def _package(folder: Path, database: Path, target: Path, now: datetime) -> Path:
    temporary = folder / store.FOLDER / "package.db.tmp"
    try:
        temporary.parent.mkdir(exist_ok=True)
        store.vacuum(database, temporary)
        package.write(target, temporary, folder / papers.FOLDER, now)
    except OSError as error:
        raise KnownError(f"The backup could not be made ({error.strerror}).") from error
    finally:
        discard(temporary)
    return target


def restore(folder: Path, source: Path, *, who: str = "", now: datetime | None = None) -> Restored:
    """Make a backup file or a copy the register in `folder`, which is not open anywhere.

    What was there is copied and pinned first, and undo does not go behind it. Raises
    KnownError, and changes nothing, when `source` is damaged; the sentence names the newest
    good copy.
    """
    return restoring.restore(folder, source, now or datetime.now(UTC), who)


def restore_and_reopen(session: Session, source: Path) -> Session:
    """Close the session, restore `source` into its register, and return a new session of it.

    A damaged source is refused while the session stays open. Should anything else fail, the
    register is as it was and can be opened again.
    """
    folder = session.register.folder
    restoring.refuse_damaged(folder, source)
    session.close()
    restore(folder, source, who=session.who, now=session.clock())
    return Session(type(session.register).open(folder), who=session.who, clock=session.clock)


def check(place: Session | Path) -> list[Finding]:
    """Return what is wrong with a register, a sentence each; nothing when all is well.

    Reads it from end to end: database, references, history, search index, papers, copies.
    """
    if isinstance(place, Session):
        place.drain()
        return checkup.check(place.register.folder)
    if not in_use(place):
        raise KnownError(f"There is no register in {place}.")
    with held(place):
        return checkup.check(place)


def _folder(place: Session | Path) -> Path:
    return place.register.folder if isinstance(place, Session) else place
