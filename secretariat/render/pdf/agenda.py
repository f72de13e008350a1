"""The agenda: number, title, running time and pages in columns, read as nested lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from secretariat.documents.model import (
    AgendaLine,
    AgendaList,
    AgendaSection,
    Align,
    Heading,
    Text,
    first_line,
    plain,
    said,
)
from secretariat.render.pdf.blocks import Column, Setter
from secretariat.render.pdf.fonts import clean
from secretariat.render.pdf.lines import fill, set_lines
from secretariat.render.pdf.looks import Look
from secretariat.render.pdf.strips import Bookmark, Shape, Strip, abreast, together
from secretariat.render.pdf.text import Word
from secretariat.render.pdf.tree import Element, Levels

# An item with at most this many lines is never broken over two pages.
WHOLE = 9


_SIDE = 0.3
"""The share of the text that a column of times or pages takes at most."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one agenda, in points; a column without content is 0 wide."""

    left: float
    right: float
    number: float
    time: float
    pages: float
    space: float

    @property
    def title_right(self) -> float:
        """Where titles must end."""
        side = sum(width + self.space for width in (self.time, self.pages) if width)
        return self.right - side

    @property
    def time_right(self) -> float:
        """The right edge of the running time."""
        return self.right - (self.pages + self.space if self.pages else 0.0)


class AgendaSetter:
    """Sets one agenda list in a column."""

    def __init__(
        self, setter: Setter, block: AgendaList, column: Column, levels: Levels, gutter: float
    ) -> None:
        self._setter = setter
        self._looks = setter.looks
        self._writer = setter.writer
        self._block = block
        self._levels = levels
        self._gutter = gutter
        self._lines = [line for section in block.sections for line in section.lines]
        self._columns = self._measure(column)
        self._ink = self._looks.body

    def strips(self, parent: Element) -> list[Strip]:
        """Return the strips of the heading, the sections and their lines."""
        strips = self._heading(parent)
        for section in self._block.sections:
            strips += self._section(section, parent)
        self._end_in_company(strips)
        if strips:
            strips[-1].after = self._looks.gap * 2
        return strips

    def _end_in_company(self, strips: list[Strip]) -> None:
        """Let the last line of the agenda not stand alone on a page."""
        starts = [index for index, strip in enumerate(strips) if strip.starts]
        if len(starts) > 1 and len(strips) - starts[-2] <= WHOLE:
            strips[starts[-1] - 1].keep = True

    def _measure(self, column: Column) -> Columns:
        em = self._looks.em
        width = self._writer.width

        def side(words: Sequence[str], heading: str) -> float:
            if not any(words):
                return 0.0
            widths = [width(each, self._looks.body) for each in words]
            widest = (
                max(*widths, *(width(each, self._looks.column) for each in heading.split("\n")))
                + 0.5
            )
            return min(widest, column.width * _SIDE)

        return Columns(
            left=column.x,
            right=column.right,
            number=max(self._gutter, em * 2.6),
            time=side([line.time for line in self._lines], plain(said(self._block.time_heading))),
            pages=side(
                [line.pages for line in self._lines], plain(said(self._block.pages_heading))
            ),
            space=em * 1.4,
        )

    def _heading(self, parent: Element) -> list[Strip]:
        columns, looks = self._columns, self._looks
        head = self._levels.heading(2)
        ink = replace(
            looks.heading(Heading(2, ())).ink, capitals=not looks.style.large, tracking=0.3
        )
        look = looks.of(ink)
        words = self._writer.words(said(self._block.heading), ink, head)
        strips = self._row(words, columns.left, columns.title_right, look)
        if head.kids:
            self._levels.add(head, parent)
            strips[0].anchors.append(head)
            bookmark = Bookmark(
                self._levels.last,
                clean(plain(said(self._block.heading))).replace("\n", " / ").strip(),
            )
            strips[0].bookmarks.append(bookmark)
        quiet = looks.of(looks.column)
        for text, right, width in (
            (self._block.time_heading, columns.time_right, columns.time),
            (self._block.pages_heading, columns.right, columns.pages),
        ):
            if width and text:
                element = Element("P")
                label = self._writer.words(said(text), looks.column, element)
                parent.kids.append(element)
                strips = abreast(strips, self._right(label, right, width, quiet))
        if not strips:
            return []
        last = strips[-1]
        line = last.height + looks.gap * 0.5
        wide = columns.right - columns.left
        last.shapes.append(Shape(columns.left, line, wide, 0.0, looks.style.ink, stroke=0.8))
        last.height = line
        last.keep, last.after = True, looks.gap * 1.2
        strips[0].before = looks.gap * 3
        return strips

    def _section(self, section: AgendaSection, parent: Element) -> list[Strip]:
        strips: list[Strip] = []
        if section.title:
            look = self._looks.heading(Heading(3, section.title, section=True))
            element = self._levels.heading(3)
            words = self._writer.words(section.title, look.ink, element)
            if words:
                self._levels.add(element, parent)
                x = self._columns.left + self._columns.number
                strips = self._row(words, x, self._columns.title_right, look)
                strips[0].before, strips[-1].after = look.before, look.after
                strips[-1].keep = True
                strips[0].anchors.append(element)
        lists: list[Element] = []
        for index, line in enumerate(section.lines):
            below = section.lines[index + 1].level if index + 1 < len(section.lines) else 0
            strips += self._line(line, lists, parent, below > line.level)
        return strips

    def _line(
        self, line: AgendaLine, lists: list[Element], parent: Element, leads: bool
    ) -> list[Strip]:
        looks, columns = self._looks, self._columns
        body = self._entry(line, lists, parent)
        level = len(lists) - 1
        shift = looks.em * 2.4 * level
        title_x = columns.left + columns.number + shift
        look = looks.of(self._ink)
        element = Element("P")
        words = self._writer.words(line.title, self._ink, element)
        strips = self._row(words, title_x, columns.title_right, look)
        if element.kids:
            body.kids.append(element)
        # At least the line of the number, even when the title is still to come.
        strips = strips or [Strip(height=look.leading, baseline=look.leading * 0.7)]
        self._side(line, strips, body, look)
        number = Element("Lbl")
        label = self._writer.label(line.number, self._ink, number)
        if label:
            body_item = lists[-1].kids[-1]
            assert isinstance(body_item, Element)
            body_item.kids.insert(0, number)
            room = columns.number if not level else looks.em * 2.4
            strips = abreast(
                strips, set_lines(fill(label, room), title_x - room, room, look.leading)
            )
        notes = Column(title_x, max(columns.title_right - title_x, looks.em * 8))
        below = self._setter.blocks(line.notes, notes, body)
        return self._kept(strips, below, level, leads)

    def _entry(self, line: AgendaLine, lists: list[Element], parent: Element) -> Element:
        """Return the body of a new list item at the line's level."""
        level = max(0, min(line.level, len(lists)))
        del lists[level + 1 :]
        if level == len(lists):
            within = parent
            if lists:
                item = lists[-1].kids[-1]
                assert isinstance(item, Element)
                within = item.kids[-1]  # type: ignore[assignment]
            new = within.add("L")
            new.owner, new.attributes = "List", {"ListNumbering": "Decimal"}
            lists.append(new)
        return lists[level].add("LI").add("LBody")

    def _side(self, line: AgendaLine, strips: list[Strip], body: Element, look: Look) -> None:
        """Set the time and the pages of a line level with its first line, or its last one."""
        columns = self._columns
        leaders = self._looks.style.leaders and bool(line.pages)
        target = strips[-1:] if leaders else strips
        title_end = max((mark.x + mark.width for mark in target[0].words), default=columns.left)
        start = columns.right
        for text, heading, right, width in (
            (line.time, self._block.time_heading, columns.time_right, columns.time),
            (line.pages, self._block.pages_heading, columns.right, columns.pages),
        ):
            element = Element("P", actual=f"{first_line(heading)} {text}".strip())
            words = self._writer.words((Text(text),), self._ink, element)
            if words:
                body.kids.append(element)
                side = self._right(words, right, width, look)
                start = min(start, *(mark.x for strip in side for mark in strip.words))
                target = abreast(target, side)
        if leaders:
            self._leader(target[0], title_end, start)
            strips[-1:] = target

    def _leader(self, strip: Strip, start: float, end: float) -> None:
        gap = self._looks.em * 0.6
        if end - start > gap * 4:
            colour = self._looks.style.quiet
            shape = Shape(start + gap, strip.baseline, end - start - gap * 2, 0.0, colour)
            shape.stroke, shape.dots = 0.9, True
            strip.shapes.append(shape)

    def _kept(
        self, strips: list[Strip], below: list[Strip], level: int, leads: bool
    ) -> list[Strip]:
        gap = self._looks.gap
        if below:
            strips[-1].keep = True
            below[0].before = min(below[0].before, gap * 0.2)
        strips = strips + below
        if len(strips) <= WHOLE:
            together(strips)
        strips[0].starts = True
        strips[0].before = gap * (1.1 if not level else 0.6)
        strips[-1].after = gap * 0.3
        strips[-1].keep = leads
        return strips

    def _row(self, words: Sequence[Word], x: float, right: float, look: Look) -> list[Strip]:
        measure = max(right - x, self._looks.em * 6)
        return self._setter.words(words, look, Column(x, measure))

    def _right(self, words: Sequence[Word], right: float, width: float, look: Look) -> list[Strip]:
        lines = fill(words, width)
        return set_lines(lines, right - width, width, look.leading, Align.RIGHT)
