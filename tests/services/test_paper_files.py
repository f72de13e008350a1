"""Files of papers: what a file that is dropped on an item becomes, and what becomes of it later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from secretariat.errors import KnownError
from secretariat.models.kinds import Restriction, Stage
from secretariat.models.pack_kinds import Edition, FileState, PaperRole
from secretariat.models.paper_files import in_pack, read_file_name
from secretariat.models.records import Item, ItemPaper, Meeting, Paper, PaperFile, PaperFinding
from secretariat.services import (
    agenda,
    bodies,
    meeting_papers,
    meetings,
    paper_files,
    paper_places,
    paper_versions,
    papers,
)
from secretariat.services.meeting_papers import Standing
from secretariat.services.session import Session
from secretariat.store import papers as store

WAIT = 10.0
PDF = b"%PDF-1.7\nnothing more is needed here\n"


class Board:
    """A meeting with two items, and files to be dropped on them."""

    def __init__(self, session: Session, folder: Path) -> None:
        self.session, self.folder = session, folder
        folder.mkdir()
        body = bodies.add_body(session, "Board").result(WAIT)
        self.meeting = meetings.add_meeting(
            session, [body.uid], date(2030, 5, 1), time(10)
        ).result(WAIT).uid  # fmt: skip
        self.first = agenda.add_item(session, self.meeting, "Housing pathways").result(WAIT).uid
        self.second = agenda.add_item(session, self.meeting, "Budget").result(WAIT).uid

    def file(self, name: str, data: bytes = b"") -> Path:
        path = self.folder / name
        path.write_bytes(data or PDF + name.encode())
        return path

    def drop(self, item: str, *names: str, **values: object) -> list[paper_files.Attached]:
        arrived = paper_files.keep_files(self.session, [self.file(name) for name in names])
        assert not arrived.refused
        made = paper_files.attach(self.session, item, arrived.files, **values)  # type: ignore[arg-type]
        return made.result(WAIT)

    def links(self, item: str) -> list[tuple[str, str, str]]:
        reader = self.session.reader
        return [
            (reader.get(Paper, link.paper).title, link.letter, link.role.value)
            for link in reader.find(ItemPaper, item=item, order="position")
        ]

    def ready(self, file: PaperFile, **values: object) -> None:
        values = {"state": FileState.READY, "pages": 3, **values}
        self.session.change("Check", lambda w: w.update(PaperFile, file.uid, **values)).result(WAIT)


@pytest.fixture
def board(register_folder: Path, tmp_path: Path) -> Iterator[Board]:
    session = Session.open(register_folder, create=True, who="officer")
    yield Board(session, tmp_path / "files")
    session.close()


def test_files_become_a_report_and_its_appendices_as_their_names_say(board: Board) -> None:
    board.drop(
        board.first,
        "Appendix B Costs v2.pdf",
        "Item 1 Housing_pathways FINAL.pdf",
        "Appendix A.pdf",
        "Map.pdf",
        "Background paper Audit 2029.pdf",
    )
    assert board.links(board.first) == [
        ("Housing pathways", "", "report"),
        ("Appendix A", "Appendix A", "appendix"),
        ("Costs", "Appendix B", "appendix"),
        ("Map", "Appendix C", "appendix"),
        ("Audit 2029", "", "background paper"),
    ]
    last = board.session.reader.find(ItemPaper, item=board.first)[-1]
    assert not last.is_in_pack
    board.session.undo().result(WAIT)
    assert board.links(board.first) == []
    assert not board.session.reader.count(PaperFile)


def test_the_report_that_is_waited_for_takes_the_file(board: Board) -> None:
    asked = papers.ask_for(board.session, board.first).result(WAIT)
    (done,) = board.drop(board.first, "anything.pdf")
    assert (done.paper.uid, done.was_awaited) == (asked.uid, True)
    assert done.paper.received_on == board.session.today()
    (other,) = board.drop(board.second, "Budget.pdf", apart=True)
    assert (other.paper.asked_on, other.was_awaited) == (None, False)


def test_the_same_bytes_are_told_and_not_doubled(board: Board) -> None:
    board.drop(board.first, "Report.pdf")
    kept = paper_files.keep_files(board.session, [board.folder / "Report.pdf"]).files
    (again,) = paper_files.attach(board.session, board.first, kept).result(WAIT)
    assert (again.file, again.paper.title) == (None, "Report")
    with pytest.raises(KnownError, match="the latest version"):
        paper_versions.replace(board.session, again.paper.uid, kept[0]).result(WAIT)
    folder = board.session.register.folder / store.FOLDER
    assert len(list(store.everything(folder))) == 1


def test_what_cannot_be_kept_is_a_sentence_and_stops_nothing(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_files, "MOST", 100)
    sources = [
        board.file("empty.pdf"), board.folder, board.folder / "gone.pdf",
        board.file("huge.pdf", b"x" * 101), board.file("good.pdf"),
    ]  # fmt: skip
    sources[0].write_bytes(b"")
    arrived = paper_files.keep_files(board.session, sources)
    assert [one.name for one in arrived.files] == ["good.pdf"]
    told = "\n".join(arrived.refused)
    for words in ("“empty.pdf” is empty", "is a folder", "“gone.pdf” could not be read", "at most"):
        assert words in told
    folder = board.session.register.folder / store.FOLDER
    assert not list(folder.glob("*.tmp"))
    assert len(list(store.everything(folder))) == 1


def test_versions_follow_each_other_and_an_earlier_one_comes_back(board: Board) -> None:
    (first,) = board.drop(board.first, "Report.pdf")
    assert first.file is not None
    board.ready(first.file, is_tagged=True)
    found = PaperFinding(file=first.file.uid, kind="comments", page=2)
    board.session.change("Check", lambda w: w.insert(found)).result(WAIT)
    kept = paper_files.keep_files(board.session, [board.file("Report v2.pdf")]).files[0]
    second = paper_versions.replace(board.session, first.paper.uid, kept).result(WAIT)
    reader = board.session.reader
    assert second.version == 2
    assert in_pack(reader.find(PaperFile)) == reader.get(PaperFile, first.file.uid)
    board.ready(second)
    assert in_pack(reader.find(PaperFile)) == reader.get(PaperFile, second.uid)
    back = paper_versions.put_back(board.session, first.file.uid).result(WAIT)
    assert (back.version, back.sha256, back.state) == (3, first.file.sha256, FileState.READY)
    assert reader.count(PaperFinding, file=back.uid) == 1
    paper_versions.remove_version(board.session, back.uid).result(WAIT)
    assert in_pack(reader.find(PaperFile)) == reader.get(PaperFile, second.uid)
    (redacted,) = board.drop(board.first, "Report redacted.pdf")
    assert redacted.file is not None
    assert (redacted.file.edition, redacted.file.version) == (Edition.REDACTED, 1)
    assert in_pack(reader.find(PaperFile)) == reader.get(PaperFile, second.uid)


def test_letters_follow_the_order_while_the_agenda_is_a_draft(board: Board) -> None:
    done = board.drop(board.first, "Report.pdf", "One.pdf", "Two.pdf")
    by_title = {one.paper.title: one.paper.uid for one in done}
    session = board.session
    paper_places.move(session, board.first, by_title["Two"], board.first, 1).result(WAIT)
    assert [one[:2] for one in board.links(board.first)] == [
        ("Report", ""), ("Two", "Appendix A"), ("One", "Appendix B"),
    ]  # fmt: skip
    session.change("Out", lambda w: w.update(Meeting, board.meeting, stage=Stage.PUBLISHED)).result(
        WAIT
    )
    paper_places.move(session, board.first, by_title["One"], board.first, 1).result(WAIT)
    assert [one[:2] for one in board.links(board.first)] == [
        ("Report", ""), ("One", "Appendix B"), ("Two", "Appendix A"),
    ]  # fmt: skip


def test_a_paper_of_closed_business_stays_closed_wherever_it_goes(board: Board) -> None:
    session = board.session
    (done,) = board.drop(board.first, "Report.pdf")
    assert done.paper.restriction is Restriction.NONE
    closed = {"restriction": Restriction.EXEMPT, "restriction_ground": "paragraph 3"}
    session.change("Close", lambda w: w.update(Item, board.first, **closed)).result(WAIT)
    paper_places.use_also(session, done.paper.uid, board.second).result(WAIT)
    kept = session.reader.get(Paper, done.paper.uid)
    assert (kept.restriction, kept.restriction_ground) == (Restriction.EXEMPT, "paragraph 3")
    session.undo().result(WAIT)
    paper_places.move(session, board.first, done.paper.uid, board.second, 0).result(WAIT)
    assert session.reader.get(Paper, done.paper.uid).restriction is Restriction.EXEMPT
    with pytest.raises(KnownError, match="already"):
        paper_places.use_also(session, done.paper.uid, board.second).result(WAIT)


def test_what_was_asked_for_is_missing_again_and_the_rest_goes(board: Board) -> None:
    session = board.session
    asked = papers.ask_for(session, board.first).result(WAIT)
    _, more = board.drop(board.first, "Housing.pdf", "Appendix A.pdf")
    assert board.links(board.first)[1][1] == "Appendix A"
    paper_places.remove(session, board.first, asked.uid).result(WAIT)
    assert session.reader.get(Paper, asked.uid).received_on is None
    assert not session.reader.count(PaperFile, paper=asked.uid)
    paper_places.remove(session, board.first, more.paper.uid).result(WAIT)
    assert session.reader.maybe(Paper, more.paper.uid) is None


def test_the_list_tells_what_is_in_and_what_the_officer_must_look_at(board: Board) -> None:
    session = board.session
    papers.ask_for(session, board.second).result(WAIT)
    (done,) = board.drop(board.first, "Housing.pdf")
    assert done.file is not None

    def standing() -> list[Standing]:
        lines = meeting_papers.meeting_papers(session, board.meeting).lines
        return [line.standing() for line in lines]

    assert standing() == [Standing.WAITING, Standing.MISSING]
    board.ready(done.file, is_tagged=True)
    found = PaperFinding(file=done.file.uid, kind="hidden text", page=12, words="DRAFT v3")
    session.change("Check", lambda w: w.insert(found)).result(WAIT)
    assert standing() == [Standing.HIDDEN, Standing.MISSING]
    shown = meeting_papers.meeting_papers(session, board.meeting)
    assert "DRAFT v3" in shown.lines[0].detail(session.today())
    assert shown.sentence.startswith("1 of 2 papers in · 3 pages · ")
    assert meeting_papers.count_words(session.reader, board.meeting) == "1 of 2"
    paper_versions.mark_seen(session, done.file.uid).result(WAIT)
    assert standing()[0] is Standing.READY
    store.place(session.register.folder / store.FOLDER, done.file.sha256).unlink()
    assert standing()[0] is Standing.NOT_HERE


def test_what_the_program_found_out_is_no_step_of_undo(board: Board) -> None:
    session = board.session
    (done,) = board.drop(board.first, "Report.pdf")
    assert done.file is not None
    uid = done.file.uid
    session.change(
        "Check", lambda w: w.update(PaperFile, uid, state=FileState.READY), beside=True
    ).result(WAIT)
    assert session.undo_state().undo == "Add paper"
    session.undo().result(WAIT)
    assert session.reader.maybe(PaperFile, uid) is None
    session.change("Note", lambda w: w.update(Item, board.first, presenter="x"), beside=True)
    session.redo().result(WAIT)
    assert session.reader.get(PaperFile, uid).state is FileState.WAITING


@pytest.mark.parametrize(
    ("name", "title", "number", "letter"),
    [
        ("Item 7 - Appendix B Costs v3 FINAL.pdf", "Costs", "7", "Appendix B"),
        ("07 Quarterly_updates (2).docx", "Quarterly updates", "7", ""),
        ("8b Grants.docx", "Grants", "8b", ""),
        ("3 year plan.pdf", "3 year plan", "", ""),
        ("2026 budget.pdf", "2026 budget", "", ""),
        ("Schedule of rates.pdf", "Schedule of rates", "", ""),
        ("appendix a.pdf", "Appendix A", "", "Appendix A"),
        (".pdf", "Pdf", "", ""),
    ],
)
def test_a_file_name_is_read_as_officers_give_them(
    name: str, title: str, number: str, letter: str
) -> None:
    said = read_file_name(name)
    assert (said.title, said.number, said.letter) == (title, number, letter)
    assert (said.role is PaperRole.APPENDIX) == bool(letter)
