"""A month as a table of six weeks, Monday first, each day told in a full sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from secretariat.models.dates import ENGLISH, spoken_date
from secretariat.ui.tables.rows import Index

DAY = int(Qt.ItemDataRole.UserRole) + 2
"""The role under which a day is found whole."""

WEEKS = 6


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting on a day: `key` is its uid, `at` its time as said.

    `quiet` when it is not held, and `off_word` says why; `clash` when it clashes with another.
    """

    key: str
    title: str
    at: str = ""
    quiet: bool = False
    off_word: str = "cancelled"
    clash: bool = False

    @property
    def spoken(self) -> str:
        off = self.off_word if self.quiet else ""
        return ", ".join(filter(None, (self.title, self.at, off, "clashes" * self.clash)))


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the table; `inside` says whether it belongs to the month shown, and `day_off`
    names the bank holiday or the closure it is."""

    on: date
    inside: bool
    today: bool
    events: tuple[Event, ...] = ()
    day_off: str = ""

    @property
    def spoken(self) -> str:
        today = "Today, " if self.today else ""
        what = "; ".join(event.spoken for event in self.events) or "no meeting"
        off = f" ({self.day_off})" if self.day_off else ""
        return f"{today}{spoken_date(self.on)}{off}: {what}"


def first_monday(year: int, month: int) -> date:
    """Return the Monday with which the table of a month begins."""
    first = date(year, month, 1)
    return first - timedelta(days=first.weekday())


def month_on(year: int, month: int, by: int) -> tuple[int, int]:
    """Return the year and month that lie `by` months on, within the years a calendar can show."""
    years, at = divmod(year * 12 + month - 1 + by, 12)
    return (years, at + 1) if 1901 <= years <= 2198 else (year, month)


class MonthModel(QAbstractTableModel):
    """The days of one month and the meetings on them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[Day, ...] = ()

    def show(
        self,
        year: int,
        month: int,
        today: date,
        events: Mapping[date, Sequence[Event]],
        off: Mapping[date, str],
    ) -> None:
        """Show a month; the days are only painted again when they stay the same."""
        start = first_monday(year, month)
        days = [start + timedelta(days=at) for at in range(7 * WEEKS)]
        new = tuple(
            Day(on, on.month == month, on == today, tuple(events.get(on, ())), off.get(on, ""))
            for on in days
        )
        same = [day.on for day in new] == [day.on for day in self._days]
        if same:
            self._days = new
            self.dataChanged.emit(self.index(0, 0), self.index(WEEKS - 1, 6))
            return
        self.beginResetModel()
        self._days = new
        self.endResetModel()

    def day(self, index: Index) -> Day | None:
        """Return the day at an index."""
        at = index.row() * 7 + index.column()
        return self._days[at] if index.isValid() and at < len(self._days) else None

    def index_of(self, on: date) -> QModelIndex:
        """Return where a day is; an invalid index when it is not shown."""
        for at, day in enumerate(self._days):
            if day.on == on:
                return self.index(at // 7, at % 7)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() or not self._days else WEEKS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 7

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return ENGLISH.weekdays[section][:3]
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return ENGLISH.weekdays[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day(index)
        if day is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.on.day)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return day.spoken
        return day if role == DAY else None
