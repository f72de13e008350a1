"""Files that mean no good, from their attaching into a pack: each comes to a known outcome, and
where there are no pages the pack says which paper is missing and why."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pypdfium2
import pytest

from secretariat.models.kinds import Audience
from secretariat.models.pack_kinds import FileState
from secretariat.models.paper_files import OFFICE
from secretariat.models.records import PaperFile, PaperFinding
from secretariat.packs import convert
from secretariat.services import agenda, paper_files, paper_intake, releases
from secretariat.services.packs import MadePack, build_pack, pack_brief
from tests.packs import hostile_shapes
from tests.packs.crafted import SECRET
from tests.packs.hostile import CASES, REFUSED
from tests.packs.scanner import holds
from tests.services.hostile_files import ASKS, FILES, READY
from tests.services.test_paper_intake import WAIT, Board, board

__all__ = ["board", "hostile_shapes"]

GRAVE = {"active content", "attachment", "form", "comment", "layer", "earlier state", "metadata",
         "unused object", "unknown part", "link that nobody else can open"}  # fmt: skip
QUICK = (
    "nothing_but_a_head", "tree_of_pages_that_goes_round", "table_that_goes_round",
    "tables_of_streams_that_go_round", "one_page_a_hundred_thousand_times", "password",
    "javascript", "actions_when_it_opens", "attachments", "drawing_that_goes_round",
)  # fmt: skip
"""Of the PDFs those that go all the way with every run; the others do so in the battery."""

LEFT_OUT = ("bomb_of_drawing", "bomb_in_a_bomb")
"""With the memory that a paper has by default, their page comes in empty, and that is told."""


def solid(words: str) -> str:
    return "".join(letter for letter in words if letter.isalnum())


def come(board: Board, files: Iterable[tuple[str, bytes]]) -> dict[str, PaperFile]:
    """Attach each file to an item of its own and take it in; return by name what became of it."""
    came = {}
    for name, data in files:
        item = agenda.add_item(board.session, board.meeting, title=f"Item {name}").result(WAIT)
        kept = paper_files.keep_bytes(board.session, name, data)
        (done,) = paper_files.attach(board.session, item.uid, [kept]).result(WAIT)
        assert done.file is not None
        came[name] = done.file.uid
    paper_intake.take_all(board.session, came.values())
    rows = board.session.reader.by_uid(PaperFile, came.values())
    return {name: rows[uid] for name, uid in came.items()}


def check_pack(board: Board, rows: dict[str, PaperFile], folder: Path) -> None:
    """Make the pack of the public; what has no pages is told there, and nothing else came in."""
    brief = pack_brief(board.session, board.meeting, Audience.PUBLIC)
    made: MadePack = build_pack(brief, folder / "pack.pdf")
    absent = {row.paper for row in rows.values() if row.state is not FileState.READY}
    assert {one.paper.uid for one in made.missing} == absent
    with pypdfium2.PdfDocument(folder / "pack.pdf") as drawn:
        pages = [solid(drawn[at].get_textpage().get_text_range()) for at in range(len(drawn))]
    for row in rows.values():
        if row.state is not FileState.READY:
            assert row.failure.endswith("."), row.original_name
            told = [page for page in pages if solid(row.failure) in page]
            assert told, (row.original_name, row.failure)
    found = {one.kind.value for one in releases.check_file(folder / "pack.pdf", "x.pdf").findings}
    assert found & GRAVE == set()
    assert not holds((folder / "pack.pdf").read_bytes(), SECRET)


@pytest.mark.skipif(not convert.libre_office(), reason="LibreOffice is not installed")
@pytest.mark.filterwarnings("ignore:pikepdf is missing")
def test_files_of_every_kind_come_to_a_known_outcome(board: Board, tmp_path: Path) -> None:
    rows = come(board, ((name, maker()) for name, (maker, _) in FILES.items()))
    states = {READY: FileState.READY, ASKS: FileState.NEEDS_PDF}
    for name, (_, wanted) in FILES.items():
        row = rows[name]
        allowed = [states[wanted]] if wanted in states else list(states.values())
        assert row.state in allowed, (name, row.failure)
    check_pack(board, rows, tmp_path)
    assert set(os.listdir(tmp_path)) == {"register", "pack.pdf"}


def test_office_files_that_are_no_papers_are_opened_by_no_program(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("it was opened")

    monkeypatch.setattr(convert, "libre_office", lambda: "soffice")
    monkeypatch.setattr(convert, "to_pdf", never)
    names = [name for name, (_, wanted) in FILES.items() if wanted == ASKS and name[-4:] == "docx"]
    rows = come(board, ((name, FILES[name][0]()) for name in names))
    assert len(rows) == 5
    assert all(row.media_type in OFFICE for row in rows.values())
    said = {name: row.failure for name, row in rows.items()}
    please = "Please save it as a PDF and add that."
    assert said["bomb.docx"] == f"It unpacks to far more than a paper holds. {please}"
    assert said["laughs.docx"] == f"It declares things of its own. {please}"


def pdfs(names: Iterable[str]) -> list[tuple[str, bytes]]:
    makers = {**CASES, **REFUSED}
    return [(f"{name}.pdf", makers[name][0]()) for name in names]


def check_pdfs(board: Board, names: Iterable[str], folder: Path) -> None:
    rows = come(board, pdfs(names))
    for name in names:
        row = rows[f"{name}.pdf"]
        if name in LEFT_OUT:
            assert board.session.reader.count(PaperFinding, file=row.uid, kind="not kept")
        wanted = FileState.READY if name in (*CASES, *LEFT_OUT) else FileState.REFUSED
        assert row.state is wanted, (name, row.failure)
    check_pack(board, rows, folder)


def test_hostile_pdfs_go_into_a_pack_clean_or_not_at_all(board: Board, tmp_path: Path) -> None:
    check_pdfs(board, QUICK, tmp_path)


@pytest.mark.battery
def test_all_hostile_pdfs_go_into_a_pack_clean_or_not_at_all(board: Board, tmp_path: Path) -> None:
    # What says that it is no PDF is another kind of file, and asked for as one.
    check_pdfs(board, [*CASES, *(set(REFUSED) - {"another_kind_of_file"})], tmp_path)
