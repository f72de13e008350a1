"""A month to walk through with the arrow keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from secretariat.ui.tables.month import DAY, Day, Event, MonthModel
from secretariat.ui.tables.row_delegate import Fonts
from secretariat.ui.tables.rows import Index
from secretariat.ui.theme import Theme

_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class MonthView(QTableView):
    """Shows a month. `opened` tells a meeting, `asked` a free day, `turned` by how many months.

    The arrow keys walk through the days, Page Up and Page Down through the months; Enter opens the
    meeting of the day, the next one when it is pressed again after coming back.
    """

    opened = Signal(str)
    asked = Signal(object)
    turned = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.days = MonthModel(self)
        self.setModel(self.days)
        self._delegate = _DayPainter(theme, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Calendar")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setMinimumSectionSize(20)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def day(self) -> Day | None:
        """The day under the cursor."""
        return self.days.day(self.currentIndex())

    def show_month(
        self,
        year: int,
        month: int,
        today: date,
        events: Mapping[date, Sequence[Event]],
        off: Mapping[date, str],
    ) -> None:
        """Show a month with its days off; the cursor stays on its day, or goes to the same day of
        this month."""
        kept = self.day.on if self.day else today
        self.days.show(year, month, today, events, off)
        if (kept.year, kept.month) != (year, month):
            kept = date(year, month, min(kept.day, 28))
        self.choose(kept)

    def choose(self, on: date) -> None:
        """Put the cursor on a day."""
        index = self.days.index_of(on)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.turned.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._along(-1 if key is Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        day = self.days.day(index)
        if day is None:
            return
        box = self.visualRect(index)
        hit = self._delegate.event_at(box, day, event.position().toPoint().y())
        if hit is not None:
            self.opened.emit(hit.key)
        else:
            self._enter()

    def _along(self, by: int) -> None:
        """Go to the day before or after, over the end of the week."""
        at = self.currentIndex()
        place = at.row() * 7 + at.column() + by
        if at.isValid() and 0 <= place < self.days.rowCount() * 7:
            self.setCurrentIndex(self.days.index(place // 7, place % 7))

    def _enter(self) -> None:
        day = self.day
        if day is None:
            return
        if day.events:
            self.opened.emit(day.events[0].key)
        else:
            self.asked.emit(day.on)


class _DayPainter(QStyledItemDelegate):
    """Paints a day: its number, and a line for each meeting while there is room."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fonts = Fonts.of(theme)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | Index,
    ) -> None:
        day: Day | None = index.data(DAY)
        if day is None:
            return
        rect, colour = option.rect, self._theme.colour
        painter.save()
        painter.fillRect(rect, colour("surface" if day.inside else "bg"))
        if day.inside and (day.day_off or day.on.weekday() > 4):
            painter.fillRect(rect, colour("bg"))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._number(painter, rect, day)
        for at, event in enumerate(day.events):
            box = self._line(rect, at)
            if box.bottom() > rect.bottom():
                break
            more = len(day.events) - at - 1
            full = self._line(rect, at + 1).bottom() > rect.bottom()
            self._event(painter, box, event, f" +{more}" if full and more else "")
        if option.state & QStyle.StateFlag.State_Selected:
            focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("accent" if focus else "line2"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -2.5, -2.5), 4, 4)
        painter.restore()

    def event_at(self, rect: QRect, day: Day, y: int) -> Event | None:
        """Return the meeting whose line is at a height."""
        for at, event in enumerate(day.events):
            box = self._line(rect, at)
            if box.top() <= y <= box.bottom():
                return event
        return None

    def _line(self, rect: QRect, at: int) -> QRect:
        small = QFontMetrics(self._fonts.small).height() + 4
        top = rect.top() + QFontMetrics(self._fonts.title).height() + 10 + at * (small + 3)
        return QRect(rect.left() + 5, top, rect.width() - 11, small)

    def _number(self, painter: QPainter, rect: QRect, day: Day) -> None:
        colour = self._theme.colour
        metrics = QFontMetrics(self._fonts.title)
        words = str(day.on.day)
        height = metrics.height() + 2
        width = max(height, metrics.horizontalAdvance(words) + 10)
        box = QRect(rect.left() + 5, rect.top() + 4, width, height)
        painter.setFont(self._fonts.strong if day.today else self._fonts.title)
        painter.setPen(colour("ink" if day.inside else "ink3"))
        if day.today:
            painter.setBrush(colour("accent"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(box), height / 2, height / 2)
            painter.setPen(colour("accent-ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        if day.day_off:
            painter.setFont(self._fonts.small)
            painter.setPen(colour("ink2" if day.inside else "ink3"))
            room = QRect(box.right() + 6, box.top(), rect.right() - box.right() - 12, height)
            name = QFontMetrics(self._fonts.small).elidedText(
                day.day_off, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def _event(self, painter: QPainter, box: QRect, event: Event, more: str) -> None:
        colour = self._theme.colour
        painter.setPen(Qt.PenStyle.NoPen)
        tone = "warn" if event.clash else "accent"
        painter.setBrush(colour("sunk" if event.quiet else f"{tone}-soft"))
        painter.drawRoundedRect(QRectF(box), 4, 4)
        font = self._fonts.tag
        if event.quiet:
            font.setStrikeOut(True)
        painter.setFont(font)
        painter.setPen(colour("ink3" if event.quiet else tone))
        inner = box.adjusted(6, 0, -4, 0)
        metrics = QFontMetrics(font)
        words = f"{'▲ ' * event.clash}{event.at} {event.title}"
        room = inner.width() - metrics.horizontalAdvance(more)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room) + more
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        font.setStrikeOut(False)
