"""The words of a document in reading order, as the model has them: what every format must say.

`model_words` walks the model alone. The other functions say which small differences a format
is allowed: where there is no column, the heading of a column is said with each entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from secretariat.documents.contents import entries
from secretariat.documents.model import (
    AgendaLine,
    AgendaList,
    Block,
    Contents,
    Document,
    Grid,
    Heading,
    Link,
    ListBlock,
    NoteMark,
    Notes,
    Paragraph,
    Role,
    Runs,
    SignatureLine,
    Table,
    first_line,
    plain,
    said,
)

_SPACE = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]")
_LOST = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def words(text: str) -> list[str]:
    """Return the letters and figures of `text` as words without case or punctuation."""
    return re.findall(r"[^\W_]+", _LOST.sub("", _SPACE.sub(" ", text)).upper().casefold())


@dataclass(frozen=True)
class Manner:
    """How a format says columns. The defaults are those of a page with columns.

    `owner_lines`: the Action column is a line after the paragraph, with its heading in it.
    `margin_heading_first`: the heading of the Action column stands before its heading.
    `spoken_columns`: pages and times of an agenda, and long table rows, are said in words.
    `spoken_links`: the address of a link follows its words.
    `notes_apart`: notes stand at the feet of pages, and the program that lays them out numbers
    them (Word); their words are `note_words`.
    """

    owner_lines: bool = False
    margin_heading_first: bool = False
    spoken_columns: bool = False
    spoken_links: bool = False
    notes_apart: bool = False


PAGE = Manner()
PLAIN_TEXT = Manner(owner_lines=True, spoken_columns=True, spoken_links=True)


def model_words(document: Document, manner: Manner = PAGE) -> list[str]:
    """Return every word of the document in reading order; page furniture is not read."""
    walk = _Walk(manner, document)
    return words(" ".join(chain.from_iterable(walk.block(block) for block in document.blocks)))


def note_words(document: Document) -> list[str]:
    """Return the words of all notes without their numbers, in the order of the notes."""
    walk = _Walk(PAGE, document)
    notes = (note for b in document.blocks if isinstance(b, Notes) for note in b.notes)
    blocks = (inner for note in notes for inner in note.blocks)
    return words(" ".join(chain.from_iterable(map(walk.block, blocks))))


@dataclass
class _Walk:
    manner: Manner
    document: Document
    margin_heading: str = field(default="")

    def block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Heading):
            yield from self.heading(block)
        elif isinstance(block, Paragraph):
            yield from self.paragraph(block)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield item.label
                for inner in item.blocks:
                    yield from self.block(inner)
        elif isinstance(block, AgendaList):
            yield from self.agenda(block)
        elif isinstance(block, Table):
            yield from self.table(block)
        elif isinstance(block, Grid):
            for cell in block.cells:
                for line in cell:
                    yield from self.block(line)
        elif isinstance(block, Contents):
            # Pages are furniture: only formats that have pages print them, and none is counted.
            yield self.runs(block.heading)
            for line in entries(self.document.blocks, block):
                yield f"{line.number} {self.runs(line.runs)}"
        elif isinstance(block, Notes) and not self.manner.notes_apart:
            for note in block.notes:
                yield note.number
                for inner in note.blocks:
                    yield from self.block(inner)
        elif isinstance(block, SignatureLine):
            yield plain(said(block.caption))

    def heading(self, heading: Heading) -> Iterator[str]:
        margin = self.runs(heading.margin)
        self.margin_heading = margin or self.margin_heading
        if margin and self.manner.margin_heading_first:
            yield margin
        yield heading.number
        yield self.runs(heading.runs)
        if margin and not self.manner.margin_heading_first and not self.manner.owner_lines:
            yield margin

    def paragraph(self, paragraph: Paragraph) -> Iterator[str]:
        yield paragraph.label
        yield self.runs(paragraph.runs)
        if paragraph.role is Role.COLUMNS:
            self.margin_heading = self.runs(paragraph.margin)
            yield "" if self.manner.owner_lines else self.margin_heading
        elif paragraph.margin:
            if self.manner.owner_lines:
                yield self.margin_heading
            yield self.runs(paragraph.margin)

    def agenda(self, agenda: AgendaList) -> Iterator[str]:
        lines = [line for section in agenda.sections for line in section.lines]
        yield plain(said(agenda.heading))
        if not self.manner.spoken_columns:
            yield plain(said(agenda.time_heading)) if any(line.time for line in lines) else ""
            yield plain(said(agenda.pages_heading)) if any(line.pages for line in lines) else ""
        for section in agenda.sections:
            yield self.runs(section.title)
            for line in section.lines:
                yield from self.agenda_line(agenda, line)

    def agenda_line(self, agenda: AgendaList, line: AgendaLine) -> Iterator[str]:
        yield line.number
        yield self.runs(line.title)
        if not self.manner.spoken_columns:
            yield line.time
            yield line.pages
        else:
            if line.time:
                yield f"{first_line(agenda.time_heading)} {line.time}"
            if line.pages:
                yield spoken_pages(first_line(agenda.pages_heading), line.pages)
        for note in line.notes:
            yield from self.block(note)

    def table(self, table: Table) -> Iterator[str]:
        rows = [[" ".join(self.cell(cell.blocks)) for cell in row] for row in table.rows]
        head = table.header_rows
        if not self.manner.spoken_columns or not head or not (_long(rows) or head > 1):
            yield from chain.from_iterable(rows)
            return
        grid = spread(table)
        for number, row in enumerate(table.rows[head:], head):
            for index, cell in enumerate(row):
                said = rows[number][index]
                column = grid[number].index((number, index))
                above = dict.fromkeys(grid[n][column] for n in range(head))  # spans once
                labels = [rows[at[0]][at[1]] for at in above if at]
                yield " ".join((*labels, said)) if said.strip() else ""
                assert cell.rowspan == 1, "no sample needs it"

    def cell(self, blocks: tuple[Paragraph | ListBlock, ...]) -> Iterator[str]:
        for block in blocks:
            yield from (part for part in self.block(block) if part)

    def runs(self, content: Runs) -> str:
        if self.manner.notes_apart:
            content = tuple(run for run in content if not isinstance(run, NoteMark))
        if not self.manner.spoken_links:
            return plain(content)
        said = ""
        for run in content:
            said += plain((run,))
            if isinstance(run, Link):
                bare = run.href.split(":", 1)[-1].strip("/")
                said += "" if bare in run.text else f" ({run.href})"
        return said


def spoken_pages(heading: str, pages: str) -> str:
    """Return a page range as it is said in English: Pages 7 to 14, Page 7."""
    figures = re.findall(r"\d+", pages)
    if len(figures) == 2:
        return f"{heading} {figures[0]} to {figures[1]}"
    if len(figures) == 1 and heading == "Pages":
        return f"Page {figures[0]}"
    return f"{heading} {pages}"


def _long(rows: list[list[str]]) -> bool:
    return any(
        len("; ".join(cell for cell in row if cell).replace(":; ", ": ")) > 72 for row in rows
    )


def spread(table: Table) -> list[list[tuple[int, int] | None]]:
    """Return for each place of the grid which cell (row, index) covers it."""
    width = 2 * sum(cell.colspan for row in table.rows for cell in row)
    grid: list[list[tuple[int, int] | None]] = [[None] * width for _ in table.rows]
    for number, row in enumerate(table.rows):
        for index, cell in enumerate(row):
            column = grid[number].index(None)
            for r in range(number, min(number + cell.rowspan, len(grid))):
                for c in range(column, column + cell.colspan):
                    grid[r][c] = (number, index)
    return grid
