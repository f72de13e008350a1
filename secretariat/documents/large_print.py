"""Large print: tables whose columns would be too narrow are told row by row instead.

Every format of a large print edition makes the same change, so that all have the same words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from secretariat.documents.grid import placed
from secretariat.documents.model import (
    Block,
    Cell,
    Document,
    ListBlock,
    ListItem,
    Paragraph,
    Role,
    Runs,
    Table,
    Text,
    plain,
)

# What a line of 18 point on A4 holds, in letters, and what each column takes for its air.
_LINE = 38
_AIR = 2
_MOST_COLUMNS = 3


def in_large_print(document: Document) -> Document:
    """Return the document with its wide tables as lists; tables to write in stay tables."""
    blocks = tuple(made for block in document.blocks for made in _blocks(block))
    return replace(document, blocks=blocks, scale=1.0)


def _blocks(block: Block) -> Iterator[Block]:
    if isinstance(block, Table) and block.layout:
        for column in range(len(block.widths)):
            yield from (one for row in block.rows for one in row[column].blocks)
    elif isinstance(block, Table) and not block.row_height_mm and not _fits(block):
        yield from told(block)
    else:
        yield block


def _fits(table: Table) -> bool:
    """Say whether the longest words of all columns stand beside each other, in few columns."""
    longest = longest_words(table)
    return len(longest) <= _MOST_COLUMNS and sum(longest.values()) + _AIR * len(longest) <= _LINE


def longest_words(table: Table) -> dict[int, int]:
    """Return for each column how many letters its longest word has, 0 for a column without any."""
    longest: dict[int, int] = {}
    for row in placed(table):
        for column, cell in row:
            words = " ".join(_words(cell)).split() if cell.colspan == 1 else []
            longest[column] = max([longest.get(column, 0), *map(len, words)])
    return longest


def told(table: Table) -> Iterator[Block]:
    """Yield what heads each row and below it a list of its cells, each after its heading."""
    rows = list(placed(table))
    head = max(0, min(table.header_rows, len(rows) - 1))
    labels = _labels(rows[:head])
    for row in rows[head:]:
        told = [(labels.get(column, ""), cell) for column, cell in row if _is_told(cell)]
        if not told:
            continue
        first, *rest = (_labelled(label, cell) for label, cell in told)
        lead = first[0]
        if isinstance(lead, Paragraph):
            bold = tuple(
                replace(run, bold=True) if isinstance(run, Text) else run for run in lead.runs
            )
            first = (replace(lead, runs=bold, keep_with_next=bool(rest)), *first[1:])
        yield from first
        if rest:
            yield ListBlock(tuple(ListItem("•", blocks) for blocks in rest))


def _labels(head: list[list[tuple[int, Cell]]]) -> dict[int, str]:
    """Return for each column the words of the headings above it, from the top down."""
    labels: dict[int, str] = {}
    for row in head:
        for column, cell in row:
            words = " ".join(" ".join(_words(cell)).split())
            for spanned in range(column, column + max(1, cell.colspan)):
                labels[spanned] = f"{labels.get(spanned, '')} {words}".strip()
    return labels


def _labelled(label: str, cell: Cell) -> tuple[Paragraph | ListBlock, ...]:
    """Return the blocks of a cell, its heading before the first words."""
    blocks = cell.blocks
    if not label:
        return blocks
    said: Runs = (Text(f"{label}: ", bold=True),)
    first = blocks[0]
    if isinstance(first, Paragraph) and first.role is Role.BODY and not first.label:
        return (replace(first, runs=(*said, *first.runs)), *blocks[1:])
    return (Paragraph(said, keep_with_next=True), *blocks)


def _is_told(cell: Cell) -> bool:
    return any(words.strip() for words in _words(cell))


def _words(cell: Cell) -> Iterator[str]:
    waiting: list[Paragraph | ListBlock] = [*reversed(cell.blocks)]
    while waiting:
        block = waiting.pop()
        if isinstance(block, Paragraph):
            yield f"{block.label} {plain(block.runs)} {plain(block.margin)}"
        else:
            waiting += [one for item in reversed(block.items) for one in reversed(item.blocks)]
