"""The right side of live minutes: who is in the room, and what the item is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from secretariat.models.kinds import AttendanceKind
from secretariat.models.plaintext import shortened, unmarked
from secretariat.models.records import Item
from secretariat.models.room_kinds import MeetingEventKind
from secretariat.models.views import ActionView
from secretariat.services.presence import RoomBook
from secretariat.ui.meeting.interest_desk import InterestCard
from secretariat.ui.meeting.item_submissions import MinuteSubmissions
from secretariat.ui.meeting.roll_picture import RollPicture
from secretariat.ui.meeting.roll_view import RollView
from secretariat.ui.meeting.room_card import RoomCard
from secretariat.ui.page import Context
from secretariat.ui.widgets import (
    body,
    button,
    caption,
    clear_layout,
    column,
    link_button,
    quiet,
    row,
    small,
    strong,
)

_MOST = 6


class RoomPanel(QScrollArea):
    """Shows the roll with its marks, and the context of the item being minuted."""

    roll_asked = Signal()
    actions_asked = Signal()

    def __init__(
        self,
        context: Context,
        mark: Callable[[str, AttendanceKind | None], None],
        substitute: Callable[[str], None],
        fill: Callable[[], None],
        minute: Callable[[], None],
        record: Callable[[MeetingEventKind], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
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
        self._about = _card()
        self._lines = column(parent=self._about, margin=14, spacing=4)
        outer = QWidget()
        self.handed_in = MinuteSubmissions(context, minute)
        self.card = RoomCard(context.theme, record)
        self.interests = InterestCard()
        stack = column(
            self.card,
            self.interests,
            room,
            self.handed_in,
            self._about,
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
        rows = len(picture.lines)
        groups = sum(bool(name) for name, _ in picture.halves())
        length = self.context.theme.length
        self.roll.setFixedHeight(min(length(29) * rows + length(28) * groups + 6, length(420)))

    def show_item(self, item: Item | None, actions: Sequence[ActionView]) -> None:
        """Show what the item asks for and what is still open from before."""
        self.handed_in.show_item(item)
        clear_layout(self._lines)
        if item is not None:
            self._part("Recommendation", item.recommendation)
            self._part("Explanation", item.text)
            self._part("Presented by", item.presenter)
            self._part("Note for officers", item.internal_note)
        if actions:
            self._lines.addWidget(caption("Open from earlier meetings"))
            for view in actions[:_MOST]:
                who = ", ".join(view.owner_initials)
                words = shortened(unmarked(view.words), 90)
                self._lines.addWidget(body(f"{who}: {words}" if who else words))
            more = f"All {len(actions)} open actions" if len(actions) > _MOST else "Open actions"
            self._lines.addWidget(link_button(more, self.actions_asked.emit))
        self._about.setVisible(self._lines.count() > 0)

    def _part(self, name: str, text: str) -> None:
        if text.strip():
            self._lines.addWidget(caption(name))
            self._lines.addWidget(body(unmarked(text).strip()))


def _card() -> QFrame:
    made = QFrame()
    made.setProperty("kind", "card")
    return made
