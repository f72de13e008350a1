"""Attached files under their SHA-256: on the disk before the row that names them commits."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from secretariat.errors import KnownError
from secretariat.store import files
from secretariat.store.uids import new_uid

FOLDER = "papers"
_SHA = re.compile(r"[0-9a-f]{64}")
_SLICE = 1 << 20


def place(folder: Path, sha: str) -> Path:
    """Return where in the papers folder the file of this hash lies, whether it is there or not."""
    return folder / sha[:2] / sha


def keep(folder: Path, data: bytes) -> str:
    """Put `data` among the papers and return its hash, when it is safely on the disk.

    What is there already is not written again. Raises KnownError when it cannot be kept.
    """
    sha = hashlib.sha256(data).hexdigest()
    path = place(folder, sha)
    if path.is_file():
        return sha
    try:
        new = not path.parent.is_dir()
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write_durably(path, data)
        if new:
            files.sync_folder(folder)
    except OSError as error:
        raise KnownError(
            f"The paper could not be kept ({error.strerror}); nothing was changed."
        ) from error
    return sha


def keep_file(folder: Path, source: Path, most: int) -> tuple[str, int]:
    """Put a file from elsewhere among the papers; return its hash and its size in bytes.

    It is read in slices, so that a large one needs no more memory than a small one, and is safely
    on the disk when this returns. Raises KnownError, in one sentence, for what is no file, cannot
    be read, is empty, or has more than `most` bytes; then nothing is left behind.
    """
    name = source.name or str(source)
    if source.is_dir():
        raise KnownError(f"“{name}” is a folder; please add the files in it.")
    incoming = folder / f"{new_uid()}.tmp"
    try:
        sha, size = _copied(source, incoming, most)
        path = place(folder, sha)
        if not path.is_file():
            new = not path.parent.is_dir()
            path.parent.mkdir(parents=True, exist_ok=True)
            incoming.replace(path)
            files.sync_folder(path.parent)
            if new:
                files.sync_folder(folder)
        return sha, size
    finally:
        files.discard(incoming)


def _copied(source: Path, target: Path, most: int) -> tuple[str, int]:
    """Copy a file to the disk of the papers and return its hash and size."""
    name = source.name
    found, size = hashlib.sha256(), 0
    try:
        opened = source.open("rb")
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "its name cannot be"
        raise KnownError(f"“{name}” could not be read ({why}).") from error
    try:
        with opened, target.open("wb") as file:
            while block := opened.read(_SLICE):
                size += len(block)
                if size > most:
                    raise KnownError(
                        f"“{name}” is too large: at most {most // 1_000_000} MB are taken in."
                    )
                found.update(block)
                file.write(block)
            if not size:
                raise KnownError(f"“{name}” is empty.")
            file.flush()
            files.sync_descriptor(file.fileno())
    except OSError as error:
        raise KnownError(f"“{name}” could not be kept ({error.strerror}).") from error
    return found.hexdigest(), size


def everything(folder: Path) -> Iterator[Path]:
    """Yield the papers, in the order of their hashes; what is no paper is passed over."""
    for path in sorted(folder.glob("??/*")):
        if _SHA.fullmatch(path.name) and path.parent.name == path.name[:2] and path.is_file():
            yield path


def damaged(folder: Path) -> list[Path]:
    """Return the papers whose content is not what their name says."""
    return [path for path in everything(folder) if files.digest(path) != path.name]


def sweep(folder: Path) -> None:
    """Delete what an interrupted `keep` or `keep_file` left behind."""
    for part in (folder, *folder.glob("??")):
        files.sweep_temporary(part)
