"""The extract of one minute, made in a child process and saved whole."""

from __future__ import annotations

from PySide6.QtCore import QObject

from secretariat.models.kinds import Format
from secretariat.services import extracts
from secretariat.services.finished import Making
from secretariat.ui.file_maker import FileMaker
from secretariat.ui.page import Context

KEYS = "Ctrl+Shift+E"


class ExtractFile(FileMaker):
    """Saves the minute of an item in the folder for documents, for all who may read it."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(context, parent)
        self.written.connect(self.say_saved)

    def make(self, meeting: str, item: str, form: Format = Format.PDF) -> None:
        """Make the extract; a refusal goes to the message bar."""
        session = self.context.session

        def ask() -> Making:
            audience = extracts.audience_of(session, meeting, item)
            return extracts.making(session, meeting, item, form, audience)

        self.save(ask)
