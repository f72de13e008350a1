"""The in-tray: files that arrive in a folder are listed, and taken in only when one says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from secretariat.models.records import Paper, PaperFile
from secretariat.paths import window_tray
from secretariat.services import agenda, report_forms
from secretariat.services.paper_tray import in_tray, suggestions
from secretariat.ui.meeting.papers import PapersStep
from secretariat.ui.state import TrayState, load_tray, save_tray
from secretariat.ui.tray_setting import TraySetting
from tests.ui.test_meeting_papers import pdf
from tests.ui.test_meeting_support import WAIT, World, world

__all__ = ["world"]


@pytest.fixture
def tray(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "tray"
    folder.mkdir()
    save_tray(window_tray(), TrayState(str(folder)))
    yield folder
    save_tray(window_tray(), TrayState())


@pytest.fixture
def step(world: World, tray: Path) -> PapersStep:
    for title in ("Housing pathways", "Budget for next year"):
        agenda.add_item(world.session, world.meeting, title).result(WAIT)
    (tray / "Item 1 report.pdf").write_bytes(pdf(1, "one"))
    (tray / "the next budget for a year.pdf").write_bytes(pdf(1, "two"))
    (tray / "scan.pdf").write_bytes(pdf(1, "three"))
    (tray / "half.pdf.crdownload").write_bytes(b"x")
    made = PapersStep(world.context, world.meeting)
    world.show(made)
    world.bot.waitUntil(lambda: len(made.tray.rows) == 3)
    return made


def listed(step: PapersStep) -> list[tuple[str, str]]:
    return [(row.file.name, row.item.currentText()) for row in step.tray.rows]


def test_files_are_listed_with_the_item_they_may_be_for(
    world: World, step: PapersStep, tray: Path
) -> None:
    assert listed(step) == [
        ("Item 1 report.pdf", "1 Housing pathways"),
        ("scan.pdf", "Which item?"),
        ("the next budget for a year.pdf", "2 Budget for next year"),
    ]
    assert not world.session.reader.count(PaperFile)
    world.run(step, "papers.tray")
    world.press(Qt.Key.Key_Return)
    world.bot.waitUntil(lambda: len(step.tray.rows) == 2, timeout=8000)
    (paper,) = world.session.reader.find(Paper)
    assert paper.title == "Report"
    assert (tray / "Item 1 report.pdf").is_file()
    step.tray.rows[0].put_away.emit()
    world.bot.waitUntil(lambda: len(step.tray.rows) == 1, timeout=8000)
    step.tray.add_all()
    world.bot.waitUntil(lambda: step.tray.isHidden(), timeout=8000)
    assert world.session.reader.count(PaperFile) == 2
    (tray / "scan 2.pdf").write_bytes(pdf(2, "scanned again"))
    world.bot.waitUntil(lambda: len(step.tray.rows) == 1, timeout=8000)


def test_a_form_says_for_which_item_it_was_made(world: World, tmp_path: Path) -> None:
    agenda.add_item(world.session, world.meeting, "Housing").result(WAIT)
    item = agenda.add_item(world.session, world.meeting, "Budget").result(WAIT)
    form = report_forms.form_of(world.session, item.uid)
    (tmp_path / "came.docx").write_bytes(report_forms.make_form(form))
    files = in_tray(tmp_path)
    found = suggestions(world.session.reader, world.meeting, files)
    (came,) = [one for one in files if one.name == "came.docx"]
    assert found[came.key] == item.uid


def test_the_folder_is_chosen_in_the_settings_and_stays_on_this_computer(
    world: World, tray: Path
) -> None:
    card = TraySetting()
    world.show(card)
    assert card._folder.text() == str(tray)
    card.set_folder("")
    assert load_tray(window_tray()).folder == ""
    assert "No folder" in card._folder.text()
