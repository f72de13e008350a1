"""The dates of a meeting, each with its times and place, typed as people type them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from secretariat.models.dates import spoken_date
from secretariat.models.records import Sitting
from secretariat.services import meetings
from secretariat.services.bodies import choices_of
from secretariat.services.clashes import Diary, told
from secretariat.services.meetings import Meet
from secretariat.ui.editors.fields import DateField, LineField, TimeField
from secretariat.ui.meeting.moving import Moving
from secretariat.ui.page import Context
from secretariat.ui.widgets import (
    FormRow,
    button,
    column,
    row,
    section,
    set_tone,
    small,
    tool_button,
)

ORIGIN = "meeting.details"


class SittingCard(QFrame):
    """One date of a meeting: planned times, place, and when it really began and ended."""

    def __init__(
        self, context: Context, uid: str, style: str, remove: Callable[[str], None]
    ) -> None:
        super().__init__()
        self.uid = uid
        self.context = context
        save = context.autosave
        session = context.session
        self._moving = Moving(context)
        self.setProperty("kind", "card")
        self.on = DateField(save, self._writer("date"), session.today, optional=False)
        self.starts = TimeField(save, self._writer("starts"), "Begins", optional=False, style=style)
        self.ends = TimeField(save, self._writer("ends"), "Ends", style=style)
        self.place = LineField(save, self._writer("place"), "Place")
        self.link = LineField(save, self._writer("remote_link"), "Link to join from afar")
        self.opened = TimeField(save, self._writer("opened"), "Began at", style=style)
        self.closed = TimeField(save, self._writer("closed"), "Ended at", style=style)
        self.remove = tool_button("Remove this date", "trash-2", lambda: remove(uid))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        self._form(grid, "Date", self.on, 0, 0, 2)
        self._form(grid, "Begins", self.starts, 0, 2)
        self._form(grid, "Ends", self.ends, 0, 3)
        self._form(grid, "Place", self.place, 1, 0, 2)
        self._form(grid, "Began at", self.opened, 1, 2)
        self._form(grid, "Ended at", self.closed, 1, 3)
        self._form(grid, "Link to join from afar", self.link, 2, 0, 4)
        for at in range(4):
            grid.setColumnStretch(at, 1)
        row(grid, self.remove, parent=self, margin=16)

    def _form(
        self, grid: QGridLayout, name: str, field: Any, at: int, left: int, span: int = 1
    ) -> None:
        form = FormRow(name, field)
        if isinstance(field, DateField | TimeField):
            field.wrong = form.say_wrong
        grid.addWidget(form, at, left, 1, span)

    def _writer(self, name: str) -> Callable[[Any], Any]:
        def write(value: Any) -> Any:
            values = {name: value}
            session = self.context.session
            receipt = meetings.change_sitting(session, self.uid, origin=ORIGIN, **values)
            if name == "date":
                self._moving.tell(receipt, value)
            return receipt

        return write

    def show_sitting(self, sitting: Sitting, *, alone: bool) -> None:
        """Show what the register holds."""
        if not self.on.hasFocus():
            self._moving.begin(sitting)
        self.on.show_value(sitting.date)
        self.starts.show_value(sitting.starts)
        self.ends.show_value(sitting.ends)
        self.place.show_value(sitting.place)
        self.link.show_value(sitting.remote_link)
        for field in (self.place, self.link):
            if not field.hasFocus():
                field.home(False)
        self.opened.show_value(sitting.opened)
        self.closed.show_value(sitting.closed)
        self.remove.setVisible(not alone)
        self.remove.setAccessibleName(f"Remove {spoken_date(sitting.date)}")


class Sittings(QWidget):
    """All dates of a meeting, and the way to add another."""

    def __init__(self, context: Context, meeting: str) -> None:
        super().__init__()
        self.context = context
        self.meeting = meeting
        self.cards: dict[str, SittingCard] = {}
        self._meet: Meet | None = None
        self._title = section("When and where")
        self._list = column(spacing=10)
        add = button("Add another date", "calendar-plus", self.add)
        self.warning = small(wrap=True)
        set_tone(self.warning, "warn")
        self.warning.hide()
        column(row(self._title, 1, add), self.warning, self._list, parent=self, spacing=10)

    def show_meet(self, meet: Meet) -> None:
        """Show the sittings of a meeting, keeping the cards in which something is typed."""
        self._meet = meet
        uids = [sitting.uid for sitting in meet.sittings]
        for uid in [uid for uid in self.cards if uid not in uids]:
            card = self.cards.pop(uid)
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        for at, sitting in enumerate(meet.sittings):
            if sitting.uid not in self.cards:
                self.cards[sitting.uid] = SittingCard(
                    self.context, sitting.uid, self._clock(meet), self._remove
                )
            card = self.cards[sitting.uid]
            if self._list.indexOf(card) != at:
                self._list.insertWidget(at, card)
            card.show_sitting(sitting, alone=len(uids) == 1)
        self._warn(meet)

    def _warn(self, meet: Meet) -> None:
        """Say what clashes with a meeting that is still to come, as long as it does."""
        reader, today = self.context.session.reader, self.context.session.today()
        coming = bool(meet.sittings) and meet.sittings[-1].date >= today
        words = told(Diary(reader).of_meet(meet), 3) if coming else ""
        self.warning.setText(words)
        self.warning.setVisible(bool(words))

    def begin_times(self) -> None:
        """Put the focus where it is typed when the meeting began."""
        if self._meet and self._meet.sittings:
            first = self.cards[self._meet.sittings[0].uid].opened
            first.setFocus()
            first.selectAll()

    def _clock(self, meet: Meet) -> str:
        reader = self.context.session.reader
        return choices_of(reader, meet.bodies[0].uid)["clock"] if meet.bodies else "12"

    def add(self) -> None:
        """Add a date a day after the last one, at the same time and place."""
        last = self._meet.sittings[-1] if self._meet and self._meet.sittings else None
        if last is None:
            self._add_first()
            return
        day = last.date if last.date == date.max else last.date + timedelta(days=1)
        self.context.submit(
            meetings.add_sitting(
                self.context.session,
                self.meeting,
                day,
                last.starts,
                ends=last.ends,
                place=last.place,
                remote_link=last.remote_link,
            ),
            lambda sitting: self._focus(sitting.uid),
        )

    def _add_first(self) -> None:
        """Give a date to a meeting that has none, as one from elsewhere may: today at first."""
        lead = self._meet.bodies[0] if self._meet and self._meet.bodies else None
        session = self.context.session
        self.context.submit(
            meetings.add_sitting(
                session,
                self.meeting,
                session.today(),
                time(10),
                place=lead.venue if lead else "",
                remote_link=lead.remote_link if lead else "",
            ),
            lambda sitting: self._focus(sitting.uid),
        )

    def _focus(self, uid: str) -> None:
        card = self.cards.get(uid)
        if card is not None:
            card.on.setFocus()
            card.on.selectAll()

    def _remove(self, uid: str) -> None:
        self.context.submit(
            meetings.remove_sitting(self.context.session, uid),
            lambda _: self.context.messages.say("Removed the date.", "Undo", self.context.undo),
        )
