"""The zip round a finished Word file: nothing beside its parts, and nothing said of the machine."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile, ZipInfo

_LOCAL = struct.Struct("<4s5H3L2H")
_DESCRIBED = 8
"""The flag of an entry whose sizes stand behind it, in at most so many bytes (APPNOTE 4.3.9)."""
_MOST_BEHIND = 24
_EXTRA = frozenset((0x0001, 0xA220))
"""Fields of an entry that say nothing: large sizes, and room to grow."""


def besides(data: bytes) -> Iterator[str]:
    """Yield what a zip holds beside its parts: what was taken out, was put between or says more.

    Raises what `ZipFile` raises for what is no zip.
    """
    with ZipFile(BytesIO(data)) as held:
        entries = sorted(held.infolist(), key=lambda one: one.header_offset)
        end = held.start_dir
        if held.comment:
            yield "a comment"
        names = held.namelist()
    if len(set(names)) < len(names):
        yield "a part twice"
    if any(one.comment or not _is_plain(one) for one in entries):
        yield "fields of its own"
    at = behind = 0
    for start, one in [*((one.header_offset, one) for one in entries), (end, None)]:
        if not 0 <= start - at <= behind:
            yield "bytes that are no part"
            return
        if one is not None:
            at, behind = _end_of(data, one), _MOST_BEHIND if one.flag_bits & _DESCRIBED else 0


def _end_of(data: bytes, entry: ZipInfo) -> int:
    head = data[entry.header_offset : entry.header_offset + _LOCAL.size]
    if len(head) < _LOCAL.size:
        return len(data)
    *_, name, extra = _LOCAL.unpack(head)
    return int(entry.header_offset + _LOCAL.size + name + extra + entry.compress_size)


def _is_plain(entry: ZipInfo) -> bool:
    at, extra = 0, entry.extra
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind not in _EXTRA:
            return False
        at += 4 + size
    return at == len(extra)
