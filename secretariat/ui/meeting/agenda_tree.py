"""The agenda on screen, edited in place by keyboard and by hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from secretariat.models.kinds import ItemKind
from secretariat.models.records import Item
from secretariat.ui.meeting.agenda_delegate import PAD, STEP, AgendaDelegate
from secretariat.ui.meeting.agenda_model import AgendaModel, Column, field_of, title_column
from secretariat.ui.meeting.agenda_picture import AgendaPicture
from secretariat.ui.meeting.cells import CellTree, LineCell, TextCell
from secretariat.ui.places import put_at, to_letters
from secretariat.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_SIDE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTHS = {
    Column.NUMBER: 64,
    Column.PRESENTER: 142,
    Column.CLOCK: 52,
    Column.MINUTES: 66,
    Column.TAG: 112,
}
_TWO_TAGS = 148
"""How wide the tags stand where a row has two."""


class AgendaTree(CellTree):
    """Shows the agenda. `typed` tells each key press in a cell; the others are wishes."""

    typed = Signal(str, str, str)
    next_asked = Signal()
    child_asked = Signal()
    remove_asked = Signal()
    blank_left = Signal(str)
    selected = Signal(str)

    def __init__(
        self,
        theme: Theme,
        write: Callable[[str, str, object], None],
        move: Callable[[str, str | None, int], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._left_blank = False
        self.agenda = AgendaModel(write, move, self)
        self.setModel(self.agenda)
        self.cells = AgendaDelegate(theme, self)
        self.setItemDelegate(self.cells)
        self.setAccessibleName("Agenda")
        self.setAccessibleDescription(
            "Enter adds an item, F2 edits, Alt and the arrow keys move it or change its level"
        )
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        self.cells.typed.connect(self._typed)
        self.cells.entered.connect(self._entered)
        self.cells.shift_entered.connect(lambda _: self.child_asked.emit())
        self.cells.left.connect(self._ended)
        self.key_pressed.connect(self._key)
        self._fit_columns()

    def _fit_columns(self) -> None:
        narrow = self.viewport().width() < self._theme.length(620)
        for column, width in _WIDTHS.items():
            share = 0.78 if narrow and column in (Column.PRESENTER, Column.TAG) else 1.0
            self.setColumnWidth(column, self._theme.length(width * share))
        picture = self.agenda.picture
        if picture is not None and not any(picture.tag(item)[0] for item in picture.items):
            self.setColumnWidth(Column.TAG, self._theme.length(14))
        elif picture is not None and any(picture.report(item)[0] for item in picture.items):
            self.setColumnWidth(Column.TAG, self._theme.length(_TWO_TAGS))
        if picture is not None and picture.programme is None:
            self.setColumnWidth(Column.CLOCK, self._theme.length(10))
        self.setColumnWidth(Column.NUMBER, self._number_width())

    def _number_width(self) -> int:
        """Return the width at which every number is whole, at its place in the tree."""
        metrics = QFontMetrics(self._theme.font("body", "semibold"))
        picture = self.agenda.picture
        widest = self._theme.length(60)
        if picture is None:
            return widest
        for item in picture.items:
            words = metrics.horizontalAdvance(picture.number(item))
            widest = max(widest, PAD + picture.depths.get(item.uid, 0) * STEP + words + PAD)
        return widest

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    # ------------------------------------------------------------------ showing

    def show_picture(self, picture: AgendaPicture) -> None:
        """Show another moment; the current cell, an open editor and the scroll stay."""
        uid, column = self.current_uid(), max(self.currentIndex().column(), 0)
        open_cell = self._open_cell()
        scroll = self.verticalScrollBar().value()
        near = self._neighbours(uid)
        moved = self.agenda.load(picture)
        self._fit_columns()
        if not moved:
            return
        for item in picture.items:
            index = self.agenda.index_of(item.uid)
            if item.kind is ItemKind.HEADING:
                self.setFirstColumnSpanned(index.row(), index.parent(), True)
        self.expandAll()
        target = next((one for one in (uid, *near) if self.agenda.index_of(one).isValid()), "")
        if target:
            self.setCurrentIndex(self.agenda.index_of(target, column))
        self.verticalScrollBar().setValue(scroll)
        if open_cell and target == uid:
            self._open_again(uid, column, *open_cell)

    def _open_cell(self) -> tuple[str, int] | None:
        editor = self.editor()
        if editor is None:
            return None
        if isinstance(editor, TextCell):
            return editor.words(), to_letters(editor.words(), editor.textCursor().position())
        return editor.words(), editor.cursorPosition()

    def _open_again(self, uid: str, column: int, words: str, at: int) -> None:
        self.edit_cell(self.agenda.index_of(uid, column))
        editor = self.editor()
        if editor is None:
            return
        if editor.words() != words:
            editor.put(words)
        if isinstance(editor, TextCell):
            cursor = editor.textCursor()
            put_at(cursor, words, at)
            editor.setTextCursor(cursor)
        else:
            editor.setCursorPosition(at)

    def _neighbours(self, uid: str) -> list[str]:
        """Return where to go when a row is gone: those above it, the nearest first."""
        items = [item.uid for item in self.agenda.picture.items] if self.agenda.picture else []
        at = items.index(uid) if uid in items else 0
        return [*items[at + 1 : at + 2], *reversed(items[:at]), *items[at + 2 :]]

    # ------------------------------------------------------------------ where we are

    def current_uid(self) -> str:
        item = self.current_item()
        return item.uid if item else ""

    def current_item(self) -> Item | None:
        return self.agenda.item(self.currentIndex())

    def edit_title(self, uid: str) -> None:
        """Edit the title of an item."""
        item = self.agenda.item(self.agenda.index_of(uid))
        if item:
            self.edit_cell(self.agenda.index_of(uid, title_column(item)))

    def edit_current(self) -> None:
        """Edit the current cell, or the title where that cell cannot be edited."""
        index = self.currentIndex()
        if self.editing():
            return
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit_cell(index)
        else:
            self.edit_title(self.current_uid())

    def edit_number(self) -> None:
        """Set the number of the current item by hand."""
        index = self.currentIndex().siblingAtColumn(Column.NUMBER)
        self.edit_cell(index)

    def select(self, uid: str) -> None:
        """Make a row current."""
        index = self.agenda.index_of(uid, Column.TITLE)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        item = self.agenda.item(current)
        self.selected.emit(item.uid if item else "")

    # ------------------------------------------------------------------ keys

    def _typed(self, index: QPersistentModelIndex, words: str) -> None:
        item = self.agenda.item(index)
        field = field_of(item, Column(index.column())) if item else ""
        if item and field:
            self.scheduleDelayedItemsLayout()
            self.typed.emit(item.uid, field, words)

    def _entered(self, index: QPersistentModelIndex) -> None:
        if not self._ended(index):
            self.next_asked.emit()

    def _ended(self, index: QPersistentModelIndex) -> bool:
        """After editing: say when a title was left blank and nothing stands below it."""
        item = self.agenda.item(index)
        has_children = index.isValid() and self.agenda.rowCount(self._first_cell(item)) > 0
        if item is None or item.title.strip() or has_children or not self._left_blank:
            return False
        self.blank_left.emit(item.uid)
        return True

    def _first_cell(self, item: Item | None) -> QModelIndex:
        return self.agenda.index_of(item.uid) if item else QModelIndex()

    def commitData(self, editor: QWidget) -> None:
        item = self.current_item()
        title = item is not None and self.currentIndex().column() == title_column(item)
        blank = isinstance(editor, LineCell | TextCell) and not editor.words().strip()
        self._left_blank = title and blank
        super().commitData(editor)

    def _key(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & (_SIDE | Qt.KeyboardModifier.ShiftModifier)
        key = event.key()
        if key in _ENTER and plain:
            self.next_asked.emit()
        elif key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.child_asked.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self.remove_asked.emit()
        elif key == Qt.Key.Key_F2 and self.current_item():
            self.edit_current()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and plain:
            self._sideways(-1 if key == Qt.Key.Key_Left else 1)
        else:
            return
        event.accept()

    def _sideways(self, step: int) -> None:
        """Go to the next cell of the row; headings have but one."""
        item, here = self.current_item(), self.currentIndex()
        column = here.column() + step
        if item and item.kind is ItemKind.ITEM and 0 <= column <= Column.TAG:
            self.setCurrentIndex(here.siblingAtColumn(column))
