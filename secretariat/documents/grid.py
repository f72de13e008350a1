"""Where the cells of a table stand, past the places that spans from above have taken."""

from __future__ import annotations

from collections.abc import Iterator

from secretariat.documents.model import Cell, Table


def placed(table: Table) -> Iterator[list[tuple[int, Cell]]]:
    """Yield each row's own cells with the column in which they stand."""
    taken: dict[int, int] = {}
    for row in table.rows:
        column = 0
        own: list[tuple[int, Cell]] = []
        now, taken = taken, {c: left - 1 for c, left in taken.items() if left > 1}
        for cell in row:
            while column in now:
                column += 1
            own.append((column, cell))
            for c in range(column, column + max(1, cell.colspan)):
                if cell.rowspan > 1:
                    taken[c] = cell.rowspan - 1
            column += max(1, cell.colspan)
        yield own
