"""Twelve weeks at a glance: one row a body, its meetings as discs, its due days as diamonds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from secretariat.models.dates import ENGLISH
from secretariat.services.horizon import Mark, Row, Tone, short_day
from secretariat.ui.tables.rows import Index
from secretariat.ui.theme import Theme

_ROW = int(Qt.ItemDataRole.UserRole) + 3
WEEKS = 12


class Weeks:
    """Where days lie between the left edge of the first week and the right edge of the last."""

    def __init__(self, start: date, theme: Theme, names: Sequence[str] = ()) -> None:
        self.start = start
        self._side = theme.length(16)
        metrics = QFontMetrics(theme.font("small"))
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        self._names = max(theme.length(120), widest + 2 * self._side)

    def left(self, width: int) -> int:
        """Return where the first week begins: names take two fifths of the width at most."""
        return min(self._names, width * 2 // 5) + self._side

    def x(self, on: date, width: int) -> float:
        """Return where the middle of a day lies."""
        left = self.left(width)
        room = width - left - self._side
        return left + ((on - self.start).days + 0.5) * room / (7 * WEEKS)

    def line(self, week: int, width: int) -> int:
        """Return where a week begins."""
        left = self.left(width)
        return round(left + week * (width - left - self._side) / WEEKS)


class Timeline(QFrame):
    """The weeks above the rows. `opened` tells the uid of a meeting that was asked for."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._weeks = Weeks(date(2000, 1, 3), theme)
        self._head = _Head(theme, self)
        self.rows = _Rows(theme, self)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self._head)
        stack.addWidget(self.rows)

    @property
    def weeks(self) -> Weeks:
        return self._weeks

    def show_weeks(self, start: date, today: date, rows: Sequence[Row]) -> None:
        """Show these rows from a Monday on."""
        self._weeks = Weeks(start, self._theme, [row.name for row in rows])
        self._head.today = today
        self._head.update()
        self.rows.show_rows(rows, today)


class _Head(QWidget):
    """The Mondays, the month named where it is new."""

    def __init__(self, theme: Theme, timeline: Timeline) -> None:
        super().__init__()
        self._theme, self._timeline = theme, timeline
        self.today = date(2000, 1, 1)
        self.setFixedHeight(theme.length(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font("small"))
        metrics = QFontMetrics(self._theme.font("small"))
        weeks, last, free = self._timeline.weeks, 0, 0
        for week in range(WEEKS):
            monday = weeks.start + timedelta(weeks=week)
            left = weeks.line(week, self.width())
            words = str(monday.day)
            if monday.month != last:
                words = f"{monday.day} {ENGLISH.months[monday.month - 1][:3]}"
                last = monday.month
            if left < free:
                words = ""
            painter.setPen(self._theme.colour("ink3"))
            painter.drawText(QPointF(left, self.height() - metrics.descent() - 7), words)
            free = left + metrics.horizontalAdvance(words) + 4 if words else free
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        if tuple(rows) != self.rows:
            self.beginResetModel()
            self.rows = tuple(rows)
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.sentence
        return row if role == _ROW else None


class _Rows(QListView):
    """The rows. Enter opens the next meeting of the body; a click opens the mark under it."""

    def __init__(self, theme: Theme, timeline: Timeline) -> None:
        super().__init__()
        self._timeline = timeline
        self._today = date(2000, 1, 1)
        self._model = _Model(self)
        self.setModel(self._model)
        self._delegate = _Painter(theme, timeline, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Meetings and due days of the next twelve weeks")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setProperty("kind", "plain")
        self.clicked.connect(self._click)

    def show_rows(self, rows: Sequence[Row], today: date) -> None:
        self._today = self._delegate.today = today
        at = self.currentIndex().row()
        self._model.show(rows)
        if 0 <= at < len(rows):
            self.setCurrentIndex(self._model.index(at))
        self.setFixedHeight(max(1, len(rows)) * self._delegate.height + 6)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_next()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rows:
            self.setCurrentIndex(self._model.index(0))

    def viewportEvent(self, event: Any) -> bool:
        if isinstance(event, QHelpEvent):
            mark = self._mark_at(event.pos().x(), self.indexAt(event.pos()))
            if mark:
                QToolTip.showText(event.globalPos(), f"{short_day(mark.on)}: {mark.words}", self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def _click(self, index: QModelIndex) -> None:
        at = self.viewport().mapFromGlobal(self.cursor().pos()).x()
        mark = self._mark_at(at, index)
        if mark and mark.uid:
            self._timeline.opened.emit(mark.uid)

    def _mark_at(self, x: int, index: Index) -> Mark | None:
        row: Row | None = index.data(_ROW) if index.isValid() else None
        width = self.viewport().width()
        near = [
            (abs(self._timeline.weeks.x(mark.on, width) - x), at)
            for at, mark in enumerate(row.marks if row else ())
        ]
        if not near or min(near)[0] > 10 or row is None:
            return None
        return row.marks[min(near)[1]]

    def _open_next(self) -> None:
        row: Row | None = self.currentIndex().data(_ROW)
        meetings = [mark for mark in row.marks if mark.uid] if row else []
        coming = [mark for mark in meetings if mark.on >= self._today] or meetings[-1:]
        if coming:
            self._timeline.opened.emit(coming[0].uid)


class _Painter(QStyledItemDelegate):
    """Paints a row: its name, the weeks as thin lines, and the marks."""

    def __init__(self, theme: Theme, timeline: Timeline, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._timeline = theme, timeline
        self.today = date(2000, 1, 1)
        self.height = max(theme.length(30), QFontMetrics(theme.font()).height() + theme.length(10))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(_ROW)
        rect = option.rect
        weeks, colour = self._timeline.weeks, self._theme.colour
        painter.save()
        painter.setPen(QPen(colour("line"), 1))
        for week in range(WEEKS):
            x = weeks.line(week, rect.width())
            painter.drawLine(x, rect.top(), x, rect.bottom())
        if index.row():
            painter.drawLine(rect.topLeft(), rect.topRight())
        self._now(painter, rect)
        painter.setFont(self._theme.font("small"))
        painter.setPen(colour("ink"))
        metrics = QFontMetrics(self._theme.font("small"))
        side = self._theme.length(16)
        box = QRect(
            rect.left() + side, rect.top(), weeks.left(rect.width()) - 2 * side, rect.height()
        )
        fits = metrics.horizontalAdvance(row.name) <= box.width()
        name = row.name if fits else row.short or row.name
        words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in row.marks:
            self._mark(painter, mark, QPointF(weeks.x(mark.on, rect.width()), rect.center().y()))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("accent"), 2))
            painter.drawRoundedRect(rect.adjusted(2, 2, -3, -2), 4, 4)
        painter.restore()

    def _now(self, painter: QPainter, rect: QRect) -> None:
        x = round(self._timeline.weeks.x(self.today, rect.width()))
        painter.setPen(QPen(self._theme.colour("accent"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(x, rect.top(), x, rect.bottom())

    def _mark(self, painter: QPainter, mark: Mark, at: QPointF) -> None:
        past = mark.on < self.today
        colour = self._tone(mark.tone)
        draw_mark(
            painter,
            mark.kind,
            at,
            self._theme.length(7),
            colour,
            hollow=past and mark.kind == "meeting",
        )

    def _tone(self, tone: Tone) -> QColor:
        quiet = tone is Tone.QUIET
        return self._theme.colour("field" if quiet else tone.value)


def draw_mark(
    painter: QPainter, kind: str, at: QPointF, size: float, colour: QColor, *, hollow: bool = False
) -> None:
    """Draw a disc for a meeting, a ring for one that is past, a diamond for a day on which
    something is due."""
    painter.setPen(QPen(colour, 1.6) if hollow else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else colour)
    if kind == "meeting":
        radius = size - 1 if hollow else size
        painter.drawEllipse(at, radius, radius)
        return
    x, y, reach = at.x(), at.y(), size * 0.95
    points = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
    painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))
