"""Pages of a PDF one below the other, as wide as the room; drawn beside the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer
from PySide6.QtWidgets import QAbstractScrollArea

if TYPE_CHECKING:
    from secretariat.ui.theme import Theme

_GAP = 14
_SIDE = 6
_SHADOW = 5
_SPOKEN = 4_000
"""Letters of a page that are read aloud when the pages take the focus."""


class Edition(QObject):
    """One PDF and the thread that draws its pages; `drawn` tells a page and its picture."""

    drawn = Signal(object, int, QImage)

    def __init__(self, data: bytes, parent: QObject) -> None:
        super().__init__(parent)
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self)
        self.document.load(self._buffer)
        self._drawer = QPdfPageRenderer(self)
        self._drawer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._drawer.setDocument(self.document)
        self._drawer.pageRendered.connect(self._answer)
        self._asked: dict[int, QSize] = {}
        self._under_way = 0
        self._is_over = False

    @property
    def pages(self) -> int:
        """The number of pages; none where the bytes are no PDF."""
        return self.document.pageCount()

    def ask(self, page: int, size: QSize) -> None:
        """Have a page drawn in a size of dots, unless that was asked already."""
        if self._asked.get(page) != size:
            self._asked[page] = size
            self._under_way += 1
            self._drawer.requestPage(page, size)

    def retire(self) -> None:
        """Go away once nothing is being drawn: nobody waits for it."""
        self._is_over = True
        if not self._under_way:
            self.deleteLater()

    @Slot(int, QSize, QImage, QPdfDocumentRenderOptions, int)
    def _answer(
        self, page: int, _size: QSize, image: QImage, _how: QPdfDocumentRenderOptions, _id: int
    ) -> None:
        self._under_way -= 1
        if not self._is_over:
            self.drawn.emit(self, page, image)
        elif not self._under_way:
            self.deleteLater()


class PageStrip(QAbstractScrollArea):
    """Shows an edition; the pictures of the one before stay until the new ones are there."""

    moved = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._edition: Edition | None = None
        self._pictures: dict[int, QImage] = {}
        self._places: list[QRect] = []
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Pages of the document")
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme.changed.connect(self.viewport().update)

    @property
    def pages(self) -> int:
        """The number of pages that are shown."""
        return self._edition.pages if self._edition else 0

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 1."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        above = [n for n, place in enumerate(self._places, 1) if place.top() <= middle]
        return above[-1] if above else min(1, self.pages)

    @property
    def zoom(self) -> int:
        """How large the pages stand, in per cent of paper."""
        if self._edition is None or not self._places:
            return 0
        points = self._edition.document.pagePointSize(0).width()
        return round(100 * self._places[0].width() / (points * self.logicalDpiX() / 72))

    @property
    def is_drawn(self) -> bool:
        """Say whether every page in view stands as it is in the newest edition."""
        return all(self._is_sharp(page) for page in self._in_view())

    def show_pdf(self, data: bytes) -> bool:
        """Show these bytes at the place at which the reader is; False when they are no PDF."""
        edition = Edition(data, self)
        if not edition.pages:
            edition.retire()
            return False
        edition.drawn.connect(self._take)
        if self._edition is not None:
            self._edition.retire()
        self._edition = edition
        self._pictures = {p: i for p, i in self._pictures.items() if p < edition.pages}
        for image in self._pictures.values():
            image.setText("edition", "old")
        self._lay_out()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give a screen reader the words of the page."""
        super().focusInEvent(event)
        if self._edition is not None and self.page:
            words = self._edition.document.getAllText(self.page - 1).text()
            self.setAccessibleDescription(f"Page {self.page} of {self.pages}. {words[:_SPOKEN]}")
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), self._theme.colour("sunk"))
        up = self.verticalScrollBar().value()
        for page in self._in_view():
            place = self._places[page].translated(0, -up)
            self._draw_ground(painter, place)
            picture = self._pictures.get(page)
            if picture is not None:
                painter.drawImage(QRectF(place), picture, QRectF(picture.rect()))
        if self.hasFocus():
            pen = painter.pen()
            pen.setColor(self._theme.colour("accent"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _draw_ground(self, painter: QPainter, place: QRect) -> None:
        """Draw the paper and the shadow that lifts it."""
        shade = self._theme.colour("ink" if not self._theme.dark else "sunk")
        for step in range(_SHADOW, 0, -1):
            shade.setAlpha(26 // step)
            painter.fillRect(place.adjusted(-step + 1, 1, step - 1, step), shade)
        painter.fillRect(place, self._theme.colour("paper"))

    def _lay_out(self) -> None:
        """Place the pages for the width there is, and keep the reader's place among them."""
        if self._edition is None:
            return
        bar = self.verticalScrollBar()
        before = self._places[-1].bottom() if self._places else 0
        width = max(self.viewport().width() - 2 * _SIDE, 40)
        places, top = [], _SIDE
        for page in range(self._edition.pages):
            paper = self._edition.document.pagePointSize(page)
            height = round(width * paper.height() / max(paper.width(), 1.0))
            places.append(QRect(_SIDE, top, width, height))
            top += height + _GAP
        same_width = bool(self._places) and self._places[0].width() == width
        share = bar.value() / before if before and not same_width else None
        self._places = places
        view = self.viewport().height()
        bar.setRange(0, max(0, top - _GAP + _SIDE + _SHADOW - view))
        bar.setPageStep(view)
        bar.setSingleStep(40)
        if share is not None:
            bar.setValue(round(share * places[-1].bottom()))
        self._scrolled()

    def _in_view(self) -> list[int]:
        up = self.verticalScrollBar().value()
        seen = QRect(0, up, self.viewport().width(), self.viewport().height())
        return [page for page, place in enumerate(self._places) if place.intersects(seen)]

    def _is_sharp(self, page: int) -> bool:
        picture = self._pictures.get(page)
        wanted = self._places[page].size() * self.devicePixelRatioF()
        return picture is not None and not picture.text("edition") and picture.size() == wanted

    def _scrolled(self) -> None:
        if self._edition is not None:
            for page in self._in_view():
                if not self._is_sharp(page):
                    self._edition.ask(page, self._places[page].size() * self.devicePixelRatioF())
        self.viewport().update()
        self.moved.emit()

    @Slot(object, int, QImage)
    def _take(self, edition: Edition, page: int, image: QImage) -> None:
        if edition is self._edition:
            self._pictures[page] = image
            self.viewport().update()
