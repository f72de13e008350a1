"""The deadlines of a meeting: each with its day, how it stands, why, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QFrame, QWidget

from secretariat.models.kinds import DeadlineKind
from secretariat.services import deadlines
from secretariat.services.deadlines import Deadline, State, beyond_horizon
from secretariat.ui.editors.fields import DateField, LineField
from secretariat.ui.explained import Explained, deadline_row
from secretariat.ui.meeting.step import put
from secretariat.ui.page import Context
from secretariat.ui.pages.kit import fitted
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.widgets import FormRow, button, column, hairline, quiet, row, section

ORIGIN = "meeting.deadlines"
_MOST = 12


class DeadlinesCard(QFrame):
    """The chain of a meeting; below it the one under the cursor, explained."""

    def __init__(self, context: Context, meeting: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.context, self.meeting = context, meeting
        self._known: dict[str, Deadline] = {}
        self._shown = ""
        save, today = context.autosave, context.session.today
        self.list = RowList(context.theme, "Deadlines of the meeting")
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._enter)
        self.why = Explained()
        self.done = button("Done today", "check", self.mark_today)
        self.done_on = DateField(save, self._mark, today, "Done on")
        self.by_hand = DateField(save, self._set_day, today, "Day set by hand")
        self.reason = LineField(save, self._give_reason, "Reason for lateness")
        self.reason.setPlaceholderText("Kept with the meeting")
        self._late = FormRow("Reason for lateness", self.reason)
        self._warning = quiet(wrap=True)
        self._none = quiet("No rule gives this meeting a deadline.", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.context.theme
        side = theme.length(16)
        head = column(section("Deadlines"), self._none, self._warning, spacing=4)
        head.setContentsMargins(side, side, side, theme.length(8))
        done_row, hand_row = FormRow("Done on", self.done_on), FormRow("Set by hand", self.by_hand)
        self.done_on.wrong, self.by_hand.wrong = done_row.say_wrong, hand_row.say_wrong
        days = row(done_row, hand_row, spacing=12)
        self._detail = QWidget()
        inside = column(
            self.why, days, self._late, row(self.done, 1), parent=self._detail, spacing=12
        )
        inside.setContentsMargins(side, theme.length(12), side, side)
        self._line = hairline()
        column(head, self._line, self.list, self._detail, parent=self, spacing=0)

    # ------------------------------------------------------------------ showing

    def refresh(self) -> None:
        """Reckon again and show it; the cursor and what is being typed stay."""
        session = self.context.session
        found, today = deadlines.chain(session.reader, self.meeting), session.today()
        self._known = {one.kind.value: one for one in found}
        warning = beyond_horizon(found)
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))
        self._none.setVisible(not found)
        for part in (self.list, self._detail, self._line):
            part.setVisible(bool(found))
        fitted(self.list, [deadline_row(one, today) for one in found], _MOST)
        if found and self.list.key not in self._known:
            self.list.choose(self._first(found, today))
        self._show(self.list.key)

    def _first(self, found: list[Deadline], today: date) -> str:
        """Return the deadline to begin with: what is late, else the next one, else the last."""
        waiting = [one for one in found if one.state(today) in (State.OVERDUE, State.DUE)]
        return (waiting or found[-1:])[0].kind.value

    def _choose(self, key: str) -> None:
        if key != self._shown:
            self.context.autosave.flush_all()  # what was typed belongs to the one before
            self._show(key)

    def _show(self, key: str) -> None:
        one = self._known.get(key)
        if one is None:
            return
        another, self._shown = key != self._shown, key
        today = self.context.session.today()
        self.why.show_deadline(one, today)
        if another:
            self.done_on.put_value(one.done_on)
            self.by_hand.put_value(one.override)
            put(self.reason, one.reason)
        else:
            self.done_on.show_value(one.done_on)
            self.by_hand.show_value(one.override)
            self.reason.show_value(one.reason)
        late = one.late or one.state(today) is State.OVERDUE or bool(one.reason)
        self._late.setVisible(late)
        self.done.setVisible(not one.done)

    def _enter(self, _key: str) -> None:
        self.done_on.setFocus()

    def choose(self, kind: DeadlineKind) -> None:
        """Put the cursor on a deadline and the focus into the list."""
        self.list.choose(kind.value)
        self.list.setFocus()

    # ------------------------------------------------------------------ changes

    @property
    def _kind(self) -> DeadlineKind:
        return DeadlineKind(self._shown)

    def mark_today(self) -> None:
        """Record that the deadline under the cursor was met today."""
        self.context.autosave.flush_all()
        one = self._known.get(self._shown)
        if one is None:
            return
        session, words = self.context.session, f"{one.name}: done."
        receipt = deadlines.mark_done(session, self.meeting, one.kind, session.today(), one.reason)
        self.list.setFocus()
        self.context.submit(
            receipt, lambda _: self.context.messages.say(words, "Undo", self.context.undo)
        )

    def _mark(self, on: date | None) -> Any:
        one = self._known.get(self._shown)
        reason = one.reason if one else ""
        return deadlines.mark_done(self.context.session, self.meeting, self._kind, on, reason)

    def _set_day(self, day: date | None) -> Any:
        return deadlines.set_day(self.context.session, self.meeting, self._kind, day)

    def _give_reason(self, words: str) -> Any:
        return deadlines.give_reason(
            self.context.session, self.meeting, self._kind, words, origin=ORIGIN
        )
