"""Bookmarks: those of a paper are read as plain data, those of a pack are written of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from secretariat.packs.boxes import top_of
from secretariat.packs.keys import entry
from secretariat.packs.places import Place, Places

_MOST, _DEEPEST = 5_000, 12
"""Bookmarks of one paper that are kept, and how deep."""


@dataclass(slots=True)
class Bookmark:
    """A bookmark with those below it. Without a place it only holds others together."""

    title: str
    place: Place | None = None
    kids: list[Bookmark] = field(default_factory=list)
    is_open: bool = True

    def all(self) -> Iterator[Bookmark]:
        """Yield this bookmark and all below it."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(one.kids)


def read_bookmarks(pdf: Pdf, places: Places) -> list[Bookmark]:
    """Return the bookmarks of a paper; a loop in them is left where it begins."""
    outlines = pdf.Root.get("/Outlines")
    if not isinstance(outlines, Dictionary):
        return []
    seen: set[tuple[int, int]] = set()
    return _level(outlines, places, seen, _DEEPEST)


def _level(parent: Object, places: Places, seen: set[tuple[int, int]], left: int) -> list[Bookmark]:
    found: list[Bookmark] = []
    item = entry(parent, "/First")
    while isinstance(item, Dictionary) and item.objgen not in seen and len(seen) < _MOST:
        seen.add(item.objgen)
        title = item.get("/Title")
        words = " ".join(str(title).split()) if isinstance(title, String) else ""
        kids = _level(item, places, seen, left - 1) if left else []
        place = places.of_link(item)
        if words and (place or kids):
            found.append(Bookmark(words, place, kids))
        else:
            found.extend(kids)
        item = entry(item, "/Next")
    return found


def below(title: str, own: list[Bookmark]) -> list[Bookmark]:
    """Return the bookmarks of a paper as they stand below its title, which is not said twice."""
    if len(own) == 1 and _letters(own[0].title) == _letters(title):
        return own[0].kids
    return own


def _letters(words: str) -> str:
    return "".join(char for char in words.casefold() if char.isalnum())


def filed(root: list[Bookmark], path: Sequence[str], new: Bookmark) -> None:
    """File a bookmark below those that its path names; neighbours of one name are one."""
    level = root
    for words in path:
        if not level or level[-1].title != words:
            level.append(Bookmark(words, new.place))
        level = level[-1].kids
    level.append(new)


def write_bookmarks(pdf: Pdf, bookmarks: Sequence[Bookmark], pages: Sequence[Object]) -> None:
    """Give the file these bookmarks, and show them when it is opened."""
    if not bookmarks:
        return
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    waiting = [(root, bookmarks, True)]
    while waiting:
        parent, level, is_open = waiting.pop()
        items = [pdf.make_indirect(_item(one, parent, pages)) for one in level]
        for one, other in pairwise(items):
            one.Next, other.Prev = other, one
        parent.First, parent.Last = items[0], items[-1]
        shown = _shown(level)
        parent.Count = shown if is_open else -shown
        waiting += [
            (item, one.kids, one.is_open)
            for item, one in zip(items, level, strict=True)
            if one.kids
        ]
    pdf.Root.Outlines = root
    pdf.Root.PageMode = Name.UseOutlines


def _shown(level: Sequence[Bookmark]) -> int:
    """Return how many bookmarks are seen when a level is open."""
    return sum(1 + (_shown(one.kids) if one.is_open else 0) for one in level)


def _item(bookmark: Bookmark, parent: Object, pages: Sequence[Object]) -> Dictionary:
    item = Dictionary(Title=String(bookmark.title), Parent=parent)
    if bookmark.place is not None:
        page, top = bookmark.place
        target = pages[page]
        item.Dest = top_of(target) if top is None else Array([target, Name.XYZ, 0, top, 0])
    return item
