"""The details step: which bodies meet, what kind of meeting, when, where, at what stage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from secretariat.models.kinds import DeadlineKind, MeetingKind, Stage
from secretariat.models.records import Body
from secretariat.services import bodies, meetings, publish
from secretariat.services.meetings import Meet
from secretariat.ui.calendar_file import CalendarFile
from secretariat.ui.editors.fields import DateField, LineField, ProseField
from secretariat.ui.meeting.budget_row import BudgetRow
from secretariat.ui.meeting.calling_off import CallingOff
from secretariat.ui.meeting.deadlines import DeadlinesCard
from secretariat.ui.meeting.quorum_card import QuorumCard
from secretariat.ui.meeting.sittings import ORIGIN, Sittings
from secretariat.ui.meeting.stages import TIMES, stage_words
from secretariat.ui.meeting.step import Step
from secretariat.ui.page import Command, Context
from secretariat.ui.widgets import (
    Choice,
    FormRow,
    body,
    button,
    card,
    clear_layout,
    column,
    row,
    section,
    tag,
    tool_button,
)

_KINDS = (
    (MeetingKind.ORDINARY, "Ordinary"),
    (MeetingKind.EXTRAORDINARY, "Extraordinary"),
    (MeetingKind.ANNUAL, "Annual"),
    (MeetingKind.SPECIAL_EVENT, "Special event"),
    (MeetingKind.INFORMAL, "Informal"),
)
_DEADLINES = frozenset(kind.value for kind in DeadlineKind)


class DetailsStep(Step):
    """Says what meeting it is."""

    name = "details"
    _ask_calendar = Signal()

    def __init__(self, context: Context, meeting: str, parent: QWidget | None = None) -> None:
        super().__init__(context, meeting, parent)
        self._meet: Meet | None = None
        self._bodies = column(spacing=4)
        self._bodies_shown: tuple[str, ...] | None = None
        self.add_body = Choice((), "Add a body that meets too")
        self.add_body.chosen.connect(self._add_body)
        save = context.autosave
        self.title = LineField(save, self._writer("title"), "Title")
        self.title.setPlaceholderText("Only if it is not called after its bodies")
        self.kind = Choice(_KINDS, "Kind of meeting")
        self.kind.chosen.connect(lambda value: self._set(kind=MeetingKind(value)))
        self.stage = Choice([(s, stage_words(s)) for s in Stage if not s.is_off], "Stage")
        self.stage.chosen.connect(lambda value: self._set_stage(Stage(value)))
        self.marking = LineField(save, self._writer("marking"), "Protective marking")
        self.budget = BudgetRow(lambda on: self._set(is_budget=on))
        self.letter = DateField(
            save, self._writer("letter_date"), context.session.today, "Date of the letter"
        )
        self.addressees = ProseField(save, self._writer("addressees"), "Addressees")
        self.addressees.is_prose = False
        self.addressees.setPlaceholderText("Added to the members, one line each")
        self.note = ProseField(save, self._writer("note"), "Note for officers")
        self.sittings = Sittings(context, meeting)
        self.deadlines = DeadlinesCard(context, meeting)
        self.quorum = QuorumCard(context)
        self.calling_off = CallingOff(context, meeting)
        self.calendar_file = CalendarFile(context, self)
        self._ask_calendar.connect(self._show_calendar_dialog)
        self._lay_out()

    def _lay_out(self) -> None:
        export = button("Export to calendar…", "download", self.export_calendar)
        what = card(self._what_card(), padding=16)
        left = column(what, self.sittings, self.quorum, row(export, 1), 1, spacing=20)
        right = self._right = column(
            self.deadlines,
            card(self._letter_card(), padding=16),
            self.calling_off,
            1,
            spacing=16,
        )
        both = row(left, right, spacing=20)
        both.setStretch(0, 3)
        both.setStretch(1, 2)
        inner = QWidget()
        outer = QVBoxLayout(inner)
        outer.setContentsMargins(24, 20, 24, 24)
        outer.addLayout(both)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        scroll.setAccessibleName("Details")
        column(scroll, parent=self)

    def _what_card(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.addWidget(FormRow("Title", self.title), 0, 0, 1, 2)
        grid.addWidget(FormRow("Kind of meeting", self.kind), 1, 0)
        grid.addWidget(FormRow("Stage", self.stage), 1, 1)
        grid.addWidget(FormRow("Protective marking", self.marking), 2, 0, 1, 2)
        grid.addWidget(self.budget, 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column(section("Who meets"), self._bodies, self.add_body, grid, parent=made, spacing=10)
        return made

    def _letter_card(self) -> QWidget:
        made = QWidget()
        date_row = FormRow("Date of the letter", self.letter)
        self.letter.wrong = date_row.say_wrong
        column(
            section("Invitation"),
            date_row,
            _hinted("Addressees", self.addressees, "Printed when the body sends a letter."),
            _hinted("Note for officers", self.note, "Never printed."),
            parent=made,
            spacing=10,
        )
        return made

    # ------------------------------------------------------------------ showing

    def refresh(self) -> None:
        meet = self._meet = meetings.meet_of(self.context.session.reader, self.meeting)
        meeting = meet.meeting
        self.title.show_value(meeting.title)
        self.kind.show_value(meeting.kind)
        self.marking.show_value(meeting.marking)
        self.letter.show_value(meeting.letter_date)
        self.addressees.show_value(meeting.addressees)
        self.note.show_value(meeting.note)
        self.budget.show_meet(self.context.session.reader, meet)
        self.sittings.show_meet(meet)
        self.deadlines.refresh()
        self.quorum.show_meet(self._meet)
        off = meeting.stage.is_off
        self.stage.setEnabled(not off)
        stages = [meeting.stage] if off else [one for one in Stage if not one.is_off]
        self.stage.set_options((one, stage_words(one)) for one in stages)
        self.stage.show_value(meeting.stage)
        self.deadlines.setVisible(not off)  # a meeting that is not held keeps none
        self.calling_off.show_meet(meet)
        self._put_first(self.calling_off, off)
        self._show_bodies(meet)

    def _put_first(self, part: QWidget, first: bool) -> None:
        """Put a card above the others while it says what matters most, else below them."""
        last = self._right.count() - 2
        if self._right.indexOf(part) != (0 if first else last):
            self._right.removeWidget(part)
            self._right.insertWidget(0 if first else last, part)

    def _show_bodies(self, meet: Meet) -> None:
        known = bodies.all_bodies(self.context.session)
        there = {one.uid for one in meet.bodies}
        others = [(one.uid, one.name) for one in known if one.uid not in there]
        self.add_body.set_options([("", "Add a body that meets too…"), *others])
        self.add_body.show_value("")
        self.add_body.setVisible(bool(others))
        shown = tuple(f"{one.uid}{one.name}" for one in meet.bodies)
        if shown == self._bodies_shown:
            return
        self._bodies_shown = shown
        clear_layout(self._bodies)
        for at, one in enumerate(meet.bodies):
            self._bodies.addWidget(self._body_row(one, at, len(meet.bodies)))

    def _body_row(self, one: Body, at: int, count: int) -> QWidget:
        made = QWidget()
        parts = row(body(one.name), parent=made, spacing=8)
        parts.setStretch(0, 1)
        if count > 1 and at == 0:
            parts.addWidget(tag("Leads", "accent"))
        if at:
            lead = tool_button(f"Let {one.name} lead", "arrow-up", lambda: self._lead(one.uid))
            parts.addWidget(lead)
        if count > 1:
            parts.addWidget(
                tool_button(f"Take {one.name} off", "x", lambda: self._drop_body(one.uid))
            )
        return made

    # ------------------------------------------------------------------ changes

    def _writer(self, name: str) -> Callable[[Any], Any]:
        def write(value: Any) -> Any:
            values = {name: value}
            return meetings.change_meeting(
                self.context.session, self.meeting, origin=ORIGIN, **values
            )

        return write

    def _set(self, **values: Any) -> None:
        self.ask(meetings.change_meeting, self.meeting, **values)

    def _set_stage(self, stage: Stage) -> None:
        if stage is Stage.PUBLISHED:
            self.ask(publish.publish_agenda, self.meeting)
        elif stage in (Stage.MINUTES_OUT, Stage.CLOSED):
            approved = stage is Stage.CLOSED
            self.ask(publish.publish_minutes, self.meeting, approved=approved)
        else:
            self.ask(meetings.set_stage, self.meeting, stage)
        self.refresh()  # a refusal leaves the stage as it was

    def _order(self) -> list[str]:
        return [one.uid for one in self._meet.bodies] if self._meet else []

    def _add_body(self, uid: str) -> None:
        if uid:
            self.ask(meetings.set_bodies, self.meeting, [*self._order(), uid])

    def _drop_body(self, uid: str) -> None:
        left = [one for one in self._order() if one != uid]
        self.ask(meetings.set_bodies, self.meeting, left)

    def _lead(self, uid: str) -> None:
        rest = [one for one in self._order() if one != uid]
        self.ask(meetings.set_bodies, self.meeting, [uid, *rest])

    def export_calendar(self) -> None:
        """Write the dates of this meeting as a calendar file, as they are now."""
        self.context.autosave.flush_all()
        self.context.session.when_idle(self._ask_calendar.emit)

    def _show_calendar_dialog(self) -> None:
        reader = self.context.session.reader
        self.calendar_file.ask([meetings.meet_of(reader, self.meeting)])

    def focus_row(self, uid: str) -> None:
        if uid == TIMES:
            self.sittings.begin_times()
        elif uid in _DEADLINES:
            self.deadlines.choose(DeadlineKind(uid))
        else:
            self.title.setFocus()

    def commands(self) -> Sequence[Command]:
        return (
            Command("details.add-date", "Add another date", self.sittings.add, (), "calendar-plus"),
            Command(
                "details.export-calendar",
                "Export to calendar…",
                self.export_calendar,
                (),
                "download",
            ),
            Command(
                "details.deadlines",
                "Deadlines of the meeting",
                self.deadlines.list.setFocus,
                ("Alt+D",),
                "clock",
            ),
            *self.calling_off.commands(),
        )


def _hinted(name: str, field: QWidget, hint: str) -> FormRow:
    """Return a field with a hint that is shown once it has its place; before, it would be a
    window of its own for a moment, and take the focus from this one."""
    made = FormRow(name, field)
    made.hint.setText(hint)
    made.hint.show()
    field.setAccessibleDescription(hint)
    return made
