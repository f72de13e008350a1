"""An e-mail draft made in a child process and saved whole, ready to be opened and sent."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from shiboken6 import isValid

from secretariat.errors import KnownError
from secretariat.models.kinds import Format
from secretariat.services import publish
from secretariat.services.reminders import reminder
from secretariat.ui.meeting.export_file import FileWriter
from secretariat.ui.page import Context


class DraftFile(QObject):
    """Saves the letter to those who have not answered in the folder for documents."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        where = QStandardPaths.StandardLocation.DocumentsLocation
        self.folder = Path(QStandardPaths.writableLocation(where) or str(Path.home()))
        self._without: tuple[str, ...] = ()
        self.writer = FileWriter(self)
        self.writer.written.connect(self._written)
        self.writer.failed.connect(context.messages.warn)

    def make(self, meeting: str) -> None:
        """Make the draft; a refusal goes to the message bar."""
        session = self._context.session
        try:
            found = reminder(session, meeting)
            style = publish.house_style(session, meeting)
        except KnownError as error:
            self._context.messages.warn(str(error))
            return
        self._without = found.without

        def made(data: bytes) -> None:
            if isValid(self):
                self.writer.write(self.folder, found.file_name, data)

        self._context.jobs.make(
            found.document,
            style,
            Format.EMAIL,
            made,
            self._context.messages.warn,
            label=f"Making {found.file_name}",
            to=found.to,
        )

    def _written(self, path: Path) -> None:
        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        rest = f" No address is known of {', '.join(self._without)}." if self._without else ""
        self._context.messages.say(f"Saved “{path.name}”.{rest}", "Open", show)
