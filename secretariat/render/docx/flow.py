"""Headings, paragraphs and lists to Word paragraphs, each with its owner in the margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from secretariat.documents.model import Align, Heading, ListBlock, Paragraph, Role, Runs
from secretariat.render.docx.book import Stylebook, indented
from secretariat.render.docx.contents import Places
from secretariat.render.docx.controls import Controls
from secretariat.render.docx.inline import Inline, shown
from secretariat.render.docx.looks import Font, Shape
from secretariat.render.docx.measure import widest, width
from secretariat.render.docx.styles import ROLES
from secretariat.render.docx.xml import Element, clean, el, tab, val

_BULLETS = frozenset("•◦▪‣–—-*·")
_SECTION_LEVEL = 3
"""The level of a section's heading by its style; others are given theirs."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand: `left` and `right` of them in twips, and how the style is called there.

    `hang` is the room to the left that labels may use.
    """

    left: int = 0
    right: int = 0
    hang: int = 0
    suffix: str = ""
    cell: bool = False
    header: bool = False
    align: Align = Align.LEFT
    room: int = 9000


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or table of the body, and what stands level with it in the margin.

    `left` is how far its words stand from the edge, in twips.
    """

    element: Element
    margin: Runs = ()
    left: int = 0


class Flow:
    """Turns blocks into pieces; it knows styles and numbers, but not the page."""

    def __init__(self, book: Stylebook) -> None:
        self.book = book
        self.inline = Inline(book)
        self.controls = Controls(book)
        self.places = Places()
        self._em = round(book.house.body_pt * 20)
        self._gap = round(book.house.body_pt * 0.62 * 20)

    def blocks(self, blocks: Sequence[Paragraph | ListBlock], place: Place) -> list[Piece]:
        """Return the pieces of blocks, one after the other."""
        pieces: list[Piece] = []
        for block in blocks:
            if isinstance(block, ListBlock):
                made = self.list(block, place)
                if made and not place.cell:
                    self.apart(made[-1].element, Shape(after=self._gap), "last")
                pieces += made
            else:
                pieces.append(self.paragraph(block, place))
        return pieces

    def heading(self, heading: Heading, level: int, gutter: int, *, numbered: bool) -> Piece:
        """Return a heading; in a numbered part it stands at the gutter, its number in it."""
        house = self.book.house
        name = "Section Heading" if heading.section else f"heading {level}"
        if heading.section and level != _SECTION_LEVEL:
            name = self.book.variant(name, f"Level {level}", Shape(outline=level - 1))
        number = clean(heading.number)
        font = Font()
        if number and house.heading_case == "capitals" and not heading.section and level > 1:
            font = Font(caps=False)
        if number:
            shape = indented(self.book.base(name), gutter, gutter)
            name = self.book.variant(name, "Numbered", shape, font)
        elif numbered:
            name = self.book.variant(name, "in Item", indented(self.book.base(name), gutter))
        content = [*self.inline.text(number), tab()] if number else []
        element = self.inline.paragraph(name, *content, *self.inline.runs(heading.runs))
        self.places.enter(element)
        return Piece(element)

    def paragraph(self, paragraph: Paragraph, place: Place) -> Piece:
        """Return a paragraph with its label hanging to the left where there is room."""
        name = self._style(paragraph.role, place)
        label = clean(paragraph.label)
        hanging = self._hanging(label, place)
        left = place.left
        if label and hanging > place.hang:
            left += hanging - place.hang
        style = self._placed(name, place, left, hanging if label else 0)
        counted = paragraph.field is not None and paragraph.field.count
        content = [*self.inline.text(label, "Label"), tab()] if label and not counted else []
        keep = paragraph.keep_with_next or shown(paragraph.runs).rstrip().endswith(":")
        element = self.inline.paragraph(
            style, *content, *self.inline.runs(paragraph.runs), keep_next=keep
        )
        if paragraph.field is not None:
            self.controls.enter(element, paragraph.field, place.cell, left, hanging)
        return Piece(element, paragraph.margin, left + (self.book.base(name).shape.left or 0))

    def list(self, block: ListBlock, place: Place, depth: int = 0) -> list[Piece]:
        """Return a list: bullets are lists of Word, all other labels are text that hangs."""
        labels = [clean(item.label) for item in block.items]
        hanging = widest(labels, self.book.house.body_pt) + round(self._em * 0.5)
        hanging = max(min(hanging, place.room // 4), round(self._em * 1.4))
        left = min(place.left + hanging, place.left + place.room - round(self._em * 6))
        left = max(left, place.left)
        inner = replace(place, left=left, hang=0, room=place.room - (left - place.left))
        pieces: list[Piece] = []
        for item, label in zip(block.items, labels, strict=True):
            first = True
            for part in item.blocks:
                if isinstance(part, ListBlock):
                    if first:
                        pieces.append(self._labelled(Paragraph(()), label, inner, hanging, depth))
                    pieces += self.list(part, inner, depth + 1)
                elif first:
                    pieces.append(self._labelled(part, label, inner, hanging, depth))
                else:
                    pieces.append(self._continued(part, inner))
                first = False
            if first:
                pieces.append(self._labelled(Paragraph(()), label, inner, hanging, depth))
        return pieces

    def spaced(self, element: Element, shape: Shape, suffix: str) -> None:
        """Put a paragraph into a variant of its style with other distances."""
        name = self.inline.style_of(element)
        self.inline.restyle(element, self.book.variant(name, suffix, shape))

    def apart(self, element: Element, wish: Shape, suffix: str) -> None:
        """Give a paragraph at least the distances of `wish`."""
        shape = self.book.shape(self.inline.style_of(element))
        if (shape.before or 0) < (wish.before or 0) or (shape.after or 0) < (wish.after or 0):
            self.spaced(element, wish, suffix)

    def _labelled(
        self, paragraph: Paragraph, label: str, place: Place, hanging: int, depth: int
    ) -> Piece:
        content = self.inline.runs(paragraph.runs)
        if paragraph.label:
            content = [*self.inline.text(f"{paragraph.label} ", "Label"), *content]
        if label in _BULLETS:
            first = place.left - hanging * (depth + 1) <= 0 and not place.cell
            if first and (lent := self.book.lent_bullets(depth)):
                return Piece(self.inline.paragraph(lent, *content), paragraph.margin, place.left)
            element = self.inline.paragraph(self._base("List Bullet", place), *content)
            number, level = self.book.bullet(label, depth, place.left, hanging)
            properties = element.find("{*}pPr")
            assert properties is not None
            numbering = el("w:numPr", None, val("w:ilvl", level), val("w:numId", number))
            properties.insert(1, numbering)
            return Piece(element, paragraph.margin, place.left)
        name = self._placed(self._base("Lettered List", place), place, place.left, hanging)
        head = [*self.inline.text(label), tab()]
        element = self.inline.paragraph(name, *head, *content)
        return Piece(element, paragraph.margin, place.left)

    def _continued(self, paragraph: Paragraph, place: Place) -> Piece:
        if paragraph.role is not Role.BODY or paragraph.label:
            return self.paragraph(paragraph, place)
        name = self._placed(self._base("List Continue", place), place, place.left, 0)
        return Piece(
            self.inline.paragraph(name, *self.inline.runs(paragraph.runs)),
            paragraph.margin, place.left,
        )  # fmt: skip

    def _style(self, role: Role, place: Place) -> str:
        if role is not Role.BODY or not place.cell:
            return ROLES[role]
        return self.book.aligned("Table Heading" if place.header else "Table Text", place.align)

    def _base(self, name: str, place: Place) -> str:
        """Return the style of lists, which stand closer together in a table."""
        return self.book.variant(name, "in Table", Shape(before=0, after=0)) if place.cell else name

    def _placed(self, name: str, place: Place, left: int, hanging: int) -> str:
        if left == 0 and not hanging and not place.right:
            return name
        shape = indented(self.book.base(name), left, hanging, place.right)
        return self.book.variant(name, place.suffix, shape)

    def _hanging(self, label: str, place: Place) -> int:
        """Return how far the words of a paragraph stand from the edge of its label."""
        if not label:
            return 0
        needed = width(label, self.book.house.body_pt, bold=True) + round(self._em * 0.6)
        return max(place.hang, min(needed, place.room * 9 // 20))
