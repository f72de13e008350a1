"""Labels and name plates in Word: a table of exact rows and columns on each sheet.

Nothing moves when words are changed: rows have their height whatever is in them, columns their
width, and each sheet is a section that begins at the corner of the first cell.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence
from typing import TypeVar

from docx.oxml.ns import qn
from docx.section import Section

from secretariat.documents.model import Align, Grid, LineBreak, Paragraph, Runs, plain
from secretariat.documents.sheets import PAPER
from secretariat.render.docx.book import Stylebook
from secretariat.render.docx.inline import Inline
from secretariat.render.docx.looks import Font, Shape, colour
from secretariat.render.docx.tables import grid_columns, table_properties
from secretariat.render.docx.xml import Element, clean, el, twips, val

_T = TypeVar("_T")
_PAD_MM = 3.0
_FOLD_MM = 6.0
_LEAST_PT = 5.0
_STEP = 0.92
_WIDE, _NARROW = frozenset("MWmw@%&"), frozenset(" .,:;'’|!()[]iIjlft/-")


def sheet_elements(grid: Grid, book: Stylebook, inline: Inline, section: Section) -> list[Element]:
    """Return the sheets, each a table and the end of its section; `section` is that of the last.

    Cells stand where the grid says, to a twentieth of a point, and are read row by row.
    """
    _set_page(section, grid)
    places: list[tuple[Paragraph, ...]] = [()] * grid.skipped + list(grid.cells)
    sheets = _parts(places, grid.columns * grid.rows) if grid.cells else ()
    writer = _Writer(grid, book, inline)
    made: list[Element] = []
    for at, sheet in enumerate(sheets):
        made.append(writer.table(sheet))
        made.append(inline.paragraph("End"))
        if at + 1 < len(sheets):
            properties = made[-1].find(qn("w:pPr"))
            assert properties is not None
            properties.append(copy.deepcopy(section._sectPr))
    return made or [inline.paragraph("End")]


class _Writer:
    """Writes the tables of one grid."""

    def __init__(self, grid: Grid, book: Stylebook, inline: Inline) -> None:
        self._grid = grid
        self._book = book
        self._inline = inline
        self._gap = grid.across_mm - grid.width_mm
        # A fold is marked at both edges of a cell, by columns that have a line above them.
        self._edges = (_FOLD_MM, grid.width_mm - 2 * _FOLD_MM, _FOLD_MM) if grid.fold else ()
        self._columns = self._measured()
        self._room = grid.width_mm - 2 * (_FOLD_MM if grid.fold else _PAD_MM)

    def table(self, places: Sequence[tuple[Paragraph, ...]]) -> Element:
        """Return the table of one sheet."""
        grid = self._grid
        rows: list[Element] = []
        between = grid.down_mm - grid.height_mm
        for row in _parts(places, grid.columns):
            if rows and twips(between):
                rows.append(self._empty_row(between))
            rows.append(self._row(row))
        properties = table_properties(
            self._book.table_uid("Action Column"), 0, sum(self._columns), first_row=False
        )
        return el("w:tbl", None, properties, grid_columns(self._columns), *rows)

    def _measured(self) -> list[int]:
        """Return the columns in twips, reckoned from the edge so that nothing adds up."""
        cell = self._edges or (self._grid.width_mm,)
        lengths: list[float] = [*cell]
        for _ in range(self._grid.columns - 1):
            lengths += [*([self._gap] if twips(self._gap) else []), *cell]
        ends = [twips(sum(lengths[: n + 1])) for n in range(len(lengths))]
        return [end - start for start, end in zip([0, *ends], ends, strict=False)]

    def _row(self, row: Sequence[tuple[Paragraph, ...]]) -> Element:
        cells: list[Element] = []
        for at in range(self._grid.columns):
            if at and twips(self._gap):
                cells.append(self._cell(len(cells), []))
            words = row[at] if at < len(row) else ()
            edge = bool(words) and self._grid.fold
            if self._edges:
                cells.append(self._cell(len(cells), [], line=edge))
            cells.append(self._cell(len(cells), self._paragraphs(words)))
            if self._edges:
                cells.append(self._cell(len(cells), [], line=edge))
        return el("w:tr", None, _height(self._grid.height_mm), *cells)

    def _empty_row(self, height: float) -> Element:
        width = val("w:gridSpan", len(self._columns))
        properties = el("w:tcPr", None, _width(sum(self._columns)), width)
        cell = el("w:tc", None, properties, self._inline.paragraph("End"))
        return el("w:tr", None, _height(height), cell)

    def _cell(self, column: int, content: list[Element], *, line: bool = False) -> Element:
        ink = colour(self._book.house.rule)
        edge = el("w:top", {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": ink})
        properties = el(
            "w:tcPr", None, _width(self._columns[column]),
            *([el("w:tcBorders", None, edge)] if line else []), val("w:vAlign", "center"),
        )  # fmt: skip
        return el("w:tc", None, properties, *(content or [self._inline.paragraph("End")]))

    def _paragraphs(self, words: Sequence[Paragraph]) -> list[Element]:
        if not words:
            return []
        house = self._book.house
        size = house.body_pt
        while size > _LEAST_PT and not self._fits(words, size):
            size *= _STEP
        size = math.floor(size * 2) / 2
        inset = 0 if self._grid.fold else twips(_PAD_MM)
        line = round(size * house.leading * 20)
        made = []
        for at, paragraph in enumerate(words):
            after = round(house.body_pt * 12.4) if at + 1 < len(words) else 0
            shape = Shape(0, after, line, left=inset, right=inset, align=Align.CENTRE, exact=True)
            name = self._book.variant("Normal", "on Sheet", shape, Font(size=size))
            made.append(self._inline.paragraph(name, *self._inline.runs(paragraph.runs)))
        return made

    def _fits(self, words: Sequence[Paragraph], size: float) -> bool:
        room = self._room / 25.4 * 72
        lines, longest = 0, 0.0
        for paragraph in words:
            for text in _lines(paragraph.runs):
                lengths = [_ems(word) * size for word in text.split()]
                longest = max(longest, *lengths, 0.0)
                whole = sum(lengths) + 0.3 * size * max(len(lengths) - 1, 0)
                # What is cut and folded is read from afar: a name stays on its line.
                lines += max(1, math.ceil(whole * (1.0 if whole <= room else 1.2) / room))
                if self._grid.fold and whole > room:
                    return False
        gaps = (len(words) - 1) * self._book.house.body_pt * 0.62
        high = lines * size * self._book.house.leading + gaps
        return longest <= room and high <= self._grid.height_mm / 25.4 * 72


def _set_page(section: Section, grid: Grid) -> None:
    """Let the text of the section begin at the corner of the first cell, and take the rest."""
    element = section._sectPr
    for child in list(element):
        element.remove(child)
    wide, high = (twips(mm) for mm in PAPER)
    element.append(el("w:pgSz", {"w:w": wide, "w:h": high}))
    left = twips(grid.left_mm)
    width = twips(grid.across_mm * (grid.columns - 1) + grid.width_mm)
    element.append(el("w:pgMar", {
        "w:top": twips(grid.top_mm), "w:right": max(wide - left - width, 0), "w:bottom": 0,
        "w:left": left, "w:header": 0, "w:footer": 0, "w:gutter": 0,
    }))  # fmt: skip


def _height(mm: float) -> Element:
    height = el("w:trHeight", {"w:val": twips(mm), "w:hRule": "exact"})
    return el("w:trPr", None, el("w:cantSplit"), height)


def _width(width: int) -> Element:
    return el("w:tcW", {"w:w": width, "w:type": "dxa"})


def _parts(whole: Sequence[_T], size: int) -> list[Sequence[_T]]:
    return [whole[at : at + size] for at in range(0, len(whole), size)]


def _lines(runs: Runs) -> list[str]:
    """Return the lines that runs have at least, as Word will show them."""
    lines: list[list[str]] = [[]]
    for run in runs:
        if isinstance(run, LineBreak):
            lines.append([])
        else:
            lines[-1].append(clean(plain((run,))))
    return ["".join(line) for line in lines]


def _ems(word: str) -> float:
    """Return at least how many ems a word takes, in bold letters too."""
    return sum(
        1.02 if sign in _WIDE else 0.42 if sign in _NARROW else 0.76 if sign.isupper() else 0.66
        for sign in word
    )
