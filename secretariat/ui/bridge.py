"""From the writer thread to the window thread: commits become facts, receipts become calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from secretariat.errors import KnownError
from secretariat.ui.autosave import Autosave
from secretariat.ui.page import Bus, Messenger

if TYPE_CHECKING:
    from secretariat.services.session import Session
    from secretariat.store.history import Changed
    from secretariat.store.writer import Receipt

Then = Callable[[Any], None]


class Bridge(QObject):
    """Carries what the writer tells to the window thread, in the order in which it happened."""

    _changed = Signal(object)
    _done = Signal(object, object, object)

    def __init__(self, session: Session, bus: Bus, autosave: Autosave, messages: Messenger) -> None:
        super().__init__()
        self._bus = bus
        self._autosave = autosave
        self._messages = messages
        queued = Qt.ConnectionType.QueuedConnection
        self._changed.connect(self._tell, queued)
        self._done.connect(self._answer, queued)
        self._stop = session.observe(self._changed.emit)

    def submit(
        self,
        receipt: Receipt[Any],
        then: Then | None = None,
        otherwise: Then | None = None,
    ) -> None:
        """Wait for a receipt without blocking; see `Context.submit`."""
        self._autosave.follow(receipt)
        receipt.when_done(lambda done: self._done.emit(done, then, otherwise))

    def close(self) -> None:
        """Hear no more."""
        self._stop()

    @Slot(object)
    def _tell(self, changed: Changed) -> None:
        self._bus.changed.emit(changed)

    @Slot(object, object, object)
    def _answer(self, receipt: Receipt[Any], then: Then | None, otherwise: Then | None) -> None:
        error = receipt.error
        if error is None:
            if then is not None:
                then(receipt.result())
            return
        if not isinstance(error, KnownError):
            raise error
        self._messages.warn(str(error))
        if otherwise is not None:
            otherwise(error)
