"""Papers found by the words on their pages: the version of the moment, its page, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from secretariat.models.kinds import Restriction
from secretariat.models.pack_kinds import Edition, FileState
from secretariat.models.records import Item, PaperFile
from secretariat.services import agenda, interchange, paper_files, paper_versions, papers, safety
from secretariat.services.paper_intake import PaperIntake
from secretariat.services.search import Hit, rebuild_search, search
from secretariat.services.session import Session
from secretariat.store import paper_text
from tests.services.test_paper_intake import Board, finished

WAIT = 10.0


def worded(*pages: str) -> bytes:
    """Return a PDF with one line of words on each page."""
    import pikepdf

    made = pikepdf.new()
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )  # fmt: skip
    for words in pages:
        page = made.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = made.make_stream(f"BT /F1 12 Tf 60 700 Td ({words}) Tj ET".encode())
    held = BytesIO()
    made.save(held, deterministic_id=True)
    return held.getvalue()


@pytest.fixture
def board(register_folder: Path) -> Iterator[Board]:
    session = Session.open(register_folder, create=True, who="officer")
    yield Board(session)
    session.close()


def take(board: Board) -> None:
    intake = PaperIntake(board.session)
    intake.begin()
    finished(intake)
    intake.close()


def pages(board: Board, words: str) -> list[tuple[str, int, int]]:
    return [(one.title, one.page, one.pages) for one in search(board.session, words) if one.page]


def test_a_word_on_a_page_finds_the_paper_and_its_page(board: Board) -> None:
    file = board.come(
        "Harbour dues.pdf", worded("Nothing here", "The dredger came", "A dredger, dredger again")
    )
    take(board)
    (hit,) = search(board.session, "dredg")
    paper = board.file(file).paper
    assert hit == Hit(
        "paper", paper, "Harbour dues", hit.snippet, board.meeting, file.uid, hit.page, 2
    )
    assert hit.page in (2, 3)
    assert "dredger" in hit.snippet
    assert pages(board, "nothing here") == [("Harbour dues", 1, 1)]
    assert pages(board, "dredger nothing") == []  # they stand on different pages
    (named,) = search(board.session, "harbour dues")
    assert (named.table, named.uid, named.page) == ("paper", paper, 0)


def test_only_the_version_that_is_in_the_pack_is_found(board: Board) -> None:
    session = board.session
    file = board.come("Dues.pdf", worded("old figures stood here"))
    take(board)
    kept = paper_files.keep_bytes(session, "Dues v2.pdf", worded("new amounts stand here"))
    second = paper_versions.replace(session, file.paper, kept).result(WAIT)
    assert pages(board, "figures")  # the second is not checked yet, so the first is in the pack
    take(board)
    assert pages(board, "figures") == []
    (hit,) = [one for one in search(session, "amounts") if one.page]
    assert hit.file == second.uid
    paper_versions.remove_version(session, second.uid).result(WAIT)
    assert pages(board, "figures")
    assert pages(board, "amounts") == []
    session.undo().result(WAIT)
    assert pages(board, "amounts")
    redacted = paper_files.keep_bytes(session, "Dues redacted.pdf", worded("open words"))
    paper_versions.replace(session, file.paper, redacted, edition=Edition.REDACTED).result(WAIT)
    take(board)
    assert pages(board, "open words")
    assert pages(board, "amounts")


def test_what_is_found_of_a_restricted_paper_is_marked(board: Board) -> None:
    session = board.session
    file = board.come("Lease.pdf", worded("the rent of the quay"))
    take(board)
    assert [one.is_held for one in search(session, "quay")] == [False]
    papers.change_paper(session, file.paper, restriction=Restriction.EXEMPT).result(WAIT)
    assert [one.is_held for one in search(session, "quay")] == [True]
    papers.change_paper(session, file.paper, restriction=Restriction.NONE).result(WAIT)
    agenda.change_item(session, board.item, restriction=Restriction.EXEMPT).result(WAIT)
    assert session.reader.get(Item, board.item).restriction is Restriction.EXEMPT
    assert [one.is_held for one in search(session, "quay")] == [True]
    assert [one.is_held for one in search(session, "lease")] == [True]


def test_words_that_are_missing_are_read_beside_and_those_of_nothing_are_forgotten(
    board: Board,
) -> None:
    session = board.session
    file = board.come("Ferry.pdf", worded("timetable of the ferry"))
    take(board)
    sha = board.file(file).pdf_sha256
    session.register.keep_paper_text("0" * 64, ["a page of nobody"]).result(WAIT)
    writer = session.register
    writer._writer.submit(
        lambda: writer._guarded(lambda c: c.execute("DELETE FROM search_page WHERE page > 0"))
    ).result(WAIT)
    assert paper_text.problems(session.reader.connection) == ["the text of papers"]
    assert {one.code for one in safety.check(session)} == {"search"}
    rebuild_search(session)
    assert pages(board, "timetable") == []
    assert paper_text.unread(session.reader.connection) == [sha]
    session.register.keep_paper_text("0" * 64, ["a page of nobody"]).result(WAIT)
    take(board)
    assert pages(board, "timetable") == [("Ferry", 1, 1)]
    kept = session.reader.connection.execute("SELECT DISTINCT sha256 FROM search_page").fetchall()
    assert kept == [(sha,)]
    rebuild_search(session)  # what is sound is not read again
    assert pages(board, "timetable")
    assert session.undo_state().undo == "Add paper"


def test_words_of_pages_go_into_no_interchange_file(board: Board) -> None:
    board.come("Ferry.pdf", worded("a wherryman sailed"))
    take(board)
    assert pages(board, "wherryman")
    told = interchange.export_register(board.session)
    assert b"Ferry.pdf" in told
    assert b"wherryman" not in told


def test_odd_text_is_kept_and_long_text_is_cut(board: Board) -> None:
    session = board.session
    odd = ["\ud800 \0 \u202e resumé", "", "word " * 20_000]
    session.register.keep_paper_text("1" * 64, odd).result(WAIT)
    rows = session.reader.connection.execute(
        "SELECT length(words) FROM search_paper ORDER BY rowid"
    ).fetchall()
    assert rows[1] == (0,)
    assert rows[2] == (paper_text.MOST_OF_PAGE,)
    assert paper_text.problems(session.reader.connection) == []


def test_papers_leave_room_for_records(board: Board) -> None:
    session = board.session
    for number in range(12):
        board.come(f"Paper {number}.pdf", worded(f"moorings number {number}"))
        agenda.add_item(session, board.meeting, f"Moorings {number}").result(WAIT)
    take(board)
    hits = search(session, "moorings", 12)
    assert len(hits) == 12
    assert [hit.table for hit in hits] == ["item"] * 8 + ["paper"] * 4
    assert all(one.state is FileState.READY for one in session.reader.find(PaperFile))
