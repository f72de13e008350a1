"""Strips: the horizontal slices a page is stacked from, and what is painted in them.

A strip is placed by its upper left corner; x is measured from the page's left edge and y
downwards from the strip's top, both in points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from secretariat.render.pdf.fonts import Face
from secretariat.render.pdf.tree import Element, Slot


@dataclass(slots=True)
class Words:
    """Words on one baseline. `slot` is None for decoration; `actual` is what is read."""

    x: float
    y: float
    width: float
    text: str
    face: Face
    size: float
    colour: str
    slot: Slot | None
    actual: str | None = None
    tracking: float = 0.0


@dataclass(slots=True)
class Shape:
    """A filled box, or a line when `stroke` is its thickness; always decoration.

    `dots` draws a line as leaders; `radius` rounds the corners of a box.
    """

    x: float
    y: float
    width: float
    height: float
    colour: str
    stroke: float = 0.0
    dots: bool = False
    radius: float = 0.0


@dataclass(slots=True)
class Picture:
    """The place of the crest. `slot` is None for decoration."""

    x: float
    y: float
    width: float
    height: float
    slot: Slot | None


@dataclass(slots=True)
class Area:
    """The part of a strip that answers to a click on the link `element`."""

    x: float
    y: float
    width: float
    height: float
    element: Element


@dataclass(slots=True)
class Bookmark:
    """An entry of the outline."""

    level: int
    title: str


Cut = Callable[[float], "tuple[Strip, Strip] | None"]


@dataclass(slots=True)
class Strip:
    """A slice that is not broken across pages, unless `cut` can divide it.

    `before` and `after` are the space it asks for around it; the larger of two neighbours'
    wishes counts, and none at the head of a page. `keep` forbids a page break after it.
    `repeat` is printed again, as decoration, when a page starts with this strip. `owned` says
    that words stand in the margin beside it, `starts` that a line of an agenda begins here,
    `whole` that it is divided only where it is longer than a page. `anchors` are the elements
    that begin here and that something leads to.
    """

    height: float
    baseline: float = 0.0
    words: list[Words] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    new_page: bool = False
    owned: bool = False
    starts: bool = False
    whole: bool = False
    bookmarks: list[Bookmark] = field(default_factory=list)
    anchors: list[Element] = field(default_factory=list)
    repeat: Sequence[Strip] = ()
    cut: Cut | None = None

    def move(self, dx: float, dy: float) -> None:
        """Move everything painted in the strip."""
        marks: list[Words | Shape | Area] = [*self.words, *self.shapes, *self.areas]
        for mark in marks:
            mark.x += dx
            mark.y += dy

    def absorb(self, other: Strip) -> None:
        """Take over what another strip paints."""
        self.words += other.words
        self.shapes += other.shapes
        self.areas += other.areas
        self.bookmarks += other.bookmarks
        self.anchors += other.anchors


def abreast(main: list[Strip], *others: Sequence[Strip]) -> list[Strip]:
    """Return `main` with other columns beside it, line by line on common baselines.

    The lines of the other columns stay together, so that the owner of an action is never
    parted from the lines beside it.
    """
    for column in others:
        for index, strip in enumerate(column):
            if index:
                main[index - 1].keep = True
            if index == len(main):
                if main:
                    strip.after, main[-1].after = main[-1].after, 0.0
                main.append(strip)
            else:
                _merge(main[index], strip)
    return main


def _merge(strip: Strip, other: Strip) -> None:
    rise = other.baseline - strip.baseline
    if rise > 0:
        strip.move(0.0, rise)
        strip.height += rise
        strip.baseline += rise
    else:
        other.move(0.0, -rise)
    strip.height = max(strip.height, other.height - other.baseline + strip.baseline)
    strip.absorb(other)


def together(strips: Iterable[Strip]) -> None:
    """Forbid page breaks between the strips (not after the last)."""
    ordered = list(strips)
    for strip in ordered[:-1]:
        strip.keep = True


def protect(strips: Sequence[Strip]) -> None:
    """Let no line of a paragraph stand alone at the foot or head of a page."""
    if len(strips) > 1:
        strips[0].keep = True
        strips[-2].keep = True


def stack_height(strips: Sequence[Strip]) -> float:
    """Return the height of strips stacked without a page break."""
    height = 0.0
    for index, strip in enumerate(strips):
        height += strip.height
        if index:
            height += max(strip.before, strips[index - 1].after)
    return height
