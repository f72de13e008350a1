"""Names that complete what is typed: those who may first, the others below with why not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QPalette

from secretariat.services.entitled import OfferedName

_Index = QModelIndex | QPersistentModelIndex


class OfferedNames(QAbstractListModel):
    """Shows a name with why it stands below the others; what is put in is the name alone."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.names: tuple[OfferedName, ...] = ()

    def show(self, names: Iterable[OfferedName]) -> None:
        """Offer these, in this order."""
        held = tuple(names)
        if held != self.names:
            self.beginResetModel()
            self.names = held
            self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.names)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.names[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return one.words
        if role == Qt.ItemDataRole.EditRole:
            return one.name
        if role == Qt.ItemDataRole.ForegroundRole and one.why:
            return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return None
