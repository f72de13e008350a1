"""What the clipboard holds as HTML, read as paragraphs, headings, lists and lines of tables.

Word, Outlook, LibreOffice, Google Docs, spreadsheets and web pages all give HTML, each its own.
Only words come of it, with bold and italic: no addresses behind words, no scripts, no pictures.
What was deleted, hidden or said in a comment is no part of the words; what is left out is
counted, so that it can be told. The reader is fed piece by piece, so that a long text stops nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from html.parser import HTMLParser

from secretariat.documents.pasted_marks import (
    DEEPEST,
    Attributes,
    heading_level,
    html_label,
    is_comment,
    is_hidden,
    is_margin,
    slant,
    style_of,
    weight,
    word_label,
    word_level,
)
from secretariat.documents.pasted_notes import PastedNotes, note_sign
from secretariat.documents.pasted_runs import Piece, cleaned, joined, marked_text, words_of
from secretariat.documents.pasted_tables import PastedTable, lines_of


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_UNREAD = _names(
    "head script style title xml svg object video audio canvas select textarea template"
    " noscript iframe map"
)
_PICTURES = frozenset(("img", "svg", "object", "video", "audio", "canvas", "iframe", "embed"))
_BLOCKS = _names(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header html li main nav ol p pre section table tbody td tfoot th thead"
    " tr ul caption"
)
_TABLE = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th"))
_DEEPEST = 200
_DATA = re.compile(r"data:[\w./+;=-]{0,80};base64,")
_CARRIED = 100
_END_OF_DATA = re.compile(r"[\"'>)\s]")


class BlockKind(StrEnum):
    """What a block of pasted words is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class PastedBlock:
    """A block of pasted words: `text` is marked, `words` are those alone.

    `level` is that of a heading, or how deep a line of a list stands; `label` is the line's mark,
    empty in a further paragraph of the same line.
    """

    kind: BlockKind
    text: str
    words: str
    level: int = 0
    label: str = ""


@dataclass(slots=True)
class LeftOut:
    """What was on the clipboard and is no words."""

    pictures: int = 0
    tables: int = 0
    deleted: bool = False
    hidden: bool = False
    comments: bool = False

    def sentence(self) -> str:
        """Return what was left out in one plain sentence; empty when nothing was."""
        parts: list[str] = []
        if self.pictures:
            parts.append(_counted(self.pictures, "picture"))
        if self.tables:
            parts.append(f"the layout of {_counted(self.tables, 'table')}")
        for there, name in (
            (self.deleted, "deleted words"),
            (self.hidden, "hidden words"),
            (self.comments, "comments"),
        ):
            if there:
                parts.append(name)
        if not parts:
            return ""
        single = len(parts) == 1 and (self.pictures == 1 or self.tables > 0)
        listed = ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1]
        return f"{listed[0].upper()}{listed[1:]} {'was' if single else 'were'} left out."


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


@dataclass(slots=True)
class _Open:
    """An element that is open, and what holds within it."""

    tag: str
    bold: bool = False
    italic: bool = False
    unread: bool = False
    pre: bool = False
    mark: bool = False


@dataclass(slots=True)
class _List:
    kind: str
    number: int = 1


@dataclass(slots=True)
class _Paragraph:
    """What the paragraph that is being read is; `number` is the mark that Word wrote before it."""

    heading: int = 0
    depth: int = 0
    label: str = ""
    number: list[str] = field(default_factory=list)


class PasteReader(HTMLParser):
    """Reads HTML as it is fed; `close` ends it, and then `blocks` and `left_out` are whole."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[PastedBlock] = []
        self.left_out = LeftOut()
        self._open: list[_Open] = [_Open("")]
        self._passed_over: dict[str, int] = {}
        self._lists: list[_List] = []
        self._tables: list[PastedTable] = []
        self._pieces: list[Piece] = []
        self._paragraph = _Paragraph()
        self._carried = ""
        self._in_data = False

    # ------------------------------------------------------------------ feeding

    def feed(self, data: str) -> None:
        """Read some more; pictures that stand in the text itself are dropped as they pass by."""
        data, self._carried = self._carried + data, ""
        if self._in_data:
            end = _END_OF_DATA.search(data)
            if end is None:
                return
            data, self._in_data = data[end.start() :], False
        while found := _DATA.search(data):
            super().feed(data[: found.start()])
            end = _END_OF_DATA.search(data, found.end())
            if end is None:
                self._in_data = True
                return
            data = data[end.start() :]
        self._carried = data[-_CARRIED:]
        super().feed(data[:-_CARRIED])

    def close(self) -> None:
        """Read what is left; elements that were never closed end here."""
        if not self._in_data:
            super().feed(self._carried)
        self._carried = ""
        super().close()
        while len(self._open) > 1:
            self._end(self._open.pop())
        self._end_paragraph()
        notes = PastedNotes(block.text for block in self.blocks)
        self.blocks = [
            replace(block, text=notes.typed(block.text), words=notes.typed(block.words))
            for block in self.blocks
        ]

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Pass over `<![if …]>` and its like, which Word writes round what is meant."""
        end = self.rawdata.find(">", i + 3)
        return end + 1 if end >= 0 else -1

    # ------------------------------------------------------------------ elements

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in _PICTURES and not self._open[-1].unread:
            self._picture(tag, attributes)
        if tag in _VOID:
            self._void(tag)
            return
        self._close_what_ends(tag)
        if len(self._open) >= _DEEPEST:
            self._passed_over[tag] = self._passed_over.get(tag, 0) + 1
            return
        style = style_of(attributes)
        above = self._open[-1]
        made = _Open(
            tag,
            weight(tag, style, above.bold),
            slant(tag, style, above.italic),
            above.unread or self._is_unread(tag, attributes, style),
            above.pre or tag == "pre" or style.get("white-space", "").startswith("pre"),
            above.mark or "ignore" in style.get("mso-list", ""),
        )
        sign = note_sign(attributes.get("href", "")) if tag == "a" and not made.unread else ""
        if sign:
            self._pieces.append(Piece(sign, False, False))
            made.unread = True
        self._open.append(made)
        if not made.unread:
            self._begin(tag, attributes, style)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take `<br/>` and its like; what only names itself, such as `<o:p/>`, holds nothing."""
        if tag in _VOID or tag in _PICTURES:
            self.handle_starttag(tag, attrs)
            if tag not in _VOID:
                self.handle_endtag(tag)
        elif tag in _BLOCKS:
            self.handle_starttag(tag, attrs)
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._passed_over.get(tag):
            self._passed_over[tag] -= 1
            return
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                while len(self._open) > at:
                    self._end(self._open.pop())
                return
            if self._open[at].tag in ("td", "th", "table") and tag not in _TABLE:
                return

    def handle_data(self, data: str) -> None:
        here = self._open[-1]
        if here.unread:
            return
        text = cleaned(data, pre=here.pre)
        if here.mark:
            self._paragraph.number.append(text)
        elif text:
            self._pieces.append(Piece(text, here.bold, here.italic))

    def _is_unread(self, tag: str, attributes: Attributes, style: dict[str, str]) -> bool:
        if tag in _UNREAD or is_margin(style):
            return True
        if tag == "del":
            self.left_out.deleted = True
            return True
        if is_comment(tag, attributes, style):
            self.left_out.comments = True
            return True
        if is_hidden(attributes, style):
            self.left_out.hidden = True
            return True
        return False

    def _picture(self, tag: str, attributes: Attributes) -> None:
        """Count a picture, but for the dots by which mails tell that they were read."""
        dot = attributes.get("width") in ("0", "1") and attributes.get("height") in ("0", "1")
        if not dot and not is_hidden(attributes, style_of(attributes)):
            self.left_out.pictures += 1

    def _void(self, tag: str) -> None:
        if self._open[-1].unread:
            return
        if tag == "br":
            self._pieces.append(Piece("\n", False, False))
        elif tag == "hr":
            self._end_paragraph()

    def _close_what_ends(self, tag: str) -> None:
        """End what the beginning of an element ends, where nobody has said so."""
        ends = {"li": ("li",), "tr": ("tr", "td", "th"), "td": ("td", "th"), "th": ("td", "th")}
        stop = {"li": ("ul", "ol"), "tr": ("table",), "td": ("tr",), "th": ("tr",)}
        wanted = ends.get(tag, ("p",) if tag in _BLOCKS else ())
        if not wanted:
            return
        for at in range(len(self._open) - 1, 0, -1):
            name = self._open[at].tag
            if name in wanted:
                while len(self._open) > at:
                    self._end(self._open.pop())
                return
            if name in stop.get(tag, _BLOCKS):
                return

    # ------------------------------------------------------------------ blocks

    def _begin(self, tag: str, attributes: Attributes, style: dict[str, str]) -> None:
        if tag not in _BLOCKS:
            return
        self._end_paragraph()
        if tag in ("ul", "ol"):
            kind = attributes.get("type") or style.get("list-style-type", "")
            start = attributes.get("start", "")
            number = int(start) if start.isdigit() and len(start) < 4 else 1
            self._lists.append(_List("" if tag == "ul" else kind or "1", number))
        elif tag == "li":
            self._begin_item(attributes, style)
        elif tag == "table":
            self._tables.append(PastedTable())
        elif tag == "tr" and self._tables:
            self._tables[-1].begin_row(header="mso-yfti-firstrow" in style)
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].begin_cell(header=tag == "th")
        else:
            heading = heading_level(tag, attributes, style)
            depth = word_level(style)
            self._paragraph.heading = heading
            if depth and not heading:
                self._paragraph.depth = depth

    def _begin_item(self, attributes: Attributes, style: dict[str, str]) -> None:
        if not self._lists:
            self._lists.append(_List(""))
        here = self._lists[-1]
        value = attributes.get("value", "")
        if value.isdigit() and len(value) < 4:
            here.number = int(value)
        # Google Docs says the kind of a list with each line of it.
        kind = style.get("list-style-type", here.kind) if here.kind else ""
        self._paragraph.label = html_label(kind, here.number) if kind else "-"
        here.number += 1

    def _end(self, closed: _Open) -> None:
        """Do what the end of an element means."""
        if closed.tag not in _BLOCKS or closed.unread:
            return
        self._end_paragraph()
        if closed.tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            self._paragraph.label = ""
        elif closed.tag == "li":
            self._paragraph.label = ""
        elif closed.tag == "table" and self._tables:
            self._end_table(self._tables.pop())

    def _end_table(self, table: PastedTable) -> None:
        found = lines_of(table)
        if found is None:
            self._add(*table.flowing())
            return
        self.left_out.tables += 1
        if found.flows:
            self._add(*table.flowing())
        else:
            self._add(PastedBlock(BlockKind.TABLE, found.text, found.words))

    def _end_paragraph(self) -> None:
        """Make a block of what was read since the last one; one without words is none."""
        pieces, self._pieces = joined(self._pieces), []
        was, self._paragraph = self._paragraph, _Paragraph()
        if not pieces:
            # A line of a list may hold a paragraph, whose mark stands outside it.
            self._paragraph.label = was.label
            return
        depth, label = was.depth, was.label
        if depth:
            mark, listed = word_label("".join(was.number)) if was.number else ("", True)
            if not listed:
                depth, pieces = 0, joined([Piece(f"{mark} ", False, False), *pieces])
            label = mark if listed else ""
        elif self._lists:
            depth = min(len(self._lists), DEEPEST)
        self._add(_block(pieces, was.heading, depth, label))

    def _add(self, *blocks: PastedBlock) -> None:
        (self._tables[-1].cell if self._tables else self.blocks).extend(blocks)


def _block(pieces: Sequence[Piece], heading: int, depth: int, label: str) -> PastedBlock:
    words, text = words_of(pieces), marked_text(pieces)
    if heading:
        line = " ".join(words.split())
        return PastedBlock(BlockKind.HEADING, line, line, heading)
    if depth:
        return PastedBlock(BlockKind.ITEM, text, words, depth, label)
    return PastedBlock(BlockKind.PARAGRAPH, text, words)
