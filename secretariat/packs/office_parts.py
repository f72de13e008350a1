"""The parts of office files, read as they stream by: never a whole tree, never more than a limit.

A document type, and with it every entity, ends the reading of a part; nothing outside the file is
opened.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat
from zipfile import BadZipFile, LargeZipFile, ZipFile

MOST_ENTRIES = 20_000
MOST_PART = 150_000_000
MOST_IN_ALL = 600_000_000
MOST_DEPTH = 500
_PIECE = 1 << 16
_TOO_MUCH = "it unpacks to far more than a paper holds."

Attributes = dict[str, str]


class UnreadError(ValueError):
    """A file, or a part of it, cannot be looked through; the words say why."""


class LockedError(UnreadError):
    """A file opens only with a password."""


class BombError(UnreadError):
    """A file is not what a paper is: no program should be given it to open."""


class DeclaredError(BombError):
    """A part declares a document type or entities, and might be made of other files."""


class Package:
    """A zip file of office: the names of its parts, and the parts themselves up to the limits."""

    def __init__(self, held: ZipFile) -> None:
        self._held = held
        self.names = held.namelist()
        self._read = 0
        if len(self.names) > MOST_ENTRIES:
            raise BombError("it has too many parts.")
        if sum(info.file_size for info in held.infolist()) > MOST_IN_ALL:
            raise BombError(_TOO_MUCH)
        if any(info.flag_bits & 1 for info in held.infolist()):
            raise LockedError("it is locked.")

    def named(self, *starts: str, ending: str = ".xml") -> list[str]:
        """Return the names of parts that begin with one of these words, in order."""
        return sorted(
            name for name in set(self.names) if name.startswith(starts) and name.endswith(ending)
        )

    def pieces(self, part: str) -> Iterator[bytes]:
        """Give a part piece by piece; UnreadError past the limits."""
        size = 0
        with self._held.open(part) as source:
            while piece := source.read(_PIECE):
                size += len(piece)
                self._read += len(piece)
                if size > MOST_PART or self._read > MOST_IN_ALL:
                    raise BombError(_TOO_MUCH)
                yield piece

    def walk(
        self,
        part: str,
        start: Callable[[str, Attributes], None],
        end: Callable[[str], None] = lambda _: None,
        words: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Tell of each element by its own name, without its namespace, and of the words between.

        A part that is not there tells nothing. Raises UnreadError for what is no XML.
        """
        if part not in self.names:
            return
        parse(
            self.pieces(part),
            lambda tag, given: start(_own(tag), {_own(name): one for name, one in given.items()}),
            lambda tag: end(_own(tag)),
            words,
        )


def parse(
    pieces: Iterable[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    words: Callable[[str], None],
    deepest: int = MOST_DEPTH,
) -> None:
    """Read XML of a stranger and tell of its elements, as expat names them: `namespace}name`.

    Raises DeclaredError at a document type or an entity, BombError beyond `deepest` elements within
    each other, and UnreadError for what is no XML.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    depth = 0

    def begun(tag: str, given: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > deepest:
            raise BombError("it is nested too deeply.")
        start(tag, given)

    def ended(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(tag)

    def refused(*_: object) -> None:
        raise DeclaredError("it declares things of its own.")

    parser.buffer_text = True
    parser.StartElementHandler = begun
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = refused
    parser.EntityDeclHandler = refused
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError) as error:
        raise UnreadError("a part of it is broken.") from error


def _own(name: str) -> str:
    return name.rpartition("}")[2]


@contextmanager
def opened(source: Path | BinaryIO) -> Iterator[Package]:
    """Open an office file; UnreadError for what is none, LockedError where it has a password."""
    try:
        with ZipFile(source) as held:
            yield Package(held)
    except (BadZipFile, LargeZipFile, KeyError, zlib.error, EOFError, RuntimeError,
            NotImplementedError, OSError) as error:  # fmt: skip
        raise UnreadError("it is broken.") from error
