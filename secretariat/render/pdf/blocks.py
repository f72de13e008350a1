"""Paragraphs and lists to strips and structure elements, in a column of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from secretariat.documents.model import (
    Align,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Role,
    Runs,
    Text,
    plain,
)
from secretariat.render.pdf.lines import balance, fill, set_lines
from secretariat.render.pdf.looks import Look, Looks
from secretariat.render.pdf.strips import Shape, Strip, abreast, protect
from secretariat.render.pdf.text import Word, Writer, runs_left
from secretariat.render.pdf.tree import Element

# What a list says of its labels (ISO 32000-1, 14.8.5.5), by the look of the first.
NUMBERING = (
    (re.compile(r"\(?\d+[.):]?$"), "Decimal"),
    (re.compile(r"\(?[ivx]+[.):]?$"), "LowerRoman"),
    (re.compile(r"\(?[IVX]+[.):]?$"), "UpperRoman"),
    (re.compile(r"\(?[a-z][.):]?$"), "LowerAlpha"),
    (re.compile(r"\(?[A-Z][.):]?$"), "UpperAlpha"),
)
# Lines shorter than this many ems are never justified.
NARROW = 20
# An item of a list with at most this many lines is short.
SHORT = 3
# Paragraphs that are not divided where they have at most so many lines.
WHOLE = frozenset({Role.CONTACT, Role.SIGNATURE})
WHOLE_LINES = 8


@dataclass(frozen=True, slots=True)
class Column:
    """Where blocks stand: from `x`, `width` wide, with `hang` free to the left for labels.

    `side_x` and `side_width` are the margin where the owners of actions stand (0: none).
    """

    x: float
    width: float
    hang: float = 0.0
    side_x: float = 0.0
    side_width: float = 0.0

    @property
    def right(self) -> float:
        """The right edge of the text."""
        return self.x + self.width

    def indent(self, by: float, least: float) -> Column:
        """Return the column moved in by `by`, but never made narrower than `least`."""
        x = max(self.x, min(self.x + by, self.right - least))
        return replace(self, x=x, width=self.right - x, hang=0.0)


class Setter:
    """Sets paragraphs and lists: their strips are returned, their elements join a parent."""

    def __init__(self, writer: Writer, looks: Looks) -> None:
        self.writer = writer
        self.looks = looks
        self.side_heading = ""

    def bolder(self) -> Setter:
        """Return a setter for the words of header cells."""
        return Setter(self.writer, self.looks.varied(bold=True))

    def sized(self, size: float) -> Setter:
        """Return a setter with another size of body text."""
        return Setter(self.writer, self.looks.varied(size=size))

    def blocks(
        self,
        blocks: Sequence[Paragraph | ListBlock],
        column: Column,
        parent: Element,
        align: Align | None = None,
    ) -> list[Strip]:
        """Set blocks one below the other."""
        strips: list[Strip] = []
        before: Paragraph | ListBlock | None = None
        for block in blocks:
            if isinstance(block, ListBlock):
                part = self.items(block, column, parent)
                lead_in(strips)
            else:
                part = self.paragraph(block, column, parent, align)
                first = not (isinstance(before, Paragraph) and before.role is block.role)
                self.hairline(block, part, column, first)
            strips += part
            before = block
        return strips

    def paragraph(
        self, block: Paragraph, column: Column, parent: Element, align: Align | None = None
    ) -> list[Strip]:
        """Set a paragraph with its label to the left and its margin words to the right."""
        look = self.looks.paragraph(block.role)
        if align is not None:
            look = replace(look, align=align)
        element = Element("P")
        label = self.writer.label(block.label, replace(look.ink, bold=True), element)
        inner, label_x = self._beside_label(label, column)
        inset = self.looks.em if look.bar else 0.0
        inner = replace(inner, x=inner.x + inset, width=inner.width - inset)
        strips = self.words(self.writer.words(block.runs, look.ink, element), look, inner)
        if label:
            lines = fill(label, max(column.right - label_x, 1.0))
            strips = abreast(strips, set_lines(lines, label_x, column.width, look.leading))
        if element.kids:
            parent.kids.append(element)
        if look.bar:
            for strip in strips:
                strip.shapes.append(Shape(inner.x - inset, 0, 2.0, strip.height, look.bar))
        if block.margin:
            strips = self.owner(block.margin, strips, column, parent)
        if strips:
            strips[0].before, strips[-1].after = look.before, look.after
            if block.role in WHOLE and len(strips) <= WHOLE_LINES:
                for strip in strips:
                    strip.keep = True
            strips[-1].keep = block.keep_with_next or plain(block.runs).rstrip().endswith(":")
        return strips

    def words(self, words: Sequence[Word], look: Look, column: Column) -> list[Strip]:
        """Set words in a column, with no line of them alone on a page."""
        measure = max(column.width, 1.0)
        lines = balance(words, measure) if look.balanced else fill(words, measure)
        align = look.align
        if align is Align.LEFT and runs_left(words):
            align = Align.RIGHT
        justify = look.justify and measure > self.looks.em * NARROW
        strips = set_lines(lines, column.x, measure, look.leading, align, justify)
        protect(strips)
        return strips

    def owner(
        self, runs: Runs, strips: list[Strip], column: Column, parent: Element
    ) -> list[Strip]:
        """Set margin words level with the strips, or below them where there is no margin.

        Far from the heading of the margin, that heading is said with them.
        """
        element = Element("P")
        if self.side_heading and not column.side_width:
            runs = (Text(f"{self.side_heading}: "), *runs)
        elif self.side_heading and not any(isinstance(run, Link) for run in runs):
            element.actual = f"{self.side_heading}: {plain(runs)}"
        words = self.writer.words(runs, self.looks.owner, element)
        if not words:
            return strips
        parent.kids.append(element)
        look = self.looks.of(self.looks.owner)
        if column.side_width:
            side = Column(column.side_x, column.side_width)
            strips = abreast(strips, self._names(words, look, side))
            strips[0].owned = True
            return strips
        if strips:
            strips[-1].keep = True
        align = Align.LEFT if self.looks.style.large else Align.RIGHT
        return strips + self.words(words, replace(look, align=align), column)

    def _names(self, words: Sequence[Word], look: Look, column: Column) -> list[Strip]:
        """Set names one below the other; what runs over is moved in, to tell name from name."""
        inset = self.looks.em * 0.6
        lines = fill(words, column.width)
        if any(not line[-1].final for line in lines):
            lines = fill(words, max(column.width - inset, 1.0))
        strips = set_lines(lines, column.x, column.width, look.leading)
        for before, strip in zip(lines, strips[1:], strict=False):
            if not before[-1].final:
                strip.move(inset, 0.0)
        return strips

    def items(self, block: ListBlock, column: Column, parent: Element) -> list[Strip]:
        """Set a list: labels in a column of their own, nested lists further in."""
        if not block.items:
            return []
        element = parent.add("L")
        element.owner = "List"
        element.attributes = {"ListNumbering": _numbering(block)}
        em, gap = self.looks.em, self.looks.gap
        widths = [self.writer.width(item.label, self.looks.body) for item in block.items]
        inset = min(max(max(widths) + em * 0.65, em * 1.5), column.width * 0.3)
        inner = column.indent(inset, min(em * 9, column.width * 0.75))
        parts = [self._item(item, inner, inset, element) for item in block.items]
        parts = [part for part in parts if part]
        for index, part in enumerate(parts):
            part[0].before = part[-1].after = gap * 0.4
            # No short item stands alone at the foot or head of a page.
            if index == 0 or index == len(parts) - 2:
                part[-1].keep = len(parts[index]) <= SHORT and index < len(parts) - 1
        strips = [strip for part in parts for strip in part]
        if strips:
            strips[-1].after = gap
        return strips

    def _item(self, item: ListItem, inner: Column, inset: float, parent: Element) -> list[Strip]:
        entry = parent.add("LI")
        tag = Element("Lbl")
        label = self.writer.label(item.label, self.looks.body, tag)
        if label:
            entry.kids.append(tag)
        strips = self._tight(item.blocks, inner, entry.add("LBody"))
        x = inner.x - inset
        if item.label in {"•", "–", "◦", "-"}:
            x += self.looks.em * 0.35
        leading = self.looks.em * self.looks.style.leading
        return abreast(strips, set_lines(fill(label, inset), x, inset, leading))

    def _tight(
        self, blocks: Sequence[Paragraph | ListBlock], column: Column, parent: Element
    ) -> list[Strip]:
        """Set blocks with little space between them."""
        strips: list[Strip] = []
        for block in blocks:
            part = self.blocks((block,), column, parent)
            if isinstance(block, ListBlock):
                lead_in(strips)
            if part:
                part[0].before = part[-1].after = self.looks.gap * 0.4
            strips += part
        return strips

    def _beside_label(self, label: Sequence[Word], column: Column) -> tuple[Column, float]:
        if not label:
            return column, column.x
        width = sum(word.width + word.gap for word in label)
        if width <= column.hang:
            return column, column.x - column.hang
        if column.hang + column.width * 0.4 < width:
            return column, column.x - column.hang
        start = column.x - column.hang
        x = start + width + self.looks.em * 0.5
        return replace(column, x=x, width=column.right - x), start

    def hairline(
        self, block: Paragraph, strips: Sequence[Strip], column: Column, first: bool
    ) -> None:
        """Draw the hairline that stands over the first of a run of such paragraphs."""
        look = self.looks.paragraph(block.role)
        if strips and look.above and first:
            gap = self.looks.gap
            line = Shape(column.x, -gap, column.width, 0.0, look.above, stroke=0.6)
            strips[0].shapes.append(line)
            strips[0].before = gap * 3.5


def lead_in(strips: Sequence[Strip]) -> None:
    """Keep what stands before a list together with it."""
    if strips:
        strips[-1].keep = True


def _numbering(block: ListBlock) -> str:
    if not block.ordered:
        return "Disc" if block.items[0].label == "•" else "None"
    label = block.items[0].label.strip()
    return next((name for pattern, name in NUMBERING if pattern.match(label)), "None")
