"""Names with how each voted, in columns; a letter marks one and goes on to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from secretariat.models.room_kinds import BallotChoice
from secretariat.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Mark:
    """What a key says of somebody: the key is the sign that is shown."""

    key: str
    words: str
    tone: str = "accent"


CHOICES: Mapping[object, Mark] = {
    BallotChoice.FOR: Mark("F", "For", "good"),
    BallotChoice.AGAINST: Mark("A", "Against", "bad"),
    BallotChoice.ABSTAIN: Mark("B", "Abstains", "warn"),
    BallotChoice.NOT_VOTING: Mark("N", "Not voting", "ink2"),
}
"""How each voted on a question."""

_OPEN = Mark("·", "not recorded", "ink3")
_Index = QModelIndex | QPersistentModelIndex
_WIDTH = 186


class NameModel(QAbstractListModel):
    """Attendees in their order, and how each voted."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[tuple[str, str]] = []
        self.choices: dict[str, object] = {}
        self.marks = CHOICES

    def show(self, names: Sequence[tuple[str, str]], choices: Mapping[str, object]) -> None:
        """Show these uids with their names, and their votes."""
        if list(names) != self.names:
            self.beginResetModel()
            self.names, self.choices = list(names), dict(choices)
            self.endResetModel()
        elif dict(choices) != self.choices:
            self.choices = dict(choices)
            self.dataChanged.emit(self.index(0), self.index(len(self.names) - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.names)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        uid, name = self.names[index.row()]
        mark = self.marks.get(self.choices.get(uid), _OPEN)
        told: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: name,
            Qt.ItemDataRole.UserRole: mark,
            Qt.ItemDataRole.AccessibleTextRole: f"{name}, {mark.words}",
            Qt.ItemDataRole.ToolTipRole: f"{name}: {mark.words}",
        }
        return told.get(role)


class _Painter(QStyledItemDelegate):
    """Paints the letter of a vote and the name beside it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(_WIDTH, option.fontMetrics.height() + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect.adjusted(1, 1, -5, -1)
        current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if current:
            painter.setPen(self.theme.colour("accent"))
            painter.setBrush(self.theme.colour("accent-soft"))
            painter.drawRoundedRect(rect, 4, 4)
        mark: Mark = index.data(Qt.ItemDataRole.UserRole)
        box = QRect(rect.left() + 6, rect.top(), 16, rect.height())
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self.theme.colour(mark.tone))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.key)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(self.theme.colour("ink"))
        words = QRect(rect)
        words.setLeft(box.right() + 6)
        name = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, words.width() - 4
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()


class NameGrid(QListView):
    """Names in columns: a key says how one voted, Backspace takes it back, and Shift with a letter
    says it of all who are still open. `voted` tells what was said of whom."""

    voted = Signal(dict)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.names = NameModel()
        self.setModel(self.names)
        self.setItemDelegate(_Painter(theme, self))
        self.offer_marks(CHOICES)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListView { background: transparent; border: 0; }")

    def offer_marks(self, marks: Mapping[object, Mark]) -> None:
        """Say which keys there are, and what each says."""
        self.names.marks = marks
        words = ", ".join(f"{mark.key} {mark.words}" for mark in marks.values())
        self.setAccessibleName(f"How each voted: {words}")
        self.setToolTip(f"{words}; Shift with a letter: all who are left")

    def show_votes(self, names: Sequence[tuple[str, str]], choices: Mapping[str, object]) -> None:
        """Show names with their votes; the place of the cursor stays."""
        at = self.currentIndex().row()
        self.names.show(names, choices)
        if names:
            self.setCurrentIndex(self.names.index(min(max(at, 0), len(names) - 1)))
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        row = self.currentIndex().row()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        said = self._said(event.text())
        if said is not None and plain and row >= 0:
            self._say(row, said)
        elif said is not None and shifted and event.text().isalpha():
            left = [uid for uid, _ in self.names.names if uid not in self.names.choices]
            self._tell(dict.fromkeys(left, said))
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and plain and row >= 0:
            self._tell({self.names.names[row][0]: None})
        else:
            super().keyPressEvent(event)

    def _said(self, typed: str) -> object | None:
        keys = {mark.key: value for value, mark in self.names.marks.items()}
        return keys.get(typed.upper()) if typed else None

    def _say(self, row: int, choice: object) -> None:
        self._tell({self.names.names[row][0]: choice})
        if row + 1 < len(self.names.names):
            self.setCurrentIndex(self.names.index(row + 1))

    def _tell(self, said: dict[str, object]) -> None:
        """Show it at once, and let it be written."""
        if not said:
            return
        kept = {**self.names.choices, **said}
        self.names.show(
            self.names.names, {uid: one for uid, one in kept.items() if one is not None}
        )
        self.voted.emit(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the names need."""
        columns = max(1, self.viewport().width() // _WIDTH)
        lines = -(-len(self.names.names) // columns)
        height = lines * (self.fontMetrics().height() + 10) + 4
        if height != self.height():
            self.setFixedHeight(height)
