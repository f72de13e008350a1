"""Packs of one source: what the public, members and officers get, and how their pages agree."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, time
from hashlib import sha256
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from secretariat.models.kinds import Audience, BodyKind, Restriction
from secretariat.models.pack_kinds import Edition, FileState
from secretariat.models.records import Item, ItemPaper, Paper, PaperFile, Withheld
from secretariat.services import (
    agenda,
    bodies,
    meetings,
    paper_files,
    paper_intake,
    paper_versions,
    people,
)
from secretariat.services.packs import MadePack, build_pack, pack_brief
from secretariat.services.paper_files import Kept
from secretariat.services.session import Session
from secretariat.store import papers as store
from secretariat.store.rows import Writer
from tests.services.test_paper_intake import pdf

WAIT = 10.0


class Board:
    """A committee with a meeting, its items and their papers."""

    def __init__(self, session: Session, folder: Path) -> None:
        self.session, self.folder = session, folder
        body = bodies.add_body(session, "Planning Committee", kind=BodyKind.COMMITTEE)
        self.body = body.result(WAIT).uid
        made = meetings.add_meeting(session, [self.body], date(2030, 5, 1), time(10))
        self.meeting = made.result(WAIT).uid
        self.choose("agenda.pages", "yes")

    def choose(self, key: str, value: str) -> None:
        bodies.set_choice(self.session, self.body, key, value).result(WAIT)

    def item(self, title: str, **values: object) -> str:
        return agenda.add_item(self.session, self.meeting, title=title, **values).result(WAIT).uid

    def paper(self, item: str, pages: int, title: str = "", **values: object) -> str:
        """Attach a real PDF, checked and rebuilt as any that comes in; return its paper."""
        kept = self.file(f"{title or 'Report'} {pages}.pdf", pages)
        made = paper_files.attach(self.session, item, [kept], **values).result(WAIT)
        rows = [one.file for one in made if one.file]
        (row,) = paper_intake.take_all(self.session, [one.uid for one in rows])
        assert (row.state, row.pages) == (FileState.READY, pages)
        return row.paper

    def file(self, name: str, pages: int) -> Kept:
        """Keep a PDF of so many pages among the papers."""
        source = self.folder / name
        source.write_bytes(pdf(pages))
        (kept,) = paper_files.keep_files(self.session, [source]).files
        return kept

    def kept(self, item: str, data: bytes, pages: int, **values: object) -> str:
        """Put a paper down with bytes that nobody checked; return it."""
        sha = store.keep(self.session.register.folder / store.FOLDER, data)

        def work(writer: Writer) -> Paper:
            paper = writer.insert(Paper(body=self.body, title=f"Kept {sha[:9]}", **values))
            writer.insert(ItemPaper(item=item, paper=paper.uid))
            writer.insert(
                PaperFile(
                    paper=paper.uid, state=FileState.READY, pdf_sha256=sha, sha256=sha, pages=pages
                )
            )
            return paper

        return self.session.change("Keep", work).result(WAIT).uid

    def pack(self, audience: Audience = Audience.PUBLIC, person: str | None = None) -> Made:
        brief = pack_brief(self.session, self.meeting, audience, person)
        target = self.folder / f"{audience}.pdf"
        return Made(build_pack(brief, target), target)


class Made:
    """A pack, and what stands on its pages."""

    def __init__(self, pack: MadePack, path: Path) -> None:
        self.pack, self.data = pack, path.read_bytes()
        with pypdfium2.PdfDocument(self.data) as document:
            pages = [document[at] for at in range(len(document))]
            self.words = [" ".join(one.get_textpage().get_text_range().split()) for one in pages]
        self.labels = [page.label for page in pack.plan.pages]

    def page(self, label: str) -> str:
        return self.words[self.labels.index(label)]

    def ranges(self) -> list[str]:
        return list(self.pack.ranges.values())


@pytest.fixture
def board(register_folder: Path, tmp_path: Path) -> Iterator[Board]:
    session = Session.open(register_folder, create=True)
    yield Board(session, tmp_path)
    session.close()


def test_the_pack_of_2017_has_the_pages_of_its_agenda(board: Board) -> None:
    """Minutes on pages 1 to 6, a report on 7 to 14, a restricted one, and one on 55 to 70."""
    board.choose("pack.front", "no")
    board.choose("pack.restricted", "reserve")
    board.paper(board.item("Minutes of the last meeting"), 6)
    board.paper(board.item("Performance"), 8)
    private = board.item("Contract", public_title="A contract")
    agenda.change_item(
        board.session, private, restriction=Restriction.EXEMPT, restriction_ground="3"
    ).result(WAIT)
    board.kept(private, b"restricted", 40)
    board.paper(board.item("Forward plan"), 16)
    made = board.pack()
    assert made.ranges() == ["1–6", "7–14", "15–54", "55–70"]
    assert "1–6" in made.words[0]
    assert "55–70" in made.words[0]
    assert made.page("1").endswith("Agenda Item 1 Page 1") or "Agenda Item 1" in made.page("1")
    assert "15–54" in " ".join(made.words)
    assert len(made.words) == 1 + 6 + 8 + 1 + 16


def test_the_numbers_of_all_packs_agree(board: Board) -> None:
    board.choose("agenda.pages", "no")
    first = board.paper(board.item("Open"), 3)
    private = board.item("The refuge", public_title="A lease")
    agenda.change_item(
        board.session, private, restriction=Restriction.EXEMPT, restriction_ground="3"
    ).result(WAIT)
    board.paper(private, 2, "Main")
    board.paper(private, 4, "Appendix A")
    board.paper(board.item("Last"), 2)
    public, members = board.pack(), board.pack(Audience.MEMBERS)
    front = len(public.labels) - 3 - 1 - 2
    assert public.labels == [str(at) for at in range(1, front + 7)]
    private_number = str(front + 4)
    below = [f"{private_number}.{at}" for at in range(1, 7)]
    assert [one for one in members.labels if one not in public.labels] == below
    assert members.ranges()[-1] == public.ranges()[-1] == f"{front + 5}–{front + 6}"
    placeholder = public.page(private_number)
    assert "A lease" in placeholder
    assert "paragraph 3 of Part 1 of Schedule 12A" in placeholder
    assert "refuge" not in " ".join(public.words)
    assert b"refuge" not in public.data
    assert f"A lease {private_number}" in public.words[0]  # whatever an agenda alone prints
    assert f"{below[0]}–{below[-1]}" in members.page(private_number)
    assert "left out" not in members.page(private_number)
    assert "Not for publication" in members.page(below[0])
    assert "Not for publication" not in members.page("2")
    assert first in {one.paper.uid for one in members.pack.brief.contents.papers}


def test_a_broken_paper_does_not_stop_the_rest(board: Board) -> None:
    good = board.item("Good")
    board.paper(good, 2)
    board.kept(board.item("Broken"), b"%PDF-1.7 broken", 5)
    waiting = board.item("Waited for")
    board.session.change(
        "Ask",
        lambda w: w.insert(
            ItemPaper(
                item=waiting,
                paper=w.insert(Paper(body=board.body, title="Winter plan")).uid,
            )
        ),
    ).result(WAIT)
    made = board.pack()
    missing = [words for words in made.words if "was not available" in words]
    assert len(missing) == 2 == len(made.pack.missing)
    assert "was not made ready" in missing[0] or "could not be read" in missing[0]
    assert "Winter plan" in missing[1]
    with pikepdf.open(board.folder / "public.pdf") as whole:
        assert whole.check_pdf_syntax() == []


def test_a_redacted_edition_is_for_those_who_may_not_see_the_full_one(board: Board) -> None:
    item = board.item("Premises")
    paper = board.paper(item, 3, restriction=Restriction.EXEMPT, restriction_ground="3")
    redacted = board.file("Report redacted.pdf", 2)
    paper_versions.replace(board.session, paper, redacted, edition=Edition.REDACTED).result(WAIT)
    rows = board.session.reader.find(PaperFile, paper=paper, edition=Edition.REDACTED)
    paper_intake.take_all(board.session, [row.uid for row in rows])
    board.paper(board.item("Next"), 1)
    public, members = board.pack(), board.pack(Audience.MEMBERS)
    last = public.labels[-1]
    assert len(public.labels) == len(members.labels) - 1
    assert members.labels[-1] == last
    assert members.labels[-2] == f"{int(last) - 1}A"
    assert "Not for publication" in members.page(members.labels[-2])


def test_a_paper_is_kept_from_a_member_with_an_interest(board: Board) -> None:
    item = board.item("Licence")
    paper = board.paper(item, 3, "Licence of the bridge")
    board.paper(board.item("Next"), 1)
    person = people.add_person(board.session, "Ash", given_name="Lee").result(WAIT).uid
    board.session.change(
        "Keep from", lambda w: w.insert(Withheld(paper=paper, person=person))
    ).result(WAIT)
    for_all, for_ash = board.pack(Audience.MEMBERS), board.pack(Audience.MEMBERS, person)
    assert for_all.labels[-1] == for_ash.labels[-1]
    assert len(for_all.labels) == len(for_ash.labels) + 2
    assert any("left out of this copy" in words for words in for_ash.words)
    assert "Lee Ash" in for_ash.pack.brief.name


def restrict(board: Board, item: str, seed: int) -> None:
    """Put restricted papers of any number, length and name below a private item."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 4)):
        data = chance.randbytes(chance.randint(10, 5000))
        board.kept(
            item, data, chance.randint(1, 90),
            author_name=f"Author {seed}", note=f"Note {seed}",
            restriction=chance.choice([Restriction.NONE, Restriction.EXEMPT]),
        )  # fmt: skip


def distinct(board: Board, times: int) -> set[str]:
    """Return the hashes of public packs that differ in restricted matter alone."""
    board.paper(board.item("Open"), 3)
    private = board.item("Restricted", public_title="A lease")
    agenda.change_item(
        board.session, private, restriction=Restriction.EXEMPT, restriction_ground="3"
    ).result(WAIT)
    covered = board.item("Half open")
    board.paper(covered, 1)
    board.paper(board.item("Last"), 2)
    found = set()
    for seed in range(times):
        restrict(board, private, seed)
        board.kept(covered, b"x" * seed, seed + 1, restriction=Restriction.EXEMPT,
                   restriction_ground="paragraph 3")  # fmt: skip
        board.kept(covered, b"y" * seed, seed + 1, restriction=Restriction.INTERNAL)
        agenda.change_item(board.session, private, title=f"Restricted {seed}").result(WAIT)
        found.add(sha256(board.pack().data).hexdigest())
        papers = {link.paper for link in board.session.reader.find(ItemPaper)}

        def forget(writer: Writer, uids: frozenset[str] = frozenset(papers)) -> None:
            for paper in writer.find(Paper):
                if paper.uid in uids and paper.title.startswith("Kept"):
                    writer.delete(Paper, paper.uid)

        board.session.change("Forget", forget).result(WAIT)
    assert board.session.reader.count(Item)
    return found


def test_restricted_papers_leave_the_public_pack_as_it_is(board: Board) -> None:
    assert len(distinct(board, 4)) == 1


@pytest.mark.battery
def test_twenty_restricted_contents_give_one_public_pack(board: Board) -> None:
    assert len(distinct(board, 20)) == 1
