"""Writing a finished file so that it is there whole or not at all, away from the window thread."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from secretariat.errors import KnownError

_TRIES = 200


def write_whole(folder: Path, name: str, data: bytes) -> Path:
    """Write `data` to `folder/name` and return where it lies; nothing half-written is ever seen.

    A file that is there already stays: the new one is then called “name (2)”. Raises KnownError
    with one sentence when the folder cannot be written to or the disk is full.
    """
    handle, temporary = -1, ""
    target: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".secretariat-", dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        target = _claim(folder, name)
        os.replace(temporary, target)
        _sync_folder(folder)
    except OSError as error:
        for left in filter(None, (temporary, str(target) if target else "")):
            Path(left).unlink(missing_ok=True)
        why = error.strerror or "the folder cannot be written to"
        raise KnownError(f"“{name}” could not be saved in {folder}: {why}.") from error
    return target


def _claim(folder: Path, name: str) -> Path:
    """Make an empty file of that name, or of the next free one, which nobody else can then take."""
    stem, dot, ending = name.rpartition(".")
    for count in range(1, _TRIES):
        number = f" ({count})" if count > 1 else ""
        target = folder / (f"{stem}{number}.{ending}" if dot else f"{name}{number}")
        try:
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
        except FileExistsError:
            continue
        return target
    raise FileExistsError(f"there are {_TRIES} files of that name already")


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
