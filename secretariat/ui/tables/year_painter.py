"""Paints a day of the year planner: its number, its marks, or the name of the day off it is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from secretariat.services.year_plan import MarkKind, PlanDay, PlanMark
from secretariat.ui.tables.rows import Index
from secretariat.ui.tables.year import PLAN_DAY
from secretariat.ui.theme import Theme

_LETTERS = "MTWTFSS"
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | _MIDDLE


class YearPainter(QStyledItemDelegate):
    """Marks differ in shape as well as in colour: a filled label is a meeting, an outlined one
    struck through is not held, a triangle warns of a clash; deadlines are a diamond and a flag."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def least_height(self) -> int:
        """Return how low a day may be: as high as the smallest words that can be read."""
        return QFontMetrics(self._font(0)).height() + 1

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | Index
    ) -> None:
        rect: QRect = option.rect
        day: PlanDay | None = index.data(PLAN_DAY)
        painter.save()
        self._ground(painter, rect, day)
        if day is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            font = self._font(rect.height())
            self._number(painter, rect, day, font)
            self._marks(painter, rect, day, font)
            if option.state & QStyle.StateFlag.State_Selected:
                focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self._theme.colour("accent" if focus else "field"), 2))
                painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -2, -1), 3, 3)
        painter.restore()

    def mark_at(self, rect: QRect, day: PlanDay, x: int) -> PlanMark | None:
        """Return the meeting whose mark is at a distance from the left."""
        for mark, box in self._boxes(rect, day, self._font(rect.height())):
            if box.left() <= x <= box.right() and not mark.kind.is_deadline:
                return mark
        return None

    def _font(self, height: int) -> QFont:
        """Return the font for days of a height: small, or a little smaller where it is tight."""
        font = self._theme.font("small", "medium")
        font.setPixelSize(max(self._theme.length(10), min(self._theme.px("small"), height - 4)))
        return font

    def _ground(self, painter: QPainter, rect: QRect, day: PlanDay | None) -> None:
        colour = self._theme.colour
        if day is None:
            painter.fillRect(rect, colour("bg"))
        else:
            off = day.is_weekend or bool(day.day_off)
            painter.fillRect(rect, colour("sunk" if off else "surface"))
            if day.day_off:
                painter.fillRect(rect, QBrush(colour("line2"), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if day is None or day.on.weekday() == 6:
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _number(self, painter: QPainter, rect: QRect, day: PlanDay, font: QFont) -> None:
        colour, metrics = self._theme.colour, QFontMetrics(font)
        wide = metrics.horizontalAdvance("30")
        box = QRect(rect.left() + 3, rect.top(), wide, rect.height())
        painter.setFont(font)
        painter.setPen(colour("ink" if not day.is_weekend else "ink2"))
        if day.is_today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            whole = QRectF(
                rect.left() + 1.5, rect.top() + 1, self._lead(metrics) - 2, rect.height() - 2
            )
            painter.drawRoundedRect(whole, 4, 4)
            painter.setPen(colour("accent-ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | _MIDDLE, str(day.on.day))
        if not day.is_today:
            painter.setPen(colour("ink3"))
        left = box.right() + 4
        letter = QRect(left, rect.top(), metrics.horizontalAdvance("W") + 1, rect.height())
        painter.drawText(letter, _LEFT, _LETTERS[day.on.weekday()])

    def _lead(self, metrics: QFontMetrics) -> int:
        """Return how much of a day its number and letter take."""
        return metrics.horizontalAdvance("30") + metrics.horizontalAdvance("W") + 9

    def _marks(self, painter: QPainter, rect: QRect, day: PlanDay, font: QFont) -> None:
        boxes = self._boxes(rect, day, font)
        shown = sum(1 for mark, _ in boxes if not mark.kind.is_deadline)
        for mark, box in boxes:
            if mark.kind.is_deadline:
                self._deadline(painter, box, mark, font)
            else:
                more = len(day.meetings) - 1 if shown == 1 else 0
                self._label(painter, box, mark, font, f" +{more}" if more else "")
        if not boxes and day.day_off:
            metrics = QFontMetrics(font)
            left = rect.left() + self._lead(metrics) + 2
            room = QRect(left, rect.top(), rect.right() - left - 2, rect.height())
            ground = room.adjusted(-1, 2, 0, -1)
            words = metrics.elidedText(day.day_off, Qt.TextElideMode.ElideRight, room.width())
            ground.setWidth(metrics.horizontalAdvance(words) + 3)
            painter.fillRect(ground, self._theme.colour("sunk"))
            painter.setFont(font)
            painter.setPen(self._theme.colour("ink2"))
            painter.drawText(room, _LEFT, words)

    def _boxes(self, rect: QRect, day: PlanDay, font: QFont) -> list[tuple[PlanMark, QRect]]:
        """Return where the marks of a day stand: meetings share the room, deadlines end it."""
        metrics = QFontMetrics(font)
        left, right = rect.left() + self._lead(metrics) + 1, rect.right() - 2
        meetings = list(day.meetings)
        deadlines = [mark for mark in day.marks if mark.kind.is_deadline]
        found: list[tuple[PlanMark, QRect]] = []
        edge = min(metrics.height(), rect.height() - 2)
        if not meetings and len(deadlines) == 1:  # alone, there is room to say for what it is
            return [(deadlines[0], QRect(left, rect.top(), right - left, rect.height()))]
        for mark in reversed(deadlines[:3]):
            found.append((mark, QRect(right - edge + 1, rect.top(), edge, rect.height())))
            right -= edge
        share = (right - left) // max(len(meetings), 1)
        if len(meetings) > 1 and any(
            metrics.horizontalAdvance(mark.short) + metrics.height() + 8 > share
            for mark in meetings
        ):  # side by side none of them could be read: the first stands for all
            clash = [mark for mark in meetings if mark.kind is MarkKind.CLASH]
            meetings, share = (clash or list(meetings))[:1], right - left
        for at, mark in enumerate(meetings):
            box = QRect(left + at * share, rect.top() + 1, share - 1, rect.height() - 2)
            found.append((mark, box))
        return found

    def _label(self, painter: QPainter, box: QRect, mark: PlanMark, font: QFont, more: str) -> None:
        colour, kind = self._theme.colour, mark.kind
        ground = {MarkKind.MEETING: "accent", MarkKind.CLASH: "warn-soft"}.get(kind, "surface")
        ink = {MarkKind.MEETING: "accent-ink", MarkKind.CLASH: "warn"}.get(kind, "ink2")
        edge = {MarkKind.MEETING: "accent", MarkKind.CLASH: "warn"}.get(kind, "field")
        metrics = QFontMetrics(font)
        clash = kind is MarkKind.CLASH
        lead = metrics.height() - 4 if clash else 0
        room = box.width() - 6 - lead - metrics.horizontalAdvance(more)
        words = metrics.elidedText(mark.short, Qt.TextElideMode.ElideRight, room) + more
        shape = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        shape.setWidth(min(shape.width(), metrics.horizontalAdvance(words) + 7 + lead))
        style = Qt.PenStyle.DashLine if kind is MarkKind.OFF else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour(edge), 1, style))
        painter.setBrush(colour(ground))
        painter.drawRoundedRect(shape, 3, 3)
        if clash:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("warn"))
            draw_triangle(painter, QRectF(shape.left() + 2, shape.top(), lead, shape.height()))
        struck = QFont(font)
        struck.setStrikeOut(kind is MarkKind.OFF)
        painter.setFont(struck)
        painter.setPen(colour(ink))
        painter.drawText(box.adjusted(4 + lead, 0, 0, 0), _LEFT, words)

    def _deadline(self, painter: QPainter, box: QRect, mark: PlanMark, font: QFont) -> None:
        metrics = QFontMetrics(font)
        edge = min(metrics.height(), box.height())
        shape = QRectF(box.left(), box.top(), edge, box.height())
        draw_deadline(painter, shape, mark.kind, self._theme)
        font = QFont(font)
        room = box.width() - edge - 2
        if room > edge:
            font.setWeight(QFont.Weight.Normal)
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(self._theme.colour("ink2"))
            words = metrics.elidedText(mark.short, Qt.TextElideMode.ElideRight, room)
            painter.drawText(box.adjusted(edge + 2, 0, 0, 0), _LEFT, words)


def draw_deadline(painter: QPainter, box: QRectF, kind: MarkKind, theme: Theme) -> None:
    """Draw a diamond for an agenda that goes out, a flag for reports that come in."""
    middle, half = box.center(), min(box.width(), box.height()) * 0.3
    painter.setPen(QPen(theme.colour("ink2"), 1.3))
    if kind is MarkKind.AGENDA:
        painter.setBrush(theme.colour("surface"))
        points = [(0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0)]
    else:
        painter.setBrush(theme.colour("ink2"))
        painter.drawLine(middle + QPointF(-half, -half), middle + QPointF(-half, half * 1.3))
        points = [(-half, -half), (half, -half * 0.4), (-half, half * 0.3)]
    painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in points]))


def draw_triangle(painter: QPainter, box: QRectF) -> None:
    """Draw the triangle that warns."""
    middle, half = box.center(), min(box.width(), box.height()) * 0.36
    points = ((0, -half), (half, half), (-half, half))
    painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in points]))
