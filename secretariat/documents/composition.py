"""All that a composer needs, ready to be handed to another process.

Loading a view is quick; composing a long set of minutes is not. The window loads, and its child
composes and renders, so that typing never waits for either.
"""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.documents.model import Document
from secretariat.documents.wording import Wording
from secretariat.models.kinds import DocumentKind, Stage
from secretariat.models.views import ActionListView, MeetingView


@dataclass(frozen=True, slots=True)
class Composition:
    """A document yet to be composed: what its audience may see, and the words it is put in."""

    kind: DocumentKind
    view: MeetingView | ActionListView
    wording: Wording

    def compose(self) -> Document:
        """Return the document; the same composition always gives the same one."""
        from secretariat.documents import actions, agenda, attendance, minutes

        if isinstance(self.view, ActionListView):
            return actions.compose_actions(self.view, self.wording)
        if self.kind is DocumentKind.AGENDA:
            return agenda.compose_agenda(self.view, self.wording)
        if self.kind is DocumentKind.ATTENDANCE:
            return attendance.compose_attendance(self.view, self.wording)
        draft = self.view.meeting.stage is not Stage.CLOSED
        return minutes.compose_minutes(self.view, self.wording, draft=draft)
