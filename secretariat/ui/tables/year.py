"""A year as a table: months side by side, the days of each below one another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from secretariat.models.dates import ENGLISH
from secretariat.services.year_plan import FIRST_YEAR, LAST_YEAR, PlanDay, YearPlan
from secretariat.ui.tables.rows import Index

PLAN_DAY = int(Qt.ItemDataRole.UserRole) + 3
"""The role under which a day of the planner is found whole."""

_DAYS, _MONTHS = 31, 12


class YearModel(QAbstractTableModel):
    """The days of one year; a place that is no day, such as 30 February, is empty."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan = YearPlan(0)

    def show(self, plan: YearPlan) -> None:
        """Show a year; the same one is only painted again."""
        same = plan.year == self.plan.year
        if same:
            self.plan = plan
            self.dataChanged.emit(self.index(0, 0), self.index(_DAYS - 1, _MONTHS - 1))
            return
        self.beginResetModel()
        self.plan = plan
        self.endResetModel()

    def day(self, index: Index) -> PlanDay | None:
        """Return the day at an index; None where there is none."""
        if not index.isValid():
            return None
        try:
            return self.plan.days.get(date(self.plan.year, index.column() + 1, index.row() + 1))
        except ValueError:
            return None

    def index_of(self, on: date) -> QModelIndex:
        """Return where a day is; an invalid index when it is of another year."""
        inside = on.year == self.plan.year
        return self.index(on.day - 1, on.month - 1) if inside else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() or not self.plan.days else _DAYS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else _MONTHS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return ENGLISH.months[section][:3]
        return ENGLISH.months[section] if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.day(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day(index)
        if day is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.on.day)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return day.sentence
        return day if role == PLAN_DAY else None


def days_on(on: date, by: int) -> date:
    """Return the day that lies `by` days on, within the years of the planner."""
    moved = on + timedelta(days=by)
    return moved if FIRST_YEAR <= moved.year <= LAST_YEAR else on


def months_on(on: date, by: int) -> date:
    """Return the same day of the month `by` months on, or the last day of a shorter one."""
    years, at = divmod(on.year * 12 + on.month - 1 + by, 12)
    if not FIRST_YEAR <= years <= LAST_YEAR:
        return on
    return date(years, at + 1, min(on.day, last_day(years, at + 1)))


def last_day(year: int, month: int) -> int:
    """Return how many days a month has."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return (after - timedelta(days=1)).day
