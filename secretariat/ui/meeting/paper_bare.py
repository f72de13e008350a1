"""An item that has no paper: what can be done about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from secretariat.errors import KnownError
from secretariat.models.kinds import Format
from secretariat.services import paper_made, papers
from secretariat.services.meeting_papers import PaperLine
from secretariat.services.paper_made import OwnDocument
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.widgets import (
    IconButton,
    button,
    clear_layout,
    column,
    quiet,
    row,
    strong,
)


class BareItem(QWidget):
    """Takes files for an item, asks for its report, or makes a paper of a document of ours."""

    files_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._line: PaperLine | None = None
        self._title, self._words = strong("", wrap=True), quiet("", wrap=True)
        self._own = QVBoxLayout()
        self._own.setSpacing(6)
        self.own: list[IconButton] = []
        self.add = button("Add files…", "upload", self.files_asked.emit)
        self.ask_for = button("Ask for a report", "file-text", self._ask_for)
        column(
            self._title, self._words, row(self.add, self.ask_for, 1, spacing=8), self._own, 1,
            parent=self, spacing=8,
        )  # fmt: skip

    def show_line(self, line: PaperLine) -> None:
        """Show an item."""
        self._line = line
        number = f"Item {line.number}: " if line.number else ""
        self._title.setText(f"{number}{line.title}")
        self._words.setText(
            "Drop a file on its row, paste it (Ctrl+V), or choose it: PDF, Word, Excel, PowerPoint"
            " or a picture. The first becomes the report, further ones appendices."
        )
        self.ask_for.setVisible(line.takes)
        offered = paper_made.offered(self._context.session.reader, line.item)
        if [one.text() for one in self.own] != [f"Add {own.title}" for own in offered]:
            clear_layout(self._own)
            self.own = []
            for own in offered:
                made = button(f"Add {own.title}", "file-text", partial(self._make, own))
                self.own.append(made)
                self._own.addLayout(row(made, 1))

    def _ask_for(self) -> None:
        if self._line is not None:
            ask(self._context, papers.ask_for, self._line.item.uid)

    def _make(self, own: OwnDocument) -> None:
        """Make a paper of a document of ours: as it was given out, or made now."""
        context = self._context
        if self._line is None:
            return
        item = self._line.item.uid

        def made(data: bytes) -> None:
            if isValid(self):
                ask(context, paper_made.attach, item, own, data, then=done)

        def done(_: object) -> None:
            context.messages.say(f"Added {own.title}.", "Undo", context.undo)

        try:
            if given := paper_made.kept(context.session, own):
                made(given)
                return
            matter, style = paper_made.matter(context.session, own)
        except (KnownError, OSError) as error:
            context.messages.warn(str(error))
            return
        context.jobs.make(
            matter, style, Format.PDF, made, context.messages.warn, label=f"Making {own.title}"
        )
