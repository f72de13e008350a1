"""A year to walk through with the arrow keys."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from secretariat.services.year_plan import PlanDay, YearPlan
from secretariat.ui.tables.year import YearModel, days_on, last_day, months_on
from secretariat.ui.tables.year_painter import YearPainter
from secretariat.ui.theme import Theme

_CTRL = Qt.KeyboardModifier.ControlModifier


class YearView(QTableView):
    """Shows a year. `opened` tells a meeting, `asked` a day for a new one, `turned` a day of
    another year that is to be shown, `day_chosen` the day under the cursor.

    Up and Down go by day and over the end of a month, Left and Right by month, Page Up and Page
    Down by year. Enter opens the meeting of the day, and the next of them when it is pressed again
    after coming back; on a free day it asks for a new one, as Insert does on any day.
    """

    opened = Signal(str)
    asked = Signal(object)
    turned = Signal(object)
    day_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.days = YearModel(self)
        self.setModel(self.days)
        self._painter = YearPainter(theme, self)
        self.setItemDelegate(self._painter)
        self._last = ""
        self.setAccessibleName("Year planner")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(theme.length(44))
        self.verticalHeader().setMinimumSectionSize(self._painter.least_height())
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def day(self) -> PlanDay | None:
        """The day under the cursor."""
        return self.days.day(self.currentIndex())

    def show_plan(self, plan: YearPlan, at: date) -> None:
        """Show a year with the cursor on a day of it."""
        self.days.show(plan)
        self.choose(at)
        self.day_chosen.emit(self.day)

    def choose(self, on: date) -> None:
        """Put the cursor on a day."""
        index = self.days.index_of(on)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self.day_chosen.emit(self.days.day(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, day = Qt.Key(event.key()), self.day
        goal = _goal(key, event.modifiers(), day.on) if day else None
        if goal is not None:
            self._go(goal)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Insert and day is not None:
            self.asked.emit(day.on)
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place: QPoint = event.position().toPoint()
        index = self.indexAt(place)
        day = self.days.day(index)
        if day is None:
            return
        mark = self._painter.mark_at(self.visualRect(index), day, place.x())
        if mark is not None:
            self.opened.emit(mark.uid)
        else:
            self._enter()

    def _go(self, on: date) -> None:
        if on.year == self.days.plan.year:
            self.choose(on)
        else:
            self.turned.emit(on)

    def _enter(self) -> None:
        day = self.day
        if day is None:
            return
        there = [mark.uid for mark in day.meetings]
        if not there:
            self.asked.emit(day.on)
            return
        at = there.index(self._last) + 1 if self._last in there else 0
        self._last = there[at % len(there)]
        self.opened.emit(self._last)


def _goal(key: Qt.Key, held: Qt.KeyboardModifier, on: date) -> date | None:
    """Return the day to which a key leads from a day, or None for a key that leads nowhere."""
    if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        return days_on(on, -1 if key is Qt.Key.Key_Up else 1)
    if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        return months_on(on, -1 if key is Qt.Key.Key_Left else 1)
    if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
        return months_on(on, -12 if key is Qt.Key.Key_PageUp else 12)
    if key is Qt.Key.Key_Home:
        return date(on.year, 1 if held & _CTRL else on.month, 1)
    if key is Qt.Key.Key_End:
        month = 12 if held & _CTRL else on.month
        return date(on.year, month, last_day(on.year, month))
    return None
