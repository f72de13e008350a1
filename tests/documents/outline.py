"""A document as lines of text: what a golden file holds, and what a person can review as a diff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    PageBreak,
    Paragraph,
    Role,
    Rule,
    Runs,
    SignatureLine,
    Table,
    Text,
    plain,
    said,
)


def outline(document: Document) -> str:
    """Return every block of a document in reading order: role, number, words and margin."""
    furniture = document.furniture
    lines = [
        f"title    {document.title}",
        f"kind     {document.kind} for {document.audience}, {document.language}",
        f"author   {document.author}",
        f"head     {plain(said(furniture.head))}",
        f"foot     {plain(said(furniture.foot))}",
        f"page     {furniture.page_pattern}",
        f"stamp    {furniture.stamp}",
        f"marking  {furniture.marking}",
        "",
        *_lines(document.blocks),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def words(content: Runs) -> str:
    """Return runs with their weights marked, line breaks as strokes."""
    return "".join(_marked(run) for run in content)


def _marked(run: object) -> str:
    if isinstance(run, Text):
        mark = ("**" if run.bold else "") + ("_" if run.italic else "")
        return f"{mark}{run.text}{mark[::-1]}"
    if isinstance(run, Link):
        return f"[{run.text}]({run.href})"
    return f"[^{run.number}]" if isinstance(run, NoteMark) else " ⏎ "


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        mark = "§" if block.section else "#" * block.level
        number = f"{block.number} " if block.number else ""
        yield f"{mark} {number}{words(block.runs)}{_margin(block.margin)}"
    elif isinstance(block, Paragraph):
        role = "" if block.role is Role.BODY else f"{block.role}: "
        label = f"{block.label} ‖ " if block.label else ""
        yield f"{role}{label}{words(block.runs)}{_margin(block.margin)}"
    elif isinstance(block, ListBlock):
        for item in block.items:
            first, *rest = [*_lines(item.blocks)] or [""]
            yield f"  {item.label} {first}"
            yield from (f"    {line}" for line in rest)
    elif isinstance(block, AgendaList):
        heads = (block.heading, block.time_heading, block.pages_heading)
        heading, time, pages = (plain(said(head)) for head in heads)
        yield f"agenda list: {heading} ({time}, {pages})"
        for section in block.sections:
            if section.title:
                yield f"  § {words(section.title)}"
            for line in section.lines:
                yield from _agenda_line(line)
    elif isinstance(block, Table):
        yield f"table: {block.summary} ({block.header_rows} header rows)"
        for row in block.rows:
            cells = (" / ".join(_lines(cell.blocks)) + ("*" if cell.header else "") for cell in row)
            yield "  " + " | ".join(cells)
    elif isinstance(block, Grid):
        yield f"grid: {block.columns} by {block.rows}, {block.skipped} skipped"
        yield from ("  " + " / ".join(_lines(cell)) for cell in block.cells)
    elif isinstance(block, Contents):
        yield f"contents: {words(block.heading)}, down to level {block.depth}"
    elif isinstance(block, Notes):
        for note in block.notes:
            first, *rest = [*_lines(note.blocks)] or [""]
            yield f"  [^{note.number}]: {first}"
            yield from (f"    {line}" for line in rest)
    elif isinstance(block, SignatureLine):
        yield f"signature line: {plain(said(block.caption))}"
    elif isinstance(block, PageBreak):
        yield "---- new page ----"
    elif isinstance(block, Rule):
        yield "----"


def _agenda_line(line: AgendaLine) -> Iterator[str]:
    indent = "  " + "    " * line.level
    columns = "".join(f" | {column}" for column in (line.time, line.pages) if column)
    yield f"{indent}{line.number or '–':<6} {words(line.title)}{columns}"
    for note in _lines(line.notes):
        yield f"{indent}       {note}"


def _margin(content: Runs) -> str:
    return f"  ⇒ {words(content)}" if content else ""
