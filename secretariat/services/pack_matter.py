"""Which papers the pack of an audience carries, and how many pages and numbers each takes.

A supplement carries what is new for its audience, and whatever is new for the public, so that the
numbers of all supplements agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from secretariat.models.kinds import Audience, Restriction
from secretariat.models.pack_changes import News, PaperChange
from secretariat.models.pack_kinds import Edition
from secretariat.models.page_plan import PageChoices, PagePlan, PlanPart, spoken
from secretariat.models.records import PaperFile
from secretariat.models.views import MeetingView
from secretariat.services.pack_contents import Openness, PackPaper
from secretariat.services.pack_news import (
    SHEET,
    Carried,
    PackNews,
    cover_place,
    find_news,
    told,
)

if TYPE_CHECKING:
    from secretariat.services.packs import PackBrief

FRONT = "front"
"""The key of the part that is the agenda."""
OwnPages = tuple[int, int]
"""How many pages the front has, and the sheet of changes."""


class PackMatter:
    """What stands in one pack. `broken` are papers that turned out to be unreadable, by key, and
    why; `choices` are how its pages are numbered."""

    def __init__(self, brief: PackBrief) -> None:
        self.brief = brief
        self.broken: dict[str, str] = {}
        say, new = brief.view.choices, brief.supplement
        self.choices = PageChoices(
            first=new.first if new else 1,
            prefix=new.prefix if new else "",
            duplex=say.yes("pack.duplex"),
            reserve=say["pack.restricted"] == "reserve",
        )

    # ------------------------------------------------------------------ papers

    def papers(self, audience: Audience) -> list[PackPaper]:
        """Return the papers that have pages in the pack of an audience."""
        every = list(self._every(audience))
        if self.brief.supplement is None:
            return every
        own, shared = self.news(audience).news, self._shared()
        covers = self._shared_covers(shared)
        return [
            paper
            for paper in every
            if own.get(paper.key, News.WITHDRAWN) is not News.WITHDRAWN
            or paper.key in shared
            or paper.cover in covers
        ]

    def _every(self, audience: Audience) -> Iterator[PackPaper]:
        """Yield the papers that have pages in a whole pack."""
        covers: set[str] = set()
        for paper in self.brief.contents.papers:
            if paper.same_as:
                continue
            sees = paper.edition_for(audience) is not None
            if paper.openness is Openness.UNKNOWN and not sees:
                continue
            # Where nothing is seen, one placeholder stands for all papers of a private item.
            if not sees and paper.cover in covers and not self.choices.reserve:
                continue
            covers.add(paper.cover)
            yield paper

    def _shared(self) -> set[str]:
        """Return the papers of a supplement that are in that of the public, by key."""
        news = self.news(Audience.PUBLIC).news
        return {key for key, what in news.items() if what is not News.WITHDRAWN}

    def _shared_covers(self, shared: set[str]) -> set[str]:
        if self.choices.reserve:
            return set()
        every = self._every(Audience.PUBLIC)
        return {paper.cover for paper in every if paper.cover and paper.key in shared}

    def file(self, paper: PackPaper, audience: Audience) -> PaperFile | None:
        """Return the file whose pages an audience sees, None where there is none for it."""
        if paper.key in self.broken:
            return None
        person = self.brief.person.uid if self.brief.person else None
        edition = paper.edition_for(audience, person)
        return {Edition.FULL: paper.full, Edition.REDACTED: paper.redacted, None: None}[edition]

    def missing(self) -> list[PackPaper]:
        """Return the papers that this audience ought to see and has no pages of."""
        audience = self.brief.audience
        return [
            paper
            for paper in self.papers(audience)
            if paper.edition_for(audience) and self.file(paper, audience) is None
        ]

    def has_cover(self, paper: PackPaper, *, sees: bool) -> bool:
        """Say whether the page that stands for a private paper is in this pack: before the first
        of those that share it, or, where their lengths are reserved, in the place of each."""
        if paper.openness is not Openness.COVERED:
            return False
        if self.choices.reserve:
            return not sees
        audience = self.brief.audience
        first = next((one for one in self.papers(audience) if one.cover == paper.cover), None)
        return first is not None and first.key == paper.key and self._is_covered(paper)

    def _is_covered(self, paper: PackPaper) -> bool:
        """Say whether a private paper takes the number of a page that stands for it."""
        if self.brief.supplement is None:
            return True
        shared = self._shared()
        return paper.key in shared or paper.cover in self._shared_covers(shared)

    # ------------------------------------------------------------------ what is new

    def carried(self, audience: Audience) -> dict[str, Carried]:
        """Return how each paper stands in a whole pack of an audience."""
        person = self.brief.person.uid if self.brief.person else None
        reserve = self.choices.reserve
        found: dict[str, Carried] = {}
        covers: set[str] = set()
        for paper in self._every(audience):
            place = cover_place(paper, reserve=reserve)
            if paper.edition_for(audience) is None:
                found[paper.key] = Carried(place, is_covered=True)
                continue
            first = paper.openness is Openness.COVERED and paper.cover not in covers
            covers.add(paper.cover)
            file = self.file(paper, audience)
            named = file is not None and person not in paper.kept_from
            found[paper.key] = Carried(
                (paper.item, paper.paper.uid),
                file.pdf_sha256 if file else "",
                paper.paper.title if named else "",
                cover=place if first and not reserve else None,
            )
        return found

    def news(self, audience: Audience) -> PackNews:
        """Return what is new for an audience since it was given a pack."""
        return find_news(self.brief.given.get(audience), self.carried(audience))

    def told(self, view: MeetingView, plan: PagePlan) -> tuple[PaperChange, ...]:
        """Return the lines of the sheet of changes for the audience of a view."""
        audience = view.audience
        return told(
            self.news(audience), self.brief.given.get(audience), self.carried(audience), plan,
            (item.uid for item in view.items),
        )  # fmt: skip

    def gaps(self, plan: PagePlan) -> str:
        """Return the numbers that an earlier pack gave and that no page has any more."""
        elsewhere = {
            label
            for key, labels in self.brief.kept.items()
            if key.startswith("supplement ")
            for label in labels
        }
        return spoken([label for label in plan.left_out if label not in elsewhere])

    def in_this_pack(self) -> dict[str, Carried]:
        """Return how each paper of this pack stands in it, by key."""
        carried = self.carried(self.brief.audience)
        found = {}
        for paper in self.papers(self.brief.audience):
            one = carried[paper.key]
            sees = not one.is_covered
            cover = cover_place(paper, reserve=self.choices.reserve)
            has = sees and self.has_cover(paper, sees=sees)
            found[paper.key] = Carried(
                one.place, one.sha256, one.title, one.is_covered, cover if has else None
            )
        return found

    # ------------------------------------------------------------------ pages and numbers

    def parts(self, own: OwnPages, common: OwnPages, audience: Audience) -> list[PlanPart]:
        """Return the parts of the pack of an audience. `own` are the pages of the front and of the
        sheet there, `common` how many numbers they take in every pack."""
        numbered = self.brief.view.choices.yes("pack.front")
        parts = [
            PlanPart(key, pages, is_stamped=False, is_numbered=numbered, numbers=numbers)
            for key, pages, numbers in zip((FRONT, SHEET), own, common, strict=True)
            if pages or numbers
        ]
        shared = self._shared() if self.brief.supplement else None
        covers = self._shared_covers(shared) if shared is not None else set()
        first: dict[str, str] = {}
        for paper in self.papers(audience):
            pages = self._length(paper, audience)
            sees = paper.edition_for(audience) is not None
            everywhere = shared is None or paper.key in shared or paper.cover in covers
            if paper.openness is not Openness.COVERED or not everywhere:
                marked = paper.held.restriction is not Restriction.NONE
                marked = marked and paper.edition_for(audience) is Edition.FULL
                numbers = paper.common if everywhere else 0
                parts.append(PlanPart(paper.key, pages, numbers=numbers, is_marked=marked))
                continue
            above = first.setdefault(paper.cover, paper.key)
            if above != paper.key and not self.choices.reserve:
                parts.append(PlanPart(paper.key, pages, under=above))
            else:
                reserved = paper.full.pages or 1 if paper.full else 1
                pages = pages if sees else reserved
                parts.append(PlanPart(paper.key, pages, is_restricted=True, is_shown=sees))
        return parts

    def _length(self, paper: PackPaper, audience: Audience) -> int:
        file = self.file(paper, audience)
        return (file.pages or 1) if file else 1

    def ranges(self, plan: PagePlan, audience: Audience) -> dict[str, str]:
        """Return by item the numbers of its papers, for those items that have any."""
        labels: dict[str, list[str]] = {}
        for paper in self.brief.contents.papers:
            sees = paper.edition_for(audience) is not None
            item = paper.item if sees else paper.shown
            found = plan.labels.get(paper.same_as or paper.key, ())
            if item and found:
                labels.setdefault(item, []).extend(found)
        return {item: spoken(found) for item, found in labels.items()}

    def several(self, item: str) -> bool:
        """Say whether more than one paper of this pack stands below an item."""
        audience = self.brief.audience
        found = [
            one
            for one in self.papers(audience)
            if (one.item if one.edition_for(audience) else one.shown) == item
        ]
        return len(found) > 1
