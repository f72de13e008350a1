"""What is new in a pack for its audience: what a supplement carries and the sheet of changes says.

It is found from what the audience was given and what it may have now, and from nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from secretariat.models.pack_changes import Given, GivenBefore, News, PaperChange, Place, news_of
from secretariat.models.page_plan import PagePlan, spoken
from secretariat.services.pack_contents import Openness, PackContents, PackPaper
from secretariat.services.pack_numbers import key_of

SHEET = "changes"
"""The key of the part that says what changed since the last pack."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A paper as it stands in one pack: where, the hash of its PDF and its title, both empty of a
    page in its place. `cover` is the place of the page that stands before it for all audiences."""

    place: Place
    sha256: str = ""
    title: str = ""
    is_covered: bool = False
    cover: Place | None = None


@dataclass(frozen=True, slots=True)
class PackNews:
    """What is new for an audience: by the key of a paper, and what it was given and is no more."""

    news: Mapping[str, News]
    gone: Mapping[Place, Given]

    def __bool__(self) -> bool:
        return bool(self.news or self.gone)


NOTHING = PackNews({}, {})


def cover_place(paper: PackPaper, *, reserve: bool) -> Place:
    """Return the place of the page that stands for a private paper, or for all of its item."""
    for_all = paper.cover.startswith("item-") and not reserve
    return paper.shown, "" if for_all else paper.paper.uid


def find_news(given: GivenBefore | None, carried: Mapping[str, Carried]) -> PackNews:
    """Return what is new in a pack that carries this, against what was given; nothing is, where
    nothing was given."""
    if given is None:
        return NOTHING
    news: dict[str, News] = {}
    met: set[Place] = set()
    for key, one in carried.items():
        met |= {one.place, *([one.cover] if one.cover else [])}
        found = news_of(given.papers.get(one.place), one.sha256, is_covered=one.is_covered)
        if found:
            news[key] = found
    gone = {place: what for place, what in given.papers.items() if place not in met}
    return PackNews(news, gone)


def told(
    news: PackNews,
    given: GivenBefore | None,
    carried: Mapping[str, Carried],
    plan: PagePlan,
    items: Iterable[str],
) -> tuple[PaperChange, ...]:
    """Return the lines of the sheet of changes, in the order of the pack, what is gone last.

    `items` are those that the audience knows of.
    """
    known, before = set(items), given.papers if given else {}
    lines = []
    for key, what in news.news.items():
        one = carried[key]
        labels = plan.labels.get(key, ())
        if one.cover and not one.is_covered:
            # The page before a private paper stands for it elsewhere; its own are below.
            labels = tuple(label for label in labels if label not in plan.common.get(key, ()))
        then = before.get(one.place)
        lines.append(
            PaperChange(
                what,
                one.place[0] if one.place[0] in known else "",
                one.title,
                spoken(then.labels) if then else "",
                spoken(labels),
            )
        )
    for (item, _), was in news.gone.items():
        at = item if item in known else ""
        lines.append(PaperChange(News.WITHDRAWN, at, was.title, spoken(was.labels)))
    return tuple(lines)


def kept_in(
    contents: PackContents, kept: Mapping[str, tuple[str, ...]], *, reserve: bool
) -> dict[str, tuple[str, ...]]:
    """Return kept numbers by the parts that a pack has now.

    The page that stands for a private item keeps the first number that the item ever had, so that
    it never shows which of its papers comes first. What the public no longer knows of gives its
    numbers to nothing else.
    """
    found = dict(kept)
    homes: set[str] = set()
    for paper in contents.papers:
        if paper.same_as:
            continue
        if paper.openness is Openness.UNKNOWN:
            if labels := found.pop(paper.key, ()):
                found[f"held {paper.key}"] = labels
            continue
        home = paper.shown
        whole = paper.openness is Openness.COVERED and not cover_place(paper, reserve=reserve)[1]
        if home in homes or (not whole and key_of(home, "") not in found):
            if paper.openness is Openness.COVERED and not whole:
                _move(found, key_of(paper.shown, paper.paper.uid), paper.key)
            continue
        homes.add(home)
        every = [key for key in kept if key.startswith(f"{home}/") and key in found]
        wanted = every if whole else [key_of(home, ""), paper.key]
        labels = tuple(label for key in wanted for label in found.pop(key, ()))
        if labels:
            found[paper.key] = labels
    return found


def _move(found: dict[str, tuple[str, ...]], one: str, to: str) -> None:
    if one != to and one in found:
        found[to] = found.pop(one)
