"""Verified copies by the clock, and the words about them at the foot of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from secretariat.errors import KnownError

if TYPE_CHECKING:
    from secretariat.services.safety import Safety
    from secretariat.services.session import Session
    from secretariat.ui.page import Messenger

_LOOK_EVERY = 20_000
_BEGIN_AFTER = 1_500


class Copies(QObject):
    """Asks every twenty seconds whether a copy is due, and has it made beside the window.

    `say` shows the line about the newest copy. The first look comes a moment after the start,
    so that the first screen is there before anything is copied.
    """

    _done = Signal(object)

    def __init__(
        self, session: Session, say: Callable[[str], None], messages: Messenger, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._say, self._messages = session, say, messages
        self._safety: Safety | None = None
        self._room = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._done.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Begin to look, a moment from now."""
        self._timer.start(_BEGIN_AFTER)

    def close(self) -> None:
        """Make a last copy of what changed. Raises KnownError when that cannot be done."""
        self._timer.stop()
        if self._safety is not None:
            self._safety.close()

    @Slot()
    def _look(self) -> None:
        if self._safety is None:
            from secretariat.services.safety import Safety

            self._safety = Safety(self._session)
        now = self._session.clock()
        if self._safety.due(now):
            self._safety.make_copy_in_background(self._done.emit)
        else:
            self._safety.keep_room_in_background()
        self._say(self._safety.status_line(now))
        self._tell_room(self._safety.room_told())
        self._timer.start(_LOOK_EVERY)

    def _tell_room(self, words: str) -> None:
        """Tell once that the disk runs out of room, and again when it gets worse."""
        if words and words != self._room:
            self._messages.warn(words)
        self._room = words

    @Slot(object)
    def _tell(self, outcome: object) -> None:
        if self._safety is not None:
            self._say(self._safety.status_line(self._session.clock()))
        if isinstance(outcome, KnownError):
            self._messages.warn(str(outcome))
