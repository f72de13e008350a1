"""The way of files into the pack: checked one at a time, called off, gone on with, told of."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date, time
from io import BytesIO
from pathlib import Path

import pytest

from secretariat.models.kinds import Restriction
from secretariat.models.pack_kinds import FileState
from secretariat.models.records import Meeting, Paper, PaperFile, PaperFinding
from secretariat.services import (
    agenda,
    bodies,
    interchange,
    meeting_papers,
    meetings,
    paper_files,
    paper_intake,
    paper_notes,
    paper_versions,
    people,
    safety,
)
from secretariat.services.meeting_papers import Standing
from secretariat.services.paper_intake import PaperIntake, Progress
from secretariat.services.session import Session
from secretariat.store import papers as store

WAIT = 10.0


def pdf(pages: int = 2, *, script: bool = False) -> bytes:
    """Return a PDF with empty pages, with a script that runs when it is opened if wanted."""
    import pikepdf

    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
    if script:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        made.Root.OpenAction = action
    held = BytesIO()
    made.save(held, deterministic_id=True)
    return held.getvalue()


class Board:
    """A meeting with an item, and files that come for it."""

    def __init__(self, session: Session) -> None:
        self.session = session
        body = bodies.add_body(session, "Board").result(WAIT)
        self.meeting = meetings.add_meeting(
            session, [body.uid], date(2030, 5, 1), time(10)
        ).result(WAIT).uid  # fmt: skip
        author = people.add_person(
            session, "Smith", given_name="Jane", email="jane@example.org"
        ).result(WAIT)
        self.item = agenda.add_item(
            session, self.meeting, "Housing", author=f"{author.given_name} {author.family_name}"
        ).result(WAIT).uid  # fmt: skip

    def come(self, name: str, data: bytes) -> PaperFile:
        kept = paper_files.keep_bytes(self.session, name, data)
        (done,) = paper_files.attach(self.session, self.item, [kept]).result(WAIT)
        assert done.file is not None
        return done.file

    def file(self, file: PaperFile) -> PaperFile:
        return self.session.reader.get(PaperFile, file.uid)


@pytest.fixture
def board(register_folder: Path) -> Iterator[Board]:
    session = Session.open(register_folder, create=True, who="officer")
    yield Board(session)
    session.close()


def finished(intake: PaperIntake) -> None:
    thread = intake._thread
    if thread is not None:
        thread.join(60)
        assert not thread.is_alive()


def test_files_are_rebuilt_one_at_a_time_and_what_was_found_is_kept(board: Board) -> None:
    told: list[Progress | None] = []
    scripted, plain = board.come("One.pdf", pdf(script=True)), board.come("Two.pdf", pdf(1))
    broken = board.come("Broken.pdf", b"%PDF-1.7\nthis is all there is")
    word = board.come("Three.docx", b"PK\x03\x04 not really")
    intake = PaperIntake(board.session, told.append)
    intake.begin()
    finished(intake)
    one = board.file(scripted)
    assert (one.state, one.pages) == (FileState.READY, 2)
    rebuilt = paper_files.path_of(board.session, one.pdf_sha256).read_bytes()
    assert b"JavaScript" not in rebuilt
    kinds = {found.kind for found in board.session.reader.find(PaperFinding, file=one.uid)}
    assert {"active", "untagged"} <= kinds
    assert board.file(plain).pages == 1
    assert board.file(broken).state is FileState.REFUSED
    assert board.file(broken).failure.startswith("This PDF")
    assert board.file(word).state is FileState.NEEDS_PDF
    assert "save it as a PDF" in board.file(word).failure
    assert told[-1] is None
    names = [one.name for one in told if one]
    assert names == sorted(names, key=["One.pdf", "Two.pdf", "Broken.pdf", "Three.docx"].index)
    assert told[0] is not None
    assert told[0].sentence == "Checking paper 1 of 4: One.pdf"
    assert board.session.undo_state().undo == "Add paper"


def test_the_same_file_gives_the_same_bytes(board: Board) -> None:
    first = board.come("One.pdf", pdf(3))
    paper_intake.take_all(board.session, [first.uid])
    before = board.file(first).pdf_sha256
    folder = board.session.register.folder / store.FOLDER
    store.place(folder, before).unlink()

    paper_versions.check_again(board.session, first.uid).result(WAIT)
    paper_intake.take_all(board.session, [first.uid])
    kinds = [found.kind for found in board.session.reader.find(PaperFinding, file=first.uid)]
    assert sorted(kinds) == sorted(set(kinds))
    assert board.session.undo_state().undo == "Add paper"
    store.place(folder, before).unlink()
    assert paper_intake.make_again(board.session) == 1
    assert paper_intake.make_again(board.session) == 0
    (again,) = paper_intake.take_all(board.session, [first.uid])
    assert again.pdf_sha256 == before
    assert not store.damaged(folder)


def test_what_is_called_off_waits_for_the_next_start(board: Board) -> None:
    files = [board.come(f"{at}.pdf", pdf(at)) for at in range(1, 4)]
    begun = threading.Event()
    intake = PaperIntake(board.session, lambda _: begun.set())
    intake.begin()
    assert begun.wait(WAIT)
    intake.close()
    left = paper_intake.waiting(board.session.reader)
    assert left
    again = PaperIntake(board.session)
    again.cancel()
    again.begin()
    finished(again)
    assert paper_intake.waiting(board.session.reader) == left
    again.want(left[0].uid)
    finished(again)
    assert board.file(left[0]).state is FileState.READY
    third = PaperIntake(board.session)
    third.begin()
    finished(third)
    assert all(board.file(file).state is FileState.READY for file in files)


def test_a_file_that_is_gone_or_removed_meanwhile_is_left_alone(board: Board) -> None:
    gone, removed = board.come("Gone.pdf", pdf(1)), board.come("Removed.pdf", pdf(2))
    paper_files.path_of(board.session, gone.sha256).unlink()
    assert not paper_intake.take_in(board.session, gone)
    lines = meeting_papers.meeting_papers(board.session, board.meeting).lines
    assert lines[0].standing() is Standing.NOT_HERE
    from secretariat.packs.intake import Intake

    board.session.change("Remove", lambda w: w.delete(PaperFile, removed.uid)).result(WAIT)
    paper_intake.keep(board.session, removed, Intake(failure="x"))
    assert board.session.reader.maybe(PaperFile, removed.uid) is None


def test_the_note_to_an_author_tells_no_words_of_a_restricted_paper(board: Board) -> None:
    file = board.come("One.pdf", pdf(1))
    paper_intake.take_all(board.session, [file.uid])
    found = PaperFinding(file=file.uid, kind="hidden text", page=1, words="SECRET SITE")
    board.session.change("Found", lambda w: w.insert(found)).result(WAIT)

    def draft() -> paper_notes.PaperNote:
        lines = meeting_papers.meeting_papers(board.session, board.meeting).lines
        return paper_notes.note(board.session, lines[0])

    opened = draft()
    assert opened.to == ("Jane Smith <jane@example.org>",)
    assert "SECRET SITE" in repr(paper_notes.compose(opened))
    assert opened.view.title == "One"
    board.session.change(
        "Close", lambda w: w.update(Paper, file.paper, restriction=Restriction.EXEMPT)
    ).result(WAIT)
    closed = repr(paper_notes.compose(draft()))
    assert "SECRET" not in closed
    assert "One.pdf" not in closed + draft().file_name
    assert "invisible" in closed


def test_a_register_is_handed_over_with_its_papers(board: Board, tmp_path: Path) -> None:
    file = board.come("One.pdf", pdf(1))
    paper_intake.take_all(board.session, [file.uid])
    made = safety.backup(board.session, tmp_path / "all.secretariat-backup")
    safety.restore(tmp_path / "other", made)
    with_papers = Session.open(tmp_path / "other")
    row = with_papers.reader.get(PaperFile, file.uid)
    assert paper_files.is_here(with_papers, row.sha256)
    assert paper_files.is_here(with_papers, row.pdf_sha256)
    with_papers.close()
    assert safety.check(tmp_path / "other") == []
    paper_files.path_of(board.session, row.sha256).unlink()
    (told,) = safety.check(board.session)
    assert (told.code, told.serious) == ("paper", False)
    assert "“One.pdf” of a paper is named but not in this register" in told.message


def test_an_import_names_files_that_can_be_attached_again(board: Board, tmp_path: Path) -> None:
    file = board.come("One.pdf", pdf(1))
    paper_intake.take_all(board.session, [file.uid])
    written = json.loads(interchange.export_register(board.session))
    other = Session.open(tmp_path / "other", create=True)
    interchange.import_documents(other, [("register.json", written)], label="Import")
    (meeting,) = other.reader.find(Meeting)
    (line,) = meeting_papers.meeting_papers(other, meeting.uid).lines
    assert line.standing() is Standing.NOT_HERE
    assert "not in this register" in line.detail(other.today())
    kept = paper_files.keep_bytes(other, "One.pdf", pdf(1))
    (same,) = paper_files.attach(other, line.item.uid, [kept]).result(WAIT)
    assert same.file is None
    paper_intake.take_all(other, [file.uid])
    (line,) = meeting_papers.meeting_papers(other, meeting.uid).lines
    assert line.is_in
    other.close()
