"""From the start of the program to its window: welcome, opening, and changing the register."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from secretariat.errors import KnownError
from secretariat.paths import default_register, sample_register
from secretariat.ui.state import WindowState, save_state
from secretariat.ui.theme import Theme
from secretariat.ui.window import MainWindow

if TYPE_CHECKING:
    from secretariat.services.session import Session
    from secretariat.ui.welcome import Welcome


class Desktop(QObject):
    """Holds the one window that is open: the welcome, or a register at work."""

    _fault = Signal(str)
    _sample_ready = Signal(object)

    def __init__(self, application: QApplication, state: WindowState, path: Path) -> None:
        super().__init__(application)
        self._application, self._state, self._path = application, state, path
        self._undo_first: QObject | None = None
        self.theme = Theme(application, state.mode)
        self.welcome: Welcome | None = None
        self.window: MainWindow | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self._fault.connect(self._show_fault, queued)
        self._sample_ready.connect(self._show_sample, queued)

    def begin(self, register: Path | None) -> None:
        """Open the register that is named, or the last one, or the welcome."""
        last = Path(self._state.register) if self._state.register else None
        folder = register or (last if last and (last / "CURRENT").exists() else None)
        if folder is None:
            self.show_welcome()
            return
        self._open_behind(folder)

    def _open_behind(self, folder: Path) -> None:
        """Show the frame at once, and open the register in it when it has been painted."""
        window = self._frame(folder)

        def attach() -> None:
            from secretariat.services.session import Session

            try:
                session = Session.open(folder)
            except KnownError as error:
                self.window = None
                self.show_welcome(str(error))
                window.close()
                return
            self._work(window, session, folder)

        window.first_painted.connect(attach)
        window.show()

    def open(self, folder: Path, *, create: bool = False) -> None:
        """Open a register in the window. Raises KnownError when that cannot be done."""
        from secretariat.services.session import Session

        self.show_session(Session.open(folder, create=create), folder)

    def show_session(self, session: Session, folder: Path) -> None:
        """Show an open session."""
        window = self._frame(folder)
        window.first_painted.connect(lambda: self._work(window, session, folder))
        window.show()
        if self.welcome is not None:
            self.welcome.close()
            self.welcome = None

    def _frame(self, folder: Path) -> MainWindow:
        window = MainWindow(None, self.theme, _name(folder))
        window.restore_geometry_text(self._state.geometry)
        window.closed.connect(self._remember)
        window.open_other.connect(self._change)
        self.window = window
        return window

    def _work(self, window: MainWindow, session: Session, folder: Path) -> None:
        if folder != sample_register():
            self._state.register = str(folder.resolve())
        window.attach(session)
        if self._undo_first is None:
            from secretariat.ui.keys import UndoFirst

            self._undo_first = UndoFirst(self._application)
        window.start()

    def show_welcome(self, trouble: str = "") -> None:
        """Offer to explore, to begin or to open."""
        from secretariat.ui.welcome import Welcome

        welcome = Welcome(self.theme)
        welcome.explore.connect(self._explore)
        welcome.begin.connect(self._begin)
        welcome.open_one.connect(self._open)
        self.welcome = welcome
        welcome.say(trouble)
        welcome.show()

    def tell_fault(self, sentence: str) -> None:
        """Show a sentence about a fault, from whichever thread it comes."""
        self._fault.emit(sentence)

    @Slot(str)
    def _show_fault(self, sentence: str) -> None:
        if self.window is not None and self.window.is_attached:
            self.window.messages.warn(sentence)
        elif self.welcome is not None:
            self.welcome.say(sentence)

    @Slot()
    def _explore(self) -> None:
        """Open the sample board, filling it first where it is not there yet."""
        assert self.welcome is not None
        self.welcome.busy("Preparing the sample board…")

        def work() -> None:
            outcome: Session | KnownError
            try:
                outcome = _sample_session()
            except KnownError as error:
                outcome = error
            self._sample_ready.emit(outcome)

        threading.Thread(target=work, name="sample-board", daemon=True).start()

    @Slot(object)
    def _show_sample(self, outcome: Session | KnownError) -> None:
        if not isinstance(outcome, KnownError):
            self.show_session(outcome, sample_register())
        elif self.welcome is not None:
            self.welcome.say(str(outcome))

    @Slot()
    def _begin(self) -> None:
        self._try(default_register(), create=True)

    @Slot()
    def _open(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        parent = self.welcome
        start = str(default_register().parent)
        chosen = QFileDialog.getExistingDirectory(parent, "Open a register", start)
        if chosen:
            self._try(Path(chosen), create=False)

    def _try(self, folder: Path, *, create: bool) -> None:
        try:
            self.open(folder, create=create)
        except KnownError as error:
            if self.welcome is not None:
                self.welcome.say(str(error))

    @Slot()
    def _change(self) -> None:
        """Close the register and offer the welcome again."""
        if self.window is not None:
            window, self.window = self.window, None
            self.show_welcome()
            window.close()

    @Slot()
    def _remember(self) -> None:
        window = self.sender()
        if isinstance(window, MainWindow):
            self._state.geometry = window.geometry_text()
        self._state.mode = self.theme.mode
        save_state(self._path, self._state)


def _name(folder: Path) -> str:
    if folder == sample_register():
        return "Sample board"
    return "Office register" if folder == default_register() else folder.resolve().name


def _sample_session() -> Session:
    """Return a session on the sample board, filled when it is new."""
    from secretariat.services.session import Session

    folder = sample_register()
    new = not (folder / "CURRENT").exists()
    session = Session.open(folder, create=True)
    if new:
        from secretariat.services.sample import fill

        fill(session)
    return session
