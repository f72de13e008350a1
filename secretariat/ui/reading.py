"""Reading the register beside the window's thread: a long look never holds up a key press."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from secretariat.errors import KnownError


@dataclass(slots=True, eq=False)
class _Wish:
    """What is to be read, for whom, and whom to tell."""

    owner: QObject
    about: str
    work: Callable[[], Any]
    then: Callable[[Any], None]
    otherwise: Callable[[str], None] | None


class Reading(QObject):
    """Reads one thing after another in a thread of its own, which has its own reader.

    Of one owner and one matter (`about`) only the newest wish counts: an older one that has not
    begun is forgotten, and its answer dropped when it has. Whoever is gone is told nothing.
    """

    _done = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[_Wish] = deque()
        self._running: _Wish | None = None
        self._thread: threading.Thread | None = None
        self._done.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        owner: QObject,
        about: str,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        otherwise: Callable[[str], None] | None = None,
    ) -> None:
        """Run `work` in the thread; `then` gets its result, `otherwise` the words of a KnownError.

        Both are called on the window's thread. `work` reads and shows nothing. With an empty
        `about` no other wish takes its place.
        """
        same = [one for one in self._waiting if about and (one.owner, one.about) == (owner, about)]
        for one in same:
            self._waiting.remove(one)
        self._waiting.append(_Wish(owner, about, work, then, otherwise))
        self._next()

    def close(self) -> None:
        """Wait for what is being read, and begin nothing else; a second call does nothing."""
        self._waiting.clear()
        self._running = None
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _next(self) -> None:
        if self._running is not None or not self._waiting:
            return
        self._running = wish = self._waiting.popleft()
        self._thread = threading.Thread(target=self._read, args=(wish,), name="read", daemon=True)
        self._thread.start()

    def _read(self, wish: _Wish) -> None:
        result, failure = None, None
        try:
            result = wish.work()
        except Exception as error:  # noqa: BLE001 - raised again on the window's thread
            failure = error
        self._done.emit(wish, result, failure)

    @Slot(object, object, object)
    def _answer(self, wish: _Wish, result: Any, failure: Exception | None) -> None:
        if wish is not self._running:
            return
        self._running = None
        overtaken = wish.about and any(
            (one.owner, one.about) == (wish.owner, wish.about) for one in self._waiting
        )
        self._next()
        if overtaken or not isValid(wish.owner):
            return
        if isinstance(failure, KnownError):
            if wish.otherwise is not None:
                wish.otherwise(str(failure))
        elif failure is not None:
            raise failure
        else:
            wish.then(result)
