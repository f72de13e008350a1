"""A file that is there to be deleted: when the disk fills up, saving goes on in its space."""

from __future__ import annotations

import os
from pathlib import Path

from secretariat.store import files

SIZE = 32 << 20
LOW = 500 << 20
"""Below this many free bytes a meeting should not start without a warning."""

RESERVE = "flight-reserve"
"""The name of a small one, in whose room the flight recorder goes on."""
RESERVE_SIZE = 4 << 20

_BLOCK = 1 << 20
_PIECE = 1 << 14
_FILE = "ballast"


def lay(folder: Path, size: int = SIZE, name: str = _FILE) -> bool:
    """Make sure that the ballast is there and say whether it is; it is not worth an error.

    It is laid only where as much again stays free, and filled with noise, since a compressing
    disk would keep zeros in no space at all.
    """
    path, temporary = folder / name, folder / f"{name}.tmp"
    try:
        if path.is_file() and path.stat().st_size >= size:
            return True
        if 0 <= files.free_space(folder) < 2 * size:
            return False
        noise = os.urandom(min(size, _BLOCK))
        with temporary.open("wb") as file:
            for start in range(0, size, _BLOCK):
                file.write(noise[: min(_BLOCK, size - start)])
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        files.discard(temporary)
        return False
    return True


def drop(folder: Path) -> bool:
    """Delete the ballast and say whether there was one to delete."""
    try:
        (folder / _FILE).unlink()
    except OSError:
        return False
    return True


def give(folder: Path, needed: int) -> bool:
    """Make the reserve smaller by what `needed` bytes take, and say whether it was large enough.

    Little is freed at a time, so that nobody else takes the room that is meant for words.
    """
    path = folder / RESERVE
    try:
        left = path.stat().st_size - _PIECE * (needed // _PIECE + 1)
        if left < 0:
            return False
        os.truncate(path, left)
    except OSError:
        return False
    return True
