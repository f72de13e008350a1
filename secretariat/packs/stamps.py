"""What a pack puts on its pages: numbers, items, markings, edges, names across, blanks.

All of it is decoration to a screen reader (an artifact). It stands in the corners that the reader
sees, and is made smaller on a page that is too small for it. Words have a white rim, so that they
can be read on pictures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import atan2, cos, hypot, sin

from secretariat.models.bidi import RIGHT_TO_LEFT
from secretariat.models.page_plan import ItemStamp, Leaf, PlannedPage
from secretariat.packs.boxes import Sight
from secretariat.packs.letters import StampFace
from secretariat.packs.parts import Colour, PackOrder, PackPart

_MARGIN, _FOOT = 28.0, 16.0
"""Points from the edges that are seen: sideways and at the head, and to the foot of the number."""
_FIRST, _RUNNING, _NUMBER, _MARKING, _BLANK = 11.0, 8.0, 9.0, 8.5, 11.0
_LEADING = 1.25
_EDGE = 12.0
_SMALLEST, _USUAL = 2.5, 842.0
"""The least size of words; the shorter side of pages on which they have the usual one."""
_ACROSS = 0.75
"""How much of the diagonal a name across the page takes."""
_RIM = "1 1 1 RG 1 J 1 j"
_UNSAID = "/Span <</ActualText ()>> BDC"
"""The rim is the same words once more; whoever searches or copies finds them once."""
FAINT = "/PackFaint"
"""The name of the graphics state with which names across the page are painted."""


@dataclass(slots=True)
class Painting:
    """What is painted on one page in the points that are seen, with the fonts that it needs.

    `back` is the area of the item's stamp that leads to the agenda, or None.
    """

    code: list[str] = field(default_factory=list)
    fonts: set[str] = field(default_factory=set)
    is_faint: bool = False
    back: tuple[float, float, float, float] | None = None

    def data(self, sight: Sight) -> bytes:
        """Return the operators, led to the space of the page."""
        if not self.code:
            return b""
        matrix = " ".join(f"{value:g}" for value in (round(one, 6) for one in sight.matrix))
        return "\n".join(("q", f"{matrix} cm", *self.code, "Q", "")).encode("ascii")


class Stamper:
    """Paints what belongs on the pages of one pack."""

    def __init__(self, order: PackOrder, plain: StampFace, bold: StampFace) -> None:
        self._order = order
        self._plain, self._bold = plain, bold

    def paint(self, page: PlannedPage, part: PackPart | None, sight: Sight) -> Painting:
        """Return what belongs on a page."""
        painting = Painting()
        if page.is_restricted and part is not None:
            self._across(painting, part.watermark, sight)
            self._edge(painting, part.edge, sight)
        taken = 0.0
        if part is not None and page.kind is not Leaf.BLANK:
            taken = self._item(painting, page, part, sight)
        if page.is_restricted and part is not None:
            self._marking(painting, part.marking, sight, taken)
        if page.kind is Leaf.BLANK:
            self._blank(painting, sight)
        self._number(painting, page.label, sight)
        return painting

    def _item(self, painting: Painting, page: PlannedPage, part: PackPart, sight: Sight) -> float:
        """Put the item at the top right; return the width that it takes there."""
        if page.stamp is ItemStamp.NONE:
            return 0.0
        is_first = page.stamp is ItemStamp.FIRST
        words = part.stamp if is_first else part.running
        if not words:
            return 0.0
        face = self._bold if is_first else self._plain
        margin = _margin(sight)
        size, width = _fitting(
            face, words, _FIRST if is_first else _RUNNING, sight, sight.width - 2 * margin
        )
        left, base = sight.width - margin - width, sight.height - margin - size * 0.72
        self._words(painting, face, words, size, left, base, "Header")
        if is_first:
            painting.back = (left - 3, base - size * 0.35, left + width + 3, base + size)
        return width + size

    def _number(self, painting: Painting, label: str, sight: Sight) -> None:
        if not label:
            return
        words = self._order.words.number.replace("{page}", label)
        margin = _margin(sight)
        size, width = _fitting(self._plain, words, _NUMBER, sight, sight.width - 2 * margin)
        left = (sight.width - width) / 2
        if self._order.number_right:
            left = sight.width - margin - width
        base = min(_FOOT * _scale(sight), sight.height * 0.05)
        self._words(painting, self._plain, words, size, left, base, "Footer")

    def _marking(self, painting: Painting, words: str, sight: Sight, taken: float) -> None:
        """Put the marking at the top left, in as many lines as it needs beside the item."""
        margin = _margin(sight)
        room = max(sight.width - 2 * margin - taken, sight.width * 0.3)
        size = _size(_MARKING, sight)
        lines = list(_lines(self._bold, words, size, room))
        base = sight.height - margin - size * 0.72
        for line in lines:
            if base < size:
                break
            fitted, _ = _fitting(self._bold, line, _MARKING, sight, room)
            self._words(painting, self._bold, line, fitted, margin, base, "Header")
            base -= size * _LEADING

    def _edge(self, painting: Painting, colour: Colour | None, sight: Sight) -> None:
        if colour is None:
            return
        width = min(_EDGE * _scale(sight), sight.width / 20)
        shade = " ".join(f"{part:.3g}" for part in colour)
        painting.code += [
            "/Artifact <</Type /Layout>> BDC",
            f"{shade} rg {sight.width - width:.2f} 0 {width:.2f} {sight.height:.2f} re f",
            "EMC",
        ]

    def _across(self, painting: Painting, words: str, sight: Sight) -> None:
        """Write a name faintly from corner to corner."""
        if not words:
            return
        pieces, width = self._bold.write(words)
        length = hypot(sight.width, sight.height)
        size = min(length * _ACROSS * 1000 / max(width, 1), length / 9)
        angle = atan2(sight.height, sight.width)
        along, up = cos(angle), sin(angle)
        half, drop = size * width / 2000, size * 0.35
        left = sight.width / 2 - half * along + drop * up
        base = sight.height / 2 - half * up - drop * along
        turned = f"{along:.5f} {up:.5f} {-up:.5f} {along:.5f} {left:.2f} {base:.2f} Tm"
        shown = self._shown(painting, self._bold, pieces, size)
        painting.is_faint = True
        painting.code += [
            "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC",
            f"q {FAINT} gs 0.4 g {_meant(words, f'BT {turned} {shown} ET')} Q",
            "EMC",
        ]

    def _blank(self, painting: Painting, sight: Sight) -> None:
        words = self._order.words.blank
        if not words:
            return
        size, width = _fitting(self._plain, words, _BLANK, sight, sight.width * 0.9)
        left = (sight.width - width) / 2
        self._words(painting, self._plain, words, size, left, sight.height / 2, "")

    def _words(
        self,
        painting: Painting,
        face: StampFace,
        words: str,
        size: float,
        left: float,
        base: float,
        kind: str,
    ) -> None:
        """Write words in black with a white rim, as decoration of this kind."""
        pieces, _ = face.write(words)
        shown = self._shown(painting, face, pieces, size)
        place = f"1 0 0 1 {left:.2f} {base:.2f} Tm"
        settings = f"/Type /Pagination /Subtype /{kind}" if kind else "/Type /Pagination"
        painting.code += [
            f"/Artifact <<{settings}>> BDC",
            f"q {_RIM} {size * 0.22:.2f} w 0 g",
            f"{_UNSAID} BT 1 Tr {place} {shown} ET EMC",
            f"{_meant(words, f'BT 0 Tr {place} {shown} ET')} Q",
            "EMC",
        ]

    def _shown(
        self, painting: Painting, face: StampFace, pieces: Sequence[tuple[int, str]], size: float
    ) -> str:
        code = []
        for at, codes in pieces:
            painting.fonts.add(face.names[at])
            code.append(f"{face.names[at]} {size:.2f} Tf <{codes}> Tj")
        return " ".join(code)


def _meant(words: str, code: str) -> str:
    """Return the painting of words with what is to be found and copied, where they are painted in
    another order than they are read."""
    if not RIGHT_TO_LEFT.search(words):
        return code
    meant = words.encode("utf-16-be", "replace").hex().upper()
    return f"/Span <</ActualText <FEFF{meant}>>> BDC {code} EMC"


def _scale(sight: Sight) -> float:
    """Return how much larger all is on a page that is larger than A3: it is looked at, and
    printed, made smaller."""
    return max(1.0, min(sight.width, sight.height) / _USUAL)


def _margin(sight: Sight) -> float:
    return min(_MARGIN * _scale(sight), sight.width * 0.06, sight.height * 0.06)


def _size(wish: float, sight: Sight) -> float:
    """Return the size of words on a page: the wished one, smaller where the page is small."""
    return max(min(wish * _scale(sight), sight.height / 22, sight.width / 22), _SMALLEST)


def _fitting(
    face: StampFace, words: str, wish: float, sight: Sight, room: float
) -> tuple[float, float]:
    """Return a size in which the words are no wider than the room, and their width in it."""
    _, width = face.write(words)
    size = _size(wish, sight)
    if width * size > room * 1000:
        size = room * 1000 / width
    return size, width * size / 1000


def _lines(face: StampFace, words: str, size: float, room: float) -> Iterator[str]:
    """Yield the words in lines that fit; a word that does not has a line of its own."""
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and face.write(longer)[1] * size > room * 1000:
            yield line
            longer = word
        line = longer
    if line:
        yield line
