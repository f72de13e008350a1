"""The letters of stamps: TrueType fonts of our own, of which only the glyphs in use are embedded.

Tables as in the OpenType specification (ISO/IEC 14496-22); in the PDF a composite font whose codes
are its glyphs (ISO 32000-1, 9.7). Glyphs keep their numbers, so that nothing in them changes.
"""

from __future__ import annotations

import hashlib
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from secretariat.errors import KnownError
from secretariat.models.bidi import painted_order, unshaped
from secretariat.packs.streams import made_stream

# What a PDF needs of a TrueType font program (ISO 32000-1, 9.9), with the tables of its hints.
_KEPT = ("cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")
_UNKNOWN = ("\N{REPLACEMENT CHARACTER}", "?")
# Flags of the parts of a composite glyph.
_WORDS, _SCALE, _MORE, _XY_SCALE, _TWO_BY_TWO = 0x1, 0x8, 0x20, 0x40, 0x80


class FontProgram:
    """A TrueType file: its glyphs, their widths, and a smaller copy with some of them."""

    def __init__(self, path: Path) -> None:
        try:
            self._read(path.read_bytes())
        except (OSError, struct.error, KeyError, IndexError) as error:
            raise KnownError(f"The font {path.name} could not be read.") from error
        self.name = path.stem.replace("-", "").replace(" ", "")

    def _read(self, data: bytes) -> None:
        count = struct.unpack_from(">H", data, 4)[0]
        self._tables: dict[str, bytes] = {}
        for at in range(count):
            tag, _, start, size = struct.unpack_from(">4sIII", data, 12 + 16 * at)
            self._tables[tag.decode("latin-1")] = data[start : start + size]
        head = self._tables["head"]
        self.units: int = struct.unpack_from(">H", head, 18)[0]
        self.box = struct.unpack_from(">4h", head, 36)
        long = struct.unpack_from(">h", head, 50)[0]
        glyphs = struct.unpack_from(">H", self._tables["maxp"], 4)[0]
        form = f">{glyphs + 1}{'I' if long else 'H'}"
        self._places = struct.unpack_from(form, self._tables["loca"])
        if not long:
            self._places = tuple(2 * place for place in self._places)
        hhea = self._tables["hhea"]
        self.ascent, self.descent = struct.unpack_from(">hh", hhea, 4)
        self._measured = struct.unpack_from(">H", hhea, 34)[0]
        self.glyphs = _glyphs_by_letter(self._tables["cmap"])

    def width(self, glyph: int) -> float:
        """Return the advance of a glyph in thousandths of the size."""
        at = min(glyph, self._measured - 1)
        advance: int = struct.unpack_from(">H", self._tables["hmtx"], 4 * at)[0]
        return float(advance * 1000 / self.units)

    def subset(self, glyphs: set[int]) -> bytes:
        """Return a font program that has these glyphs and those they are put together from."""
        wanted = self._with_components({0, *glyphs})
        outlines = self._tables["glyf"]
        glyf, loca = bytearray(), [0]
        for glyph in range(len(self._places) - 1):
            if glyph in wanted:
                glyf += outlines[self._places[glyph] : self._places[glyph + 1]]
                glyf += bytes(-len(glyf) % 4)
            loca.append(len(glyf))
        hmtx = b"".join(
            self._metric(glyph) if glyph in wanted else bytes(4)
            for glyph in range(len(self._places) - 1)
        )
        head = bytearray(self._tables["head"])
        head[8:12] = bytes(4)
        head[50:52] = b"\0\1"
        hhea = bytearray(self._tables["hhea"])
        hhea[34:36] = struct.pack(">H", len(self._places) - 1)
        changed = {
            "glyf": bytes(glyf),
            "loca": struct.pack(f">{len(loca)}I", *loca),
            "hmtx": hmtx,
            "head": bytes(head),
            "hhea": bytes(hhea),
        }
        tables = {tag: changed.get(tag, self._tables.get(tag, b"")) for tag in _KEPT}
        return _font_file({tag: data for tag, data in tables.items() if data})

    def _metric(self, glyph: int) -> bytes:
        hmtx = self._tables["hmtx"]
        if glyph < self._measured:
            return hmtx[4 * glyph : 4 * glyph + 4]
        last = hmtx[4 * self._measured - 4 : 4 * self._measured - 2]
        bearing = 4 * self._measured + 2 * (glyph - self._measured)
        return last + hmtx[bearing : bearing + 2]

    def _with_components(self, glyphs: set[int]) -> set[int]:
        found: set[int] = set()
        waiting = sorted(glyphs)
        while waiting:
            glyph = waiting.pop()
            if glyph not in found and glyph < len(self._places) - 1:
                found.add(glyph)
                waiting.extend(self._components(glyph))
        return found

    def _components(self, glyph: int) -> Iterator[int]:
        start, end = self._places[glyph], self._places[glyph + 1]
        outline = self._tables["glyf"][start:end]
        if not outline or struct.unpack_from(">h", outline)[0] >= 0:
            return
        at, flags = 10, _MORE
        while flags & _MORE:
            flags, part = struct.unpack_from(">HH", outline, at)
            yield part
            at += 8 if flags & _WORDS else 6
            at += 2 * bool(flags & _SCALE) + 4 * bool(flags & _XY_SCALE)
            at += 8 * bool(flags & _TWO_BY_TWO)


def _font_file(tables: dict[str, bytes]) -> bytes:
    """Return a font program of these tables with right checksums."""
    power = len(tables).bit_length() - 1
    search = 16 << power
    head = struct.pack(">IHHHH", 0x10000, len(tables), search, power, 16 * len(tables) - search)
    start, records, body = 12 + 16 * len(tables), b"", b""
    adjusted = 0
    for tag, data in sorted(tables.items()):
        if tag == "head":
            adjusted = start + len(body) + 8
        record = (tag.encode("ascii"), _checksum(data), start + len(body), len(data))
        records += struct.pack(">4sIII", *record)
        body += data + bytes(-len(data) % 4)
    whole = bytearray(head + records + body)
    total = (0xB1B0AFBA - _checksum(bytes(whole))) & 0xFFFFFFFF
    whole[adjusted : adjusted + 4] = struct.pack(">I", total)
    return bytes(whole)


def _checksum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    total: int = sum(struct.unpack(f">{len(padded) // 4}I", padded))
    return total & 0xFFFFFFFF


def _glyphs_by_letter(cmap: bytes) -> dict[int, int]:
    """Return code points to glyphs, of the fullest Unicode table (formats 4 and 12)."""
    found: dict[int, int] = {}
    for at in range(struct.unpack_from(">H", cmap, 2)[0]):
        platform, kind, start = struct.unpack_from(">HHI", cmap, 4 + 8 * at)
        if (platform, kind) not in ((0, 3), (0, 4), (3, 1), (3, 10)):
            continue
        form = struct.unpack_from(">H", cmap, start)[0]
        letters = {4: _segments, 12: _groups}.get(form)
        if letters:
            table = dict(letters(cmap, start))
            found = table if len(table) > len(found) else found
    return found


def _segments(cmap: bytes, at: int) -> Iterator[tuple[int, int]]:
    count = struct.unpack_from(">H", cmap, at + 6)[0] // 2
    form = f">{count}H"
    ends = struct.unpack_from(form, cmap, at + 14)
    begins = struct.unpack_from(form, cmap, at + 16 + 2 * count)
    deltas = struct.unpack_from(form, cmap, at + 16 + 4 * count)
    ranges_at = at + 16 + 6 * count
    ranges = struct.unpack_from(form, cmap, ranges_at)
    for segment in range(count):
        for code in range(begins[segment], min(ends[segment], 0xFFFE) + 1):
            glyph = code
            if ranges[segment]:
                place = ranges_at + 2 * segment + ranges[segment] + 2 * (code - begins[segment])
                glyph = struct.unpack_from(">H", cmap, place)[0]
                if not glyph:
                    continue
            if glyph := (glyph + deltas[segment]) & 0xFFFF:
                yield code, glyph


def _groups(cmap: bytes, at: int) -> Iterator[tuple[int, int]]:
    for group in range(struct.unpack_from(">I", cmap, at + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", cmap, at + 16 + 12 * group)
        yield from zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)


@lru_cache(maxsize=8)
def _program(path: Path) -> FontProgram:
    return FontProgram(path)


class StampFace:
    """A font of a pack: writes words as codes, and embeds what was written with at the end.

    A letter that the first file lacks is taken from the next that has it; one that none has
    becomes the unknown mark.
    """

    def __init__(self, pdf: Pdf, paths: Sequence[Path], name: str) -> None:
        self._pdf = pdf
        self._programs = [_program(path) for path in paths]
        self.names = [f"/{name}{at}" for at in range(len(paths))]
        self.fonts: list[Object] = [pdf.make_indirect(Dictionary()) for _ in paths]
        self._used: list[dict[int, str]] = [{} for _ in paths]
        self._letters: dict[str, tuple[int, int, float]] = {}
        self._known: dict[str, tuple[list[tuple[int, str]], float]] = {}

    def write(self, words: str) -> tuple[list[tuple[int, str]], float]:
        """Return the words as (font, hexadecimal codes) and their width in thousandths."""
        if words not in self._known:
            self._known[words] = self._written(painted_order(unicodedata.normalize("NFC", words)))
        return self._known[words]

    def _written(self, words: str) -> tuple[list[tuple[int, str]], float]:
        pieces: list[tuple[int, str]] = []
        width = 0.0
        for letter in words:
            found = self._letters.get(letter)
            if found is None:
                found = self._letters[letter] = self._found(letter)
            at, glyph, advance = found
            width += advance
            if pieces and pieces[-1][0] == at:
                pieces[-1] = (at, f"{pieces[-1][1]}{glyph:04X}")
            else:
                pieces.append((at, f"{glyph:04X}"))
        return pieces, width

    def _found(self, letter: str) -> tuple[int, int, float]:
        at, glyph, meant = self._glyph(letter)
        self._used[at].setdefault(glyph, meant)
        return at, glyph, self._programs[at].width(glyph)

    def _glyph(self, letter: str) -> tuple[int, int, str]:
        """Return the font, the glyph and the meaning of what stands for a letter."""
        if unicodedata.category(letter) in ("Cc", "Cf"):
            letter = " "
        for wish in (letter, unshaped(letter)[0], *_UNKNOWN):
            for at, program in enumerate(self._programs):
                if glyph := program.glyphs.get(ord(wish)):
                    return at, glyph, unshaped(wish)
        return 0, 0, _UNKNOWN[-1]

    def embed(self) -> None:
        """Fill the font objects; those that nothing was written with stay empty and unused."""
        for at, program in enumerate(self._programs):
            if self._used[at]:
                self._embed(self.fonts[at], program, self._used[at])

    def used(self) -> list[tuple[str, Object]]:
        """Return the fonts by the names under which they stand in the resources of a page."""
        return list(zip(self.names, self.fonts, strict=True))

    def _embed(self, font: Object, program: FontProgram, used: dict[int, str]) -> None:
        data = program.subset(set(used))
        tag = hashlib.sha256(data).digest()
        name = "/" + "".join(chr(65 + byte % 26) for byte in tag[:6]) + "+" + program.name
        scale = 1000 / program.units
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name(name),
            Flags=4,
            FontBBox=Array([round(value * scale) for value in program.box]),
            ItalicAngle=0,
            Ascent=round(program.ascent * scale),
            Descent=round(program.descent * scale),
            CapHeight=round(program.ascent * scale * 0.7),
            StemV=80,
            FontFile2=made_stream(self._pdf, data, program=True),
        )
        widths = Array()
        for glyph in sorted(used):
            widths.append(glyph)
            widths.append(Array([round(program.width(glyph), 3)]))
        below = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name(name),
            CIDSystemInfo=Dictionary(
                Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
            ),
            FontDescriptor=self._pdf.make_indirect(descriptor),
            CIDToGIDMap=Name.Identity,
            DW=0,
            W=widths,
        )
        font.Type, font.Subtype, font.BaseFont = Name.Font, Name.Type0, Name(name)
        font.Encoding = Name("/Identity-H")
        font.DescendantFonts = Array([self._pdf.make_indirect(below)])
        font.ToUnicode = made_stream(self._pdf, _to_unicode(used))


def _to_unicode(used: dict[int, str]) -> bytes:
    lines = [
        f"<{glyph:04X}> <{meant.encode('utf-16-be').hex().upper()}>"
        for glyph, meant in sorted(used.items())
    ]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
