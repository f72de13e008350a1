"""The extract of one minute, made in a child process and saved whole."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from shiboken6 import isValid

from secretariat.errors import KnownError
from secretariat.models.kinds import Format
from secretariat.services import extracts, publish
from secretariat.ui.meeting.export_file import FileWriter
from secretariat.ui.page import Context

KEYS = "Ctrl+Shift+E"


class ExtractFile(QObject):
    """Saves the minute of an item in the folder for documents, for all who may read it."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        where = QStandardPaths.StandardLocation.DocumentsLocation
        self.folder = Path(QStandardPaths.writableLocation(where) or str(Path.home()))
        self.writer = FileWriter(self)
        self.writer.written.connect(self._written)
        self.writer.failed.connect(context.messages.warn)

    def make(self, meeting: str, item: str, form: Format = Format.PDF) -> None:
        """Make the extract; a refusal goes to the message bar."""
        context = self._context
        context.autosave.flush_all()
        session = context.session
        try:
            audience = extracts.audience_of(session, meeting, item)
            made = extracts.composition(session, meeting, item, audience)
            name = extracts.file_name(session, meeting, item, form, audience)
            style = publish.house_style(session, meeting)
        except KnownError as error:
            context.messages.warn(str(error))
            return

        def done(data: bytes) -> None:
            if isValid(self):
                self.writer.write(self.folder, name, data)

        context.jobs.make(made, style, form, done, context.messages.warn, label=f"Making {name}")

    def _written(self, path: Path) -> None:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self._context.messages.say(f"Saved “{path.name}”.", "Open", show)
