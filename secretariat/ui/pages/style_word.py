"""The Word template of a house style, and which of its styles stand for what."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QWidget

from secretariat.errors import KnownError
from secretariat.models.plaintext import safe_file_name
from secretariat.models.records import StyleFile
from secretariat.models.style_records import StylePlace
from secretariat.models.word_roles import WORD, WORD_ROLES
from secretariat.services import house_styles, style_files, word_templates
from secretariat.store.writer import Receipt
from secretariat.ui.chosen_file import ChosenFile
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import boxed
from secretariat.ui.widgets import (
    Choice,
    FormRow,
    button,
    card,
    column,
    flat_button,
    quiet,
    row,
    section,
)

_NONE = (
    "Word files are made in the look above. With the council’s own template (.docx or .dotx) they"
    " are on its paper: its crest, head and foot, margins, fonts and styles. To make one, save the"
    " template in this look, change it in Word, and choose it here."
)
_STYLES = "Which styles of the template stand for what"
_USUAL = "By its name"


class WordFields(QWidget):
    """Takes a Word template, names the one that is used, and maps its styles."""

    _kept = Signal(object)
    _refused = Signal(str)
    _read = Signal(str, object)

    def __init__(self, context: Context, choose: Callable[[str, str], None]) -> None:
        super().__init__()
        self._context = context
        self._style = ""
        self._sha = ""
        self.name = QLabel()
        self.name.setWordWrap(True)
        self._none = quiet(_NONE, wrap=True)
        self.add = button("Choose a template…", "upload", self._choose)
        self.remove = flat_button("Remove", "trash-2", self._remove)
        self.remove.setAccessibleName("Remove the Word template")
        self.save_button = button("Save the Word template…", "download", self.save)
        self.save_button.setToolTip("The template in this look, to be changed in Word")
        self._file = ChosenFile(context, self)
        self.choices: dict[str, Choice] = {}
        self._kept.connect(self._submit)
        self._refused.connect(context.messages.warn)
        self._read.connect(self._offer)
        self.styles = self._form(choose)
        made = card(
            section("Word files"), self._none, self.name,
            boxed(row(self.add, self.remove, 1)), boxed(row(self.save_button, 1)), self.styles,
            padding=context.theme.length(16),
        )  # fmt: skip
        column(made, parent=self)

    def show_style(self, style: str, said: Mapping[str, str], *, editable: bool) -> None:
        """Show the template of a style, and which of its styles the style has chosen."""
        self._style = style
        reader = self._context.session.reader
        found = reader.one(StyleFile, style=style, place=StylePlace.WORD_TEMPLATE)
        sha = found.sha256 if found else ""
        if sha != self._sha:
            self._sha = sha
            if sha:
                session = self._context.session
                self._in_background(
                    lambda: self._read.emit(sha, style_files.word_styles(session, style))
                )
        self.name.setText(found.name if found else "")
        for part in (self.name, self.remove, self.styles):
            part.setVisible(found is not None)
        self._none.setVisible(found is None)
        for role, box in self.choices.items():
            value = said.get(WORD + role, "")
            box.offer(value, value or _USUAL)
            box.show_value(value)
        for part in (self.add, self.remove, self.styles):
            part.setEnabled(editable)

    def take(self, path: Path) -> None:
        """Keep a file as the template; it is read and made clean beside the window's thread."""
        session, style = self._context.session, self._style

        def work() -> None:
            try:
                data = path.read_bytes()
            except OSError as error:
                self._refused.emit(f"“{path.name}” could not be read ({error.strerror}).")
                return
            self._kept.emit(style_files.keep_template(session, style, path.name, data))

        self._in_background(work)

    def save(self) -> None:
        """Ask where the Word template of the style that is shown shall lie."""
        context = self._context
        context.autosave.flush_all()
        styles = house_styles.styles(context.session.reader)
        name = next((one.name for one in styles if one.key == self._style), "House style")
        self._file.ask(
            "Save the Word template", "Word template", safe_file_name(name, "dotx"), self._making()
        )

    def save_to(self, path: Path) -> None:
        """Write the Word template into a file, in the place of one that is there."""
        self._file.write(path, self._making())

    def _making(self) -> Callable[[], bytes]:
        session, style = self._context.session, self._style
        return lambda: word_templates.template_file(session, style)[1]

    def _in_background(self, work: Callable[[], None]) -> None:
        def guarded() -> None:
            try:
                work()
            except KnownError as error:
                self._refused.emit(str(error))

        threading.Thread(target=guarded, name="word template", daemon=True).start()

    def _offer(self, sha: str, names: dict[str, list[str]]) -> None:
        """Offer the styles that were read, unless another template is shown by now."""
        if sha != self._sha:
            return
        for role in WORD_ROLES:
            box = self.choices[role.key]
            chosen = box.value() or ""
            offered = [("", _USUAL), *((name, name) for name in names.get(role.kind, ()))]
            box.set_options(offered)
            box.offer(chosen, chosen or _USUAL)
            box.show_value(chosen)

    def _form(self, choose: Callable[[str, str], None]) -> QWidget:
        theme = self._context.theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.length(16))
        grid.setVerticalSpacing(theme.length(12))
        for at, role in enumerate(WORD_ROLES):
            box = Choice([("", _USUAL)])
            box.chosen.connect(partial(choose, WORD + role.key))
            self.choices[role.key] = box
            grid.addWidget(FormRow(role.label, box), at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        for place in range(2):
            grid.setColumnStretch(place, 1)
        made = QWidget()
        inside = column(quiet(_STYLES, wrap=True), parent=made, spacing=theme.length(12))
        inside.addLayout(grid)
        return made

    def _submit(self, receipt: Receipt[StyleFile]) -> None:
        self._context.submit(receipt, then=lambda _: self.add.setFocus())

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Choose a Word template", str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter("Word templates (*.dotx *.docx)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.open()

    def _remove(self) -> None:
        context = self._context

        def said(_: object) -> None:
            context.messages.say("The Word template was removed.", "Undo", context.undo)

        ask(context, style_files.remove_file, self._style, StylePlace.WORD_TEMPLATE, then=said)
