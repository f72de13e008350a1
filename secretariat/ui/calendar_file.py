"""Meetings as a calendar file: the system's dialog asks for the place, the page stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from secretariat.services import calendar
from secretariat.services.meetings import Meet
from secretariat.ui.chosen_file import ChosenFile, Make
from secretariat.ui.page import Context


class CalendarFile(QObject):
    """Writes calendar files of meetings, away from the window thread, whole or not at all."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._file = ChosenFile(context, parent)

    def ask(self, meets: Sequence[Meet]) -> None:
        """Ask where the calendar of these meetings goes, and write it there."""
        if not any(meet.sittings for meet in meets):
            self._context.messages.warn("There is no meeting with a date to put in a calendar.")
            return
        name = calendar.file_name(meets)
        told = calendar.what_was_written(meets)
        self._file.ask("Export to calendar", "Calendar", name, _maker(meets), told=told)

    def write(self, meets: Sequence[Meet], path: Path) -> None:
        """Write the calendar; a message says how that went."""
        self._file.write(path, _maker(meets), told=calendar.what_was_written(meets))


def _maker(meets: Sequence[Meet]) -> Make:
    return lambda: calendar.calendar_file(meets, calendar.name_of(meets))
