"""The replies on screen: one line a person, answered with one key, for several at once too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QStyleOptionViewItem,
    QWidget,
)

from secretariat.models.kinds import ReplyKind
from secretariat.services.replies import Expected
from secretariat.ui.meeting.cells import CellDelegate, CellTree
from secretariat.ui.meeting.reply_model import (
    BY_KEY,
    FIELDS,
    LETTERS,
    LINE_ROLE,
    TONES,
    Column,
    ReplyModel,
)
from secretariat.ui.meeting.row_paint import RowPaint
from secretariat.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_HOW = ("e-mail", "telephone", "in person", "letter", "text message")
_WIDTHS = {
    Column.MARK: 52,
    Column.NAME: 186,
    Column.REPLY: 166,
    Column.TOLD: 66,
    Column.HOW: 84,
}
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)


class ReplyDelegate(CellDelegate):
    """Paints the replies."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look = RowPaint(theme)
        how = QCompleter(_HOW, self)
        how.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        how.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.completions = {int(Column.HOW): how}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        column, line = Column(index.column()), index.data(LINE_ROLE)
        text = str(index.data() or "")
        if not isinstance(line, Expected):
            if column is Column.MARK:
                font = self.look.font(option, "small", 650)
                rect = option.rect.adjusted(16, 0, -8, -4)
                self.look.words(painter, rect, text, font, "ink3", flags=_LEFT)
        else:
            self.look.ground(painter, option, first=column is Column.MARK)
            if column is Column.MARK:
                tone = TONES[line.kind] if line.kind else ""
                letter = LETTERS[line.kind] if line.kind else ""
                self.look.badge(painter, option, option.rect.left() + 16, letter, tone)
            else:
                name = column is Column.NAME
                size = "body" if column <= Column.REPLY else "small"
                font = self.look.font(option, size, 500 if name else 400)
                rect = option.rect.adjusted(6, 0, -8, 0)
                self.look.words(painter, rect, text, font, "ink" if name else "ink2")
                self.look.focus(painter, option)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        tall = isinstance(index.data(LINE_ROLE), Expected)
        return QSize(40, self.look.theme.length(38 if tall else 34))


class ReplyView(CellTree):
    """The replies: arrows move, Shift+arrows mark several, a letter answers for all of them.

    `answered` carries the people and the reply, None to take it back; `substitute_asked` the one
    who sends somebody.
    """

    answered = Signal(list, object)
    substitute_asked = Signal(str)
    typed = Signal(str, str, str)

    def __init__(
        self,
        theme: Theme,
        write: Callable[[str, str, str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.replies = ReplyModel(write, self)
        self.setModel(self.replies)
        self.cells = ReplyDelegate(theme, self)
        self.setItemDelegate(self.cells)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName("Replies")
        self.setAccessibleDescription(
            "C coming, R remotely, A apologies, S substitute, U not sure, Backspace clears"
        )
        self.setHeaderHidden(False)
        header = self.header()
        header.setSectionsMovable(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for stretched in (Column.ROLE, Column.NOTE):
            header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme.length(width))
        self.key_pressed.connect(self._key)
        self.cells.typed.connect(self._on_typed)

    def show_people(self, people: Sequence[Expected]) -> None:
        """Show another moment; the current person stays current, and so do those marked."""
        uid, column = self.current_uid(), max(self.currentIndex().column(), 0)
        marked = self.marked_uids()
        scroll = self.verticalScrollBar().value()
        if self.replies.load(people):
            for row in self.replies.heading_rows():
                self.setFirstColumnSpanned(row, QModelIndex(), True)
            index = self.replies.index_of(uid, column)
            self.setCurrentIndex(index if index.isValid() else self._first())
            self._mark(marked if len(marked) > 1 else [])
            self.verticalScrollBar().setValue(scroll)

    def _mark(self, people: Sequence[str]) -> None:
        flag = QItemSelectionModel.SelectionFlag
        for person in people:
            index = self.replies.index_of(person)
            if index.isValid():
                self.selectionModel().select(index, flag.Select | flag.Rows)

    def _first(self) -> QModelIndex:
        for row in range(self.replies.rowCount()):
            index = self.replies.index(row, Column.NAME)
            if self.replies.line(index):
                return index
        return QModelIndex()

    def current_uid(self) -> str:
        """Return the person under the cursor, empty when there is none."""
        line = self.current_line()
        return line.person.uid if line else ""

    def current_line(self) -> Expected | None:
        return self.replies.line(self.currentIndex())

    def marked_uids(self) -> list[str]:
        """Return everybody who is marked, in their order; the one under the cursor at least."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        lines = (self.replies.line(self.replies.index(row, 0)) for row in rows)
        found = [line.person.uid for line in lines if line]
        here = self.current_uid()
        return found or ([here] if here else [])

    def select(self, person: str) -> bool:
        """Make a person current; False when they are not listed."""
        index = self.replies.index_of(person, Column.NAME)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def go(self, step: int) -> None:
        """Go to the next or the last person, over headings."""
        row = self.currentIndex().row() + step
        while 0 <= row < self.replies.rowCount():
            index = self.replies.index(row, Column.NAME)
            if self.replies.line(index):
                self.setCurrentIndex(index)
                return
            row += step

    def give(self, kind: ReplyKind | None) -> None:
        """Answer for everybody marked; for one alone the cursor goes on. A substitute is asked
        for first."""
        people = self.marked_uids()
        if not people:
            return
        if kind is ReplyKind.SUBSTITUTE and len(people) == 1:
            self.substitute_asked.emit(people[0])
            return
        self.answered.emit(people, kind)
        if kind is not None and len(people) == 1:
            self.go(1)

    def _on_typed(self, index: QPersistentModelIndex, words: str) -> None:
        line, column = self.replies.line(index), Column(index.column())
        # A date is read when it is whole: half of one is another day.
        if line and line.reply and column in FIELDS and column is not Column.TOLD:
            self.typed.emit(line.reply.uid, FIELDS[column], words)

    def _key(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        unshifted = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        kind = BY_KEY.get(event.text().upper()) if plain and event.text() else None
        if kind is not None:
            self.give(kind)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self.give(None)
        elif event.key() == Qt.Key.Key_Up and plain and unshifted:
            self.go(-1)
        elif event.key() == Qt.Key.Key_Down and plain and unshifted:
            self.go(1)
        elif event.key() == Qt.Key.Key_F2 and self.current_uid():
            cell = self.currentIndex()
            if not cell.flags() & Qt.ItemFlag.ItemIsEditable:
                cell = cell.siblingAtColumn(Column.NOTE)
            self.edit_cell(cell)
        else:
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the badge answers that somebody comes, a second one takes it back."""
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        line = self.replies.line(index)
        on_badge = index.isValid() and index.column() == Column.MARK
        if line and on_badge and event.button() == Qt.MouseButton.LeftButton:
            coming = line.kind is ReplyKind.COMING
            self.answered.emit([line.person.uid], None if coming else ReplyKind.COMING)
