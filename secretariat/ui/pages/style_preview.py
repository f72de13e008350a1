"""A real page beside the form of a house style, changing while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.kinds import DocumentKind
from secretariat.ui.page import Context
from secretariat.ui.preview.live import WorkerPreview
from secretariat.ui.widgets import quiet

if TYPE_CHECKING:
    from secretariat.documents.composition import Composition
    from secretariat.documents.style import HouseStyle


class StylePreview(WorkerPreview):
    """Shows a document of a meeting as a style prints it: of a body that prints in it, if any."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "As this style prints")
        self.style_key = ""
        self.kind = DocumentKind.AGENDA
        self.sample = quiet("A made-up meeting")
        self.sample.setToolTip("Meetings of your own stand here as soon as one has an agenda.")
        self.sample.hide()

    def show_style(self, key: str) -> None:
        """Show a page in a style, made anew."""
        self.style_key = key
        self.ask()

    def show_kind(self, kind: DocumentKind) -> None:
        """Show another document."""
        self.kind = kind
        self.ask()

    def matter(self) -> tuple[Composition, HouseStyle]:
        """Return the page that is shown and the look of the style."""
        from secretariat.services import house_styles, style_pages

        session = self.context.session
        if not self.style_key:
            raise KnownError("Choose a house style in the list.")
        meeting = style_pages.sample_meeting(session.reader, self.style_key, self.kind)
        self.sample.setVisible(not meeting)
        matter = style_pages.page_of(session, self.style_key, self.kind, meeting)
        return matter, house_styles.look_of(session, self.style_key)
