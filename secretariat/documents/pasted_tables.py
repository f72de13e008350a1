"""Tables of the clipboard as lines of words: a row a line, its cells with a bar between them.

A table that only sets text beside other text (a number, a paragraph, who is to act) is read as
that text, row by row; one of a single column is no table at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from secretariat.documents.pasted_runs import spared

if TYPE_CHECKING:
    from secretariat.documents.pasted import PastedBlock

BETWEEN, NONE = " | ", "–"
_LONG_CELL = 240
_LABEL = re.compile(r"\(?[\w.]{1,8}[.)]?")


@dataclass(slots=True)
class _Row:
    cells: list[list[PastedBlock]] = field(default_factory=list)
    heads: list[bool] = field(default_factory=list)
    marked: bool = False

    @property
    def filled(self) -> list[list[PastedBlock]]:
        return [cell for cell in self.cells if cell]

    @property
    def header(self) -> bool:
        """Whether this is the head of the table: so marked, or of nothing but headers."""
        return self.marked or (bool(self.heads) and all(self.heads))


@dataclass(frozen=True, slots=True)
class Lines:
    """A table as text; `flows` when its cells are too much for lines."""

    text: str = ""
    words: str = ""
    flows: bool = False


@dataclass(slots=True)
class PastedTable:
    """The rows of a table as they are read; what stands in no cell is kept as a cell of its own."""

    rows: list[_Row] = field(default_factory=list)

    def begin_row(self, *, header: bool) -> None:
        """Begin a row; `header` says that it is the head of the table."""
        self.rows.append(_Row(marked=header))

    def begin_cell(self, *, header: bool) -> None:
        """Begin a cell, which may be a header."""
        if not self.rows:
            self.rows.append(_Row())
        self.rows[-1].cells.append([])
        self.rows[-1].heads.append(header)

    @property
    def cell(self) -> list[PastedBlock]:
        """The blocks of the cell that is being read."""
        if not self.rows:
            self.rows.append(_Row())
        if not self.rows[-1].cells:
            self.rows[-1].cells.append([])
        return self.rows[-1].cells[-1]

    def flowing(self) -> list[PastedBlock]:
        """Return the text of the cells, row by row; a number before a text goes with it."""
        found: list[PastedBlock] = []
        for row in self.rows:
            cells = row.filled
            first = cells[0][0].words if cells and len(cells[0]) == 1 else ""
            if len(cells) > 1 and _LABEL.fullmatch(first) and any(c.isdigit() for c in first):
                head = cells[1][0]
                text, words = f"{first} {head.text}", f"{first} {head.words}"
                found.append(replace(head, text=text, words=words))
                found.extend(block for block in cells[1][1:])
                cells = cells[2:]
            for cell in cells:
                found.extend(cell)
        return found


def lines_of(table: PastedTable) -> Lines | None:
    """Return a table as lines, or None when it has but one column of words."""
    rows = [row for row in table.rows if row.filled]
    if all(len(row.filled) < 2 for row in rows):
        return None
    if any(_is_long(cell) for row in rows for cell in row.cells):
        return Lines(flows=True)
    last = max(at for row in rows for at, cell in enumerate(row.cells) if cell)
    text, words = [], []
    for row in rows:
        cells = row.cells[: last + 1]
        said = BETWEEN.join(_said(cell, "words") for cell in cells)
        words.append(said)
        text.append(
            _bold(cells) if row.header else BETWEEN.join(_said(cell, "text") for cell in cells)
        )
    return Lines("\n".join(text), "\n".join(words))


def _is_long(cell: Sequence[PastedBlock]) -> bool:
    return sum(len(block.words) for block in cell) > _LONG_CELL or len(cell) > 3


def _said(cell: Sequence[PastedBlock], name: str) -> str:
    parts = (" ".join(getattr(block, name).split()) for block in cell)
    return "; ".join(parts) or NONE


def _bold(cells: Sequence[Sequence[PastedBlock]]) -> str:
    """Return the head of a table in bold, whatever was bold in it."""
    return f"**{BETWEEN.join(spared(_said(cell, 'words')) for cell in cells)}**"
