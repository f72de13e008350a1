"""Searching the register beside the window's thread: a long search never holds up a key press."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from secretariat.errors import KnownError

if TYPE_CHECKING:
    from secretariat.services.session import Session
    from secretariat.store.search import Hit

MOST = 30
"""How many records a search brings at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record that was found, and the meeting it belongs to in words."""

    hit: Hit
    where: str = ""


class Finder(QObject):
    """Looks for words, one search at a time; what was asked last is what is answered.

    What belongs to the meeting that is open, whose uid `here` tells, stands first.

    `found` tells the words that were asked and what they brought.
    """

    found = Signal(str, object)
    failed = Signal(str)
    _done = Signal(str, object)

    def __init__(
        self, session: Session, parent: QObject | None = None, *, here: Callable[[], str] = str
    ) -> None:
        super().__init__(parent)
        self._session, self._here = session, here
        self._thread: threading.Thread | None = None
        self._next: str | None = None
        self._done.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def ask(self, text: str) -> None:
        """Look for words; an earlier wish that has not begun is forgotten."""
        if self._thread is not None:
            self._next = text
            return
        self._thread = threading.Thread(
            target=self._look, args=(text, self._here()), name="find", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Wait for the search that is under way and begin no other."""
        self._next = None
        if self._thread is not None:
            self._thread.join()
        self._done.disconnect(self._answer)

    def _look(self, text: str, first: str) -> None:
        outcome: Sequence[Found] | KnownError
        try:
            outcome = find(self._session, text, first)
        except KnownError as error:
            outcome = error
        self._done.emit(text, outcome)

    @Slot(str, object)
    def _answer(self, text: str, outcome: Sequence[Found] | KnownError) -> None:
        self._thread = None
        if self._next is not None:
            following, self._next = self._next, None
            self.ask(following)
        elif isinstance(outcome, KnownError):
            self.failed.emit(str(outcome))
        else:
            self.found.emit(text, outcome)


def find(session: Session, text: str, first: str = "") -> list[Found]:
    """Return what the words bring, with the meeting of each; for a thread of its own."""
    from secretariat.services.search import places, search

    hits = search(session, text, MOST, first=first)
    where = places(session, hits)
    return [Found(hit, where.get(hit.meeting or "", "")) for hit in hits]
