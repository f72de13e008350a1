"""The reports that an agenda or minutes list below their items, for an audience."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from secretariat.models.agenda import Held, effective_restrictions, stricter
from secretariat.models.kinds import Audience, Restriction
from secretariat.models.papers import came_on
from secretariat.models.records import Item, ItemPaper, Paper
from secretariat.models.views import ListedPaper
from secretariat.services.paper_files import papers_in
from secretariat.services.paper_links import links_of
from secretariat.store.rows import Reader


def listed_papers(
    reader: Reader, items: Iterable[Item], audience: Audience
) -> tuple[ListedPaper, ...]:
    """Return the reports of the items whose matter `audience` may see, in the order of each.

    One that is exempt or confidential where its item is open keeps its letter and its ground for
    those who may not see it, and nothing else; an internal one is left out. Reports that are not
    needed any more are not listed. One is in once it was received or its file is ready.
    """
    held_items = tuple(items)
    held = effective_restrictions(held_items)
    open_items = [item for item in held_items if audience.may_see(held[item.uid].restriction)]
    links = links_of(reader, open_items)
    papers = reader.by_uid(Paper, {link.paper for some in links.values() for link in some})
    ready = papers_in(reader, papers)
    return tuple(
        shown
        for item in open_items
        for link in links.get(item.uid, ())
        if (shown := _face(item, link, papers, held[item.uid], audience, ready))
    )


def _face(
    item: Item,
    link: ItemPaper,
    papers: Mapping[str, Paper],
    above: Held,
    audience: Audience,
    ready: Set[str],
) -> ListedPaper | None:
    """Return what an audience may know of a report, None for nothing."""
    paper = papers.get(link.paper)
    if paper is None or not paper.is_needed:
        return None
    holds = stricter(above, Held(paper.restriction, paper.restriction_ground))
    ground = holds.ground if holds.restriction is not Restriction.NONE else ""
    if audience.may_see(holds.restriction):
        is_in = came_on(paper) is not None or paper.uid in ready
        return ListedPaper(item.uid, paper.title, link.letter, holds.restriction, ground, is_in)
    if holds.restriction is Restriction.INTERNAL:
        return None
    return ListedPaper(item.uid, "", link.letter, holds.restriction, ground)
