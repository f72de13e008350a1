"""The quorum by the replies, in the details of a meeting that is still to come."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from secretariat.models.kinds import Stage
from secretariat.services import replies
from secretariat.services.meetings import Meet
from secretariat.ui.meeting.quorum_bar import QuorumLines
from secretariat.ui.page import Context
from secretariat.ui.widgets import column, link_button, quiet, row, section

_BEFORE = (Stage.PLANNED, Stage.AGENDA, Stage.PUBLISHED)


class QuorumCard(QFrame):
    """Shows the forecast, and leads to the replies; hidden once the meeting has begun."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.context = context
        self._meet: Meet | None = None
        self._count = quiet()
        self.lines = QuorumLines(context.theme, self._to_rule)
        open_ = link_button("Open the replies", self._open)
        head = row(section("Replies"), 1, self._count)
        column(head, self.lines, row(open_, 1), parent=self, margin=16, spacing=8)

    def show_meet(self, meet: Meet) -> None:
        """Show the forecast of a meeting."""
        self._meet = meet
        reader = self.context.session.reader
        early = meet.meeting.stage in _BEFORE and bool(meet.bodies)
        people = replies.expected(reader, meet.meeting.uid) if early else []
        members = [one for one in people if one.member]
        self.setVisible(bool(members))
        if members:
            self.lines.show_forecast(replies.quorum_forecast(reader, meet.meeting.uid))
            told = sum(one.reply is not None for one in members)
            self._count.setText(f"{told} of {len(members)} have answered")

    def _open(self) -> None:
        if self._meet:
            self.context.go("meeting", self._meet.meeting.uid, "attendance", "replies")

    def _to_rule(self) -> None:
        if self._meet:
            self.context.go("bodies", self._meet.bodies[0].uid, "rules")
