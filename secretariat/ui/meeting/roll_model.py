"""The roll as rows for the view: names of groups, and under each its people."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from secretariat.ui.meeting.roll_picture import RollLine, RollPicture

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """The columns of the roll."""

    MARK = 0
    NAME = 1
    ROLE = 2
    ORGANISATION = 3
    NOTE = 4


_FIELDS = {Column.NAME: "name", Column.ORGANISATION: "organisation"}
_NAMES = ("Mark", "Name", "Role", "Organisation", "Note")


def field_of(line: RollLine, column: Column) -> str:
    """Return the field that a cell edits: a role is the printed one where there is one."""
    if column is Column.ROLE:
        return "role_title" if line.attendee.role_title else "job_title"
    return _FIELDS.get(column, "")


class RollModel(QAbstractTableModel):
    """Rows are people, with the name of a group as a row of its own before them."""

    def __init__(
        self,
        write: Callable[[str, str, str], None],
        *,
        compact: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._write = write
        self._compact = compact
        self._rows: list[RollLine | str] = []

    def load(self, picture: RollPicture) -> bool:
        """Show another moment; True when rows came, went or moved."""
        rows: list[RollLine | str] = []
        for group, lines in picture.halves() if self._compact else picture.groups():
            rows += [group, *lines] if group else lines
        same = [_key(row) for row in rows] == [_key(row) for row in self._rows]
        if same:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, Column.NOTE))
            return False
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        return True

    def line(self, index: Index) -> RollLine | None:
        """Return the person of a row, None for the name of a group."""
        row = self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else ""
        return row if isinstance(row, RollLine) else None

    def index_of(self, uid: str, column: int = 0) -> QModelIndex:
        """Return where a person stands, an invalid index when nowhere."""
        for at, row in enumerate(self._rows):
            if isinstance(row, RollLine) and row.attendee.uid == uid:
                return self.index(at, column)
        return QModelIndex()

    def group_rows(self) -> list[int]:
        """Return the rows that are names of groups."""
        return [at for at, row in enumerate(self._rows) if isinstance(row, str)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _NAMES[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        column = Column(index.column())
        if isinstance(row, str):
            shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return row if shown and column is Column.MARK else None
        if role == LINE_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return {
                Column.MARK: row.letter,
                Column.NAME: row.attendee.name,
                Column.ROLE: row.role,
                Column.ORGANISATION: row.attendee.organisation,
                Column.NOTE: row.note(),
            }[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column <= Column.NAME:
                return row.sentence()
            return f"{_NAMES[column]}: {self.data(index) or 'empty'}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line = self.line(index)
        field = field_of(line, Column(index.column())) if line else ""
        new = " ".join(str(value).split())
        if line is None or not field or new == getattr(line.attendee, field):
            return False
        self._write(line.attendee.uid, field, new)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line(index)
        if line is None:
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = bool(field_of(line, Column(index.column())))
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags


def _key(row: RollLine | str) -> tuple[str, ...]:
    return (row,) if isinstance(row, str) else ("", row.attendee.uid, row.group)
