"""Labels and name plates: cells of one size at measured places on the paper."""

from __future__ import annotations

from collections.abc import Sequence

from secretariat.documents.model import Align, Grid, Paragraph
from secretariat.render.pdf.blocks import Column, Setter
from secretariat.render.pdf.looks import MM
from secretariat.render.pdf.strips import Shape, Strip, stack_height
from secretariat.render.pdf.tree import Element

_PAD_MM = 3.0
_LEAST_PT = 5.0
_STEP = 0.92
_FOLD_MM = 6.0


class GridSetter:
    """Sets a grid on pages that begin at the corner of the paper, one strip for each row."""

    def __init__(self, setter: Setter, grid: Grid, column: Column, ink: str) -> None:
        self._setter = setter
        self._grid = grid
        self._x = column.x
        self._ink = ink

    def strips(self, parent: Element) -> list[Strip]:
        """Return the rows; the cells are read as a list, row by row."""
        grid = self._grid
        if not grid.cells:
            return []
        element = parent.add("L")
        element.owner, element.attributes = "List", {"ListNumbering": "None"}
        places: list[tuple[Paragraph, ...]] = [()] * grid.skipped + list(grid.cells)
        made: list[Strip] = []
        for at in range(0, len(places), grid.columns):
            row = (at // grid.columns) % grid.rows
            last = row == grid.rows - 1
            height = (grid.height_mm if last else grid.down_mm) * MM
            strip = Strip(height=height, new_page=not row and at > 0)
            for column, words in enumerate(places[at : at + grid.columns]):
                if words:
                    self._put(strip, words, column, element)
            made.append(strip)
        return made

    def _put(self, strip: Strip, words: Sequence[Paragraph], column: int, parent: Element) -> None:
        grid = self._grid
        x = self._x + column * grid.across_mm * MM
        inner = Column(x + _PAD_MM * MM, (grid.width_mm - 2 * _PAD_MM) * MM)
        size, room = self._setter.looks.em, grid.height_mm * MM
        while size > _LEAST_PT and not self._fits(words, inner, size, room):
            size *= _STEP
        body = parent.add("LI").add("LBody")
        lines = self._setter.sized(size).blocks(words, inner, body, Align.CENTRE)
        y = max((room - stack_height(lines)) / 2, 0.0)
        for index, line in enumerate(lines):
            if index:
                y += max(line.before, lines[index - 1].after)
            line.move(0.0, y)
            strip.absorb(line)
            y += line.height
        if grid.fold:
            for start in (x, x + (grid.width_mm - _FOLD_MM) * MM):
                strip.shapes.append(Shape(start, 0.0, _FOLD_MM * MM, 0.0, self._ink, 0.5))

    def _fits(self, words: Sequence[Paragraph], column: Column, size: float, room: float) -> bool:
        setter = self._setter.sized(size)
        lines = setter.blocks(words, column, Element("P"), Align.CENTRE)
        right = max((mark.x + mark.width for line in lines for mark in line.words), default=0.0)
        whole = len(lines) <= len(words) or not self._grid.fold
        return whole and stack_height(lines) <= room and right <= column.right + 0.1
