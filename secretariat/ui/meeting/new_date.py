"""The day and the hours of a meeting that is held instead of one that was called off."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from secretariat.models.dates import (
    clock,
    parse_date,
    parse_time,
    plain_date,
    spoken_date,
    why_no_date,
    why_no_time,
)
from secretariat.services.bodies import choices_of
from secretariat.services.clashes import Diary, new_slot, told
from secretariat.services.deadlines import against
from secretariat.services.horizon import count_of
from secretariat.services.meetings import Meet
from secretariat.ui.page import Context
from secretariat.ui.pages.kit import keyed
from secretariat.ui.widgets import FormRow, column, primary_button, row, set_tone, small


class NewDate(QWidget):
    """Fields for a new date, judged while it is typed. `wanted` tells the day, when it begins and
    ends, and whether the agenda comes along."""

    wanted = Signal(object, object, object, bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._meet: Meet | None = None
        self._shown = ""
        self.day, self.starts, self.ends = QLineEdit(), QLineEdit(), QLineEdit()
        self.day.setPlaceholderText("19/7, 19 July, next thu")
        self.starts.setPlaceholderText("10, 10.30, 2pm")
        self.ends.setPlaceholderText("not set")
        self._rows = {
            "day": FormRow("New date", self.day),
            "starts": FormRow("Begins", self.starts),
            "ends": FormRow("Ends", self.ends),
        }
        self.with_agenda = QCheckBox("With its agenda")
        self.told = small("", wrap=True)
        self.told.hide()
        self.go = keyed(primary_button("Put a new date", "", self.submit), "Return")
        gap = context.theme.length(12)
        fields = row(*self._rows.values(), spacing=gap)
        fields.setStretch(0, 2)
        for at in (1, 2):
            fields.setStretch(at, 1)
        for each in self._rows.values():
            fields.setAlignment(each, Qt.AlignmentFlag.AlignTop)
        foot = row(self.with_agenda, 1, self.go)
        column(fields, self.told, foot, parent=self, spacing=context.theme.length(10))
        for line in (self.day, self.starts, self.ends):
            line.textEdited.connect(lambda _: self._judge())

    def show_meet(self, meet: Meet, items: int) -> None:
        """Offer the hours of a meeting and, where there is one, its agenda; what is typed stays."""
        self._meet = meet
        self.with_agenda.setVisible(bool(items))
        self.with_agenda.setText(f"With its agenda ({count_of(items, 'item')})")
        if self._shown == meet.meeting.uid:
            return
        self._shown = meet.meeting.uid
        self.with_agenda.setChecked(bool(items))
        reader = self._context.session.reader
        style = choices_of(reader, meet.bodies[0].uid)["clock"] if meet.bodies else "12"
        first = meet.first
        self.starts.setText(clock(first.starts, style) if first else "")
        self.ends.setText(clock(first.ends, style) if first and first.ends else "")

    def submit(self) -> None:
        """Tell the new date when what was typed makes sense; else say beside it what does not."""
        today = self._context.session.today()
        on, starts, ends = parse_date(self.day.text(), today), *self._hours()
        wrong = {
            "day": why_no_date(self.day.text(), today),
            "starts": why_no_time(self.starts.text()),
            "ends": why_no_time(self.ends.text()) if self.ends.text().strip() else "",
        }
        if starts and ends and ends <= starts:
            wrong["ends"] = "The meeting would end before it begins."
        for name, sentence in wrong.items():
            self._rows[name].say_wrong(sentence)
        first = next((name for name, sentence in wrong.items() if sentence), "")
        if first:
            self._rows[first].field.setFocus()
        elif on and starts:
            agenda = self.with_agenda.isChecked() and not self.with_agenda.isHidden()
            self.wanted.emit(on, starts, ends, agenda)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
            return
        super().keyPressEvent(event)

    def _hours(self) -> tuple[time | None, time | None]:
        ends = self.ends.text()
        return parse_time(self.starts.text()), parse_time(ends) if ends.strip() else None

    def _judge(self) -> None:
        """Say what the typed day means and what speaks against it."""
        for each in self._rows.values():
            each.say_wrong("")
        session, meet = self._context.session, self._meet
        on = parse_date(self.day.text(), session.today())
        if on is None or meet is None:
            self._say([], on)
            return
        warned = ["That day has passed."] if on < session.today() else []
        warned += against(session.reader, meet.bodies, on, session.today())
        starts, ends = self._hours()
        if starts and meet.bodies:
            place = meet.first.place if meet.first else ""
            slot = new_slot(meet.bodies, on, starts, ends, place)
            warned.append(told(Diary(session.reader).clashes(slot)))
        self._say([sentence for sentence in warned if sentence], on)

    def _say(self, warned: list[str], on: date | None) -> None:
        words = [f"{spoken_date(on)}.", *warned] if on else []
        self.told.setText(" ".join(words))
        self.told.setVisible(bool(words))
        set_tone(self.told, "warn" if warned else "")
        self.go.setText(f"Put on {plain_date(on)}" if on else "Put a new date")
