"""The writer thread: it alone owns the connection that writes."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from secretariat.errors import BugError, KnownError

T = TypeVar("T")

_here = threading.local()
"""Says, on a writer thread, that it is one."""


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

        The window thread never calls this: it asks to be told with `when_done`. On the writer
        thread itself, where it would wait for ever, it raises BugError.
        """
        if getattr(_here, "is_writer", False) and not self._ready.is_set():
            raise BugError("the writer thread cannot wait for itself")
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
        """Record the outcome and tell whoever asked. Called once, by the writer.

        What a callback raises is reported and harms neither the writer nor other callbacks.
        """
        with self._lock:
            self._value, self._error = value, error
            self._ready.set()
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            guarded(callback, self)


def guarded(callback: Callable[[T], object], value: T) -> None:
    """Call `callback`; what it raises goes where errors of threads go, and no further."""
    try:
        callback(value)
    except Exception:  # noqa: BLE001 (it is reported, and the commit has been made)
        kind, error, trace = sys.exc_info()
        if kind is not None:
            told = (kind, error, trace, threading.current_thread())
            threading.excepthook(threading.ExceptHookArgs(told))


class WriterThread:
    """Runs jobs one after another, in the order they were asked."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[tuple[Callable[[], Any], Receipt[Any]] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="register-writer", daemon=True)
        self._thread.start()

    @property
    def closed(self) -> bool:
        """Say whether no more jobs are taken."""
        return self._closed

    def submit(self, job: Callable[[], T]) -> Receipt[T]:
        """Queue `job` and return its receipt at once."""
        receipt: Receipt[T] = Receipt()
        with self._lock:
            if not self._closed:
                self._jobs.put((job, receipt))
                return receipt
        receipt.settle(None, KnownError("The register is closed, so nothing was saved."))
        return receipt

    def close(self) -> None:
        """Take no more jobs and return when those asked for are done, however often called.

        Raises BugError on the writer thread, which cannot wait for itself.
        """
        if threading.current_thread() is self._thread:
            raise BugError("the writer thread cannot wait for itself")
        with self._lock:
            first, self._closed = not self._closed, True
            if first:
                self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        _here.is_writer = True
        while (job := self._jobs.get()) is not None:
            work, receipt = job
            try:
                value = work()
            except BaseException as error:  # noqa: BLE001 (it is handed on by the receipt)
                receipt.settle(None, error)
            else:
                receipt.settle(value)
            del job, work, receipt
