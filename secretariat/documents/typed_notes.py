"""Notes as they are typed: `[^1]` in the words, and `[^1]: its words` on a line of their own.

The line of a note may have further lines, each moved in by two spaces or more; empty lines
between them part its paragraphs. A mark without a note, a note without a mark, and a second note
of the same name stand in the text as typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from zlib import crc32

from secretariat.documents.model import (
    Link,
    ListBlock,
    ListItem,
    Note,
    NoteMark,
    Notes,
    Paragraph,
    Role,
    Run,
    Runs,
    Text,
)

_NAME = r"\[\^(?P<name>[^\s\[\]^]{1,40})\]"
_MARK = re.compile(rf"(?<!\\){_NAME}")
_NOTE = re.compile(
    rf"(?m)^[ ]{{0,3}}{_NAME}:[ \t]*(?P<words>\S.*(?:\n(?:[ \t]*\n)*[ \t]{{2,}}\S.*)*)(?:\n|\Z)"
)
# What stands for a mark while the text is read; no text holds these (Unicode, noncharacters).
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_STAND_IN = re.compile(rf"\\?\[{_OPEN}(\d+){_CLOSE}\\?\]")


class TypedNotes:
    """The notes of one text, taken out of it; `text` is what is left to be read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._names: list[str] = []
        self._words: dict[str, str] = {}
        self._stamp = ""
        if "[^" in text and _OPEN not in text and _CLOSE not in text:
            self._take(text)

    def _take(self, text: str) -> None:
        told: dict[str, re.Match[str]] = {}
        for match in _NOTE.finditer(text):
            told.setdefault(match["name"], match)
        rest = _NOTE.sub("", text)
        called = list(dict.fromkeys(match["name"] for match in _MARK.finditer(rest)))
        self._names = [name for name in called if name in told]
        if not self._names:
            return
        self._words = {name: told[name]["words"] for name in self._names}
        self._stamp = f"{crc32(text.encode('utf-8', 'surrogatepass')):08x}"
        kept = {told[name].start() for name in self._names}
        text = _NOTE.sub(lambda match: "" if match.start() in kept else match[0], text)
        self.text = _MARK.sub(self._stand_in, text)

    def _stand_in(self, match: re.Match[str]) -> str:
        # A note that stands in the text as typed keeps the sign of its name.
        ahead = match.string[match.end() : match.end() + 1]
        begins = not match.string[: match.start()].rpartition("\n")[2].strip()
        if match["name"] not in self._words or (ahead == ":" and begins):
            return match[0]
        return f"\\[{_OPEN}{self._names.index(match['name'])}{_CLOSE}\\]"

    def marked(self, content: Runs) -> Runs:
        """Return runs with the marks of notes in their places."""
        if not self._words:
            return content
        return tuple(part for run in content for part in self._parts(run))

    def notes(self, read: Callable[[str], Sequence[Paragraph | ListBlock]]) -> list[Notes]:
        """Return the notes in the order of their marks, none where there are none."""
        made = [
            Note(self._key(name), name, tuple(read(re.sub(r"(?m)^[ \t]+", "", words))))
            for name, words in self._words.items()
        ]
        return [Notes(tuple(made))] if made else []

    def _key(self, name: str) -> str:
        return f"{self._stamp} {name}"

    def _parts(self, run: Run) -> list[Run]:
        if not isinstance(run, Text | Link) or _OPEN not in run.text:
            return [run]
        parts: list[Run] = []
        at = 0
        for match in _STAND_IN.finditer(run.text):
            parts += _piece(run, run.text[at : match.start()])
            name = self._names[int(match[1])]
            parts.append(NoteMark(self._key(name), name))
            at = match.end()
        return [*parts, *_piece(run, run.text[at:])]


def _piece(run: Text | Link, words: str) -> list[Run]:
    if not words:
        return []
    if isinstance(run, Link):
        return [Link(words, run.href)]
    return [Text(words, run.bold, run.italic, run.lang)]


def names_alone(text: str) -> list[str]:
    """Return the names of the notes of a text that holds nothing but notes, none for any other."""
    if "[^" not in text or _NOTE.sub("", text).strip():
        return []
    return [match["name"] for match in _NOTE.finditer(text)]


def calls(text: str, name: str) -> bool:
    """Say whether a text has a mark of that name, and no note for it."""
    if "[^" not in text or any(match["name"] == name for match in _NOTE.finditer(text)):
        return False
    return any(match["name"] == name for match in _MARK.finditer(text))


def as_words(block: Paragraph | ListBlock) -> Paragraph | ListBlock:
    """Return a block with the marks of notes as words, for places from which nothing leads."""
    if isinstance(block, Paragraph):
        runs = tuple(Text(f"[{r.number}]") if isinstance(r, NoteMark) else r for r in block.runs)
        return Paragraph(
            runs, block.role, block.label, block.margin, block.keep_with_next, block.field
        )
    items = tuple(
        ListItem(item.label, tuple(as_words(one) for one in item.blocks)) for item in block.items
    )
    return ListBlock(items, block.ordered)


def told_below(notes: Notes) -> list[Paragraph | ListBlock]:
    """Return notes as paragraphs, for places that hold no notes."""
    told: list[Paragraph | ListBlock] = []
    for note in notes.notes:
        number = Text(f"[{note.number}] ")
        first, *rest = note.blocks or (Paragraph(()),)
        if isinstance(first, Paragraph):
            told += [Paragraph((number, *first.runs), Role.SMALL), *rest]
        else:
            told += [Paragraph((number,), Role.SMALL, keep_with_next=True), first, *rest]
    return told
