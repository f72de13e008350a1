"""What a list of contents says: the headings that follow it, found before anything is laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secretariat.documents.model import (
    AgendaList,
    Block,
    Contents,
    Document,
    Heading,
    LineBreak,
    NoteMark,
    Runs,
    Text,
    plain,
    said,
)

_FIRST = 2
"""The level of headings at which lists of contents begin; the title of a document is none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list of contents.

    `at` is which heading of the document it leads to, counted from 0 as `headings` counts them;
    `level` is that of the heading; `depth` is 0 for the outermost lines and never skips.
    """

    at: int
    level: int
    depth: int
    number: str
    runs: Runs


def headings(blocks: Sequence[Block]) -> Iterator[tuple[Block, int, str, Runs]]:
    """Yield every heading in reading order: its block, its level, its number and its words.

    The heading of an agenda counts even where it has no words, so that whoever writes the
    document can count along.
    """
    for block in blocks:
        if isinstance(block, Heading):
            yield block, block.level, block.number, block.runs
        elif isinstance(block, Contents):
            yield block, _FIRST, "", block.heading
        elif isinstance(block, AgendaList):
            yield block, 2, "", said(block.heading)
            for section in block.sections:
                if section.title:
                    yield block, 3, "", section.title


def entries(blocks: Sequence[Block], contents: Contents) -> tuple[Entry, ...]:
    """Return the lines of a list of contents that stands among `blocks`."""
    found: list[Entry] = []
    open_: list[int] = []
    begun = False
    for at, (block, level, number, runs) in enumerate(headings(blocks)):
        begun = begun or block is contents
        if not begun or isinstance(block, Contents) or not _FIRST <= level <= contents.depth:
            continue
        if not _shows(plain(runs)):
            continue
        while open_ and open_[-1] >= level:
            open_.pop()
        found.append(Entry(at, level, len(open_), number, one_line(runs)))
        open_.append(level)
    return tuple(found)


def contents_of(document: Document) -> Contents | None:
    """Return the list of contents of a document, None where it has none."""
    return next((block for block in document.blocks if isinstance(block, Contents)), None)


def with_contents(
    blocks: Sequence[Block], at: int, when: str, heading: Runs, depth: int
) -> list[Block]:
    """Return blocks with a list of contents at a place, where the body wants one.

    `when` is “never”, “always”, or a figure: with at least so many lines.
    """
    contents = Contents(heading, depth)
    whole = [*blocks[:at], contents, *blocks[at:]]
    lines = len(entries(whole, contents))
    wanted = when == "always" or (when.isdigit() and lines >= int(when))
    return whole if wanted and lines else list(blocks)


def one_line(runs: Runs) -> Runs:
    """Return the words of a heading as they stand in a list: on one line, and leading nowhere else.

    A heading in two languages has a stroke between them.
    """
    line: list[Text] = []
    for index, run in enumerate(runs):
        if isinstance(run, LineBreak):
            other = runs[index + 1] if index + 1 < len(runs) else None
            line.append(Text(" / " if isinstance(other, Text) and other.lang else " "))
        elif not isinstance(run, NoteMark):
            lang = run.lang if isinstance(run, Text) else ""
            line.append(Text(run.text, lang=lang))
    return tuple(line)


def _shows(words: str) -> bool:
    return any(letter.isprintable() and not letter.isspace() for letter in words)
