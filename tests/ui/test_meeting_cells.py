"""What a brisk typist does to cells and paragraphs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from pytestqt.qtbot import QtBot

from secretariat.models.records import Entry
from secretariat.ui.meeting.cells import CellDelegate, CellTree, TextCell
from secretariat.ui.meeting.entry_row import EntryRow
from secretariat.ui.meeting.minutes_picture import MinutesPicture, minutes_picture
from tests.ui.test_meeting_support import World, world

__all__ = ["world"]


def picture(world: World) -> MinutesPicture:
    return minutes_picture(world.session, world.meeting)


def test_a_letter_typed_while_the_first_ones_are_saved_stays(world: World) -> None:
    row, qtbot = EntryRow(world.context), world.bot
    qtbot.addWidget(row)
    qtbot.keyClicks(row.edit, "Th")
    row.base = "Th"  # these are asked to be saved …
    qtbot.keyClicks(row.edit, "e chair")  # … and she types on before the answer comes
    row.show_entry(Entry(uid="u", meeting="m", text="Th"), picture(world))
    assert row.edit.words() == "The chair"
    assert row.base == "Th"
    row.show_entry(Entry(uid="u", meeting="m", text="The chair"), picture(world))
    assert row.edit.words() == "The chair"


def test_a_row_for_known_words_shows_them(world: World) -> None:
    row = EntryRow(world.context)
    world.bot.addWidget(row)
    row.show_entry(Entry(uid="u", meeting="m", text="Known"), picture(world))
    assert row.edit.words() == "Known"
    row.show_entry(Entry(uid="u", meeting="m", text="Known, and changed"), picture(world))
    assert row.edit.words() == "Known, and changed"


def test_no_paragraph_begins_with_a_space(world: World) -> None:
    row = EntryRow(world.context)
    world.bot.addWidget(row)
    world.bot.keyClicks(row.edit, "  to write")
    assert row.edit.words() == "to write"


def test_tab_in_a_cell_of_several_lines_leads_to_the_next_cell(qtbot: QtBot) -> None:
    model = QStandardItemModel()
    model.appendRow([QStandardItem("Title"), QStandardItem("Presenter")])
    tree = CellTree()
    delegate = CellDelegate(tree)
    delegate.wrapped = frozenset({0, 1})
    tree.setItemDelegate(delegate)
    tree.setModel(model)
    qtbot.addWidget(tree)
    tree.show()
    typed: list[tuple[int, str]] = []
    delegate.typed.connect(lambda index, text: typed.append((index.column(), text)))
    tree.edit_cell(model.index(0, 0))
    first = tree.editor()
    assert isinstance(first, TextCell)
    qtbot.keyClicks(first, "Minutes")
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert tree.currentIndex().column() == 1
    second = tree.editor()
    assert isinstance(second, TextCell)
    qtbot.keyClicks(second, "Ann")
    qtbot.keyClick(second, Qt.Key.Key_Backtab)
    assert tree.currentIndex().column() == 0
    assert model.item(0, 1).text() == "Ann"
    assert typed[-1] == (1, "Ann")
    tree.finish()
