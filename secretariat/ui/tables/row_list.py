"""A long list that keeps its place: selection, focus and scroll stay where they were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from secretariat.ui.tables.row_delegate import RowDelegate
from secretariat.ui.tables.rows import ListRow, RowsModel
from secretariat.ui.theme import Theme

_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class RowList(QListView):
    """Shows `ListRow`s. `chosen` tells the key under the cursor, `opened` one that was entered."""

    chosen = Signal(str)
    opened = Signal(str)

    ROWS: ClassVar[type[RowsModel]] = RowsModel
    DELEGATE: ClassVar[type[RowDelegate]] = RowDelegate

    def __init__(
        self, theme: Theme, name: str, parent: QWidget | None = None, *, lines: int = 1
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.rows = self.ROWS(self)
        self.setModel(self.rows)
        self.painter_of_rows = self.DELEGATE(theme, self, lines=lines)
        self.setItemDelegate(self.painter_of_rows)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._wraps = lines > 1
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._current_changed)

    @property
    def key(self) -> str:
        """The key under the cursor; empty when there is none."""
        row = self.rows.at(self.currentIndex())
        return row.key if row else ""

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these rows; whatever was chosen stays so, or its neighbour when it is gone."""
        key, at, scroll = self.key, self.currentIndex().row(), self.verticalScrollBar().value()
        before = [row.key for row in self.rows.rows]
        self.rows.show(rows)
        if [row.key for row in rows] == before:
            return
        if key:
            index = self.rows.index_of(key)
            self._put_cursor(index if index.isValid() else self._near(at))
            if not self.key:
                self.chosen.emit("")
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scroll)

    def choose(self, key: str) -> bool:
        """Put the cursor on a row and bring it into view; False when it is not shown."""
        index = self.rows.index_of(key)
        if index.isValid():
            self._put_cursor(index)
            self.scrollTo(index)
        return index.isValid()

    def choose_first(self) -> None:
        """Put the cursor on the first row that can have it; a heading above it stays in view."""
        self._put_cursor(self._near(0))
        self.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the keys that move; Enter opens; all else is for the page to answer.

        Letters are commands of the page, not a search by first letter.
        """
        command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.modifiers() & command:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.key:
            self.opened.emit(self.key)
        elif event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        at = self.currentIndex()
        if not self.key:
            self.choose_first()
        elif not self.selectionModel().isSelected(at):  # Qt moves the cursor there and no more
            self.selectionModel().select(at, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wraps:
            self.scheduleDelayedItemsLayout()

    def _put_cursor(self, index: QModelIndex) -> None:
        if index.isValid():
            self.setCurrentIndex(index)

    def _near(self, at: int) -> QModelIndex:
        rows = self.rows.rows
        order = [*range(max(at, 0), len(rows)), *range(min(at, len(rows)) - 1, -1, -1)]
        for place in order:
            if rows[place].key:
                return self.rows.index(place)
        return QModelIndex()

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.at(index)
        if row and row.key:
            self.opened.emit(row.key)

    def _current_changed(self, index: QModelIndex) -> None:
        row = self.rows.at(index)
        self.chosen.emit(row.key if row else "")
