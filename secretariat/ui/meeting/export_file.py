"""Writing a finished file so that it is there whole or not at all, away from the window thread."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from secretariat.errors import KnownError

_TRIES = 200
_PREFIX = ".secretariat-"
_LEFT = 3600
"""Seconds after which nobody is writing an unfinished file any more."""


def write_whole(folder: Path, name: str, data: bytes) -> Path:
    """Write `data` to `folder/name` and return where it lies; nothing half-written is ever seen.

    A file that is there already stays: the new one is then called “name (2)”. Raises KnownError
    with one sentence when the folder cannot be written to or the disk is full.
    """
    handle, temporary = -1, ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        handle, temporary = tempfile.mkstemp(prefix=_PREFIX, dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        target = _give_name(Path(temporary), folder, name)
        _sync_folder(folder)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        why = error.strerror or "the folder cannot be written to"
        raise KnownError(f"“{name}” could not be saved in {folder}: {why}.") from error
    return target


def _give_name(temporary: Path, folder: Path, name: str) -> Path:
    """Give a finished file that name or the next free one, in a step that no kill can halve."""
    stem, dot, ending = name.rpartition(".")
    for count in range(1, _TRIES):
        number = f" ({count})" if count > 1 else ""
        target = folder / (f"{stem}{number}.{ending}" if dot else f"{name}{number}")
        try:
            _move_to_free(temporary, target)
        except FileExistsError:
            continue
        return target
    raise FileExistsError(f"there are {_TRIES} files of that name already")


def _move_to_free(source: Path, target: Path) -> None:
    """Rename a file; FileExistsError where there is one of that name already."""
    if os.name == "nt":
        source.rename(target)  # which refuses there to take another file's name
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # a disk without links: the name is taken first, and for a moment empty
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
        try:
            source.replace(target)
        except OSError:
            target.unlink()
            raise
    else:
        source.unlink()


def _sweep(folder: Path) -> None:
    """Delete what a program that was killed left unfinished an hour ago or longer."""
    for left in folder.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT:
                left.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system knows how."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class FileWriter(QObject):
    """Writes files in a thread of Qt's pool; `written` and `failed` arrive on the window thread."""

    written = Signal(Path)
    failed = Signal(str)

    def write(self, folder: Path, name: str, data: bytes) -> None:
        """Write a file; exactly one of the two signals follows."""
        QThreadPool.globalInstance().start(QRunnable.create(lambda: self._run(folder, name, data)))

    def _run(self, folder: Path, name: str, data: bytes) -> None:
        try:
            path = write_whole(folder, name, data)
        except KnownError as error:
            self.failed.emit(str(error))
        else:
            self.written.emit(path)
