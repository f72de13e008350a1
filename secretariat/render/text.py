"""Documents as plain text that reads well in a mail program and aloud.

Lines are wrapped at 72 columns where words allow it and end in a line feed. Nothing is drawn:
columns become words (“Pages 7 to 14”, “Action: PA”), and rows of a table become sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import wrap

from secretariat.documents.contents import entries
from secretariat.documents.model import (
    AgendaLine,
    AgendaList,
    Block,
    Contents,
    Document,
    Grid,
    Heading,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    NoteMark,
    Notes,
    Paragraph,
    Role,
    Runs,
    SignatureLine,
    Table,
    first_line,
    said,
)
from secretariat.documents.sheets import as_list
from secretariat.render.text_table import spoken_rows

WIDTH = 72
_LEAST = 40  # deep lists stop moving to the right when fewer columns than this are left
_SHOUTED = 2  # headings down to this level are in capitals
_TIGHT = frozenset({Role.PRESENTER, Role.EXPLANATION, Role.RESTRICTED, Role.SMALL})
_RANGE = re.compile(r"\(?(\d+)\s*[-–—]\s*(\d+)\)?")
_SINGLE = re.compile(r"\(?(\d+)\)?")
_TO = {"en": "to", "cy": "i"}
_ONE_PAGE = {"Pages": "Page", "Tudalennau": "Tudalen"}
_SPACE = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]")
# Control characters and half characters that no mail program can show.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Stanza:
    """Lines that belong together, and how many blank lines stand before them."""

    lines: tuple[str, ...]
    before: int = 1


def render_text(document: Document) -> bytes:
    """Return the document as UTF-8 plain text; the same document gives the same bytes."""
    writer = _Writer(document)
    stanzas = writer.furniture()
    for block in document.blocks:
        stanzas += writer.block(block)
    text = ""
    for stanza in stanzas:
        if stanza.lines:
            text += "\n" * (stanza.before if text else 0) + "\n".join(stanza.lines) + "\n"
    return text.encode("utf-8")


class _Writer:
    """Turns blocks into stanzas, remembering the heading of the margin as it goes."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._to = _TO.get(document.language.partition("-")[0], "–")
        self._margin_heading = ""

    def furniture(self) -> list[_Stanza]:
        """Return the stamp, and the marking unless the document prints it itself."""
        furniture = self._document.furniture
        marked = any(
            isinstance(block, Paragraph) and block.role is Role.MARKING
            for block in self._document.blocks
        )
        words = (furniture.stamp, "" if marked else furniture.marking)
        return [_Stanza(_hang("", _clean(word))) for word in words]

    def block(self, block: Block) -> list[_Stanza]:
        match block:
            case Heading():
                return [self._heading(block)]
            case Paragraph():
                return self._paragraph(block, "")
            case ListBlock():
                return self._list(block, "")
            case AgendaList():
                return self._agenda(block)
            case Table():
                if block.layout:
                    cells = (one for row in block.rows for one in row)
                    return [st for one in cells for each in one.blocks for st in self.block(each)]
                return _table(block)
            case Grid():
                return self._list(as_list(block), "")
            case Contents():
                return self._contents(block)
            case Notes():
                told = (ListItem(f"[{note.number}]", note.blocks) for note in block.notes)
                return self._list(ListBlock(tuple(told)), "")
            case SignatureLine():
                return [_Stanza(_hang("", _words(said(block.caption))), 3)]
            case _:  # a page break and a rule say nothing
                return []

    def _heading(self, heading: Heading) -> _Stanza:
        if heading.margin:
            self._margin_heading = _words(heading.margin)
        words = _words(heading.runs)
        loud = heading.section or heading.level <= _SHOUTED
        lines = _hang(_label(heading.number), words.upper() if loud else words)
        return _Stanza(lines, 2 if loud else 1)

    def _paragraph(self, paragraph: Paragraph, indent: str, before: int = 1) -> list[_Stanza]:
        label = _label(paragraph.label)
        if paragraph.role is Role.COLUMNS:
            self._margin_heading = _words(paragraph.margin)
            return [_Stanza(_hang(indent + label, _words(paragraph.runs)), before)]
        stanzas = [_Stanza(_hang(indent + label, _words(paragraph.runs)), before)]
        if paragraph.margin:
            owner = _words(paragraph.margin).replace("\n", ", ")
            heading = self._margin_heading
            line = f"{heading}: {owner}" if heading else owner
            stanzas.append(_Stanza(_hang(indent + " " * len(label), line), 0))
        return stanzas

    def _list(self, block: ListBlock, indent: str, before: int = 1) -> list[_Stanza]:
        stanzas: list[_Stanza] = []
        for item in block.items:
            label = f"{_clean(item.label)} " if item.label else ""
            inner = indent + " " * (len(label) or 2)
            inner = inner if len(inner) <= WIDTH - _LEAST else indent
            first = indent + label
            space = 0 if stanzas else before
            for part in item.blocks:
                if isinstance(part, ListBlock):
                    if first.strip():
                        stanzas.append(_Stanza((first.rstrip(),), space))
                        space = 0
                    stanzas += self._list(part, inner, space)
                else:
                    made = self._paragraph(part, inner, space)
                    if first.strip():
                        label_words = first + _label(part.label)
                        made[0] = _Stanza(_hang(label_words, _words(part.runs)), space)
                    stanzas += made
                first, space = "", 0
            if first.strip():
                stanzas.append(_Stanza((first.rstrip(),), space))
        return stanzas

    def _agenda(self, agenda: AgendaList) -> list[_Stanza]:
        stanzas = [_Stanza(_hang("", _words(said(agenda.heading)).upper()), 2)]
        lines = [line for section in agenda.sections for line in section.lines]
        widths: dict[int, int] = {}
        for line in lines:
            widths[line.level] = max(widths.get(line.level, 0), len(_clean(line.number)) + 2)
        for section in agenda.sections:
            stanzas.append(_Stanza(_hang("", _words(section.title).upper())))
            for line in section.lines:
                stanzas += self._agenda_line(agenda, line, widths)
        return stanzas

    def _agenda_line(
        self, agenda: AgendaList, line: AgendaLine, widths: dict[int, int]
    ) -> list[_Stanza]:
        outer = " " * min(WIDTH - _LEAST, sum(widths.get(i, 0) for i in range(line.level)))
        first = outer + _clean(line.number).ljust(widths[line.level])
        indent = " " * len(first)
        stanzas = [_Stanza(_hang(first, _words(line.title)))]
        if line.time:
            words = f"{_clean(first_line(agenda.time_heading))}: {_clean(line.time)}"
            stanzas.append(_Stanza(_hang(indent, words), 0))
        if line.pages:
            stanzas.append(_Stanza(_hang(indent, self._pages(agenda, line)), 0))
        for note in line.notes:
            if isinstance(note, ListBlock):
                stanzas += self._list(note, indent, 0)
            else:
                stanzas += self._paragraph(note, indent, 0 if note.role in _TIGHT else 1)
        return stanzas

    def _contents(self, block: Contents) -> list[_Stanza]:
        """Return a list of contents: its lines close together, without pages, which are none."""
        lines = entries(self._document.blocks, block)
        wide: dict[int, int] = {}
        for line in lines:
            wide[line.depth] = max(wide.get(line.depth, 0), len(_label(line.number)))
        told = [
            _hang(
                "  " * line.depth + _label(line.number).ljust(wide[line.depth]), _words(line.runs)
            )
            for line in lines
        ]
        listed = _Stanza(tuple(each for group in told for each in group))
        return [self._heading(Heading(_SHOUTED, block.heading)), listed]

    def _pages(self, agenda: AgendaList, line: AgendaLine) -> str:
        """Return the page range in words: Pages 7 to 14, Page 7."""
        heading, pages = _clean(first_line(agenda.pages_heading)), _clean(line.pages)
        heading = heading.capitalize() if heading.isupper() else heading
        if both := _RANGE.fullmatch(pages):
            return f"{heading} {both[1]} {self._to} {both[2]}"
        if one := _SINGLE.fullmatch(pages):
            return f"{_ONE_PAGE.get(heading, heading)} {one[1]}"
        return f"{heading}: {pages}"


def _table(table: Table) -> list[_Stanza]:
    return [
        _Stanza(tuple(line for text in group for line in _hang("", text, "  ")))
        for group in spoken_rows(table, _words, WIDTH)
    ]


def _clean(text: str) -> str:
    """Return `text` without what cannot be shown; other white space becomes a space."""
    return _UNPRINTABLE.sub("", _SPACE.sub(" ", text))


def _label(label: str) -> str:
    return f"{_clean(label)}  " if label else ""


def _words(content: Runs) -> str:
    """Return the words of runs; an address that is not in the words of its link follows them."""
    text = ""
    for run in content:
        if isinstance(run, Link):
            shown, address = _clean(run.text), _clean(run.href)
            bare = re.sub(r"^(mailto:|https?://)", "", address).rstrip("/")
            text += shown if bare in shown else f"{shown} ({address})"
        elif isinstance(run, NoteMark):
            text += f"[{_clean(run.number)}]"
        elif isinstance(run, LineBreak):
            text += "\n"
        else:
            text += _clean(run.text)
    return text


def _hang(first: str, text: str, extra: str = "") -> tuple[str, ...]:
    """Return `text` wrapped, with `first` before it and its other lines standing below it."""
    lines: list[str] = []
    rest = " " * len(first) + extra
    for part in text.split("\n"):
        lines += wrap(
            part,
            WIDTH,
            initial_indent=rest if lines else first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
    if not lines and first.strip():
        lines = [first.rstrip()]
    return tuple(lines)
