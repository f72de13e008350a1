"""Streams that the pack writes itself, and how it fits round what pages paint."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from zlib import DEFLATED, compressobj

from pikepdf import Array, Name, Object, Pdf, PdfError, Stream, parse_content_stream

from secretariat.packs.keys import entry

# A stream whose last byte is a carriage return looks one byte longer than it is: validators
# take the return for a part of the line end that follows (ISO 19005-2, 6.1.7.1).
_RETURN = b"\r"
_SMALL, _WINDOW = 1 << 10, 10
# Whatever may stand on either side of an operator becomes a space.
_APART = bytes.maketrans(b"\t\n\f\r\0()<>[]{}/%", b" " * 15)
_PAIRS = (((b"q",), (b"Q",)), ((b"BDC", b"BMC"), (b"EMC",)), ((b"BT",), (b"ET",)))
_PAIRED = re.compile(rb" (q|Q|BDC|BMC|EMC|BT|ET)(?= )")


def made_stream(pdf: Pdf, data: bytes, *, program: bool = False) -> Object:
    """Return a compressed stream that does not end with a return; of a font `program` the tail
    is free, elsewhere white space may be added."""
    packed, length = _packed(data, program)
    stream = pdf.make_stream(packed, Filter=Name.FlateDecode)
    if program:
        stream.Length1 = length
    return stream


@lru_cache(maxsize=64)
def _packed(data: bytes, program: bool) -> tuple[bytes, int]:
    packed = _compressed(data)
    while packed.endswith(_RETURN):
        data += b"\0\0\0\1" if program else b"\n"
        packed = _compressed(data)
    return packed, len(data)


def _compressed(data: bytes) -> bytes:
    """Return the data compressed: a few words with as small a table as they need, because to make
    one takes longer than they do."""
    small = len(data) <= _SMALL
    packer = compressobj(-1, DEFLATED, _WINDOW, 2) if small else compressobj()
    return packer.compress(data) + packer.flush()


def contents_of(page: Object) -> list[Object]:
    """Return the streams that paint a page, in their order."""
    contents = entry(page, "/Contents")
    if contents is None:
        return []
    parts = list(contents) if isinstance(contents, Array) else [contents]
    return [part for part in parts if isinstance(part, Stream)]


def painted_bytes(streams: Sequence[Object]) -> bytes:
    """Return what paints a page as one piece; nothing where it cannot be decoded."""
    try:
        return b"\n".join(stream.read_bytes() for stream in streams)
    except PdfError:
        return b""


def loose_ends(data: bytes, page: Object) -> tuple[bytes, bytes]:
    """Return what must stand before and after the painting of a page, so that whatever it opens
    is closed and it closes nothing that is not its own.

    Counting letters is enough for most pages and counting words for nearly all; where both find a
    difference the page is parsed.
    """
    if all(_letters(data, opening) == _letters(data, closing) for opening, closing in _PAIRS):
        return b"", b""
    spaced = b" " + data.translate(_APART) + b" "
    times = Counter(_PAIRED.findall(spaced))

    def met(operators: tuple[bytes, ...]) -> int:
        return sum(times[operator] for operator in operators)

    if all(met(opening) == met(closing) for opening, closing in _PAIRS):
        return b"", b""
    try:
        operators = [str(one.operator) for one in parse_content_stream(page)]
    except (PdfError, TypeError, ValueError):
        # What cannot be parsed is taken word by word, as those do who show it nevertheless.
        operators = spaced.decode("latin-1").split()
    states, open_states = _level(operators, {"q"}, {"Q"})
    marks, open_marks = _level(operators, {"BDC", "BMC"}, {"EMC"})
    _, open_text = _level(operators, {"BT"}, {"ET"})
    before = b"q " * states + b"/Span BMC " * marks
    after = b"ET " * min(open_text, 1) + b"EMC " * open_marks + b"Q " * open_states
    return before, after


def _letters(data: bytes, operators: tuple[bytes, ...]) -> int:
    return sum(data.count(operator) for operator in operators)


def _level(operators: Sequence[str], opening: set[str], closing: set[str]) -> tuple[int, int]:
    """Return how many are closed without having been opened, and how many are left open then."""
    level = lowest = 0
    for operator in operators:
        level += (operator in opening) - (operator in closing)
        lowest = min(lowest, level)
    return -lowest, level - lowest
