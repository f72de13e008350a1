"""Files that survive a power cut: written beside, flushed to the disk, renamed into place."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sys
from pathlib import Path

_BLOCK = 1 << 20


def sync_file(path: Path) -> None:
    """Return only when the content of `path` is on the disk itself."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        sync_descriptor(descriptor)
    finally:
        os.close(descriptor)


def sync_descriptor(descriptor: int) -> None:
    """Return only when what was written to `descriptor` is on the disk itself."""
    if sys.platform == "darwin":  # there fsync stops at the drive's own cache
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Return only when the names in `folder` are on the disk (Windows does so by itself)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_durably(path: Path, data: bytes) -> None:
    """Put `data` at `path`, whole or not at all, and return when it is on the disk."""
    temporary = path.with_name(path.name + ".tmp")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        sync_descriptor(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal.

    Never for a live database: to close such a file drops the locks that SQLite holds on it.
    """
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def discard(path: Path) -> None:
    """Delete what may be at `path`; where that cannot be done, it is swept another time."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def free_space(folder: Path) -> int:
    """Return the bytes that are free on the disk of `folder`; -1 when it cannot be told."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return -1


def sweep_temporary(folder: Path) -> None:
    """Delete the files that an interrupted write left in `folder`; they were never in use."""
    for path in [*folder.glob("*.tmp"), *folder.glob("*.tmp-journal")]:
        if path.is_file():
            discard(path)
