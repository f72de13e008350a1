"""Packs that follow another: their numbers, what they say has changed, and supplements."""

from __future__ import annotations

import random
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from secretariat.documents.model import Document
from secretariat.documents.style import HouseStyle
from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, DocumentKind, Format, Restriction
from secretariat.models.pack_kinds import FileState
from secretariat.models.records import ItemPaper, PackRange, Paper, PaperFile, Publication
from secretariat.paths import resources
from secretariat.render.dispatch import render
from secretariat.services import agenda, paper_intake, paper_places, paper_versions
from secretariat.services.giving import give_out, pack_given
from secretariat.services.noninterference import pack_findings
from secretariat.services.pack_numbers import kept_numbers, key_of, labels_of, ranges_of
from secretariat.services.pack_supplements import supplement_brief
from secretariat.services.packs import MadePack, build_pack
from secretariat.services.session import Session
from secretariat.store.rows import Writer
from tests.services.test_giving import passed
from tests.services.test_packs import WAIT, Board, Made


def render_here(document: Document, style: HouseStyle) -> bytes:
    return render(document, style, resources() / "fonts", Format.PDF)


CHANGED = "Papers that have changed"


class Office(Board):
    """A board whose packs go out."""

    def give(self, made: Made) -> Publication:
        """Record that a pack was given out, with the numbers of its pages."""
        pack: MadePack = made.pack

        def work(writer: Writer) -> Publication:
            brief = pack.brief
            row = writer.insert(
                Publication(
                    meeting=self.meeting, kind=brief.kind, format="pdf", audience=brief.audience,
                    made_at=self.session.clock(),
                    version=writer.count(Publication, meeting=self.meeting) + 1,
                )
            )  # fmt: skip
            for one in ranges_of(pack):
                writer.insert(
                    PackRange(
                        publication=row.uid, item=one.item, paper=one.paper, first=one.first,
                        last=one.last, pages=one.pages, is_common=one.is_common,
                        sha256=one.sha256, title=one.title, position=one.position,
                    )
                )  # fmt: skip
            return row

        return self.session.change("Give out", work).result(WAIT)

    def supplement(self, audience: Audience = Audience.PUBLIC) -> Made:
        target = self.folder / f"supplement {audience}.pdf"
        return Made(
            build_pack(supplement_brief(self.session, self.meeting, audience), target), target
        )

    def replace(self, paper: str, pages: int) -> None:
        """Put a new version of a paper in place."""
        kept = self.file(f"New version {pages}.pdf", pages)
        paper_versions.replace(self.session, paper, kept).result(WAIT)
        waiting = self.session.reader.find(PaperFile, paper=paper, state=FileState.WAITING)
        paper_intake.take_all(self.session, [one.uid for one in waiting])

    def restrict(self, item: str) -> str:
        agenda.change_item(
            self.session, item, restriction=Restriction.EXEMPT, restriction_ground="3"
        ).result(WAIT)
        return item

    def labels(self, made: Made, paper: str) -> tuple[str, ...]:
        """Return the numbers of a paper in a pack."""
        found = made.pack.plan.labels.items()
        return next((labels for key, labels in found if key.endswith(paper)), ())

    def sheet(self, made: Made) -> str:
        """Return the words of the sheet of changes, empty where there is none."""
        return next((words for words in made.words if CHANGED in words), "")


@pytest.fixture
def office(register_folder: Path, tmp_path: Path) -> Iterator[Office]:
    session = Session.open(register_folder, create=True)
    yield Office(session, tmp_path)
    session.close()


def test_a_pack_made_again_keeps_the_numbers_that_members_quote(office: Office) -> None:
    first, second, third = (office.item(title) for title in ("Roads", "Parks", "Libraries"))
    roads, parks, books = (
        office.paper(item, pages, title)
        for item, pages, title in (
            (first, 3, "Potholes"),
            (second, 5, "Trees"),
            (third, 4, "Books"),
        )
    )
    before = office.pack()
    assert office.sheet(before) == ""
    kept = {one: office.labels(before, one) for one in (roads, parks, books)}
    office.give(before)
    again = office.pack()
    assert (again.labels, office.sheet(again)) == (before.labels, "")
    office.give(office.pack(Audience.MEMBERS))

    inserted = office.paper(first, 2, "Kerbs")
    office.replace(parks, 7)
    paper_places.remove(office.session, third, books).result(WAIT)
    added = office.paper(office.item("Bins"), 2, "Bins")
    now = office.pack()
    assert office.labels(now, roads) == kept[roads]
    last = kept[roads][-1]
    assert office.labels(now, inserted) == (f"{last}A", f"{last}B")
    end = kept[parks][-1]
    assert office.labels(now, parks) == (*kept[parks], f"{end}A", f"{end}B")
    top = int(kept[books][-1])
    assert office.labels(now, added) == (str(top + 1), str(top + 2))
    assert len(set(now.labels)) == len(now.labels)
    sheet = office.sheet(now)
    assert f"Kerbs 2 Added none {last}A–{last}B" in sheet
    assert f"New version {kept[parks][0]}–{end} {kept[parks][0]}–{end}B" in sheet
    assert f"Books 4 Withdrawn {kept[books][0]}–{kept[books][-1]} none" in sheet
    assert f"any more: {kept[books][0]}–{kept[books][-1]}." in sheet
    assert "Potholes" not in sheet
    assert now.words.index(sheet) == 1, "it follows the agenda"
    members = office.pack(Audience.MEMBERS)
    assert members.labels == now.labels

    office.give(now)
    office.replace(parks, 2)
    short = office.pack()
    assert office.labels(short, parks) == kept[parks][:2]
    assert office.labels(short, inserted) == (f"{last}A", f"{last}B")
    assert f"any more: {kept[parks][2]}–" in office.sheet(short), "the gap is told"
    office.give(short)
    office.replace(parks, 6)
    assert office.labels(office.pack(), parks) == (*kept[parks], f"{end}A")


def test_rows_say_the_numbers_of_a_pack_again(office: Office) -> None:
    """What is kept of a pack is what its plan had in common with all others."""
    office.choose("pack.duplex", "yes")
    office.paper(office.item("Open"), 3)
    private = office.restrict(office.item("The refuge", public_title="A lease"))
    office.paper(private, 2, "Main")
    office.paper(private, 4, "Appendix A")
    for audience in (Audience.MEMBERS, Audience.PUBLIC):
        made = office.pack(audience)
        for row in ranges_of(made.pack):
            assert bool(labels_of(row)) is (row.pages > 0)
        office.give(made)
        kept = kept_numbers(office.session.reader, office.meeting)
        plan, carried = made.pack.plan, made.pack.carried
        common = {}
        for key, labels in plan.common.items():
            one = carried.get(key)
            place = (one.cover or one.place) if one else ("", key)
            if labels:
                common[key_of(*place)] = labels
        assert kept == common
        assert f"{private}/" in kept
    assert office.pack().labels == made.labels


@pytest.mark.parametrize("own", [False, True])
def test_a_supplement_carries_what_is_new_and_goes_on(office: Office, own: bool) -> None:
    office.choose("pack.supplement", "own" if own else "continue")
    first = office.item("Roads")
    roads = office.paper(first, 3, "Potholes")
    private = office.restrict(office.item("The refuge", public_title="A lease"))
    office.paper(private, 2, "Rent of the refuge")
    later = office.item("Parks")
    with pytest.raises(KnownError, match="to the public yet"):
        supplement_brief(office.session, office.meeting, Audience.PUBLIC)
    main = office.pack()
    office.give(main)
    office.give(office.pack(Audience.MEMBERS))
    with pytest.raises(KnownError, match="Nothing is new"):
        office.supplement()

    trees = office.paper(later, 2, "Trees")
    office.replace(roads, 4)
    secret = office.paper(private, 3, "Valuation")
    public, members = office.supplement(), office.supplement(Audience.MEMBERS)
    top = 1 if own else max(int(label) for label in main.labels) + 1
    prefix = "S1-" if own else ""
    assert public.labels == [f"{prefix}{at}" for at in range(top, top + 2 + 4 + 2)]
    assert [one for one in members.labels if one in public.labels] == public.labels
    assert len(members.labels) == len(public.labels) + 3
    for word in ("Valuation", "refuge"):
        assert word not in " ".join(public.words)
        assert word in " ".join(members.words)
    assert "Not for publication" in members.page(office.labels(members, secret)[0])
    assert "Supplementary agenda 1" in public.words[0]
    assert f"{prefix}{top + 6}–{prefix}{top + 7}" in public.words[0].replace(" ", "")
    assert "Trees 2 Added none" in office.sheet(public)
    assert "those of this supplement" in office.sheet(public)
    assert "supplement pack 1" in public.pack.brief.name

    for audience in (Audience.PUBLIC, Audience.MEMBERS):
        brief = supplement_brief(office.session, office.meeting, audience)
        assert pack_findings(office.session, brief, render_here) == []
    target = office.folder / f"supplement {Audience.PUBLIC}.pdf"
    given = pack_given(public.pack, target, passed(public.data))
    row = give_out(office.session, office.meeting, given).result(WAIT)
    assert (row.kind, row.version, row.is_kept) == (DocumentKind.SUPPLEMENT_PACK, 1, True)
    with pytest.raises(KnownError, match="Nothing is new"):
        office.supplement()
    whole = office.pack()
    assert office.labels(whole, roads)[:3] == office.labels(main, roads)
    if not own:
        assert office.labels(whole, trees) == office.labels(public, trees)
    paper_places.remove(office.session, later, trees).result(WAIT)
    office.replace(roads, 2)
    second = office.supplement()
    assert "Supplementary agenda 2" in second.words[0]
    assert second.labels[0] == ("S2-1" if own else str(top + 8))
    assert "Trees 2 Withdrawn" in office.sheet(second)
    office.give(second)
    with pytest.raises(KnownError, match="Nothing is new"):
        office.supplement()


def test_a_supplement_for_members_alone_takes_no_number_of_the_public(office: Office) -> None:
    office.paper(office.item("Open"), 2)
    private = office.restrict(office.item("The refuge", public_title="A lease"))
    office.paper(private, 2, "Rent")
    later = office.item("Parks")
    main = office.pack()
    office.give(main)
    office.give(office.pack(Audience.MEMBERS))
    office.paper(private, 1, "Valuation")
    with pytest.raises(KnownError, match="Nothing is new"):
        office.supplement()
    alone = office.supplement(Audience.MEMBERS)
    last = main.labels[-1]
    assert alone.labels == [f"{last}A", f"{last}B", f"{last}C"]
    office.paper(later, 1, "Trees")
    before = office.supplement()
    office.give(alone)
    after = office.supplement()
    assert before.data == after.data


def test_what_was_open_and_is_restricted_now_is_not_named_again(office: Office) -> None:
    item, other = office.item("The refuge", public_title="A lease"), office.item("Open")
    paper = office.paper(item, 3, "Rent of the refuge")
    gone = office.paper(other, 2, "Complaint of Mrs Ash")
    office.paper(other, 1, "Letter")
    main = office.pack()
    office.give(main)
    office.restrict(item)
    office.session.change(
        "Restrict", lambda w: w.update(Paper, gone, restriction=Restriction.INTERNAL)
    ).result(WAIT)
    now = office.pack()
    sheet = office.sheet(now)
    assert "A lease" in sheet
    for word in ("refuge", "Ash", "Complaint"):
        assert word not in " ".join(now.words)
        assert word.encode() not in now.data
    first = office.labels(main, paper)
    assert now.labels.count(first[0]) == 1, "the page that stands for it keeps its first number"


def variants(office: Office, times: int) -> tuple[set[str], set[str]]:
    """Return the hashes of packs and supplements that differ in restricted matter alone."""
    open_item = office.item("Open")
    office.paper(open_item, 2)
    private = office.restrict(office.item("Restricted", public_title="A lease"))
    office.paper(private, 1, "Known to be private")
    later = office.item("Later")
    office.give(office.pack())
    office.give(office.pack(Audience.MEMBERS))
    office.paper(later, 2, "Trees")
    packs, supplements = set(), set()
    for seed in range(times):
        chance = random.Random(seed)
        uids = [
            office.kept(
                where, chance.randbytes(chance.randint(10, 5000)), chance.randint(1, 90),
                author_name=f"Author {seed}", restriction=restriction,
            )
            for where, restriction in (
                (private, Restriction.NONE),
                (private, Restriction.EXEMPT),
                (open_item, Restriction.INTERNAL),
            )[: 1 + seed % 3]
        ]  # fmt: skip
        agenda.change_item(office.session, private, title=f"Restricted {seed}").result(WAIT)
        packs.add(sha256(office.pack().data).hexdigest())
        supplements.add(sha256(office.supplement().data).hexdigest())

        def forget(writer: Writer, gone: list[str] = uids) -> None:
            for uid in gone:
                writer.delete(Paper, uid)

        office.session.change("Forget", forget).result(WAIT)
    assert office.session.reader.count(ItemPaper)
    return packs, supplements


def test_restricted_papers_leave_later_packs_and_supplements_as_they_are(office: Office) -> None:
    packs, supplements = variants(office, 5)
    assert (len(packs), len(supplements)) == (1, 1)


def test_rows_that_nobody_of_us_wrote_are_passed_over(office: Office) -> None:
    office.paper(office.item("Open"), 2)
    office.give(office.pack())
    (publication,) = office.session.reader.find(Publication, kind=DocumentKind.PACK)

    def spoil(writer: Writer) -> None:
        for at, (first, last, pages) in enumerate(
            (
                ("7", "9", 99),
                ("1", "999999999", 7),
                ("nine", "ten", 2),
                ("1", "1", 1),
                ("1", "2", -1),
                ("9" * 30, "9", 1),
            )
        ):
            writer.insert(
                PackRange(
                    publication=publication.uid, item="x", paper=f"p{at}", first=first, last=last,
                    pages=pages, is_common=True, position=90 + at,
                )
            )  # fmt: skip

    office.session.change("Spoil", spoil).result(WAIT)
    assert office.pack().labels == ["1", "1A", "2", "3"], "a paper that is gone is told"
