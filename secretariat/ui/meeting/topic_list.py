"""The items of the meeting beside their minutes: to come, now, done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from secretariat.models.timekeeping import Timing, Used
from secretariat.ui.meeting.cells import CellTree
from secretariat.ui.meeting.minutes_picture import MinutesPicture, Topic
from secretariat.ui.meeting.row_paint import RIGHT, RowPaint
from secretariat.ui.meeting.time_mark import list_words, spent_aloud
from secretariat.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
TOPIC_ROLE = Qt.ItemDataRole.UserRole
NOW_ROLE = Qt.ItemDataRole.UserRole + 1
NOTE_ROLE = Qt.ItemDataRole.UserRole + 2
"""The quiet words at the end of the row and their ink: what became of it, or its time."""


class TopicModel(QAbstractListModel):
    """The topics of a meeting; one of them is the one being minuted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.topics: tuple[Topic, ...] = ()
        self.now = ""
        self._timing = Timing()
        self._moment: datetime | None = None

    def keep_time(self, timing: Timing, moment: datetime) -> bool:
        """Show the time of every item as it is at a moment; say whether one takes other room."""
        before = [self._note(topic) for topic in self.topics]
        self._timing, self._moment = timing, moment
        wider = False
        for at, topic in enumerate(self.topics):
            note = self._note(topic)
            if note != before[at]:
                self.dataChanged.emit(self.index(at), self.index(at))
                wider = wider or len(note[0]) != len(before[at][0])
        return wider

    def _note(self, topic: Topic) -> tuple[str, str]:
        if topic.note() or topic.item is None:
            return topic.note(), "warn"
        return list_words(self._used(topic), self._planned(topic))

    def _used(self, topic: Topic) -> Used | None:
        return self._timing.used(topic.uid, self._moment) if self._moment else None

    def _planned(self, topic: Topic) -> int:
        own = topic.item.minutes if topic.item else None
        return self._timing.planned.get(topic.uid, own or 0)

    def load(self, topics: tuple[Topic, ...], now: str) -> None:
        """Show other topics, or another one as being minuted."""
        same = [t.uid for t in topics] == [t.uid for t in self.topics]
        if same:
            self.topics, self.now = topics, now
            if topics:
                self.dataChanged.emit(self.index(0), self.index(len(topics) - 1))
            return
        self.beginResetModel()
        self.topics, self.now = topics, now
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.topics)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        topic = self.topics[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return topic.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = topic.sentence(now=topic.uid == self.now)
            spent = spent_aloud(self._used(topic), self._planned(topic))
            return f"{said}, {spent}" if spent else said
        if role == NOTE_ROLE:
            return self._note(topic)
        if role == TOPIC_ROLE:
            return topic
        if role == NOW_ROLE:
            return topic.uid == self.now
        return None


class TopicDelegate(QStyledItemDelegate):
    """Paints a topic: a mark that differs in shape and colour, the number, the title."""

    def __init__(self, theme: Theme, parent: CellTree) -> None:
        super().__init__(parent)
        self.look = RowPaint(theme)
        self._view = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        topic = index.data(TOPIC_ROLE)
        if not isinstance(topic, Topic):
            return
        now = bool(index.data(NOW_ROLE))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(8, 1, -8, -1)
        if now:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.look.colour("accent-soft"))
            painter.drawRoundedRect(QRectF(box), 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self.look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6)
        self._mark(painter, box, topic.done, now)
        said, tone = index.data(NOTE_ROLE)
        number, words, note = self._places(box, option, topic, said)
        weight = 600 if now else 400
        ink = "ink" if topic.item else "ink3"
        self.look.words(painter, number, topic.number, self.look.font(option, weight=600), ink)
        font = self.look.font(option, weight=weight)
        self.look.words(painter, words, topic.title, font, ink, wrap=True)
        small = self.look.font(option, "small")
        self.look.words(painter, note, said, small, tone, flags=RIGHT)
        painter.restore()

    def _mark(self, painter: QPainter, box: QRect, done: bool, now: bool) -> None:
        edge = self.look.theme.length(9)
        place = QRectF(box.left() + 12, box.center().y() - edge / 2 + 1, edge, edge)
        if now or done:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.look.colour("accent" if now else "good"))
            painter.drawEllipse(place)
        else:
            painter.setPen(QPen(self.look.colour("field"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(place.adjusted(0.5, 0.5, -0.5, -0.5))

    def _places(
        self, box: QRect, option: QStyleOptionViewItem, topic: Topic, said: str
    ) -> tuple[QRect, QRect, QRect]:
        """Return where number, title and what is said at the end stand."""
        metrics = QFontMetrics(self.look.font(option, weight=600))
        left = box.left() + 12 + self.look.theme.length(9) + 12
        wide = max(
            metrics.horizontalAdvance("00"),
            max((metrics.horizontalAdvance(t.number) for t in self._topics()), default=0),
        )
        beside = QFontMetrics(self.look.font(option, "small")).horizontalAdvance(said) + 4
        number = QRect(left, box.top(), wide + 2, box.height())
        words = QRect(number.right() + 12, box.top(), 0, box.height())
        words.setRight(box.right() - 12 - beside - (6 if said else 0))
        note = QRect(box.right() - 12 - beside, box.top(), beside, box.height())
        return number, words, note

    def _topics(self) -> tuple[Topic, ...]:
        model = self._view.model()
        return model.topics if isinstance(model, TopicModel) else ()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        topic = index.data(TOPIC_ROLE)
        width = self._view.viewport().width()
        if not isinstance(topic, Topic):
            return self.look.row_size(0)
        _, words, _ = self._places(
            QRect(8, 0, width - 16, 40), option, topic, index.data(NOTE_ROLE)[0]
        )
        font = self.look.font(option, weight=600)
        return self.look.row_size(self.look.height(topic.title, font, words.width()))


class TopicList(CellTree):
    """Shows the topics; `chosen` names the one that shall be minuted."""

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")
        self.setAccessibleName("Items of the meeting")
        self.list = TopicModel(self)
        self.setModel(self.list)
        self.setItemDelegate(TopicDelegate(theme, self))
        self.header().setStretchLastSection(True)
        self.clicked.connect(self._choose)
        self.activated.connect(self._enter)

    def show_topics(self, picture: MinutesPicture, now: str) -> None:
        """Show the topics with the one being minuted."""
        had = self.list.now
        self.list.load(picture.topics, now)
        if had != now or not self.currentIndex().isValid():
            index = self._index_of(now)
            if index.isValid():
                self.setCurrentIndex(index)
                self.scrollTo(index)
        self.scheduleDelayedItemsLayout()

    def keep_time(self, timing: Timing, moment: datetime) -> None:
        """Show the time of every item as it is at a moment."""
        if self.list.keep_time(timing, moment):
            self.scheduleDelayedItemsLayout()

    def _index_of(self, uid: str) -> QModelIndex:
        for row, topic in enumerate(self.list.topics):
            if topic.uid == uid:
                return self.list.index(row)
        return QModelIndex()

    def _choose(self, index: QModelIndex) -> None:
        topic = index.data(TOPIC_ROLE)
        if isinstance(topic, Topic):
            self.chosen.emit(topic.uid)

    def _enter(self, index: QModelIndex) -> None:
        self._choose(index)
        self.entered.emit()
