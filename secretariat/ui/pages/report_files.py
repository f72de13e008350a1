"""Forms of reports as files: made in a child process one after another, each written whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from secretariat.models.kinds import Format
from secretariat.models.plaintext import safe_file_name
from secretariat.services.report_forms import Form
from secretariat.ui.meeting.export_file import FileWriter
from secretariat.ui.page import Context


class FormMaker(QObject):
    """Saves forms in the folder for documents, several of them in a folder of their own there.

    `ended` tells the files that were saved.
    """

    ended = Signal(list)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        where = QStandardPaths.StandardLocation.DocumentsLocation
        self.folder = Path(QStandardPaths.writableLocation(where) or str(Path.home()))
        self._into = self.folder
        self._waiting: list[Form] = []
        self._made: list[Path] = []
        self._failed: list[str] = []
        self._count = self._run = 0
        self._writer = FileWriter(self)
        self._writer.written.connect(self._written)
        self._writer.failed.connect(self._fail)

    def make(self, forms: Sequence[Form], called: str = "") -> None:
        """Make these forms; `called` names the folder for several of them."""
        self._waiting, self._made, self._failed = list(forms), [], []
        self._count = len(forms)
        self._run += 1
        name = safe_file_name(called or "Report forms", "x").removesuffix(".x")
        self._into = self.folder / name if len(forms) > 1 else self.folder
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._tell()
            return
        form, run = self._waiting.pop(0), self._run

        def made(data: bytes) -> None:
            if isValid(self) and run == self._run:
                self._writer.write(self._into, form.file_name, data)

        def failed(sentence: str) -> None:
            if isValid(self) and run == self._run:
                self._fail(sentence)

        at = self._count - len(self._waiting)
        label = f"Form {at} of {self._count}" if self._count > 1 else f"Making {form.file_name}"
        self._context.jobs.make(form.document, form.style, Format.DOCX, made, failed, label=label)

    def _written(self, path: Path) -> None:
        self._made.append(path)
        self._next()

    def _fail(self, sentence: str) -> None:
        self._failed.append(sentence)
        self._next()

    def _tell(self) -> None:
        messages, made = self._context.messages, self._made
        if self._failed:
            kept = f" {len(made)} of {self._count} forms were saved." if made else ""
            messages.warn(f"{self._failed[0]}{kept}")
        elif len(made) == 1:
            messages.say(
                f"Saved “{made[0].name}” in {made[0].parent.name}.", "Show folder",
                lambda: _open(made[0].parent),
            )  # fmt: skip
        else:
            into = self._into
            messages.say(
                f"Saved {len(made)} forms in {into.name}.", "Show folder", lambda: _open(into)
            )
        self.ended.emit(made)


class FileDrop(QObject):
    """Lets a file be dropped on a widget; `take` gets its path. Several at once are not taken."""

    def __init__(self, target: QWidget, take: Callable[[Path], None]) -> None:
        super().__init__(target)
        self._take = take
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        if event.type() not in (
            QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop
        ):  # fmt: skip
            return False
        dropped = cast("QDropEvent", event)
        paths = [url.toLocalFile() for url in dropped.mimeData().urls() if url.isLocalFile()]
        if len(paths) != 1:
            return False
        dropped.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            self._take(Path(paths[0]))
        return True


def path_in(words: str) -> Path | None:
    """Return the path that is typed or pasted: plain, in quotation marks, or as a file address."""
    words = words.strip().strip("\"'“”").strip()
    if words.casefold().startswith("file:"):
        words = QUrl(words).toLocalFile()
    return Path(words).expanduser() if words else None


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
