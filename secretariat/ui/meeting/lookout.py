"""What stands in the way of a document, looked for beside the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from secretariat.models.kinds import Audience, DocumentKind
from secretariat.services import publish
from secretariat.services.publish import Finding
from secretariat.ui.page import Context

Question = tuple[DocumentKind, Audience, str]
"""A document, for whom it is made, and of whose actions it tells, if of one owner’s."""


class Lookout(QObject):
    """Finds what to look at before a document goes out; `looked` tells that it is known.

    What was found the last time is kept for each document until the new list is there.
    """

    looked = Signal()

    def __init__(self, context: Context, meeting: str, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._meeting = context, meeting
        self._known: dict[Question, list[Finding]] = {}
        self._asked: Question | None = None

    def found(self, question: Question) -> list[Finding] | None:
        """Return what was found last; None where nobody has looked yet."""
        return self._known.get(question)

    @property
    def is_looking(self) -> bool:
        """Say whether a newer list is on its way."""
        return self._asked is not None

    def look(self, question: Question) -> None:
        """Look at a document again; an earlier wish is forgotten."""
        session, meeting = self._context.session, self._meeting
        self._asked = question
        kind, audience, owner = question

        def known(found: list[Finding]) -> None:
            self._asked = None
            self._known[question] = found
            self.looked.emit()

        def not_known(sentence: str) -> None:
            self._asked = None
            self._context.messages.warn(sentence)
            self.looked.emit()

        def look() -> list[Finding]:
            with session.reader.snapshot():
                return publish.findings(session, kind, meeting, audience, owner=owner)

        self._context.jobs.read(self, "findings", look, known, not_known)

    def rest(self) -> None:
        """Look at nothing: what is shown needs no looking."""
        self._asked = None
