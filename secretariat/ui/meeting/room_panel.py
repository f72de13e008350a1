"""The right side of live minutes: who is in the room, and what the item is about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from secretariat.models.kinds import AttendanceKind
from secretariat.models.records import Item
from secretariat.models.room_kinds import MeetingEventKind
from secretariat.services.presence import RoomBook
from secretariat.ui.meeting.beside_panel import BesidePanel
from secretariat.ui.meeting.interest_desk import InterestCard
from secretariat.ui.meeting.item_submissions import MinuteSubmissions
from secretariat.ui.meeting.roll_picture import RollPicture
from secretariat.ui.meeting.roll_view import RollView
from secretariat.ui.meeting.room_card import RoomCard
from secretariat.ui.page import Context
from secretariat.ui.widgets import (
    button,
    column,
    quiet,
    row,
    small,
    strong,
)

_OTHERS = 520
"""The height that is left to the other cards before a long roll scrolls."""


class RoomPanel(QScrollArea):
    """Shows the roll with its marks, and the context of the item being minuted."""

    def __init__(
        self,
        context: Context,
        mark: Callable[[str, AttendanceKind | None], None],
        substitute: Callable[[str], None],
        fill: Callable[[], None],
        minute: Callable[[], None],
        record: Callable[[MeetingEventKind], None],
        beside: BesidePanel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self._whole = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Beside the minutes")
        self.roll = RollView(context.theme, lambda *_: None, compact=True)
        self.roll.marked.connect(mark)
        self.roll.substitute_asked.connect(substitute)
        self._count = strong()
        self._fill = button("List the members", "users", fill)
        self._keys = small("P A S L R N mark")
        self._nobody = quiet("Nobody is listed yet.", wrap=True)
        room = _card()
        self._room = column(parent=room, margin=0, spacing=6)
        head = row(strong("In the room"), 1, self._count)
        head.setContentsMargins(14, 12, 14, 0)
        self._room.addLayout(head)
        self._room.addWidget(self.roll)
        foot = column(self._nobody, self._fill, self._keys, spacing=6)
        foot.setContentsMargins(14, 0, 14, 12)
        self._room.addLayout(foot)
        self.beside = beside
        beside.wanted.connect(self._reveal)
        outer = QWidget()
        self.handed_in = MinuteSubmissions(context, minute)
        self.card = RoomCard(context.theme, record)
        self.interests = InterestCard()
        stack = column(
            self.card,
            self.interests,
            room,
            self.handed_in,
            self.beside,
            1,
            parent=outer,
            spacing=12,
        )
        stack.setContentsMargins(16, 14, 16, 16)
        self.setWidget(outer)

    def show_roll(self, picture: RollPicture, book: RoomBook, item: str | None) -> None:
        """Show who is in the room at an item."""
        self.card.show_book(book, item)
        self.interests.show_book(book, item)
        self.roll.show_picture(picture)
        self._count.setText(picture.count())
        empty = not picture.lines
        self._nobody.setVisible(empty)
        self._fill.setVisible(empty)
        self._keys.setVisible(not empty)
        self.roll.setVisible(not empty)
        groups = sum(bool(name) for name, _ in picture.halves())
        length = self.context.theme.length
        self._whole = length(29) * len(picture.lines) + length(28) * groups + 6
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let a long roll scroll by itself, so that what the item is about is seen below it."""
        length = self.context.theme.length
        most = max(length(150), self.viewport().height() - length(_OTHERS))
        self.roll.setFixedHeight(min(self._whole, most))

    def show_item(self, item: Item | None) -> None:
        """Show what the item is about, and what was handed in under it."""
        self.handed_in.show_item(item)
        self.beside.show_item(item)

    def _reveal(self, card: QWidget) -> None:
        self.ensureWidgetVisible(card, 0, 12)


def _card() -> QFrame:
    made = QFrame()
    made.setProperty("kind", "card")
    return made
