"""Small pictures of all pages, one below the other: a click or an arrow key goes there."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMargins,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QListView

from secretariat.ui.preview.edition import Edition
from secretariat.ui.theme import Theme

_WIDTH = 84


class _Pages(QAbstractListModel):
    """The pages of an edition; a picture is drawn when its page comes into view."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme, self._view = theme, parent
        self._edition: Edition | None = None
        self._pictures: dict[int, QPixmap] = {}

    def show_edition(self, edition: Edition) -> None:
        """Show the pages of another edition; old pictures stay until the new ones are drawn."""
        if edition is self._edition:
            return
        many = self.rowCount()
        edition.small.connect(self._take)
        if many == edition.pages:
            self._edition = edition
            self.dataChanged.emit(self.index(0), self.index(many - 1))
            return
        self.beginResetModel()
        self._edition = edition
        self._pictures = {at: one for at, one in self._pictures.items() if at < edition.pages}
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return self._edition.pages if self._edition else 0

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        page = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return str(page + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"Page {page + 1} of {self.rowCount()}"
        if role == Qt.ItemDataRole.SizeHintRole:
            # Told here, so that the view need not have every page drawn to know how high it is.
            line = self._view.fontMetrics().height()
            return self.size(page).grownBy(QMargins(3, 1, 3, line + 4))
        if role == Qt.ItemDataRole.DecorationRole and self._edition is not None:
            ratio = self._view.devicePixelRatioF()
            self._edition.ask_small(page, self.size(page) * ratio)
            return QIcon(self._pictures.get(page) or self._blank(page, ratio))
        return None

    def size(self, page: int) -> QSize:
        """Return how large the picture of a page stands."""
        paper = self._edition.sizes[page] if self._edition else QSize(_WIDTH, _WIDTH)
        return QSize(_WIDTH, round(_WIDTH * paper.height() / max(paper.width(), 1)))

    def _blank(self, page: int, ratio: float) -> QPixmap:
        made = QPixmap(self.size(page) * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(self._theme.colour("paper"))
        return made

    @Slot(object, int, QImage)
    def _take(self, edition: Edition, page: int, image: QImage) -> None:
        if edition is not self._edition:
            return
        ratio = self._view.devicePixelRatioF()
        made = self._blank(page, ratio)
        painter = QPainter(made)
        image.setDevicePixelRatio(ratio)
        painter.drawImage(0, 0, image)
        painter.setPen(self._theme.colour("line2"))
        painter.drawRect(0, 0, self.size(page).width() - 1, self.size(page).height() - 1)
        painter.end()
        self._pictures[page] = made
        self.dataChanged.emit(self.index(page), self.index(page), [Qt.ItemDataRole.DecorationRole])


class Thumbnails(QListView):
    """The row of pages; `chosen` tells the page, from 1, that the person went to."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._pages = _Pages(theme, self)
        self.setModel(self._pages)
        self.setAccessibleName("Pages in small")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(QSize(_WIDTH, round(_WIDTH * 1.45)))
        self.setSpacing(4)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { background: transparent; }")
        self.setFixedWidth(_WIDTH + 40)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_edition(self, edition: Edition, page: int) -> None:
        """Show the pages of an edition, and which of them, from 1, is in view."""
        self._pages.show_edition(edition)
        self.follow(page)

    def follow(self, page: int) -> None:
        """Mark the page, from 1, that is in view."""
        index = self._pages.index(page - 1)
        if index.isValid() and index != self.currentIndex():
            blocked = self.selectionModel().blockSignals(True)
            self.setCurrentIndex(index)
            self.selectionModel().blockSignals(blocked)
            self.scrollTo(index)
            self.viewport().update()

    def _tell(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row() + 1)
