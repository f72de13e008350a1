"""Attached files under their SHA-256: on the disk before the row that names them commits."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from secretariat.errors import KnownError
from secretariat.store import files

FOLDER = "papers"
_SHA = re.compile(r"[0-9a-f]{64}")


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


def everything(folder: Path) -> Iterator[Path]:
    """Yield the papers, in the order of their hashes; what is no paper is passed over."""
    for path in sorted(folder.glob("??/*")):
        if _SHA.fullmatch(path.name) and path.parent.name == path.name[:2] and path.is_file():
            yield path


def damaged(folder: Path) -> list[Path]:
    """Return the papers whose content is not what their name says."""
    return [path for path in everything(folder) if files.digest(path) != path.name]


def sweep(folder: Path) -> None:
    """Delete what an interrupted `keep` left behind."""
    for part in folder.glob("??"):
        files.sweep_temporary(part)
