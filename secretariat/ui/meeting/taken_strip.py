"""The line under the head of an item: when it was taken, and with what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from secretariat.models.kinds import Stage
from secretariat.models.records import Item
from secretariat.services import agenda, order
from secretariat.store.writer import Receipt
from secretariat.ui.editors.fields import TimeField
from secretariat.ui.meeting.minutes_picture import MinutesPicture, Topic
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import keyed
from secretariat.ui.widgets import Choice, error, flat_button, row, small

TAKE_KEYS, ADD_KEYS, TIMES_KEYS = "Ctrl+Shift+T", "Ctrl+Shift+B", "Ctrl+T"
_BEFORE = (
    *(Stage.PLANNED, Stage.AGENDA, Stage.PUBLISHED),
    *(Stage.CANCELLED, Stage.POSTPONED),
)


class TakenStrip(QWidget):
    """Shows and changes when an item began and ended and with which other it was taken."""

    def __init__(self, context: Context, take: Callable[[], None]) -> None:
        super().__init__()
        self._context = context
        self._item: Item | None = None
        self.take = keyed(flat_button("Take now", "arrow-up", take), TAKE_KEYS)
        save = context.autosave
        self.began = TimeField(save, lambda at: self._set(started=at), "Item began at")
        self.ended = TimeField(save, lambda at: self._set(ended=at), "Item ended at")
        for field in (self.began, self.ended):
            field.setFixedWidth(context.theme.length(84))
            field.setPlaceholderText("–")
            field.setToolTip(f"Noted by itself; type another time, or none ({TIMES_KEYS})")
        self.together = Choice(name="Taken together with")
        self.together.chosen.connect(self._take_with)
        self._wrong = error()
        self._told = small("", wrap=True)
        self.began.wrong = self.ended.wrong = self._say_wrong
        began, ended = small("Began"), small("ended")
        line = row(began, self.began, ended, self.ended, self.together, 1, self.take, spacing=8)
        line.setStretch(4, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 0, 20, 8)
        whole.setSpacing(4)
        whole.addLayout(line)
        for told in (self._told, self._wrong):
            whole.addWidget(told)

    def show_topic(self, picture: MinutesPicture, topic: Topic) -> None:
        """Show another item, or the same one again; what is being typed stays."""
        item = topic.item
        anew = item is None or self._item is None or item.uid != self._item.uid
        if anew:
            self._context.autosave.flush_all()
        self._item = item
        on = picture.meet.meeting.stage not in _BEFORE
        self.setVisible(item is not None and on and item.uid in picture.topmost)
        if item is None:
            return
        for field in (self.began, self.ended):
            field.style_of_clock = picture.phrases.choices["clock"]
        for field, value in ((self.began, item.started), (self.ended, item.ended)):
            if anew:
                field.put_value(value)
            field.show_value(value)
        others = [
            (one.uid, f"With {one.number or one.title}")
            for one in picture.topics
            if one.item and one.uid != item.uid and one.uid in picture.topmost
        ]
        self.together.set_options([("", "By itself"), *others])
        self.together.show_value(item.taken_with or "")
        self.take.setVisible(not topic.done and item.started is None)
        words = picture.discussed if item.is_added else ""
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def is_timed(self) -> bool:
        """Say whether the item that is shown has times: one below another has none of its own."""
        return self.isVisible()

    def begin(self) -> None:
        """Put the focus where it is typed when the item began."""
        self.began.setFocus()
        self.began.selectAll()

    def begin_now(self) -> None:
        """Let the item begin with the time of the clock, whatever stood there."""
        if self._item is not None and self.is_timed():
            ask(self._context, order.begin_now, self._item.uid)

    def end_now(self) -> None:
        """Let the item end with the time of the clock."""
        if self._item is not None and self.is_timed():
            ask(self._context, order.end_now, self._item.uid)

    def _say_wrong(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))

    def _set(self, **values: Any) -> Receipt[Any] | None:
        if self._item is None:
            return None
        return agenda.change_item(self._context.session, self._item.uid, **values)

    def _take_with(self, value: object) -> None:
        if self._item is not None:
            ask(self._context, order.take_with, self._item.uid, str(value) or None)


class AddBusiness(QWidget):
    """The line that adds business which is not on the agenda; Enter does it."""

    def __init__(self, context: Context, meeting: str, added: Callable[[Item], None]) -> None:
        super().__init__()
        self._context, self._meeting, self._added = context, meeting, added
        self.title = QLineEdit()
        self.title.setPlaceholderText("Business not on the agenda")
        self.title.setAccessibleName("Add business not on the agenda")
        self.title.setToolTip(f"Enter adds it where the meeting is now ({ADD_KEYS})")
        self.title.setMaxLength(400)
        self.title.returnPressed.connect(self._add)
        row(self.title, parent=self).setContentsMargins(16, 4, 8, 0)

    def begin(self) -> None:
        """Put the focus where the title is typed."""
        self.title.setFocus()

    def _add(self) -> None:
        title = self.title.text().strip()
        if not title:
            return

        def then(item: Item) -> None:
            self.title.clear()
            self._added(item)

        ask(self._context, order.add_business, self._meeting, title, then=then)
