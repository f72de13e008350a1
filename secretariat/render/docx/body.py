"""The body of a Word document: all blocks in order, with the Action column where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from secretariat.documents.contents import entries
from secretariat.documents.model import (
    AgendaList,
    Block,
    Contents,
    Grid,
    Heading,
    LineBreak,
    ListBlock,
    Notes,
    PageBreak,
    Paragraph,
    Role,
    Rule,
    Runs,
    SignatureLine,
    Table,
    Text,
    plain,
    said,
)
from secretariat.documents.sheets import as_list
from secretariat.render.docx.agenda import agenda_pieces
from secretariat.render.docx.book import indented
from secretariat.render.docx.contents import Places, contents_lines
from secretariat.render.docx.flow import Flow, Piece, Place
from secretariat.render.docx.footnotes import Footnotes
from secretariat.render.docx.looks import Border, Shape, colour
from secretariat.render.docx.measure import gutter
from secretariat.render.docx.tables import action_table, table_piece
from secretariat.render.docx.xml import Element, el, is_table, keep, run, start_page, tab, twips

# Paragraphs that end a numbered part and the Action column.
_OUTSIDE = {Role.CLOSING, Role.SIGNATURE, Role.CONTACT, Role.MARKING}
_LEAST_MARGIN_MM = 12


class Body:
    """Writes the blocks in order, knowing the part they are in and the heading of the margin."""

    def __init__(self, flow: Flow, blocks: Sequence[Block]) -> None:
        self._flow = flow
        self._book = flow.book
        self._blocks = blocks
        self._lists = {id(b): entries(blocks, b) for b in blocks if isinstance(b, Contents)}
        flow.places = Places({line.at for lines in self._lists.values() for line in lines})
        self.notes = Footnotes(self._book, blocks)
        flow.inline.mark = self.notes.mark
        self._gutter = gutter(blocks, self._book.house, self._book.width)
        self._margin = self._margin_width()
        self._column = _column(blocks) if self._margin else range(0)
        self._inside = False  # in the rows of the Action column
        self._gap = round(self._book.house.body_pt * 10)
        self._level = 0
        self._part = 0  # the level of the numbered heading above, 0 for none
        self._margin_heading: Runs = ()
        self._elements: list[Element] = []
        self._rows: list[Piece] = []
        self._head: Element | None = None

    def elements(self) -> list[Element]:
        """Return the paragraphs and tables of the body, the last of them a paragraph."""
        new_page = False
        for index, block in enumerate(self._blocks):
            self._inside = index in self._column
            pieces = self._pieces(block)
            if _begins_contact(self._blocks, index):
                above = Border("top", colour(self._book.house.rule), 4, 8)
                self._flow.spaced(pieces[0].element, Shape(3 * self._gap, border=above), "first")
            if new_page and pieces:
                pieces = self._on_new_page(pieces)
            new_page = isinstance(block, PageBreak) or (new_page and not pieces)
            if isinstance(block, Paragraph) and block.role is Role.ACTION:
                self._keep_last()
            if self._inside:
                self._rows += pieces
            else:
                self._end_column()
                for piece in pieces:
                    self._add(piece.element)
        self._end_column()
        if not self._elements or is_table(self._elements[-1]):
            self._elements.append(self._flow.inline.paragraph("End"))
        return self._elements

    def _margin_width(self) -> int:
        wish = self._book.house.action_margin_mm
        usable = wish >= _LEAST_MARGIN_MM and twips(wish) < self._book.width // 2
        return twips(wish) if usable else 0

    def _end_column(self) -> None:
        if self._rows:
            text = self._book.width - self._margin
            heading = self._margin_heading
            self._pull_up(self._rows[0].element)
            head, self._head = self._head, None
            self._add(action_table(self._flow, heading, self._rows, text, self._margin, head))
            self._rows = []

    def _pull_up(self, element: Element) -> None:
        """Take the space from above the first heading: the row of headings has it already."""
        if not is_table(element):
            self._flow.spaced(element, Shape(before=0), "first")

    def _add(self, element: Element) -> None:
        """Add an element: a paragraph keeps its distance from a table, and so do two tables."""
        if is_table(element) and self._elements and not is_table(self._elements[-1]):
            self._flow.apart(self._elements[-1], Shape(after=self._gap), "before Table")
        if self._elements and is_table(self._elements[-1]):
            if is_table(element):
                self._elements.append(self._flow.inline.paragraph("Spacer"))
            else:
                self._flow.apart(element, Shape(before=self._gap), "after Table")
        self._elements.append(element)

    def _keep_last(self) -> None:
        if self._rows:
            keep(self._rows[-1].element)
        elif self._elements:
            keep(self._elements[-1])

    def _on_new_page(self, pieces: list[Piece]) -> list[Piece]:
        if is_table(pieces[0].element):
            pieces = [Piece(self._flow.inline.paragraph("Spacer")), *pieces]
        start_page(pieces[0].element)
        return pieces

    def _pieces(self, block: Block) -> list[Piece]:
        if self._ends_part(block):
            self._part = 0
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph() if block.role is Role.COLUMNS:
                return self._columns(block)
            case Paragraph() | ListBlock():
                return self._owned(self._flow.blocks([block], self._place()))
            case AgendaList():
                level = self._next_level(2) if plain(said(block.heading)).strip() else self._level
                if any(section.title for section in block.sections):
                    self._next_level(level + 1)
                return agenda_pieces(self._flow, block, level, self._gutter)
            case Table():
                left = self._place().left
                width = self._text_width() - left
                return [table_piece(self._flow, block, left, width)] if any(block.rows) else []
            case Grid():
                return self._flow.list(as_list(block), self._place())  # beside other words only
            case Contents():
                return self._contents(block)
            case Rule():
                return [Piece(self._flow.inline.paragraph("Rule"))]
            case SignatureLine():
                inline = self._flow.inline
                line = (tab(), run(el("w:br")), *inline.runs(said(block.caption)))
                return [Piece(inline.paragraph("Signature Line", *line))]
            case PageBreak() | Notes():
                return []

    def _text_width(self) -> int:
        return self._book.width - (self._margin if self._inside else 0)

    def _place(self) -> Place:
        if not self._part:
            return Place(room=self._text_width())
        left = self._gutter
        return Place(left, hang=left, suffix="in Item", room=self._text_width() - left)

    def _owned(self, pieces: list[Piece]) -> list[Piece]:
        """Return the pieces; outside the Action column an owner is a line below its paragraph."""
        if self._inside:
            return pieces
        told: list[Piece] = []
        for piece in pieces:
            told.append(Piece(piece.element))
            if piece.margin:
                keep(piece.element)
                self._flow.spaced(piece.element, Shape(after=20), "with Owner")
                heading = (*self._margin_heading, Text(": ")) if self._margin_heading else ()
                owner = tuple(Text(", ") if r == LineBreak() else r for r in piece.margin)
                runs = self._flow.inline.runs((*heading, *owner))
                told.append(Piece(self._flow.inline.paragraph(self._owner_line(piece.left), *runs)))
        return told

    def _owner_line(self, left: int) -> str:
        """Return the style of an owner's line: in large print it stands below its paragraph, whose
        words begin `left` from the edge."""
        if not (self._book.house.large and left):
            return "Action Line"
        base = self._book.base("Action Line")
        return self._book.variant(base.name, "in Item", indented(base, left))

    def _columns(self, block: Paragraph) -> list[Piece]:
        """Return the headings of the columns; beside owners they head the Action column instead."""
        self._margin_heading = block.margin
        room = self._text_width() - self._gutter
        place = Place(self._gutter, hang=self._gutter, suffix="in Item", room=room)
        pieces = self._flow.blocks([replace(block, margin=())], place)
        if not self._inside:
            return pieces
        self._head = pieces[0].element
        return []

    def _heading(self, heading: Heading) -> list[Piece]:
        if heading.margin:
            self._margin_heading = heading.margin
        level = self._next_level(heading.level)
        numbered = bool(self._part)
        if heading.number:
            self._part = self._part or level
        return [self._flow.heading(heading, level, self._gutter, numbered=numbered)]

    def _contents(self, block: Contents) -> list[Piece]:
        self._next_level(2)
        heading = self._flow.inline.paragraph("TOC Heading", *self._flow.inline.runs(block.heading))
        self._flow.places.enter(heading)
        lines = contents_lines(self._flow, block, self._lists[id(block)])
        return [Piece(element) for element in (heading, *lines)]

    def _next_level(self, wish: int) -> int:
        """Return the level of the next heading, such that none is left out."""
        self._level = max(1, min(wish, self._level + 1, 6))
        return self._level

    def _ends_part(self, block: Block) -> bool:
        if isinstance(block, Heading):
            return not block.number and not block.section and block.level <= self._part
        return isinstance(block, AgendaList | Contents | SignatureLine) or _is_outside(block)


def _column(blocks: Sequence[Block]) -> range:
    """Return where the Action column stands: from its heading to the end of the last part."""
    owned = [index for index, block in enumerate(blocks) if _has_margin(block)]
    if not any(not isinstance(blocks[index], Heading) for index in owned):
        return range(0)
    for end in range(owned[-1] + 1, len(blocks)):
        block = blocks[end]
        title = isinstance(block, Heading) and block.level <= 2 and not block.number
        if title or isinstance(block, AgendaList | SignatureLine) or _is_outside(block):
            return range(owned[0], end)
    return range(owned[0], len(blocks))


def _has_margin(block: Block) -> bool:
    if isinstance(block, ListBlock):
        return any(_has_margin(inner) for item in block.items for inner in item.blocks)
    return isinstance(block, Heading | Paragraph) and bool(block.margin)


def _begins_contact(blocks: Sequence[Block], index: int) -> bool:
    """Say whether a block is the first of a contact block that no rule parts from the rest."""
    before = blocks[index - 1] if index else None
    return _is_contact(blocks[index]) and not (_is_contact(before) or isinstance(before, Rule))


def _is_contact(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.role is Role.CONTACT


def _is_outside(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role in _OUTSIDE
