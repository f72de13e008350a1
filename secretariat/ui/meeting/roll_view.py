"""The roll on screen: one line a person, marked with one key, edited for this meeting alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QWidget

from secretariat.models.kinds import AttendanceKind
from secretariat.ui.meeting.cells import CellDelegate, CellTree
from secretariat.ui.meeting.chair_strip import CHAIR_KEY
from secretariat.ui.meeting.roll_model import LINE_ROLE, Column, RollModel, field_of
from secretariat.ui.meeting.roll_picture import BY_KEY, RollLine, RollPicture
from secretariat.ui.meeting.row_paint import RowPaint
from secretariat.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class RollDelegate(CellDelegate):
    """Paints the roll; `compact` is for the side of the minutes."""

    def __init__(self, theme: Theme, compact: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look = RowPaint(theme)
        self.compact = compact

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        column = Column(index.column())
        line = index.data(LINE_ROLE)
        if not isinstance(line, RollLine):
            if column is Column.MARK:
                self._group(painter, option, str(index.data() or ""))
        else:
            first = column is Column.MARK
            self.look.ground(painter, option, first=first, line=not self.compact)
            if column is Column.MARK:
                left = option.rect.left() + (8 if self.compact else 16)
                self.look.badge(painter, option, left, line.letter, line.tone)
            elif column is Column.NAME and self.compact:
                self._compact(painter, option, line)
            else:
                ink = "ink" if column is Column.NAME else "ink2"
                weight = 500 if column is Column.NAME else 400
                size = "small" if column is Column.NOTE else "body"
                text = str(index.data() or "")
                rect = option.rect.adjusted(6, 0, -8, 0)
                font = self.look.font(option, size, weight)
                self.look.words(painter, rect, text, font, ink)
            if column is not Column.MARK:
                self.look.focus(painter, option)
        painter.restore()

    def _group(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        font = self.look.font(option, "small", 650)
        pad = 8 if self.compact else 16
        rect = option.rect.adjusted(pad, 0, -8, -4)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.look.words(painter, rect, text, font, "ink3", flags=flags)

    def _compact(self, painter: QPainter, option: QStyleOptionViewItem, line: RollLine) -> None:
        quiet = line.note() or line.attendee.role_title
        font, low = self.look.font(option), self.look.font(option, "small")
        rect = option.rect.adjusted(4, 0, -14, 0)
        room = rect.width() // 2
        width = min(QFontMetrics(low).horizontalAdvance(quiet) + 8, room) if quiet else 0
        self.look.words(painter, rect.adjusted(0, 0, -width, 0), line.attendee.name, font, "ink")
        if quiet:
            beside = QRect(rect.right() - width + 4, rect.top(), width, rect.height())
            right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.look.words(painter, beside, quiet, low, "ink3", flags=right)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if not isinstance(index.data(LINE_ROLE), RollLine):
            return QSize(40, self.look.theme.length(28 if self.compact else 34))
        return QSize(40, self.look.theme.length(29 if self.compact else 38))


class RollView(CellTree):
    """The roll: arrows move, a letter marks. `marked` carries the attendee and the mark, None
    to take it away; `substitute_asked` the one whose place is taken."""

    marked = Signal(str, object)
    substitute_asked = Signal(str)
    chair_asked = Signal(str)
    remove_asked = Signal(str)
    move_asked = Signal(str, int)
    typed = Signal(str, str, str)

    def __init__(
        self,
        theme: Theme,
        write: Callable[[str, str, str], None],
        *,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.roll = RollModel(write, compact=compact, parent=self)
        self.setModel(self.roll)
        self.cells = RollDelegate(theme, compact, self)
        self.setItemDelegate(self.cells)
        self.setAccessibleName("Roll call")
        self.setAccessibleDescription(
            "P present, A apologies, S substitute, L late, R remote, N not present"
            + ("" if compact else ", C in the chair")
        )
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(Column.MARK, theme.length(40 if compact else 56))
        if compact:
            for column in (Column.ROLE, Column.ORGANISATION, Column.NOTE):
                self.setColumnHidden(column, True)
            self.setProperty("kind", "plain")
            self.setEditTriggers(CellTree.EditTrigger.NoEditTriggers)
            header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        else:
            for stretched in (Column.NAME, Column.ROLE, Column.ORGANISATION):
                header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
            self.setColumnWidth(Column.NOTE, theme.length(150))
        self.key_pressed.connect(self._key)
        self.cells.typed.connect(self._on_typed)

    def show_picture(self, picture: RollPicture) -> None:
        """Show another moment; the current person stays current."""
        uid, column = self.current_uid(), max(self.currentIndex().column(), 0)
        scroll = self.verticalScrollBar().value()
        if self.roll.load(picture):
            for row in self.roll.group_rows():
                self.setFirstColumnSpanned(row, QModelIndex(), True)
            index = self.roll.index_of(uid, column)
            self.setCurrentIndex(index if index.isValid() else self._first())
            self.verticalScrollBar().setValue(scroll)

    def _first(self) -> QModelIndex:
        for row in range(self.roll.rowCount()):
            index = self.roll.index(row, Column.NAME)
            if self.roll.line(index):
                return index
        return QModelIndex()

    def current_uid(self) -> str:
        line = self.roll.line(self.currentIndex())
        return line.attendee.uid if line else ""

    def current_line(self) -> RollLine | None:
        return self.roll.line(self.currentIndex())

    def select(self, uid: str) -> None:
        """Make a person current."""
        index = self.roll.index_of(uid, Column.NAME)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def go(self, step: int) -> None:
        """Go to the next or the last person, over the names of groups."""
        row = self.currentIndex().row() + step
        while 0 <= row < self.roll.rowCount():
            index = self.roll.index(row, Column.NAME)
            if self.roll.line(index):
                self.setCurrentIndex(index)
                return
            row += step

    def _on_typed(self, index: QPersistentModelIndex, words: str) -> None:
        line = self.roll.line(index)
        field = field_of(line, Column(index.column())) if line else ""
        if line and field:
            self.typed.emit(line.attendee.uid, field, words)

    def _key(self, event: QKeyEvent) -> None:
        uid = self.current_uid()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        kind = BY_KEY.get(event.text().upper()) if plain and event.text() else None
        if kind is not None and uid:
            self.give(uid, kind)
        elif event.text().upper() == CHAIR_KEY and plain and uid and not self.cells.compact:
            self.chair_asked.emit(uid)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain and uid:
            self.remove_asked.emit(uid)
        elif event.key() == Qt.Key.Key_Space and plain and uid:
            self.marked.emit(uid, None)
        elif event.key() == Qt.Key.Key_Up and plain:
            self.go(-1)
        elif event.key() == Qt.Key.Key_Down and plain:
            self.go(1)
        elif event.key() == Qt.Key.Key_F2 and uid and not self.cells.compact:
            cell = self.currentIndex()
            if not cell.flags() & Qt.ItemFlag.ItemIsEditable:
                cell = cell.siblingAtColumn(Column.NAME)
            self.edit_cell(cell)
        else:
            return
        event.accept()

    def give(self, uid: str, kind: AttendanceKind) -> None:
        """Mark somebody and go to the next; a substitute is asked for first."""
        if kind is AttendanceKind.SUBSTITUTED:
            self.substitute_asked.emit(uid)
            return
        self.marked.emit(uid, kind)
        self.go(1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the badge marks somebody present, a second one takes it away again."""
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        line = self.roll.line(index)
        on_badge = index.isValid() and index.column() == Column.MARK
        if line and on_badge and event.button() == Qt.MouseButton.LeftButton:
            present = line.kind is AttendanceKind.PRESENT
            self.marked.emit(line.attendee.uid, None if present else AttendanceKind.PRESENT)
