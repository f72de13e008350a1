"""The agenda: lines with their numbers, and a column for times and one for pages.

With a column the agenda is a table, whose first row (its heading and those of the columns) is
repeated on each page; without one it is paragraphs. The number and title of a line are one
paragraph with a tab stop, and what stands below them follows time and pages in reading order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secretariat.documents.model import AgendaLine, AgendaList, Align, Runs, plain, said
from secretariat.render.docx.book import indented
from secretariat.render.docx.flow import Flow, Piece, Place
from secretariat.render.docx.looks import Border, Shape, TabStop
from secretariat.render.docx.measure import agenda_lines, widest
from secretariat.render.docx.tables import grid_columns, header_marks, row_cell, table_properties
from secretariat.render.docx.xml import Element, clean, el, keep, tab

_DEEPEST = 5
_WHOLE = 4  # an item with at most so many notes is kept together


@dataclass(frozen=True, slots=True)
class _Columns:
    """The widths of the columns in twips, 0 for a column that no line fills."""

    number: int
    title: int
    time: int
    pages: int

    @property
    def widths(self) -> list[int]:
        """Return the widths of the columns that there are."""
        return [width for width in (self.title, self.time, self.pages) if width]

    @property
    def side(self) -> int:
        """Return how much of the text width times and pages take."""
        return self.time + self.pages


def agenda_pieces(flow: Flow, agenda: AgendaList, level: int, gutter: int) -> list[Piece]:
    """Return the agenda as one table, or as paragraphs when it has neither times nor pages."""
    writer = _Agenda(flow, agenda, _measured(flow, agenda, gutter))
    headed = bool(writer.columns.side or clean(plain(said(agenda.heading))).strip())
    rows = [writer.heading(level)] if headed else []
    flow.places.enter(rows[0][0][0] if headed else None)
    for section in agenda.sections:
        if section.title:
            rows.append(writer.section(section.title))
        lines = section.lines
        for index, line in enumerate(lines):
            leads = index + 1 < len(lines) and lines[index + 1].level > line.level
            rows += writer.line(line, leads=leads)
    if not writer.columns.side:
        return [Piece(element) for row in rows for cell in row for element in cell]
    made = [_row(writer.columns.widths, row, header=index == 0) for index, row in enumerate(rows)]
    properties = table_properties(
        flow.book.table_uid("Agenda Table"), 0, flow.book.width, first_row=True
    )
    return [Piece(el("w:tbl", None, properties, grid_columns(writer.columns.widths), *made))]


class _Agenda:
    """Writes rows: each a list of cells, each a list of paragraphs."""

    def __init__(self, flow: Flow, agenda: AgendaList, columns: _Columns) -> None:
        self.columns = columns
        self._flow = flow
        self._book = flow.book
        self._inline = flow.inline
        self._agenda = agenda
        self._em = round(flow.book.house.body_pt * 20)

    def heading(self, level: int) -> list[list[Element]]:
        """Return the row of headings."""
        name = "Agenda Heading"
        if level != 2:
            name = self._book.variant(name, f"Level {level}", Shape(outline=level - 1))
        if self.columns.side:
            shape = Shape(before=0, after=60, border=Border("bottom", "auto", kind="nil"))
            name = self._book.variant(name, "of Table", shape)
        if not clean(plain(said(self._agenda.heading))).strip():
            name = "Column Heading"
        row = [[self._inline.paragraph(name, *self._inline.runs(said(self._agenda.heading)))]]
        for width, words in (
            (self.columns.time, self._agenda.time_heading),
            (self.columns.pages, self._agenda.pages_heading),
        ):
            if width:
                right = self._book.variant(
                    "Column Heading", "Right", Shape(after=60, align=Align.RIGHT)
                )
                row.append([self._inline.paragraph(right, *self._inline.runs(said(words)))])
        return row

    def section(self, title: Runs) -> list[list[Element]]:
        """Return the row of a section heading."""
        shape = indented(self._book.base("Agenda Section"), self.columns.number)
        name = self._book.variant("Agenda Section", "in List", shape)
        made = self._inline.paragraph(name, *self._inline.runs(title))
        self._flow.places.enter(made)
        return [[made]]

    def line(self, line: AgendaLine, *, leads: bool) -> list[list[list[Element]]]:
        """Return the row of a line and, when there are any, the row of its notes."""
        depth = min(line.level, _DEEPEST)
        shift = round(self._em * 2.4)
        left = self.columns.number + shift * depth
        hanging = shift if depth else self.columns.number
        led = self._book.house.leaders and bool(line.pages)
        edge = (TabStop(self.columns.title, Align.RIGHT, leader=True),) if led else ()
        shape = Shape(left=left, hanging=hanging, tabs=(TabStop(left), *edge))
        base = "Agenda Sub Item" if depth else "Agenda Item"
        name = self._book.variant(base, f"Level {depth + 1}{' led' if led else ''}", shape)
        content = [*self._inline.text(clean(line.number)), tab(), *self._inline.runs(line.title)]
        row = [[self._inline.paragraph(name, *content, *([tab()] if led else []))]]
        row += self._side(base, line)
        place = Place(
            left,
            self.columns.side,
            suffix=f"in Agenda {depth + 1}",
            room=self._book.width - left - self.columns.side,
        )
        notes = [piece.element for piece in self._flow.blocks(line.notes, place)]
        kept = [element for cell in row for element in cell] if notes or leads else []
        kept += notes if leads else notes[:-1] if len(notes) <= _WHOLE else []
        for element in kept:
            keep(element)
        return [row, [notes]] if notes else [row]

    def _side(self, base: str, line: AgendaLine) -> list[list[Element]]:
        """Return the cells of time and pages, level with the first line of the title."""
        before = self._book.shape(base).before
        name = self._book.variant("Agenda Column", base.split()[1], Shape(before=before))
        return [
            [self._inline.paragraph(name, *self._inline.text(clean(words)))]
            for width, words in ((self.columns.time, line.time), (self.columns.pages, line.pages))
            if width
        ]


def _row(widths: Sequence[int], row: Sequence[list[Element]], *, header: bool) -> Element:
    """Return a row; a single cell spans all columns."""
    marks = header_marks() if header else el("w:trPr", None, el("w:cantSplit"))
    if len(row) == 1:
        return el("w:tr", None, marks, row_cell(sum(widths), *row[0], span=len(widths)))
    cells = [row_cell(width, *cell, bottom=header) for width, cell in zip(widths, row, strict=True)]
    return el("w:tr", None, marks, *cells)


def _measured(flow: Flow, agenda: AgendaList, gutter: int) -> _Columns:
    style, full = flow.book.house, flow.book.width
    em = round(style.body_pt * 20)
    lines = agenda_lines(agenda)

    def column(words: list[str], heading: str) -> int:
        if not any(words):
            return 0
        needed = max(
            widest(words, style.body_pt), widest(heading.upper().split("\n"), style.small_pt * 1.15)
        )
        return min(needed, round(full * 0.22)) + round(em * 1.4)

    pages = column([clean(line.pages) for line in lines], plain(said(agenda.pages_heading)))
    time = column([clean(line.time) for line in lines], plain(said(agenda.time_heading)))
    return _Columns(max(gutter, round(em * 2.6)), full - pages - time, time, pages)
