"""The notes of a document: numbered through, and each at the end of the part that calls it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from secretariat.documents.model import (
    AgendaList,
    Block,
    Contents,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Note,
    NoteMark,
    Notes,
    PageBreak,
    Paragraph,
    Role,
    Run,
    Runs,
    SignatureLine,
    Table,
    Text,
)

_OUTSIDE = frozenset({Role.CLOSING, Role.SIGNATURE, Role.CONTACT, Role.MARKING})
_LOWEST = 6


def with_notes(document: Document, name: str = "", back: str = "") -> Document:
    """Return the document with its notes counted from 1 in the order of their marks, each group at
    the end of its part: before the next heading of the same level or with a number.

    A note that is called twice has one number. A mark whose note is not in the document becomes
    words, and a note that nothing calls any more is left out.
    """
    said = {note.key: note for b in document.blocks if isinstance(b, Notes) for note in b.notes}
    if not said:
        return document
    counter = _Counter(said)
    blocks: list[Block] = []
    level = _LOWEST
    for block in document.blocks:
        if isinstance(block, Notes):
            continue
        if _ends_part(block, level):
            blocks += counter.due(name, back)
        if isinstance(block, Heading) and (block.number or block.level <= level):
            level = block.level
        blocks.append(_block(block, counter.marked))
    return replace(document, blocks=(*blocks, *counter.due(name, back)))


def marks_in(block: Block) -> list[NoteMark]:
    """Return the marks in the words of a block, in reading order."""
    found: list[NoteMark] = []

    def note(content: Runs) -> Runs:
        found.extend(run for run in content if isinstance(run, NoteMark))
        return content

    _block(block, note)
    return found


class _Counter:
    """Gives numbers as marks come, and keeps the notes that are due."""

    def __init__(self, said: dict[str, Note]) -> None:
        self._said = said
        self._numbers: dict[str, str] = {}
        self._due: list[Note] = []

    def marked(self, content: Runs) -> Runs:
        """Return runs whose marks have their numbers."""
        if not any(isinstance(run, NoteMark) for run in content):
            return content
        return tuple(self._numbered(run) for run in content)

    def _numbered(self, run: Run) -> Run:
        if not isinstance(run, NoteMark):
            return run
        if run.key not in self._said:
            return Text(f"[{run.number}]")
        again = run.key in self._numbers
        if not again:
            number = self._numbers[run.key] = str(len(self._numbers) + 1)
            self._due.append(replace(self._said[run.key], number=number))
        return NoteMark(run.key, self._numbers[run.key], again)

    def due(self, name: str, back: str) -> list[Notes]:
        """Return the notes called since this was asked last."""
        due, self._due = tuple(self._due), []
        usual = Notes(due)
        return [Notes(due, name or usual.name, back or usual.back)] if due else []


def _ends_part(block: Block, level: int) -> bool:
    if isinstance(block, Heading):
        return bool(block.number) or block.level <= level
    if isinstance(block, Paragraph):
        return block.role in _OUTSIDE
    return isinstance(block, AgendaList | Contents | SignatureLine | PageBreak)


def _block(block: Block, change: Callable[[Runs], Runs]) -> Block:
    if isinstance(block, Heading | Paragraph):
        return replace(block, runs=change(block.runs))
    if isinstance(block, ListBlock):
        return _list(block, change)
    if isinstance(block, Table):
        rows = tuple(
            tuple(replace(cell, blocks=_inner(cell.blocks, change)) for cell in row)
            for row in block.rows
        )
        return replace(block, rows=rows)
    return block


def _list(block: ListBlock, change: Callable[[Runs], Runs]) -> ListBlock:
    items = tuple(ListItem(item.label, _inner(item.blocks, change)) for item in block.items)
    return replace(block, items=items)


def _inner(
    blocks: Iterable[Paragraph | ListBlock], change: Callable[[Runs], Runs]
) -> tuple[Paragraph | ListBlock, ...]:
    return tuple(
        _list(one, change) if isinstance(one, ListBlock) else replace(one, runs=change(one.runs))
        for one in blocks
    )
