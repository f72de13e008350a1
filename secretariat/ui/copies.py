"""Verified copies by the clock, and the words about them at the foot of the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
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
        now = datetime.now(UTC)
        if self._safety.due(now):
            self._safety.make_copy_in_background(self._done.emit)
        self._say(self._safety.status_line(now))
        self._timer.start(_LOOK_EVERY)

    @Slot(object)
    def _tell(self, outcome: object) -> None:
        if self._safety is not None:
            self._say(self._safety.status_line(datetime.now(UTC)))
        if isinstance(outcome, KnownError):
            self._messages.warn(str(outcome))
