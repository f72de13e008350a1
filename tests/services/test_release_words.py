"""What a finished file is compared with: words that are restricted, and other restricted matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from secretariat.documents.catalogue import CATALOGUE
from secretariat.documents.model import Document, Heading, Paragraph, runs
from secretariat.models import agenda as rules
from secretariat.models.kinds import Audience, DocumentKind, Format, Restriction
from secretariat.models.pack_kinds import CheckState
from secretariat.models.records import Meeting
from secretariat.models.release import ReleaseFault
from secretariat.paths import resources
from secretariat.render.dispatch import render
from secretariat.services import agenda, packs, paper_files, paper_intake, publish, sample
from secretariat.services.noninterference import document_findings, pack_findings
from secretariat.services.packs import pack_brief
from secretariat.services.release_checks import check_pack
from secretariat.services.releases import canaries
from secretariat.services.session import Session
from tests import public_board
from tests.services.test_packs import WAIT, Board


@pytest.fixture
def board(register_folder: Path, tmp_path: Path) -> Iterator[Board]:
    session = Session.open(register_folder, create=True)
    yield Board(session, tmp_path)
    session.close()


def render_here(document: Any, style: Any) -> bytes:
    return render(document, style, resources() / "fonts", Format.PDF)


def private(board: Board) -> str:
    board.paper(board.item("Allotments"), 2, title="Allotment rents")
    item = board.item(
        "Sale of the harbour office to Tŷ Mawr Holdings",
        public_title="A property matter",
        text="The offer of four hundred thousand pounds is open until the end of June.",
        presenter="Mair",
        internal_note="See report",
    )
    agenda.change_item(
        board.session, item, restriction=Restriction.EXEMPT, restriction_ground="3"
    ).result(WAIT)
    board.paper(item, 3, title="Valuation by Penrhyn Surveyors")
    return item


def test_words_of_restricted_matter_are_looked_for_and_no_others(board: Board) -> None:
    private(board)
    found = canaries(board.session.reader, board.meeting, Audience.PUBLIC)
    assert "Sale of the harbour office to Tŷ Mawr Holdings" in found
    assert any("Valuation by Penrhyn Surveyors" in one for one in found)
    assert "The offer of four hundred thousand" in found
    said = " ".join(found)
    assert "Allotment" not in said
    assert "Mair" not in found
    assert "A property matter" not in found
    assert "See report" not in found
    assert canaries(board.session.reader, board.meeting, Audience.MEMBERS) == ()
    assert canaries(board.session.reader, board.meeting, Audience.OFFICERS) == ()


def test_words_that_are_public_anyway_are_not_looked_for(board: Board) -> None:
    item = private(board)
    agenda.change_item(
        board.session, item, public_title="Sale of the harbour office to Tŷ Mawr Holdings"
    ).result(WAIT)
    found = canaries(board.session.reader, board.meeting, Audience.PUBLIC)
    assert "Sale of the harbour office to Tŷ Mawr Holdings" not in found


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.MEMBERS])
def test_nothing_of_the_sample_depends_on_what_is_restricted(
    register_folder: Path, audience: Audience
) -> None:
    session = Session.open(register_folder, create=True)
    try:
        sample.fill(session).result(WAIT)
        for meeting in session.reader.find(Meeting):
            for kind in (DocumentKind.AGENDA, DocumentKind.MINUTES, DocumentKind.DECISIONS):
                assert document_findings(session, kind, meeting.uid, audience) == [], (
                    meeting.title, kind,
                )  # fmt: skip
    finally:
        session.close()


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.MEMBERS])
@pytest.mark.parametrize("layout", list(public_board.LAYOUTS))
def test_no_document_of_a_full_board_depends_on_it(
    register_folder: Path, audience: Audience, layout: str
) -> None:
    session = Session.open(register_folder, create=True)
    try:
        public_board.fill(session, layout)
        for kind, line in CATALOGUE.items():
            meeting = session.reader.get(Meeting, public_board.MEETING)
            if audience in line.audiences and not line.why_not(meeting):
                assert document_findings(session, kind, public_board.MEETING, audience) == []
    finally:
        session.close()


def test_a_pack_does_not_depend_on_it_and_a_leak_is_found(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    private(board)
    brief = pack_brief(board.session, board.meeting, Audience.PUBLIC)
    assert pack_findings(board.session, brief, render_here) == []
    with monkeypatch.context() as patch:
        title = packs._Building._item_title
        patch.setattr(
            packs._Building, "_item_title",
            lambda self, uid: title(self, uid) + self.brief.contents.papers[-1].item_title,
        )  # fmt: skip
        (found,) = pack_findings(board.session, brief, render_here)
        assert (found.kind, found.words) == (ReleaseFault.INTERFERENCE, "its parts")


def test_a_leak_of_a_title_or_of_minutes_is_found(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    private(board)
    reduced = rules._reduced
    for column in ("title", "minutes"):
        with monkeypatch.context() as patch:
            patch.setattr(
                rules, "_reduced",
                lambda item, held, column=column: replace(
                    reduced(item, held), **{column: getattr(item, column)}
                ),
            )  # fmt: skip
            if column == "minutes":
                board.choose("agenda.time", "minutes")
            found = document_findings(
                board.session, DocumentKind.AGENDA, board.meeting, Audience.PUBLIC
            )
        assert [one.kind for one in found] == [ReleaseFault.INTERFERENCE], column
    board.choose("agenda.time", "clock")
    assert not document_findings(board.session, DocumentKind.AGENDA, board.meeting, Audience.PUBLIC)


def test_an_open_paper_that_says_what_is_restricted_stops_the_pack(board: Board) -> None:
    private(board)
    session, folder = board.session, board.folder
    made = board.pack()
    path = folder / "public.pdf"
    assert check_pack(session, made.pack, path, render_here).state is not CheckState.FAILED
    source = folder / "Budget.pdf"
    words = "The sale of the\nharbour office to Ty Mawr Holdings pays for it."
    source.write_bytes(
        render_here(
            Document("Budget", (Heading(1, runs("Budget")), Paragraph(runs(words))), "report"),
            publish.house_style(session, board.meeting),
        )
    )
    (kept,) = paper_files.keep_files(session, [source]).files
    (attached,) = paper_files.attach(session, board.item("Budget"), [kept]).result(WAIT)
    assert attached.file is not None
    paper_intake.take_all(session, [attached.file.uid])
    check = check_pack(session, board.pack().pack, path, render_here)
    assert check.state is CheckState.FAILED
    assert check.findings[0].kind is ReleaseFault.RESTRICTED
    assert check.findings[0].page == check.pages
    assert "harbour" not in str(check.as_data())
