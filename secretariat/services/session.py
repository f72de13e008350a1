"""A session: one open register, one person at work, one door for every change.

Services take a session, validate, and write through `change`. Whoever shows the register
observes: after each commit every observer hears what was touched and decides whether it is
concerned. Nothing here knows the window.
"""

from __future__ import annotations

import getpass
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from secretariat.store.changes import Intent, UndoState
from secretariat.store.history import Changed
from secretariat.store.register import Register
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

T = TypeVar("T")
Observer = Callable[[Changed], None]


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Session:
    """A person at work in a register. `clock` gives UTC instants; tests pass their own."""

    def __init__(
        self, register: Register, *, who: str = "", clock: Callable[[], datetime] = _utc_now
    ) -> None:
        self.register = register
        self.who = who or _user_name()
        self.clock = clock
        self._local = threading.local()
        self._observers: list[Observer] = []

    @classmethod
    def open(cls, folder: Path, *, create: bool = False, who: str = "") -> Session:
        """Open the register in `folder`, or make one there when `create` is given and none is.

        Raises KnownError with one plain sentence when that cannot be done.
        """
        new = create and not (folder / "CURRENT").exists()
        return cls(Register.create(folder) if new else Register.open(folder), who=who)

    @property
    def reader(self) -> Reader:
        """The calling thread's own reader; it sees every commit at once."""
        reader: Reader | None = getattr(self._local, "reader", None)
        if reader is None:
            reader = self._local.reader = self.register.reader()
        return reader

    def today(self) -> date:
        """Return the day on which the person works, in local time."""
        return self.clock().astimezone().date()

    def change(
        self,
        label: str,
        work: Callable[[Writer], T],
        *,
        origin: str = "",
        merge_key: str = "",
        barrier: bool = False,
    ) -> Receipt[T]:
        """Write: run `work` on the writer thread as one change, and return its receipt at once.

        Everything `work` does is committed, or nothing is. A KnownError raised by `work` comes
        back through the receipt. `origin` names the view that asked, so that it can skip its
        own refresh; `merge_key` and `barrier` as in `Intent`.
        """
        intent = Intent(label, self.who, origin, merge_key, barrier)
        asked = self.register.change(intent, work, self.clock)
        receipt: Receipt[T] = Receipt()

        def settle(done: Receipt[tuple[T, Changed]]) -> None:
            if done.error is not None:
                receipt.settle(None, done.error)
                return
            value, changed = done.result()
            self._tell(changed)
            receipt.settle(value)

        asked.when_done(settle)
        return receipt

    def undo(self) -> Receipt[Changed]:
        """Put back the last change."""
        return self._travel(self.register.undo(self.who, self.clock))

    def redo(self) -> Receipt[Changed]:
        """Do again what was last undone."""
        return self._travel(self.register.redo(self.who, self.clock))

    def undo_state(self) -> UndoState:
        """Return what undo and redo would do now."""
        return self.register.undo_state(self.reader)

    def observe(self, observer: Observer) -> Callable[[], None]:
        """Tell `observer` of every commit, on the writer thread; the answer stops it."""
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)

    def close(self) -> None:
        """Finish every write and close the register."""
        self.register.close()

    def _travel(self, asked: Receipt[Changed]) -> Receipt[Changed]:
        receipt: Receipt[Changed] = Receipt()

        def settle(done: Receipt[Changed]) -> None:
            if done.error is None:
                self._tell(done.result())
            receipt.settle(None if done.error else done.result(), done.error)

        asked.when_done(settle)
        return receipt

    def _tell(self, changed: Changed) -> None:
        if changed.rows:
            for observer in tuple(self._observers):
                observer(changed)


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "officer"
