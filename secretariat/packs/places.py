"""Where links and bookmarks lead: to a page, whatever way a file has of saying so."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf

from secretariat.packs.destinations import is_name_of_place, key_of_place, named_places
from secretariat.packs.keys import entry

Place = tuple[int, float | None]
"""A page, counted from 0, and the height on it in its own space; None for the whole page."""


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
        if is_name_of_place(goal):
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
            self._named = named_places(self._pdf.Root)
        found = self._named.get(key_of_place(name))
        return found if isinstance(found, Object) else None
