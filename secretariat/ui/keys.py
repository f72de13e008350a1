"""Keys to commands, and Ctrl+Z to whoever has something to undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from secretariat.ui.page import Command


class CommandKeys(QObject):
    """Makes the keys of commands work in a window.

    Keys without a modifier (P, Delete, Enter) belong to the lists in which they mean something:
    the screens handle those themselves, so that a letter typed in a field stays a letter.
    """

    def __init__(self, window: QWidget, before: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._before = before
        self._shortcuts: list[QShortcut] = []

    def offer(self, commands: Sequence[Command]) -> None:
        """Let these commands be called by their keys, and those offered before no longer."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = [
            self._shortcut(command, keys)
            for command in commands
            for keys in command.keys
            if is_global(keys)
        ]

    def run(self, command: Command) -> None:
        """Run a command once everything typed is on its way to the disk."""
        if command.enabled():
            self._before()
            command.run()

    def _shortcut(self, command: Command, keys: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self._window)
        shortcut.activated.connect(lambda: self.run(command))
        return shortcut


def is_global(keys: str) -> bool:
    """Say whether keys can work anywhere in the window: with a modifier, or a function key."""
    parts = keys.split("+")
    with_modifier = any(part in ("Ctrl", "Alt", "Meta") for part in parts[:-1])
    return with_modifier or (parts[-1][:1] == "F" and parts[-1][1:].isdigit())


class UndoFirst(QObject):
    """Gives Ctrl+Z to a focused text editor while that has something to undo, then to the rest.

    An editor claims the key even when it has nothing to undo; this takes the claim back.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._watched: QWidget | None = None
        application.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Watch the editor that has the focus, and nothing else: other events go by untouched."""
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now if isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undo = event.matches(QKeySequence.StandardKey.Undo)
        if not undo and not event.matches(QKeySequence.StandardKey.Redo):
            return False
        if _can(watched, undo=undo):
            return False
        event.ignore()
        return True


def _can(editor: QObject, *, undo: bool) -> bool:
    if isinstance(editor, QLineEdit):
        return editor.isUndoAvailable() if undo else editor.isRedoAvailable()
    if isinstance(editor, QPlainTextEdit | QTextEdit):
        document = editor.document()
        return document.isUndoAvailable() if undo else document.isRedoAvailable()
    return False


def plain_key(event: QKeyEvent) -> bool:
    """Say whether a key was pressed with no modifier but the key pad's."""
    allowed = Qt.KeyboardModifier.NoModifier | Qt.KeyboardModifier.KeypadModifier
    return not (event.modifiers() & ~allowed)
