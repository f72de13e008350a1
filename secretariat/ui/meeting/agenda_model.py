"""The agenda as a tree for the view: what it shows, what may be edited, where things may go."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from secretariat.models.kinds import ItemKind
from secretariat.models.records import Item
from secretariat.ui.meeting.agenda_picture import AgendaPicture

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-secretariat-agenda-item"
ITEM_ROLE = Qt.ItemDataRole.UserRole
DEPTH_ROLE = Qt.ItemDataRole.UserRole + 1
TONE_ROLE = Qt.ItemDataRole.UserRole + 2
CHANGE_ROLE = Qt.ItemDataRole.UserRole + 3
REPORT_ROLE = Qt.ItemDataRole.UserRole + 4


class Column(IntEnum):
    """The columns of the agenda, from left to right."""

    NUMBER = 0
    TITLE = 1
    PRESENTER = 2
    CLOCK = 3
    MINUTES = 4
    TAG = 5


FIELDS = {
    Column.NUMBER: "number",
    Column.TITLE: "title",
    Column.PRESENTER: "presenter",
    Column.MINUTES: "minutes",
}
_NAMES = ("Number", "Title", "Presenter", "Starts", "Minutes", "State")
_TAKES = re.compile(r"(?:(?P<h>\d{1,2})\s*h\w*\s*)?(?:(?P<m>\d{1,4})\s*m?\w*)?", re.IGNORECASE)


class _Node:
    __slots__ = ("children", "item", "key", "parent")

    def __init__(self, item: Item | None, parent: _Node | None, key: int) -> None:
        self.item = item
        self.key = key
        self.parent = parent
        self.children: list[_Node] = []

    @property
    def row(self) -> int:
        return self.parent.children.index(self) if self.parent else 0


class AgendaModel(QAbstractItemModel):
    """Shows an `AgendaPicture`. `write(uid, field, value)` and `move(uid, parent, index)` ask
    for changes; nothing is kept here that the register does not hold."""

    def __init__(
        self,
        write: Callable[[str, str, object], None],
        move: Callable[[str, str | None, int], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._write = write
        self._move = move
        self._root = _Node(None, None, 0)
        self._nodes: dict[str, _Node] = {}
        self._by_key: dict[int, _Node] = {}
        self._last_key = 0
        self.picture: AgendaPicture | None = None

    def load(self, picture: AgendaPicture) -> bool:
        """Show another moment; True when rows came, went or moved, so that the view must settle.

        Without that, editors and selection stay as they are.
        """
        old = self.picture
        if old is not None and _shape(old) == _shape(picture):
            self.picture = picture
            for item in picture.items:
                self._nodes[item.uid].item = item
                first = self.index_of(item.uid)
                self.dataChanged.emit(first, first.siblingAtColumn(Column.TAG))
            return False
        self.beginResetModel()
        self.picture = picture
        self._root.children = []
        self._nodes, self._by_key = {}, {}
        for item in picture.items:
            above = self._nodes.get(item.parent or "", self._root)
            self._last_key += 1
            node = _Node(item, above, self._last_key)
            above.children.append(node)
            self._nodes[item.uid] = self._by_key[node.key] = node
        self.endResetModel()
        return True

    def index_of(self, uid: str, column: int = 0) -> QModelIndex:
        """Return where an item stands, an invalid index when it is not here."""
        node = self._nodes.get(uid)
        return self.createIndex(node.row, column, node.key) if node is not None else QModelIndex()

    def item(self, index: Index) -> Item | None:
        """Return the item of a row, None for no row and for one that is gone."""
        return self._node(index).item

    def _node(self, index: Index) -> _Node:
        # Keys and not pointers: an index that outlived its row finds nothing instead of a ghost.
        return self._by_key.get(index.internalId(), self._root) if index.isValid() else self._root

    # ------------------------------------------------------------------ what Qt asks

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self._node(parent).children
        if 0 <= row < len(children) and 0 <= column < len(Column):
            return self.createIndex(row, column, children[row].key)
        return QModelIndex()

    def parent(self, child: Index | None = None) -> Any:
        if child is None:
            return super().parent()
        above = self._node(child).parent if child.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above.key)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid() and parent.column() > 0:
            return 0
        return len(self._node(parent).children)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _NAMES[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item, picture = self.item(index), self.picture
        if item is None or picture is None:
            return None
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(picture, item, column)
        if role == Qt.ItemDataRole.EditRole:
            value = getattr(item, field_of(item, column) or "title")
            return "" if value is None else str(value)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            shown = _shown(picture, item, column) or "empty"
            return picture.sentence(item) if column <= 1 else f"{_NAMES[column]}: {shown}"
        if role == ITEM_ROLE:
            return item
        if role == DEPTH_ROLE:
            return picture.depths[item.uid]
        if role == TONE_ROLE:
            return picture.tag(item)[1]
        if role == CHANGE_ROLE:
            return picture.change(item)
        if role == REPORT_ROLE:
            return picture.report(item)
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.TAG and picture.report(item)[0]:
            return f"{picture.tag(item)[0]}, {picture.reports[item.uid][0].lower()}"
        if role == Qt.ItemDataRole.ToolTipRole and (change := picture.change(item)):
            return f"{change} since the agenda went out"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        item = self.item(index)
        column = Column(index.column())
        field = field_of(item, column) if item else ""
        if item is None or role != Qt.ItemDataRole.EditRole or not field:
            return False
        new: object = " ".join(str(value).split())
        if field == "minutes":
            new = minutes_in(str(value), item.minutes)
        if new == getattr(item, field):
            return False
        self._write(item.uid, field, new)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        item = self.item(index)
        if item is None:
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        flags |= Qt.ItemFlag.ItemIsDragEnabled
        if item.kind is not ItemKind.HEADING:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        field = field_of(item, Column(index.column()))
        editable = bool(field) and not (field == "number" and item.published_number)
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    # ------------------------------------------------------------------ drag and drop

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        item = self.item(indexes[0]) if indexes else None
        if item:
            data.setData(MIME, item.uid.encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Ask for the move and leave the rows to the refresh that follows it."""
        uid = bytes(data.data(MIME).data()).decode()
        dragged = self._nodes.get(uid)
        if dragged is None:
            return False
        above = self._node(parent)
        target = len(above.children) if row < 0 else row
        if dragged.parent is above and dragged.row < target:
            target -= 1
        self._move(uid, above.item.uid if above.item else None, target)
        return False


def field_of(item: Item, column: Column) -> str:
    """Return the field that a cell edits, empty for none; a heading is one cell wide."""
    if item.kind is ItemKind.HEADING:
        return "title" if column is Column.NUMBER else ""
    return FIELDS.get(column, "")


def title_column(item: Item) -> Column:
    """Return the column in which the title of a row stands."""
    return Column.NUMBER if item.kind is ItemKind.HEADING else Column.TITLE


def minutes_in(text: str, before: int | None) -> int | None:
    """Return planned minutes as typed: 15, 15 min, 1h 30; what cannot be read changes nothing."""
    words = text.strip()
    if not words:
        return None
    found = _TAKES.fullmatch(words)
    if not found or not (found["h"] or found["m"]):
        return before
    return int(found["h"] or 0) * 60 + int(found["m"] or 0)


def _shape(picture: AgendaPicture) -> list[tuple[str, str | None, ItemKind]]:
    return [(item.uid, item.parent, item.kind) for item in picture.items]


def _shown(picture: AgendaPicture, item: Item, column: Column) -> str:
    if item.kind is ItemKind.HEADING:
        words = "  ".join(part for part in (picture.number(item), item.title) if part)
        return words if column is Column.NUMBER else ""
    return {
        Column.NUMBER: lambda: picture.number(item),
        Column.TITLE: lambda: item.title,
        Column.PRESENTER: lambda: item.presenter,
        Column.CLOCK: lambda: picture.clock(item),
        Column.MINUTES: lambda: picture.minutes(item),
        Column.TAG: lambda: picture.tag(item)[0],
    }[column]()
