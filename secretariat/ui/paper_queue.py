"""The files that wait to be checked, seen from the window: begun, followed, called off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from secretariat.services.paper_intake import PaperIntake, Progress

if TYPE_CHECKING:
    from secretariat.services.session import Session
    from secretariat.store.history import Changed
    from secretariat.ui.page import Bus


class PaperQueue(QObject):
    """Checks papers beside the window. `moved` tells how far it is; `said` the same in words,
    empty at the end."""

    moved = Signal()
    said = Signal(str)
    _told = Signal(object)

    def __init__(self, session: Session, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.progress: Progress | None = None
        self._intake = PaperIntake(session, self._tell)
        self._told.connect(self._show, Qt.ConnectionType.QueuedConnection)
        bus.changed.connect(self._changed)

    def begin(self) -> None:
        """Go to work on what waits."""
        self._intake.begin()

    def want(self, file: str) -> None:
        """Go to work on a file although it was called off."""
        self._intake.want(file)

    def cancel(self) -> None:
        """Call off what waits; it can be asked for again."""
        self._intake.cancel()

    def close(self) -> None:
        """Stop at once; what waits is gone on with at the next start."""
        self._intake.close()

    @Slot(object)
    def _changed(self, changed: Changed) -> None:
        if "paper_file" in changed.rows:
            self._intake.begin()

    def _tell(self, progress: Progress | None) -> None:
        if isValid(self):
            self._told.emit(progress)

    @Slot(object)
    def _show(self, progress: Progress | None) -> None:
        self.progress = progress
        self.moved.emit()
        self.said.emit(progress.sentence if progress else "")
