"""A note to the author of a paper as an e-mail draft: saved in a folder, and sent by nobody."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from shiboken6 import isValid

from secretariat.errors import KnownError
from secretariat.models.kinds import Format
from secretariat.services import chase, paper_notes
from secretariat.services.meeting_papers import PaperLine
from secretariat.ui.meeting.export_file import FileWriter
from secretariat.ui.page import Context


class NoteMaker(QObject):
    """Makes the note in a child process and saves it; the message bar leads to it."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        where = QStandardPaths.StandardLocation.DocumentsLocation
        self.folder = Path(QStandardPaths.writableLocation(where) or str(Path.home()))
        self._writer = FileWriter(self)
        self._writer.written.connect(self._written)
        self._writer.failed.connect(context.messages.warn)

    def make(self, line: PaperLine) -> None:
        """Make the note about a paper."""
        context = self._context
        try:
            draft = paper_notes.note(context.session, line)
            document, style = paper_notes.compose(draft), chase.style()
        except KnownError as error:
            context.messages.warn(str(error))
            return

        def made(data: bytes) -> None:
            if isValid(self):
                self._writer.write(self.folder, draft.file_name, data)

        context.jobs.make(
            document, style, Format.EMAIL, made, context.messages.warn,
            label=f"Note to {draft.author or 'the author'}", to=draft.to,
        )  # fmt: skip

    def _written(self, path: Path) -> None:
        self._context.messages.say(
            f"Saved “{path.name}”. Nothing is sent: it opens in your mail program.", "Open",
            lambda: _open(path),
        )  # fmt: skip


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
