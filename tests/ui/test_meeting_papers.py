"""The papers step: files come in by dropping, pasting and choosing; order, versions and pages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, time
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage
from PySide6.QtWidgets import QPushButton

from secretariat.models.kinds import Restriction, Stage
from secretariat.models.pack_kinds import FileState
from secretariat.models.records import Body, ItemPaper, Meeting, Paper, PaperFile, PaperFinding
from secretariat.services import agenda, bodies, meetings, minutes, papers
from secretariat.store import papers as store
from secretariat.ui.meeting.papers import PapersStep
from secretariat.ui.meeting.papers_table import DRAGGED, PaperRow
from secretariat.ui.paper_queue import PaperQueue
from tests.ui.test_meeting_support import WAIT, World, world

__all__ = ["world"]


def pdf(pages: int = 1, mark: str = "") -> bytes:
    """Return a PDF with empty pages; another `mark`, other bytes."""
    import pikepdf

    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
    made.Root["/Mark"] = pikepdf.String(mark)
    held = BytesIO()
    made.save(held, deterministic_id=True)
    return held.getvalue()


@pytest.fixture
def step(world: World) -> PapersStep:
    for title in ("Housing pathways", "Budget"):
        agenda.add_item(world.session, world.meeting, title).result(WAIT)
    made = PapersStep(world.context, world.meeting)
    world.show(made)
    return made


def write(folder: Path, *names: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(pdf(2, name))
    return [folder / name for name in names]


def rows(step: PapersStep) -> list[tuple[str, str, str]]:
    return [(row.lead, row.title, row.tag) for row in step.table.rows.rows]


def event_of(step: PapersStep, data: QMimeData, row: int, below: bool = False) -> QDropEvent:
    """Return a drop on a row of the table; below the last one where there is no such row."""
    rect = step.table.visualRect(step.table.rows.index(row))
    at = QPointF(20, step.table.viewport().height() - 2)
    if rect.isValid():
        at = QPointF(rect.left() + 20, rect.bottom() - 2 if below else rect.top() + 2)
    move = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    return QDropEvent(at, move, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


def files(paths: Sequence[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(step: PapersStep, paths: Sequence[Path], row: int) -> None:
    data = files(paths)
    step.table.dropEvent(event_of(step, data, row))


def ready(world: World, file: PaperFile, *findings: PaperFinding) -> None:
    """Say of a file that it is checked, as the queue does."""
    path = store.place(world.session.register.folder / store.FOLDER, file.sha256)
    sha = hashlib.sha256(path.read_bytes()).hexdigest()

    def work(writer: object) -> None:
        from secretariat.store.rows import Writer

        assert isinstance(writer, Writer)
        writer.update(PaperFile, file.uid, state=FileState.READY, pdf_sha256=sha, pages=2)
        for found in findings:
            writer.insert(found)

    world.session.change("Check", work, beside=True).result(WAIT)


def answer(step: PapersStep, words: str) -> None:
    buttons = step.ask_where.findChildren(QPushButton)
    next(one for one in buttons if one.text().startswith(words)).click()


def test_files_that_are_dropped_on_an_item_become_its_papers(
    world: World, step: PapersStep, tmp_path: Path
) -> None:
    assert rows(step) == [("1", "Housing pathways", ""), ("2", "Budget", "")]
    drop(step, write(tmp_path / "in", "Budget.pdf", "Appendix A Tables.pdf"), 1)
    world.settle(lambda: len(rows(step)) == 3)
    assert rows(step)[1:] == [
        ("2", "Budget", "Waiting"), ("2", "Appendix A: Tables", "Waiting"),
    ]  # fmt: skip
    assert world.said.texts == ["Added 2 papers."]
    assert step.table.key.endswith(world.session.reader.find(Paper, title="Budget")[0].uid)
    drop(step, [*write(tmp_path / "in", "empty.pdf"), tmp_path / "gone.pdf"], 0)
    world.settle(lambda: len(world.said.warnings) == 1)
    assert "“gone.pdf” could not be read" in world.said.warnings[0]


def test_a_file_for_an_awaited_report_is_that_report_and_can_be_another(
    world: World, step: PapersStep, tmp_path: Path
) -> None:
    item = step.papers.lines[0].item.uid if step.papers else ""
    asked = papers.ask_for(world.session, item).result(WAIT)
    world.settle(lambda: rows(step)[0][2] == "Missing")
    drop(step, write(tmp_path / "in", "draft.pdf"), 0)
    world.settle(lambda: rows(step)[0][2] == "Waiting")
    assert "the report that was waited for" in world.said.texts[-1]
    (file,) = world.session.reader.find(PaperFile)
    assert file.paper == asked.uid


def test_a_file_on_a_paper_is_asked_about_in_place(
    world: World, step: PapersStep, tmp_path: Path
) -> None:
    first, second, third = write(tmp_path / "in", "Budget.pdf", "Budget v2.pdf", "More.pdf")
    drop(step, [first], 1)
    world.settle(lambda: rows(step)[1][2] == "Waiting")
    drop(step, [second], 1)
    assert step.ask_where.isVisible()
    answer(step, "New version")
    world.settle(lambda: world.session.reader.count(PaperFile) == 2)
    world.settle(lambda: step.card.versions.count == 2)
    drop(step, [third], 1)
    answer(step, "A further paper")
    world.settle(lambda: len(rows(step)) == 3)
    assert rows(step)[2][1] == "Appendix A: More"
    drop(step, [third], 9)
    assert step.ask_where.choice is not None
    step.ask_where.choice.setFocus()
    world.press(Qt.Key.Key_Escape)
    assert step.ask_where.isHidden()
    assert world.session.reader.count(PaperFile) == 3


def test_papers_are_moved_by_keys_and_by_hand(
    world: World, step: PapersStep, tmp_path: Path
) -> None:
    drop(step, write(tmp_path / "in", "Housing pathways.pdf", "One.pdf", "Two.pdf"), 0)
    world.settle(lambda: len(rows(step)) == 4)
    step.table.choose(step.table.rows.rows[1].key)
    world.run(step, "papers.up")
    world.settle(lambda: rows(step)[0][1] == "Appendix A: One")
    assert step.table.currentIndex().row() == 0
    for _ in range(3):
        before = rows(step)
        world.run(step, "papers.down")
        world.settle(lambda before=before: rows(step) != before)  # type: ignore[misc]
    assert [one[:2] for one in rows(step)][-1] == ("2", "Appendix A: One")
    data = QMimeData()
    data.setData(DRAGGED, step.table.rows.rows[2].key.encode())
    step.table.dropEvent(event_of(step, data, 0))
    world.settle(lambda: [one[0] for one in rows(step)] == ["1", "1", "1", "2"])
    assert rows(step)[0][1] == "Appendix A: One"
    assert world.session.reader.count(ItemPaper) == 3


def test_what_was_found_is_told_and_seen_and_the_pages_stand_beside(
    world: World, step: PapersStep, tmp_path: Path
) -> None:
    drop(step, write(tmp_path / "in", "Budget.pdf"), 1)
    world.settle(lambda: rows(step)[1][2] == "Waiting")
    assert not step.page.page_count
    (file,) = world.session.reader.find(PaperFile)
    hidden = PaperFinding(file=file.uid, kind="hidden text", page=2, words="DRAFT <b>v3</b>")
    ready(world, file, hidden)
    world.settle(lambda: rows(step)[1][2] == "Hidden text")
    row = step.table.rows.rows[1]
    assert isinstance(row, PaperRow)
    assert (row.length, "DRAFT <b>v3</b>" in row.detail) == ("2", True)
    assert step.sentence.text().startswith("1 of 1 paper in · 2 pages · ")
    world.bot.waitUntil(lambda: step.page.page_count == 2, timeout=8000)
    step.table.setFocus()
    world.press(Qt.Key.Key_Return)
    world.bot.waitUntil(lambda: step.page.isAncestorOf(step.window().focusWidget()))
    world.run(step, "papers.seen")
    world.settle(lambda: rows(step)[1][2] == "Ready")
    world.run(step, "papers.pack")
    world.settle(lambda: step.table.rows.rows[1].packed == "Listed")  # type: ignore[attr-defined]
    step.table.setFocus()
    world.press(Qt.Key.Key_Delete)
    world.settle(lambda: rows(step)[1] == ("2", "Budget", ""))
    assert world.session.reader.count(PaperFile) == 0


def test_a_paper_is_renamed_in_its_card_and_a_picture_is_pasted(
    world: World, step: PapersStep
) -> None:
    data = QMimeData()
    step.take_data(data)
    assert "no file to paste" in world.said.warnings[-1]
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    data.setImageData(picture)
    step.take_data(data)
    world.settle(lambda: rows(step)[0][1] == "Pasted picture")
    world.run(step, "papers.rename")
    world.type("The map")
    world.settle(lambda: rows(step)[0][1] == "The map")
    (file,) = world.session.reader.find(PaperFile)
    assert (file.media_type, file.original_name) == ("image/png", "Pasted picture.png")


def with_film() -> bytes:
    """Return a PDF with a film that shows a black square until it is played."""
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    made = pikepdf.open(BytesIO(pdf(1)))
    look = made.make_stream(b"0 0 0 rg 0 0 200 200 re f")
    look.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 200, 200])})
    mark = Dictionary(
        Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([100, 100, 300, 300]), F=0,
        AP=Dictionary(N=look),
    )  # fmt: skip
    made.pages[0].obj.Annots = Array([made.make_indirect(mark)])
    held = BytesIO()
    made.save(held)
    return held.getvalue()


def test_pages_that_changed_are_shown_as_they_came_and_as_they_are(
    world: World, step: PapersStep, tmp_path: Path
) -> None:
    (tmp_path / "Marked.pdf").write_bytes(with_film())
    drop(step, [tmp_path / "Marked.pdf"], 0)
    world.settle(lambda: rows(step)[0][2] == "Waiting")
    queue = PaperQueue(world.session, world.context.bus)
    queue.begin()
    world.bot.waitUntil(lambda: rows(step)[0][2] not in ("Waiting", "Checking"), timeout=30000)
    assert not step.card.compare.isHidden(), [one.officer for one in step.card.line.found]  # type: ignore[union-attr]
    step.card.compare.click()
    world.bot.waitUntil(lambda: len(step.changes.pictures) == 2, timeout=30000)
    assert step.changes.isVisible()
    before, after = (one.grab().toImage() for one in step.changes.pictures)
    assert before != after
    step.changes.back.setFocus()
    world.press(Qt.Key.Key_Escape)
    assert step.page.isVisible()
    queue.close()


def test_the_last_minutes_become_a_paper_of_their_item(world: World) -> None:
    session = world.session
    earlier = meetings.add_meeting(
        session, [world.body], date(2016, 9, 8), time(10), time(12)
    ).result(WAIT)
    item = agenda.add_item(session, earlier.uid, "Welcome").result(WAIT)
    minutes.add_entry(session, earlier.uid, item.uid, "All were welcome.").result(WAIT)
    session.change(
        "Draft", lambda w: w.update(Meeting, earlier.uid, stage=Stage.DRAFT_MINUTES)
    ).result(WAIT)
    agenda.add_item(session, world.meeting, "Minutes of the last meeting").result(WAIT)
    step = PapersStep(world.context, world.meeting)
    world.show(step)
    (made,) = step.card.bare.own
    assert made.text() == "Add Minutes of 8 September 2016"
    made.click()
    world.bot.waitUntil(lambda: rows(step)[0][2] == "Waiting", timeout=30000)
    (file,) = session.reader.find(PaperFile)
    assert (file.media_type, session.reader.get(Paper, file.paper).title) == (
        "application/pdf", "Minutes of 8 September 2016",
    )  # fmt: skip
    session.undo().result(WAIT)
    assert not session.reader.count(Paper)


def test_a_title_that_is_typed_stays_with_its_paper(
    world: World, step: PapersStep, tmp_path: Path
) -> None:
    drop(step, write(tmp_path / "in", "One.pdf", "Two.pdf"), 0)
    world.settle(lambda: len(rows(step)) == 3)
    step.table.choose(step.table.rows.rows[0].key)
    world.run(step, "papers.rename")
    world.type("The first")
    step.table.choose(step.table.rows.rows[1].key)
    world.settle(lambda: rows(step)[0][1] == "The first")
    assert rows(step)[1][1] == "Appendix A: Two"
    assert step.card.title.text() == "Two"


def test_a_paper_is_restricted_on_its_card(step: PapersStep, world: World) -> None:
    item = agenda.add_item(world.session, world.meeting, "Lease").result(WAIT)
    paper = papers.ask_for(world.session, item.uid).result(WAIT)
    world.settle(lambda: any(row[1] == "Lease" for row in rows(step)))
    step.focus_row(paper.uid)
    world.bot.waitUntil(lambda: step.card.restriction.head.isVisible())
    world.run(step, "papers.restrict")
    form = step.card.restriction.form
    world.bot.waitUntil(form.kind.hasFocus)
    form.kind.chosen.emit(Restriction.EXEMPT)
    world.settle(lambda: "3" in form.ticks and form.ticks["3"].isVisible())
    form.ticks["3"].click()
    step.card.restriction.marking.setFocus()
    world.type("OFFICIAL-SENSITIVE")
    world.settle()
    kept = world.session.reader.get(Paper, paper.uid)
    assert (kept.restriction, kept.marking) == (Restriction.EXEMPT, "OFFICIAL-SENSITIVE")
    assert kept.restriction_ground.startswith("paragraph 3 of Part 1 of Schedule 12A")
    assert step.card.restriction.head.text() == "Restriction: Exempt"


def test_what_was_found_on_a_page_is_opened_there(
    world: World, step: PapersStep, tmp_path: Path
) -> None:
    (tmp_path / "Budget.pdf").write_bytes(pdf(6))
    (tmp_path / "Budget v2.pdf").write_bytes(pdf(4, "second"))
    drop(step, [tmp_path / "Budget.pdf"], 1)
    world.settle(lambda: rows(step)[1][2] == "Waiting")
    (first,) = world.session.reader.find(PaperFile)
    ready(world, first)
    world.settle(lambda: step.page.page_count == 6)
    step.table.choose_first()
    step.focus_row(f"{first.uid}#5")
    world.settle(lambda: step.page.page_count == 6 and step.page._strip.page == 5)
    assert step.table.key.endswith(first.paper)
    assert step.table.hasFocus()
    step.focus_row(f"{first.uid}#2")
    world.settle(lambda: step.page._strip.page == 2)
    step.focus_row("gone#2")
    assert step.table.hasFocus()


def test_the_palette_says_which_page_and_whether_it_is_restricted() -> None:
    from secretariat.store.search import Hit
    from secretariat.ui.page import Route
    from secretariat.ui.palette import _kind, route_to

    hit = Hit("paper", "p", "Budget", "words", "m", "f", 12, 3, is_held=True)
    assert _kind(hit) == "Restricted · Paper, page 12 and 2 more"
    assert _kind(Hit("item", "i", "Budget", "words", "m")) == "Agenda item"
    assert route_to("paper", "f#12", "m") == Route("meeting", "m", "papers", "f#12")
    assert route_to("paper", "p", "") == Route("reports", focus="p")


def test_the_language_of_a_file_is_chosen_on_its_card(
    world: World, step: PapersStep, tmp_path: Path
) -> None:
    drop(step, write(tmp_path / "in", "Budget.pdf"), 1)
    world.settle(lambda: rows(step)[1][2] == "Waiting")
    (file,) = world.session.reader.find(PaperFile)
    ready(world, file)
    choice = step.card.language
    world.settle(lambda: choice.isVisible() and step.page.page_count == 2)
    assert choice.currentText() == "In English"
    choice.setCurrentText("In Welsh")
    choice.chosen.emit("cy")
    world.settle(lambda: world.session.reader.get(PaperFile, file.uid).language == "cy")
    world.settle(lambda: "in Welsh" in step.table.rows.rows[1].detail)
    assert world.said.texts[-1] == "The file is in Welsh."
    assert choice.value() == "cy"


def test_a_file_for_a_paper_may_be_its_edition_in_the_second_language(
    world: World, step: PapersStep, tmp_path: Path
) -> None:
    body = world.session.reader.find(Body)[0].uid
    bodies.set_choice(world.session, body, "second_language", "cy").result(WAIT)
    drop(step, write(tmp_path / "in", "Budget.pdf"), 1)
    world.settle(lambda: rows(step)[1][2] == "Waiting")
    drop(step, write(tmp_path / "in", "Cyllideb.pdf"), 1)
    answer(step, "In Welsh")
    world.settle(lambda: world.session.reader.count(PaperFile, language="cy") == 1)
    assert world.said.texts[-1] == "“Cyllideb.pdf” is version 1 in Welsh."


def test_the_list_has_the_room_until_a_person_divides_it(world: World, step: PapersStep) -> None:
    step.resize(1040, 640)
    world.settle(lambda: step._below.sizes()[0] > step._below.sizes()[1] > 0)
    step._below.setSizes([150, 600])
    step._below.splitterMoved.emit(150, 1)
    upper, lower = step._below.sizes()
    assert upper < lower
    step._divide()
    assert step._below.sizes() == [upper, lower]
