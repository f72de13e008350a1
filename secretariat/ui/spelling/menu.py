"""The menu of a wrong word: what may have been meant, taking it as right, letting it pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit
from shiboken6 import isValid

from secretariat.models.spelling import plain

if TYPE_CHECKING:
    from secretariat.ui.spelling.marks import Marks

NEXT_KEYS, LAST_KEYS, MENU_KEYS = "F3", "Shift+F3", "Alt+Return"
LOOKING = "Looking…"


def open_menu(marks: Marks, event: QContextMenuEvent) -> bool:
    """Open the menu of an editor with the wrong word under it on top; False when there is none."""
    edit = marks.edit
    by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
    cursor = edit.textCursor() if by_key else edit.cursorForPosition(event.pos())
    found = marks.at(cursor)
    if found is None:
        return False
    menu = edit.createStandardContextMenu()
    first = menu.actions()[0] if menu.actions() else None
    _fill(menu, first, marks, found)
    if first is not None:
        menu.insertSeparator(first)
    _show(menu, edit, _below(edit, found) if by_key else event.globalPos())
    return True


def open_suggestions(marks: Marks) -> None:
    """Open what can be done with the wrong word at the cursor, and nothing else."""
    found = marks.at(marks.edit.textCursor())
    if found is None:
        marks.speller.context.messages.say("The word at the cursor is not misspelt.")
        return
    menu = QMenu(marks.edit)
    _fill(menu, None, marks, found)
    _show(menu, marks.edit, _below(marks.edit, found))


def take_key(marks: Marks | None, event: QKeyEvent) -> bool:
    """Do what the keys of the spelling say; False when it is another key."""
    if marks is None:
        return False
    alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and alt:
        open_suggestions(marks)
        return True
    if event.key() == Qt.Key.Key_F3:
        marks.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        return True
    return False


def _fill(menu: QMenu, before: QAction | None, marks: Marks, found: QTextCursor) -> None:
    """Put what can be done with a wrong word into a menu; suggestions come when they are there."""
    shown = found.selectedText()
    word = plain(shown)
    menu.setAccessibleName(f"Misspelt: {shown}")
    looking = QAction(LOOKING, menu)
    looking.setEnabled(False)
    add = QAction(f"Add “{shown}” to the dictionary", menu)
    add.triggered.connect(lambda: marks.speller.add(word))
    where = "in this meeting" if marks.meeting else "here"
    ignore = QAction(f"Ignore {where}", menu)
    ignore.triggered.connect(lambda: marks.ignore(word))
    rule = QAction(menu)
    rule.setSeparator(True)
    for action in (looking, rule, add, ignore):
        menu.insertAction(before, action)  # type: ignore[arg-type]  # None is the end

    def suggested(words: list[str]) -> None:
        if not isValid(menu):
            return
        actions = [_replacement(menu, marks, found, one) for one in words]
        menu.insertActions(looking, actions)
        if words:
            menu.removeAction(looking)
            if menu.activeAction() is None:
                menu.setActiveAction(actions[0])
        else:
            looking.setText("No suggestions")

    marks.speller.suggest(word, suggested)


def _replacement(menu: QMenu, marks: Marks, found: QTextCursor, word: str) -> QAction:
    action = QAction(word, menu)
    font = action.font()
    font.setBold(True)
    action.setFont(font)
    action.triggered.connect(lambda: marks.replace(found, word))
    return action


def _below(edit: QTextEdit | QPlainTextEdit, found: QTextCursor) -> QPoint:
    start = QTextCursor(found)
    start.setPosition(found.selectionStart())
    return edit.viewport().mapToGlobal(edit.cursorRect(start).bottomLeft())


def _show(menu: QMenu, edit: QTextEdit | QPlainTextEdit, at: QPoint) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(at)
