"""A new meeting, typed in one panel: who meets, when, where, and what it starts from."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from secretariat.models.dates import (
    clock,
    parse_date,
    parse_time,
    plain_date,
    spoken_date,
    why_no_date,
    why_no_time,
)
from secretariat.models.kinds import MeetingKind
from secretariat.models.records import Body, Meeting
from secretariat.services import agenda, bodies, meetings
from secretariat.services.clashes import ClashKind, Diary, also_on, new_slot, told
from secretariat.services.deadlines import against
from secretariat.services.meetings import Meet
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import keyed
from secretariat.ui.pages.series_panel import SeriesPanel
from secretariat.ui.widgets import (
    Choice,
    FormRow,
    flat_button,
    link_button,
    primary_button,
    row,
    section,
    set_tone,
    small,
)

_KINDS = {kind: kind.value.capitalize() for kind in MeetingKind}


class MeetingForm(QFrame):
    """`added` tells the meeting that was made, `added_series` how many were; `closed` that the
    panel is no longer wanted."""

    added = Signal(str)
    added_series = Signal(int)
    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName("New meeting")
        self._context = context
        self._meets: list[Meet] = []
        self._diary = Diary(context.session.reader, ())
        self._bodies: list[Body] = []
        self._sources: list[Meet] = []
        self._body = Choice(name="Body")
        self._day, self._starts, self._ends = QLineEdit(), QLineEdit(), QLineEdit()
        self._place, self._name = QLineEdit(), QLineEdit()
        self._kind = Choice(_KINDS.items(), "Kind of meeting")
        self._source = Choice(name="Agenda")
        self._joint: dict[str, QCheckBox] = {}
        self._joint_box = QWidget()
        self._joint_grid = QGridLayout(self._joint_box)
        self._joint_grid.setContentsMargins(0, 0, 0, 0)
        self._joint_box.hide()
        self._more = link_button("With other bodies…", self._show_joint)
        self.series = SeriesPanel(context)
        self._repeats = link_button("Repeat…", self.show_series)
        self._told = small("", wrap=True)
        self._add = primary_button("Add meeting", "", self.submit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lay_out()
        self._connect()

    def begin(self, body: str = "", on: date | None = None) -> None:
        """Start with empty fields, a body and a day where they are known."""
        self.refresh()
        if body:
            self._body.show_value(body)
        self._day.setText(plain_date(on) if on else "")
        for editor in (self._ends, self._place, self._name):
            editor.clear()
        self._starts.setText("")
        self.series.clear()
        self._repeats.show()
        self._kind.show_value(MeetingKind.ORDINARY)
        for box in self._joint.values():
            box.setChecked(False)
        self._body_chosen()
        self._judge()
        (self._body if len(self._bodies) > 1 and not body else self._day).setFocus()

    def refresh(self) -> None:
        """Offer the bodies and agendas that there are now."""
        self._bodies = bodies.all_bodies(self._context.session)
        self._meets = meetings.all_meetings(self._context.session.reader)
        self._diary = Diary(self._context.session.reader, self._meets)
        self._body.set_options([(body.uid, body.name) for body in self._bodies])
        if set(self._joint) != {body.uid for body in self._bodies}:
            self._make_joint()
        self._more.setVisible(len(self._bodies) > 1 and self._joint_box.isHidden())

    def submit(self) -> None:
        """Make the meeting, when what was typed makes sense; else say what does not."""
        on, starts, ends = self._typed_day(), self._typed(self._starts), self._typed(self._ends)
        if self._say_wrong() or on is None or starts is None:
            return
        source = self._source.value()
        self._add.setEnabled(False)
        if self.series.wanted:
            self._submit_series(starts, ends)
            return
        ask(
            self._context,
            meetings.add_meeting,
            self._chosen(),
            on,
            starts,
            ends,
            kind=self._kind.value(),
            place=self._place.text().strip(),
            title=self._name.text().strip(),
            then=lambda made: self._made(made, source),
            otherwise=lambda: self._add.setEnabled(True),
        )

    def _submit_series(self, starts: time, ends: time | None) -> None:
        ask(
            self._context,
            meetings.add_series,
            self._chosen(),
            self.series.ticked(),
            starts,
            ends,
            kind=self._kind.value(),
            place=self._place.text().strip(),
            title=self._name.text().strip(),
            then=self._made_series,
            otherwise=lambda: self._add.setEnabled(True),
        )

    def _made_series(self, made: list[Meeting]) -> None:
        self._add.setEnabled(True)
        self.added_series.emit(len(made))

    def show_series(self) -> None:
        """Offer to repeat the meeting."""
        self.series.show()
        self._repeats.hide()
        self.series.repeat.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            super().keyPressEvent(event)

    def _made(self, made: Meeting, source: str) -> None:
        self._add.setEnabled(True)
        if not source:
            self.added.emit(made.uid)
            return
        ask(
            self._context,
            agenda.copy_agenda,
            source,
            made.uid,
            then=lambda _: self.added.emit(made.uid),
            otherwise=lambda: self.added.emit(made.uid),
        )

    def _lay_out(self) -> None:
        theme = self._context.theme
        self._rows = {
            "body": FormRow("Body", self._body),
            "day": FormRow("Date", self._day),
            "starts": FormRow("Begins", self._starts),
            "ends": FormRow("Ends", self._ends),
            "place": FormRow("Place", self._place),
            "kind": FormRow("Kind", self._kind),
            "name": FormRow("Title, if it has its own", self._name),
            "source": FormRow("Agenda", self._source),
        }
        self._day.setPlaceholderText("19/7, 19 July, next thu")
        self._starts.setPlaceholderText("10, 10.30, 2pm")
        self._ends.setPlaceholderText("not set")
        for time_ in (self._starts, self._ends):
            time_.setMinimumWidth(theme.length(88))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.length(16))
        grid.setVerticalSpacing(theme.length(10))
        places = (
            ("body", 0, 0, 6), ("day", 0, 6, 3), ("starts", 0, 9, 2), ("ends", 0, 11, 2),
            ("place", 1, 0, 7), ("source", 1, 7, 6), ("kind", 2, 0, 4), ("name", 2, 4, 9),
        )  # fmt: skip
        for name, line, at, span in places:
            grid.addWidget(self._rows[name], line, at, 1, span, Qt.AlignmentFlag.AlignTop)
        for at in range(13):
            grid.setColumnStretch(at, 1)
        cancel = keyed(flat_button("Cancel", "", self.closed.emit), "Esc")
        keyed(self._add, "Return")
        stack = QVBoxLayout(self)
        side = theme.length(20)
        stack.setContentsMargins(side, theme.length(14), side, theme.length(16))
        stack.setSpacing(theme.length(10))
        stack.addWidget(section("New meeting"))
        stack.addLayout(grid)
        stack.addWidget(self._joint_box)
        stack.addWidget(self.series)
        stack.addLayout(row(self._more, self._repeats, 1, spacing=side))
        foot = row(self._told, cancel, self._add)
        foot.setStretch(0, 1)
        stack.addLayout(foot)

    def _connect(self) -> None:
        self._body.chosen.connect(lambda _: self._body_chosen())
        for editor in (self._day, self._starts, self._ends):
            editor.textEdited.connect(lambda _: self._judge())
        self._day.editingFinished.connect(self._tidy_day)
        for line in (self._starts, self._ends):
            line.editingFinished.connect(lambda line=line: self._tidy_time(line))
        self._place.editingFinished.connect(self._judge)
        self.series.typed.connect(self._series_typed)
        self.series.ticked_changed.connect(self._judge)

    def _make_joint(self) -> None:
        for box in self._joint.values():
            self._joint_grid.removeWidget(box)
            box.deleteLater()
        self._joint = {body.uid: QCheckBox(body.name) for body in self._bodies}
        for at, box in enumerate(self._joint.values()):
            box.setAccessibleName(f"Together with {box.text()}")
            box.toggled.connect(lambda _: self._judge())
            self._joint_grid.addWidget(box, at // 2, at % 2)

    def _show_joint(self) -> None:
        self._joint_box.show()
        self._more.hide()
        first = next((box for box in self._joint.values() if box.isVisibleTo(self)), None)
        if first:
            first.setFocus()

    def _chosen(self) -> list[str]:
        lead = self._body.value()
        others = [uid for uid, box in self._joint.items() if box.isChecked() and uid != lead]
        return [lead, *others] if lead else []

    def _body_chosen(self) -> None:
        """Offer what the chosen body usually has: its venue, its hours, its last agendas."""
        lead = self._body.value()
        for uid, box in self._joint.items():
            box.setVisible(uid != lead)
        body = next((body for body in self._bodies if body.uid == lead), None)
        venue = " ".join(body.venue.split()) if body else ""
        self._place.setPlaceholderText(venue or "not set")
        own = [meet for meet in self._meets if any(b.uid == lead for b in meet.bodies)]
        self._usual_hours(own)
        items = [
            meet for meet in own if agenda.items_of(self._context.session.reader, meet.meeting.uid)
        ]
        self._sources = items[-12:][::-1]
        options = [("", "Begin with an empty one")]
        for meet in self._sources:
            day = plain_date(meet.date) if meet.date else "a meeting"
            options.append((meet.meeting.uid, f"Copy that of {day}"))
        self._source.set_options(options)
        self._judge()

    def _usual_hours(self, own: list[Meet]) -> None:
        last = own[-1].first if own else None
        if last and not self._starts.text():
            self._starts.setText(clock(last.starts))
            self._ends.setText(clock(last.ends) if last.ends else "")

    def _typed_day(self) -> date | None:
        return parse_date(self._day.text(), self._context.session.today())

    def _typed(self, line: QLineEdit) -> time | None:
        return parse_time(line.text()) if line.text().strip() else None

    def _tidy_day(self) -> None:
        on = self._typed_day()
        if on:
            self._day.setText(plain_date(on))

    def _tidy_time(self, line: QLineEdit) -> None:
        at = self._typed(line)
        if at:
            line.setText(clock(at))

    def _judge(self) -> None:
        """Say what the typed day means, and what else stands on it."""
        on, starts = self._typed_day(), self._typed(self._starts)
        for name in ("day", "starts", "ends"):
            if self._rows[name].wrong.text():
                self._rows[name].say_wrong("")
        if self.series.wanted:
            set_tone(self._told, "")
            self._told.setText(self._judge_series(on, starts))
            return
        self._source.setEnabled(True)
        self._add.setText("Add meeting")
        if on is None:
            self._told.setText("")
            set_tone(self._told, "")
            return
        said = spoken_date(on) + (f", {clock(starts)}" if starts else "")
        clash, others = self._clash(on, starts), also_on(self._diary, on)
        warned = [one for one in (*self._against(on), clash) if one]
        more = warned if clash else [*warned, others]
        self._told.setText(" ".join(filter(None, (f"{said}.", *more))))
        set_tone(self._told, "warn" if warned else "")

    def _bodies_chosen(self) -> list[Body]:
        known = {body.uid: body for body in self._bodies}
        return [known[uid] for uid in self._chosen() if uid in known]

    def _against(self, on: date) -> list[str]:
        """Return what speaks against the typed day: that it is past or none to work, its notice."""
        session = self._context.session
        past = ["That day has passed."] if on < session.today() else []
        return past + against(session.reader, self._bodies_chosen(), on, session.today())

    def _clash(self, on: date, starts: time | None) -> str:
        """Return what a meeting on the typed day would clash with; without a time, its own body."""
        chosen = self._bodies_chosen()
        if not chosen:
            return ""
        ends, place = self._typed(self._ends), self._place.text().strip()
        found = self._diary.clashes(new_slot(chosen, on, starts or time(), ends, place))
        own = (ClashKind.BODY, ClashKind.SAME_DAY)
        return told(found if starts else [clash for clash in found if clash.kind in own])

    def _series_typed(self) -> None:
        if self.series.starts:
            self._starts.setText(clock(self.series.starts))
        self._judge()

    def _judge_series(self, on: date | None, starts: time | None) -> str:
        """Show the days of the series and return what is to be said of them."""
        self._source.setEnabled(False)
        self._add.setText("Add meetings")
        if not (on and starts and self._chosen()):
            self.series.show_none()
            return "Give the body, the first day and the time, to see the days."
        ends, place = self._typed(self._ends), self._place.text().strip()
        wrong = self.series.reckon(self._chosen(), on, starts, ends, place)
        many = len(self.series.ticked())
        self._add.setText("Add meeting" if many == 1 else f"Add {many} meetings")
        return wrong or "Each begins with an empty agenda. One Undo takes all of them back."

    def _say_wrong(self) -> bool:
        """Say beside each field what is wrong with it, and go to the first such field."""
        today = self._context.session.today()
        sentences = {
            "body": "" if self._chosen() else "Please choose the body that meets.",
            "day": why_no_date(self._day.text(), today),
            "starts": why_no_time(self._starts.text()),
            "ends": why_no_time(self._ends.text()) if self._ends.text().strip() else "",
        }
        starts, ends = self._typed(self._starts), self._typed(self._ends)
        if starts and ends and ends <= starts:
            sentences["ends"] = "The meeting would end before it begins."
        for name, sentence in sentences.items():
            self._rows[name].say_wrong(sentence)
        first = next((name for name, sentence in sentences.items() if sentence), "")
        if first:
            self._rows[first].field.setFocus()
        return bool(first) or (self.series.wanted and self.series.say_wrong())
