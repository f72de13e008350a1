"""A session: one open register, one person at work, one door for every change.

Services take a session, validate, and write through `change`. Whoever shows the register
observes: after each commit every observer hears what was touched and decides whether it is
concerned. Nothing here knows the window.
"""

from __future__ import annotations

import getpass
import os
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from secretariat.models.records import Record
from secretariat.store.changes import Intent, UndoState
from secretariat.store.history import Changed
from secretariat.store.register import Register
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt, guarded

A = TypeVar("A")
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
        self._idle = threading.Condition()
        self._waiting: list[Callable[[], None]] = []
        self._pending = 0
        self._last_saved_at: datetime | None = None

    @classmethod
    def open(cls, folder: Path, *, create: bool = False, who: str = "") -> Session:
        """Open the register in `folder`, or make one there when `create` is given and none is.

        Raises KnownError with one plain sentence when that cannot be done.
        """
        new = create and not os.path.exists(folder / "CURRENT")
        return cls(Register.create(folder) if new else Register.open(folder), who=who)

    @property
    def reader(self) -> Reader:
        """The calling thread's own reader; it sees every commit at once."""
        reader: Reader | None = getattr(self._local, "reader", None)
        if reader is None:
            reader = self._local.reader = self.register.reader()
        return reader

    def reading(self, reader: Reader) -> Session:
        """Return this session as it would be if the calling thread read by `reader`, such as one of
        a copy in memory. It is for reading alone."""
        twin = Session(self.register, who=self.who, clock=self.clock)
        twin._local.reader = reader
        return twin

    @property
    def pending(self) -> int:
        """How many writes were asked for and have not been answered yet."""
        return self._pending

    @property
    def last_saved_at(self) -> datetime | None:
        """When the last write was committed; None before the first one of this session."""
        return self._last_saved_at

    @property
    def healthy(self) -> bool:
        """False when the disk failed the last write: words may be on the screen only."""
        return self.register.healthy

    @property
    def low_space(self) -> bool:
        """True once the disk was so full that the ballast had to go; there is none left."""
        return self.register.low_space

    @property
    def cut_off(self) -> bool:
        """True when the last one at work was stopped without closing the register."""
        return self.register.cut_off

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
        beside: bool = False,
    ) -> Receipt[T]:
        """Write: run `work` on the writer thread as one change, and return its receipt at once.

        Everything `work` does is committed, or nothing is. A KnownError raised by `work` comes
        back through the receipt. `origin` names the view that asked, so that it can skip its
        own refresh; `merge_key`, `barrier` and `beside` as in `Intent`. Where the disk was full
        and room could be made, `work` is run a second time.
        """
        intent = Intent(label, self.who, origin, merge_key, barrier, beside)
        return self._follow(
            lambda: self.register.change(intent, work, self.clock), lambda done: done
        )

    def set_aside(self, record: type[Record], uid: str, **values: Any) -> bool:
        """Write down beside the register words that it has not taken (yet); say whether it worked.

        They are found again by `recovery.left_over`, unless they are saved later.
        """
        return self.register.flight.keep(record.TABLE, uid, values, self.who, self.clock())

    def undo(self) -> Receipt[Changed]:
        """Put back the last change."""
        return self._follow(
            lambda: self.register.undo(self.who, self.clock), lambda done: (done, done)
        )

    def redo(self) -> Receipt[Changed]:
        """Do again what was last undone."""
        return self._follow(
            lambda: self.register.redo(self.who, self.clock), lambda done: (done, done)
        )

    def undo_state(self) -> UndoState:
        """Return what undo and redo would do now."""
        return self.register.undo_state(self.reader)

    def observe(self, observer: Observer) -> Callable[[], None]:
        """Tell `observer` of every commit, on the writer thread; the answer stops it."""
        self._observers.append(observer)

        def stop() -> None:
            if observer in self._observers:
                self._observers.remove(observer)

        return stop

    def when_idle(self, callback: Callable[[], None]) -> None:
        """Call `callback` once no write is open: at once if none is, else on the writer thread."""
        with self._idle:
            if self._pending:
                self._waiting.append(callback)
                return
        callback()

    def drain(self, timeout: float | None = None) -> bool:
        """Wait until every write that was asked for is answered; False when it took too long.

        For the end of a session and for commands: a window that waits does not paint.
        """
        with self._idle:
            return self._idle.wait_for(lambda: self._pending == 0, timeout)

    def close(self) -> None:
        """Finish every write and close the register; a second call does nothing."""
        self.register.close()

    def _follow(
        self, ask: Callable[[], Receipt[A]], split: Callable[[A], tuple[T, Changed]]
    ) -> Receipt[T]:
        """Count what is asked for, tell the observers when it is done, and only then the asker."""
        receipt: Receipt[T] = Receipt()

        def settle(done: Receipt[A]) -> None:
            if done.error is not None:
                self._count(-1)
                receipt.settle(None, done.error)
            else:
                value, changed = split(done.result())
                self._last_saved_at = self.clock()
                self._count(-1)
                self._tell(changed)
                receipt.settle(value)
            self._tell_idle()

        self._count(1)
        ask().when_done(settle)
        return receipt

    def _count(self, step: int) -> None:
        with self._idle:
            self._pending += step

    def _tell_idle(self) -> None:
        with self._idle:
            if self._pending:
                return
            waiting, self._waiting = self._waiting, []
            self._idle.notify_all()
        for callback in waiting:
            guarded(lambda call: call(), callback)

    def _tell(self, changed: Changed) -> None:
        if changed.rows:
            for observer in tuple(self._observers):
                guarded(observer, changed)


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "officer"
