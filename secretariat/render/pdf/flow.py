"""A document to one long flow of strips and one structure tree in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from secretariat.documents.contents import entries
from secretariat.documents.model import (
    AgendaList,
    Block,
    Contents,
    Document,
    Grid,
    Heading,
    ListBlock,
    Notes,
    PageBreak,
    Paragraph,
    Role,
    Rule,
    Runs,
    SignatureLine,
    Table,
    plain,
    said,
    unmarked,
)
from secretariat.render.pdf.agenda import AgendaSetter
from secretariat.render.pdf.blocks import Column, Setter, lead_in
from secretariat.render.pdf.contents import ContentsSetter
from secretariat.render.pdf.crest import crest_strip
from secretariat.render.pdf.fonts import FontBook, clean
from secretariat.render.pdf.furniture import Side
from secretariat.render.pdf.grid import GridSetter
from secretariat.render.pdf.lines import set_lines
from secretariat.render.pdf.looks import MM, Look, Looks
from secretariat.render.pdf.notes import NoteSetter
from secretariat.render.pdf.strips import Bookmark, Shape, Strip, abreast, together
from secretariat.render.pdf.survey import Frame, column_beside_owners, gutter_of, margins_of
from secretariat.render.pdf.table import TableSetter
from secretariat.render.pdf.text import Word, Writer
from secretariat.render.pdf.tree import Element, Levels

# Paragraphs that end a numbered part: they stand at the edge of the page again.
OUTSIDE = {Role.CLOSING, Role.SIGNATURE, Role.CONTACT, Role.MARKING}


class Flow:
    """Composes the blocks of one document, keeping count of where the numbered parts are."""

    def __init__(self, document: Document, looks: Looks, fonts: FontBook, frame: Frame) -> None:
        self._looks = looks
        self._writer = Writer(fonts)
        self._setter = Setter(self._writer, looks)
        self._document = document
        self._frame = frame
        self.tree = Element("Document")
        self.strips: list[Strip] = []
        self._gutter = gutter_of(document, looks, self._writer, frame.width)
        self._wide = Column(frame.x, frame.width)
        self._beside = column_beside_owners(document, frame, looks, self._writer)
        self._page = self._wide
        self.side: Side | None = None
        self._numbered = 0
        self._levels = Levels()
        self._new_page = False
        self._before: Block | None = None
        self._heads: list[Strip] = []
        self._listings: list[ContentsSetter] = []
        self._notes = NoteSetter(self._setter, document.blocks)

    def compose(self) -> None:
        """Set the crest, then all blocks, in order."""
        crest = crest_strip(self._looks.style, self._frame, self.tree)
        self.strips += [crest] if crest else []
        for block in self._document.blocks:
            if any(margins_of(block)):
                # Until the first owner, or the heading of their column, the page is all text.
                self._page = self._beside
            part = self._set(block)
            if part and self._new_page:
                part[0].new_page = True
                self._new_page = False
            if part and isinstance(block, Paragraph) and block.role is Role.ACTION and self.strips:
                self.strips[-1].keep = True
            self.strips += part
            if part or not isinstance(block, Paragraph):
                self._before = block
        if self._heads and self._document.furniture.repeats_columns:
            self._repeat_columns()
        for listing in self._listings:
            listing.lead_to(self._levels.all)
        self._notes.join()

    def number_pages(self, page_of: Mapping[Element, int]) -> None:
        """Print in every list of contents the pages on which its headings stand."""
        for listing in self._listings:
            listing.number_pages(page_of)

    @property
    def headings(self) -> list[Element]:
        """Every heading in reading order."""
        return self._levels.all

    def _set(self, block: Block) -> list[Strip]:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                if block.role is Role.COLUMNS:
                    return self._columns(block)
                return self._paragraph(block)
            case ListBlock():
                lead_in(self.strips)
                return self._setter.items(block, self._column(), self.tree)
            case AgendaList():
                agenda = AgendaSetter(self._setter, block, self._page, self._levels, self._gutter)
                return agenda.strips(self.tree)
            case Table():
                return TableSetter(self._setter, block, self._column()).strips(self.tree)
            case Grid():
                grid = GridSetter(self._setter, block, self._wide, self._looks.style.rule)
                return grid.strips(self.tree)
            case Contents():
                return self._contents(block)
            case Notes():
                return self._notes.strips(block, self._column(), self.tree)
            case PageBreak():
                self._new_page = True
                return []
            case Rule():
                return self._rule()
            case SignatureLine():
                return self._signature(block)

    def _column(self) -> Column:
        """Return the column for what stands under the last heading."""
        if not self._numbered or not self._gutter:
            return self._page
        page = self._page
        return replace(
            page, x=page.x + self._gutter, width=page.width - self._gutter, hang=self._gutter
        )

    def _heading(self, block: Heading) -> list[Strip]:
        look = self._looks.heading(block)
        element = self._levels.heading(block.level)
        if block.number:
            self._numbered = self._numbered or block.level
        elif block.level < self._numbered + (not block.section):
            self._numbered = 0
        number = self._writer.label(block.number, look.ink, element)
        column = self._column()
        if block.level == 1 and not block.margin:
            column = replace(column, width=self._wide.right - column.x)
        words = self._writer.words(block.runs, look.ink, element)
        strips = self._beside_number(number, words, look, column)
        if element.kids:
            self._levels.add(element, self.tree)
            strips[0].anchors.append(element)
            title = clean(f"{block.number} {plain(unmarked(block.runs))}").strip()
            strips[0].bookmarks.append(Bookmark(self._levels.last, title))
        if block.margin:
            strips = self._margin_heading(block.margin, strips)
        together(strips)
        if strips:
            strips[0].before = look.before
            if isinstance(self._before, Heading) and self._before.level < block.level:
                strips[0].before = min(look.before, self._looks.gap * 1.2)
            strips[-1].after, strips[-1].keep = look.after, True
        return strips

    def _beside_number(
        self, number: list[Word], words: list[Word], look: Look, column: Column
    ) -> list[Strip]:
        """Set a heading with its number hanging, or before it where there is no room."""
        width = sum(word.width + word.gap for word in number)
        if number and width > column.hang:
            if words:
                number[-1].final = False
            return self._setter.words([*number, *words], look, column)
        strips = self._setter.words(words, look, column)
        start = column.x - column.hang
        hanging = set_lines([number], start, column.hang, look.leading) if number else []
        return abreast(strips, hanging)

    def _margin_heading(self, runs: Runs, strips: list[Strip]) -> list[Strip]:
        element = Element("P")
        words = self._writer.words(runs, self._looks.column, element)
        if not words:
            return strips
        self._setter.side_heading = plain(runs)
        if not self._page.side_width:
            return strips
        self.tree.kids.append(element)
        self.side = Side(plain(runs), self._beside.side_x)
        look = self._looks.of(self._looks.column)
        side = Column(self._page.side_x, self._page.side_width)
        return abreast(strips, self._setter.words(words, look, side))

    def _contents(self, block: Contents) -> list[Strip]:
        """Set a list of contents under its heading; its page numbers come when pages are known."""
        self._numbered = 0
        strips = self._heading(Heading(2, block.heading))
        lines = entries(self._document.blocks, block)
        listing = ContentsSetter(self._setter, lines, self._wide)
        self._listings.append(listing)
        return strips + listing.strips(self.tree)

    def _paragraph(self, block: Paragraph) -> list[Strip]:
        if block.role in OUTSIDE:
            self._numbered = 0
        column = self._column()
        if block.label and not self._numbered:
            column = replace(
                self._page, x=self._page.x + self._gutter,
                width=self._page.width - self._gutter, hang=self._gutter,
            )  # fmt: skip
        strips = self._setter.paragraph(block, column, self.tree)
        first = not (isinstance(self._before, Paragraph) and self._before.role is block.role)
        first = first and not isinstance(self._before, Rule)
        self._setter.hairline(block, strips, column, first)
        return strips

    def _columns(self, block: Paragraph) -> list[Strip]:
        """Set the headings of the columns: of the numbers, of the words, and of the margin."""
        look = self._looks.paragraph(Role.COLUMNS)
        element = Element("P")
        page = self._page
        column = replace(
            page, x=page.x + self._gutter, width=page.width - self._gutter, hang=self._gutter
        )
        number = self._writer.label(block.label, look.ink, element)
        words = self._writer.words(block.runs, look.ink, element)
        strips = self._beside_number(number, words, look, column)
        if element.kids:
            self.tree.kids.append(element)
        if block.margin:
            strips = self._margin_heading(block.margin, strips)
        together(strips)
        if strips:
            line = Shape(self._wide.x, strips[-1].height, self._wide.width, 0.0, look.above)
            line.stroke = 0.6
            strips[-1].shapes.append(line)
            strips[0].before, strips[-1].after, strips[-1].keep = look.before, look.after, True
            self._heads = strips
        return strips

    def _repeat_columns(self) -> None:
        """Let the headings of the columns stand at the top of each page after their own."""
        heads = [*self._heads, Strip(height=self._looks.gap)]
        for strip in self.strips[self.strips.index(self._heads[-1]) + 1 :]:
            strip.repeat = [*heads, *strip.repeat]
        self.side = None

    def _rule(self) -> list[Strip]:
        gap = self._looks.gap
        line = Shape(
            self._wide.x, 0.0, self._wide.width, 0.0, self._looks.style.rule, stroke=0.6
        )  # fmt: skip
        return [Strip(height=0.6, shapes=[line], before=gap * 1.5, after=gap * 1.5)]

    def _signature(self, block: SignatureLine) -> list[Strip]:
        self._numbered = 0
        look = self._looks.of(self._looks.furniture, before=self._looks.em * 3.2)
        element = Element("P")
        column = replace(self._page, width=min(self._page.width, 90 * MM))
        words = self._writer.words(said(block.caption), look.ink, element)
        strips = self._setter.words(words, look, column)
        if words:
            self.tree.kids.append(element)
        line = Shape(column.x, 0, column.width, 0, self._looks.style.quiet, 0.8, dots=True)
        line_strip = Strip(height=self._looks.gap * 0.6, shapes=[line], before=look.before)
        line_strip.keep = True
        if self.strips:
            self.strips[-1].keep = True
        return [line_strip, *strips]
