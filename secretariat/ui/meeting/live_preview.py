"""A document of a meeting in the window, as it will print, following every change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.ui.page import Context
from secretariat.ui.preview.live import WorkerPreview
from secretariat.ui.preview.printing import printing

if TYPE_CHECKING:
    from secretariat.documents.composition import Composition
    from secretariat.documents.style import HouseStyle


class LivePreview(WorkerPreview):
    """Shows a document of a meeting, and prints what it shows.

    Where `prints` is false the screen has a way of its own to the printer.
    """

    def __init__(
        self,
        context: Context,
        kind: DocumentKind,
        meeting: str,
        parent: QWidget | None = None,
        *,
        prints: bool = True,
    ) -> None:
        super().__init__(context, parent=parent)
        self.kind = kind
        self.meeting = meeting
        self.audience = Audience.PUBLIC
        self.large = False
        self.owner = ""
        if prints:
            self.offer_print(printing(self._file_name, context, self))

    def show_document(
        self, kind: DocumentKind, audience: Audience, *, large: bool = False, owner: str = ""
    ) -> None:
        """Show a document for an audience, or its large print edition, made anew; of actions by
        person those of one `owner`, or each owner's."""
        self.kind, self.audience, self.large, self.owner = kind, audience, large, owner
        self.ask()

    def matter(self) -> tuple[Composition, HouseStyle]:
        """Return what the document is composed from, for its audience alone."""
        from secretariat.services import publish

        session = self.context.session
        matter = publish.composition(
            session, self.kind, self.meeting, self.audience, large=self.large, owner=self.owner
        )
        return matter, publish.house_style(session, self.meeting, large=self.large)

    def _file_name(self) -> str:
        from secretariat.services import publish

        session = self.context.session
        return publish.file_name(
            session, self.kind, self.meeting, Format.PDF, self.audience, owner=self.owner
        )
