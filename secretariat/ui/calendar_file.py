"""Meetings as a calendar file: the system's dialog asks for the place, the page stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QStandardPaths, Qt, QThreadPool, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from secretariat.errors import KnownError
from secretariat.services import calendar
from secretariat.services.meetings import Meet
from secretariat.ui.page import Context


class CalendarFile(QObject):
    """Writes calendar files of meetings, away from the window thread, whole or not at all."""

    _done = Signal(str, bool)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent
        self._done.connect(self._tell)

    def ask(self, meets: Sequence[Meet]) -> None:
        """Ask where the calendar of these meetings goes, and write it there."""
        if not any(meet.sittings for meet in meets):
            self._context.messages.warn("There is no meeting with a date to put in a calendar.")
            return
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(place) or Path.home())
        name = str(folder / calendar.file_name(meets))
        dialog = QFileDialog(self._window, "Export to calendar", str(folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("Calendar (*.ics)")
        dialog.setDefaultSuffix("ics")
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.write(meets, Path(path)))
        dialog.open()

    def write(self, meets: Sequence[Meet], path: Path) -> None:
        """Write the calendar; a message says how that went."""
        QThreadPool.globalInstance().start(QRunnable.create(lambda: self._run(meets, path)))

    def _run(self, meets: Sequence[Meet], path: Path) -> None:
        try:
            calendar.save(meets, path)
        except KnownError as error:
            self._done.emit(str(error), False)
        else:
            told = calendar.what_was_written(meets)
            self._done.emit(f"Saved “{path.name}” with {told}.", True)

    def _tell(self, sentence: str, good: bool) -> None:
        messages = self._context.messages
        (messages.say if good else messages.warn)(sentence)
