"""One PDF that is shown, and the thread that draws its pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple
from weakref import WeakSet

from PySide6.QtCore import (
    QAbstractItemModel,
    QBuffer,
    QByteArray,
    QElapsedTimer,
    QIODevice,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    QTimerEvent,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage
from PySide6.QtPdf import (
    QPdfBookmarkModel,
    QPdfDocument,
    QPdfDocumentRenderOptions,
    QPdfPageRenderer,
    QPdfSearchModel,
)
from shiboken6 import isValid

Rects = list[QRectF]
_ALIVE: WeakSet[Edition] = WeakSet()
"""The editions that there are: the library draws for all of them, and does one thing at a time."""
Marks = dict[int, list[tuple[int, Rects]]]
"""By page, from 0: the number of each place that was found, and its boxes in points."""


_MOST_BOOKMARKS = 5_000
"""More than any pack has; a file that says more may be damaged."""


class Bookmark(NamedTuple):
    """A bookmark: how deep it stands among the others, its words, its page, from 0, and how many
    points below the head of that page."""

    depth: int
    title: str
    page: int
    down: float


def is_drawing() -> bool:
    """Say whether a page of any document is being drawn, or waits to be.

    Whoever asks the library something meanwhile waits for the page, and the window with it.
    """
    return any(isValid(one) and one.is_waited_for for one in _ALIVE)


class _Hits(QPdfSearchModel):
    """Searches the pages that it is asked for, and no others by a clock of its own."""

    def timerEvent(self, event: QTimerEvent) -> None:
        self.killTimer(event.timerId())


class Edition(QObject):
    """One PDF and the thread that draws its pages.

    `drawn` tells a page and its picture in the size that was asked for, `small` a picture for the
    row of pages beside, `part` a piece of a page for the printer. Sizes of paper are in points,
    and read once: asking the library waits for the page that is being drawn.
    """

    drawn = Signal(object, int, QImage)
    small = Signal(object, int, QImage)
    part = Signal(QImage)

    def __init__(self, data: bytes, parent: QObject) -> None:
        super().__init__(parent)
        self.data = data
        # They go away in this order: first the thread that draws, last what it reads.
        self._drawer = QPdfPageRenderer(self)
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self.pages = self.document.pageCount()
        """The number of pages; none where the bytes are no PDF."""
        self.sizes: list[QSizeF] = []
        self._drawer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._drawer.setDocument(self.document)
        self._drawer.pageRendered.connect(self._answer)
        self._asked: dict[int, QSize] = {}
        self._asked_small: set[int] = set()
        self._waiting: dict[int, Callable[[int, QImage], None]] = {}
        self._hits: QPdfSearchModel | None = None
        self._bookmarks: list[Bookmark] | None = None
        self._is_over = False
        _ALIVE.add(self)

    @property
    def is_waited_for(self) -> bool:
        """Say whether a page that was asked for is not drawn yet."""
        return bool(self._waiting)

    def read_sizes(self, milliseconds: float = 0.0) -> bool:
        """Read the sizes of pages for so long, or of all; True when all are known."""
        timer = QElapsedTimer()
        timer.start()
        while len(self.sizes) < self.pages:
            self.sizes.append(self.document.pagePointSize(len(self.sizes)))
            if milliseconds and timer.elapsed() > milliseconds:
                break
        return len(self.sizes) == self.pages

    def ask(self, page: int, size: QSize) -> None:
        """Have a page drawn in a size of dots, unless that was asked already."""
        if self._asked.get(page) != size and not self._is_over:
            self._asked[page] = size
            self._request(page, size, lambda at, image: self.drawn.emit(self, at, image))

    def forget(self, page: int) -> None:
        """Know no longer that a page was drawn: its picture is gone."""
        self._asked.pop(page, None)

    def ask_small(self, page: int, size: QSize) -> None:
        """Have a small picture of a page drawn, once; of an edition that is going away, none."""
        if page not in self._asked_small and not self._is_over:
            self._asked_small.add(page)
            self._request(page, size, lambda at, image: self.small.emit(self, at, image))

    def ask_part(self, page: int, size: QSize, part: QRect) -> None:
        """Have a piece of a page drawn as it would stand on the whole page in a size of dots."""
        how = QPdfDocumentRenderOptions()
        how.setScaledSize(size)
        how.setScaledClipRect(part)
        self._request(page, part.size(), lambda _, image: self.part.emit(image), how)

    def words(self, page: int) -> str:
        """Return the words of a page, from 0, in the order in which they are read."""
        return self.document.getAllText(page).text()

    def find(self, words: str, page: int) -> list[Rects]:
        """Return where words stand on a page, from 0: for each place its boxes in points."""
        if self._hits is None:
            self._hits = _Hits(self)
            self._hits.setDocument(self.document)
        if self._hits.searchString() != words:
            self._hits.setSearchString(words)
        return [list(hit.rectangles()) for hit in self._hits.resultsOnPage(page)]

    def bookmarks(self) -> list[Bookmark]:
        """Return the bookmarks in their order; those that lead to no page are left out."""
        if self._bookmarks is None:
            model = QPdfBookmarkModel(self)
            model.setDocument(self.document)
            self._bookmarks = _bookmarks(model, self.sizes)
            model.deleteLater()
        return self._bookmarks

    def retire(self) -> None:
        """Go away once nothing is being drawn: nobody waits for it."""
        self._is_over = True
        if self._hits is not None:
            self._hits.setSearchString("")
        if not self._waiting:
            self.deleteLater()

    def _request(
        self,
        page: int,
        size: QSize,
        then: Callable[[int, QImage], None],
        how: QPdfDocumentRenderOptions | None = None,
    ) -> None:
        number = self._drawer.requestPage(page, size, how or QPdfDocumentRenderOptions())
        if number:
            self._waiting[number] = then

    @Slot(int, QSize, QImage, QPdfDocumentRenderOptions, int)
    def _answer(
        self, page: int, _size: QSize, image: QImage, _how: QPdfDocumentRenderOptions, number: int
    ) -> None:
        then = self._waiting.pop(number, None)
        if not self._is_over:
            if then is not None:
                then(page, image)
        elif not self._waiting:
            self.deleteLater()


def _bookmarks(model: QAbstractItemModel, sizes: Sequence[QSizeF]) -> list[Bookmark]:
    role = QPdfBookmarkModel.Role
    found: list[Bookmark] = []
    waiting = [(0, model.index(row, 0)) for row in reversed(range(model.rowCount(QModelIndex())))]
    while waiting and len(found) < _MOST_BOOKMARKS:
        depth, index = waiting.pop()
        page = int(index.data(role.Page.value))
        title = " ".join(str(index.data(role.Title.value)).split())
        shown = bool(title) and 0 <= page < len(sizes)
        if shown:
            down = index.data(role.Location.value).y()
            # A bookmark to a page as a whole has no place on it, and what is told is nothing.
            at_place = 0 <= down <= sizes[page].height()
            found.append(Bookmark(depth, title, page, down if at_place else 0.0))
        rows = reversed(range(model.rowCount(index)))
        waiting += [(depth + shown, model.index(row, 0, index)) for row in rows]
    return found
