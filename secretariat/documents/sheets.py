"""Cells of one size at measured places on the paper: labels and name plates, for every format."""

from __future__ import annotations

from dataclasses import replace

from secretariat.documents.model import (
    Align,
    Cell,
    Document,
    Grid,
    ListBlock,
    ListItem,
    Table,
)
from secretariat.documents.style import HouseStyle

_PAPER = (210.0, 297.0)
_FOOT_MM = 2.0


def grid_of(document: Document) -> Grid | None:
    """Return the grid that a document consists of, None for a document that flows."""
    first = document.blocks[0] if len(document.blocks) == 1 else None
    return first if isinstance(first, Grid) else None


def as_list(grid: Grid) -> ListBlock:
    """Return the cells as a list, for formats that measure nothing."""
    return ListBlock(tuple(ListItem("", cell) for cell in grid.cells))


def as_table(grid: Grid) -> Table:
    """Return the cells as a table without lines for a program that measures rows and columns.

    What parts columns and rows are columns and rows of their own.
    """
    columns = [grid.width_mm]
    for _ in range(grid.columns - 1):
        columns += [grid.across_mm - grid.width_mm, grid.width_mm]
    cells = [Cell(())] * grid.skipped + [Cell(words, align=Align.CENTRE) for words in grid.cells]
    rows = []
    for at in range(0, len(cells), grid.columns):
        few = cells[at : at + grid.columns]
        row = [few[0]]
        for cell in few[1:]:
            row += [Cell(()), cell]
        rows.append((*row, *[Cell(())] * (len(columns) - len(row))))
    return Table(tuple(rows), tuple(columns), 0, ruled=False, row_height_mm=round(grid.down_mm))


def style_for(document: Document, style: HouseStyle) -> HouseStyle:
    """Return the style in which a document prints: a grid has the margins of its sheet, and
    neither crest nor letterhead."""
    grid = grid_of(document)
    if grid is None:
        return style
    width = grid.across_mm * (grid.columns - 1) + grid.width_mm
    return replace(
        style,
        page="A4",
        margin_left_mm=grid.left_mm,
        margin_right_mm=_PAPER[0] - grid.left_mm - width,
        margin_top_mm=grid.top_mm,
        margin_bottom_mm=_FOOT_MM,
        crest=None,
        template=None,
    )
