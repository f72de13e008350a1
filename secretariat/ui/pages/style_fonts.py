"""Fonts that a house style brings of its own."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from secretariat.errors import KnownError
from secretariat.models.records import StyleFile
from secretariat.models.style_records import StylePlace
from secretariat.services import style_files
from secretariat.store.writer import Receipt
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.widgets import (
    Elided,
    IconButton,
    caption,
    card,
    column,
    flat_button,
    quiet,
    section,
)

_PLACES = (
    (StylePlace.FONT, "Font of the text"),
    (StylePlace.FONT_BOLD, "Bold"),
    (StylePlace.FONT_ITALIC, "Slanting"),
    (StylePlace.FONT_BOLD_ITALIC, "Bold and slanting"),
    (StylePlace.HEADING_FONT, "Font of headings"),
    (StylePlace.HEADING_FONT_BOLD, "Headings, bold"),
)
_EXPLAINED = (
    "TrueType fonts (.ttf) that may be embedded; they stand in the place of those chosen above."
)


class OwnFonts(QWidget):
    """One line a place: what lies there, and the ways to choose another and to remove it.

    Files are read and checked beside the window's thread.
    """

    _kept = Signal(object)
    _refused = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._style = ""
        self.names: dict[StylePlace, Elided] = {}
        self.removes: dict[StylePlace, IconButton] = {}
        self.chooses: dict[StylePlace, IconButton] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(context.theme.length(8))
        grid.setColumnStretch(1, 1)
        for at, (place, label) in enumerate(_PLACES):
            self.names[place] = Elided("", "quiet")
            choose = flat_button("Choose…", "upload", partial(self._choose, place))
            choose.setAccessibleName(f"{label}: choose a font")
            remove = flat_button("", "trash-2", partial(self._remove, place))
            remove.setAccessibleName(f"{label}: remove the font")
            remove.setToolTip("Remove")
            self.chooses[place], self.removes[place] = choose, remove
            for part, widget in enumerate((caption(label), self.names[place], choose, remove)):
                grid.addWidget(widget, at, part)
        made = card(
            section("Fonts of your own"),
            quiet(_EXPLAINED, wrap=True),
            padding=context.theme.length(16),
        )
        made.layout().addLayout(grid)  # type: ignore[union-attr]
        column(made, parent=self)
        self._kept.connect(self._submit)
        self._refused.connect(context.messages.warn)

    def show_style(self, style: str, *, editable: bool) -> None:
        """Show the fonts of a style."""
        self._style = style
        rows = {row.place: row for row in self._context.session.reader.find(StyleFile, style=style)}
        for place, name in self.names.items():
            row = rows.get(place)
            name.setText((row.name or "A font without a name") if row else "None")
            self.removes[place].setVisible(row is not None)
        self.setEnabled(editable)

    def take(self, place: StylePlace, path: Path) -> None:
        """Keep a font in a place of the style."""
        session, style = self._context.session, self._style

        def work() -> None:
            try:
                data = path.read_bytes()
                self._kept.emit(style_files.keep_font(session, style, place, path.name, data))
            except KnownError as error:
                self._refused.emit(str(error))
            except OSError as error:
                self._refused.emit(f"“{path.name}” could not be read ({error.strerror}).")

        threading.Thread(target=work, name="font", daemon=True).start()

    def _submit(self, receipt: Receipt[StyleFile]) -> None:
        self._context.submit(receipt)

    def _choose(self, place: StylePlace) -> None:
        dialog = QFileDialog(self, "Choose a font", str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter("TrueType fonts (*.ttf)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.take(place, Path(name)))
        dialog.open()

    def _remove(self, place: StylePlace) -> None:
        context = self._context
        ask(
            context, style_files.remove_file, self._style, place,
            then=lambda _: context.messages.say("The font was removed.", "Undo", context.undo),
        )  # fmt: skip
        self.chooses[place].setFocus()
