"""A finished file in the window: open it, show where it lies, drag it into an e-mail."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from secretariat.ui.icons import picture
from secretariat.ui.widgets import Elided, button, column, flat_button, row, small, strong
from secretariat.ui.widgets.basics import set_tone


class FileChip(QFrame):
    """Stands for a file that was just saved. The whole of it can be dragged out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self._pressed = QPoint()
        self.setProperty("kind", "card")
        self.setProperty("tone", "good")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._said = strong("Saved")
        self._name = Elided("", "body")
        self._folder = Elided("", "small")
        self.check = small("", wrap=True)
        self.check.hide()
        self._hint = small("It can be dragged into an e-mail.", wrap=True)
        self.open_button = button("Open", "external-link", self.open)
        show = flat_button("Show folder", "folder-open", self.show_folder)
        column(
            self._said,
            self._name,
            self._folder,
            self.check,
            row(self.open_button, show, 1),
            self._hint,
            parent=self,
            margin=14,
            spacing=6,
        )

    def show_path(self, path: Path) -> None:
        """Stand for another file."""
        self.path = path
        self.check.hide()
        self._name.setText(path.name)
        self._folder.setText(str(path.parent))
        self.setAccessibleName(f"Saved as {path.name} in {path.parent}")
        self.open_button.setAccessibleName(f"Open {path.name}")

    def show_check(self, line: str, *, good: bool) -> None:
        """Say in a line what the release check of the file found."""
        self.check.setText(line)
        set_tone(self.check, "quiet" if good else "bad")
        self.check.show()

    def open(self) -> None:
        """Open the file in the program that the system uses for it."""
        if self.path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path)))

    def show_folder(self) -> None:
        """Open the folder in which the file lies."""
        if self.path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.path.parent)))

    def mime(self) -> QMimeData:
        """Return what a drag carries: the file."""
        data = QMimeData()
        if self.path is not None:
            data.setUrls([QUrl.fromLocalFile(str(self.path))])
        return data

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if self.path is None or far < QApplication.startDragDistance():
            return
        drag = QDrag(self)
        drag.setMimeData(self.mime())
        ink = QApplication.palette().buttonText().color()
        drag.setPixmap(picture("file-text", ink, QSize(32, 32)))
        drag.exec(Qt.DropAction.CopyAction)
