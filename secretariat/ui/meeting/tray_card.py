"""The in-tray above the papers: files that arrived, each with the item that it may be for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from secretariat.errors import KnownError
from secretariat.models.paper_files import size_words
from secretariat.models.plaintext import one_line
from secretariat.paths import window_tray
from secretariat.services.paper_tray import TrayFile, in_tray, suggestions
from secretariat.ui.page import Context
from secretariat.ui.pages.kit import scrolled
from secretariat.ui.state import load_tray, save_tray
from secretariat.ui.widgets import (
    Choice,
    Elided,
    IconButton,
    button,
    column,
    flat_button,
    row,
    section,
    small,
)

_WAIT = 400
"""Milliseconds in which several files that arrive are looked at once."""
_ROWS, _LOW, _LOW_ROWS = 4, 640, 2
"""How many files are seen at once; fewer in a window that is less high, at the default font."""


class TrayRow(QWidget):
    """A file of the tray. `added` tells the item that it is for, `put_away` that it is none."""

    added = Signal(str)
    put_away = Signal()

    def __init__(self, file: TrayFile, items: Sequence[tuple[str, str]], item: str) -> None:
        super().__init__()
        self.file = file
        self.item = Choice([("", "Which item?"), *items], f"Item for {file.name}")
        self.item.show_value(item)
        self.item.setMinimumWidth(200)
        self.item.chosen.connect(lambda _: self._judge())
        self.add = button("Add", "", self._add)
        self.add.setAccessibleName(f"Add {file.name}")
        away = flat_button("", "x", self.put_away.emit)
        away.setToolTip("Not for this meeting: leave it out of the in-tray")
        away.setAccessibleName(f"Leave {file.name} out of the in-tray")
        name = Elided(file.name, "body")
        line = row(name, small(size_words(file.size)), self.item, self.add, away, parent=self)
        line.setStretch(0, 1)
        self._judge()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds it, Delete leaves it out."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
        elif event.key() == Qt.Key.Key_Delete:
            self.put_away.emit()
        else:
            super().keyPressEvent(event)

    def _judge(self) -> None:
        self.add.setEnabled(bool(self.item.value()))

    def _add(self) -> None:
        if self.item.value():
            self.added.emit(self.item.value())


class TrayCard(QFrame):
    """The files of the tray; hidden while there is none. `added` tells files and their item."""

    added = Signal(list, str)
    _found = Signal(int, object, object, str)

    def __init__(self, context: Context, meeting: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName("In-tray")
        self._context, self._meeting = context, meeting
        self._items: list[tuple[str, str]] = []
        self._run, self._told, self._room = 0, "", 10_000
        self.rows: list[TrayRow] = []
        self._heading = section("In the tray")
        self._all: IconButton = button("Add all as suggested", "check", self.add_all)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        inside = QWidget()
        column(self._list, 1, parent=inside)
        self._area = scrolled(inside)
        column(row(self._heading, 1, self._all), self._area, parent=self, margin=12, spacing=8)
        self._watcher = QFileSystemWatcher(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT)
        self._soon.timeout.connect(self.look)
        self._watcher.directoryChanged.connect(lambda _: self._soon.start())
        self._found.connect(self._show)
        self.hide()

    def show_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer these items, by uid and words."""
        if list(items) != self._items:
            self._items = list(items)
            for one in self.rows:
                one.item.set_options([("", "Which item?"), *self._items])

    def look(self) -> None:
        """Look into the folder, away from the window."""
        folder = load_tray(window_tray()).folder
        if not folder:
            if self._watcher.directories():
                self._watcher.removePaths(self._watcher.directories())
            self._show(self._run, [], {}, "")
            return
        if folder not in self._watcher.directories():
            if self._watcher.directories():
                self._watcher.removePaths(self._watcher.directories())
            if Path(folder).is_dir():
                self._watcher.addPath(folder)
        self._run += 1
        run, session, meeting = self._run, self._context.session, self._meeting
        done = frozenset(load_tray(window_tray()).done)

        def work() -> None:
            files: list[TrayFile] = []
            for_item: dict[str, str] = {}
            sentence = ""
            try:
                files = in_tray(Path(folder), done)
                for_item = suggestions(session.reader, meeting, files)
            except KnownError as error:
                sentence = str(error)
            if isValid(self):
                self._found.emit(run, files, for_item, sentence)

        QThreadPool.globalInstance().start(QRunnable.create(work))

    def begin(self) -> None:
        """Take the focus to the first file."""
        if self.rows:
            self.rows[0].item.setFocus()

    def add_all(self) -> None:
        """Add every file for which an item is chosen, item by item."""
        chosen: dict[str, list[Path]] = {}
        for one in self.rows:
            if one.item.value():
                chosen.setdefault(one.item.value(), []).append(one.file.path)
        for item, paths in chosen.items():
            self.added.emit(paths, item)

    def forget(self, names: Sequence[str]) -> None:
        """Show files no more that were taken in, by their names."""
        gone = [one.file for one in self.rows if one_line(one.file.name) in set(names)]
        self._deal_with(gone)

    def _deal_with(self, files: Sequence[TrayFile]) -> None:
        if files:
            state = load_tray(window_tray())
            state.done += [one.key for one in files if one.key not in state.done]
            save_tray(window_tray(), state)
            self.look()

    def _show(
        self, run: int, files: list[TrayFile], for_item: dict[str, str], sentence: str
    ) -> None:
        if run != self._run:
            return
        if sentence and sentence != self._told:
            self._context.messages.warn(sentence)
        self._told = sentence
        if [one.key for one in files] == [one.file.key for one in self.rows]:
            return
        chosen = {one.file.key: one.item.value() for one in self.rows}
        for old in self.rows:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = []
        for file in files:
            made = TrayRow(file, self._items, chosen.get(file.key) or for_item.get(file.key, ""))
            made.added.connect(partial(self._add_one, file))
            made.put_away.connect(partial(self._deal_with, [file]))
            self._list.addWidget(made)
            self.rows.append(made)
        self._heading.setText(f"In the tray ({len(files)})")
        self._all.setVisible(len(files) > 1 and any(one.item.value() for one in self.rows))
        self.setVisible(bool(files))
        self.fit(self._room)

    def fit(self, room: int) -> None:
        """Be no higher than a step of this height has room for; more files are scrolled to."""
        self._room = room
        most = _ROWS if room >= self._context.theme.length(_LOW) else _LOW_ROWS
        if self.rows:
            height = self.rows[0].sizeHint().height() + 4
            self._area.setFixedHeight(height * min(len(self.rows), most) + 2)

    def _add_one(self, file: TrayFile, item: str) -> None:
        self.added.emit([file.path], item)
