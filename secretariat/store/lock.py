"""One program at a time: a lock on the register's folder that ends with whoever holds it."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from secretariat.errors import KnownError

_FILE = "lock"
_AT_WORK = b"at work"
_BUSY = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class FolderLock:
    """Holds a folder until `release`; the system lets go of it when the process is killed.

    Whoever works in it says `begin_work` and `end_work`; who is killed never says the latter.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, folder: Path) -> FolderLock:
        """Lock the folder.

        Raises KnownError when another window or program has it open, or it cannot be written.
        """
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
        try:
            descriptor = os.open(folder / _FILE, flags, 0o600)
        except FileNotFoundError as error:
            raise KnownError(f"There is no register in {folder}.") from error
        except OSError as error:
            raise KnownError(
                f"The register in {folder} cannot be opened, because the folder cannot be written."
            ) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno in _BUSY:
                raise KnownError(
                    f"The register in {folder} is open in another window or program;"
                    " close it there first."
                ) from error
            raise KnownError(
                f"The register in {folder} cannot be opened, because its disk cannot lock files;"
                " move it to a disk of this computer."
            ) from error
        return cls(descriptor)

    def begin_work(self) -> bool:
        """Note that work begins, and say whether somebody began before and never ended."""
        assert self._descriptor is not None
        with contextlib.suppress(OSError):  # on a full disk there is work all the same
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            if os.read(self._descriptor, len(_AT_WORK)) == _AT_WORK:
                return True
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, _AT_WORK)
        return False

    def end_work(self) -> None:
        """Note that work ended as it should."""
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, 0)

    def release(self) -> None:
        """Let go of the folder; nothing happens when that was done before."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the folder for a while; KnownError as from `FolderLock.take`."""
    lock = FolderLock.take(folder)
    try:
        yield
    finally:
        lock.release()


def _lock(descriptor: int) -> None:
    """Lock so that a second opening is refused, in this process as in another one."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
