"""The crest of a house style: the picture, and what it shows in words."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from secretariat.errors import KnownError
from secretariat.models.records import StyleFile
from secretariat.models.style_records import StylePlace
from secretariat.services import house_styles, style_files
from secretariat.services.crests import read_picture
from secretariat.store.writer import Receipt
from secretariat.ui.editors.fields import LineField
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import boxed
from secretariat.ui.widgets import FormRow, button, column, flat_button, quiet, row

_HIGH = 64
ALT_HINT = "Read aloud in place of the picture. Without words the crest counts as decoration."


class CrestFields(QWidget):
    """Shows the crest that is printed, takes another, and says what it shows."""

    _kept = Signal(object)
    _refused = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._style = ""
        self._sha = ""
        self._picture = QLabel()
        self._none = quiet("No crest yet. It is a PNG or JPEG picture.", wrap=True)
        self.add = button("Choose a picture…", "upload", self._choose)
        self.remove = flat_button("Remove", "trash-2", self._remove)
        self.remove.setAccessibleName("Remove the crest")
        self.alt = LineField(context.autosave, self._describe, "What the crest shows")
        self.alt.setPlaceholderText("Arms of the district council")
        self._alt_row = FormRow("What the crest shows", self.alt, ALT_HINT)
        self._kept.connect(self._submit)
        self._refused.connect(self._refuse)
        self._busy = quiet("The picture is being made ready…", wrap=True)
        self._busy.hide()
        buttons = row(self.add, self.remove, 1)
        column(self._picture, self._none, self._busy, boxed(buttons), self._alt_row, parent=self)

    def show_style(self, style: str, *, anew: bool) -> None:
        """Show the crest of a style."""
        self._style = style
        session = self._context.session
        found = session.reader.one(StyleFile, style=style, place=StylePlace.CREST)
        path = house_styles.file_of(session, style, StylePlace.CREST) if found else None
        sha = found.sha256 if found and path else ""
        if sha != self._sha:
            self._sha = sha
            self._picture.setPixmap(_small(path) if path else QPixmap())
        self._picture.setVisible(bool(sha))
        self._picture.setAccessibleName(found.alt if found else "")
        self._none.setVisible(not sha)
        self.remove.setVisible(found is not None)
        self._alt_row.setVisible(found is not None)
        alt = found.alt if found else ""
        if anew:
            self.alt.setText(alt)
        self.alt.show_value(alt)

    def take(self, path: Path) -> None:
        """Keep a picture as the crest; it is read and made ready beside the window's thread."""
        session, style = self._context.session, self._style

        def work() -> None:
            try:
                data = read_picture(path)
                self._kept.emit(style_files.keep_crest(session, style, path.name, data))
            except KnownError as error:
                self._refused.emit(str(error))
            except OSError as error:
                self._refused.emit(f"“{path.name}” could not be read ({error.strerror}).")

        self.add.setEnabled(False)
        self._busy.show()
        threading.Thread(target=work, name="crest", daemon=True).start()

    def _refuse(self, sentence: str) -> None:
        self._rest()
        self._context.messages.warn(sentence)

    def _rest(self) -> None:
        self._busy.hide()
        self.add.setEnabled(True)

    def _submit(self, receipt: Receipt[StyleFile]) -> None:
        self._rest()
        self._context.submit(receipt, then=lambda _: self.alt.setFocus())

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Choose a picture", str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter("Pictures (*.png *.jpg *.jpeg)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.open()

    def _remove(self) -> None:
        context = self._context
        said: Callable[[object], None] = lambda _: context.messages.say(  # noqa: E731
            "The crest was removed.", "Undo", context.undo
        )
        ask(context, style_files.remove_file, self._style, StylePlace.CREST, then=said)

    def _describe(self, alt: str) -> object:
        return style_files.describe_crest(self._context.session, self._style, alt)


def _small(path: Path) -> QPixmap:
    return QPixmap(str(path)).scaledToHeight(_HIGH, Qt.TransformationMode.SmoothTransformation)
