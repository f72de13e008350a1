"""The year of the forward plan: a mark where a topic is planned, taken or put off.

The arrow keys walk through the cells. With Alt, left and right move the topic of the row to the
meeting or month before or after; so does the mouse, which takes a mark to another column.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from secretariat.services.plan_grid import PLANNED, Row, Year
from secretariat.ui.tables.plan_paint import PAST, ROW, SquarePainter
from secretariat.ui.tables.rows import Index
from secretariat.ui.theme import Theme

_FAR = 6
"""Pixels after which a press becomes a move."""


class YearModel(QAbstractTableModel):
    """The table of a year; the first column names the rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.year = Year(date(2000, 1, 1))

    def show(self, year: Year) -> None:
        """Show a year."""
        if year == self.year:
            return
        same = [r.key for r in year.rows] == [r.key for r in self.year.rows]
        if same and year.columns == self.year.columns:
            self.year = year
            if year.rows:
                last = self.index(len(year.rows) - 1, len(year.columns))
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.year = year
        self.endResetModel()

    def row(self, index: Index) -> Row | None:
        """Return the row at an index, or None outside the table."""
        inside = index.isValid() and index.row() < len(self.year.rows)
        return self.year.rows[index.row()] if inside else None

    def place_of(self, key: str) -> int:
        """Return the number of the row of a topic or body, -1 when it is not shown."""
        return next((at for at, row in enumerate(self.year.rows) if row.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.year.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.year.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.spoken(self.year.columns, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title if index.column() == 0 else ""
        if role == PAST:
            return index.column() > 0 and self.year.columns[index.column() - 1].past
        return row if role == ROW else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section > len(self.year.columns):
            return None
        if section == 0 and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if section == 0:
            return "Topic" if role == Qt.ItemDataRole.DisplayRole else None
        column = self.year.columns[section - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words
        spoken = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        return column.spoken if role in spoken else None


class PlanGrid(QTableView):
    """Shows a year. `chosen` tells the topic under the cursor ("" for none), `opened` one that was
    entered or the body of a heading row, `shifted` a topic to move by one, and `dropped` a topic
    and the number of the column it was taken to."""

    chosen = Signal(str)
    opened = Signal(str, bool)
    shifted = Signal(str, int)
    dropped = Signal(str, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.table = YearModel(self)
        self.setModel(self.table)
        self._painter = SquarePainter(theme, self)
        self.setItemDelegate(self._painter)
        self.setAccessibleName("The year at a glance")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(self._painter.height)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(16)
        self._pressed: QPoint | None = None
        self._dragged = ""
        self.selectionModel().currentChanged.connect(self._walked)

    @property
    def key(self) -> str:
        """The topic under the cursor; empty when there is none."""
        row = self.table.row(self.currentIndex())
        return row.key if row and row.line else ""

    def show_year(self, year: Year) -> None:
        """Show a year; the cursor stays on its topic and column."""
        row = self.table.row(self.currentIndex())
        key, column = (row.key if row else ""), self.currentIndex().column()
        bar = self.verticalScrollBar()
        scroll = bar.value()
        self.table.show(year)
        self._fit()
        if self.currentIndex().isValid():
            return
        at = self.table.place_of(key)
        if at < 0:
            at = next((n for n, one in enumerate(year.rows) if one.line), 0 if year.rows else -1)
        if at >= 0:
            self.setCurrentIndex(self.table.index(at, min(max(column, 0), len(year.columns))))
        bar.setValue(scroll)

    def choose(self, key: str) -> bool:
        """Put the cursor on a topic, where it is planned; False when it is not shown."""
        at = self.table.place_of(key)
        if at >= 0:
            planned = [
                n
                for n, square in enumerate(self.table.year.rows[at].squares, start=1)
                if square.mark and square.mark.kind in PLANNED
            ]
            column = planned[0] if planned else 0
            self.setCurrentIndex(self.table.index(at, column))
            self.scrollTo(self.currentIndex())
        return at >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        row = self.table.row(self.currentIndex())
        if modifiers & Qt.KeyboardModifier.AltModifier:
            steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
            if key in steps and self.key:
                self.shifted.emit(self.key, steps[key])
            else:
                event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row:
            self.opened.emit(row.key, row.line is not None)
        elif key in _WALKS and not modifiers & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        self._pressed, self._dragged = None, ""
        if event.button() is Qt.MouseButton.LeftButton and self._planned_at(at):
            self._pressed, self._dragged = at, self.key

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None:
            return
        if (at - self._pressed).manhattanLength() >= _FAR:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._painter.over = self.columnAt(at.x())
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        self.unsetCursor()
        self._painter.over = -1
        self.viewport().update()
        column = self.columnAt(event.position().toPoint().x())
        if column > 0 and column != self.columnAt(pressed.x()) and self._dragged:
            self.dropped.emit(self._dragged, column - 1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.table.row(self.indexAt(event.position().toPoint()))
        if row:
            self.opened.emit(row.key, row.line is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _planned_at(self, at: QPoint) -> bool:
        index = self.indexAt(at)
        row = self.table.row(index)
        if row is None or row.line is None or index.column() == 0:
            return False
        mark = row.squares[index.column() - 1].mark
        return mark is not None and mark.kind in PLANNED

    def _fit(self) -> None:
        """Share the width: names get what the columns leave, three tenths at the least."""
        count = len(self.table.year.columns)
        width = self.viewport().width()
        if not count or width <= 0:
            return
        narrow = QFontMetrics(self._theme.font("small")).horizontalAdvance("Mmm") + 6
        each = max(narrow, min(self._theme.length(58), width * 6 // 10 // count))
        first = max(self._theme.length(120), width - each * count)
        head = self.horizontalHeader()
        head.resizeSection(0, first)
        for at in range(1, count + 1):
            head.resizeSection(at, each)

    def _walked(self, index: QModelIndex, before: QModelIndex) -> None:
        if index.row() != before.row():
            self.viewport().update()
        self.chosen.emit(self.key)


_WALKS = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
)
