"""If a meeting cannot be held: cancelled or postponed with a reason, and given a new date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from secretariat.models.dates import plain_date, spoken_date
from secretariat.models.kinds import DocumentKind, ItemKind, Stage
from secretariat.models.records import Item, Meeting
from secretariat.services import meetings, replacing
from secretariat.services.meetings import Meet
from secretariat.ui.meeting.new_date import NewDate
from secretariat.ui.meeting.stages import stage_words
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import reveal
from secretariat.ui.widgets import (
    FormRow,
    body,
    button,
    clear_layout,
    column,
    flat_button,
    link_button,
    row,
    section,
)

_BEFORE = (Stage.PLANNED, Stage.AGENDA, Stage.PUBLISHED)


class CallingOff(QFrame):
    """Cancels or postpones a meeting, and makes the one that is held instead."""

    def __init__(self, context: Context, meeting: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._context, self._uid = context, meeting
        self._meet: Meet | None = None
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Why, in a sentence that can be published")
        self._reason_row = FormRow("Reason", self.reason)
        self.cancel_button = button("Cancel the meeting", "x", self.cancel)
        self.postpone_button = button("Postpone it", "clock", self.postpone)
        self._off = row(self.postpone_button, self.cancel_button, 1)
        self._heading = section()
        self._said = body()
        self._back = flat_button("Take it back", "rotate-ccw", self.take_back)
        self._back.setToolTip("Let the meeting go on from where it was")
        self._notice = button("Make the notice…", "file-text", self.make_notice)
        self._notice.setToolTip("The notice that the meeting is not held, under Send")
        self._links = column(spacing=2)
        self.new_date = NewDate(context)
        self.new_date.wanted.connect(self.put_new_date)
        theme = context.theme
        column(
            self._heading,
            self._reason_row,
            self._off,
            self._said,
            self._links,
            self.new_date,
            row(self._notice, self._back, 1),
            parent=self,
            margin=theme.length(16),
            spacing=theme.length(10),
        )
        # Enter does neither by itself: the two buttons mean different things.
        self.reason.returnPressed.connect(self._to_buttons)

    def show_meet(self, meet: Meet) -> None:
        """Show how a meeting stands."""
        self._meet = meet
        meeting, off = meet.meeting, meet.meeting.stage.is_off
        replaced = bool(meeting.replaced_by)
        self._reason_row.setVisible(not off)
        self.cancel_button.setVisible(not off)
        self.postpone_button.setVisible(meeting.stage in _BEFORE)
        self._said.setVisible(off)
        self._back.setVisible(off)
        self._notice.setVisible(off)
        self._heading.setText(stage_words(meeting.stage) if off else "If it cannot be held")
        self._said.setText(meeting.cancelled_reason.strip() or "No reason is given.")
        self.new_date.setVisible(off and not replaced)
        reader = self._context.session.reader
        items = reader.count(Item, meeting=self._uid, kind=ItemKind.ITEM, parent=None)
        self.new_date.show_meet(meet, items)
        self._show_links(meet)

    def _show_links(self, meet: Meet) -> None:
        clear_layout(self._links)
        reader = self._context.session.reader
        if meet.meeting.replaced_by and meet.meeting.stage.is_off:
            day = f" on {spoken_date(meet.instead.date)}" if meet.instead else ""
            self._links.addWidget(self._link(f"Held{day} instead", meet.meeting.replaced_by))
        for other in replacing.in_place_of(reader, self._uid):
            day = plain_date(other.date) if other.date else "another day"
            state = other.meeting.stage.value if other.meeting.stage.is_off else "moved here"
            words = f"In place of the meeting of {day}, {state}"
            self._links.addWidget(self._link(words, other.meeting.uid))

    def _link(self, words: str, uid: str) -> QWidget:
        made = QWidget()
        row(link_button(words, lambda: self._context.go("meeting", uid, "details")), 1, parent=made)
        return made

    # ------------------------------------------------------------------ changes

    def cancel(self) -> None:
        """Cancel the meeting with the reason that was typed."""
        self._call_off(meetings.cancel, "cancelled")

    def postpone(self) -> None:
        """Postpone the meeting with the reason that was typed, and ask for its new date."""
        self._call_off(replacing.postpone, "postponed")

    def _call_off(self, service: Any, what: str) -> None:
        reason = self.reason.text().strip()
        self._reason_row.say_wrong("" if reason else f"Please say why the meeting is {what}.")
        if not reason:
            self.reason.setFocus()
            return
        context = self._context

        def done(_: Any) -> None:
            self.reason.clear()
            context.messages.say(f"The meeting is {what}.", "Undo", context.undo)
            if self.new_date.isVisibleTo(self):
                self.new_date.day.setFocus()
                QTimer.singleShot(0, self, lambda: reveal(self))  # once it has its new height

        ask(context, service, self._uid, reason, then=done)

    def put_new_date(self, on: date, starts: time, ends: time | None, with_agenda: bool) -> None:
        """Make the meeting that is held instead, and go there."""
        context = self._context

        def done(made: Meeting) -> None:
            context.messages.say(f"Put on {spoken_date(on)} instead.", "Undo", context.undo)
            context.go("meeting", made.uid, "details")

        ask(
            context, replacing.put_new_date, self._uid, on, starts, ends,
            with_agenda=with_agenda, then=done,
        )  # fmt: skip

    def take_back(self) -> None:
        """Let a meeting that was called off go on from where it was."""
        ask(self._context, replacing.take_back, self._uid)

    def _to_buttons(self) -> None:
        shown = self.postpone_button.isVisibleTo(self)
        (self.postpone_button if shown else self.cancel_button).setFocus()

    def make_notice(self) -> None:
        """Go where the notice that the meeting is not held is made."""
        self._context.go("meeting", self._uid, "send", DocumentKind.CANCELLATION.value)

    def begin(self) -> None:
        """Put the cursor where the next thing is typed: the reason, or the new date."""
        (self.reason if self.reason.isVisibleTo(self) else self.new_date.day).setFocus()
        reveal(self)

    def commands(self) -> Sequence[Command]:
        """Return what can be done about a meeting that cannot be held."""
        known = self._meet
        before = bool(known and known.meeting.stage in _BEFORE)
        other = known.meeting.replaced_by if known else None
        free = bool(known and known.meeting.stage.is_off and not other)
        return (
            Command("details.cancel", "Cancel the meeting", self.begin, (), "x", lambda: before),
            Command(
                "details.postpone", "Postpone the meeting", self.begin, (), "clock", lambda: before
            ),
            Command(
                "details.new-date", "Put a new date", self.begin, (), "calendar-plus", lambda: free
            ),
            Command(
                "details.notice", "Make the notice of the cancelled meeting", self.make_notice, (),
                "file-text", lambda: bool(known and known.meeting.stage.is_off),
            ),
            Command(
                "details.held-instead", "Go to the meeting held instead",
                lambda: self._context.go("meeting", other or "", "details"), (), "link",
                lambda: bool(other),
            ),
        )  # fmt: skip
