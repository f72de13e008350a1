"""Paints the year of the forward plan: names, counts, and a shape for what became of a topic."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from secretariat.services.plan import MarkKind, Status
from secretariat.services.plan_grid import Row, Square
from secretariat.ui.tables.row_delegate import Fonts, paint_tag, tag_size
from secretariat.ui.tables.rows import Index
from secretariat.ui.theme import Theme

ROW = int(Qt.ItemDataRole.UserRole) + 5
"""The role under which the whole row is found."""
PAST = ROW + 1
"""The role that says whether a cell lies in the past."""

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_TONES = {
    MarkKind.MEETING: "accent",
    MarkKind.MONTH: "accent",
    MarkKind.LATER: "warn",
    MarkKind.RETURNS: "ink3",
    MarkKind.TAKEN: "good",
    MarkKind.PUT_OFF: "warn",
    MarkKind.MISSED: "bad",
}


def draw_plan_mark(
    painter: QPainter, kind: MarkKind, at: QPointF, size: float, ink: QColor
) -> None:
    """Draw a disc for planned, a ring for a month, a diamond for slipped to there, a dot for what
    returns, a tick for taken, an arrow for put off, and a cross for passed untaken."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    x, y = at.x(), at.y()
    if kind in (MarkKind.MEETING, MarkKind.RETURNS):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        radius = size if kind is MarkKind.MEETING else size * 0.38
        painter.drawEllipse(at, radius, radius)
    elif kind is MarkKind.MONTH:
        painter.drawEllipse(at, size - 1, size - 1)
    elif kind is MarkKind.LATER:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        edges = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
        painter.drawPolygon(QPolygonF([QPointF(*point) for point in edges]))
    elif kind is MarkKind.TAKEN:
        tick = [(x - size, y), (x - size * 0.25, y + size * 0.7), (x + size, y - size * 0.7)]
        painter.drawPolyline(QPolygonF([QPointF(*point) for point in tick]))
    elif kind is MarkKind.PUT_OFF:
        painter.drawLine(QPointF(x - size, y), QPointF(x + size, y))
        head = [(x + size * 0.3, y - size * 0.65), (x + size, y), (x + size * 0.3, y + size * 0.65)]
        painter.drawPolyline(QPolygonF([QPointF(*point) for point in head]))
    else:
        reach = size * 0.75
        painter.drawLine(QPointF(x - reach, y - reach), QPointF(x + reach, y + reach))
        painter.drawLine(QPointF(x - reach, y + reach), QPointF(x + reach, y - reach))


class SquarePainter(QStyledItemDelegate):
    """Paints the cells. `over` is the column that a mark is being taken over, -1 for none."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fonts = Fonts.of(theme)
        self.over = -1
        self.height = max(theme.length(34), QFontMetrics(theme.font()).height() + theme.length(14))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(20, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row | None = index.data(ROW)
        if row is None:
            return
        colour, rect = self._theme.colour, option.rect
        painter.save()
        self._ground(painter, option, index, row)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.column() == 0:
            self._name(painter, rect, row)
        else:
            self._square(painter, rect, row.squares[index.column() - 1])
        if option.state & QStyle.StateFlag.State_Selected:
            focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("accent" if focus else "line2"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -3), 4, 4)
        painter.restore()

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: Row
    ) -> None:
        colour, rect = self._theme.colour, option.rect
        view = option.widget
        here = isinstance(view, QTableView) and view.currentIndex().row() == index.row()
        ground = "surface"
        if row.line is None:
            ground = "sunk"
        elif here:
            ground = "accent-soft"
        elif index.data(PAST):
            ground = "bg"
        painter.fillRect(rect, colour(ground))
        if index.column() == self.over and index.column() > 0:
            painter.fillRect(rect, colour("accent-soft"))
        if index.column() > 0:
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(rect.topLeft(), rect.bottomLeft())

    def _name(self, painter: QPainter, rect: QRect, row: Row) -> None:
        pad = self._theme.length(14)
        inner = rect.adjusted(pad, 0, -self._theme.length(8), 0)
        if row.line is None:
            self._words(painter, inner, row.title, strong=True)
            return
        inner.setLeft(inner.left() + self._theme.length(4))
        words, tone = _tag_of(row)
        if words:
            painter.setFont(self._fonts.tag)
            size = tag_size(QFontMetrics(self._fonts.tag), words)
            room = inner.width() - size.width() - self._theme.length(6)
            if QFontMetrics(self._fonts.title).horizontalAdvance(row.title) <= room:
                top = rect.center().y() - size.height() // 2
                box = QRect(inner.right() - size.width(), top, size.width(), size.height())
                paint_tag(painter, box, words, tone, self._theme)
                inner.setRight(box.left() - self._theme.length(6))
        over = row.line.status in (Status.DONE, Status.DROPPED)
        self._words(painter, inner, row.title, quiet=over)

    def _words(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        *,
        strong: bool = False,
        quiet: bool = False,
    ) -> None:
        font = self._fonts.strong if strong else self._fonts.title
        painter.setFont(font)
        painter.setPen(self._theme.colour("ink3" if quiet else "ink"))
        elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _LEFT, elided)

    def _square(self, painter: QPainter, rect: QRect, square: Square) -> None:
        colour = self._theme.colour
        if square.count:
            painter.setFont(self._fonts.strong)
            painter.setPen(colour("ink2"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(square.count))
        if square.mark:
            kind = square.mark.kind
            size = self._theme.length(6)
            draw_plan_mark(painter, kind, QRectF(rect).center(), size, colour(_TONES[kind]))


def _tag_of(row: Row) -> tuple[str, str]:
    """Return the tag behind a title: slipped, backlog, or why it matters."""
    line = row.line
    if line is None:
        return "", ""
    if line.status is Status.SLIPPED:
        return "Slipped", "warn"
    if line.status in (Status.BACKLOG, Status.DONE, Status.DROPPED):
        return line.status.value.capitalize(), "quiet"
    if line.topic.is_key_decision:
        return "Key", "accent"
    return ("Law", "quiet") if line.is_statutory else ("", "")


class PlanLegend(QWidget):
    """Tells the shapes of the year."""

    _PARTS = (
        (MarkKind.MEETING, "planned"),
        (MarkKind.MONTH, "for the month"),
        (MarkKind.LATER, "slipped"),
        (MarkKind.RETURNS, "returns"),
        (MarkKind.TAKEN, "taken"),
        (MarkKind.PUT_OFF, "put off"),
        (MarkKind.MISSED, "not taken"),
    )

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(
            "A disc is planned for a meeting, a ring for a month, a diamond has slipped to there, "
            "a dot returns; a tick was taken, "
            "an arrow put off, a cross passed and was not taken"
        )
        metrics = QFontMetrics(theme.font("small"))
        width = sum(metrics.horizontalAdvance(words) + 31 for _, words in self._PARTS)
        self.setFixedSize(QSize(width, metrics.height() + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("small"))
        metrics, at, middle = painter.fontMetrics(), 8.0, self.height() / 2
        for kind, words in self._PARTS:
            ink = self._theme.colour(_TONES[kind])
            draw_plan_mark(painter, kind, QPointF(at, middle), 5, ink)
            painter.setPen(self._theme.colour("ink2"))
            painter.drawText(QPointF(at + 11, middle + metrics.ascent() / 2 - 1), words)
            at += metrics.horizontalAdvance(words) + 31
        painter.end()
