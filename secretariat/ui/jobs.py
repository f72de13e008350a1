"""Rendering in child processes, one lane for the preview, one for long jobs; reading beside."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal, Slot

from secretariat.models.kinds import Format
from secretariat.paths import resources
from secretariat.ui.reading import Reading

if TYPE_CHECKING:
    from secretariat.documents.composition import Composition
    from secretariat.documents.model import Document
    from secretariat.documents.style import HouseStyle
    from secretariat.render.orders import Answer, Order
    from secretariat.services.finished import Making

Then = Callable[[bytes], None]
Otherwise = Callable[[str], None]

_LONGEST = 120_000
"""Milliseconds after which a child is given up."""
_LOST = "The document could not be made: its process stopped. Please try again."


@dataclass(slots=True)
class _Job:
    """An order, and whom to tell."""

    order: Order
    then: Then
    otherwise: Otherwise | None


class Lane(QObject):
    """One child process and the orders that wait for it.

    With `latest_only`, an order that has not begun gives way to a newer one, and the answer to
    one that has been overtaken is dropped.
    """

    busy_changed = Signal(bool)

    def __init__(self, *, latest_only: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latest_only = latest_only
        self._process: QProcess | None = None
        self._waiting: deque[_Job] = deque()
        self._running: _Job | None = None
        self._buffer = bytearray()
        self._number = 0
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(_LONGEST)
        self._limit.timeout.connect(self._overdue)

    def submit(self, order: Order, then: Then, otherwise: Otherwise | None = None) -> int:
        """Ask for an order to be rendered and return its number; `then` gets the bytes."""
        self._number += 1
        job = _Job(replace(order, number=self._number), then, otherwise)
        if self._latest_only:
            self._waiting.clear()
        self._waiting.append(job)
        self._next()
        return self._number

    def cancel(self) -> None:
        """Give up what is running and what waits; nobody is told."""
        self._waiting.clear()
        if self._running is not None:
            self._running = None
            self._stop()
            self.busy_changed.emit(False)

    def warm_up(self) -> None:
        """Start the child before it is needed."""
        self._ensure()

    def close(self) -> None:
        """End the child."""
        self._waiting.clear()
        self._running = None
        self._stop()

    def _next(self) -> None:
        if self._running is not None or not self._waiting:
            return
        self._running = self._waiting.popleft()
        self._limit.start()
        self.busy_changed.emit(True)
        from secretariat.render.orders import pack

        self._ensure().write(pack(self._running.order))

    def _ensure(self) -> QProcess:
        if self._process is None:
            process = QProcess(self)
            environment = QProcessEnvironment.systemEnvironment()
            environment.insert("PYTHONHASHSEED", "0")
            process.setProcessEnvironment(environment)
            process.setStandardErrorFile(QProcess.nullDevice())
            process.readyReadStandardOutput.connect(self._read)
            process.finished.connect(self._ended)
            process.errorOccurred.connect(self._ended)
            self._process = process
            self._buffer.clear()
            program, *arguments = worker_command()
            process.start(program, arguments)
        return self._process

    def _stop(self) -> None:
        self._limit.stop()
        process, self._process = self._process, None
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._read)
        process.finished.disconnect(self._ended)
        process.errorOccurred.disconnect(self._ended)
        process.closeWriteChannel()
        process.kill()
        process.waitForFinished(1000)
        process.deleteLater()

    @Slot()
    def _read(self) -> None:
        # Imported here, as below, because the first window needs no documents.
        from secretariat.render.orders import HEADER, unpack

        if self._process is None:
            return
        self._buffer += self._process.readAllStandardOutput().data()
        while len(self._buffer) >= HEADER.size:
            size = HEADER.unpack_from(self._buffer)[0]
            if len(self._buffer) < HEADER.size + size:
                return
            body = bytes(self._buffer[HEADER.size : HEADER.size + size])
            del self._buffer[: HEADER.size + size]
            self._answer(unpack(body))

    def _answer(self, answer: Answer) -> None:
        self._limit.stop()
        job, self._running = self._running, None
        self.busy_changed.emit(False)
        overtaken = self._latest_only and bool(self._waiting)
        self._next()
        if job is None or job.order.number != answer.number or overtaken:
            return
        if answer.failure:
            if job.otherwise is not None:
                job.otherwise(answer.failure)
            return
        job.then(answer.data)

    @Slot()
    def _overdue(self) -> None:
        """Give up a child that will not come to an end; the next order gets a fresh one."""
        self._ended()

    @Slot()
    def _ended(self, *_: Any) -> None:
        job, self._running = self._running, None
        self._stop()
        if job is not None:
            self.busy_changed.emit(False)
            if job.otherwise is not None:
                job.otherwise(_LOST)
        self._next()


class Jobs(QObject):
    """The two lanes, and the reading beside.

    Progress and cancel of the long lane are shown in the status bar.
    """

    progress_changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preview = Lane(latest_only=True, parent=self)
        self._long = Lane(latest_only=False, parent=self)
        self._reading = Reading(self)
        self._labels: dict[int, str] = {}

    def preview(
        self,
        document: Document | Composition,
        style: HouseStyle,
        then: Then,
        otherwise: Otherwise | None = None,
    ) -> None:
        """Render to PDF as soon as may be; only the newest asked for is ever shown."""
        from secretariat.render.orders import Order

        order = Order(0, document, style, resources() / "fonts", Format.PDF)
        self._preview.submit(order, then, otherwise)

    def make(
        self,
        document: Document | Composition,
        style: HouseStyle,
        form: Format,
        then: Then,
        otherwise: Otherwise | None = None,
        *,
        label: str = "",
        to: tuple[str, ...] = (),
        attachment: str = "",
        word_files: tuple[tuple[str, Document, HouseStyle], ...] = (),
        files: tuple[tuple[str, Path], ...] = (),
        bcc: tuple[str, ...] = (),
    ) -> None:
        """Render one document after another; `label` is shown while it is made."""
        from secretariat.render.orders import Order

        order = Order(
            0, document, style, resources() / "fonts", form, to, attachment, word_files, files, bcc
        )

        def done(data: bytes) -> None:
            self._finish()
            then(data)

        def failed(sentence: str) -> None:
            self._finish()
            if otherwise is not None:
                otherwise(sentence)

        self._labels[self._long.submit(order, done, failed)] = label or "Making the document"
        self._show()

    def make_file(
        self,
        making: Making,
        then: Then,
        otherwise: Otherwise | None = None,
        *,
        label: str = "",
    ) -> None:
        """Render a file that is ready to be made."""
        self.make(
            making.matter, making.style, making.form, then, otherwise,
            label=label or f"Making {making.name}", to=making.to, attachment=making.attachment,
            word_files=making.word_files, files=making.files, bcc=making.bcc,
        )  # fmt: skip

    def read(
        self,
        owner: QObject,
        about: str,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        otherwise: Otherwise | None = None,
    ) -> None:
        """Read the register beside the window's thread: see `Reading.ask`."""
        self._reading.ask(owner, about, work, then, otherwise)

    def cancel(self) -> None:
        """Give up the long jobs."""
        self._long.cancel()
        self._labels.clear()
        self._show()

    def warm_up(self) -> None:
        """Start the preview's child before it is needed."""
        self._preview.warm_up()

    def close(self) -> None:
        """End both children and wait for what is being read."""
        self._reading.close()
        self._preview.close()
        self._long.close()

    def _finish(self) -> None:
        if self._labels:
            del self._labels[min(self._labels)]
        self._show()

    def _show(self) -> None:
        self.progress_changed.emit(self._labels[min(self._labels)] if self._labels else "")


def worker_command() -> list[str]:
    """Return the command that starts a child: this Python, or this program when it is frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--render-worker"]
    return [sys.executable, "-m", "secretariat.render.worker"]
