"""Jobs on PDFs, each in a child process of its own that cannot harm the program.

A child is started afresh for each job and never forked. It is ended when it takes too long, when it
is no longer wanted, and with the program. What it says is read as data and never carried out.
"""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from typing import IO, Any, BinaryIO, TypeVar

from secretariat.errors import KnownError
from secretariat.packs import wire
from secretariat.packs.fences import OUT_OF_MEMORY
from secretariat.packs.jobs import JOBS, Job, Report
from secretariat.packs.limits import USUAL, Limits

Answer = TypeVar("Answer")

_STEP = 0.1
"""Seconds after which a cancelled job is noticed."""
_SLACK = 16_000_000
"""Bytes that an answer may have beside what was made: findings, pictures' frames, names."""


class FailedError(KnownError):
    """A job came to nothing: the sentence says why, and nothing was changed by it."""


class CancelledError(FailedError):
    """A job was called off."""


class Cancel:
    """A job's end before its time, to be asked for from any thread."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def ask(self) -> None:
        """Call the job off."""
        self._event.set()

    def is_asked(self) -> bool:
        """Say whether the job was called off."""
        return self._event.is_set()


def run(
    name: str,
    order: object,
    expected: type[Answer],
    limits: Limits = USUAL,
    *,
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> Answer:
    """Do one job in a child process and return its answer, of the class that is `expected`.

    The caller's thread waits, and `report` is called on it. Raises CancelledError when `cancel`
    was asked for and FailedError, with one sentence, when the job is refused, breaks or goes beyond
    a limit.
    """
    assert name in JOBS, name
    frame = wire.pack(wire.ORDER, Job(name, order, limits))
    process = _start()
    frames: queue.Queue[tuple[bytes, Any] | None] = queue.Queue()
    most = limits.made_size + _SLACK
    threads = [
        threading.Thread(target=_write, args=(process.stdin, frame), daemon=True),
        threading.Thread(target=_read, args=(process.stdout, frames, most), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        answer = _wait(process, frames, limits, report, cancel)
    finally:
        process.kill()
        process.wait()
        for thread in threads:
            thread.join()
        for stream in (process.stdin, process.stdout):
            _close(stream)
    if not isinstance(answer, expected):
        raise FailedError("What was made of it could not be read.")
    return answer


def worker_command() -> list[str]:
    """Return the command that starts a child: this Python, or this program when it is frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--packs-worker"]
    return [sys.executable, "-m", "secretariat.packs.worker"]


def _start() -> subprocess.Popen[bytes]:
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    # Order must not depend on how words are hashed in a process: the same file, the same bytes.
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    try:
        return subprocess.Popen(
            worker_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=flags,
        )
    except OSError as error:
        raise FailedError(f"The program could not start its helper: {error.strerror}.") from error


def _wait(
    process: subprocess.Popen[bytes],
    frames: queue.Queue[tuple[bytes, Any] | None],
    limits: Limits,
    report: Report | None,
    cancel: Cancel | None,
) -> Any:
    began = heard = time.monotonic()
    while True:
        if cancel is not None and cancel.is_asked():
            raise CancelledError("This was called off; nothing was changed.")
        now = time.monotonic()
        left = min(began + limits.seconds - now, heard + limits.silence - now)
        if left <= 0:
            most = min(limits.seconds, limits.silence)
            raise FailedError(f"It takes longer than {most:,.0f} seconds to read.")
        try:
            frame = frames.get(timeout=min(_STEP, left))
        except queue.Empty:
            continue
        if frame is None:
            raise FailedError(_why_ended(process))
        heard = time.monotonic()
        kind, value = frame
        if kind == wire.ANSWER:
            return value
        if kind == wire.FAILURE:
            raise FailedError(str(value))
        if kind == wire.PROGRESS and report is not None:
            report(*value)


def _why_ended(process: subprocess.Popen[bytes]) -> str:
    try:
        code = process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        return "What was made of it could not be read, or is too large."
    if code == OUT_OF_MEMORY:
        return "It needs more memory than a file may take."
    return "It could not be worked on: the helper that reads it stopped."


def _write(target: BinaryIO, frame: bytes) -> None:
    # The stream stays open: a child whose input ends knows that the program has gone.
    try:
        target.write(frame)
        target.flush()
    except OSError:
        return


def _read(source: BinaryIO, frames: queue.Queue[tuple[bytes, Any] | None], most: int) -> None:
    try:
        while (frame := wire.read(source, most)) is not None:
            frames.put(frame)
    except (ValueError, OSError):
        pass
    frames.put(None)


def _close(stream: IO[bytes] | None) -> None:
    try:
        if stream is not None:
            stream.close()
    except OSError:
        return
