"""A list whose rows are taken or left out: a box before each, ticked by Space or a click."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from secretariat.ui.tables.row_delegate import Fonts, RowDelegate
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import Index, ListRow, RowsModel
from secretariat.ui.theme import Theme

_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_BOX = 16


class TickRows(RowsModel):
    """Rows of which some can be ticked; `asked` tells a key whose box was pressed."""

    asked = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, bool] = {}

    def show_ticks(self, boxes: dict[str, bool]) -> None:
        """Show which rows have a box, by key, and which of them are ticked."""
        self._boxes = dict(boxes)
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def state(self, index: Index) -> bool | None:
        """Return whether a row is ticked; None for one without a box."""
        row = self.at(index)
        return self._boxes.get(row.key) if row else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == _CHECK:
            state = self.state(index)
            if state is None:
                return None
            return Qt.CheckState.Checked if state else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = self.state(index)
            words = {None: "", True: ", ticked", False: ", left out"}[state]
            return f"{super().data(index, role)}{words}"
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.at(index)
        if role != _CHECK or row is None or row.key not in self._boxes:
            return False
        self.asked.emit(row.key)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        has_box = self.state(index) is not None
        return flags | Qt.ItemFlag.ItemIsUserCheckable if has_box else flags


class TickDelegate(RowDelegate):
    """Paints a box before the rows that can be ticked; the others stand in line with them."""

    def __init__(self, theme: Theme, parent: QObject | None = None, *, lines: int = 1) -> None:
        super().__init__(theme, parent, lines=lines)
        self._edge = theme.length(_BOX)
        self._at: Index | None = None

    @property
    def _room(self) -> int:
        return self._edge + self._gap

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._at = index
        super().paint(painter, option, index)

    def _sides(self, row: ListRow, fonts: Fonts) -> int:
        return super()._sides(row, fonts) + self._room

    def _row(self, painter: QPainter, rect: QRect, row: ListRow, fonts: Fonts) -> None:
        model = self._at.model() if self._at is not None else None
        state = model.state(self._at) if isinstance(model, TickRows) and self._at else None
        if state is not None:
            self._box(painter, self.box(rect), ticked=state)
        super()._row(painter, rect.adjusted(self._room, 0, 0, 0), row, fonts)

    def box(self, rect: QRect) -> QRect:
        """Return where the box of a row is."""
        top = rect.center().y() - self._edge // 2
        return QRect(rect.left() + self._pad_x, top, self._edge, self._edge)

    def _box(self, painter: QPainter, rect: QRect, *, ticked: bool) -> None:
        colour = self._theme.colour
        painter.setPen(QPen(colour("accent" if ticked else "field"), 1))
        painter.setBrush(colour("accent" if ticked else "surface"))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if ticked:
            pen = QPen(colour("accent-ink"), max(2.0, rect.width() / 8))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            unit = rect.width() / 16
            corners = [(4.2, 8.4), (7.0, 11.2), (12.0, 5.2)]
            painter.drawPolyline(
                [QPointF(rect.left() + x * unit, rect.top() + y * unit) for x, y in corners]
            )

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tick by a click on the box; the keyboard is the list's."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            grown = self.box(option.rect).adjusted(-self._pad_x, -8, self._gap, 8)
            if event.button() == Qt.MouseButton.LeftButton and grown.contains(
                event.position().toPoint()
            ):
                return model.setData(model.index(index.row(), 0), None, _CHECK)
        return False


class TickList(RowList):
    """Shows rows with a box each. `asked` tells the key of a row that is to be turned over."""

    asked = Signal(str)

    ROWS = TickRows
    DELEGATE = TickDelegate

    def __init__(
        self, theme: Theme, name: str, parent: QWidget | None = None, *, lines: int = 1
    ) -> None:
        super().__init__(theme, name, parent, lines=lines)
        self._ticks().asked.connect(self.asked)

    def _ticks(self) -> TickRows:
        assert isinstance(self.rows, TickRows)
        return self.rows

    def show_ticks(self, boxed: Collection[str], ticked: Collection[str]) -> None:
        """Show a box before the rows of these keys, and a tick in some."""
        self._ticks().show_ticks({key: key in ticked for key in boxed})

    def is_ticked(self, key: str) -> bool:
        """Say whether a row is ticked."""
        return bool(self._ticks().state(self.rows.index_of(key)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            if self._ticks().state(self.currentIndex()) is not None:
                self.asked.emit(self.key)
            return
        super().keyPressEvent(event)
