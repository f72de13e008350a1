"""Verified copies of the register, in its own `backups` folder.

A copy counts only once it has been read back: integrity, references, number of rows. Its
SHA-256 lies beside it, so that a bit that flips later is found.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from secretariat.errors import KnownError
from secretariat.models.records import RECORDS
from secretariat.store import faults, files
from secretariat.store.connection import APPLICATION_ID, connect_plain, problems, read_header
from secretariat.store.rotation import to_delete

FOLDER = "backups"
_NAME = re.compile(r"copy-(\d{6,9})-(\d{8}T\d{6}Z)(-pinned(?:-[a-z0-9-]{1,40})?)?\.db")
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was verified when it was made. `number` counts up whatever the clock says."""

    path: Path
    number: int
    made_at: datetime
    pinned: bool = False

    @property
    def fingerprint(self) -> Path:
        """The file beside it that holds its SHA-256."""
        return self.path.with_name(self.path.name + ".sha256")


def copies(folder: Path) -> list[Copy]:
    """Return the copies in `backups`, oldest first; one without its hash does not count."""
    found = (parse(path) for path in (folder / FOLDER).glob("copy-*.db"))
    return sorted(
        (copy for copy in found if copy and copy.fingerprint.is_file()), key=lambda c: c.number
    )


def parse(path: Path) -> Copy | None:
    """Return what the name of a file says of the copy in it; None when it is no copy's name."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        made = datetime.strptime(match[2], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Copy(path, int(match[1]), made, bool(match[3]))


def make(
    folder: Path, database: Path, now: datetime, *, pinned: bool = False, reason: str = ""
) -> Copy:
    """Make a verified copy of `database` beside the others, and let old ones go.

    It reads a connection of its own, so it may run in any thread while the register is in
    use. Raises KnownError when it could not be made; then the earlier copies are as they were.
    """
    place = folder / FOLDER
    temporary = place / "copy.db.tmp"
    try:
        place.mkdir(exist_ok=True)
        files.sweep_temporary(place)
        vacuum(database, temporary)
        copy = _copy(place, now, pinned, reason)
        fingerprint = files.digest(temporary)
        # The hash first: a copy without one would not count, one without a copy does no harm.
        files.write_durably(copy.fingerprint, f"{fingerprint} *{copy.path.name}\n".encode())
        temporary.replace(copy.path)
        files.sync_folder(place)
    except OSError as error:
        files.discard(temporary)
        raise KnownError(
            f"A copy could not be made in {place} ({error.strerror}); the register is as it was."
        ) from error
    rotate(folder, now)
    return copy


def _copy(place: Path, now: datetime, pinned: bool, reason: str) -> Copy:
    numbers = [
        int(m[1]) for m in (re.match(r"copy-(\d{6,9})-", p.name) for p in place.iterdir()) if m
    ]
    number = max(numbers, default=0) + 1
    made = now.astimezone(UTC).replace(microsecond=0)
    slug = re.sub(r"[^a-z0-9]+", "-", reason.casefold()).strip("-")[:40].strip("-")
    mark = ("-pinned" + (f"-{slug}" if slug else "")) if pinned else ""
    return Copy(place / f"copy-{number:06d}-{made:{_STAMP}}{mark}.db", number, made, pinned)


def vacuum(database: Path, target: Path) -> None:
    """Write a copy of the live `database` to `target`, read it back, and see it on the disk.

    Raises KnownError, and leaves nothing at `target`, when the copy is not as good as it.
    """
    target.unlink(missing_ok=True)
    try:
        with closing(connect_plain(database)) as source:
            before = _counts(source)
            source.execute("VACUUM INTO ?", (str(target),))
            after = _counts(source)
        with closing(connect_plain(target)) as copy:
            found = problems(copy)
            counts = _counts(copy)
        if found:
            raise KnownError(f"The register could not be copied: {found[0]}.")
        # Meanwhile somebody may have worked: with no change in between, the counts must agree.
        if before == after and counts != before:
            raise KnownError("The register could not be copied: rows are missing from the copy.")
        files.sync_file(target)
    except BaseException as error:
        files.discard(target)
        if isinstance(error, sqlite3.Error):
            sentence = {
                faults.Fault.FULL: "A copy could not be made, because the disk is full.",
                faults.Fault.DAMAGED: "The register's file is damaged and cannot be copied.",
            }.get(faults.classify(error), f"A copy could not be made ({error}).")
            raise KnownError(sentence) from error
        raise


def _counts(connection: sqlite3.Connection) -> tuple[int, ...]:
    tables = ("change", "history", *(kind.TABLE for kind in RECORDS))
    have = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    sql = "SELECT " + ", ".join(f"(SELECT count(*) FROM {t})" for t in tables if t in have)
    counts: tuple[int, ...] = connection.execute(sql).fetchone()
    return counts


def mark(database: Path) -> str:
    """Return a word that differs whenever anything was changed: the newest change, hashed.

    Empty for a register in which nothing was ever done, or that cannot be read.
    """
    try:
        with closing(connect_plain(database)) as connection:
            rows = connection.execute(
                "SELECT c.uid, c.state, h.tbl, h.uid, h.after FROM change c LEFT JOIN history h"
                " ON h.change = c.id WHERE c.id = (SELECT max(id) FROM change) ORDER BY h.id"
            ).fetchall()
    except sqlite3.Error:
        return ""
    return hashlib.sha256(repr(rows).encode()).hexdigest() if rows else ""


def rotate(folder: Path, now: datetime) -> None:
    """Delete the copies that the rule lets go."""
    known = {copy.number: copy for copy in copies(folder)}
    for number in to_delete(known.values(), now):
        for path in (known[number].path, known[number].fingerprint):
            files.discard(path)


def defect(copy: Copy) -> str:
    """Return what is wrong with a copy now; nothing when it is still what it was when made."""
    try:
        said = copy.fingerprint.read_text("ascii").split()[:1]
        if said != [files.digest(copy.path)]:
            return "its fingerprint does not match"
        header = read_header(copy.path)
    except (OSError, ValueError):
        return "it cannot be read"
    if header is None or header.application != APPLICATION_ID:
        return "it is not a register of this program"
    return ""


def newest_good(folder: Path, besides: Path | None = None) -> Copy | None:
    """Return the newest copy that is still what it was when made, other than `besides`."""
    for copy in reversed(copies(folder)):
        if copy.path != besides and not defect(copy):
            return copy
    return None
