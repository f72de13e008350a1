"""What stands in the pack of a meeting, in its order, and who may see which of it.

The order and the numbers of all packs come from one list that is the same whoever reads: what the
public may see, what it knows to be private, and what it knows nothing of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.agenda import Held, effective_restrictions, public_items, stricter
from secretariat.models.kinds import Audience, ItemKind, Restriction
from secretariat.models.numbering import NO_NUMBER, agenda_numbers
from secretariat.models.pack_kinds import Edition
from secretariat.models.paper_files import in_pack
from secretariat.models.plaintext import one_line
from secretariat.models.records import Body, Item, ItemPaper, Paper, PaperFile, Withheld
from secretariat.models.restrictions import full_ground
from secretariat.services.agenda import items_of
from secretariat.services.meetings import Meet, meet_of
from secretariat.services.paper_files import files_of, is_here, path_of
from secretariat.services.paper_links import links_of
from secretariat.services.schemes import schemes_for

if TYPE_CHECKING:
    from secretariat.services.session import Session
    from secretariat.store.rows import Reader


class Openness(StrEnum):
    """What the public knows of a paper.

    OPEN: its pages; REDACTED: those of its redacted edition; COVERED: that it is private; UNKNOWN:
    nothing, not even that there is one.
    """

    OPEN = "open"
    REDACTED = "redacted"
    COVERED = "covered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PackPaper:
    """A paper at its place in the packs of a meeting.

    `shown` is the item below which the public knows it. `cover` tells private papers of one item
    apart from those of another: those that have one cover share one number, so that the public
    never learns how many they are. `full` and `redacted` are the rebuilt PDFs, None where there is
    none; `kept_from` are the people from whom it is withheld. `missing`
    says why there is no file, `same_as` is the key of an earlier item's, whose pages these are.
    """

    paper: Paper
    item: str
    number: str
    item_title: str
    openness: Openness
    held: Held
    shown: str = ""
    cover: str = ""
    letter: str = ""
    full: PaperFile | None = None
    redacted: PaperFile | None = None
    kept_from: frozenset[str] = frozenset()
    missing: str = ""
    same_as: str = ""

    @property
    def key(self) -> str:
        """What tells it from the other parts of the pack."""
        return f"{self.item}/{self.paper.uid}"

    @property
    def common(self) -> int:
        """How many numbers it takes in every pack; a covered one takes that of its cover."""
        if self.openness is Openness.UNKNOWN:
            return 0
        file = self.redacted if self.openness is Openness.REDACTED else self.full
        return (file.pages or 1) if file else 1

    def edition_for(self, audience: Audience, person: str | None = None) -> Edition | None:
        """Return which edition an audience may see; None where it sees no page of it."""
        if person is not None and person in self.kept_from:
            return None
        if self.openness is Openness.OPEN or audience.may_see(self.held.restriction):
            return Edition.FULL
        return Edition.REDACTED if self.openness is Openness.REDACTED else None


@dataclass(frozen=True, slots=True)
class PackContents:
    """The papers of all packs of a meeting, in their order, and where the files lie."""

    meet: Meet
    papers: tuple[PackPaper, ...]
    paths: Mapping[str, Path]

    def path(self, file: PaperFile | None) -> Path | None:
        """Return where the rebuilt PDF of a file lies."""
        return self.paths.get(file.uid) if file else None


def pack_contents(session: Session, meeting: str) -> PackContents:
    """Return what stands in the packs of a meeting, as of one moment."""
    reader = session.reader
    with reader.snapshot():
        meet = meet_of(reader, meeting)
        items = items_of(reader, meeting)
        links = {uid: [one for one in some if one.is_in_pack]
                 for uid, some in links_of(reader, items).items()}  # fmt: skip
        papers = reader.by_uid(Paper, {one.paper for some in links.values() for one in some})
        files = files_of(reader, papers)
        withheld = _withheld(reader, items, papers)
        gather = _Gather(session, meet, items, papers, files, withheld)
    found = [
        gather.paper(item, link)
        for item in items
        for link in links.get(item.uid, ())
        if link.paper in papers and (papers[link.paper].is_needed or files.get(link.paper))
    ]
    return PackContents(meet, tuple(_once(_in_order(found))), gather.paths)


class _Gather:
    """Puts each paper down with what the public knows of it."""

    def __init__(
        self,
        session: Session,
        meet: Meet,
        items: list[Item],
        papers: Mapping[str, Paper],
        files: Mapping[str, list[PaperFile]],
        withheld: Mapping[str, frozenset[str]],
    ) -> None:
        self._session, self._papers, self._files = session, papers, files
        self._items = {item.uid: item for item in items}
        self._held = effective_restrictions(items)
        self._public = {item.uid: item for item in public_items(items, Audience.PUBLIC)}
        lead = meet.bodies[0]
        self._numbers = agenda_numbers(items, lead.agenda_numbering)
        self._withheld = withheld
        self._lead, self._day = lead, meet.date
        self.paths: dict[str, Path] = {}

    def paper(self, item: Item, link: ItemPaper) -> PackPaper:
        """Return a paper at one of its items."""
        paper = self._papers[link.paper]
        full = self._file(paper, Edition.FULL)
        redacted = self._file(paper, Edition.REDACTED)
        above = self._held[item.uid]
        held = stricter(above, Held(paper.restriction, paper.restriction_ground))
        shown = self._shown(item)
        is_open = held.restriction is Restriction.NONE
        if not shown or (held.restriction is Restriction.INTERNAL):
            openness = Openness.UNKNOWN
        elif is_open:
            openness = Openness.OPEN
        elif redacted is not None and above.restriction is Restriction.NONE:
            openness = Openness.REDACTED
        else:
            openness = Openness.COVERED
        closed = above.restriction is not Restriction.NONE
        return PackPaper(
            paper=paper,
            item=item.uid,
            number=self._numbers.get(item.uid, NO_NUMBER).compact,
            item_title=one_line(item.title),
            openness=openness,
            held=replace(held, ground=self._ground(held)),
            shown=shown,
            cover=(f"item-{shown}" if closed else f"paper-{link.uid}")
            if openness is Openness.COVERED
            else "",
            letter="" if closed else link.letter,
            full=full,
            redacted=redacted,
            kept_from=self._withheld.get(item.uid, frozenset())
            | self._withheld.get(paper.uid, frozenset()),
            missing="" if full else self._missing(paper),
        )

    def _shown(self, item: Item) -> str:
        """Return the item itself or the nearest one above it that the public knows of."""
        at: Item | None = item
        while at is not None and at.uid not in self._public:
            at = self._items.get(at.parent or "")
        return at.uid if at is not None and at.kind is not ItemKind.HEADING else ""

    def _file(self, paper: Paper, edition: Edition) -> PaperFile | None:
        file = in_pack(self._files.get(paper.uid, ()), edition)
        if file is None or not is_here(self._session, file.pdf_sha256):
            return None
        self.paths[file.uid] = path_of(self._session, file.pdf_sha256)
        return file

    def _missing(self, paper: Paper) -> str:
        files = self._files.get(paper.uid, ())
        failures = [file.failure for file in files if file.failure]
        return failures[-1] if failures else ""

    def _ground(self, held: Held) -> str:
        if held.restriction is not Restriction.EXEMPT:
            return held.ground
        body: Body = self._lead
        schemes = schemes_for(self._session.reader, body, self._day or date.max)
        try:
            return full_ground(held.ground, schemes)
        except KnownError:
            return held.ground


def _withheld(
    reader: Reader, items: Iterable[Item], papers: Iterable[str]
) -> dict[str, frozenset[str]]:
    """Return by item or paper the people from whom it is kept."""
    found: dict[str, frozenset[str]] = {}
    for column, uids in (("item", [item.uid for item in items]), ("paper", [*papers])):
        for uid, rows in reader.grouped(Withheld, column, uids).items():
            found[uid] = frozenset(row.person for row in rows)
    return found


def _in_order(papers: list[PackPaper]) -> list[PackPaper]:
    """Return the papers with those of one cover beside each other, and what only officers know of
    after them: so that the numbers of others never depend on it."""
    order: dict[str, int] = {}
    for paper in papers:
        order.setdefault(_group(paper), len(order))
    return sorted(papers, key=lambda one: (order[_group(one)], one.openness is Openness.UNKNOWN))


def _once(papers: list[PackPaper]) -> list[PackPaper]:
    """Return the papers without those that an earlier item has just so: `same_as` leads there."""
    first: dict[tuple[str, Openness, Held], PackPaper] = {}
    found = []
    for paper in papers:
        before = first.setdefault((paper.paper.uid, paper.openness, paper.held), paper)
        again = before is not paper and paper.openness is Openness.OPEN
        found.append(replace(paper, same_as=before.key) if again else paper)
    return found


def _group(paper: PackPaper) -> str:
    return paper.cover if paper.cover.startswith("item-") else f"at-{paper.shown or paper.item}"
