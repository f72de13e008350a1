"""The end of writing a pack: its identity, of what is in it, and the digest of its bytes.

The file is read once for all three: to look for what validators misread, to make the identity of
everything that stands before it, and to digest what the file is in the end.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from secretariat.errors import BugError

# See `streams`: validators read such a stream as one byte shorter.
_AMBIGUOUS = b"\r\nendstream"
# What QPDF writes for an identity when it is asked for one that never changes: digits of pi.
_FIXED = b"<31415926535897932384626433832795>"
_START = b"startxref\n"
_TAIL = 64
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Sealed:
    """A finished file: its size, its digest, and whether a validator could misread a stream."""

    size: int
    sha256: str
    is_ambiguous: bool


def seal(target: Path) -> Sealed:
    """Give a file that was written with a fixed identity its own (ISO 32000-1, 14.4).

    It is made of all objects of the file, so that the same objects have the same identity.

    Raises BugError for a file without a fixed identity.
    """
    with target.open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        _, found, place = file.read().rpartition(_START)
        if not found:
            raise BugError("The file has no end.")
        table = int(place.split()[0])
        file.seek(table)
        ending = file.read()
        if _FIXED not in ending:
            raise BugError("The file has no identity.")
        file.seek(0)
        digest = hashlib.sha256()
        left, before, is_ambiguous = table, b"", False
        while left:
            piece = file.read(min(_PIECE, left))
            digest.update(piece)
            seam = before[-len(_AMBIGUOUS) :] + piece[: len(_AMBIGUOUS)]
            is_ambiguous = is_ambiguous or _AMBIGUOUS in piece or _AMBIGUOUS in seam
            before, left = piece, left - len(piece)
        own = b"<" + digest.hexdigest()[:32].encode("ascii") + b">"
        ending = ending.replace(_FIXED, own)
        file.seek(table)
        file.write(ending)
        digest.update(ending)
    return Sealed(size, digest.hexdigest(), is_ambiguous or _AMBIGUOUS in ending)
