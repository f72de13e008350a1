"""The card of the desk that explains the next deadline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QFrame

from secretariat.models.dates import ENGLISH
from secretariat.models.kinds import DeadlineKind
from secretariat.services.deadlines import GOING_OUT, Deadline, State
from secretariat.services.meetings import Meet
from secretariat.ui.explained import Explained
from secretariat.ui.page import Context
from secretariat.ui.widgets import column, link_button, row, strong

_KINDS = (*GOING_OUT, DeadlineKind.REPORTS)


class NextDeadline(QFrame):
    """Says by which day the next reports or papers are due, and why that day."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName("The next deadline")
        self._context = context
        self._place = ("", "")
        self._name = strong(wrap=True)
        self.why = Explained()
        self._open = link_button("All its deadlines", self._go)
        pad = context.theme.length(16)
        column(self._name, self.why, row(self._open, 1), parent=self, margin=pad, spacing=8)

    def show_next(
        self, meets: Sequence[Meet], waiting: Mapping[str, Sequence[Deadline]], today: date
    ) -> None:
        """Explain the first deadline that is due, of the meetings shown; hide when none is."""
        found = [
            (one.day, meet.name, meet, one)
            for meet in meets
            for one in waiting.get(meet.meeting.uid, ())
            if one.kind in _KINDS and one.state(today) in (State.DUE, State.OVERDUE)
        ]
        self.setVisible(bool(found))
        if not found:
            return
        _, name, meet, one = min(found, key=lambda each: each[:2])
        on = meet.date or today
        words = f"{name}, {on.day}\N{NO-BREAK SPACE}{ENGLISH.months[on.month - 1]}"
        self._name.setText(words)
        self.why.show_deadline(one, today)
        self._open.setAccessibleName(f"All the deadlines of {words}")
        self._place = (meet.meeting.uid, one.kind.value)

    def _go(self) -> None:
        uid, kind = self._place
        if uid:
            self._context.go("meeting", uid, "details", kind)
