"""The words that people type, read as a small, defined subset of CommonMark.

What has a meaning, everything else being plain words exactly as typed:

- **Paragraphs** are parted by an empty line. A new line inside a paragraph is a new line.
- **Sub-headings** begin with `###` and a space; `####` is one level lower. One or two `#` mean
  the same as three.
- **Bullets** begin with `-`, `*` or `+` and a space.
- **Numbered lists** begin with `1.`, `1)`, `(1)`, `(a)`, `a)`, `(iv)` or `(A)` and a space; the
  label is kept as typed and never counted anew. A number of four digits or more is a year, not a
  label. Lists nest by indentation: what belongs to an item begins below its first word.
- `**bold**` or `__bold__`, `*italic*` or `_italic_`.
- `[words](address)` and `<address>` link to http, https and mailto addresses; bare web and e-mail
  addresses are links of their own. Other addresses stay words.
- A note: `[^1]` in the words and `[^1]: what it says` on a line of its own (`typed_notes`).
- A backslash before a sign spares it: `\\*`.

There is no raw HTML, no image, no table, no code, no quotation, no rule and no character
reference: `<b>`, `&amp;`, `> so` and `---` print as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from secretariat.documents.model import (
    Block,
    Heading,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Notes,
    Paragraph,
    Role,
    Run,
    Runs,
    Text,
    plain,
    runs,
)
from secretariat.documents.typed_notes import TypedNotes, as_words, told_below

BULLETS = ("•", "–")
_NESTING = 24
_LEVELS = 6
_LABEL = re.compile(
    r"(?m)^(?P<before>(?:[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)*[ \t]*)"
    r"(?P<label>\((?:[a-z]{1,2}|[A-Z]|[ivxlc]{1,6}|[IVX]{1,5}|\d{1,3})\)|(?:[a-z]|[ivx]{2,4})\))"
    r"(?=[ \t])"
)
_YEAR = re.compile(r"(?m)^([ \t]*(?:[-*+][ \t]+)*\d{4,9})(?=[.)][ \t])")
_BARE_LINK = re.compile(
    r"https?://[^\s<>\[\]“”]*[^\s<>\[\]“”.,;:!?)'’]"
    r"|(?<![\w.+-])[\w+-]+(?:\.[\w+-]+)*@[\w-]+(?:\.[\w-]+)+"
)
_SPARED = re.compile(r"([\\*_\[\]<>#`])")


def escape(text: str) -> str:
    """Return `text` so marked that `prose` and `inline` give exactly its words back."""
    return _SPARED.sub(r"\\\1", text)


def inline(text: str) -> Runs:
    """Return the runs of one paragraph; nothing in it begins a list or a heading."""
    tokens = _parser().parseInline(text.strip())
    return _runs(tokens[0].children or []) if tokens else ()


def prose(text: str, base_level: int = 3, role: Role = Role.BODY) -> tuple[Block, ...]:
    """Return the blocks that a text stands for: headings, paragraphs and lists.

    Its sub-headings begin at `base_level` and never skip a level. Any text gives blocks, and every
    word of it is in them.
    """
    typed = TypedNotes(re.sub(r"\r\n?", "\n", text))
    blocks = _read(typed.text, typed, base_level, role)
    return (*blocks, *typed.notes(_of_note))


def _of_note(words: str) -> tuple[Paragraph | ListBlock, ...]:
    return unheaded(_read(words, TypedNotes(""), 3, Role.SMALL))


def _read(text: str, typed: TypedNotes, base_level: int, role: Role) -> Sequence[Block]:
    labelled, labels = _digits_for_labels(text)
    tokens = _parser().parse(labelled)
    if any(token.level >= _NESTING - 3 for token in tokens):
        return [_marked(block, typed) for block in _as_typed(text, role)]
    return _Reader(tokens, labels, typed, base_level, role).blocks()


def _marked(block: Paragraph, typed: TypedNotes) -> Paragraph:
    return replace(block, runs=typed.marked(block.runs))


def plain_prose(text: str) -> str:
    """Return the words of a text alone: a line a block, bullets and labels kept."""
    lines: list[str] = []
    for block in prose(text):
        lines.extend(_lines(block))
    return "\n".join(lines)


def flat(blocks: Iterable[Block]) -> tuple[Paragraph | ListBlock, ...]:
    """Return blocks for a place that holds neither headings nor notes: those become bold
    paragraphs, these small ones below."""
    held: list[Block] = []
    for block in blocks:
        held += told_below(block) if isinstance(block, Notes) else [block]
    return tuple(as_words(block) for block in unheaded(held))


def unheaded(blocks: Iterable[Block]) -> tuple[Paragraph | ListBlock, ...]:
    """Return blocks for a place that holds no headings: those become bold paragraphs."""
    held: list[Paragraph | ListBlock] = []
    for block in blocks:
        if isinstance(block, Heading):
            held.append(Paragraph(emboldened(block.runs), keep_with_next=True))
        elif isinstance(block, Paragraph | ListBlock):
            held.append(block)
    return tuple(held)


def emboldened(content: Runs) -> Runs:
    """Return the same words in bold; links stay links."""
    return tuple(
        Text(run.text, bold=True, italic=run.italic, lang=run.lang)
        if isinstance(run, Text)
        else run
        for run in content
    )


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": _NESTING})
    parser.enable(["heading", "list", "newline", "escape", "emphasis", "link", "autolink"])
    parser.validateLink = _is_address  # type: ignore[method-assign]
    parser.normalizeLink = str  # type: ignore[method-assign,assignment]
    parser.normalizeLinkText = str  # type: ignore[method-assign,assignment]
    return parser


def _is_address(url: str) -> bool:
    return re.match(r"(?i)(?:https?://|mailto:)[^\s\x00-\x1f]+\Z", url) is not None


def _digits_for_labels(text: str) -> tuple[str, dict[int, str]]:
    """Return the text with `(a)` as `01)`, which CommonMark knows, and each such label by line."""
    labels: dict[int, str] = {}

    def digits(match: re.Match[str]) -> str:
        label = match["label"]
        labels[text.count("\n", 0, match.start("label"))] = label
        return match["before"] + "1".rjust(len(label) - 1, "0") + ")"

    text = _YEAR.sub(r"\1\\", re.sub(r"\r\n?", "\n", text))
    return _LABEL.sub(digits, text), labels


def _as_typed(text: str, role: Role) -> tuple[Paragraph, ...]:
    """Return plain paragraphs, for texts that nest deeper than any page could show."""
    return tuple(Paragraph(runs(part.strip()), role) for part in text.split("\n") if part.strip())


@dataclass(slots=True)
class _Reader:
    """One pass over the tokens of a text."""

    tokens: Sequence[Token]
    labels: dict[int, str]
    typed: TypedNotes
    base_level: int
    role: Role
    at: int = field(default=0, init=False)
    level: int = field(default=0, init=False)

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        while self.at < len(self.tokens):
            found.extend(self._block(0))
        return found

    def _block(self, depth: int) -> list[Block]:
        token = self.tokens[self.at]
        self.at += 1
        if token.type == "paragraph_open":
            return [Paragraph(self._inline(), self.role)]
        if token.type == "heading_open":
            return self._heading(int(token.tag[1:]), depth)
        if token.type in ("bullet_list_open", "ordered_list_open"):
            return [self._list(token.type.split("_")[0], depth)]
        return []

    def _inline(self) -> Runs:
        token = self.tokens[self.at]
        self.at += 2
        return self.typed.marked(_runs(token.children or []))

    def _heading(self, hashes: int, depth: int) -> list[Block]:
        content = self._inline()
        if depth:
            return [Paragraph(emboldened(content), self.role, keep_with_next=True)]
        if not content:
            return []
        wanted = self.base_level + max(hashes - 3, 0)
        self.level = min(wanted, (self.level or self.base_level - 1) + 1, _LEVELS)
        return [Heading(self.level, content)]

    def _list(self, kind: str, depth: int) -> ListBlock:
        items: list[ListItem] = []
        while self.tokens[self.at].type == "list_item_open":
            opened = self.tokens[self.at]
            self.at += 1
            held: list[Block] = []
            while self.tokens[self.at].type != "list_item_close":
                held.extend(self._block(depth + 1))
            self.at += 1
            items.append(ListItem(self._label(opened, kind, depth), unheaded(held)))
        self.at += 1
        return ListBlock(tuple(items), ordered=kind == "ordered")

    def _label(self, opened: Token, kind: str, depth: int) -> str:
        if kind == "bullet":
            return BULLETS[depth % len(BULLETS)]
        line = opened.map[0] if opened.map else -1
        return self.labels.get(line, opened.info + opened.markup)


def _runs(tokens: Sequence[Token]) -> Runs:
    """Return the runs of inline tokens; neighbours of one weight are joined."""
    found: list[Run] = []
    bold = italic = 0
    href = ""
    for token in tokens:
        if token.type == "strong_open":
            bold += 1
        elif token.type == "strong_close":
            bold -= 1
        elif token.type == "em_open":
            italic += 1
        elif token.type == "em_close":
            italic -= 1
        elif token.type == "link_open":
            href = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            href = ""
        elif token.type in ("softbreak", "hardbreak"):
            found.append(LineBreak())
        elif token.content:
            _add(found, token.content, bool(bold), bool(italic), href)
    return _linked(_trimmed(found))


def _add(found: list[Run], words: str, bold: bool, italic: bool, href: str) -> None:
    last = found[-1] if found else None
    if href and isinstance(last, Link) and last.href == href:
        found[-1] = Link(last.text + words, href)
    elif href:
        found.append(Link(words, href))
    elif isinstance(last, Text) and (last.bold, last.italic) == (bold, italic):
        found[-1] = Text(last.text + words, bold, italic)
    else:
        found.append(Text(words, bold, italic))


def _trimmed(found: list[Run]) -> list[Run]:
    """Return the runs without line breaks at either end."""
    while found and isinstance(found[0], LineBreak):
        found.pop(0)
    while found and isinstance(found[-1], LineBreak):
        found.pop()
    return found


def _linked(found: Sequence[Run]) -> Runs:
    """Return the runs with bare addresses made into links."""
    whole: list[Run] = []
    for run in found:
        if not isinstance(run, Text):
            whole.append(run)
            continue
        at = 0
        for match in _BARE_LINK.finditer(run.text):
            if match.start() > at:
                whole.append(Text(run.text[at : match.start()], run.bold, run.italic))
            words = match[0]
            whole.append(Link(words, words if "://" in words else f"mailto:{words}"))
            at = match.end()
        if at < len(run.text):
            whole.append(Text(run.text[at:], run.bold, run.italic))
    return tuple(whole)


def _lines(block: Block) -> list[str]:
    if isinstance(block, Notes):
        return [line for one in told_below(block) for line in _lines(one)]
    if isinstance(block, Heading | Paragraph):
        return [plain(block.runs)]
    if not isinstance(block, ListBlock):
        return []
    lines: list[str] = []
    for item in block.items:
        inner = [line for child in item.blocks for line in _lines(child)] or [""]
        lines.append(f"{item.label} {inner[0]}".rstrip())
        lines.extend(inner[1:])
    return lines
