"""The desk: what needs doing today, the next meetings, and twelve weeks at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QVBoxLayout,
    QWidget,
)

from secretariat.models.dates import ENGLISH
from secretariat.models.records import Setting
from secretariat.services import bodies, horizon, meetings
from secretariat.services.desk import desk_lines, summary, unmet
from secretariat.store.history import Changed
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import Screen
from secretariat.ui.pages.desk_cards import Legend, NextMeetings, TodoCard
from secretariat.ui.pages.desk_deadline import NextDeadline
from secretariat.ui.pages.kit import Header, keyed, scrolled
from secretariat.ui.pages.timeline import WEEKS, Timeline
from secretariat.ui.widgets import EmptyState, card, column, primary_button, row, section

_MOST_NARROW = 860


class DeskPage(Screen):
    """What needs her today: things to do, the next meetings, and the weeks ahead."""

    page_title = "Desk"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        new = keyed(primary_button("New meeting", "", self._new_meeting), "Ctrl+N")
        self._header = Header(theme, "", new)
        self._todo = TodoCard(context)
        self._next = NextMeetings(context)
        self._deadline = NextDeadline(context)
        self._timeline = Timeline(theme)
        self._timeline.opened.connect(lambda uid: context.go("meeting", uid))
        self._weeks_card = self._weeks()
        self._empty = EmptyState(
            "layout-dashboard",
            "Your desk is clear, because the register is empty",
            "Here stands each morning what needs you: agendas to send out, minutes to write, "
            "actions past their date. It begins with the bodies you serve.",
            "Add the first body",
        )
        self._empty.begun.connect(lambda: context.go("bodies", tab="new"))
        self._grid = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body = self._laid_out()
        self.stack.addWidget(self._header)
        self.stack.addWidget(self._body, 1)
        self.stack.addWidget(self._empty, 1)
        self._wide: bool | None = None
        self.home = new

    def refresh(self) -> None:
        """Read the register again; what has not changed stays as it is, focus and all."""
        reader, today = self.reader, self.context.session.today()
        day = f"{ENGLISH.weekdays[today.weekday()]} {today.day} {ENGLISH.months[today.month - 1]}"
        bare = not bodies.all_bodies(self.context.session)
        meets = [] if bare else meetings.all_meetings(reader)
        waiting = unmet(reader, meets, today)
        things = [] if bare else desk_lines(reader, today, waiting)
        self._header.say(day, "" if bare else summary(reader, today, things))
        self._empty.setVisible(bare)
        self._body.setVisible(not bare)
        if bare:
            return
        self._todo.show_things(things)
        coming = horizon.coming(reader, today, 3)
        self._next.show_meetings(coming, today, horizon.agendas_late(waiting, today))
        self._deadline.show_next(coming, waiting, today)
        monday = today - timedelta(days=today.weekday())
        rows = horizon.timeline(reader, monday, today, WEEKS, waiting)
        self._weeks_card.setVisible(bool(rows))
        self._timeline.show_weeks(monday, today, rows)

    def concerns(self, changed: Changed) -> bool:
        """Say whether a commit changes the desk: settings alone do not."""
        return set(changed.rows) != {Setting.TABLE}

    def commands(self) -> Sequence[Command]:
        """Return what can be done from the desk."""
        return (
            Command("desk.new-meeting", "New meeting", self._new_meeting, ("Ctrl+N",), "plus"),
            Command("desk.first", "Do the first thing on the desk", self._todo.do_first),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= self.context.theme.length(_MOST_NARROW)
        if wide is not self._wide:
            self._wide = wide
            right, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            self._grid.setDirection(right if wide else down)
            self._next.set_wide(wide)

    def _new_meeting(self) -> None:
        self.context.go("meetings", tab="new")

    def _laid_out(self) -> QWidget:
        theme = self.context.theme
        side = theme.length(24)
        left = column(self._todo, self._weeks_card, 1, spacing=theme.length(20))
        right = column(self._next, self._deadline, 1, spacing=theme.length(12))
        self._grid.setSpacing(theme.length(20))
        self._grid.setContentsMargins(side, theme.length(4), side, side)
        self._grid.addLayout(left, 66)
        self._grid.addLayout(right, 34)
        inside = QWidget()
        inside.setLayout(self._grid)
        return scrolled(inside)

    def _weeks(self) -> QFrame:
        theme = self.context.theme
        head = row(section("Twelve weeks"), 1, Legend(theme))
        side = theme.length(20)
        head.setContentsMargins(side, theme.length(14), side, theme.length(6))
        made = card(padding=0)
        stack = made.layout()
        assert isinstance(stack, QVBoxLayout)
        stack.setSpacing(0)
        stack.addLayout(head)
        stack.addWidget(self._timeline)
        stack.addSpacing(theme.length(6))
        return made
