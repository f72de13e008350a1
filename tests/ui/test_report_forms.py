"""Forms are made in the window, and what came back is seen before it is taken over."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from zipfile import ZipFile

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from secretariat.models.records import Item, Paper
from secretariat.models.report_forms import Taken
from secretariat.services import agenda, bodies, meetings, papers, report_forms
from secretariat.ui.pages.reports import ReportsPage
from tests.services.test_report_forms import ANSWER, filled
from tests.ui.test_page_support import NOW, WAIT, Desk, desk, unnamed

__all__ = ["desk"]


def opened(desk: Desk, folder: Path) -> tuple[ReportsPage, Item]:
    body = bodies.add_body(desk.session, "Board", short_name="B").result(WAIT).uid
    met = meetings.add_meeting(desk.session, [body], date(2026, 3, 19), time(10)).result(WAIT)
    made = [agenda.add_item(desk.session, met.uid, title).result(WAIT)
            for title in ("Grants", "Estates")]  # fmt: skip
    for one in made:
        papers.ask_for(desk.session, one.uid).result(WAIT)
    page = desk.show(ReportsPage)
    page.maker.folder = folder
    page.list.choose(next(r.key for r in page.list.rows.rows if r.title == "Grants"))
    return page, made[0]


def answered(desk: Desk, item: Item, path: Path) -> Path:
    form = report_forms.form_of(desk.session, item.uid)
    path.write_bytes(filled(report_forms.make_form(form), ANSWER))
    return path


def test_forms_are_saved_one_by_one_and_all_together(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "Documents"
    page, _ = opened(desk, folder)
    desk.run(page, "reports.form")
    desk.bot.waitUntil(lambda: len(desk.said.texts) == 1, timeout=20000)
    (one,) = folder.glob("*.docx")
    assert one.name == "2026-03-19 B 1 Grants report form.docx"
    assert "word/document.xml" in ZipFile(one).namelist()
    desk.run(page, "reports.forms")
    desk.bot.waitUntil(lambda: len(desk.said.texts) == 2, timeout=20000)
    assert desk.said.texts[1] == "Saved 2 forms in 2026-02-26 report forms."
    assert len(list((folder / "2026-02-26 report forms").glob("*.docx"))) == 2


def test_what_came_back_is_seen_ticked_and_taken_over(desk: Desk, tmp_path: Path) -> None:
    page, item = opened(desk, tmp_path)
    path = answered(desk, item, tmp_path / "Grants back.docx")
    desk.run(page, "reports.take")
    card = page.intake
    desk.bot.waitUntil(card.path.hasFocus, timeout=8000)
    assert not card.take_button.isEnabled()
    desk.type(f'"{path}"')
    desk.press(Qt.Key.Key_Return)
    desk.bot.waitUntil(card.take_button.hasFocus, timeout=8000)
    assert {what: tick.isChecked() for what, tick in card.ticks.items()} == dict.fromkeys(
        Taken, True
    )
    assert unnamed(card) == []
    card.ticks[Taken.AUTHOR].click()
    desk.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle(lambda: card.isHidden())
    now = desk.session.reader.get(Item, item.uid)
    assert (now.title, now.author) == ("Grants for 2026", "")
    paper = desk.session.reader.one(Paper, title="Grants for 2026")
    assert paper is not None
    assert paper.received_on == NOW.date()
    assert desk.said.texts == ["Took over title and recommendation; the report is in."]
    desk.context.undo()
    desk.settle(lambda: desk.session.reader.get(Item, item.uid).title == "Grants")
    assert desk.session.reader.count(Paper, received_on=NOW.date()) == 0


def test_a_file_that_is_dropped_is_read_and_a_wrong_one_is_told(desk: Desk, tmp_path: Path) -> None:
    page, _ = opened(desk, tmp_path)
    other = next(i for i in desk.session.reader.find(Item) if i.title == "Estates")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(answered(desk, other, tmp_path / "Other.docx")))])
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), Qt.DropAction.CopyAction, data, button, keys)
    QApplication.sendEvent(page.panel, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, button, keys)
    QApplication.sendEvent(page.panel, drop)
    card = page.intake
    desk.bot.waitUntil(lambda: "“Estates”" in card._told.text(), timeout=8000)
    assert not card.take_button.isEnabled()
    broken = tmp_path / "Broken.docx"
    broken.write_bytes(b"no zip at all")
    card.read_path(broken)
    desk.bot.waitUntil(lambda: "Broken.docx" in card._told.text(), timeout=8000)
    card.path.setFocus()
    desk.press(Qt.Key.Key_Escape)
    desk.settle(lambda: card.isHidden())
    assert desk.session.reader.count(Item, title="Grants") == 1


def test_a_draft_carries_the_form_when_the_box_is_ticked(desk: Desk, tmp_path: Path) -> None:
    page, _ = opened(desk, tmp_path)
    for one in desk.session.reader.find(Paper):
        papers.set_author(desk.session, one.uid, "Nia Rees").result(WAIT)
    desk.settle(page._chase.isEnabled)
    desk.run(page, "reports.chase")
    page.chasing.set_folder(str(tmp_path))
    page.chasing.with_forms.click()
    page.chasing.save()
    desk.bot.waitUntil(lambda: len(list(tmp_path.glob("*.eml"))) == 1, timeout=30000)
    desk.bot.waitUntil(lambda: len(desk.said.texts) == 1, timeout=8000)
    (draft,) = tmp_path.glob("*.eml")
    assert draft.read_bytes().count(b"report form.docx") >= 1
