"""Words of the minutes that the disk keeps waiting are written down beside the register."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from shiboken6 import isValid

from secretariat.models.records import Entry
from secretariat.ui.meeting.entry_row import EntryRow
from secretariat.ui.page import Context

_PATIENCE = 500
"""Milliseconds after which a write that was asked for ought to have been answered."""
_ABOVE = 20
"""How many of the rows above are named: the nearest that is there tells the place."""


class SetAside(QObject):
    """Keeps the words of rows whose writes fail or take long in the flight recorder.

    Should the program be stopped before they are saved, they are put back at the next start.
    `above` tells the uids of the rows above, also of those that could not be written yet.
    """

    def __init__(
        self, context: Context, above: Callable[[EntryRow], list[str]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._above = above
        self._session = context.session
        self._rows: dict[EntryRow, tuple[str, str | None]] = {}
        self._since: dict[EntryRow, QElapsedTimer] = {}
        self._kept: dict[str, str] = {}
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_PATIENCE)
        self._late.timeout.connect(self._look)

    def watch(self, row: EntryRow, meeting: str, item: str | None) -> None:
        """Take note that words of a row were sent to the register."""
        self._rows[row] = (meeting, item)
        if row.pending == 1:
            self._since[row] = timer = QElapsedTimer()
            timer.start()
        if not self._late.isActive():
            self._late.start()

    def hold(self, row: EntryRow, meeting: str, item: str | None) -> None:
        """Write down the words of a row that are not sent, because the disk takes none now."""
        self._rows[row] = (meeting, item)
        self.keep(row)

    def keep(self, row: EntryRow) -> None:
        """Write the words of a row down now, unless these very words are there already."""
        where = self._rows.get(row)
        if where is None or not isValid(row):
            return
        uid, text = row.uid or row.spare, row.edit.words()
        if uid and text.strip() and self._kept.get(uid) != text:
            self._kept[uid] = text
            meeting, item = where
            self._session.set_aside(
                Entry,
                uid,
                meeting=meeting,
                item=item,
                after=self._above(row)[:_ABOVE],
                kind=row.kind.value,
                restriction=row.restriction.value,
                text=text,
            )

    def _look(self) -> None:
        for row in list(self._rows):
            if not isValid(row) or not row.pending:
                del self._rows[row]
                self._since.pop(row, None)
            elif (since := self._since.get(row)) is not None and since.hasExpired(_PATIENCE):
                self.keep(row)
        if self._rows:
            self._late.start()
