"""The packs of a meeting: one for the public, one for members and one for officers, of one source.

What reads the register and what makes the file are apart: `pack_brief` takes a moment, everything
after it takes paths and views alone, and may be done elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, DocumentKind, Format, Restriction
from secretariat.models.names import full_name
from secretariat.models.pack_changes import GivenBefore, Place, Supplement
from secretariat.models.page_plan import PagePlan, plan_pages, spoken
from secretariat.models.records import Person
from secretariat.models.views import MeetingView
from secretariat.paths import resources
from secretariat.services import finished
from secretariat.services.pack_contents import PackContents, PackPaper, pack_contents
from secretariat.services.pack_matter import FRONT, OwnPages, PackMatter
from secretariat.services.pack_news import SHEET, Carried, kept_in
from secretariat.services.pack_numbers import given_before, kept_numbers
from secretariat.services.publish import house_style
from secretariat.services.supplement_views import agenda_news, supplement_view
from secretariat.services.views import meeting_view

if TYPE_CHECKING:
    from secretariat.documents.common import Frame
    from secretariat.documents.model import Document
    from secretariat.documents.pack_pages import StandIn
    from secretariat.documents.style import HouseStyle
    from secretariat.documents.wording import Wording
    from secretariat.packs.child import Cancel
    from secretariat.packs.parts import Assembled, PackOrder, PackPart
    from secretariat.services.session import Session
    from secretariat.store.rows import Reader

Render = Callable[["Document", "HouseStyle"], bytes]
Told = Callable[[int, int, str], None]

_EDGES = {
    Restriction.EXEMPT: (0.93, 0.55, 0.65),
    Restriction.CONFIDENTIAL: (0.93, 0.55, 0.65),
    Restriction.INTERNAL: (0.95, 0.8, 0.35),
}
"""Colours of the edge: pink for what is private, yellow for what only officers have."""
_MOST_ROUNDS = 6


class NothingNewError(KnownError):
    """A supplement has nothing to carry, or there is no pack that it could supplement."""


@dataclass(frozen=True, slots=True)
class PackBrief:
    """Everything from which one pack is made. `public` is the view of the public, whose agenda
    says how many numbers the front takes in every pack; `person` is for whom it is made, None for
    the whole audience; `kept` are the numbers that an edition before gave, by part. `given` is what
    the audience and the public were given before. With a `supplement` it carries only what is new
    since then: see `services.pack_supplements`."""

    audience: Audience
    view: MeetingView
    public: MeetingView
    style: HouseStyle
    contents: PackContents
    name: str
    person: Person | None = None
    kept: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    given: Mapping[Audience, GivenBefore] = field(default_factory=dict)
    supplement: Supplement | None = None

    @property
    def kind(self) -> DocumentKind:
        """What it is given out as."""
        return DocumentKind.SUPPLEMENT_PACK if self.supplement else DocumentKind.PACK


@dataclass(frozen=True, slots=True)
class MadePack:
    """A pack that was made: its pages and numbers, how accessible it is, and which papers it lacks.

    `ranges` are the numbers of each item's papers as its agenda prints them; `documents` are the
    pages of our own in it: the agenda, then those that stand for papers. `carried` says by key how
    each paper stands in it, `withdrawn` which ones it tells are gone.
    """

    brief: PackBrief
    plan: PagePlan
    assembled: Assembled
    ranges: Mapping[str, str]
    missing: tuple[PackPaper, ...]
    documents: tuple[Document, ...] = ()
    carried: Mapping[str, Carried] = field(default_factory=dict)
    withdrawn: tuple[Place, ...] = ()


def pack_brief(
    session: Session, meeting: str, audience: Audience, person: str | None = None
) -> PackBrief:
    """Return what the pack of a meeting is made from: nothing but what `audience` may see.

    A pack for one `person` leaves out what is withheld from them. Raises KnownError for an audience
    that is not that person's.
    """
    reader = session.reader
    if person is not None and audience is Audience.PUBLIC:
        raise KnownError("The pack of the public is the same for everybody.")
    with reader.snapshot():
        view = meeting_view(session, meeting, audience)
        public = view
        if audience is not Audience.PUBLIC:
            public = meeting_view(session, meeting, Audience.PUBLIC)
        who = reader.get(Person, person) if person else None
        contents = pack_contents(session, meeting)
        kept = kept_in(
            contents, kept_numbers(reader, meeting),
            reserve=view.choices["pack.restricted"] == "reserve",
        )  # fmt: skip
        given = _given(reader, meeting, audience, person)
    about = full_name(who) if who else ""
    name = finished.file_name(DocumentKind.PACK, view, Format.PDF, about=about)
    style = house_style(session, meeting)
    return PackBrief(audience, view, public, style, contents, name, who, kept, given)


def _given(
    reader: Reader, meeting: str, audience: Audience, person: str | None
) -> dict[Audience, GivenBefore]:
    """Return what an audience was given, and the public: where that was nothing, what is common to
    all packs of what the audience was."""
    theirs = given_before(reader, meeting, audience, person)
    public = given_before(reader, meeting, Audience.PUBLIC) or theirs
    pairs = ((Audience.PUBLIC, public), (audience, theirs))
    return {one: given for one, given in pairs if given is not None}


def build_pack(
    brief: PackBrief,
    target: Path,
    *,
    render: Render | None = None,
    told: Told | None = None,
    cancel: Cancel | None = None,
) -> MadePack:
    """Make a pack into `target`; the same brief, the same bytes. A file that is left when this is
    called off is not whole.

    Papers that turn out to be unreadable get a page that says so. Raises KnownError, with a
    sentence, when it is called off or goes beyond a limit.
    """
    from secretariat.packs import child
    from secretariat.packs.assemble import AssembleOrder
    from secretariat.packs.parts import Assembled

    work = _Building(brief, render or render_here)
    for _ in range(len(brief.contents.papers) + 1):
        plan, order = work.settled()
        made = child.run("assemble", AssembleOrder(order, target), Assembled, report=told,
                         cancel=cancel)  # fmt: skip
        if not made.faults:
            return MadePack(
                brief, plan, made, work.matter.ranges(plan, brief.audience),
                tuple(work.matter.missing()), work.documents(), work.matter.in_this_pack(),
                work.withdrawn(),
            )  # fmt: skip
        work.matter.broken |= {fault.key: fault.words for fault in made.faults}
    raise KnownError("The pack could not be put together.")


def planned(brief: PackBrief, render: Render) -> tuple[PagePlan, PackOrder, tuple[Document, ...]]:
    """Return what a pack would be put together from, and the pages of our own in it."""
    work = _Building(brief, render)
    plan, order = work.settled()
    return plan, order, work.documents()


def pack_words(made: MadePack) -> str:
    """Return what a pack is in a line: 69 pages, 8 papers, 1 missing; not all of it accessible."""
    found = made.assembled
    parts = ["1 page" if found.pages == 1 else f"{found.pages:,} pages"]
    if made.missing:
        parts.append(f"{len(made.missing)} missing")
    spoilers = len(found.spoilers)
    if spoilers:
        parts.append(f"{spoilers} not fully accessible")
    return ", ".join(parts)


def render_here(document: Document, style: HouseStyle) -> bytes:
    """Return a document as a PDF, made in this process."""
    from secretariat.render.dispatch import render

    return render(document, style, resources() / "fonts", Format.PDF)


class _Building:
    """One pack while it is planned: its parts, its front, and the pages that stand for papers."""

    def __init__(self, brief: PackBrief, render: Render) -> None:
        self.brief, self._render = brief, render
        self.matter = PackMatter(brief)
        self._wording = finished.wording_for(brief.view)
        self._made: dict[StandIn, bytes] = {}
        self._documents: dict[StandIn | str, Document] = {}

    # ------------------------------------------------------------------ the plan

    def settled(self) -> tuple[PagePlan, PackOrder]:
        """Return the plan and the order, when the front says the numbers that the plan gives.

        The front is as long as its page numbers make it, so it is set again until both agree.
        """
        brief, common = self.brief, (0, 0)
        if brief.supplement and not self._is_new():
            raise NothingNewError("Nothing is new since the last pack that was given out to them.")
        if not brief.supplement or self._is_new(public=True):
            plan, front, sheet = self._settle(brief.public, None)
            if brief.audience is Audience.PUBLIC:
                return plan, self._order(plan, front, sheet)
            common = (_pages(front), _pages(sheet))
        plan, front, sheet = self._settle(brief.view, common)
        return plan, self._order(plan, front, sheet)

    def _is_new(self, *, public: bool = False) -> bool:
        """Say whether there is anything to tell the audience, or the public."""
        view = self.brief.public if public else self.brief.view
        return bool(self.matter.news(view.audience)) or bool(agenda_news(view))

    def _settle(self, view: MeetingView, common: OwnPages | None) -> tuple[PagePlan, bytes, bytes]:
        matter, audience = self.matter, view.audience
        own = (_pages(self._front(view, {})), 1 if self._has_sheet(view) else 0)
        kept = {} if self.brief.supplement else self.brief.kept
        for _ in range(_MOST_ROUNDS):
            parts = matter.parts(own, own if common is None else common, audience)
            plan = plan_pages(parts, matter.choices, kept)
            front, sheet = self._front(view, matter.ranges(plan, audience)), self._sheet(view, plan)
            if (pages := (_pages(front), _pages(sheet))) == own:
                return plan, front, sheet
            own = pages
        raise KnownError("The agenda has no length that fits its page numbers.")

    def _front(self, view: MeetingView, ranges: Mapping[str, str]) -> bytes:
        from secretariat.documents.pack_links import for_pack

        # The agenda of a pack tells where each paper is, also where one by itself has no pages.
        seen, kind = replace(view, pack_pages=ranges), DocumentKind.AGENDA
        if self.brief.supplement:
            seen = supplement_view(seen, self.brief.supplement.number)
            kind = DocumentKind.SUPPLEMENT
        matter = finished.composition_of(kind, seen)
        self._documents[FRONT] = for_pack(matter.compose(), ranges)
        return self._render(self._documents[FRONT], self.brief.style)

    def _has_sheet(self, view: MeetingView) -> bool:
        return bool(self.matter.news(view.audience))

    def _sheet(self, view: MeetingView, plan: PagePlan) -> bytes:
        """Return the sheet that says what changed, nothing where nothing did."""
        from secretariat.documents.pack_changes import PackChanges, compose_pack_changes
        from secretariat.documents.pack_links import for_pack

        self._documents.pop(SHEET, None)
        if not self._has_sheet(view):
            return b""
        given = self.brief.given.get(view.audience)
        gaps = "" if self.brief.supplement else self.matter.gaps(plan)
        said = PackChanges(
            self.matter.told(view, plan), given.on if given else None, gaps,
            in_supplement=self.brief.supplement is not None,
        )  # fmt: skip
        self._documents[SHEET] = for_pack(compose_pack_changes(view, self._wording, said))
        return self._render(self._documents[SHEET], self.brief.style)

    def withdrawn(self) -> tuple[Place, ...]:
        """Return what a supplement tells is gone, so that the next one does not."""
        return tuple(self.matter.news(self.brief.audience).gone) if self.brief.supplement else ()

    # ------------------------------------------------------------------ the order

    def _order(self, plan: PagePlan, front: bytes, sheet: bytes) -> PackOrder:
        from secretariat.documents.common import title_of
        from secretariat.packs.parts import Claim, PackOrder, PackPart, PackWords

        brief, say = self.brief, self._say()
        fonts = resources() / "fonts"
        faces = ("NotoSans-Regular.ttf", "NotoSansArabic-Regular.ttf", "DejaVuSans-Regular.ttf")
        name, title = say("agenda"), title_of(self._frame(), "pack.title")
        if new := brief.supplement:
            name = say("supplement", number=new.number)
            title = title_of(self._frame(), "supplement.title", number=new.number)
        language, claims = brief.view.lead.language, (Claim.UA, Claim.ARCHIVE)
        own = [PackPart(FRONT, name, front, language=language, bookmark=(name,), claims=claims,
                        is_contents=True, is_sound=True)]  # fmt: skip
        if sheet:
            name = say("pack.changes")
            own.append(PackPart(SHEET, name, sheet, language=language, bookmark=(name,),
                                claims=claims, is_sound=True))  # fmt: skip
        targets: set[str] = set()
        parts = [
            *own,
            *(self._part(paper, plan, targets) for paper in self.matter.papers(brief.audience)),
        ]
        return PackOrder(
            parts=tuple(parts),
            pages=plan.pages,
            title=title,
            made=brief.view.made.strftime("%Y-%m-%dT%H:%M:%S"),
            fonts=tuple(fonts / face for face in faces),
            bold=(fonts / "NotoSans-Bold.ttf",),
            language=brief.view.lead.language,
            author=brief.view.lead.name,
            words=PackWords(
                number=say("pack.number", page="{page}"),
                blank=say("pack.blank"),
                back=say("pack.back"),
            ),
            number_right=brief.view.choices["pack.number"] == "right",
        )

    def _part(self, paper: PackPaper, plan: PagePlan, targets: set[str]) -> PackPart:
        from secretariat.packs.parts import Claim, PackPart

        brief, say, choices = self.brief, self._say(), self.brief.view.choices
        audience = brief.audience
        sees = paper.edition_for(audience) is not None
        item = paper.item if sees else paper.shown
        file = self.matter.file(paper, audience)
        source: Path | bytes | None = brief.contents.path(file)
        own = source is None
        if own and sees:
            source = self._page(self._absent(paper))
        covered = self.matter.has_cover(paper, sees=sees)
        cover = self._page(self._private(paper, plan)) if covered else None
        stamp = say("pack.stamp", number=paper.number) if paper.number else ""
        if stamp and sees and paper.letter:
            stamp = say("pack.stamp.lettered", stamp=stamp, letter=paper.letter)
        target = item if item not in targets else ""
        targets.add(item)
        restricted = paper.held.restriction is not Restriction.NONE
        return PackPart(
            key=paper.key,
            title=self._title(paper, sees),
            source=source,
            cover=cover,
            language=(file.language if file else "") or brief.view.lead.language,
            bookmark=self._bookmark(paper, item, sees),
            target=target,
            stamp=stamp,
            running=stamp if choices.yes("pack.running") else "",
            marking=self._marking(paper) if restricted and sees else "",
            edge=_EDGES.get(paper.held.restriction) if choices.yes("pack.edge") else None,
            watermark=full_name(brief.person)
            if brief.person and choices.yes("pack.watermark")
            else "",
            claims=(Claim.UA, Claim.ARCHIVE) if own else (),
            has_bookmarks=not own,
            is_sound=True,
        )

    def _title(self, paper: PackPaper, sees: bool) -> str:
        if not sees:
            return self._item_title(paper.shown)
        title = paper.paper.title
        same = paper.letter.casefold() == title.casefold()
        return f"{paper.letter}: {title}" if paper.letter and not same else title

    def _item_title(self, uid: str) -> str:
        frame = self._frame()
        item = next((one for one in frame.items if one.uid == uid), None)
        return (frame.title(item) if item else "") or self._say()("restricted.title")

    def _bookmark(self, paper: PackPaper, item: str, sees: bool) -> tuple[str, ...]:
        above = f"{paper.number} {self._item_title(item)}".strip()
        return (above, self._title(paper, sees)) if sees and self.matter.several(item) else (above,)

    def _marking(self, paper: PackPaper) -> str:
        say, held = self._say(), paper.held
        if held.ground and held.restriction is not Restriction.INTERNAL:
            return say("restricted.line", ground=held.ground)
        return say(f"restricted.{held.restriction}")

    # ------------------------------------------------------------------ pages of our own

    def documents(self) -> tuple[Document, ...]:
        """Return the pages of our own as they were composed last, the agenda first."""
        return tuple(self._documents.values())

    def _private(self, paper: PackPaper, plan: PagePlan) -> StandIn:
        """Return what stands for private papers; to those who have them it says where they are."""
        from secretariat.documents.pack_pages import StandIn

        held, numbers = paper.held, []
        if paper.edition_for(self.brief.audience) is not None:
            shared = [one.key for one in self.brief.contents.papers if one.cover == paper.cover]
            numbers = [label for key in shared for label in plan.labels.get(key, ())][1:]
        if paper.cover.startswith("item-"):
            frame = self._frame()
            held = frame.held.get(paper.shown, held)
        return StandIn(
            paper.shown, paper.letter, "", held.restriction, held.ground, follows=spoken(numbers)
        )

    def _absent(self, paper: PackPaper) -> StandIn:
        from secretariat.documents.pack_pages import StandIn

        person = self.brief.person
        if person is not None and person.uid in paper.kept_from:
            return StandIn(paper.item, paper.letter, is_withheld=True)
        reason = self.matter.broken.get(paper.key) or paper.missing
        return StandIn(paper.item, paper.letter, paper.paper.title, reason=reason)

    def _page(self, stand_in: StandIn) -> bytes:
        from secretariat.documents.pack_links import for_pack
        from secretariat.documents.pack_pages import compose_stand_in

        if stand_in not in self._made:
            document = for_pack(compose_stand_in(self.brief.view, self._wording, stand_in))
            self._documents[stand_in] = document
            self._made[stand_in] = self._render(document, self.brief.style)
        return self._made[stand_in]

    def _frame(self) -> Frame:
        from secretariat.documents.common import frame_of

        return frame_of(self.brief.view, self._wording)

    def _say(self) -> Wording:
        return self._frame().say


def _pages(data: bytes) -> int:
    from secretariat.packs.opening import page_count

    return page_count(data) if data else 0
