"""Rows that are edited in place: the view and the editors that agenda, roll and actions share.

Editing is a flow: Tab goes to the next cell, Enter ends the row, Escape leaves the cell. What is
typed is told with each key press, so that it can be kept without being asked for.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from secretariat.ui.spelling.spelled_edit import SpelledEdit

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {
    Qt.Key.Key_Tab: QAbstractItemDelegate.EndEditHint.EditNextItem,
    Qt.Key.Key_Backtab: QAbstractItemDelegate.EndEditHint.EditPreviousItem,
}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class LineCell(QLineEdit):
    """Edits a cell of one line."""

    def words(self) -> str:
        return self.text()

    def put(self, text: str) -> None:
        self.setText(text)

    def select_all(self) -> None:
        self.selectAll()


class TextCell(SpelledEdit):
    """Edits a cell whose words run over several lines on screen; it never holds a new line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)

    def words(self) -> str:
        return self.toPlainText().replace("\n", " ")

    def put(self, text: str) -> None:
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def select_all(self) -> None:
        self.selectAll()


Cell = LineCell | TextCell


class CellDelegate(QStyledItemDelegate):
    """Makes the editors of cells and says what happens in them."""

    typed = Signal(QPersistentModelIndex, str)
    entered = Signal(QPersistentModelIndex)
    shift_entered = Signal(QPersistentModelIndex)
    left = Signal(QPersistentModelIndex)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.wrapped: frozenset[int] = frozenset()
        self.completions: dict[int, QCompleter] = {}
        self._base = ""
        self._fresh = False

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> Cell:
        editor: Cell = TextCell(parent) if index.column() in self.wrapped else LineCell(parent)
        editor.setProperty("cell", True)
        model = index.model()
        name = model.headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(name or ""))
        if isinstance(editor, LineCell) and index.column() in self.completions:
            editor.setCompleter(self.completions[index.column()])
        kept = QPersistentModelIndex(index)
        self._fresh = True
        editor.textChanged.connect(lambda *_: self._tell(editor, kept))
        return editor

    def _tell(self, editor: Cell, index: QPersistentModelIndex) -> None:
        if not self._fresh and index.isValid() and editor.words() != self._base:
            self.typed.emit(index, editor.words())

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the register's words, unless others have been typed over them."""
        if not isinstance(editor, LineCell | TextCell):
            return
        value = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if self._fresh:
            self._base = value
            editor.put(value)
            editor.select_all()
            self._fresh = False
        elif editor.words() == self._base != value:
            self._base = value
            editor.put(value)
        elif editor.words().strip() == value:
            self._base = editor.words()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, LineCell | TextCell):
            model.setData(index, editor.words(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(2, 2, -2, -2))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if (
            pressed
            and isinstance(editor, LineCell | TextCell)
            and self._key(editor, cast(QKeyEvent, event))
        ):
            return True
        return super().eventFilter(editor, event)

    def _key(self, editor: Cell, event: QKeyEvent) -> bool:
        view = self._view(editor)
        if view is None:
            return False
        index = QPersistentModelIndex(view.currentIndex())
        if event.key() in _ENTER:
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if not shifted and event.modifiers() not in _PLAIN:
                return False
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            (self.shift_entered if shifted else self.entered).emit(index)
            return True
        if Qt.Key(event.key()) in _STEPS:
            # Qt leaves Tab to editors of several lines, where it would lead out of the list.
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, _STEPS[Qt.Key(event.key())])
            return True
        if event.key() == Qt.Key.Key_Escape:
            # What was typed is kept already; Escape only leaves the cell, and Undo takes it back.
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.left.emit(index)
            return True
        return False

    @staticmethod
    def _view(editor: QWidget) -> QAbstractItemView | None:
        parent = editor.parentWidget()
        view = parent.parentWidget() if parent else None
        return view if isinstance(view, QAbstractItemView) else None


class CellTree(QTreeView):
    """A tree or list of rows with cells; the keys of the screen come before those of Qt."""

    key_pressed = Signal(QKeyEvent)
    left_at_end = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setExpandsOnDoubleClick(False)
        self.setUniformRowHeights(False)
        self.setAllColumnsShowFocus(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(10)
        self.header().sectionResized.connect(lambda *_: self.scheduleDelayedItemsLayout())

    def editing(self) -> bool:
        """Say whether a cell is being edited."""
        return self.state() == QAbstractItemView.State.EditingState

    def editor(self) -> Cell | None:
        """Return the open editor, or None."""
        widget = self.indexWidget(self.currentIndex())
        return widget if isinstance(widget, LineCell | TextCell) else None

    def edit_cell(self, index: QModelIndex) -> None:
        """Make a cell current and edit it, with its words selected."""
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)

    def finish(self) -> None:
        """Take over what stands in an open editor and close it."""
        editor = self.editor()
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        step = {
            QAbstractItemDelegate.EndEditHint.EditNextItem: 1,
            QAbstractItemDelegate.EndEditHint.EditPreviousItem: -1,
        }.get(hint, 0)
        here = self.currentIndex()
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        if step:
            there = self.next_cell(here, step)
            if there.isValid():
                self.edit_cell(there)
            else:
                self.left_at_end.emit()

    def next_cell(self, index: QModelIndex, step: int) -> QModelIndex:
        """Return the next cell that can be edited, row by row; invalid at either end."""
        model, row, column = self.model(), index, index.column() + step
        while row.isValid():
            while 0 <= column < model.columnCount():
                cell = row.siblingAtColumn(column)
                if cell.flags() & Qt.ItemFlag.ItemIsEditable:
                    return cell
                column += step
            row = (
                self.indexBelow(row.siblingAtColumn(0))
                if step > 0
                else self.indexAbove(row.siblingAtColumn(0))
            )
            column = 0 if step > 0 else model.columnCount() - 1
        return QModelIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer each key to the screen first; it accepts what it takes."""
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            event.accept()
            super().keyPressEvent(event)
