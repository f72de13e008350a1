"""What stands at the head and foot of each page; all of it decoration, never read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from secretariat.documents.model import Document, Heading, Paragraph, Role, plain, said
from secretariat.render.pdf.lines import paint, placed
from secretariat.render.pdf.looks import MM, Looks
from secretariat.render.pdf.strips import Shape, Strip
from secretariat.render.pdf.survey import Frame
from secretariat.render.pdf.text import Glyphs, Ink, Writer

ELLIPSIS = "…"
# Words of the head and foot are made smaller down to this share, then shortened.
LEAST = 0.75


@dataclass(frozen=True, slots=True)
class Side:
    """The heading of the margin where owners stand, and its left edge."""

    heading: str
    x: float


class Furnisher:
    """Makes the head and foot of each page as strips placed on the paper's upper left corner."""

    def __init__(self, document: Document, looks: Looks, writer: Writer, frame: Frame) -> None:
        furniture = document.furniture
        opening = document.blocks[:2]
        self._titled = any(isinstance(block, Heading) for block in opening)
        self._marked = any(
            isinstance(block, Paragraph)
            and block.role is Role.MARKING
            and plain(block.runs).casefold() == furniture.marking.casefold()
            for block in opening
        )
        self._furniture = furniture
        self._looks = looks
        self._writer = writer
        self._frame = frame

    def head(self, page: int, side: Side | None = None) -> Strip:
        """Return the head of a page: stamp, running head, marking, and the margin's heading.

        A first page that opens with the title or the marking does not say it twice.
        """
        furniture, frame, looks = self._furniture, self._frame, self._looks
        # Clear of the heading of the margin, which stands just over the text.
        middle = min(frame.y * 0.5, frame.y - looks.em * 2.1)
        strip = Strip(height=frame.y, baseline=max(middle, looks.furniture.size * 1.4))
        left, right = frame.x, frame.x + frame.width
        if furniture.marking and not (page == 1 and self._marked):
            right = self._at_right(strip, furniture.marking, right, looks.column) - looks.em
        if furniture.stamp:
            left = self._stamp(strip, furniture.stamp, left) + looks.em
        if furniture.head and not (page == 1 and self._titled):
            self._at_left(strip, plain(said(furniture.head)), left, right - left, looks.furniture)
        if side is not None:
            above = Strip(height=frame.y, baseline=frame.y - looks.em * 0.9)
            words = " ".join(side.heading.split())
            self._at_left(above, words, side.x, frame.x + frame.width - side.x, looks.column)
            strip.absorb(above)
        return strip

    def foot(self, page: int, pages: int) -> Strip:
        """Return the foot of a page: its own words and the number of the page."""
        frame, looks = self._frame, self._looks
        space = frame.page_height - frame.y - frame.height
        strip = Strip(height=space, baseline=min(space * 0.62, space - 2))
        right = frame.x + frame.width
        number = self._furniture.page_pattern.replace("{page}", str(page))
        number = number.replace("{pages}", str(pages))
        if number:
            right = self._at_right(strip, number, right, looks.furniture) - looks.em
        if self._furniture.foot:
            foot = plain(said(self._furniture.foot))
            self._at_left(strip, foot, frame.x, right - frame.x, looks.furniture)
        return strip

    def _at_left(self, strip: Strip, text: str, x: float, room: float, ink: Ink) -> None:
        halves = self._halves(text, ink, room)
        for half, drop in zip(halves, (-0.62, 0.62) if len(halves) > 1 else (0.0,), strict=True):
            line = Strip(height=strip.height, baseline=strip.baseline + ink.size * drop)
            self._put(line, self._fit(half, ink, room), x)
            strip.absorb(line)

    def _halves(self, text: str, ink: Ink, room: float) -> list[str]:
        """Return the text in two halves where it needs two lines and they have room."""
        if self._writer.width(text, ink) <= room or " " not in text.strip():
            return [text]
        spaces = [index for index, character in enumerate(text) if character == " "]
        middle = min(spaces, key=lambda index: abs(index - len(text) / 2))
        halves = [text[:middle].strip(), text[middle:].strip()]
        fits = max(self._writer.width(half, ink) for half in halves) <= room
        return halves if fits else [text]

    def _at_right(self, strip: Strip, text: str, right: float, ink: Ink) -> float:
        parts = self._fit(text, ink, self._frame.width * 0.6)
        x = right - sum(part.width for part in parts)
        self._put(strip, parts, x)
        return x

    def _fit(self, text: str, ink: Ink, room: float) -> Sequence[Glyphs]:
        """Return the words, made smaller or else shortened where there is no room for all."""
        width = self._writer.width(text, ink)
        if width > room:
            least = max(ink.size * LEAST, min(self._looks.style.least_pt, ink.size))
            ink = replace(ink, size=max(least, ink.size * room / width))
        if self._writer.width(text, ink) <= room + 0.1:
            return self._writer.decoration(text, ink)
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self._writer.width(text[:middle].rstrip() + ELLIPSIS, ink) <= room:
                low = middle
            else:
                high = middle - 1
        return self._writer.decoration(text[:low].rstrip() + ELLIPSIS, ink)

    def _put(self, strip: Strip, parts: Sequence[Glyphs], x: float) -> None:
        paint(strip, placed(parts, x))

    def _stamp(self, strip: Strip, text: str, x: float) -> float:
        """Draw the stamp as a small outlined tag and return its right edge."""
        looks = self._looks
        pad, size = looks.em * 0.55, looks.stamp.size
        parts = self._fit(text, looks.stamp, 60 * MM)
        width = sum(part.width for part in parts) - looks.stamp.tracking + pad * 2
        height = size * 1.9
        top = strip.baseline - size * 0.36 - height / 2
        colour = looks.stamp.colour
        strip.shapes.append(Shape(x, top, width, height, colour, stroke=0.9, radius=height / 4))
        self._put(strip, parts, x + pad)
        return x + width
