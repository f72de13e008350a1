"""An e-mail draft made in a child process and saved whole, ready to be opened and sent."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from secretariat.services.finished import Making
from secretariat.services.reminders import reminder
from secretariat.ui.file_maker import FileMaker
from secretariat.ui.page import Context


class DraftFile(FileMaker):
    """Saves the letter to those who have not answered in the folder for documents."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(context, parent)
        self._without: tuple[str, ...] = ()
        self.written.connect(self._tell)

    def make(self, meeting: str) -> None:
        """Make the draft; a refusal goes to the message bar."""

        def ask() -> Making:
            found = reminder(self.context.session, meeting)
            self._without = found.without
            return found.making

        self.save(ask)

    def _tell(self, path: Path) -> None:
        rest = f"No address is known of {', '.join(self._without)}." if self._without else ""
        self.say_saved(path, rest)
