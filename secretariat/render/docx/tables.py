"""Tables of data, and the table that holds the Action column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from secretariat.documents.model import Cell, ListBlock, Paragraph, Runs, Table, plain
from secretariat.render.docx.flow import Flow, Piece, Place
from secretariat.render.docx.looks import Shape, colour
from secretariat.render.docx.measure import width
from secretariat.render.docx.xml import Element, clean, el, is_table, twips, val

_MOST = 63  # Word opens no table with more columns
_PADDING = 240  # twips at the sides of the words of a cell, and some slack
_GAP = 5.0  # millimetres between the text and the owners


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place in a row: a cell, or the continuation (`cell` None or `goes_on`) of one above."""

    cell: Cell | None
    span: int = 1
    goes_on: bool = False


def table_piece(flow: Flow, table: Table, left: int, room: int) -> Piece:
    """Return a table of data, `room` twips wide, its header rows repeated on each page."""
    rows = _grid(table)
    count = max((sum(slot.span for slot in row) for row in rows), default=0)
    columns = _widths(table, _least(flow, rows, count), room)
    head = max(0, min(table.header_rows, len(rows) - 1))
    made = [
        _row(flow, row, columns, head=index < head, height=table.row_height_mm)
        for index, row in enumerate(rows)
    ]
    body_headers = any(row and row[0].cell and row[0].cell.header for row in rows[head:])
    properties = table_properties(
        flow.book.table_uid("Ruled Table" if table.ruled else "Plain Table"),
        left, room, table.summary,
        first_row=bool(head), first_column=body_headers,
        upright=flow.book.house.rule if table.ruled and table.row_height_mm else "",
    )  # fmt: skip
    return Piece(el("w:tbl", None, properties, grid_columns(columns), *made))


def action_table(
    flow: Flow,
    heading: Runs,
    pieces: Sequence[Piece],
    text_width: int,
    margin_width: int,
    over: Element | None = None,
) -> Element:
    """Return pieces and their owners as two columns; the heading row repeats on each page.

    `over` is the heading of the first column, when it has one.
    """
    columns, inset = [text_width, margin_width], twips(_GAP)
    head_name = flow.book.variant("Column Heading", "in Margin", Shape(left=inset))
    empty = flow.inline.paragraph("Column Heading", keep_next=True)
    title = flow.inline.paragraph(head_name, *flow.inline.runs(heading), keep_next=True)
    first = empty if over is None else over
    head = (row_cell(text_width, first, bottom=True), row_cell(margin_width, title, bottom=True))
    rows = [el("w:tr", None, header_marks(), *head)]
    for piece in pieces:
        text = [piece.element]
        before = 0
        if is_table(piece.element):
            text.append(flow.inline.paragraph("Spacer"))
        else:
            before = flow.book.shape(flow.inline.style_of(piece.element)).before or 0
        name = flow.book.variant("Action Owner", "in Margin", Shape(before, 0, left=inset))
        owner = flow.inline.paragraph(name, *flow.inline.runs(piece.margin))
        rows.append(el("w:tr", None, row_cell(text_width, *text), row_cell(margin_width, owner)))
    properties = table_properties(
        flow.book.table_uid("Action Column"), 0, sum(columns), first_row=True
    )
    return el("w:tbl", None, properties, grid_columns(columns), *rows)


def _grid(table: Table) -> list[list[_Slot]]:
    """Return the rows with every place filled: what spans rows above goes on below."""
    grid: list[list[_Slot]] = []
    hanging: dict[int, tuple[int, int]] = {}  # column -> rows still covered, span
    for row in table.rows:
        slots: list[_Slot] = []
        column, below = 0, {}
        cells = list(row)
        while cells or any(start >= column for start in hanging):
            if column in hanging:
                left, span = hanging.pop(column)
                slots.append(_Slot(None, span, goes_on=True))
                if left > 1:
                    below[column] = (left - 1, span)
            elif cells:
                cell = cells.pop(0)
                free = min((start for start in hanging if start > column), default=_MOST * 2)
                span = max(1, min(cell.colspan, free - column))
                slots.append(_Slot(cell, span))
                if cell.rowspan > 1:
                    below[column] = (cell.rowspan - 1, span)
            else:
                start = min(start for start in hanging if start >= column)
                span = start - column
                slots.append(_Slot(None, span))
            column += span
        hanging = below
        grid.append(slots)
    return _even(grid)


def _even(grid: list[list[_Slot]]) -> list[list[_Slot]]:
    """Return rows of one width, each with at least one place."""
    count = max((sum(slot.span for slot in row) for row in grid), default=0)
    for row in grid:
        missing = count - sum(slot.span for slot in row)
        if missing:
            row.append(_Slot(None, missing))
    return [row for row in grid if row]


def _widths(table: Table, least: Sequence[int], width: int) -> list[int]:
    """Return the widths of the columns: their shares, but room for `least` where there is any."""
    count = len(least)
    shares = [max(0.0, share) for share in table.widths[:count]]
    usual = sum(shares) / len(shares) if any(shares) else 1.0
    shares += [usual] * (count - len(shares))
    shares = [share or usual / 4 for share in shares]
    wished = [width * share / sum(shares) for share in shares]
    short = sum(max(0.0, need - wish) for need, wish in zip(least, wished, strict=True))
    spare = sum(max(0.0, wish - need) for need, wish in zip(least, wished, strict=True))
    if short and spare >= short:
        wished = [
            max(float(need), need + (wish - need) * (1 - short / spare))
            for need, wish in zip(least, wished, strict=True)
        ]
    edges = [round(sum(wished[:n])) for n in range(count + 1)]
    return [end - start for start, end in pairwise(edges)]


def _least(flow: Flow, rows: Sequence[Sequence[_Slot]], count: int) -> list[int]:
    """Return for each column the room that its longest word takes."""
    least = [0] * count
    for row in rows:
        column = 0
        for slot in row:
            if slot.cell and slot.span == 1:
                size = flow.book.house.body_pt
                found = (width(word, size, bold=True) for word in _plain(slot.cell.blocks).split())
                least[column] = max(least[column], max(found, default=0) + _PADDING)
            column += slot.span
    return least


def _plain(blocks: Sequence[Paragraph | ListBlock]) -> str:
    return " ".join(
        f"{block.label} {plain(block.runs)}"
        if isinstance(block, Paragraph)
        else " ".join(f"{item.label} {_plain(item.blocks)}" for item in block.items)
        for block in blocks
    )


def _row(
    flow: Flow, slots: Sequence[_Slot], columns: Sequence[int], *, head: bool, height: int
) -> Element:
    marks = [el("w:cantSplit")]
    if height and not head:
        marks.append(el("w:trHeight", {"w:val": twips(height), "w:hRule": "atLeast"}))
    if head:
        marks.append(el("w:tblHeader"))
    cells, column = [], 0
    for slot in slots:
        width = sum(columns[column : column + slot.span])
        cells.append(_slot(flow, slot, width))
        column += slot.span
    return el("w:tr", None, el("w:trPr", None, *marks), *cells)


def _slot(flow: Flow, slot: _Slot, width: int) -> Element:
    cell = slot.cell
    properties = [el("w:tcW", {"w:w": width, "w:type": "dxa"})]
    if slot.span > 1:
        properties.append(val("w:gridSpan", slot.span))
    if slot.goes_on:
        properties.append(el("w:vMerge"))
    elif cell and cell.rowspan > 1:
        properties.append(val("w:vMerge", "restart"))
    content: list[Element] = []
    if cell:
        place = Place(
            cell=True, header=cell.header, align=cell.align, suffix="in Table",
            room=max(width - 200, 400),
        )  # fmt: skip
        for piece in flow.blocks(cell.blocks, place):
            content.append(piece.element)
            if piece.margin:
                content.append(
                    flow.inline.paragraph("Action Line", *flow.inline.runs(piece.margin))
                )
    if content and (flow.book.shape(flow.inline.style_of(content[-1])).after or 0) > 0:
        flow.spaced(content[-1], Shape(after=0), "last in Cell")
    content = content or [flow.inline.paragraph("Table Text")]
    return el("w:tc", None, el("w:tcPr", None, *properties), *content)


def row_cell(width: int, *content: Element, span: int = 1, bottom: bool = False) -> Element:
    """Return a cell of a table made by hand; `bottom` lets its words stand on the line below."""
    properties = [el("w:tcW", {"w:w": width, "w:type": "dxa"})]
    properties += [val("w:gridSpan", span)] if span > 1 else []
    properties += [val("w:vAlign", "bottom")] if bottom else []
    return el("w:tc", None, el("w:tcPr", None, *properties), *content)


def header_marks() -> Element:
    """Return the properties of a row that is repeated on each page."""
    return el("w:trPr", None, el("w:cantSplit"), el("w:tblHeader"))


def grid_columns(widths: Sequence[int]) -> Element:
    """Return the widths of the columns."""
    return el("w:tblGrid", None, *(el("w:gridCol", {"w:w": width}) for width in widths))


def table_properties(
    style: str,
    left: int,
    width: int,
    summary: str = "",
    *,
    first_row: bool,
    first_column: bool = False,
    upright: str = "",
) -> Element:
    """Return the properties of a table; `summary` is what a screen reader says of it.

    With a colour for `upright`, lines stand between the columns and at the sides.
    """
    flags = 0x0020 * first_row + 0x0080 * first_column + 0x0600
    look: dict[str, str | int] = {
        "w:val": f"{flags:04X}",
        "w:firstRow": int(first_row),
        "w:lastRow": 0,
        "w:firstColumn": int(first_column),
        "w:lastColumn": 0,
        "w:noHBand": 1,
        "w:noVBand": 1,
    }
    return el(
        "w:tblPr",
        None,
        val("w:tblStyle", style),
        el("w:tblW", {"w:w": width, "w:type": "dxa"}),
        *([el("w:tblInd", {"w:w": left, "w:type": "dxa"})] if left else []),
        *([_upright(upright)] if upright else []),
        el("w:tblLayout", {"w:type": "fixed"}),
        el("w:tblLook", look),
        *([val("w:tblDescription", clean(summary))] if summary else []),
    )


def _upright(ink: str) -> Element:
    """Return lines at the sides of a table and between its columns."""
    line: dict[str, str | int] = {
        "w:val": "single",
        "w:sz": 4,
        "w:space": 0,
        "w:color": colour(ink),
    }
    sides = ("left", "right", "insideV")
    return el("w:tblBorders", None, *(el(f"w:{side}", dict(line)) for side in sides))
