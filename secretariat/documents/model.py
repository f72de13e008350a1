"""The one document model: blocks and runs that every renderer understands.

A `Document` is immutable and complete: a renderer needs nothing but it and a `HouseStyle`.
It holds only what its audience may see. The same document gives the same words in the same
order in every format; the order of blocks is the reading order.

Numbers of agenda items, minutes and decisions are text (`number`, `label`), never left to a
format's automatic numbering, so that no program renumbers a published agenda.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Text:
    """A run of words in one weight; `lang` only where it differs from the document's."""

    text: str
    bold: bool = False
    italic: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to `href`, an http, https or mailto address."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line inside a paragraph, as in a postal address."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark in the words of the note called `key`; `number` is what is printed.

    `again` says that the note was called before. A mark leads to its note, the note to its
    first mark.
    """

    key: str
    number: str
    again: bool = False

    @property
    def text(self) -> str:
        return self.number


Run = Text | Link | NoteMark | LineBreak
Runs = tuple[Run, ...]
Words = str | Runs
"""Words that stand outside of paragraphs; runs where some of them are in another language."""


class Role(StrEnum):
    """What a paragraph is for; the house style says how it looks, the tags say `P`."""

    BODY = "body"
    MARKING = "marking"
    DATE_LINE = "date-line"
    ADDRESS = "address"
    SUBTITLE = "subtitle"
    PRESENTER = "presenter"
    EXPLANATION = "explanation"
    DECISION = "decision"
    ACTION = "action"
    MOVEMENT = "movement"
    SIGNATURE = "signature"
    CONTACT = "contact"
    CLOSING = "closing"
    SMALL = "small"
    RESTRICTED = "restricted"
    SPOKEN = "spoken"
    REFERENCE = "reference"
    COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of `level` 1 to 6; levels never skip. `number` is printed before the words.

    `section` marks an unnumbered section title such as LOOKING BACK; `margin` is a column
    heading that stands level with it in the right margin ("Action").
    """

    level: int
    runs: Runs
    number: str = ""
    section: bool = False
    margin: Runs = ()


@dataclass(frozen=True, slots=True)
class Field:
    """Says that the words of a paragraph are there to be written over, and under which `tag` they
    are found again. `name` is what a screen reader says of it.

    A format that holds no fields prints the words. `filled` says that they are a value already
    and not a hint; `several` that more paragraphs may be added; one of `choices` is all that may
    stand there. With `count`, such as "3.", each paragraph that is added goes on counting: 3.2.
    """

    tag: str
    name: str
    filled: bool = False
    several: bool = False
    choices: tuple[str, ...] = ()
    count: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `margin` is read after it and, where the format can, placed level with it
    in the right margin: the owner of an action. `label` is read before it and hangs in the
    left margin: a decision number. `keep_with_next` asks that no page break follows. `field`
    makes it one that somebody fills in.

    With the role `COLUMNS` the first three are the headings of the columns that follow.
    """

    runs: Runs
    role: Role = Role.BODY
    label: str = ""
    margin: Runs = ()
    keep_with_next: bool = False
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list; `label` is what is printed before it ("•", "(a)", "1.")."""

    label: str
    blocks: tuple[Paragraph | ListBlock, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list, nested as deep as it needs. `ordered` says that the labels count."""

    items: tuple[ListItem, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One line of an agenda: number, title, what stands below it, and the right-hand columns.

    `level` is 0 for an item, 1 for (a), 2 for (i). `time` is the running clock or the planned
    minutes as printed; `pages` is the page range as printed; either may be empty. `notes` are
    the lines below the title: presenter, purpose, explanation, recommendation.
    """

    number: str
    title: Runs
    level: int = 0
    notes: tuple[Paragraph | ListBlock, ...] = ()
    time: str = ""
    pages: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class AgendaSection:
    """The lines between two section headings; an empty `title` has no heading of its own."""

    title: Runs
    lines: tuple[AgendaLine, ...]


@dataclass(frozen=True, slots=True)
class AgendaList:
    """The agenda itself. Column headings are printed when any line fills the column."""

    sections: tuple[AgendaSection, ...]
    heading: Words = "Agenda"
    pages_heading: Words = "Pages"
    time_heading: Words = "Time"


class Align(StrEnum):
    """How the words of a cell or column stand."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `header` makes it a row or column header (`scope` from its place)."""

    blocks: tuple[Paragraph | ListBlock, ...]
    header: bool = False
    colspan: int = 1
    rowspan: int = 1
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """A data table. The first `header_rows` rows repeat on each page; `summary` is spoken,
    not printed. `widths` are shares of the text width, one a column. `ruled` draws lines;
    `row_height_mm` is a least height for rows that are written in by hand (0: as needed), and
    `top` lets the words of such a row stand at its top rather than in its middle, and no page end
    in a row that fits on one. `layout` says that it holds no data: its cells stand beside each
    other and are read one after another, row by row."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    header_rows: int = 1
    summary: str = ""
    ruled: bool = True
    row_height_mm: int = 0
    top: bool = False
    layout: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells of one size at measured places of an A4 page, as labels are; a document that has one
    has nothing else. They are read row by row, as a list.

    `left_mm` and `top_mm` are where the first cell begins, `across_mm` and `down_mm` the distance
    from one cell to the next. The first `skipped` places of the first page stay empty. `fold`
    marks the upper edge of each cell, where the paper is folded. Words are made smaller where
    they do not fit.
    """

    cells: tuple[tuple[Paragraph, ...], ...]
    columns: int
    rows: int
    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float
    across_mm: float
    down_mm: float
    skipped: int = 0
    fold: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A hairline across the text: decoration, never read."""


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A dotted line to sign on, with the words that say whose signature it is."""

    caption: Words


@dataclass(frozen=True, slots=True)
class Contents:
    """A list of the headings that follow it, down to the level `depth`, under a heading of its own.

    Its lines are those of `documents.contents.entries`. Where the format is laid out elsewhere
    (a Word file), `pages` are the pages on which they are expected to stand, a line each; a
    format without pages prints none.
    """

    heading: Runs
    depth: int = 2
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A note: the key by which marks call it, its number as printed, and its words."""

    key: str
    number: str
    blocks: tuple[Paragraph | ListBlock, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a part of the document, at its end; a format with feet of pages may print them
    there. `name` is what the list of them is called aloud, `back` the way back to the text.

    `documents.notes.with_notes` numbers the notes of a document and puts them in their places.
    """

    notes: tuple[Note, ...]
    name: str = "Notes"
    back: str = "Back to the text"


Block = (
    Heading
    | Paragraph
    | ListBlock
    | AgendaList
    | Table
    | Grid
    | Contents
    | Notes
    | PageBreak
    | Rule
    | SignatureLine
)


@dataclass(frozen=True, slots=True)
class PageFurniture:
    """What stands at the head and foot of each page; never in the reading order.

    `page_pattern` holds `{page}` and `{pages}`. `stamp` is a word such as DRAFT.
    `repeats_columns` asks that the headings of columns stand at the top of each page after theirs.
    """

    head: Words = ""
    foot: Words = ""
    page_pattern: str = "Page {page} of {pages}"
    stamp: str = ""
    marking: str = ""
    repeats_columns: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document for one audience. `made` fixes every date in the bytes: the same
    document always gives the same bytes. `kind` is agenda, minutes, actions or attendance.
    `scale` makes every letter larger than the house style has it: for a noticeboard, for reading
    aloud. `cover` is what a message says before it, and no other format."""

    title: str
    blocks: tuple[Block, ...]
    kind: str
    language: str = "en-GB"
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    made: datetime = datetime(2000, 1, 1)
    furniture: PageFurniture = dataclasses.field(default_factory=PageFurniture)
    audience: str = "public"
    scale: float = 1.0
    cover: tuple[Paragraph | ListBlock | Table, ...] = ()


def said(words: Words) -> Runs:
    """Return words as runs, however they were given."""
    return words if isinstance(words, tuple) else (Text(words),) if words else ()


def first_line(words: Words) -> str:
    """Return the first line of words alone: of a heading in two languages, the first language."""
    return plain(said(words)).partition("\n")[0]


def runs(text: str, *, bold: bool = False, italic: bool = False) -> Runs:
    """Return plain words as runs; new lines become line breaks. Empty words give no runs."""
    parts: list[Run] = []
    for index, line in enumerate(text.split("\n")):
        if index:
            parts.append(LineBreak())
        if line:
            parts.append(Text(line, bold=bold, italic=italic))
    return tuple(parts)


def plain(content: Runs) -> str:
    """Return the words of runs alone, line breaks as new lines, marks of notes in brackets."""
    return "".join(_plain(run) for run in content)


def _plain(run: Run) -> str:
    if isinstance(run, LineBreak):
        return "\n"
    return f"[{run.number}]" if isinstance(run, NoteMark) else run.text


def unmarked(content: Runs) -> Runs:
    """Return runs without the marks of notes, for places that lead to no note."""
    return tuple(run for run in content if not isinstance(run, NoteMark))
