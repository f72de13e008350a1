"""Tables as sentences for plain text: nothing is drawn with characters."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from secretariat.documents.grid import placed
from secretariat.documents.model import Cell, ListBlock, Paragraph, Runs, Table, plain

Words = Callable[[Runs], str]


def spoken_rows(table: Table, words: Words, width: int) -> list[tuple[str, ...]]:
    """Return the rows as groups of lines; a table whose rows are short makes one group.

    A short row is its cells, parted by semicolons; what heads a row is parted by a colon. When
    any row is longer than `width`, or the headings take several rows, each row is a group of its
    own in which every cell follows the headings of its column.
    """
    grid = list(placed(table))
    rows = [[(column, _cell(cell, words)) for column, cell in row] for row in grid]
    joined = [_joined(own, row) for own, row in zip(grid, rows, strict=True)]
    head = max(0, min(table.header_rows, len(rows) - 1))
    if not head or (head == 1 and all(len(line) <= width for line in joined)):
        short = tuple(line for line in joined if line)
        return [short] if short else []
    labels = _labels(grid[:head], words)
    return [
        tuple(
            f"{labels[column]}: {text}" if labels.get(column) else text
            for column, text in row
            if text
        )
        for row in rows[head:]
    ]


def _joined(own: Sequence[tuple[int, Cell]], row: Sequence[tuple[int, str]]) -> str:
    made = ""
    heads = all(cell.header for _, cell in own)  # a row of headings heads nothing of itself
    for (_, cell), (_, text) in zip(own, row, strict=True):
        if not text:
            continue
        made += text
        heading = cell.header and not heads
        made += ": " if heading and not text.endswith(":") else " " if heading else "; "
    return made.rstrip(" ;:") if made.endswith(("; ", ": ")) else made.rstrip()


def _labels(head: list[list[tuple[int, Cell]]], words: Words) -> dict[int, str]:
    """Return for each column the words of every heading above it, from the top down."""
    labels: dict[int, str] = {}
    for row in head:
        for column, cell in row:
            text = _cell(cell, words)
            for spanned in range(column, column + max(1, cell.colspan)):
                labels[spanned] = f"{labels.get(spanned, '')} {text}".strip()
    return labels


def _cell(cell: Cell, words: Words) -> str:
    """Return the words of a cell on one line; a title is parted from what stands below it."""
    made: list[str] = []
    for block in cell.blocks:
        found = [part for part in _parts(block, words) if part]
        if isinstance(block, Paragraph) and found[-1:] and _is_parted(block, cell):
            found[-1] += "." if found[-1][-1].isalnum() else ""
        made += found
    return " ".join(made)


def _is_parted(block: Paragraph, cell: Cell) -> bool:
    """Say whether a paragraph of a cell is a title, or the first with a sentence below it."""
    following = [one for one in cell.blocks[1:] if isinstance(one, Paragraph)]
    return block.keep_with_next or (block is cell.blocks[0] and any(map(_is_sentence, following)))


def _is_sentence(paragraph: Paragraph) -> bool:
    return plain(paragraph.runs).rstrip().endswith(".")


def _parts(block: Paragraph | ListBlock, words: Words) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.label
        yield ", ".join(line for line in words(block.runs).split("\n") if line)
        yield words(block.margin)
        return
    for item in block.items:
        yield item.label
        for inner in item.blocks:
            yield from _parts(inner, words)
