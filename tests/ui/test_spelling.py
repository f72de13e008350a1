"""Spelling in real editors with the real child: marked, mended, added, let pass, turned off."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from secretariat.models.records import Body, Item, KnownWord
from secretariat.services import agenda, attendance, bodies, minutes, people
from secretariat.services.spelling import added_words
from secretariat.ui.editors import ProseField
from secretariat.ui.meeting.agenda import AgendaStep
from secretariat.ui.meeting.agenda_model import Column
from secretariat.ui.meeting.cells import TextCell
from secretariat.ui.meeting.entry_row import EntryRow
from secretariat.ui.meeting.minutes import MinutesStep
from secretariat.ui.page import Route
from secretariat.ui.settings_page import SettingsPage
from secretariat.ui.spelling.lane import SpellingLane
from secretariat.ui.spelling.menu import LOOKING, open_menu
from secretariat.ui.spelling.speller import Speller
from secretariat.ui.window import MainWindow
from tests.ui.test_meeting_support import World, world

__all__ = ["world"]

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline


@pytest.fixture
def speller(world: World) -> Iterator[Speller]:
    made = Speller(world.context)
    world.context.speller_of = lambda: made
    yield made
    for menu in open_menus():
        menu.close()
    made.choose("on")
    made.close()


@pytest.fixture
def step(world: World, speller: Speller) -> MinutesStep:
    for title in ("Introductions and apologies", "Progress report"):
        agenda.add_item(world.session, world.meeting, title, minutes=10).result(5)
    attendance.fill_from_membership(world.session, world.meeting).result(5)
    made = MinutesStep(world.context, world.meeting)
    world.show(made)
    made.focus_row("")
    return made


def marked(edit: QTextEdit | QPlainTextEdit) -> list[str]:
    """Return the words with a wavy line below them."""
    found, block = [], edit.document().firstBlock()
    while block.isValid():
        under = [" "] * len(block.text())
        for part in block.layout().formats():
            if part.format.underlineStyle() == WAVE:
                for at in range(part.start, part.start + part.length):
                    under[at] = block.text()[at]
        found += "".join(under).split()
        block = block.next()
    return found


def open_menus() -> list[QMenu]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible()]


def shown(world: World, edit: QTextEdit | QPlainTextEdit, *words: str) -> None:
    world.bot.waitUntil(lambda: marked(edit) == list(words), timeout=8000)


def offered() -> list[str]:
    return [action.text() for menu in open_menus() for action in menu.actions() if action.text()]


def first_row(step: MinutesStep) -> EntryRow:
    assert step.entries.current is not None
    return step.entries.current


def test_a_wrong_word_is_marked_once_it_is_finished(world: World, step: MinutesStep) -> None:
    edit = first_row(step).edit
    world.type("The Board recieved")
    world.bot.wait(300)
    assert marked(edit) == [], "it is still being typed"
    world.type(" the reprot")
    shown(world, edit, "recieved")
    world.type(".")
    shown(world, edit, "recieved", "reprot")
    for _ in range(7):
        world.press(Qt.Key.Key_Backspace)
    shown(world, edit, "recieved")


def test_names_of_the_register_are_known_also_those_just_added(
    world: World, step: MinutesStep
) -> None:
    edit = first_row(step).edit
    world.type("MOORE's and Monkfield were teh ones, Gwenllian Bollands-Xu said. ")
    shown(world, edit, "teh", "Bollands")
    people.add_person(world.session, "Bollands-Xu", given_name="Gwenllian").result(5)
    shown(world, edit, "teh")


def test_marks_stay_on_what_is_bold_and_cost_nothing_to_save(
    world: World, step: MinutesStep
) -> None:
    edit = first_row(step).edit
    world.type("It is **teh** report. ")
    shown(world, edit, "teh")
    world.settle()
    parts = edit.document().firstBlock().layout().formats()
    (part,) = [one for one in parts if one.format.underlineStyle() == WAVE]
    assert (part.length, part.format.fontWeight()) == (3, 700)
    assert part.format.underlineColor() == world.context.theme.colour("bad")
    assert "teh" in minutes.entries_under(world.session.reader, world.meeting, step.now)[0].text
    before = world.session.undo_state()
    world.context.theme.set_mode("dark")
    world.bot.waitUntil(
        lambda: any(
            p.format.underlineColor() == world.context.theme.colour("bad")
            for p in edit.document().firstBlock().layout().formats()
        )
    )
    world.context.theme.set_mode("light")
    world.settle()
    assert world.session.undo_state() == before, "a mark is no change"


def test_keys_lead_from_word_to_word_over_items_and_mend(world: World, step: MinutesStep) -> None:
    world.run(step, "minutes.next-item")
    world.type("All was well.")
    world.press(Qt.Key.Key_Return)
    world.type("The comittee agreed. ")
    world.settle()
    world.run(step, "minutes.last-item")
    world.type("They recieved it. ")
    world.settle()
    first_row(step).edit.put_cursor(at_end=False)
    world.run(step, "minutes.misspelt")
    world.bot.waitUntil(lambda: first_row(step).edit.textCursor().selectedText() == "recieved")
    world.bot.waitUntil(lambda: any("received" in said for said in world.said.texts))
    assert world.said.texts[-1].startswith("Misspelt: recieved. Suggestions, with Alt+Enter: rec")
    world.run(step, "minutes.misspelt")
    world.bot.waitUntil(lambda: first_row(step).edit.textCursor().selectedText() == "comittee")
    world.press(Qt.Key.Key_Return, ALT)
    world.bot.waitUntil(lambda: "committee" in offered())
    (menu,) = open_menus()
    QTest.keyClick(menu, Qt.Key.Key_Return)
    edit = first_row(step).edit
    world.bot.waitUntil(lambda: edit.words().startswith("The committee agreed."))
    shown(world, edit)
    edit.undo()
    assert edit.words().startswith("The comittee agreed.")
    edit.redo()
    world.run(step, "minutes.misspelt-before")
    world.bot.waitUntil(lambda: first_row(step).edit.textCursor().selectedText() == "recieved")


def test_suggestions_are_looked_for_while_the_menu_is_open(world: World, step: MinutesStep) -> None:
    edit = first_row(step).edit
    world.type("An enviroment ")
    shown(world, edit, "enviroment")
    cursor = edit.textCursor()
    cursor.setPosition(6)
    edit.setTextCursor(cursor)
    world.press(Qt.Key.Key_Return, ALT)
    assert offered() == [LOOKING, "Add “enviroment” to the dictionary", "Ignore in this meeting"]
    world.bot.waitUntil(lambda: "environment" in offered())
    assert LOOKING not in offered()
    assert len(offered()) <= 9


def test_the_menu_of_the_mouse_holds_both_what_was_meant_and_what_it_always_holds(
    world: World, step: MinutesStep
) -> None:
    edit = first_row(step).edit
    world.type("An enviroment of trust. ")
    shown(world, edit, "enviroment")
    cursor = edit.textCursor()
    for at, wrong in ((6, True), (19, False)):
        cursor.setPosition(at)
        place = edit.cursorRect(cursor).center()
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, place, edit.viewport().mapToGlobal(place)
        )
        if wrong:
            QApplication.sendEvent(edit.viewport(), event)
            world.bot.waitUntil(lambda: "environment" in offered())
            assert any("Copy" in text for text in offered())
            (menu,) = open_menus()
            action = next(one for one in menu.actions() if one.text() == "environment")
            action.trigger()
            menu.close()
            shown(world, edit)
        else:
            assert edit.spelling is not None
            assert not open_menu(edit.spelling, event)
    assert edit.words() == "An environment of trust. "


def test_the_title_of_an_item_is_spelled_while_it_is_edited(world: World, speller: Speller) -> None:
    agenda.add_item(world.session, world.meeting, "Minuets of the comittee").result(5)
    step = AgendaStep(world.context, world.meeting)
    world.show(step)
    step.tree.setFocus()
    step.tree.edit_cell(step.tree.model().index(0, int(Column.TITLE)))
    world.bot.waitUntil(lambda: isinstance(step.tree.editor(), TextCell))
    cell = step.tree.editor()
    assert isinstance(cell, TextCell)
    cell.setFocus()
    shown(world, cell, "comittee")
    world.press(Qt.Key.Key_F3)
    world.bot.waitUntil(lambda: cell.textCursor().selectedText() == "comittee")
    world.press(Qt.Key.Key_Return, ALT)
    world.bot.waitUntil(lambda: "committee" in offered())
    (menu,) = open_menus()
    QTest.keyClick(menu, Qt.Key.Key_Return)
    reader = world.session.reader
    world.settle(lambda: reader.find(Item)[0].title == "Minuets of the committee")


def test_a_long_paste_is_marked_to_its_end(world: World, step: MinutesStep) -> None:
    edit = first_row(step).edit
    lines = [f"The Board noted the report about teh budget at its meeting {n}." for n in range(900)]
    edit.textCursor().insertText("\n".join(lines))
    world.bot.waitUntil(lambda: marked(edit).count("teh") == 900, timeout=20_000)
    assert set(marked(edit)) == {"teh"}


def test_a_word_is_added_removed_and_undone(world: World, step: MinutesStep) -> None:
    edit = first_row(step).edit
    world.type("The sgrudadh was read. ")
    shown(world, edit, "sgrudadh")
    assert edit.spelling is not None
    edit.spelling.speller.add("sgrudadh")
    shown(world, edit)
    assert world.said.texts[-1] == "“sgrudadh” is right from now on."
    page = SettingsPage(world.context)
    world.show(page)
    assert [row.title for row in page.spelling.list.rows.rows] == ["sgrudadh"]
    page.spelling.list.setFocus()
    page.spelling.list.choose_first()
    QTest.keyClick(page.spelling.list, Qt.Key.Key_Delete)
    shown(world, edit, "sgrudadh")
    world.session.undo().result(5)
    shown(world, edit)
    page.spelling.word.setFocus()
    QTest.keyClicks(page.spelling.word, "two words")
    QTest.keyClick(page.spelling.word, Qt.Key.Key_Return)
    assert world.said.warnings == ["Please give one word at a time."]
    page.spelling.word.clear()
    QTest.keyClicks(page.spelling.word, "Quoracys")
    QTest.keyClick(page.spelling.word, Qt.Key.Key_Return)
    reader = world.session.reader
    world.bot.waitUntil(lambda: [one.word for one in added_words(reader)][:1] == ["Quoracys"])
    assert reader.count(KnownWord) == 2


def test_a_word_is_let_pass_in_one_meeting_and_stays_so(
    world: World, step: MinutesStep, speller: Speller
) -> None:
    edit = first_row(step).edit
    world.type("Hwylx to all. ")
    shown(world, edit, "Hwylx")
    assert edit.spelling is not None
    edit.spelling.ignore("Hwylx")
    shown(world, edit)
    again = Speller(world.context)
    assert again.ignored_in(world.meeting) == {"Hwylx"}
    assert again.ignored_in("another") == set()
    again.close()


def test_spelling_is_turned_off_and_on_in_the_settings(
    world: World, step: MinutesStep, speller: Speller
) -> None:
    edit = first_row(step).edit
    world.type("Teh end. ")
    shown(world, edit, "Teh")
    page = SettingsPage(world.context)
    world.show(page)
    card = page.spelling
    card.where.chosen.emit("here")
    shown(world, edit)
    assert not speller.on
    world.run(step, "minutes.misspelt")
    assert "Settings" in world.said.texts[-1]
    card.where.chosen.emit("on")
    shown(world, edit, "Teh")
    card.refresh()
    assert card.where.value() == "on"
    assert "British English" in card.state.text()


def test_minutes_in_another_language_are_not_marked(world: World, speller: Speller) -> None:
    bodies.change_body(world.session, world.body, language="cy").result(5)
    agenda.add_item(world.session, world.meeting, "Croeso").result(5)
    step = MinutesStep(world.context, world.meeting)
    world.show(step)
    step.focus_row("")
    assert first_row(step).edit.spelling is None
    assert world.session.reader.get(Body, world.body).language == "cy"


def test_prose_fields_are_marked_from_when_they_have_the_focus(
    world: World, speller: Speller
) -> None:
    kept: list[str] = []
    field = ProseField(world.context.autosave, kept.append, "Note")
    names = ProseField(world.context.autosave, kept.append, "Names")
    names.is_prose = False
    page = QWidget()
    world.bot.addWidget(page)
    QVBoxLayout(page).addWidget(names)
    page.layout().addWidget(field)
    for one in (field, names):
        one.show_value("Teh chairs of comittees")
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page, 5000)
    world.settle()
    kept.clear()
    field.setFocus()
    shown(world, field, "Teh", "comittees")
    world.press(Qt.Key.Key_F3)
    world.bot.waitUntil(lambda: field.textCursor().selectedText() == "Teh")
    world.press(Qt.Key.Key_F3, SHIFT)
    world.bot.waitUntil(lambda: field.textCursor().selectedText() == "comittees")
    assert field.spelling is not None
    field.spelling.ignore("comittees")
    shown(world, field, "Teh")
    names.setFocus()
    world.bot.wait(200)
    assert names.spelling is None
    world.settle()
    assert kept == [], "a mark is no change"


def test_without_the_library_everything_goes_on_and_one_line_says_so(world: World) -> None:
    missing = 'import sys; print(\'{"missing": "The spelling library is not installed."}\')'
    lane = SpellingLane(command=(sys.executable, "-c", missing))
    speller = Speller(world.context, lane=lane)
    world.context.speller_of = lambda: speller
    page = SettingsPage(world.context)
    world.show(page)
    world.bot.waitUntil(lambda: bool(speller.missing))
    assert page.spelling.state.text() == (
        "The spelling library is not installed. Everything else works without."
    )
    field = ProseField(world.context.autosave, lambda _: None, "Note")
    world.show(field)
    field.setFocus()
    world.type("Teh end. ")
    assert marked(field) == []
    speller.close()


def test_a_child_that_ends_is_started_again_and_not_for_ever(world: World) -> None:
    lane = SpellingLane()
    answers: list[list[str]] = []
    lane.begin()
    process = lane._process
    assert process is not None
    process.waitForStarted(5000)
    process.kill()
    lane.ask({"check": ["teh"]}, lambda reply: answers.append(reply["wrong"]))
    world.bot.waitUntil(lambda: answers == [["teh"]], timeout=10_000)
    lane.close()
    broken = SpellingLane(command=(sys.executable, "-c", "pass"))
    told: list[str] = []
    broken.told.connect(lambda _, sentence: told.append(sentence))
    broken.ask({"check": ["teh"]}, lambda _: None)
    world.bot.waitUntil(lambda: bool(told), timeout=10_000)
    assert told == ["Spelling has stopped working; it begins again with the program."]
    broken.close()


def test_the_window_spells_and_is_not_held_up_by_it_at_its_start(
    qtbot: QtBot, open_window: Callable[[], MainWindow]
) -> None:
    window = open_window()
    assert window._speller is None, "the first screen is made without it"
    window.start(Route("settings"))
    qtbot.waitUntil(lambda: window._speller is not None, timeout=8000)
    speller = window.context.speller
    assert speller is window._speller
    qtbot.waitUntil(lambda: bool(speller and speller.library), timeout=10_000)
