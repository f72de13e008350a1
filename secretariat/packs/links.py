"""Links of a pack: names become places, links to papers find them, and each paper leads back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from secretariat.models.page_plan import PACK_LINK
from secretariat.packs.boxes import Sight, top_of
from secretariat.packs.keys import entry
from secretariat.packs.places import Places

_NO_BORDER = (0, 0, 0)
_PRINTED = 4


@dataclass(slots=True)
class PackLinks:
    """The links between the parts of one pack: those waiting for their goal, and the goals."""

    waiting: list[tuple[Object, Object, str]] = field(default_factory=list)
    goals: dict[str, tuple[Object, str]] = field(default_factory=dict)

    def gather(self, pages: Sequence[Object]) -> None:
        """Remember the links on these pages that lead to a part of the pack."""
        for page, link in _links(pages):
            action = entry(link, "/A")
            if not isinstance(action, Dictionary) or action.get("/S") != Name.URI:
                continue
            address = str(action.get("/URI", ""))
            if address.startswith(PACK_LINK):
                self.waiting.append((page, link, address.removeprefix(PACK_LINK)))

    def settle(self) -> Iterator[tuple[Object, str]]:
        """Lead each link to its part; yield those that lead nowhere, taken off their pages."""
        for here, link, target in self.waiting:
            goal = self.goals.get(target)
            del link.A
            if goal is None:
                own = link.objgen
                here.Annots = Array(each for each in here.Annots if each.objgen != own)
                yield link, target
            else:
                page, title = goal
                link.Dest = top_of(page)
                link.Contents = String(title)


def spell_out(pages: Sequence[Object], places: Places) -> None:
    """Let links within a paper say their place itself: names are not carried into a pack."""
    for _, link in _links(pages):
        action = entry(link, "/A")
        named = entry(link, "/Dest")
        if named is None and isinstance(action, Dictionary) and action.get("/S") == Name.GoTo:
            named = action.get("/D")
        if named is None or isinstance(named, Array):
            continue
        goal = places.goal_of(link)
        for key in ("/A", "/Dest"):
            if key in link:
                del link[key]
        if goal is not None:
            link.Dest = goal


def back_link(
    pdf: Pdf,
    area: tuple[float, float, float, float],
    sight: Sight,
    goal: Object,
    words: str,
) -> Object:
    """Return a link over a stamp that leads to the agenda."""
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array(sight.rectangle(*area)),
            Border=Array(_NO_BORDER),
            F=_PRINTED,
            Contents=String(words),
            Dest=top_of(goal),
        )
    )


def add_annotation(page: Object, annotation: Object) -> None:
    """Put an annotation on a page, without touching a list that another page may share."""
    held = entry(page, "/Annots")
    page.Annots = Array([*(held if isinstance(held, Array) else ()), annotation])
    page.Tabs = Name.S


def _links(pages: Sequence[Object]) -> Iterator[tuple[Object, Object]]:
    for page in pages:
        held = entry(page, "/Annots")
        if isinstance(held, Array):
            for link in held:
                if isinstance(link, Dictionary) and link.get("/Subtype") == Name.Link:
                    yield page, link
