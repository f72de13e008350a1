"""Bringing in a house style from a file, and asking for another name where its own is taken."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit

from secretariat.errors import KnownError
from secretariat.models.records import OwnStyle
from secretariat.services import style_file
from secretariat.services.style_file import LARGEST, SUFFIX, StyleInFile
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.widgets import button, column, flat_button, primary_button, quiet, row


class BringStyle(QFrame):
    """Hidden until a name is taken. `brought` tells the key of the style to show.

    Files are read and checked beside the window's thread.
    """

    brought = Signal(str)
    _read = Signal(object)
    _refused = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._context = context
        self._found: StyleInFile | None = None
        self.open_button = button("Bring in…", "upload", self.choose)
        self.open_button.setToolTip(
            f"A house style from a file (*{SUFFIX}); it can be dropped here too"
        )
        self._words = quiet("", wrap=True)
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the house style")
        self.name.returnPressed.connect(self._take)
        self.take = primary_button("Bring in", "", self._take)
        leave = flat_button("Cancel", "", self._leave)
        column(
            self._words, self.name, row(1, leave, self.take), parent=self,
            margin=context.theme.length(12),
        )  # fmt: skip
        self._read.connect(self._ask)
        self._refused.connect(context.messages.warn)
        self.hide()

    def choose(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self.window(), "Bring in a house style", str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"House styles (*{SUFFIX})")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.read(Path(name)))
        dialog.open()

    def read(self, path: Path) -> None:
        """Read a file, and bring its style in where its name is free."""

        def work() -> None:
            try:
                if path.stat().st_size > LARGEST:
                    raise KnownError(f"“{path.name}” is too large for a house style.")
                self._read.emit(style_file.read_style(path.read_bytes()))
            except KnownError as error:
                self._refused.emit(str(error))
            except OSError as error:
                self._refused.emit(f"“{path.name}” could not be read ({error.strerror}).")

        threading.Thread(target=work, name="house-style", daemon=True).start()

    def _ask(self, found: StyleInFile) -> None:
        reader = self._context.session.reader
        if same := style_file.same_style(reader, found):
            self._context.messages.say(f"“{found.name}” is here already, and the same.")
            self.brought.emit(same)
            return
        self._found = found
        free = style_file.free_name(reader, found.name)
        if free == found.name:
            self.name.setText(free)
            self._take()
            return
        self._words.setText(
            f"There is another house style “{found.name}” already. Under which name shall this"
            " one come in?"
        )
        self.name.setText(free)
        self.show()
        self.name.setFocus()
        self.name.selectAll()

    def _take(self) -> None:
        if self._found is not None:
            ask(self._context, style_file.bring_in, self._found, self.name.text(), then=self._taken)

    def _taken(self, made: OwnStyle) -> None:
        self._found = None
        self.hide()
        context = self._context
        context.messages.say(f"“{made.name}” was brought in.", "Undo", context.undo)
        self.brought.emit(made.uid)

    def _leave(self) -> None:
        self._found = None
        self.hide()
        self.open_button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)
