"""Documents as plain text that reads well in a mail program and aloud.

Lines are wrapped at 72 columns where words allow it and end in a line feed. Nothing is drawn:
columns become words (“Pages 7 to 14”, “Action: PA”), and rows of a table become sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap

from secretariat.documents.model import (
    AgendaLine,
    AgendaList,
    Block,
    Document,
    Heading,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Role,
    Rule,
    Runs,
    SignatureLine,
    Table,
    plain,
)
from secretariat.render.text_table import spoken_rows

WIDTH = 72
_SHOUTED = 2  # headings down to this level are in capitals
_TIGHT = frozenset({Role.PRESENTER, Role.ADDRESS, Role.DATE_LINE, Role.CONTACT})
_RANGE = re.compile(r"\(?(\d+)\s*[-–—]\s*(\d+)\)?")
_SINGLE = re.compile(r"\(?(\d+)\)?")
_TO = {"en": "to", "cy": "i"}
_ONE_PAGE = {"pages": "Page", "tudalennau": "Tudalen"}
# Control characters, line separators and half characters that no mail program can show.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Stanza:
    """Lines that belong together, and how many blank lines stand before them."""

    lines: tuple[str, ...]
    before: int = 1


def render_text(document: Document) -> bytes:
    """Return the document as UTF-8 plain text; the same document gives the same bytes."""
    return _Writer(document).written().encode("utf-8")


class _Writer:
    """Turns blocks into stanzas, remembering the heading of the margin as it goes."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._to = _TO.get(document.language.partition("-")[0], "–")
        self._margin_heading = ""

    def written(self) -> str:
        stanzas = [*self._furniture()]
        for block in self._document.blocks:
            stanzas += self._block(block)
        text = ""
        for stanza in stanzas:
            if stanza.lines:
                text += ("\n" * stanza.before if text else "") + "\n".join(stanza.lines) + "\n"
        return text

    def _furniture(self) -> Iterator[_Stanza]:
        furniture = self._document.furniture
        marked = any(isinstance(b, Paragraph) and b.role is Role.MARKING for b in self._blocks())
        for words in (furniture.stamp, "" if marked else furniture.marking):
            yield _Stanza(_fold(words))

    def _blocks(self) -> tuple[Block, ...]:
        return self._document.blocks

    def _block(self, block: Block) -> list[_Stanza]:
        match block:
            case Heading():
                return [self._heading(block)]
            case Paragraph():
                return self._paragraph(block)
            case ListBlock():
                return self._list(block, "")
            case AgendaList():
                return self._agenda(block)
            case Table():
                return [_Stanza(_folded(row)) for row in spoken_rows(block, _words)] and [
                    _Stanza(_folded(row), before) for row, before in _spaced(block)
                ]
            case SignatureLine():
                return [_Stanza(_fold(block.caption), 3)]
            case PageBreak():
                return []
            case Rule():
                return []

    def _heading(self, heading: Heading) -> _Stanza:
        if heading.margin:
            self._margin_heading = _words(heading.margin)
        words = _words(heading.runs)
        if heading.section or heading.level <= _SHOUTED:
            words = words.upper()
        label = _clean(heading.number)
        return _Stanza(_hang(label, words), 2 if heading.level <= _SHOUTED else 1)
