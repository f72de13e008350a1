"""The structure tree while it grows: elements in reading order, with slots for page content.

An element is made when its block is composed, so the order of the tree is the order of the
document, whatever order the page is painted in. A slot is filled when its words are painted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Value = str | int | tuple[str, ...] | tuple[float, ...]


@dataclass(slots=True, eq=False)
class Slot:
    """A place in the reading order; `marks` are the (page, mark) pairs painted for it."""

    owner: Element
    marks: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Element:
    """A structure element: `kids` in reading order.

    `attributes` are the standard ones of one owner (Table, List, Layout), names as in ISO 32000.
    `actual` is what is read instead of the printed words, `alt` what a figure shows. `href` makes
    a link of it, and so does `to`, another element of the same document; `said` is then what is
    said of where it leads.
    """

    role: str
    lang: str = ""
    actual: str = ""
    alt: str = ""
    href: str = ""
    to: Element | None = None
    said: str = ""
    identity: str = ""
    owner: str = ""
    attributes: Mapping[str, Value] = field(default_factory=dict)
    kids: list[Element | Slot] = field(default_factory=list)

    def add(self, role: str, lang: str = "", href: str = "") -> Element:
        """Return a new last child."""
        child = Element(role, lang=lang, href=href)
        self.kids.append(child)
        return child

    def slot(self) -> Slot:
        """Return a new last place for words."""
        place = Slot(self)
        self.kids.append(place)
        return place

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it in reading order, without recursion."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))


class Levels:
    """Keeps the levels of headings without gaps, whatever levels are asked for."""

    def __init__(self) -> None:
        self.last = 0
        self.all: list[Element] = []
        """Every heading that was asked for, in reading order."""

    def heading(self, wish: int) -> Element:
        """Return a heading of the wished level, or of the next one below the last heading."""
        heading = Element(f"H{max(1, min(wish, self.last + 1, 6))}")
        self.all.append(heading)
        return heading

    def add(self, heading: Element, parent: Element) -> None:
        """Put a heading into the tree; from now on it is the last one."""
        self.last = int(heading.role[1:])
        parent.kids.append(heading)
