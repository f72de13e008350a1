"""A file where somebody says it shall lie; the system's dialog asks before it replaces one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QStandardPaths, Qt, QThreadPool, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from secretariat.errors import KnownError
from secretariat.store.files import write_durably
from secretariat.ui.page import Context

Make = Callable[[], bytes]


class ChosenFile(QObject):
    """Makes and writes a file away from the window thread, whole or not at all."""

    _done = Signal(str, bool)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent
        self._done.connect(self._tell)

    def ask(self, title: str, kind: str, name: str, make: Make, *, told: str = "") -> None:
        """Ask where the file goes, which is called `name` until it is called otherwise.

        `kind` says what it is, on screen, and `told` what is in it once it is saved. What the
        dialog was told to replace is replaced.
        """
        place = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(place) or Path.home())
        suffix = Path(name).suffix
        dialog = QFileDialog(self._window, title, str(folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind} (*{suffix})")
        dialog.setDefaultSuffix(suffix[1:])
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.write(Path(path), make, told=told))
        dialog.open()

    def write(self, path: Path, make: Make, *, told: str = "") -> None:
        """Write what `make` returns, in the place of what is there; a message says how it went."""
        QThreadPool.globalInstance().start(QRunnable.create(lambda: self._run(path, make, told)))

    def _run(self, path: Path, make: Make, told: str) -> None:
        try:
            write_durably(path, make())
        except KnownError as error:
            self._done.emit(str(error), False)
        except OSError as error:
            why = error.strerror or "the folder cannot be written to"
            self._done.emit(f"“{path.name}” could not be saved: {why}.", False)
        else:
            inside = f" with {told}" if told else ""
            self._done.emit(f"Saved “{path.name}”{inside}.", True)

    def _tell(self, sentence: str, good: bool) -> None:
        messages = self._context.messages
        (messages.say if good else messages.warn)(sentence)
