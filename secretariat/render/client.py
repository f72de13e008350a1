"""The child that renders, for a thread that waits: one document after another."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

from secretariat.documents.model import Document
from secretariat.documents.style import HouseStyle
from secretariat.errors import KnownError
from secretariat.models.kinds import Format
from secretariat.render.orders import HEADER, Order, pack, unpack

_LONGEST = 120.0
"""Seconds after which a document is given up."""
_LOST = "The document could not be made: its process stopped. Please try again."


class RenderClient:
    """A child process that makes PDFs; started when the first is wanted.

    One thread asks; `close` may be called from any, and ends what is being made.
    """

    def __init__(self, command: Sequence[str], fonts: Path) -> None:
        self._command, self._fonts = command, fonts
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._is_closed = False

    def render(self, document: Document, style: HouseStyle) -> bytes:
        """Return a document as a PDF. Raises KnownError, with one sentence, when there is none."""
        process = self._ensure()
        limit = threading.Timer(_LONGEST, process.kill)
        limit.daemon = True
        limit.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(pack(Order(0, document, style, self._fonts, Format.PDF)))
            process.stdin.flush()
            header = process.stdout.read(HEADER.size)
            if len(header) < HEADER.size:
                raise KnownError(_LOST)
            size = HEADER.unpack(header)[0]
            body = process.stdout.read(size)
            if len(body) < size:
                raise KnownError(_LOST)
        except OSError as error:
            raise KnownError(_LOST) from error
        finally:
            limit.cancel()
        answer = unpack(body)
        if answer.failure:
            raise KnownError(answer.failure)
        return answer.data

    def stop(self) -> None:
        """End the child from any thread; nothing is made after it."""
        with self._lock:
            self._is_closed = True
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """End the child and let go of it; called by the thread that asked."""
        self.stop()
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        """Wait for a child that has ended, and close what leads to it."""
        process, self._process = self._process, None
        if process is not None:
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()

    def _ensure(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._is_closed:
                raise KnownError(_LOST)
            if self._process is not None and self._process.poll() is not None:
                self._let_go()
            if self._process is None:
                try:
                    self._process = subprocess.Popen(
                        self._command,
                        stdin=subprocess.PIPE,
                        stdout=subprocess.PIPE,
                        stderr=subprocess.DEVNULL,
                        env={**os.environ, "PYTHONHASHSEED": "0"},
                        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                    )
                except OSError as error:
                    raise KnownError(_LOST) from error
            return self._process
