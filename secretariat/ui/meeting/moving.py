"""Moving a meeting to another day: what that breaks is told at once, with the way back."""

from __future__ import annotations

from datetime import date
from typing import Any

from secretariat.models.dates import spoken_date
from secretariat.models.records import Sitting
from secretariat.services.clashes import Diary
from secretariat.services.deadlines import what_breaks
from secretariat.services.meetings import meet_of
from secretariat.ui.page import Context

_MOST = 2


class Moving:
    """Follows the first date of a meeting while it is typed.

    A day that is typed is saved at every pause, so each is judged by the day that stood there
    before the typing began.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._sitting: Sitting | None = None
        self._warned = False

    def begin(self, sitting: Sitting) -> None:
        """Take in the day that a sitting is on while nobody types in it."""
        self._sitting, self._warned = sitting, False

    def tell(self, receipt: Any, new: date) -> None:
        """Say what a move breaks once it is kept; nothing when it breaks nothing."""
        if self._sitting is not None:
            self._context.submit(receipt, lambda _: self._judge(new))

    def _judge(self, new: date) -> None:
        sitting, session = self._sitting, self._context.session
        if sitting is None:
            return
        first = meet_of(session.reader, sitting.meeting).first
        if first is None or first.uid != sitting.uid:
            return
        broken = what_breaks(
            session.reader, sitting.meeting, new, session.today(), old=sitting.date
        )
        if new >= session.today():
            clashes = Diary(session.reader).of_meet(meet_of(session.reader, sitting.meeting))
            broken += [f"{clash.words}." for clash in clashes]
        messages, undo = self._context.messages, self._context.undo
        moved = f"Moved to {spoken_date(new)}."
        if broken:
            rest = len(broken) - _MOST
            more = f" And {rest} more: see the details." if rest > 0 else ""
            messages.warn(f"{moved} {' '.join(broken[:_MOST])}{more}", "Undo", undo)
        elif self._warned:
            messages.say(f"{moved} That breaks nothing.", "Undo", undo)
        self._warned = bool(broken)
