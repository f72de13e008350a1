"""Pages that look different since they were cleaned: as they came, and as they are in the pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRunnable, Qt, QThreadPool, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from secretariat.errors import KnownError
from secretariat.models.records import PaperFile
from secretariat.services import paper_intake
from secretariat.ui.page import Context
from secretariat.ui.pages.kit import keyed, scrolled
from secretariat.ui.widgets import (
    body,
    button,
    clear_layout,
    column,
    row,
    section,
    small,
    strong,
)

if TYPE_CHECKING:
    from secretariat.packs.pictures import ChangedPage


class Picture(QWidget):
    """A picture of a page, as wide as there is room."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._picture.loadFromData(data)
        self.setAccessibleName(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, high = max(1, self._picture.width()), self._picture.height()
        self.setFixedHeight(max(1, event.size().width() * high // wide))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.rect(), self._picture)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class PaperChanges(QWidget):
    """Both pictures of each page that changed. `left` when it is no longer wanted."""

    left = Signal()
    _made = Signal(str, object, str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "sunk")
        self.setMinimumWidth(260)
        self.setAccessibleName("Pages that look different")
        self._context = context
        self._file = ""
        self.pictures: list[Picture] = []
        self._words = body("", wrap=True)
        self.back = keyed(button("Back to the paper", "arrow-left", self.left.emit), "Esc")
        inside = QWidget()
        inside.setProperty("kind", "sunk")
        self._pages = QVBoxLayout(inside)
        self._pages.setContentsMargins(0, 0, 8, 0)
        self._pages.setSpacing(10)
        area = scrolled(inside)
        stack = column(
            row(section("Pages that look different"), 1, self.back), self._words, area, parent=self
        )
        stack.setContentsMargins(14, 10, 6, 0)
        stack.setSpacing(10)
        self._made.connect(self._show)

    def show_file(self, file: PaperFile) -> None:
        """Draw the pages of a file before and after, and show those that differ."""
        self._file = uid = file.uid
        self._clear()
        self._words.setText("The pages are being compared…")
        self._words.show()
        self.back.setFocus()
        session = self._context.session

        def work() -> None:
            pages: tuple[ChangedPage, ...] = ()
            sentence = ""
            try:
                pages = paper_intake.changed_pages(session, file)
            except KnownError as error:
                sentence = str(error)
            if isValid(self):
                self._made.emit(uid, pages, sentence)

        QThreadPool.globalInstance().start(QRunnable.create(work))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, uid: str, pages: tuple[ChangedPage, ...], sentence: str) -> None:
        if uid != self._file:
            return
        self._clear()
        self._words.setText(sentence or ("" if pages else "No page looks different."))
        self._words.setVisible(bool(self._words.text()))
        for page in pages:
            self._pages.addWidget(strong(f"Page {page.page}"))
            came = Picture(page.before, f"Page {page.page} as it came")
            kept = Picture(page.after, f"Page {page.page} as it is in the pack")
            self.pictures += [came, kept]
            pair = row(
                column(small("As it came"), came, 1, spacing=2),
                column(small("In the pack"), kept, 1, spacing=2),
                spacing=10,
            )
            pair.setStretch(0, 1)
            pair.setStretch(1, 1)
            self._pages.addLayout(pair)
        self._pages.addStretch(1)

    def _clear(self) -> None:
        clear_layout(self._pages)
        self.pictures = []
