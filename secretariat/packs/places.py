"""Where links and bookmarks lead: to a page, whatever way a file has of saying so."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from secretariat.packs.keys import entry

Place = tuple[int, float | None]
"""A page, counted from 0, and the height on it in its own space; None for the whole page."""

_DEEPEST, _MOST = 20, 20_000


class Places:
    """Finds the places of one file that its links and bookmarks name."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self._named: dict[bytes, Object] | None = None

    def of_link(self, link: Object) -> Place | None:
        """Return the place to which an annotation or a bookmark leads, None for none here."""
        goal = self.goal_of(link)
        return None if goal is None else self._place(goal)

    def goal_of(self, link: Object) -> Array | None:
        """Return the destination of a link as an array of this file, names looked up."""
        goal = entry(link, "/Dest")
        if goal is None:
            action = entry(link, "/A")
            if not isinstance(action, Dictionary) or action.get("/S") != Name.GoTo:
                return None
            goal = action.get("/D")
        if isinstance(goal, String | Name):
            goal = self._by_name(goal)
        if isinstance(goal, Dictionary):
            goal = goal.get("/D")
        return goal if isinstance(goal, Array) and len(goal) else None

    def _place(self, goal: Array) -> Place | None:
        page = goal[0]
        if not isinstance(page, Dictionary) or page.objgen not in self._pages:
            return None
        index = self._pages[page.objgen]
        kind = goal[1] if len(goal) > 1 else None
        at = {"/XYZ": 3, "/FitH": 2, "/FitBH": 2, "/FitR": 5}.get(str(kind), len(goal))
        try:
            return index, round(float(goal[at]), 3) if at < len(goal) else None
        except (TypeError, ValueError):
            return index, None

    def _by_name(self, name: Object) -> Object | None:
        if self._named is None:
            self._named = dict(self._names())
        key = str(name)[1:].encode("latin-1", "replace") if isinstance(name, Name) else bytes(name)
        return self._named.get(key)

    def _names(self) -> Iterator[tuple[bytes, Object]]:
        root = self._pdf.Root
        old = root.get("/Dests")
        if isinstance(old, Dictionary):
            for key, goal in old.items():
                yield key[1:].encode("latin-1", "replace"), goal
        tree = root.get("/Names", Dictionary())
        if isinstance(tree, Dictionary):
            yield from _leaves(tree.get("/Dests"))


def _leaves(node: Object | None) -> Iterator[tuple[bytes, Object]]:
    """Yield the names of a name tree, each node once."""
    seen: set[tuple[int, int]] = set()
    waiting = [(node, 0)]
    while waiting and len(seen) < _MOST:
        node, depth = waiting.pop()
        if not isinstance(node, Dictionary) or depth > _DEEPEST:
            continue
        if node.objgen != (0, 0):
            if node.objgen in seen:
                continue
            seen.add(node.objgen)
        names = node.get("/Names")
        if isinstance(names, Array):
            for at in range(0, len(names) - 1, 2):
                if isinstance(names[at], String):
                    yield bytes(names[at]), names[at + 1]
        kids = node.get("/Kids")
        if isinstance(kids, Array):
            waiting += [(kid, depth + 1) for kid in kids]
