"""Tables: a grid of cells to bands that can be cut where a page ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from secretariat.documents.model import Align, Cell, Paragraph, Table, plain
from secretariat.render.pdf.bands import Box, Rules, band_of
from secretariat.render.pdf.blocks import Column, Setter
from secretariat.render.pdf.looks import MM, Looks
from secretariat.render.pdf.strips import Strip, stack_height
from secretariat.render.pdf.tree import Element, Value

# More columns than this are set with less air.
MANY = 7
# A column is at most this many times as wide as another.
WIDEST = 200.0
# Words are set smaller where a column is too narrow for the longest, down to this share.
SMALLEST = 0.6


@dataclass(slots=True)
class Placement:
    """A cell in the grid: where it starts and how much of the grid it takes."""

    cell: Cell
    row: int
    column: int
    rows: int
    columns: int
    element: Element


def place(rows: Sequence[Sequence[Cell]], columns: int) -> list[Placement]:
    """Give each cell its place in a grid, past the places that spans from above have taken.

    No cell is lost and none lies over another: spans are cut to `columns` and to the rows that
    there are, the grid is as wide as it needs to be, and places left over get empty cells.
    """
    taken: set[tuple[int, int]] = set()
    placements: list[Placement] = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            wide = 1
            while wide < min(cell.colspan, columns) and (row, column + wide) not in taken:
                wide += 1
            high = max(1, min(cell.rowspan, len(rows) - row))
            taken |= {(row + i, column + j) for i in range(high) for j in range(wide)}
            placements.append(Placement(cell, row, column, high, wide, Element("TD")))
            column += wide
    reach = max((column for _, column in taken), default=-1) + 1
    free = {(row, column) for row in range(len(rows)) for column in range(reach)} - taken
    placements += [Placement(Cell(()), row, column, 1, 1, Element("TD")) for row, column in free]
    return sorted(placements, key=lambda each: (each.row, each.column))


def roomy(widths: Sequence[float], needs: Sequence[float]) -> list[float]:
    """Widen columns that are narrower than they need, as far as the others can spare it."""
    lacking = sum(max(0.0, need - width) for width, need in zip(widths, needs, strict=True))
    spare = sum(max(0.0, width - need) for width, need in zip(widths, needs, strict=True))
    if not lacking or not spare:
        return list(widths)
    given = min(1.0, spare / lacking)
    taken = lacking * given / spare
    return [
        width + (need - width) * (given if need > width else taken)
        for width, need in zip(widths, needs, strict=True)
    ]


def least_share(looks: Looks) -> float:
    """Return the share of their size down to which the words of a table may be made smaller."""
    return min(looks.style.least_pt / looks.em, 1.0)


class TableSetter:
    """Sets one table in a column."""

    def __init__(self, setter: Setter, table: Table, column: Column) -> None:
        self._looks = setter.looks
        self._table = table
        columns = max([len(table.widths), *map(len, table.rows)])
        self._placements = place(table.rows, columns)
        reach = max((place.column + place.columns for place in self._placements), default=0)
        self._count = max(len(table.widths), reach)
        crowded = self._count > MANY
        share = column.width / max(self._count, 1)
        em = setter.looks.em
        self._pad_x = min(em * (0.35 if crowded else 0.7), share * 0.2)
        self._pad_y = em * (0.28 if crowded else 0.42) if table.ruled else em * 0.14
        self._setter = setter
        # A head without a body is no head.
        self._heads = max(0, table.header_rows if table.header_rows < len(table.rows) else 0)
        self._edges = self._columns(column)

    def strips(self, parent: Element) -> list[Strip]:
        """Return a band for each row, or for rows that a span ties together."""
        if not self._placements:
            return []
        self._tag(parent)
        boxes = [self._box(placement) for placement in self._placements]
        heights = self._heights(boxes)
        bands: list[Strip] = []
        first = 0
        ends = self._ends()
        for row in range(len(heights)):
            if row in ends:
                bands.append(self._gather(boxes, heights, first, row))
                first = row + 1
        for band in bands:
            band.whole = self._table.top
        self._head_over(bands, ends)
        bands[0].before = bands[-1].after = self._looks.gap * 1.2
        bands[0].before = self._looks.gap * 0.8
        return bands

    def _columns(self, column: Column) -> list[float]:
        shares = list(self._table.widths[: self._count])
        shares = [share if share > 0 and isfinite(share) else 1.0 for share in shares]
        shares = [max(share / max(shares), 1 / WIDEST) for share in shares]
        average = sum(shares) / len(shares) if shares else 1.0
        shares += [average] * (self._count - len(shares))
        unit = column.width / (sum(shares) or 1.0)
        needs = self._longest_words()
        if sum(needs) > column.width:
            air = self._count * (self._pad_x * 2 + 1)
            share = (column.width - air) / max(sum(needs) - air, 1.0) * 0.98
            least = max(SMALLEST, least_share(self._looks))
            share = min(max(share, least), 1.0)
            self._setter = self._setter.sized(self._setter.looks.em * share)
            needs = self._longest_words()
        widths = roomy([share * unit for share in shares], needs)
        edges = [column.x]
        for width in widths:
            edges.append(edges[-1] + width)
        return edges

    def _longest_words(self) -> list[float]:
        """Return for each column the width that its longest word needs."""
        needs = [0.0] * self._count
        for placement in self._placements:
            if placement.columns > 1:
                continue
            ink = self._setter_of(placement).looks.body
            words = " ".join(
                plain(block.runs) for block in placement.cell.blocks if isinstance(block, Paragraph)
            ).split()
            longest = max((self._setter.writer.width(word, ink) for word in words), default=0.0)
            needs[placement.column] = max(needs[placement.column], longest + self._pad_x * 2 + 1)
        return needs

    def _setter_of(self, placement: Placement) -> Setter:
        header = placement.row < self._heads or placement.cell.header
        return self._setter.bolder() if header else self._setter

    def _tag(self, parent: Element) -> None:
        """Make Table, THead, TBody and TR elements and give the cells their attributes.

        A layout is no table to a listener: its cells are divisions, one after another.
        """
        if self._table.layout:
            for placement in self._placements:
                placement.element.role = "Div"
                parent.kids.append(placement.element)
            return
        table = parent.add("Table")
        if self._table.summary:
            table.owner, table.attributes = "Table", {"Summary": self._table.summary}
        head = table.add("THead") if self._heads else table
        body = table.add("TBody") if self._heads < len(self._table.rows) else table
        rows = [
            (head if row < self._heads else body).add("TR") for row in range(len(self._table.rows))
        ]
        for placement in self._placements:
            element = placement.element
            attributes: dict[str, Value] = {}
            header = placement.cell.header or placement.row < self._heads
            if header:
                element.role = "TH"
                attributes["Scope"] = "Column" if placement.row < self._heads else "Row"
            if placement.columns > 1:
                attributes["ColSpan"] = placement.columns
            if placement.rows > 1:
                attributes["RowSpan"] = placement.rows
            element.owner, element.attributes = "Table", attributes
            rows[placement.row].kids.append(element)
        self._name_headers()

    def _name_headers(self) -> None:
        """Name the headers of each cell where their place alone does not tell (spans)."""
        spans = any(p.rows > 1 or p.columns > 1 for p in self._placements)
        headers = [p for p in self._placements if p.element.role == "TH"]
        if not spans or not headers:
            return
        for placement in headers:
            placement.element.identity = f"r{placement.row}c{placement.column}"
        for cell in self._placements:
            names = tuple(h.element.identity for h in headers if _heads(h, cell))
            if names and cell.element.role == "TD":
                cell.element.attributes = {**cell.element.attributes, "Headers": names}

    def _box(self, placement: Placement) -> Box:
        left = self._edges[placement.column]
        right = self._edges[placement.column + placement.columns]
        pad = self._pad_x
        # The words of an unruled table stand on the edge of the text.
        lead = 0.0 if not self._table.ruled and placement.column == 0 else pad
        header = placement.row < self._heads
        setter = self._setter_of(placement)
        column = Column(left + lead, max(right - left - lead - pad, 1.0))
        align = placement.cell.align
        strips = setter.blocks(
            placement.cell.blocks, column, placement.element,
            align if align is not Align.LEFT else None,
        )  # fmt: skip
        height = stack_height(strips) + self._pad_y * 2
        centred = self._table.row_height_mm > 0 and not self._table.top
        return Box(strips, left, 0.0, right - left, height, header, self._pad_y, centred)

    def _heights(self, boxes: Sequence[Box]) -> list[float]:
        least = self._looks.em * self._looks.style.leading + self._pad_y * 2
        heights = [least] * len(self._table.rows)
        for row in range(self._heads, len(heights)):
            heights[row] = max(least, self._table.row_height_mm * MM)
        order = sorted(range(len(boxes)), key=lambda i: self._placements[i].rows)
        for index in order:
            placement, box = self._placements[index], boxes[index]
            rows = range(placement.row, placement.row + placement.rows)
            lacking = box.height - sum(heights[row] for row in rows)
            if lacking > 0:
                heights[rows[-1]] += lacking
        for placement, box in zip(self._placements, boxes, strict=True):
            rows = range(placement.row, placement.row + placement.rows)
            box.height = sum(heights[row] for row in rows)
        return heights

    def _ends(self) -> list[int]:
        """Return the rows after which no span goes on."""
        ends = []
        reach = 0
        for row in range(len(self._table.rows)):
            spans = [p.row + p.rows - 1 for p in self._placements if p.row == row]
            reach = max([reach, row, *spans])
            if reach == row:
                ends.append(row)
        return ends

    def _gather(
        self, boxes: Sequence[Box], heights: Sequence[float], first: int, last: int
    ) -> Strip:
        band: list[Box] = []
        for placement, box in zip(self._placements, boxes, strict=True):
            if first <= placement.row <= last:
                box.y = sum(heights[first : placement.row])
                band.append(box)
        return band_of(band, sum(heights[first : last + 1]), self._rules())

    def _rules(self) -> Rules:
        style, table = self._looks.style, self._table
        return Rules(
            line=style.rule if table.ruled else "",
            shade=style.shade if table.ruled else "",
            upright=table.ruled and table.row_height_mm > 0,
        )

    def _head_over(self, bands: list[Strip], ends: Sequence[int]) -> None:
        """Repeat the header rows over each page, and keep them with the first row."""
        if not self._heads or self._heads >= len(self._table.rows):
            return
        count = sum(1 for end in ends if end < self._heads)
        if not count or ends[count - 1] != self._heads - 1:
            return
        heads, rest = bands[:count], bands[count:]
        for band in heads:
            band.keep, band.cut = True, None
        for band in rest:
            band.repeat = heads


def _heads(header: Placement, cell: Placement) -> bool:
    """Say whether a header cell heads a data cell: over it, or before it in its row."""
    if header.element.attributes.get("Scope") == "Column":
        return (
            header.column < cell.column + cell.columns
            and cell.column < header.column + header.columns
        )
    return (
        header.column < cell.column
        and header.row < cell.row + cell.rows
        and cell.row < header.row + header.rows
    )
