"""The bookmarks of a document as a tree beside its pages: a click or an arrow key goes there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem

from secretariat.ui.preview.edition import Bookmark, Edition
from secretariat.ui.theme import Theme

_LEAST, _MOST = 130, 300
"""Widths in pixels."""
_INDENT = 12
_AT = Qt.ItemDataRole.UserRole
_NONE = "This document has no bookmarks"


class Bookmarks(QTreeWidget):
    """The bookmarks with their pages; `chosen` tells which of them the person went to.

    What is folded stays so while the document is made anew, and so does the place in the tree.
    `left` says that the person goes on to the pages.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._marks: list[Bookmark] | None = None
        self._items: list[QTreeWidgetItem] = []
        self.setAccessibleName("Bookmarks")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(_INDENT)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(_LEAST)
        self.setMaximumWidth(_MOST)
        self.setStyleSheet(
            "QTreeView { background: transparent; } QTreeView::item { padding: 2px 0px; }"
        )
        head = self.header()
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(20)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._tell)
        self.itemClicked.connect(self._tell)
        theme.changed.connect(self._colour)

    def show_edition(self, edition: Edition, page: int) -> None:
        """Show the bookmarks of an edition, and which of them stands on the page in view."""
        marks = edition.bookmarks()
        if marks != self._marks:
            self._fill(marks)
        self.follow(page)

    def follow(self, page: int) -> None:
        """Mark the first bookmark on the page, from 1, that is in view, or the last before it.

        While a person walks through the tree its place is theirs.
        """
        if self.hasFocus() or not self._marks:
            return
        here = [n for n, mark in enumerate(self._marks) if mark.page == page - 1]
        before = [n for n, mark in enumerate(self._marks) if mark.page < page - 1]
        at = here[0] if here else before[-1] if before else 0
        current = self.currentItem()
        if current is None or current.data(0, _AT) not in here:
            self._mark(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fill(self, marks: list[Bookmark]) -> None:
        folded = {
            mark[:2]
            for mark, item in zip(self._marks or (), self._items, strict=False)
            if item.childCount() and not item.isExpanded()
        }
        chosen = self.currentItem()
        current = chosen.data(0, _AT) if chosen else None
        blocked = self.blockSignals(True)
        self.clear()
        self._marks, self._items = marks, []
        above: list[QTreeWidgetItem] = []
        # All within one, as in most documents: it takes no room at the left of the others.
        alone = sum(not mark.depth for mark in marks) == 1
        for at, mark in enumerate(marks):
            del above[max(mark.depth - alone, 0) :]
            item = QTreeWidgetItem([mark.title, str(mark.page + 1)])
            item.setData(0, _AT, at)
            item.setToolTip(0, mark.title)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            said = f"{mark.title}, page {mark.page + 1}"
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
            if above:
                above[-1].addChild(item)
            else:
                self.addTopLevelItem(item)
            above.append(item)
            self._items.append(item)
        if not marks:
            none = QTreeWidgetItem([_NONE])
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addTopLevelItem(none)
        self.expandAll()
        for mark, item in zip(marks, self._items, strict=True):
            item.setExpanded(mark[:2] not in folded)
        self._colour()
        self.blockSignals(blocked)
        if current is not None and current < len(marks):
            self._mark(current)

    def _mark(self, at: int) -> None:
        """Let a bookmark be the current one, without going there."""
        blocked = self.blockSignals(True)
        self.setCurrentItem(self._items[at])
        self.blockSignals(blocked)
        self.scrollToItem(self._items[at])

    def _colour(self) -> None:
        for item in self._items:
            item.setForeground(1, self._theme.colour("ink2"))

    def _tell(self, item: QTreeWidgetItem | None, *_: object) -> None:
        at = item.data(0, _AT) if item is not None else None
        if at is not None and self._marks:
            self.chosen.emit(self._marks[at])
