"""Fonts: which face shows a character, and how wide it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from secretariat.documents.style import HouseStyle
from secretariat.errors import KnownError
from secretariat.models.font_files import settable

# Asked in turn for a character that the house font lacks.
FALLBACKS = ("NotoSans", "NotoSansArabic", "DejaVuSans")
# Printed where no font has the character; what was meant is kept as the words to be read.
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
# How many words a face remembers the width of.
REMEMBERED = 20_000
NO_BREAK_SPACES = {0xA0, 0x2007, 0x202F}


class Face:
    """One font file: its coverage and its advance widths, in thousandths of the size."""

    def __init__(self, path: Path) -> None:
        try:
            font = TTFont(str(path), str(path))
        except (OSError, TTFError) as error:
            raise KnownError(f"The font {path.name} could not be read.") from error
        # ReportLab takes two files for one font whose names are the same, as two versions' are:
        # while it is registered, each is called by its place.
        named, font.face.name = font.face.name, str(path)
        pdfmetrics.registerFont(font)
        font.face.name = named
        self.name = str(path)
        glyphs: dict[int, int] = font.face.charToGlyph
        self._letters = frozenset(c for c, glyph in glyphs.items() if glyph and settable(c))
        self._widths: dict[int, float] = font.face.charWidths
        self._default: float = font.face.defaultWidth
        self._measured: dict[str, float] = {}

    def covers(self, character: str) -> bool:
        """Say whether this face has a glyph of its own for the character, and it can be set."""
        return ord(character) in self._letters

    def width(self, text: str, size: float) -> float:
        """Return the width of the words in points."""
        units = self._measured.get(text)
        if units is None:
            widths, default = self._widths, self._default
            units = sum(widths.get(ord(c), default) for c in text)
            if len(self._measured) < REMEMBERED and len(text) < 40:
                self._measured[text] = units
        return units * size / 1000.0


Weights = Mapping[tuple[bool, bool], Path]


def own_faces(style: HouseStyle) -> dict[str, Weights]:
    """Return the files that a house style brings along: by family, then by bold and italic."""
    files = dict(style.faces)
    found: dict[str, Weights] = {}
    for family, place in ((style.heading_font, "heading font"), (style.font, "font")):
        if place in files:
            found[family] = {
                (bold, italic): files[key]
                for bold in (False, True)
                for italic in (False, True)
                if (key := place + " bold" * bold + " italic" * italic) in files
            }
    return found


class FontBook:
    """The faces of one folder of fonts and of a house style, read when they are first asked for.

    A family that is in neither is printed in the first of the fallbacks.
    """

    def __init__(self, folder: Path, own: Mapping[str, Weights] | None = None) -> None:
        self._folder = folder
        self._own = own or {}
        self._faces: dict[tuple[str, bool, bool], Face] = {}
        self._fallbacks: tuple[Face, ...] | None = None

    def face(self, family: str, bold: bool = False, italic: bool = False) -> Face:
        """Return a face of the family; a missing weight falls back to the regular one.

        Raises KnownError when a font cannot be read, and when there is none at all.
        """
        key = (family, bold, italic)
        if key not in self._faces:
            self._faces[key] = _load(self._path(family, bold, italic))
        return self._faces[key]

    def _path(self, family: str, bold: bool, italic: bool) -> Path:
        if family in self._own:
            files = self._own[family]
            wishes = ((bold, italic), (bold, False), (False, italic), (False, False))
            return next(files[wish] for wish in wishes if wish in files)
        weight = ("Bold" if bold else "") + ("Italic" if italic else "") or "Regular"
        for name in (family, FALLBACKS[0]):
            for path in (self._folder / f"{name}-{each}.ttf" for each in (weight, "Regular")):
                if path.is_file():
                    return path
        raise KnownError(f"The font “{family}” is not among the fonts of this program.")

    def stretches(self, text: str, face: Face) -> Iterator[tuple[Face, str, str | None]]:
        """Yield the text in stretches of one face: (face, what is printed, what is meant).

        The third part is None where the printed words are the words meant. Nothing is yielded
        that its face cannot show.
        """
        if all(map(face.covers, text)):
            yield face, text, None
            return
        start = 0
        chosen = [self.shows(character, face) for character in text]
        for end in range(1, len(text) + 1):
            if end < len(text) and chosen[end] is chosen[start]:
                continue
            part, using = text[start:end], chosen[start]
            if using is None:
                marked = self.shows(UNKNOWN, face)
                yield marked or face, (UNKNOWN if marked else "?") * len(part), part
            else:
                yield using, part, None
            start = end

    def shows(self, character: str, face: Face) -> Face | None:
        """Return the face that shows the character: this one if it can, None where none can."""
        if face.covers(character):
            return face
        if self._fallbacks is None:
            paths = [self._folder / f"{family}-Regular.ttf" for family in FALLBACKS]
            self._fallbacks = tuple(_load(path) for path in paths if path.is_file())
        return next((each for each in self._fallbacks if each.covers(character)), None)


@lru_cache(maxsize=64)
def _load(path: Path) -> Face:
    return Face(path)


def clean(text: str) -> str:
    """Return the text composed (NFC), with nothing in it that cannot stand on a page.

    Control and format characters go, white space that may break becomes a plain space, and
    what means nothing outside one program (private use, unassigned) becomes the unknown mark.
    """
    text = unicodedata.normalize("NFC", text)
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_clean_character, text))


@lru_cache(maxsize=4096)
def _clean_character(character: str) -> str:
    if character == "\N{SOFT HYPHEN}":
        return character
    if character in "\t\n\r\f\v":
        return " "
    category = unicodedata.category(character)
    if category in {"Cc", "Cf"}:
        return ""
    if category in {"Co", "Cs", "Cn"}:
        return UNKNOWN
    if category in {"Zl", "Zp"}:
        return " "
    if category == "Zs":
        return "\N{NO-BREAK SPACE}" if ord(character) in NO_BREAK_SPACES else " "
    return character
