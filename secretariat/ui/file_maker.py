"""Finished files in the window: made in a child process and saved whole in a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from shiboken6 import isValid

from secretariat.models.kinds import Audience, Format
from secretariat.ui.meeting.export_file import FileWriter
from secretariat.ui.page import Context

if TYPE_CHECKING:
    from secretariat.services.finished import Making

AUDIENCES = {
    Audience.PUBLIC: "The public",
    Audience.MEMBERS: "Members",
    Audience.OFFICERS: "Officers",
}
"""Audiences as a person chooses them."""
FORMATS = {
    Format.PDF: "PDF",
    Format.DOCX: "Word",
    Format.HTML: "Web page",
    Format.TEXT: "Plain text",
    Format.EMAIL: "E-mail draft",
}
"""Formats as a person chooses them."""


def documents_folder() -> Path:
    """Return the folder in which the system keeps documents."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place or str(Path.home()))


class FileMaker(QObject):
    """Makes one file after another and saves each in `folder`.

    A refusal, and what goes wrong later, stands in the message bar; nothing is saved then.
    """

    written = Signal(Path)

    def __init__(self, context: Context, parent: QObject, folder: Path | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.folder = folder or documents_folder()
        self._writer = FileWriter(self)
        self._writer.written.connect(self.written)
        self._writer.failed.connect(context.messages.warn)

    def save(self, ask: Callable[[], Making]) -> None:
        """Make the file that `ask` returns, which reads the register beside the window's thread
        and shows nothing; what is being typed is kept first."""
        context = self.context
        context.autosave.flush_all()

        def make(making: Making) -> None:
            def done(data: bytes) -> None:
                if isValid(self):
                    self._writer.write(self.folder, making.name, data)

            context.jobs.make_file(making, done, context.messages.warn)

        context.jobs.read(self, "", ask, make, context.messages.warn)

    def say_saved(self, path: Path, rest: str = "") -> None:
        """Tell that a file lies there, with a way to open it."""

        def show() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self.context.messages.say(
            " ".join(filter(None, (f"Saved “{path.name}”.", rest))), "Open", show
        )
