"""Pages to content streams: every mark on a page belongs to the tree or is an artifact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas

from secretariat.render.pdf.strips import Area, Bookmark, Picture, Shape, Strip, Words
from secretariat.render.pdf.survey import Frame
from secretariat.render.pdf.tree import Element


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A clickable rectangle on a page, in points from the lower left corner."""

    page: int
    rectangle: tuple[float, float, float, float]
    element: Element


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the outline and where it leads."""

    bookmark: Bookmark
    page: int
    top: float


@dataclass(slots=True)
class Painted:
    """What painting leaves for the seal: which element owns which mark, links and bookmarks, and
    the pages that show the crest; of elements that something leads to, the page and the height."""

    parents: list[list[Element]] = field(default_factory=list)
    links: list[LinkArea] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    crests: list[int] = field(default_factory=list)
    places: dict[Element, tuple[int, float]] = field(default_factory=dict)


class Painter:
    """Paints pages of one document onto a canvas; nothing is encoded anywhere else."""

    def __init__(self, frame: Frame, font: str) -> None:
        self._buffer = BytesIO()
        self._frame = frame
        self._canvas = Canvas(
            self._buffer,
            pagesize=(frame.page_width, frame.page_height),
            pageCompression=0,
            invariant=1,
            initialFontName=font,
        )
        self.painted = Painted()
        self._colours: dict[str, tuple[float, float, float]] = {}

    def page(self, strips: Sequence[tuple[Strip, float, bool]], ends: Sequence[Strip]) -> None:
        """Paint one page: strips with their top edge on the paper, and its head and foot.

        The third part of a strip says that it is repeated, and so decoration.
        """
        self.painted.parents.append([])
        self._shapes([(shape, top) for strip, top, _ in strips for shape in strip.shapes])
        for strip, top, _ in strips:
            for picture in strip.pictures:
                self._picture(picture, top)
        for repeated, group in groupby(strips, key=lambda placed: placed[2]):
            words = [(mark, top) for strip, top, _ in group for mark in strip.words]
            if repeated:
                self._decoration(words, "")
            else:
                self._words(words)
        for strip, top, repeated in strips:
            if not repeated:
                self._note(strip, top)
        head, foot = ends
        self._furniture(head, 0.0, "/Subtype /Header ")
        self._furniture(foot, self._frame.page_height - foot.height, "/Subtype /Footer ")
        self._canvas.showPage()

    def finish(self) -> bytes:
        """Return the file as the canvas writes it, still without a structure tree."""
        self._canvas.save()
        return self._buffer.getvalue()

    def _furniture(self, strip: Strip, top: float, kind: str) -> None:
        self._shapes([(shape, top) for shape in strip.shapes])
        self._decoration([(mark, top) for mark in strip.words], kind)

    def _decoration(self, words: Sequence[tuple[Words, float]], kind: str) -> None:
        if words:
            self._canvas.addLiteral(f"/Artifact <</Type /Pagination {kind}>> BDC")
            self._run(words)
            self._canvas.addLiteral("EMC")

    def _words(self, words: Iterable[tuple[Words, float]]) -> None:
        """Paint words, each stretch of one slot as one piece of marked content."""
        parents = self.painted.parents[-1]
        for slot, group in groupby(words, key=lambda placed: placed[0].slot):
            assert slot is not None
            number = len(parents)
            parents.append(slot.owner)
            slot.marks.append((len(self.painted.parents) - 1, number))
            self._canvas.addLiteral(f"/{slot.owner.role} <</MCID {number}>> BDC")
            self._run(group)
            self._canvas.addLiteral("EMC")

    def _run(self, words: Iterable[tuple[Words, float]]) -> None:
        for actual, group in groupby(words, key=lambda placed: placed[0].actual):
            if actual is not None:
                literal = ("\ufeff" + actual).encode("utf-16-be").hex().upper()
                self._canvas.addLiteral(f"/Span <</ActualText <{literal}>>> BDC")
            text = self._canvas.beginText()
            for mark, top in group:
                text.setTextOrigin(mark.x, self._frame.page_height - top - mark.y)
                text.setFont(mark.face.name, mark.size)
                text.setFillColorRGB(*self._colour(mark.colour))
                text.setCharSpace(mark.tracking)
                text.textOut(mark.text)
            self._canvas.drawText(text)
            if actual is not None:
                self._canvas.addLiteral("EMC")

    def _shapes(self, shapes: Sequence[tuple[Shape, float]]) -> None:
        if not shapes:
            return
        canvas = self._canvas
        canvas.addLiteral("/Artifact <</Type /Layout>> BDC")
        for shape, top in shapes:
            y = self._frame.page_height - top - shape.y
            colour = self._colour(shape.colour)
            if not shape.stroke:
                canvas.setFillColorRGB(*colour)
                canvas.rect(shape.x, y - shape.height, shape.width, shape.height, 0, 1)
                continue
            canvas.setStrokeColorRGB(*colour)
            canvas.setLineWidth(shape.stroke)
            canvas.setLineCap(1 if shape.dots else 0)
            canvas.setDash([0, shape.stroke * 3.5] if shape.dots else [])
            if shape.radius:
                box = (shape.x, y - shape.height, shape.width, shape.height)
                canvas.roundRect(*box, shape.radius, 1, 0)
            else:
                canvas.line(shape.x, y, shape.x + shape.width, y - shape.height)
        canvas.addLiteral("EMC")

    def _picture(self, picture: Picture, top: float) -> None:
        """Show the crest; where it is a figure, the tree learns where on the page it stands."""
        y = self._frame.page_height - top - picture.y - picture.height
        place = [picture.x, y, picture.width, picture.height]
        page = len(self.painted.parents) - 1
        opening = "/Artifact <</Type /Layout>> BDC"
        if picture.slot is not None:
            number = len(self.painted.parents[-1])
            self.painted.parents[-1].append(picture.slot.owner)
            picture.slot.marks.append((page, number))
            opening = f"/Figure <</MCID {number}>> BDC"
            corners = (picture.x, y, picture.x + picture.width, y + picture.height)
            box = tuple(round(corner, 2) for corner in corners)
            picture.slot.owner.attributes = {"Placement": "Block", "BBox": box}
        self.painted.crests.append(page)
        x, bottom, width, height = (f"{each:.3f}" for each in place)
        move = f"{width} 0 0 {height} {x} {bottom} cm"
        self._canvas.addLiteral(f"{opening} q {move} /Crest Do Q EMC")

    def _note(self, strip: Strip, top: float) -> None:
        page = len(self.painted.parents) - 1
        upper = round(self._frame.page_height - top + strip.height * 0.3, 2)
        for area in strip.areas:
            self.painted.links.append(self._link(area, top, page))
            self.painted.places.setdefault(area.element, (page, upper))
        for anchor in strip.anchors:
            self.painted.places.setdefault(anchor, (page, upper))
        for bookmark in strip.bookmarks:
            self.painted.entries.append(Entry(bookmark, page, upper))

    def _link(self, area: Area, top: float, page: int) -> LinkArea:
        y = self._frame.page_height - top - area.y
        corners = (area.x, y - area.height, area.x + area.width, y)
        return LinkArea(page, tuple(round(c, 2) for c in corners), area.element)  # type: ignore[arg-type]

    def _colour(self, code: str) -> tuple[float, float, float]:
        if code not in self._colours:
            red, green, blue = (round(int(code[i : i + 2], 16) / 255, 4) for i in (1, 3, 5))
            self._colours[code] = (red, green, blue)
        return self._colours[code]
