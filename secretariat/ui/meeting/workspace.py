"""A meeting: its header, and the steps of its life from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from secretariat.models.dates import plain_date
from secretariat.models.kinds import DocumentKind, ItemKind, Stage
from secretariat.models.records import Action, Item
from secretariat.services import meetings, publish
from secretariat.services.meeting_papers import count_words
from secretariat.services.meetings import Meet
from secretariat.services.timekeeping import time_to_note
from secretariat.services.wall_clock import moment_at
from secretariat.store.history import Changed
from secretariat.ui.meeting.clock_watch import ClockWatch
from secretariat.ui.meeting.header import Header
from secretariat.ui.meeting.roll_picture import roll_picture
from secretariat.ui.meeting.stages import TIMES, next_step
from secretariat.ui.meeting.step import Step
from secretariat.ui.page import Command, Context, Page, Route
from secretariat.ui.widgets import EmptyState, column, hairline

STEPS: tuple[tuple[str, str, str], ...] = (
    ("details", "Details", "DetailsStep"),
    ("agenda", "Agenda", "AgendaStep"),
    ("papers", "Papers and pack", "PapersStep"),
    ("attendance", "Attendance", "AttendanceStep"),
    ("minutes", "Minutes", "MinutesStep"),
    ("actions", "Actions", "ActionsStep"),
    ("send", "Send", "SendStep"),
)
"""The steps: what routes call them, what they are called on screen, and their class."""

_NAMES = tuple(name for name, _, _ in STEPS)


class MeetingWorkspace(Page):
    """Shows one meeting. Each step is made when it is first wanted, and only then imported."""

    page_title = "Meeting"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setProperty("kind", "page")
        self.meeting = ""
        self.tab = "agenda"
        self.steps: dict[str, Step] = {}
        self._focus: str | None = None
        self._stay = False
        self._meet: Meet | None = None
        self.header = Header(context, [text for _, text, _ in STEPS])
        self.header.tab_chosen.connect(self._tab_chosen)
        self.header.next_pressed.connect(self._run_next)
        self.header.close_pressed.connect(self.close_meeting)
        self._stack = QStackedWidget()
        self.watch = ClockWatch()
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(lambda: self.tick(monotonic()))
        self._gone = EmptyState(
            "calendar-days",
            "This meeting is no longer in the register",
            "It was removed, here or by undo. Redo brings it back.",
            "All meetings",
        )
        self._gone.begun.connect(lambda: context.go("meetings"))
        self._stack.addWidget(self._gone)
        layout: QVBoxLayout = column(self.header, hairline(), self._stack, parent=self, spacing=0)
        layout.setStretch(2, 1)

    # ------------------------------------------------------------------ showing

    def open(self, route: Route) -> None:
        """Show a meeting and a step of it; without a step, the one that its stage calls for."""
        if route.uid != self.meeting:
            self._let_go()
            self.meeting = route.uid
        self.tab = route.tab if route.tab in _NAMES else self._first_tab()
        self._focus = None if self._stay else route.focus

    def _first_tab(self) -> str:
        found = meetings.find_meeting(self.context.session.reader, self.meeting)
        stage = found.stage if found else Stage.PLANNED
        later = {
            Stage.HELD: "minutes",
            Stage.DRAFT_MINUTES: "minutes",
            Stage.MINUTES_OUT: "minutes",
        }
        return later.get(stage, "agenda")

    def _let_go(self) -> None:
        for step in self.steps.values():
            step.flush()
            self._stack.removeWidget(step)
            step.hide()
            step.deleteLater()
        self.steps.clear()

    def refresh(self) -> None:
        reader = self.context.session.reader
        if meetings.find_meeting(reader, self.meeting) is None:
            self._stack.setCurrentWidget(self._gone)
            self.header.hide()
            return
        self.header.show()
        self._meet = meetings.meet_of(reader, self.meeting)
        step = self._step(self.tab)
        step.refresh()
        if self._stack.currentWidget() is not step:
            self._stack.setCurrentWidget(step)
        self._show_header()
        if self._focus is not None:
            focus, self._focus = self._focus, None
            step.focus_row(focus)

    def _step(self, name: str) -> Step:
        if name not in self.steps:
            made_by = next(kind for step, _, kind in STEPS if step == name)
            module = import_module(f"secretariat.ui.meeting.{name}")
            kind: type[Step] = getattr(module, made_by)
            step = kind(self.context, self.meeting)
            self.steps[name] = step
            self._stack.addWidget(step)
        return self.steps[name]

    def _show_header(self) -> None:
        meet = self._meet
        if meet is None:
            return
        reader = self.context.session.reader
        items = reader.count(Item, meeting=self.meeting, kind=ItemKind.ITEM, parent=None)
        roll = roll_picture(self.context.session, self.meeting)
        counts = {
            "agenda": str(items or ""),
            "papers": count_words(reader, self.meeting),
            "attendance": roll.count(),
            "actions": str(reader.count(Action, meeting=self.meeting) or ""),
        }
        self.header.show_meet(meet)
        self.header.show_tab(_NAMES.index(self.tab), [counts.get(name, "") for name in _NAMES])
        step = next_step(meet.meeting.stage, self.tab, items=items)
        keys = self._keys_of(step.command) if step.command.startswith(self.tab) else ""
        self.header.show_next(step.text, keys)
        self._next = step.command

    _next = ""

    def _keys_of(self, name: str) -> str:
        command = next((c for c in self.commands() if c.name == name), None)
        return command.keys[0] if command and command.keys else ""

    def concerns(self, changed: Changed) -> bool:
        step = self.steps.get(self.tab)
        return (
            step is None
            or step.concerns(changed)
            or self.meeting in changed.rows.get("meeting", frozenset())
        )

    # ------------------------------------------------------------------ the clock

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.watch.rest()
        self._second.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._second.stop()

    def tick(self, steady: float) -> None:
        """Show the time again, and tell when the clock jumped; `steady` is that of a clock that
        nobody sets, in seconds."""
        if self._meet is None or self._meet.meeting.stage is not Stage.HELD:
            self.watch.rest()
            return
        now = moment_at(self.context.session, self._meet.meeting)
        told = self.watch.look(now, steady, self.header.clock.style_of_clock)
        self.header.clock.tick()
        if self.tab in self.steps:
            self.steps[self.tab].tick()
        if told:
            self.context.messages.warn(told)

    # ------------------------------------------------------------------ going

    def _tab_chosen(self, index: int, by_hand: bool) -> None:
        name = _NAMES[index]
        if name != self.tab:
            self._stay = not by_hand
            self.context.go("meeting", self.meeting, name)
            self._stay = False

    def go_to(self, tab: str, focus: str = "") -> None:
        """Show another step of this meeting."""
        self.context.go("meeting", self.meeting, tab, focus)

    def _run_next(self) -> None:
        command = next((c for c in self.commands() if c.name == self._next), None)
        if command is not None and command.enabled():
            self.context.autosave.flush_all()
            command.run()

    # ------------------------------------------------------------------ the meeting itself

    def start_meeting(self) -> None:
        """Record that the meeting begins now, and go to its minutes."""
        if self._meet is None:
            return
        session, day = self.context.session, self._meet.date
        at = time_to_note(session.reader, self.meeting, session.clock())
        receipt = meetings.open_meeting(session, self.meeting, at)

        def then(_: object) -> None:
            self.go_to("minutes")
            if at is None and day is not None:
                said = f"The meeting was on {plain_date(day)}, so no time is noted by itself."
                self.context.messages.say(said, "Type it", lambda: self.go_to("details", TIMES))

        self.context.submit(receipt, then)

    def close_meeting(self) -> None:
        """Record that the meeting ended now; its minutes are then in draft."""
        if self._meet is None:
            return
        session = self.context.session
        at = time_to_note(session.reader, self.meeting, session.clock())
        receipt = meetings.close_meeting(session, self.meeting, at)
        said = "The meeting is closed. The times can be set right under Details."
        if at is None:
            said = (
                "The meeting is closed. The clock cannot tell when it ended: set the time under"
                " Details."
            )
        self.context.submit(
            receipt, lambda _: self.context.messages.say(said, "Undo", self.context.undo)
        )

    def approve(self) -> None:
        """Record that the minutes were approved."""
        self.context.submit(
            publish.publish_minutes(self.context.session, self.meeting, approved=True)
        )

    def commands(self) -> Sequence[Command]:
        step = self.steps.get(self.tab)
        own = tuple(step.commands()) if step is not None else ()
        stage = self._meet.meeting.stage if self._meet else Stage.PLANNED
        go = self.go_to
        tabs = tuple(
            Command(
                f"meeting.tab.{name}",
                f"Go to {text.lower()}",
                lambda name=name: go(name),  # type: ignore[misc]
                (f"Ctrl+Alt+{at}",),
            )
            for at, (name, text, _) in enumerate(STEPS, start=1)
        )
        early = (Stage.PLANNED, Stage.AGENDA, Stage.PUBLISHED)
        return (
            *own,
            *tabs,
            Command(
                "meeting.start", "Start meeting", self.start_meeting, (), "play",
                lambda: stage in early,
            ),
            Command(
                "meeting.close", "Close meeting", self.close_meeting, (), "square",
                lambda: stage is Stage.HELD,
            ),
            Command(
                "meeting.times", "Times of the meeting", lambda: go("details", TIMES), (), "clock",
            ),
            Command(
                "meeting.publish-agenda", "Publish agenda",
                lambda: go("send", DocumentKind.AGENDA.value), (), "send",
            ),
            Command(
                "meeting.send-minutes", "Send draft minutes",
                lambda: go("send", DocumentKind.MINUTES.value), (), "send",
            ),
            Command(
                "meeting.approve", "Mark minutes as approved", self.approve, (), "check",
                lambda: stage is Stage.MINUTES_OUT,
            ),
        )  # fmt: skip
