"""A report that came back: what it says beside what the item has, taken over by one button."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRunnable, QStandardPaths, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QWidget,
)
from shiboken6 import isValid

from secretariat.errors import KnownError
from secretariat.models.plaintext import shortened
from secretariat.models.report_forms import Difference, FormPart, ReadReport, Taken
from secretariat.services import report_forms
from secretariat.services.paper_files import Kept, keep_files
from secretariat.services.report_reading import read_file
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import keyed, reveal
from secretariat.ui.pages.report_files import FileDrop, path_in
from secretariat.ui.widgets import (
    button,
    clear_layout,
    column,
    flat_button,
    primary_button,
    row,
    section,
    set_tone,
    small,
)

_LONGEST = 400
_NAMES = {Taken.TITLE: "Title", Taken.RECOMMENDATION: "Recommendation", Taken.AUTHOR: "Author"}


class _Words(QLabel):
    """Words of others, never taken for markup, and as high as they are at their width."""

    def __init__(self, words: str, kind: str) -> None:
        super().__init__(words)
        self.setProperty("kind", kind)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(event.size().width()))


class IntakeCard(QFrame):
    """`left` when it is no longer wanted, `taken` when a report was taken over."""

    left = Signal()
    taken = Signal()
    _read = Signal(int, object, object, str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName("Take in a report")
        self._context = context
        self._item = ""
        self._paper: str | None = None
        self._file: Kept | None = None
        self._run = 0
        self._differences: list[Difference] = []
        self.ticks: dict[Taken, QCheckBox] = {}
        theme = context.theme
        self._heading = section("")
        self._heading.setWordWrap(True)
        self.path = QLineEdit()
        self.path.setAccessibleName("File of the report")
        self.path.setPlaceholderText("Drop the Word file here, paste its path, or choose it")
        self.path.returnPressed.connect(self.read_typed)
        self._choose = button("Choose…", "folder-open", self.choose_file)
        self._choose.setAccessibleName("Choose the file of the report")
        self._told = small("", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.length(14))
        self._grid.setVerticalSpacing(theme.length(8))
        for at, share in enumerate((0, 1, 1)):
            self._grid.setColumnStretch(at, share)
        self._foot = small("", wrap=True)
        self.take_button = keyed(primary_button("Take over", "", self.take_over), "Ctrl+Return")
        cancel = keyed(flat_button("Cancel", "", self.left.emit), "Esc")
        foot = row(self._foot, cancel, self.take_button)
        foot.setStretch(0, 1)
        file = row(self.path, self._choose)
        file.setStretch(0, 1)
        column(
            self._heading, file, self._told, self._grid, foot,
            parent=self, margin=theme.length(14), spacing=theme.length(10),
        )  # fmt: skip
        self._read.connect(self._show_read)
        for part in (self, self.path):
            FileDrop(part, self.read_path)

    def begin(self, item: str, title: str, paper: str | None = None) -> None:
        """Wait for the file of an item's report; what was there before is forgotten."""
        self._run += 1
        self._item, self._paper = item, paper
        self._heading.setText(f"The report that came for “{shortened(title, 80)}”")
        self.path.clear()
        self._show_differences([])
        self._say("")
        self.take_button.setEnabled(False)
        self.take_button.setText("Take over")
        self._foot.setText("Nothing is changed before you have seen it.")
        self.show()
        self.path.setFocus()

    def is_for(self, item: str) -> bool:
        """Say whether it waits for the report of an item."""
        return not self.isHidden() and self._item == item

    def choose_file(self) -> None:
        """Ask which file, and read it."""
        place = QStandardPaths.StandardLocation.DownloadLocation
        folder = QStandardPaths.writableLocation(place) or str(Path.home())
        dialog = QFileDialog(self, "Take in a report", folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter("Word files (*.docx)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.read_path(Path(path)))
        dialog.open()

    def read_typed(self) -> None:
        """Read the file whose path is typed or pasted."""
        path = path_in(self.path.text())
        if path is not None:
            self.read_path(path)

    def read_path(self, path: Path) -> None:
        """Read a file away from the window, and then show what it says."""
        if not self._item:
            return
        self.path.setText(str(path))
        self._run += 1
        run = self._run
        try:
            parts = report_forms.parts_to_read(self._context.session.reader, self._item)
        except KnownError as error:
            self._say(str(error), "bad")
            return
        self._say("Reading…")
        QThreadPool.globalInstance().start(QRunnable.create(lambda: self._work(run, path, parts)))

    def take_over(self) -> None:
        """Set what is ticked, and record that the report came today."""
        if not self.take_button.isEnabled():
            return
        values = {
            one.what: one.new for one in self._differences if self.ticks[one.what].isChecked()
        }
        self._context.autosave.flush_all()
        self.take_button.setEnabled(False)
        context = self._context
        words = f"Took over {report_forms.told(values)}; the" if values else "The"

        def done(_: object) -> None:
            context.messages.say(f"{words} report is in.", "Undo", context.undo)
            if isValid(self):
                self.taken.emit()

        ask(
            context, report_forms.take_over, self._item, values, self._paper, self._file,
            then=done, otherwise=lambda: self.take_button.setEnabled(True),
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif held and entered:
            self.take_over()
        elif not entered:
            super().keyPressEvent(event)

    def _work(self, run: int, path: Path, parts: tuple[FormPart, ...]) -> None:
        kept: Kept | None = None
        try:
            found, sentence = read_file(path, parts), ""
            kept = next(iter(keep_files(self._context.session, [path]).files), None)
        except KnownError as error:
            found, sentence = None, str(error)
        if isValid(self):
            self._read.emit(run, found, kept, sentence)

    def _show_read(
        self, run: int, found: ReadReport | None, kept: Kept | None, sentence: str
    ) -> None:
        if run != self._run:
            return
        self._file = kept
        self.take_button.setEnabled(False)
        self._show_differences([])
        reader = self._context.session.reader
        try:
            if found is None:
                raise KnownError(sentence)
            doubt = report_forms.check_item(reader, self._item, found)
            shown = report_forms.differences(reader, self._item, found, self._paper)
        except KnownError as error:
            self._say(str(error), "bad")
            return
        self._show_differences(shown)
        notes = [doubt, *found.notes]
        if not shown:
            notes.append(
                "It says of title, recommendation and author what the item has already."
                if found.values
                else "No title, recommendation or author was found in it."
            )
        self._say(" ".join(filter(None, notes)), "warn" if doubt or found.notes else "")
        self.take_button.setEnabled(True)
        self.take_button.setText("Take over" if shown else "Mark as received")
        self._foot.setText("The report is marked as received today. One step takes it all back.")
        self.take_button.setFocus()
        QTimer.singleShot(0, self, self._come_into_view)

    def _come_into_view(self) -> None:
        if self.isVisible():
            reveal(self)

    def _show_differences(self, shown: list[Difference]) -> None:
        clear_layout(self._grid)
        self._differences, self.ticks = shown, {}
        if not shown:
            return
        self._grid.addWidget(small("In the item"), 0, 1)
        self._grid.addWidget(small("In the report"), 0, 2)
        top = Qt.AlignmentFlag.AlignTop
        for at, one in enumerate(shown, 1):
            tick = QCheckBox(_NAMES[one.what])
            tick.setChecked(one.ticked)
            tick.setAccessibleName(f"Take over the {one.what.value}: {one.new}")
            self.ticks[one.what] = tick
            below: list[QWidget | QLayout | int] = [tick]
            if one.by_heading:
                below.append(small("Found below its heading"))
            self._grid.addLayout(column(*below, 1, spacing=2), at, 0)
            old = _Words(shortened(one.old, _LONGEST) or "Nothing yet", "quiet")
            self._grid.addWidget(old, at, 1, top)
            self._grid.addWidget(_Words(shortened(one.new, _LONGEST), "body"), at, 2, top)

    def _say(self, words: str, tone: str = "") -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))
        set_tone(self._told, tone)
