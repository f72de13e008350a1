"""The real PDF in the window, kept in its place while it is made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from secretariat.ui.widgets import body, caption, row, small

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView


class DocumentPreview(QWidget):
    """Shows a document as it will print, with its page and zoom above; it never steals the focus.

    The pages that are shown stay until the new ones are there: nothing flickers.
    """

    page_changed = Signal(int, int)

    def __init__(self, heading: str = "As it will print", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "sunk")
        self.setMinimumWidth(260)
        self._heading = caption(heading)
        self._where = small("")
        self._note = body("", wrap=True)
        self._note.setMargin(24)
        self._note.hide()
        self._documents: list[QPdfDocument] = []
        self._buffers: list[QBuffer] = []
        self._view: QPdfView | None = None
        self._pages = QWidget()
        self._stack = QStackedLayout(self._pages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(row(self._heading, 1, self._where))
        layout.addWidget(self._note)
        layout.addWidget(self._pages, 1)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._tell)
        self.setAccessibleName(heading)

    @property
    def page_count(self) -> int:
        """The number of pages that are shown."""
        return self._documents[-1].pageCount() if self._documents else 0

    def show_pdf(self, data: bytes) -> None:
        """Show these bytes, at the place at which the reader was."""
        from PySide6.QtPdf import QPdfDocument

        self._note.hide()
        buffer = QBuffer(self)
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument(self)
        document.load(buffer)
        view = self._the_view()
        bar = view.verticalScrollBar()
        at = bar.value()
        view.setDocument(document)
        bar.setValue(min(at, bar.maximum()))
        for old in self._documents:
            old.deleteLater()
        for stale in self._buffers:
            stale.deleteLater()
        self._documents, self._buffers = [document], [buffer]
        self._settle.start(0)

    def show_note(self, text: str) -> None:
        """Say why there is nothing to see; what was shown before stays below it."""
        self._note.setText(text)
        self._note.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settle.start(0)
        return False

    def _the_view(self) -> QPdfView:
        if self._view is None:
            from PySide6.QtPdfWidgets import QPdfView

            view = QPdfView(self._pages)
            view.setPageMode(QPdfView.PageMode.MultiPage)
            view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
            view.setPageSpacing(14)
            view.setFrameShape(QPdfView.Shape.NoFrame)
            view.setAccessibleName("Pages of the document")
            palette = view.palette()
            palette.setColor(palette.ColorRole.Dark, palette.color(palette.ColorRole.AlternateBase))
            palette.setColor(palette.ColorRole.Base, palette.color(palette.ColorRole.AlternateBase))
            view.setPalette(palette)
            view.pageNavigator().currentPageChanged.connect(lambda _page: self._tell())
            view.installEventFilter(self)
            self._stack.addWidget(view)
            self._view = view
        return self._view

    def _tell(self) -> None:
        if self._view is None or not self._documents:
            return
        document = self._documents[-1]
        pages = document.pageCount()
        page = min(self._view.pageNavigator().currentPage() + 1, pages)
        width = document.pagePointSize(0).width() if pages else 0
        dots = self._view.logicalDpiX() / 72
        shown = self._view.viewport().width() - 2 * self._view.documentMargins().left()
        zoom = round(100 * shown / (width * dots)) if width else 0
        self._where.setText(f"{page} / {pages}   {zoom}%" if pages else "")
        self.page_changed.emit(page, pages)
