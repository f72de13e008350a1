"""The writer thread: it alone owns the connection that writes."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Receipt(Generic[T]):
    """The answer to a wish to write: committed, or why not."""

    def __init__(self) -> None:
        self._ready = threading.Event()
        self._lock = threading.Lock()
        self._value: T | None = None
        self._error: BaseException | None = None
        self._callbacks: list[Callable[[Receipt[T]], None]] = []

    @property
    def done(self) -> bool:
        """Say whether the writer has finished with it, well or not."""
        return self._ready.is_set()

    @property
    def error(self) -> BaseException | None:
        """Return why nothing was written; None while it is open or when all is well."""
        return self._error

    def result(self, timeout: float | None = None) -> T:
        """Wait for the commit and return what the work returned, or raise why it failed.

        The window thread never calls this: it asks to be told with `when_done`.
        """
        if not self._ready.wait(timeout):
            raise TimeoutError("the writer has not answered yet")
        if self._error is not None:
            raise self._error
        return self._value  # type: ignore[return-value]

    def when_done(self, callback: Callable[[Receipt[T]], None]) -> None:
        """Call `callback` once it is done: at once if it is, else on the writer thread."""
        with self._lock:
            if not self._ready.is_set():
                self._callbacks.append(callback)
                return
        callback(self)

    def settle(self, value: T | None, error: BaseException | None = None) -> None:
        """Record the outcome and tell whoever asked. Called once, by the writer."""
        with self._lock:
            self._value, self._error = value, error
            self._ready.set()
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback(self)


class WriterThread:
    """Runs jobs on the writing connection one after another, in the order they were asked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._jobs: SimpleQueue[tuple[Callable[[sqlite3.Connection], Any], Receipt[Any]] | None]
        self._jobs = SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="register-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[sqlite3.Connection], T]) -> Receipt[T]:
        """Queue `job` and return its receipt at once."""
        receipt: Receipt[T] = Receipt()
        if self._closed:
            receipt.settle(None, RuntimeError("the register is closed"))
        else:
            self._jobs.put((job, receipt))
        return receipt

    def close(self) -> None:
        """Finish what is queued, then close the connection."""
        if self._closed:
            return
        self._closed = True
        self._jobs.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            work, receipt = job
            try:
                value = work(self._connection)
            except BaseException as error:
                receipt.settle(None, error)
            else:
                receipt.settle(value)
