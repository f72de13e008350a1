"""Rows of a list: what each shows, and the whole sentence it is read aloud as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which the whole row is found."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of a list. `key` is the uid of what it stands for; a group heading has none.

    `lead` stands in a narrow column at the left, `tag` with its `tone` at the right, and before it
    `mark`, a warning, and `note`. `depth` indents. `quiet` is for what is over or closed.
    """

    key: str
    title: str
    detail: str = ""
    lead: str = ""
    note: str = ""
    tag: str = ""
    tone: str = "quiet"
    depth: int = 0
    quiet: bool = False
    sentence: str = ""
    mark: str = ""

    @property
    def is_group(self) -> bool:
        return not self.key

    @property
    def spoken(self) -> str:
        """The row as it is read aloud: its own sentence, or all that is seen of it."""
        parts = (self.lead, self.title, self.detail, self.note, self.mark, self.tag)
        return self.sentence or ", ".join(part for part in parts if part)


class RowsModel(QAbstractListModel):
    """Rows for a list view. Group headings are shown, and passed over by the keyboard."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ListRow, ...] = ()

    @property
    def rows(self) -> tuple[ListRow, ...]:
        return self._rows

    def show(self, rows: Sequence[ListRow]) -> None:
        """Show these rows; those that stay in their place are only painted again."""
        new = tuple(rows)
        if [row.key for row in new] != [row.key for row in self._rows]:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            return
        before, self._rows = self._rows, new
        for at, (old, now) in enumerate(zip(before, new, strict=True)):
            if old != now:
                self.dataChanged.emit(self.index(at), self.index(at))

    def at(self, index: Index) -> ListRow | None:
        """Return the row at an index, or None outside the list."""
        return self._rows[index.row()] if index.isValid() else None

    def index_of(self, key: str) -> QModelIndex:
        """Return where the row of `key` is; an invalid index when it is not shown."""
        for at, row in enumerate(self._rows):
            if key and row.key == key:
                return self.index(at)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.spoken
        return row if role == ROW else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.at(index)
        if row is None or row.is_group:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
