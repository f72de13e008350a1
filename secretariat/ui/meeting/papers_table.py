"""The papers of a meeting as a table: item, paper, length, in the pack or not, and state.

Papers are dragged to another place, files are dropped on a row from elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyleOptionViewItem,
    QWidget,
)

from secretariat.services.meeting_papers import MeetingPapers, PaperLine, Standing
from secretariat.ui.tables.row_delegate import Fonts, RowDelegate, paint_tag, tag_size
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ROW, Index, ListRow, RowsModel
from secretariat.ui.theme import Theme

DRAGGED = "application/x-secretariat-paper"
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | _MIDDLE
_RIGHT = Qt.AlignmentFlag.AlignRight | _MIDDLE
_NARROW = 520
"""Below this width, at the default font size, length and pack stand in the second line."""


@dataclass(frozen=True, slots=True)
class PaperRow(ListRow):
    """A row of the table: `length` and `packed` are the words in its two narrow columns."""

    length: str = ""
    packed: str = ""
    is_bare: bool = field(default=False)


def rows_of(
    papers: MeetingPapers,
    working: str = "",
    progress: str = "",
    numbers: Mapping[str, str] | None = None,
) -> list[PaperRow]:
    """Return the rows of the papers; the file `working` is on its way, `progress` says how far.

    `numbers` are those of each paper in the pack that is chosen, None where it is not made.
    """
    return [_row(line, papers, working, progress, numbers) for line in papers.lines]


def _row(
    line: PaperLine,
    papers: MeetingPapers,
    working: str,
    progress: str,
    numbers: Mapping[str, str] | None,
) -> PaperRow:
    standing = line.standing()
    word, tone = standing.value, standing.tone
    latest = max(line.files, key=lambda one: (one.edition.value, one.version), default=None)
    if working and any(one.uid == working for one in line.files):
        word, tone = progress or "Checking", "accent"
    elif standing is Standing.MISSING and line.view and line.view.days_late(papers.today):
        tone = "bad"
    elif standing is Standing.READY and latest is not None and line.is_unseen:
        tone = "warn"
    pages = f"{line.pages:,}" if line.is_in and line.pages else ""
    packed = ""
    if line.link is not None and not line.link.is_in_pack:
        packed = "Listed"
    elif numbers is not None and line.paper is not None:
        packed = numbers.get(line.key, "")
    elif line.is_in:
        packed = "Yes"
    detail = line.detail(papers.today)
    said = [f"Item {line.number}" if line.number else "Item", line.title]
    said += [f"{pages} pages"] if pages else []
    if numbers is not None and packed and packed != "Listed":
        said.append(f"in the pack {packed}")
    said += [part for part in (detail, word) if part]
    return PaperRow(
        line.key, line.title, detail, line.number, tag=word, tone=tone,
        quiet=line.paper is None, sentence=", ".join(said), length=pages, packed=packed,
        is_bare=line.paper is None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a row are, from its left edge; a narrow row has no `length`."""

    lead: QRect
    title: QRect
    length: QRect
    packed: QRect
    state: QRect
    is_narrow: bool


def columns_of(rect: QRect, theme: Theme) -> Columns:
    """Return the columns of a row that has this place."""
    pad, gap = theme.length(16), theme.length(12)
    inner = rect.adjusted(pad, 0, -pad, 0)
    fonts = Fonts.of(theme)
    small, tag = QFontMetrics(fonts.small), QFontMetrics(fonts.tag)
    lead = max(theme.length(34), QFontMetrics(fonts.strong).horizontalAdvance("12 (b)"))
    state = tag_size(tag, "Checking 12 of 60").width()
    narrow = rect.width() < theme.length(_NARROW)
    length = 0 if narrow else small.horizontalAdvance("Length") + theme.length(10)
    packed = 0 if narrow else small.horizontalAdvance("100–1000") + theme.length(14)
    top, height = inner.top(), inner.height()
    right = inner.right() + 1 - state
    packed_at = right - packed
    length_at = packed_at - length
    title_at = inner.left() + lead + gap
    title_width = max((right if narrow else length_at) - gap - title_at, 60)
    return Columns(
        QRect(inner.left(), top, lead, height),
        QRect(title_at, top, title_width, height),
        QRect(length_at, top, length, height),
        QRect(packed_at, top, packed, height),
        QRect(right, top, state, height),
        narrow,
    )


class PaperDelegate(RowDelegate):
    """Paints the rows of the table."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW)
        fonts = Fonts.of(self._theme)
        height = QFontMetrics(fonts.title).lineSpacing()
        if isinstance(row, ListRow) and row.detail:
            height += QFontMetrics(fonts.small).lineSpacing() + 2
        least = QFontMetrics(fonts.tag).height() + 6
        return QSize(160, max(height, least) + 2 * self._pad_y)

    def _row(self, painter: QPainter, rect: QRect, row: ListRow, fonts: Fonts) -> None:
        assert isinstance(row, PaperRow)
        places = columns_of(rect, self._theme)
        ink, ink2, ink3 = (self._theme.colour(name) for name in ("ink", "ink2", "ink3"))
        painter.setFont(fonts.strong)
        painter.setPen(ink3 if row.is_bare else ink)
        painter.drawText(places.lead, _LEFT, row.lead)
        title, small = QFontMetrics(fonts.title), QFontMetrics(fonts.small)
        detail = row.detail
        if places.is_narrow and row.length:
            detail = f"{row.length} pages · {detail}" if detail else f"{row.length} pages"
        both = title.height() + (small.lineSpacing() + 2 if detail else 0)
        top = rect.top() + (rect.height() - both) // 2
        width = places.title.width()
        painter.setFont(fonts.title)
        painter.setPen(ink2 if row.is_bare else ink)
        line = QRect(places.title.left(), top, width, title.height())
        end = Qt.TextElideMode.ElideRight
        painter.drawText(line, _LEFT, title.elidedText(row.title, end, width))
        painter.setFont(fonts.small)
        painter.setPen(ink3)
        if detail:
            line = QRect(places.title.left(), top + title.height() + 2, width, small.height())
            painter.drawText(line, _LEFT, small.elidedText(detail, end, width))
        if not places.is_narrow:
            painter.drawText(places.length, _LEFT, row.length)
            words = small.elidedText(row.packed, end, places.packed.width() - 6)
            painter.drawText(places.packed, _LEFT, words)
        if row.tag:
            painter.setFont(fonts.tag)
            size = tag_size(QFontMetrics(fonts.tag), row.tag)
            middle = places.state.top() + (places.state.height() - size.height()) // 2
            left = places.state.right() + 1 - size.width()
            paint_tag(painter, QRect(left, middle, *size.toTuple()), row.tag, row.tone, self._theme)


class PaperRows(RowsModel):
    """Rows that can be dragged, where they hold a paper."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        row = self.at(index)
        if isinstance(row, PaperRow) and not row.is_bare:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        return [DRAGGED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        held = QMimeData()
        row = self.at(indexes[0]) if indexes else None
        if row is not None:
            held.setData(DRAGGED, row.key.encode())
        return held


class PaperTable(RowList):
    """The table. `files_dropped` tells paths and the key of the row, empty below the last;
    `paper_dropped` the key of a paper, the key of the row it was dropped at, and whether it goes
    below that."""

    files_dropped = Signal(list, str)
    paper_dropped = Signal(str, str, bool)
    resized = Signal()

    ROWS: ClassVar[type[RowsModel]] = PaperRows
    DELEGATE: ClassVar[type[RowDelegate]] = PaperDelegate

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Papers", parent)
        self._theme = theme
        self._over = QModelIndex()
        self._below: bool | None = None
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setMovement(QListView.Movement.Static)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())
        self.resized.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._follow(event, event.position().toPoint())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._follow(event, event.position().toPoint())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._forget()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        at = event.position().toPoint()
        row = self.rows.at(self.indexAt(at))
        key = row.key if row else ""
        data = event.mimeData()
        below = self._is_below(at)
        self._forget()
        if paths := local_paths(data):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.files_dropped.emit(paths, key)
        elif data.hasFormat(DRAGGED) and key:
            event.accept()
            moved = bytes(data.data(DRAGGED).data()).decode("utf-8", "replace")
            self.paper_dropped.emit(moved, key, below)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._over.isValid():
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        rect = self.visualRect(self._over)
        if self._below is None:
            painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -2.5), 4, 4)
        else:
            y = rect.bottom() if self._below else rect.top() + 1
            painter.drawLine(rect.left(), y, rect.right(), y)
        painter.end()

    def _follow(self, event: QDragMoveEvent, at: QPoint) -> None:
        data = event.mimeData()
        files = bool(local_paths(data))
        if not files and not data.hasFormat(DRAGGED):
            event.ignore()
            return
        self._over = self.indexAt(at)
        self._below = None if files else self._is_below(at)
        self.viewport().update()
        event.setDropAction(Qt.DropAction.CopyAction if files else Qt.DropAction.MoveAction)
        event.accept()

    def _is_below(self, at: QPoint) -> bool:
        rect = self.visualRect(self.indexAt(at))
        return rect.isValid() and at.y() > rect.center().y()

    def _forget(self) -> None:
        self._over, self._below = QModelIndex(), None
        self.viewport().update()


class PaperHead(QWidget):
    """The names of the columns, above the rows."""

    def __init__(self, theme: Theme, table: PaperTable) -> None:
        super().__init__()
        self._theme = theme
        self._table = table
        table.resized.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(QFontMetrics(theme.font("small")).height() + theme.length(14))
        self.setAccessibleName("Item, paper, length, in pack, state")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRect(0, 0, self._table.viewport().width(), self.height())
        places = columns_of(rect, self._theme)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.colour("ink3"))
        painter.drawText(places.lead, _LEFT, "Item")
        painter.drawText(places.title, _LEFT, "Paper")
        if not places.is_narrow:
            painter.drawText(places.length, _LEFT, "Length")
            painter.drawText(places.packed, _LEFT, "In pack")
        painter.drawText(places.state, _RIGHT, "State")
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.end()


def local_paths(data: QMimeData) -> list[Path]:
    """Return the files of this computer that are dragged or copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
