"""Below a decision: what kind it is, who proposed and seconded it, and whether it may be called
in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from secretariat.models.records import Entry
from secretariat.models.room_kinds import CallingIn, DecisionKind
from secretariat.models.typed_votes import attendee_named
from secretariat.services import minutes
from secretariat.ui.meeting.entry_foot import EntryFoot
from secretariat.ui.meeting.foot_fields import Line, WhoField, movers
from secretariat.ui.meeting.minutes_picture import MinutesPicture
from secretariat.ui.page import Context
from secretariat.ui.widgets import Choice, column

_KINDS = (
    (DecisionKind.NONE, "Its words say it"),
    *((kind, kind.value.capitalize()) for kind in DecisionKind if kind),
)


_CALL_IN = (
    (CallingIn.MAY_BE, "May be called in, if any may"),
    (CallingIn.URGENT, "Urgent: takes effect at once"),
    (CallingIn.EXEMPT, "Not subject to call-in"),
)


class DecisionFoot(EntryFoot):
    """Edits who stands behind a decision. It shows itself once something is said, or asked for."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._picture: MinutesPicture | None = None
        self._wanted = False
        self.kind = Choice(_KINDS, "Kind of decision")
        self.kind.chosen.connect(lambda value: self._change(decision=DecisionKind(value)))
        self.call_in = Choice(_CALL_IN, "Call-in of this decision")
        self.call_in.chosen.connect(lambda value: self._change(call_in=CallingIn(value)))
        self.mover = self._who("mover", "Proposed by")
        self.seconder = self._who("seconder", "Seconded by")
        self.setProperty("framed", True)
        column(
            Line(self.mover, self.seconder, wide=(self.mover, self.seconder)),
            Line(self.kind, self.call_in),
            parent=self,
            spacing=6,
        )
        self.hide()

    def _who(self, role: str, name: str) -> WhoField:
        def keep(words: str, typing: bool) -> Any:
            if not self.entry:
                return None
            held = self._picture.voted.attendees if self._picture else ()
            found = None if typing else attendee_named(held, words)
            values = {role: found.name if found else " ".join(words.split())}
            return minutes.change_entry(self.context.session, self.entry, **values)

        field = WhoField(self.context.autosave, keep, name)
        field.setMinimumWidth(120)
        return field

    def _change(self, **values: Any) -> None:
        if self.entry:
            self.context.submit(minutes.change_entry(self.context.session, self.entry, **values))

    def show_entry(self, entry: Entry, picture: MinutesPicture) -> None:
        super().show_entry(entry, picture)
        self._picture = picture
        for field, name in ((self.mover, entry.mover), (self.seconder, entry.seconder)):
            field.offer(lambda: movers(picture, entry))
            field.show_who(name)
        self.kind.show_value(entry.decision)
        self.call_in.show_value(entry.call_in)
        said = bool(entry.mover or entry.seconder or entry.decision or entry.call_in)
        self.setVisible(said or self._wanted)

    def flush(self) -> None:
        self.mover.flush()
        self.seconder.flush()

    def begin(self) -> None:
        """Show the fields, and begin with who proposed."""
        self._wanted = True
        self.show()
        self.mover.setFocus()

    def fields(self) -> Sequence[QWidget]:
        return (self.mover, self.seconder, self.kind, self.call_in)
