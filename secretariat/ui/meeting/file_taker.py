"""Files on their way into the register: kept one after another away from the window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from secretariat.errors import KnownError
from secretariat.services.paper_files import Arrived, Kept, keep_bytes, keep_files
from secretariat.ui.page import Context

Then = Callable[[tuple[Kept, ...]], None]
PASTED = "Pasted picture.png"


class FileTaker(QObject):
    """Keeps the bytes of files; `then` hears of those that are kept, once all are.

    What could not be kept is told in the message bar. `busy` says that it is at work.
    """

    busy = Signal(bool)
    _kept = Signal(object, object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._stopped = threading.Event()
        self._open = 0
        self._kept.connect(self._tell)

    def take(self, sources: Sequence[Path], then: Then) -> None:
        """Keep files from elsewhere."""
        session = self._context.session
        self._run(lambda: keep_files(session, sources, self._stopped.is_set), then)

    def take_bytes(self, name: str, data: bytes, then: Then) -> None:
        """Keep bytes, such as a picture that was pasted."""
        session = self._context.session

        def work() -> Arrived:
            try:
                return Arrived((keep_bytes(session, name, data),), ())
            except KnownError as error:
                return Arrived((), (str(error),))

        self._run(work, then)

    def stop(self) -> None:
        """Take no further file, and tell nobody."""
        self._stopped.set()

    def _run(self, work: Callable[[], Arrived], then: Then) -> None:
        def run() -> None:
            try:
                arrived = work()
            except KnownError as error:
                arrived = Arrived((), (str(error),))
            if isValid(self):
                self._kept.emit(arrived, then)

        self._open += 1
        self.busy.emit(True)
        QThreadPool.globalInstance().start(QRunnable.create(run))

    def _tell(self, arrived: Arrived, then: Then) -> None:
        self._open -= 1
        if not self._open:
            self.busy.emit(False)
        if self._stopped.is_set():
            return
        if arrived.refused:
            more = len(arrived.refused) - 1
            rest = f" {more} more could not be kept either." if more else ""
            self._context.messages.warn(arrived.refused[0] + rest)
        if arrived.files:
            then(arrived.files)


def picture_in(data: QMimeData) -> bytes:
    """Return a picture of the clipboard as PNG; nothing where there is none."""
    if not data.hasImage():
        return b""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage, QImageWriter

    image = data.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return b""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())
