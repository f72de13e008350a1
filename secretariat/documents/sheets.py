"""Cells of one size at measured places on the paper: labels and name plates, for every format."""

from __future__ import annotations

from dataclasses import replace

from secretariat.documents.model import Document, Grid, ListBlock, ListItem
from secretariat.documents.style import HouseStyle

PAPER = (210.0, 297.0)
"""Width and height of what a grid is measured on: A4, in millimetres."""
_FOOT_MM = 2.0


def grid_of(document: Document) -> Grid | None:
    """Return the grid that a document consists of, None for a document that flows."""
    first = document.blocks[0] if len(document.blocks) == 1 else None
    return first if isinstance(first, Grid) else None


def as_list(grid: Grid) -> ListBlock:
    """Return the cells as a list, for formats that measure nothing."""
    return ListBlock(tuple(ListItem("", cell) for cell in grid.cells))


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
        margin_right_mm=PAPER[0] - grid.left_mm - width,
        margin_top_mm=grid.top_mm,
        margin_bottom_mm=_FOOT_MM,
        crest=None,
        template=None,
    )
