"""What happens before a register is used: look at what it is, and bring it up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from secretariat.errors import KnownError
from secretariat.models.records import RECORDS
from secretariat.store import backup, changes, files, generations, migrations, papers, search
from secretariat.store.changes import Intent
from secretariat.store.connection import (
    APPLICATION_ID,
    connect_plain,
    problems,
    read_header,
)
from secretariat.store.faults import ERRORS
from secretariat.store.rows import columns

QUICK = 8 << 20
"""A database up to this size is looked through at every opening; it takes some milliseconds."""


def prepare(folder: Path, now: datetime) -> Path:
    """Return the live database of a register that is locked, checked and up to date.

    Raises KnownError when it is damaged, not one of ours, or made by a newer program.
    """
    database = generations.live_database(folder)
    version = refuse_foreign(database)
    generations.sweep(folder)
    for part in (papers.FOLDER, backup.FOLDER):
        (folder / part).mkdir(exist_ok=True)
    files.sweep_temporary(folder / backup.FOLDER)
    papers.sweep(folder / papers.FOLDER)
    refuse_damaged(folder, database, version)
    if version < migrations.SCHEMA_VERSION:
        database = migrate(folder, database, now)
    return database


def refuse_foreign(database: Path) -> int:
    """Return the version of the schema; KnownError when this program cannot use the file.

    Only for a file that this process does not hold open.
    """
    try:
        header = read_header(database)
    except OSError as error:
        raise KnownError(f"The register {database} cannot be read.") from error
    if header is None:
        raise KnownError(f"{database} is not a register this program can read.")
    if header.application != APPLICATION_ID:
        raise KnownError(f"{database} is not a register of this program.")
    if header.version > migrations.SCHEMA_VERSION:
        raise KnownError("This register was made by a newer version of the program; please update.")
    return header.version


def was_cut_off(database: Path) -> bool:
    """Say whether the register was last left without being closed: what a clean close takes in
    still lies beside it. Only before it is opened."""
    log = database.with_name(database.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def refuse_damaged(folder: Path, database: Path, version: int) -> None:
    """Look the database through, wholly after an unclean stop; KnownError when it is damaged.

    After a clean stop it is looked through quickly, and a large one not at all: the first copy
    of the day reads it from end to end.
    """
    unclean = was_cut_off(database)
    look = unclean or database.stat().st_size <= QUICK
    try:
        with closing(connect_plain(database)) as connection:
            found = problems(connection, full=unclean) if look else []
            if version == migrations.SCHEMA_VERSION:
                _ask_for_every_column(connection)
    except ERRORS as error:
        found = [" ".join(str(error).split())]
    if found:
        good = backup.newest_good(folder)
        advice = f"restore the copy {good.path.name}" if good else "restore a backup"
        raise KnownError(f"The register in {folder} is damaged ({found[0]}); {advice}.")


_OTHERS = (
    "SELECT id, uid, label, at, who, origin, merge_key, kind, state, undoes, barrier FROM change",
    "SELECT id, change, tbl, uid, op, rev, before, after FROM history",
    "SELECT id, tbl, uid, meeting FROM search_key",
    "SELECT id, sha256, page FROM search_page",
)


def _ask_for_every_column(connection: sqlite3.Connection) -> None:
    """Raise sqlite3.Error when the tables are not those that this program writes."""
    for kind in RECORDS:
        names = ", ".join(f't."{name}"' for name in columns(kind))
        connection.execute(f"SELECT {names} FROM {kind.TABLE} t LIMIT 0")
    for sql in _OTHERS:
        connection.execute(f"{sql} LIMIT 0")


def migrate(folder: Path, database: Path, now: datetime) -> Path:
    """Bring a locked register up to date in a new generation, and return its database.

    A copy is made and pinned first. Whatever fails or is cut short, the register is as it was.
    """
    backup.make(folder, database, now, pinned=True, reason="before update")

    def fill(target: Path) -> None:
        backup.vacuum(database, target)
        accept(target, now)

    try:
        return generations.switch(folder, fill)
    except (KnownError, OSError, sqlite3.Error) as error:
        raise KnownError(
            f"The register in {folder} could not be brought up to date ({error});"
            " it is as it was, and a copy of it was made."
        ) from error


def accept(database: Path, now: datetime) -> None:
    """Make a database that is not in use fit to become the live one, brought up to date.

    Raises KnownError when it is damaged, or holds what this program never makes; that is
    looked at before any step is carried out in it.
    """
    version = refuse_foreign(database)
    _refuse_faulty(database, version)
    if version < migrations.SCHEMA_VERSION:
        migrations.run_steps(database, migrations.STEPS)
        _refuse_faulty(database, migrations.SCHEMA_VERSION)
        label = f"Update to schema {migrations.SCHEMA_VERSION}"
        add_barrier(database, label, "migration", now)


def add_barrier(database: Path, label: str, origin: str, now: datetime, who: str = "") -> None:
    """Record in a database that is not in use what undo cannot go behind, and put it in step."""
    with closing(connect_plain(database)) as connection:
        changes.add_barrier(connection, Intent(label, who, origin=origin, barrier=True), now)
        search.rebuild(connection)
        connection.execute("PRAGMA journal_mode = DELETE")


def _refuse_faulty(database: Path, version: int) -> None:
    with closing(connect_plain(database)) as connection:
        foreign = migrations.foreign_parts(connection, version)
        if foreign:
            raise KnownError(f"it holds what this program does not make: {', '.join(foreign[:3])}")
        if found := problems(connection):
            raise KnownError(f"it is damaged: {found[0]}")
