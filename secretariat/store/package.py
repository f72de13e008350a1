"""A whole register in one file: `register.db`, the papers and a manifest of hashes, in a zip.

It may come from a stranger. Members are read by an exact list of names and counted while they
are read; nothing is written outside the folder that is asked for.
"""

from __future__ import annotations

import errno
import hashlib
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from secretariat.errors import KnownError
from secretariat.store import files, papers

SUFFIX = ".secretariat-backup"
_DATABASE = "register.db"
_MANIFEST = "manifest.json"
_PAPER = re.compile(r"papers/([0-9a-f]{64})")
_SHA = re.compile(r"[0-9a-f]{64}")
_MAX_MEMBERS = 200_000
_MAX_MANIFEST = 64 << 20
MAX_SIZE = 64 << 30
_BLOCK = 1 << 20
_WHEN = (2000, 1, 1, 0, 0, 0)
"""One time for every member, so that the same register gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the file says it holds: size and SHA-256 of each member."""

    made_at: str
    members: dict[str, tuple[int, str]]


def write(target: Path, database: Path, papers_folder: Path, now: datetime) -> None:
    """Put a verified copy of the database and all papers into one file at `target`.

    It is written beside, read back against its hashes, and renamed into place. Raises
    KnownError when it cannot be written there.
    """
    temporary = target.with_name(target.name + ".tmp")
    members = {_DATABASE: database}
    for path in papers.everything(papers_folder):
        members[f"papers/{path.name}"] = path
    try:
        listed = {name: (path.stat().st_size, files.digest(path)) for name, path in members.items()}
        manifest = {
            "format": 1,
            "made_at": now.astimezone(UTC).isoformat(timespec="seconds"),
            "members": {name: list(told) for name, told in sorted(listed.items())},
        }
        with zipfile.ZipFile(temporary, "w") as archive:
            told = json.dumps(manifest, indent=1, sort_keys=True).encode()
            archive.writestr(_info(_MANIFEST), told)
            for name, path in sorted(members.items()):
                with (
                    path.open("rb") as source,
                    archive.open(_info(name), "w", force_zip64=True) as to,
                ):
                    while block := source.read(_BLOCK):
                        to.write(block)
        files.sync_file(temporary)
        with opened(temporary) as package:
            package.verify()
        temporary.replace(target)
        files.sync_folder(target.parent)
    except (OSError, KnownError) as error:
        files.discard(temporary)
        why = error.strerror if isinstance(error, OSError) else str(error).rstrip(".")
        raise KnownError(f"The backup could not be written to {target} ({why}).") from error


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _WHEN)
    info.create_system = 3
    info.external_attr = 0o600 << 16
    info.compress_type = zipfile.ZIP_STORED if name.startswith("papers/") else zipfile.ZIP_DEFLATED
    return info


class Package:
    """An opened file whose list of members has been checked, not yet their content."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path = path
        self._archive = archive
        self.manifest = self._read_manifest()

    def _read_manifest(self) -> Manifest:
        names = self._archive.namelist()
        allowed = all(n in (_DATABASE, _MANIFEST) or _PAPER.fullmatch(n) for n in names)
        if not allowed or len(set(names)) != len(names) or len(names) > _MAX_MEMBERS:
            raise _damaged(self.path, "it holds what a backup does not hold")
        for info in self._archive.infolist():
            if info.flag_bits & 1 or info.compress_type not in (0, zipfile.ZIP_DEFLATED):
                raise _damaged(self.path, "it is encrypted or packed in an unknown way")
        with self._archive.open(_MANIFEST) as file:
            raw = file.read(_MAX_MANIFEST + 1)
        if len(raw) > _MAX_MANIFEST:
            raise _damaged(self.path, "its list is too long")
        members = _parse(json.loads(raw), self.path)
        if set(members.members) | {_MANIFEST} != set(names) or _DATABASE not in members.members:
            raise _damaged(self.path, "its list does not match what it holds")
        return members

    def verify(self) -> None:
        """Read every member and compare it with its hash; KnownError when one differs."""
        for name in self.manifest.members:
            self._stream(name, lambda block: None)

    def unpack_database(self, target: Path) -> None:
        """Write the database to `target`; KnownError, and nothing there, when it is damaged."""
        self._unpack(_DATABASE, target)

    def unpack_papers(self, folder: Path) -> None:
        """Put the papers that are missing into `folder`, each under its hash."""
        for name, (_, sha) in self.manifest.members.items():
            if name != _DATABASE and not papers.place(folder, sha).is_file():
                self._unpack(name, papers.place(folder, sha))

    def _unpack(self, name: str, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(target.name + ".tmp")
        try:
            with temporary.open("wb") as file:
                self._stream(name, file.write)
                file.flush()
                files.sync_descriptor(file.fileno())
            temporary.replace(target)
            files.sync_folder(target.parent)
        except BaseException:
            files.discard(temporary)
            raise

    def _stream(self, name: str, take: Callable[[bytes], object]) -> None:
        size, sha = self.manifest.members[name]
        found, count = hashlib.sha256(), 0
        with self._archive.open(name) as file:
            for block in _blocks(file):
                count += len(block)
                if count > size:
                    break
                found.update(block)
                take(block)
        if count != size or found.hexdigest() != sha:
            raise _damaged(self.path, "its fingerprint does not match")


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        yield block


def _parse(data: object, path: Path) -> Manifest:
    if not isinstance(data, dict) or data.get("format") != 1:
        raise _damaged(path, "a newer version of the program made it, or something else did")
    members = {}
    listed = data.get("members")
    for name, told in listed.items() if isinstance(listed, dict) else ():
        match told:
            case [int(size), str(sha)] if 0 <= size <= MAX_SIZE and _SHA.fullmatch(sha):
                members[name] = (size, sha)
            case _:
                raise _damaged(path, "its list cannot be read")
        paper = _PAPER.fullmatch(name)
        if paper and paper[1] != sha:
            raise _damaged(path, "a paper in it does not match its name")
    if sum(size for size, _ in members.values()) > MAX_SIZE:
        raise _damaged(path, "it is too large")
    return Manifest(str(data.get("made_at", ""))[:40], members)


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """Give the package at `path`; whatever is wrong with the file is one KnownError."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield Package(path, archive)
    except FileNotFoundError as error:
        raise KnownError(f"There is no backup at {path}.") from error
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EISDIR):
            raise
        raise _damaged(path, "it cannot be read") from error  # it sent us to no place in the file
    except (
        zipfile.BadZipFile, zlib.error, struct.error, EOFError, LookupError, ValueError,
        OverflowError, RuntimeError,
    ) as error:  # fmt: skip
        raise _damaged(path, "it cannot be read") from error


def _damaged(path: Path, why: str) -> KnownError:
    return KnownError(f"The backup {path.name} is damaged: {why}.")


def is_package(path: Path) -> bool:
    """Say whether the file looks like a package rather than like a database."""
    with path.open("rb") as file:
        return not file.read(16).startswith(b"SQLite format 3\0")
