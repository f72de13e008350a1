"""Looking for words that must not leave: on pages, in names, in every string and every stream.

What is found is told by its place alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from secretariat.models.release import ReleaseFault, ReleaseFinding
from secretariat.packs.objects import elements, has_keys, is_stream, items, name_of, text_of

_LEAST = 3
"""Letters that a word has at least to be looked for: fewer stand everywhere."""
_MOST_STREAM = 50_000_000
_DEEPEST = 60
_PICTURES = ("/DCTDecode", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode")


class Canaries:
    """Words that must not leave, and how they are looked for: without spaces, case and accents, so
    that a break of a line hides none, and as the bytes in which a file may write them."""

    def __init__(self, words: Iterable[str]) -> None:
        given = list(words)
        self._folded = [found for one in given if len(found := folded(one)) >= _LEAST]
        self._bytes = _spellings(given)

    def __bool__(self) -> bool:
        return bool(self._folded)

    def in_text(self, text: str) -> bool:
        """Say whether any of them stands in a text."""
        if not self._folded:
            return False
        here = folded(text)
        return any(word in here for word in self._folded)

    def in_bytes(self, data: bytes) -> bool:
        """Say whether any of them stands in bytes."""
        return any(word in data for word in self._bytes)


def word_findings(
    pdf: Any, data: bytes, pages: Sequence[str], name: str, canaries: Canaries
) -> Iterator[ReleaseFinding]:
    """Yield where any of the words stands in a PDF."""
    if not canaries:
        return
    if canaries.in_text(name):
        yield ReleaseFinding(ReleaseFault.FILE_NAME)
    for number, text in enumerate(pages, 1):
        if canaries.in_text(text):
            yield ReleaseFinding(ReleaseFault.RESTRICTED, number, words="its text")
    if canaries.in_bytes(data):
        yield ReleaseFinding(ReleaseFault.RESTRICTED, words="the bytes of the file")
    for one in pdf.objects:
        if any(map(canaries.in_text, _strings(one, 0))):
            words = "a bookmark, a tag, a name or what the file says of itself"
            yield ReleaseFinding(ReleaseFault.RESTRICTED, words=words)
        if is_stream(one) and canaries.in_bytes(_content(one)):
            yield ReleaseFinding(ReleaseFault.RESTRICTED, words="a stream of the file")


def folded(text: str) -> str:
    """Return letters and digits alone, without case and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum())


def _spellings(canaries: Sequence[str]) -> list[bytes]:
    """Return the words as bytes, in the ways in which a PDF may write them."""
    found: set[bytes] = set()
    for one in canaries:
        word = " ".join(one.split())
        if len(folded(word)) < _LEAST:
            continue
        for code in ("utf-8", "utf-16-be", "utf-16-le", "cp1252"):
            made = word.encode(code, "ignore")
            if len(made) >= _LEAST:
                found.add(made)
                found.add(made.hex().encode())
                found.add(made.hex().upper().encode())
    return sorted(found)


def _strings(value: Any, depth: int) -> Iterator[str]:
    """Yield the strings, names and keys of an object and of what is written inside it."""
    if depth > _DEEPEST or (depth and getattr(value, "is_indirect", False)):
        return
    if has_keys(value):
        for key, held in items(value):
            yield key
            yield from _strings(held, depth + 1)
    elif inner := elements(value):
        for one in inner:
            yield from _strings(one, depth + 1)
    else:
        yield text_of(value) or name_of(value)


def _content(stream: Any) -> bytes:
    """Return what a stream holds, unpacked; as it stands where it is a picture or broken."""
    from pikepdf import PdfError

    filters = [name_of(one) for one in elements(stream.get("/Filter"))]
    filters.append(name_of(stream.get("/Filter")))
    try:
        if any(one in _PICTURES for one in filters):
            return bytes(stream.read_raw_bytes())[:_MOST_STREAM]
        return bytes(stream.read_bytes())[:_MOST_STREAM]
    except (PdfError, RuntimeError):
        return b""
