"""All that a composer needs, ready to be handed to another process.

Loading a view is quick; composing a long set of minutes is not. The window loads, and its child
composes and renders, so that typing never waits for either.
"""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.documents.model import Document
from secretariat.documents.wording import Wording
from secretariat.models.kinds import DocumentKind
from secretariat.models.views import ActionListView, BodyView, ForwardPlanView, MeetingView


@dataclass(frozen=True, slots=True)
class Composition:
    """A document yet to be composed: what its audience may see, and the words it is put in."""

    kind: DocumentKind
    view: MeetingView | ActionListView | ForwardPlanView | BodyView
    wording: Wording

    def compose(self) -> Document:
        """Return the document; the same composition always gives the same one."""
        from secretariat.documents.catalogue import APART, CATALOGUE

        line = APART.get(self.kind) or CATALOGUE[self.kind]
        document: Document = line.compose()(self.view, self.wording)
        return document
