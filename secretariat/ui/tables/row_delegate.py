"""Paints the rows of a list: a day, a title, a quiet second line, and a tag."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from secretariat.ui.tables.rows import ROW, Index, ListRow
from secretariat.ui.theme import Theme

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Fonts:
    """The type scale of a list."""

    title: QFont
    strong: QFont
    small: QFont
    tag: QFont

    @classmethod
    def of(cls, theme: Theme) -> Fonts:
        """Return the fonts of a theme, which grow with the font of the system."""
        return cls(
            theme.font("body", "medium"),
            theme.font("body", "semibold"),
            theme.font("small"),
            theme.font("small", "medium"),
        )


def paint_tag(painter: QPainter, rect: QRect, text: str, tone: str, theme: Theme) -> None:
    """Paint a tag: its words on the soft ground of its tone."""
    quiet = tone not in ("bad", "warn", "good", "accent")
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("sunk" if quiet else f"{tone}-soft"))
    painter.drawRoundedRect(QRectF(rect), 6, 6)
    painter.setPen(theme.colour("ink2" if quiet else tone))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def tag_size(metrics: QFontMetrics, text: str) -> QSize:
    """Return how large a tag is."""
    return QSize(metrics.horizontalAdvance(text) + 16, metrics.height() + 6)


class RowDelegate(QStyledItemDelegate):
    """Paints `ListRow`s. Titles run over up to `lines` lines, and never under the tag."""

    def __init__(self, theme: Theme, parent: QObject | None = None, *, lines: int = 1) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = lines
        self._lead = ""
        self._pad_x, self._pad_y = theme.length(16), theme.length(8)
        self._gap, self._bar, self._indent = theme.length(12), theme.length(3), theme.length(20)

    def keep_for_lead(self, widest: str) -> None:
        """Keep a column at the left that is as wide as these words."""
        self._lead = widest

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: ListRow | None = index.data(ROW)
        if row is None:
            return super().sizeHint(option, index)
        row = self._fitting(row, self._view_width(option))
        fonts = Fonts.of(self._theme)
        title, small = QFontMetrics(fonts.title), QFontMetrics(fonts.small)
        if row.is_group:
            return QSize(120, title.height() + 2 * self._pad_y + 4)
        lines = 1
        if self._lines > 1:
            room = self._view_width(option) - self._sides(row, fonts) - 4
            lines = max(1, len(_broken(row.title, fonts.title, room, self._lines)))
        height = lines * title.lineSpacing() + (small.lineSpacing() + 2 if row.detail else 0)
        least = QFontMetrics(fonts.tag).height() + 6 if row.tag or row.mark else 0
        return QSize(160, max(height, least, 20) + 2 * self._pad_y)

    def _view_width(self, option: QStyleOptionViewItem) -> int:
        view = option.widget
        return view.viewport().width() if isinstance(view, QListView) else option.rect.width()

    def _fitting(self, row: ListRow, width: int) -> ListRow:
        """Put the note into the second line where it would leave no room for the title."""
        if not row.note or row.is_group or width >= self._theme.length(440):
            return row
        detail = " · ".join(part for part in (row.note, row.detail) if part)
        return replace(row, note="", detail=detail)

    def _sides(self, row: ListRow, fonts: Fonts) -> int:
        """Return how much of the width is not the title's."""
        tag = QFontMetrics(fonts.tag)
        width = 2 * self._pad_x + row.depth * self._indent
        if self._lead:
            width += QFontMetrics(fonts.small).horizontalAdvance(self._lead) + self._gap
        for words in filter(None, (row.tag, row.mark)):
            width += tag_size(tag, words).width() + self._gap
        if row.note:
            width += QFontMetrics(fonts.small).horizontalAdvance(row.note) + self._gap
        return width

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ListRow | None = index.data(ROW)
        if row is None:
            return
        rect: QRect = option.rect
        row = self._fitting(row, rect.width())
        fonts = Fonts.of(self._theme)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.is_group:
            self._group(painter, rect, row, fonts)
        else:
            state = option.state
            self._ground(painter, rect, state)
            self._row(painter, rect, row, fonts)
        painter.restore()

    def _group(self, painter: QPainter, rect: QRect, row: ListRow, fonts: Fonts) -> None:
        painter.fillRect(rect, self._theme.colour("bg"))
        inner = rect.adjusted(self._pad_x, 0, -self._pad_x, 0)
        painter.setFont(fonts.strong)
        painter.setPen(self._theme.colour("ink2"))
        left = Qt.AlignmentFlag.AlignLeft | _MIDDLE
        painter.drawText(inner, left, row.title)
        painter.setFont(fonts.small)
        painter.setPen(self._theme.colour("ink3"))
        right = Qt.AlignmentFlag.AlignRight | _MIDDLE
        painter.drawText(inner, right, row.note)
        self._line(painter, rect)

    def _line(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour("accent-soft"))
            painter.fillRect(
                QRect(rect.left(), rect.top(), self._bar, rect.height()),
                self._theme.colour("accent"),
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour("bg"))
        self._line(painter, rect)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -2.5), 4, 4)

    def _row(self, painter: QPainter, rect: QRect, row: ListRow, fonts: Fonts) -> None:
        inner = rect.adjusted(
            self._pad_x + row.depth * self._indent, self._pad_y, -self._pad_x, -self._pad_y
        )
        right = self._right(painter, inner, row, fonts)
        small = QFontMetrics(fonts.small)
        left = inner.left()
        if self._lead:
            width = small.horizontalAdvance(self._lead)
            painter.setFont(fonts.small)
            painter.setPen(self._theme.colour("ink3"))
            box = QRect(left, inner.top(), width, inner.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | _MIDDLE, row.lead)
            left += width + self._gap
        room = right - left
        lines = _broken(row.title, fonts.title, room, self._lines)
        metrics = QFontMetrics(fonts.title)
        detail = small.lineSpacing() + 2 if row.detail else 0
        top = (
            inner.top() + max(0, inner.height() - len(lines) * metrics.lineSpacing() - detail) // 2
        )
        painter.setFont(fonts.title)
        painter.setPen(self._theme.colour("ink3" if row.quiet else "ink"))
        for line in lines:
            painter.drawText(QPointF(left, top + metrics.ascent()), line)
            top += metrics.lineSpacing()
        if row.detail:
            painter.setFont(fonts.small)
            painter.setPen(self._theme.colour("ink3"))
            words = small.elidedText(row.detail, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(left, top + 2 + small.ascent()), words)

    def _right(self, painter: QPainter, inner: QRect, row: ListRow, fonts: Fonts) -> int:
        """Paint the tag and the note at the right, and return where the title must end."""
        right = inner.right()
        for words, tone in ((row.tag, row.tone), (row.mark, "warn")):
            if not words:
                continue
            painter.setFont(fonts.tag)
            size = tag_size(QFontMetrics(fonts.tag), words)
            top = inner.center().y() - size.height() // 2
            box = QRect(right - size.width(), top, size.width(), size.height())
            paint_tag(painter, box, words, tone, self._theme)
            right = box.left() - self._gap
        if row.note:
            width = QFontMetrics(fonts.small).horizontalAdvance(row.note)
            painter.setFont(fonts.small)
            painter.setPen(self._theme.colour("ink3"))
            box = QRect(right - width, inner.top(), width, inner.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | _MIDDLE, row.note)
            right = box.left() - self._gap
        return right


def _broken(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Return `text` broken into at most `most` lines, the last one cut with “…”."""
    text = text[:2_000]
    metrics = QFontMetrics(font)
    if most == 1 or metrics.horizontalAdvance(text) <= width:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(width, 40))]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 40))
        start = line.textStart()
        if len(lines) == most - 1:
            rest = metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, max(width, 40))
            lines.append(rest)
        else:
            lines.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return lines
