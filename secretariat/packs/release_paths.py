"""Where links and bookmarks of a finished PDF lead: to its own pages, or to the public web."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from secretariat.models.release import ReleaseFault, ReleaseFinding
from secretariat.packs.destinations import is_public
from secretariat.packs.objects import elements, has_keys, held, is_dictionary, name_of, text_of
from secretariat.packs.places import Places

_MOST_BOOKMARKS, _DEEPEST = 20_000, 60


def path_findings(pdf: Any, hosts: tuple[str, ...]) -> Iterator[ReleaseFinding]:
    """Yield the links and bookmarks that lead nowhere, or where only some may go.

    An address is not told: it may say more than it should.
    """
    places = Places(pdf)
    for number, page in enumerate(pdf.pages, 1):
        for one in elements(held(page.obj, "/Annots")):
            kind = name_of(held(one, "/Subtype"))
            if kind == "/Link":
                yield from _link(one, places, hosts, number)
            elif kind != "/Widget":
                yield ReleaseFinding(ReleaseFault.COMMENT, number)
    dead = 0
    for one in _bookmarks(pdf):
        for found in _link(one, places, hosts, 0):
            if found.kind is ReleaseFault.DEAD_LINK:
                dead += 1
            else:
                yield found
    if dead:
        yield ReleaseFinding(ReleaseFault.DEAD_BOOKMARK, count=dead)


def _link(one: Any, places: Places, hosts: tuple[str, ...], page: int) -> Iterator[ReleaseFinding]:
    action = one.get("/A")
    kind = name_of(held(action, "/S"))
    if kind == "/URI":
        if not is_public(text_of(held(action, "/URI")).strip(), hosts):
            yield ReleaseFinding(ReleaseFault.BAD_LINK, page)
    elif has_keys(action) and kind != "/GoTo":
        yield ReleaseFinding(ReleaseFault.ACTIVE, page, words="a link that does something else")
    elif places.of_link(one) is None:
        yield ReleaseFinding(ReleaseFault.DEAD_LINK, page)
    if has_keys(held(action, "/Next")) or elements(held(action, "/Next")):
        yield ReleaseFinding(ReleaseFault.ACTIVE, page, words="a link that does several things")


def _bookmarks(pdf: Any) -> Iterator[Any]:
    """Yield the bookmarks, each once, however they are chained."""
    seen: set[tuple[int, int]] = set()
    waiting = [(held(held(pdf.Root, "/Outlines"), "/First"), 0)]
    while waiting and len(seen) < _MOST_BOOKMARKS:
        one, depth = waiting.pop()
        if not is_dictionary(one) or depth > _DEEPEST or one.objgen in seen:
            continue
        if one.objgen != (0, 0):
            seen.add(one.objgen)
        yield one
        waiting.append((one.get("/Next"), depth))
        waiting.append((one.get("/First"), depth + 1))
