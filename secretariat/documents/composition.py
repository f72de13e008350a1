"""All that a composer needs, ready to be handed to another process.

Loading a view is quick; composing a long set of minutes is not. The window loads, and its child
composes and renders, so that typing never waits for either.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from secretariat.documents.model import Document
from secretariat.documents.notes import with_notes
from secretariat.documents.wording import Wording
from secretariat.models.kinds import DocumentKind, TextPlace
from secretariat.models.options import Choices
from secretariat.models.views import ActionListView, BodyView, ForwardPlanView, MeetingView


@dataclass(frozen=True, slots=True)
class Composition:
    """A document yet to be composed: what its audience may see, and the words it is put in.

    `large` asks for the words of a large print edition, which shouts none of its headings.
    """

    kind: DocumentKind
    view: MeetingView | ActionListView | ForwardPlanView | BodyView
    wording: Wording
    large: bool = False

    def compose(self) -> Document:
        """Return the document; the same composition always gives the same one."""
        from secretariat.documents.catalogue import APART, CATALOGUE

        line = APART.get(self.kind) or CATALOGUE[self.kind]
        view = self.view
        if self.large and isinstance(view, MeetingView):
            quiet = Choices({**view.choices.chosen, "minutes.case": "as-written"})
            view = replace(view, choices=quiet)
        document: Document = line.compose()(view, self.wording)
        if isinstance(view, MeetingView) and any(t.place is TextPlace.EMAIL for t in view.texts):
            from secretariat.documents.cover import cover_of

            document = replace(document, cover=cover_of(view, self.wording))
        return with_notes(document, self.wording("notes"), self.wording("notes.back"))
