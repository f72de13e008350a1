"""How the agenda looks row by row: numbers hang, titles wrap, headings span."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTreeView, QWidget

from secretariat.models.kinds import ItemKind
from secretariat.models.records import Item
from secretariat.ui.meeting.agenda_model import (
    CHANGE_ROLE,
    DEPTH_ROLE,
    ITEM_ROLE,
    REPORT_ROLE,
    TONE_ROLE,
    Column,
)
from secretariat.ui.meeting.cells import CellDelegate
from secretariat.ui.meeting.row_paint import RIGHT, RowPaint
from secretariat.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
STEP = 26
PAD = 16
_WEIGHTS = {Column.NUMBER: 600, Column.TITLE: 500}


class AgendaDelegate(CellDelegate):
    """Paints the cells of the agenda."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look = RowPaint(theme)
        self.wrapped = frozenset({int(Column.TITLE)})

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(ITEM_ROLE)
        if not isinstance(item, Item):
            return
        painter.save()
        column = Column(index.column())
        self.look.ground(painter, option, first=column is Column.NUMBER)
        text = str(index.data() or "")
        if column is Column.NUMBER and (change := index.data(CHANGE_ROLE)):
            self.look.change(painter, option.rect, is_new=str(change).startswith("New"))
        if item.kind is ItemKind.HEADING:
            if column is Column.NUMBER:
                self._heading(painter, option, text)
        elif column is Column.TAG:
            if text:
                rect = option.rect.adjusted(0, 0, -PAD, 0)
                word, tone = index.data(REPORT_ROLE) or ("", "")
                if word:
                    width = self.look.tag(painter, option, rect, word, tone)
                    rect = rect.adjusted(0, 0, -width - 4, 0)
                self.look.tag(painter, option, rect, text, str(index.data(TONE_ROLE)))
        else:
            self._cell(painter, option, column, text, int(index.data(DEPTH_ROLE) or 0))
        self.look.focus(painter, option)
        painter.restore()

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        rect = option.rect.adjusted(PAD, 0, -PAD, 0)
        ink = "ink2" if text.strip() else "ink3"
        font = self.look.font(option, "small", 650)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.7)
        self.look.words(painter, rect, text.strip() or "Untitled heading", font, ink)

    def _cell(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        column: Column,
        text: str,
        depth: int,
    ) -> None:
        rect = self.words_rect(option.rect, column, depth)
        ink = "ink" if column in (Column.NUMBER, Column.TITLE) else "ink3"
        if column is Column.TITLE and not text.strip():
            text, ink = "No title: its sub-items print alone", "ink3"
        if column in (Column.CLOCK, Column.MINUTES, Column.PRESENTER):
            font = self.look.font(option, "small")
            flags = RIGHT if column is Column.CLOCK else None
        else:
            weight = 400 if depth and column is Column.TITLE else _WEIGHTS[column]
            font = self.look.font(option, "body", weight)
            flags = None
        wrap = column in (Column.TITLE, Column.PRESENTER)
        if flags is None:
            self.look.words(painter, rect, text, font, ink, wrap=wrap)
        else:
            self.look.words(painter, rect, text, font, ink, wrap=wrap, flags=flags)

    @staticmethod
    def words_rect(rect: QRect, column: Column, depth: int) -> QRect:
        """Return where the words of a cell stand; sub-items hang further in."""
        if column is Column.NUMBER:
            return rect.adjusted(PAD + depth * STEP, 0, 0, 0)
        if column is Column.TITLE:
            return rect.adjusted(8 + depth * STEP, 4, -8, -4)
        return rect.adjusted(6, 0, -6, 0)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        item = index.data(ITEM_ROLE)
        depth = int(index.data(DEPTH_ROLE) or 0)
        column = Column(index.column())
        rect = option.rect
        if isinstance(item, Item) and item.kind is ItemKind.ITEM:
            rect = self.words_rect(option.rect, column, depth).adjusted(-7, 0, 4, 0)
            rect.setTop(option.rect.top())
            rect.setBottom(option.rect.bottom())
        rect = rect.intersected(option.rect) if column is not Column.NUMBER else rect
        editor.setGeometry(rect.adjusted(0, 3, 0, -4))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item = index.data(ITEM_ROLE)
        column, view = Column(index.column()), self.parent()
        if column not in (Column.TITLE, Column.PRESENTER) or not isinstance(item, Item):
            return self.look.row_size(0)
        width = view.columnWidth(column) if isinstance(view, QTreeView) else 300
        depth = int(index.data(DEPTH_ROLE) or 0)
        if column is Column.PRESENTER:
            font, width = self.look.font(option, "small"), width - 12
        else:
            font = self.look.font(option, "body", 400 if depth else 500)
            width -= 16 + depth * STEP
        return self.look.row_size(self.look.height(str(index.data() or " "), font, width))
