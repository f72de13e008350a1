"""The replies as rows for the view: one person a row, the members first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from secretariat.models.dates import ENGLISH
from secretariat.models.kinds import ReplyKind
from secretariat.services.replies import Expected

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole

ANSWERS: tuple[tuple[ReplyKind, str, str, str], ...] = (
    (ReplyKind.COMING, "C", "Coming", "good"),
    (ReplyKind.REMOTE, "R", "Remotely", "good"),
    (ReplyKind.APOLOGIES, "A", "Apologies", "quiet"),
    (ReplyKind.SUBSTITUTE, "S", "Substitute", "accent"),
    (ReplyKind.UNSURE, "U", "Not sure", "warn"),
)
"""How each reply is typed, shown and said, and the tone it has."""

BY_KEY = {key: kind for kind, key, _, _ in ANSWERS}
WORDS = {kind: words for kind, _, words, _ in ANSWERS}
LETTERS = {kind: key for kind, key, _, _ in ANSWERS}
TONES = {kind: tone for kind, _, _, tone in ANSWERS}


class Column(IntEnum):
    """The columns of the replies."""

    MARK = 0
    NAME = 1
    ROLE = 2
    REPLY = 3
    TOLD = 4
    HOW = 5
    NOTE = 6


_NAMES = ("", "Name", "Role and organisation", "Reply", "Told", "How", "Note")
FIELDS = {Column.TOLD: "told_on", Column.HOW: "told_how", Column.NOTE: "note"}


def short_date(day: date | None) -> str:
    """Return a day as the column shows it: 18 Nov."""
    return f"{day.day} {ENGLISH.months[day.month - 1][:3]}" if day else ""


def reply_words(one: Expected) -> str:
    """Return the reply in words, with the substitute where one is named."""
    if one.kind is None:
        return ""
    if one.kind is ReplyKind.SUBSTITUTE:
        return f"Sends {one.substitute}" if one.substitute else "Substitute, not named yet"
    return WORDS[one.kind]


def sentence(one: Expected) -> str:
    """Return what a screen reader says of the row."""
    reply = reply_words(one).lower() if one.kind is not ReplyKind.SUBSTITUTE else reply_words(one)
    told = f"told {short_date(one.reply.told_on)}" if one.reply and one.reply.told_on else ""
    how = one.reply.told_how if one.reply else ""
    votes = "" if one.votes else "does not vote"
    answer, job = reply or "has not answered", one.person.job_title
    parts = (one.name, answer, one.role, job, one.organisation, votes, told, how)
    return ", ".join(part for part in parts if part)


class ReplyModel(QAbstractTableModel):
    """Rows are people; those who are no members stand under a heading of their own."""

    def __init__(
        self, write: Callable[[str, str, str], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._write = write
        self._rows: list[Expected | str] = []

    def load(self, people: Sequence[Expected]) -> bool:
        """Show another moment; True when rows came, went or moved."""
        others = [one for one in people if one.member is None]
        rows: list[Expected | str] = [one for one in people if one.member is not None]
        rows += ["Also invited", *others] if others else []
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

    def line(self, index: Index) -> Expected | None:
        """Return the person of a row, None for a heading."""
        row = self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else ""
        return row if isinstance(row, Expected) else None

    def index_of(self, person: str, column: int = 0) -> QModelIndex:
        """Return where a person stands, an invalid index when nowhere."""
        for at, row in enumerate(self._rows):
            if isinstance(row, Expected) and row.person.uid == person:
                return self.index(at, column)
        return QModelIndex()

    def heading_rows(self) -> list[int]:
        """Return the rows that are headings."""
        return [at for at, row in enumerate(self._rows) if isinstance(row, str)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return _NAMES[section] if role == Qt.ItemDataRole.DisplayRole else None

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
            return _words(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return sentence(row) if column <= Column.REPLY else _words(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column <= Column.NAME:
                return sentence(row)
            return f"{_NAMES[column]}: {_words(row, column) or 'empty'}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        line, field = self.line(index), FIELDS.get(Column(index.column()), "")
        new = " ".join(str(value).split())
        if line is None or line.reply is None or not field:
            return False
        if new == _words(line, Column(index.column())):
            return False
        self._write(line.reply.uid, field, new)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line(index)
        if line is None:
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = line.reply is not None and Column(index.column()) in FIELDS
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags


def _words(one: Expected, column: Column) -> str:
    reply, job = one.reply, one.person.job_title
    return {
        Column.MARK: LETTERS.get(one.kind, "") if one.kind else "",
        Column.NAME: one.name,
        Column.ROLE: " · ".join(filter(None, (one.role, one.organisation or job))),
        Column.REPLY: reply_words(one),
        Column.TOLD: short_date(reply.told_on) if reply else "",
        Column.HOW: reply.told_how if reply else "",
        Column.NOTE: reply.note if reply else "",
    }[column]


def _key(row: Expected | str) -> tuple[str, ...]:
    return (row,) if isinstance(row, str) else ("", row.person.uid)
