"""Earlier states beside the minutes: by keyboard, marked by more than colour, with the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from secretariat.ui.meeting.minutes import MinutesStep
from tests.ui.test_meeting_minutes import step, taken
from tests.ui.test_meeting_support import World, world

__all__ = ["step", "world"]


def marked(step: MinutesStep) -> tuple[str, str]:
    """Return what is underlined and what is struck through."""
    under, struck = "", ""
    document = step.earlier.text.document()
    cursor = QTextCursor(document)
    for at in range(document.characterCount() - 1):
        cursor.setPosition(at + 1)
        form = cursor.charFormat()
        under += document.characterAt(at) if form.fontUnderline() else ""
        struck += document.characterAt(at) if form.fontStrikeOut() else ""
    return under, struck


def test_an_earlier_state_is_seen_and_brought_back(world: World, step: MinutesStep) -> None:
    world.type("Paula gave figures.")
    world.settle(lambda: len(taken(world, step)) == 1)
    world.press(Qt.Key.Key_Return)
    world.type("Nobody asked.")
    world.settle(lambda: len(taken(world, step)) == 2)
    step.entries.focus_entry(step.entries.rows[0].uid)
    world.run(step, "minutes.remove")
    world.settle(lambda: taken(world, step) == [("narrative", "Nobody asked.")])
    world.run(step, "minutes.earlier")
    panel = step.earlier
    world.bot.waitUntil(panel.slider.hasFocus)
    assert panel.when.text().startswith("As it is now")
    assert not panel.bring.isEnabled()
    world.press(Qt.Key.Key_Left)
    assert marked(step) == ("Paula gave figures.", "")
    assert "gone by now" in panel.text.toPlainText()
    assert "Comes back: Paula gave figures." in panel.text.accessibleDescription()
    world.press(Qt.Key.Key_Home)
    assert marked(step) == ("", "Nobody asked.") or marked(step)[1] == "Nobody asked."
    world.press(Qt.Key.Key_End)
    world.press(Qt.Key.Key_Left)
    world.press(Qt.Key.Key_Return)
    both = [("narrative", "Paula gave figures."), ("narrative", "Nobody asked.")]
    world.settle(lambda: taken(world, step) == both)
    world.bot.waitUntil(lambda: len([row for row in step.entries.rows if row.uid]) == 2)
    assert world.said.texts[-1].startswith("The item is as it was")
    world.context.undo()
    world.settle(lambda: taken(world, step) == [("narrative", "Nobody asked.")])
    panel.slider.setFocus()
    world.press(Qt.Key.Key_Escape)
    assert step._right.currentWidget() is step.room
    world.bot.waitUntil(lambda: any(row.edit.hasFocus() for row in step.entries.rows))


def test_an_item_without_words_says_so(world: World, step: MinutesStep) -> None:
    world.run(step, "minutes.earlier")
    assert step.earlier.when.text() == "Nothing was written here yet"
    assert not step.earlier.bring.isEnabled()
    world.run(step, "minutes.earlier")
    assert step._right.currentWidget() is step.room
