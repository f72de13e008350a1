"""A list of contents: lines that lead to headings, with the pages on which these stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secretariat.documents.contents import Entry
from secretariat.documents.model import Align, Text, plain
from secretariat.render.pdf.blocks import Column, Setter
from secretariat.render.pdf.fonts import clean
from secretariat.render.pdf.lines import fill, set_lines
from secretariat.render.pdf.strips import Area, Shape, Strip, abreast, together
from secretariat.render.pdf.tree import Element

# What a page number is given room for.
_WIDEST = "0000"


@dataclass(frozen=True, slots=True)
class _Line:
    entry: Entry
    link: Element
    page: Element
    last: Strip


class ContentsSetter:
    """Sets the lines of one list of contents; their pages are printed when these are known."""

    def __init__(self, setter: Setter, entries: Sequence[Entry], column: Column) -> None:
        self._writer = setter.writer
        self._setter = setter
        self._looks = setter.looks
        self._column = column
        self._entries = entries
        self._look = self._looks.of(self._looks.body)
        self._room = self._writer.width(_WIDEST, self._looks.body)
        self._left = self._edges()
        self._lines: list[_Line] = []

    def strips(self, parent: Element) -> list[Strip]:
        """Return the strips of all lines; nested as their headings are."""
        lists: list[Element] = []
        strips: list[Strip] = []
        for entry in self._entries:
            item = self._item(entry, lists, parent)
            strips += self._line(entry, item)
        if strips:
            together(strips[:3])
            together(strips[-2:])
            strips[-1].after = self._looks.gap * 2.5
        return strips

    def lead_to(self, headings: Sequence[Element]) -> None:
        """Let each line lead to its heading."""
        for line in self._lines:
            line.link.to = headings[line.entry.at]

    def number_pages(self, page_of: Mapping[Element, int]) -> None:
        """Print the pages at the right edge, with dots leading to them where the style has such."""
        for line in self._lines:
            page = page_of.get(line.link.to) if line.link.to else None
            if page is None:
                continue
            words = self._writer.words((Text(str(page)),), self._looks.body, line.page)
            x = self._column.right - self._room
            (number,) = set_lines([words], x, self._room, self._look.leading, Align.RIGHT)
            end = max(mark.x + mark.width for mark in line.last.words)
            self._leader(line.last, end, min(mark.x for mark in number.words))
            line.link.said = f"{line.link.said}, {page}"
            abreast([line.last], [number])

    def _edges(self) -> list[tuple[float, float]]:
        """Return, for each depth, where its numbers and where its words begin."""
        em, x = self._looks.em, self._column.x
        most = self._column.x + self._column.width * 0.4
        edges: list[tuple[float, float]] = []
        for depth in range(max((entry.depth for entry in self._entries), default=0) + 1):
            numbers = [clean(entry.number) for entry in self._entries if entry.depth == depth]
            widths = [self._writer.width(number, self._looks.body) for number in numbers]
            widest = max(widths, default=0.0)
            words = min(x + (widest + em * 0.9 if widest else 0.0), most)
            edges.append((x, words))
            x = words if widest else min(x + em * 1.6, most)
        return edges

    def _item(self, entry: Entry, lists: list[Element], parent: Element) -> Element:
        del lists[entry.depth + 1 :]
        if entry.depth == len(lists):
            within = lists[-1].kids[-1] if lists else parent
            assert isinstance(within, Element)
            lists.append(within.add("TOC"))
        return lists[entry.depth].add("TOCI")

    def _line(self, entry: Entry, item: Element) -> list[Strip]:
        start, x = self._left[entry.depth]
        ink = self._looks.body
        label = Element("Lbl")
        number = self._writer.label(entry.number, ink, label)
        if number:
            item.kids.append(label)
        reference = item.add("Reference")
        link = reference.add("Link")
        link.said = " ".join(clean(f"{entry.number} {plain(entry.runs)}").split())
        words = self._writer.parted(entry.runs, ink, link)
        measure = max(self._column.right - self._room - self._looks.em - x, self._looks.em * 4)
        strips = self._setter.words(words, self._look, Column(x, measure))
        if number:
            room = x - start
            strips = abreast(strips, set_lines(fill(number, room), start, room, self._look.leading))
        together(strips)
        for strip in strips:
            strip.areas.append(Area(start, 0.0, self._column.right - start, strip.height, link))
        gap = self._looks.gap
        strips[0].before = gap * (0.7 if not entry.depth else 0.2)
        self._lines.append(_Line(entry, link, reference.add("Span"), strips[-1]))
        return strips

    def _leader(self, strip: Strip, start: float, end: float) -> None:
        gap = self._looks.em * 0.6
        if self._looks.style.leaders and end - start > gap * 4:
            shape = Shape(
                start + gap, strip.baseline, end - start - gap * 2, 0.0, self._looks.style.quiet
            )
            shape.stroke, shape.dots = 0.9, True
            strip.shapes.append(shape)
