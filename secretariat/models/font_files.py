"""What a font file says of itself: its name, its letters, and whether it may be embedded.

The tables are those of the OpenType specification (ISO/IEC 14496-22). Only their heads are read;
a file that says something impossible is broken, and no reading of it fails in another way.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise

from secretariat.errors import KnownError

LARGEST = 20_000_000
"""The most bytes of a font that a house style keeps."""
_TRUETYPE = (b"\0\1\0\0", b"true")
_COLLECTION, _CFF, _WEB = b"ttcf", b"OTTO", (b"wOFF", b"wOF2")
_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp", "name", "glyf", "loca")
# OS/2 fsType: the four low bits are how it may be embedded, of which the mildest holds; bit 8
# forbids that only the letters in use are taken, bit 9 allows pictures of it only.
_RESTRICTED, _PREVIEW, _EDITABLE, _WHOLE, _BITMAP = 0x2, 0x4, 0x8, 0x100, 0x200
_LATIN = frozenset(
    map(ord, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,;:-()")
)
_ENGLISH = 0x409
# Scripts whose letters change places or shapes in ways that are not set here: Syriac, N'Ko, those
# of India and around it, Tibetan, Myanmar, Khmer, Mongolian.
_UNSET = (
    (0x700, 0x74F), (0x7C0, 0x7FF), (0x900, 0xDFF), (0xF00, 0x109F), (0x1780, 0x18AF),
    (0xA800, 0xA8DF), (0xA980, 0xAADF), (0xABC0, 0xABFF), (0x11000, 0x11FFF),
)  # fmt: skip
_FAMILY, _TYPOGRAPHIC = 1, 16


@dataclass(frozen=True, slots=True)
class FontFile:
    """A TrueType font: the family it names, the code points that it has letters for, and whether
    its makers allow that it is embedded into documents."""

    family: str
    letters: frozenset[int]
    may_embed: bool


def settable(code: int) -> bool:
    """Say whether a letter of this code point can be set right by putting it after the last one,
    or by joining it as Arabic letters are."""
    return not any(first <= code <= last for first, last in _UNSET)


def read_font(data: bytes) -> FontFile:
    """Return what a TrueType font says of itself.

    Raises KnownError, in one sentence, for a font of another kind and for one that is broken.
    """
    kind = data[:4]
    if kind == _COLLECTION:
        raise KnownError("This file holds several fonts; give each of them as a file of its own.")
    if kind == _CFF:
        raise KnownError(
            "This font has PostScript outlines (.otf); ask for the TrueType one (.ttf)."
        )
    if kind in _WEB:
        raise KnownError("This is a font for web pages (.woff); ask for the TrueType one (.ttf).")
    if kind not in _TRUETYPE:
        raise KnownError("This is not a TrueType font (.ttf).")
    try:
        tables = _tables(data)
        if any(name not in tables for name in _NEEDED):
            raise ValueError("a table is missing")
        if "fvar" in tables:
            raise KnownError("This is a variable font; ask for one file for each weight.")
        _check_outlines(tables)
        return FontFile(
            _family(tables["name"]), _letters(tables["cmap"]), _may_embed(tables.get("OS/2", b""))
        )
    except (struct.error, ValueError, IndexError) as error:
        raise KnownError("This font is broken.") from error


def check_font(data: bytes) -> FontFile:
    """Return what a font says of itself, if documents can be printed in it.

    Raises KnownError when it cannot be read, may not be embedded, lacks Latin letters or is larger
    than `LARGEST`.
    """
    if len(data) > LARGEST:
        raise KnownError(f"The font is too large: a house style keeps {LARGEST // 1_000_000} MB.")
    font = read_font(data)
    if not font.family:
        raise KnownError("This font does not say what it is called.")
    if not font.may_embed:
        raise KnownError(
            f"The makers of {font.family} do not allow that it is embedded, and an accessible PDF"
            " must hold its fonts."
        )
    if not font.letters >= _LATIN:
        raise KnownError(f"{font.family} lacks Latin letters, figures or stops.")
    return font


def _tables(data: bytes) -> dict[str, bytes]:
    count = struct.unpack_from(">H", data, 4)[0]
    found = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + index * 16)
        if offset + length > len(data):
            raise ValueError("a table ends after the file")
        found[tag.decode("latin-1")] = data[offset : offset + length]
    return found


def _check_outlines(tables: dict[str, bytes]) -> None:
    """Raise ValueError where the places of the outlines are not in order or beyond them."""
    glyphs = struct.unpack_from(">H", tables["maxp"], 4)[0]
    is_long = struct.unpack_from(">h", tables["head"], 50)[0]
    places = struct.unpack_from(f">{glyphs + 1}{'L' if is_long else 'H'}", tables["loca"])
    if any(one > other for one, other in pairwise(places)):
        raise ValueError("outlines are not in order")
    if places[-1] * (1 if is_long else 2) > len(tables["glyf"]):
        raise ValueError("an outline ends after its table")


def _family(table: bytes) -> str:
    """Return the family, that of the typographer before that of four styles, English first."""
    _, count, strings = struct.unpack_from(">HHH", table)
    found: dict[tuple[bool, bool], str] = {}
    for index in range(count):
        platform, _, language, name, length, offset = struct.unpack_from(
            ">6H", table, 6 + index * 12
        )
        if platform not in (0, 3) or name not in (_FAMILY, _TYPOGRAPHIC):
            continue
        raw = table[strings + offset : strings + offset + length]
        words = raw.decode("utf-16-be", "replace")
        words = " ".join("".join(c if c.isprintable() else " " for c in words).split())[:60]
        if words:
            found.setdefault((name == _FAMILY, platform == 3 and language != _ENGLISH), words)
    return found[min(found)] if found else ""


def _may_embed(table: bytes) -> bool:
    """Say whether OS/2 fsType allows embedding; a font that does not say anything allows it."""
    if len(table) < 10:
        return True
    kind = struct.unpack_from(">H", table, 8)[0]
    if kind & (_BITMAP | _WHOLE):
        return False
    return not kind & _RESTRICTED or bool(kind & (_PREVIEW | _EDITABLE))


def _letters(table: bytes) -> frozenset[int]:
    """Return the code points that the font's Unicode map leads to a glyph."""
    count = struct.unpack_from(">H", table, 2)[0]
    found: set[int] = set()
    for index in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", table, 4 + index * 8)
        if platform == 0 or (platform == 3 and encoding in (1, 10)):
            kind = struct.unpack_from(">H", table, offset)[0]
            if kind == 4:
                found |= _short_map(table, offset)
            elif kind == 12:
                found |= _long_map(table, offset)
    return frozenset(found)


def _short_map(table: bytes, offset: int) -> set[int]:
    """Return the code points of a subtable of format 4."""
    segments = struct.unpack_from(">H", table, offset + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", table, offset + 14)
    at = offset + 16 + segments * 2
    starts = struct.unpack_from(f">{segments}H", table, at)
    deltas = struct.unpack_from(f">{segments}H", table, at + segments * 2)
    ranges = struct.unpack_from(f">{segments}H", table, at + segments * 4)
    found = set()
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if not ranges[index]:
            found |= {c for c in range(start, end + 1) if (c + deltas[index]) & 0xFFFF}
            continue
        base = at + segments * 4 + index * 2 + ranges[index]
        for code in range(start, end + 1):
            place = base + (code - start) * 2
            if place + 2 <= len(table) and struct.unpack_from(">H", table, place)[0]:
                found.add(code)
    return found - {0xFFFF}


def _long_map(table: bytes, offset: int) -> set[int]:
    """Return the code points of a subtable of format 12, whose groups must be in order."""
    groups = struct.unpack_from(">L", table, offset + 12)[0]
    if offset + 16 + groups * 12 > len(table):
        raise ValueError("a map ends after its table")
    spans = [struct.unpack_from(">LLL", table, offset + 16 + at * 12) for at in range(groups)]
    if any(one[1] >= other[0] for one, other in pairwise(spans)):
        raise ValueError("a map is not in order")
    found: set[int] = set()
    for start, end, glyph in spans:
        if start > end or end > 0x10FFFF:
            raise ValueError("a map goes beyond Unicode")
        found.update(range(start if glyph else start + 1, end + 1))
    return found
