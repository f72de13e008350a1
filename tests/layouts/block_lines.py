"""A document as a table of its blocks, one a line in reading order: what a golden layout holds.

The columns are the role of a block, its number, its label, what stands beside it in a column of
its own, and how its words begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from secretariat.documents.model import (
    AgendaLine,
    AgendaList,
    Block,
    Contents,
    Document,
    Heading,
    ListBlock,
    Notes,
    PageBreak,
    Paragraph,
    Rule,
    SignatureLine,
    Table,
    plain,
    said,
)

LETTERS = 72
"""How much of its words tells which block it is."""


def block_lines(document: Document) -> str:
    """Return a line for each block, after those of what stands on every page."""
    furniture = document.furniture
    lines = [
        _line("title", words=document.title),
        _line("page head", words=plain(said(furniture.head))),
        _line("page foot", words=plain(said(furniture.foot))),
        _line("page number", words=furniture.page_pattern),
        *([_line("page stamp", words=furniture.stamp)] if furniture.stamp else []),
        *([_line("page marking", words=furniture.marking)] if furniture.marking else []),
        *_lines(document.blocks),
    ]
    return "\n".join(lines) + "\n"


def _line(role: str, number: str = "", label: str = "", column: str = "", words: str = "") -> str:
    cells = (role, number, label, _flat(column), _shortened(_flat(words)))
    return " | ".join(cells).rstrip()


def _flat(words: str) -> str:
    return words.replace("\n", " / ").replace("|", "¦")


def _shortened(words: str) -> str:
    return words if len(words) <= LETTERS else words[: LETTERS - 1].rstrip() + "…"


def _lines(blocks: Iterable[Block], depth: int = 0) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, depth)


def _block(block: Block, depth: int) -> Iterator[str]:
    if isinstance(block, Heading):
        role = "section" if block.section else f"heading {block.level}"
        yield _line(role, block.number, "", plain(block.margin), plain(block.runs))
    elif isinstance(block, Paragraph):
        role = f"{'  ' * depth}{block.role}"
        yield _line(role, "", block.label, plain(block.margin), plain(block.runs))
    elif isinstance(block, ListBlock):
        for item in block.items:
            yield from _list_item(item.label, item.blocks, depth)
    elif isinstance(block, AgendaList):
        yield _line(
            "agenda",
            "",
            "",
            _columns(plain(said(block.time_heading)), plain(said(block.pages_heading))),
        )
        for section in block.sections:
            if section.title:
                yield _line("band", words=plain(section.title))
            for line in section.lines:
                yield from _agenda_line(line)
    elif isinstance(block, Table):
        yield _line("table", words=block.summary)
        for row in block.rows:
            cells = ("; ".join(_words(cell.blocks)) for cell in row)
            yield _line("row", words=" ¦ ".join(cells))
    elif isinstance(block, Contents):
        yield _line(f"contents {block.depth}", words=plain(block.heading))
    elif isinstance(block, Notes):
        for note in block.notes:
            yield from _list_item(f"note {note.number}", note.blocks, depth)
    elif isinstance(block, SignatureLine):
        yield _line("signature line", words=plain(said(block.caption)))
    elif isinstance(block, PageBreak):
        yield _line("new page")
    elif isinstance(block, Rule):
        yield _line("rule")


def _list_item(label: str, blocks: Iterable[Block], depth: int) -> Iterator[str]:
    """The first paragraph stands beside the label; what follows stands below it."""
    first, *rest = [*blocks] or [Paragraph(())]
    if isinstance(first, Paragraph):
        role = f"{'  ' * depth}list"
        yield _line(role, label, first.label, plain(first.margin), plain(first.runs))
        yield from _lines(rest, depth + 1)
    else:
        yield _line(f"{'  ' * depth}list", label)
        yield from _lines([first, *rest], depth + 1)


def _agenda_line(line: AgendaLine) -> Iterator[str]:
    column = _columns(line.time, line.pages)
    yield _line(f"item {line.level}", line.number, "", column, plain(line.title))
    yield from _lines(line.notes, 1)


def _columns(*columns: str) -> str:
    return ", ".join(column for column in columns if column)


def _words(blocks: Iterable[Paragraph | ListBlock]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield plain(block.runs)
        else:
            for item in block.items:
                yield f"{item.label} {'; '.join(_words(item.blocks))}"
