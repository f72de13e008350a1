"""How rows are painted: ground, hairline, accent bar, words that wrap, tags."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from secretariat.ui.theme import Theme

TONE_COLOURS = {
    "good": ("good", "good-soft"),
    "warn": ("warn", "warn-soft"),
    "bad": ("bad", "bad-soft"),
    "accent": ("accent", "accent-soft"),
    "quiet": ("ink2", "sunk"),
}
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class RowPaint:
    """Paints parts of rows in the colours and sizes of the theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def colour(self, name: str) -> QColor:
        return self.theme.colour(name)

    def font(self, option: QStyleOptionViewItem, size: str = "body", weight: int = 400) -> QFont:
        font = QFont(option.font)
        font.setPixelSize(self.theme.px(size))
        font.setWeight(QFont.Weight(weight))
        return font

    def ground(
        self, painter: QPainter, option: QStyleOptionViewItem, *, first: bool, line: bool = True
    ) -> None:
        """Paint the ground of one cell: accent when the row is selected, a hairline below."""
        rect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, self.colour("accent-soft"))
        if line:
            painter.setPen(QPen(self.colour("line"), 1))
            painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if selected and first:
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()), self.colour("accent")
            )

    def words(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        font: QFont,
        ink: str,
        *,
        flags: int = LEFT,
        wrap: bool = False,
    ) -> None:
        """Paint words inside a rectangle, wrapped or cut with an ellipsis."""
        painter.setFont(font)
        painter.setPen(self.colour(ink))
        if wrap:
            painter.drawText(rect, flags | _wrap(text, QFontMetrics(font), rect.width()), text)
        else:
            cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, flags | int(Qt.TextFlag.TextSingleLine), cut)

    def tag(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        rect: QRect,
        text: str,
        tone: str,
        *,
        right: bool = True,
    ) -> int:
        """Paint a word on a soft ground, at the right or the left end of a rectangle; return how
        wide it is."""
        ink, ground = TONE_COLOURS.get(tone, TONE_COLOURS["quiet"])
        font = self.font(option, "small", 600)
        metrics = QFontMetrics(font)
        width = min(metrics.horizontalAdvance(text) + 14, rect.width())
        height = metrics.height() + 5
        left = rect.right() - width if right else rect.left()
        box = QRect(left, rect.center().y() - height // 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour(ground))
        painter.drawRoundedRect(QRectF(box), 6, 6)
        self.words(painter, box, text, font, ink, flags=int(Qt.AlignmentFlag.AlignCenter))
        return width

    def badge(
        self, painter: QPainter, option: QStyleOptionViewItem, left: int, letter: str, tone: str
    ) -> None:
        """Paint a letter on its ground from `left` on; an empty ring where there is none."""
        size, rect = self.theme.length(22), option.rect
        box = QRectF(left, rect.center().y() - size / 2 + 1, size, size)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not letter:
            painter.setPen(QPen(self.colour("field"), 1.2, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
            return
        ink, ground = TONE_COLOURS[tone]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour(ground))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(self.colour(ink))
        painter.setFont(self.font(option, "small", 600))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), letter)

    def change(self, painter: QPainter, rect: QRect, *, is_new: bool) -> None:
        """Paint the sign of a changed row at the left of a rectangle: a plus, or a triangle."""
        middle, edge = QPointF(rect.left() + 8, rect.center().y() + 0.5), 4.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.colour("accent"), 2))
        if is_new:
            across, down = QPointF(edge, 0), QPointF(0, edge)
            painter.drawLine(middle - across, middle + across)
            painter.drawLine(middle - down, middle + down)
            return
        painter.setBrush(self.colour("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        corners = ((0, -edge), (edge, edge - 1), (-edge, edge - 1))
        painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))

    def focus(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Frame the current cell while its view has the focus."""
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -3, -3), 4, 4)

    def height(self, text: str, font: QFont, width: int) -> int:
        """Return how high wrapped words are in a column of a width."""
        metrics, width = QFontMetrics(font), max(width, 40)
        wrap = _wrap(text, metrics, width)
        return metrics.boundingRect(QRect(0, 0, width, 10_000), wrap, text).height()

    def row_size(self, words_height: int) -> QSize:
        """Return the size of a row that holds words of a height."""
        least, most = self.theme.size("row_min_height"), self.theme.length(180)
        return QSize(40, max(least, min(words_height + self.theme.length(17), most)))


def _wrap(text: str, metrics: QFontMetrics, width: int) -> int:
    """Return the flag that breaks lines between words, or within one that is wider than a line."""
    long = any(
        len(word) > 12 and metrics.horizontalAdvance(word) > width for word in text[:20_000].split()
    )
    return int(Qt.TextFlag.TextWrapAnywhere if long else Qt.TextFlag.TextWordWrap)
