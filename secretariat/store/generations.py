"""Which database is the live one: `CURRENT` names a generation, and nothing live is replaced.

Migration and restore fill a new generation, verify it and then flip `CURRENT`, so that a
moment at which the power goes leaves exactly one whole version. The generation before is kept
until a verified copy of its successor exists; a generation that was once in use and is newer
than `CURRENT` is never deleted.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from secretariat.errors import KnownError
from secretariat.store import files
from secretariat.store.connection import is_live

DATABASE = "register.db"
KEEP = "KEEP"
"""A file of this name in a generation protects it from being swept."""

_NAME = re.compile(r"gen-([1-9][0-9]{0,8})")


def current(folder: Path) -> int:
    """Return the number of the live generation; KnownError when `CURRENT` does not tell."""
    try:
        with (folder / "CURRENT").open("rb") as file:
            name = file.read(64)
    except FileNotFoundError as error:
        if numbers := existing(folder):
            raise KnownError(
                f"The register in {folder} has lost its file CURRENT: write gen-{numbers[-1]} into"
                " a file of that name, or restore a copy."
            ) from error
        raise KnownError(f"There is no register in {folder}.") from error
    except OSError as error:
        raise KnownError(f"The register in {folder} cannot be read.") from error
    match = _NAME.fullmatch(name.decode("ascii", "replace").strip())
    if match is None:
        raise KnownError(
            f"The file CURRENT of the register in {folder} is damaged; restore a copy."
        )
    return int(match[1])


def database(folder: Path, number: int) -> Path:
    """Return where the database of a generation lies."""
    return folder / f"gen-{number}" / DATABASE


def live_database(folder: Path) -> Path:
    """Return the live database of the register in `folder`; KnownError when there is none."""
    path = database(folder, current(folder))
    if not path.is_file():
        raise KnownError(
            f"The register in {folder} names a part that is not there ({path.parent.name});"
            " restore a copy."
        )
    return path


def existing(folder: Path) -> list[int]:
    """Return the numbers of the generations in `folder` that hold a database, oldest first."""
    found = []
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            match = _NAME.fullmatch(path.name)
            if match and (path / DATABASE).is_file():
                found.append(int(match[1]))
    return sorted(found)


def point(folder: Path, number: int) -> None:
    """Make a generation the live one, at one moment, and return when that is on the disk."""
    files.write_durably(folder / "CURRENT", f"gen-{number}\n".encode("ascii"))


def switch(folder: Path, fill: Callable[[Path], None]) -> Path:
    """Let `fill` make a whole database in a new generation, and make that the live one.

    When `fill` raises, the new generation is removed and the live one stays what it was.
    """
    taken = [int(m[1]) for m in map(_NAME.fullmatch, _names(folder)) if m]
    number = max(taken, default=0) + 1
    place = database(folder, number)
    place.parent.mkdir()
    try:
        fill(place)
        files.sync_file(place)
        files.sync_folder(place.parent)
        files.sync_folder(folder)
        point(folder, number)
    except BaseException:
        shutil.rmtree(place.parent, ignore_errors=True)
        raise
    return place


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def in_use(folder: Path) -> bool:
    """Say whether `folder` holds a register, or what is left of one, and not a first attempt."""
    if os.path.exists(folder / "CURRENT"):
        return True
    return any(is_live(database(folder, number)) for number in existing(folder))


def protect(folder: Path) -> None:
    """Keep every generation that was in use from being swept, for somebody to look at."""
    for number in existing(folder):
        if is_live(database(folder, number)):
            (folder / f"gen-{number}" / KEEP).touch()


def newer_in_use(folder: Path) -> list[int]:
    """Return the generations after the live one that were in use: `CURRENT` has gone back."""
    live = current(folder)
    return [n for n in existing(folder) if n > live and is_live(database(folder, n))]


def sweep(folder: Path, *, keep_previous: bool = True) -> None:
    """Delete what interrupted work left behind, and generations that are no longer needed."""
    live = current(folder)
    files.sweep_temporary(folder)
    whole = existing(folder)
    keep = {live, *newer_in_use(folder)}
    if keep_previous:
        keep |= set([n for n in whole if n < live][-1:])
    for name in _names(folder):
        match = _NAME.fullmatch(name)
        if match and int(match[1]) not in keep and not (folder / name / KEEP).exists():
            shutil.rmtree(folder / name, ignore_errors=True)
