"""A copy becomes the register: as a new generation, verified before it is named.

The register as it was is copied and pinned first. Undo does not go behind a restore.
"""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from secretariat.errors import KnownError
from secretariat.store import backup, files, generations, opening, package, papers
from secretariat.store.backup import Copy
from secretariat.store.lock import held
from secretariat.store.places import refuse_unsafe

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done: the new live database, and the copy of what was there before, if any."""

    database: Path
    before: Copy | None


def restore(folder: Path, source: Path, now: datetime, who: str = "") -> Restored:
    """Make the copy or backup file `source` the register in `folder`, which is not open.

    Where there is no register yet, one comes to be. Raises KnownError, and changes nothing,
    when the source is damaged; the sentence names the newest copy that is not.
    """
    refuse_unsafe(folder)
    try:
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True)
        with held(folder):
            for part in (papers.FOLDER, backup.FOLDER):
                (folder / part).mkdir(exist_ok=True)
            refuse_damaged(folder, source)
            before = _pin_present(folder, now) if generations.in_use(folder) else None
            database = generations.switch(
                folder, lambda target: _fill(folder, source, target, now, who)
            )
    except (OSError, sqlite3.Error) as error:
        raise KnownError(
            f"{source.name} could not be restored ({error}); nothing was changed."
        ) from error
    return Restored(database, before)


def refuse_damaged(folder: Path, source: Path) -> None:
    """Read the whole source and compare it with its hashes, before anything is made."""
    try:
        if not source.is_file():
            raise KnownError(f"There is no backup at {source}.")
        if package.is_package(source):
            with package.opened(source) as opened:
                opened.verify()
        elif why := backup.defect(_copy(source)):
            raise KnownError(f"The copy {source.name} is damaged: {why}.")
    except KnownError as error:
        good = backup.newest_good(folder, besides=source)
        hint = f" The newest good copy is {good.path.name}." if good else ""
        raise KnownError(f"{error} Nothing was changed.{hint}") from error


def _copy(source: Path) -> Copy:
    copy = backup.parse(source)
    if copy is None or not copy.fingerprint.is_file():
        raise KnownError(
            f"{source.name} is not a verified copy of this program, or its .sha256 file is missing."
        )
    return copy


def _pin_present(folder: Path, now: datetime) -> Copy | None:
    """Copy what is there now; what is too damaged to be copied is kept as it lies."""
    try:
        database = generations.live_database(folder)
        return backup.make(folder, database, now, pinned=True, reason="before restore")
    except KnownError:
        generations.protect(folder)
        return None


def _fill(folder: Path, source: Path, target: Path, now: datetime, who: str) -> None:
    if package.is_package(source):
        with package.opened(source) as opened:
            opened.unpack_database(target)
            opened.unpack_papers(folder / papers.FOLDER)
    else:
        _take_over(_copy(source), target)
    try:
        opening.accept(target, now)
    except KnownError as error:
        raise KnownError(
            f"{source.name} could not be restored: {str(error).rstrip('.')}. Nothing was changed."
        ) from error
    opening.add_barrier(target, f"Restore of {source.name}", "restore", now, who)


def _take_over(copy: Copy, target: Path) -> None:
    """Write the copy to `target`, hashing what is written, so that nothing slips in between."""
    found = hashlib.sha256()
    with copy.path.open("rb") as file, target.open("wb") as to:
        while block := file.read(_BLOCK):
            found.update(block)
            to.write(block)
        to.flush()
        files.sync_descriptor(to.fileno())
    if copy.fingerprint.read_text("ascii").split()[:1] != [found.hexdigest()]:
        raise KnownError(f"The copy {copy.path.name} is damaged. Nothing was changed.")
