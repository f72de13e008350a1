"""Back to where she was in the minutes: the item, the paragraph and the letter."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from secretariat.models.kinds import Stage
from secretariat.paths import window_places
from secretariat.ui.meeting.entry_list import EntryList
from secretariat.ui.meeting.minutes_picture import MinutesPicture
from secretariat.ui.page import Context
from secretariat.ui.state import Spot, load_spot, save_spot

_WAIT = 400
"""Milliseconds after which a new place is remembered, so that also a killed program knows it."""
_UNFINISHED = (Stage.HELD, Stage.DRAFT_MINUTES)


class ComingBack(QObject):
    """Remembers the place of the cursor in one meeting, and leads back there once.

    It is kept beside the window's own state and in no register: it is nobody's record.
    """

    def __init__(self, context: Context, meeting: str, entries: EntryList) -> None:
        super().__init__(entries)
        self._folder = context.session.register.folder
        self._meeting, self._entries = meeting, entries
        self._item: str | None = None
        self._kept: Spot | None = None
        self._wanted: Spot | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT)
        self._soon.timeout.connect(self.keep)
        entries.row_focused.connect(self._soon.start)
        entries.touched.connect(self._soon.start)

    def item_to_open(self, picture: MinutesPicture) -> str:
        """Return the item where she was, or where to go on."""
        spot = load_spot(window_places(), self._folder, self._meeting)
        unfinished = picture.meet.meeting.stage in _UNFINISHED
        if spot is None or not unfinished or picture.topic(spot.item) is None:
            return picture.first_open()
        self._kept = self._wanted = spot
        return spot.item

    def follow(self, item: str) -> None:
        """Take note of the item being minuted."""
        if self._item is not None and item != self._item:
            self._wanted = None
        self._item = item

    def lead_back(self) -> bool:
        """Put the cursor where it was; False when that is not known or no longer there."""
        spot, self._wanted = self._wanted, None
        return spot is not None and spot.item == self._item and self._put(spot)

    def _put(self, spot: Spot) -> bool:
        row = self._entries.row_for(spot.entry) if spot.entry else None
        if row is None:
            return False
        self._entries.focus_entry(spot.entry)
        row.edit.go_to(spot.at)
        return True

    def keep(self) -> None:
        """Remember the place of the cursor now, if it is another one."""
        self._soon.stop()
        row = self._entries.current
        if self._item is None or (row is None and self._kept is not None):
            return
        entry, at = (row.uid, row.edit.letters_before()) if row else ("", 0)
        spot = Spot(self._item, entry, at)
        if spot != self._kept:
            self._kept = spot
            save_spot(window_places(), self._folder, self._meeting, spot)
