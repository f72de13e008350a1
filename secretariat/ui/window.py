"""The window: assembly of its parts and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from secretariat.errors import KnownError
from secretariat.models.kinds import ActionState
from secretariat.models.records import Action
from secretariat.services.session import Session
from secretariat.store.history import Changed
from secretariat.ui.autosave import Autosave
from secretariat.ui.bridge import Bridge
from secretariat.ui.jobs import Jobs
from secretariat.ui.keys import CommandKeys
from secretariat.ui.messages import MessageBar
from secretariat.ui.navigator import Navigator
from secretariat.ui.page import Bus, Command, Context, Route
from secretariat.ui.shell import Place, Sidebar, StatusBar
from secretariat.ui.theme import Theme
from secretariat.ui.widgets import column

if TYPE_CHECKING:
    from secretariat.services.safety import Safety
    from secretariat.ui.palette import Found, Palette

PLACES = (
    Place("desk", "Desk", "layout-dashboard", "Alt+1"),
    Place("meetings", "Meetings", "calendar-days", "Alt+2"),
    Place("bodies", "Bodies", "landmark", "Alt+3"),
    Place("people", "People", "users", "Alt+4"),
    Place("actions", "Actions", "square-check-big", "Alt+5"),
)
BELOW = (
    Place("settings", "Settings", "settings", "Ctrl+,"),
    Place("help", "Help", "circle-help", "F1"),
)
_LOOK_AT_COPIES = 20_000
_BACKGROUND_AFTER = 1_500


class MainWindow(QMainWindow):
    """One register at work. `closed` is told once everything is on disk; `open_other` asks for
    another register. `first_painted` follows the first paint: only then is the first screen made,
    so that the window is there at once."""

    closed = Signal()
    open_other = Signal()
    first_painted = Signal()

    def __init__(self, session: Session, theme: Theme, name: str = "Office register") -> None:
        super().__init__()
        self.setWindowTitle(f"Secretariat – {name}")
        self.session = session
        self.theme = theme
        self._safety: Safety | None = None
        self._is_closed = False
        self.autosave = Autosave(lambda: datetime.now(UTC), self)
        self.jobs = Jobs(self)
        self.bus = Bus(self)
        self.messages = MessageBar(self)
        self.bridge = Bridge(session, self.bus, self.autosave, self.messages)
        self.context = Context(
            session, self.bus, self.autosave, self.jobs, self.messages, theme,
            self.bridge.submit, self.undo,
        )  # fmt: skip
        self.keys = CommandKeys(self, self.autosave.flush_all)
        self._assemble(name)
        self.navigator = Navigator(self.stack, self.context, self.autosave.flush_all)
        self._palette_box: Palette | None = None
        self._is_painted = False
        self._connect()

    def _assemble(self, name: str) -> None:
        self.sidebar = Sidebar(self.theme, PLACES, BELOW)
        self.stack = QStackedWidget()
        self.status = StatusBar(self.theme, name, self.jobs.cancel)
        middle = QWidget()
        middle.setProperty("kind", "page")
        inner = QHBoxLayout(middle)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.sidebar)
        inner.addWidget(self.stack, 1)
        whole = QWidget()
        column(middle, self.status, parent=whole, spacing=0).setStretch(0, 1)
        self.setCentralWidget(whole)
        self.setMinimumSize(self.theme.length(900), self.theme.length(560))
        self.resize(1440, 900)
        self.messages.raise_()

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self._choose)
        self.navigator.shown.connect(self._shown)
        self.bus.changed.connect(self._changed)
        self.autosave.state_changed.connect(self.status.saved.show_state)
        self.autosave.failed.connect(self.messages.warn)
        self.jobs.progress_changed.connect(self.status.show_work)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_AT_COPIES)
        self._timer.timeout.connect(self._look_at_copies)
        self._timer.start()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_BACKGROUND_AFTER)
        self._later.timeout.connect(self._begin_background)
        self._painted = QTimer(self)
        self._painted.setSingleShot(True)
        self._painted.timeout.connect(self.first_painted)

    def start(self, route: Route | None = None) -> None:
        """Show the first screen."""
        self.navigator.go(route or Route("desk"))
        self._count_actions()
        self._later.start()

    def commands(self) -> Sequence[Command]:
        """Return everything that can be done now: here first, then anywhere."""
        page = self.navigator.page
        own = tuple(page.commands()) if page is not None else ()
        mine = [c for c in (*own, *self._everywhere()) if c.enabled()]
        return [
            Command(c.name, c.text, lambda c=c: self.keys.run(c), c.keys, c.icon)  # type: ignore[misc]
            for c in mine
        ]

    def undo(self) -> None:
        """Put back the last change, and offer to do it again."""
        self.autosave.flush_all()
        self.bridge.submit(
            self.session.undo(),
            lambda c: self.messages.say(f"Undid: {c.label}", "Redo", self.redo),
        )

    def redo(self) -> None:
        """Do again what was undone last."""
        self.autosave.flush_all()
        self.bridge.submit(
            self.session.redo(),
            lambda c: self.messages.say(f"Did again: {c.label}", "Undo", self.undo),
        )

    def _everywhere(self) -> list[Command]:
        go = self.context.go
        undo, redo = "Undo", "Redo"
        state = self.session.undo_state()
        if state.undo:
            undo = f"Undo: {state.undo}"
        if state.redo:
            redo = f"Redo: {state.redo}"
        places = [
            Command(f"go.{p.screen}", f"Go to {p.name}", lambda p=p: go(p.screen), (p.keys,))  # type: ignore[misc]
            for p in PLACES
        ]
        return [
            *places,
            Command("meeting.new", "New meeting", lambda: go("meetings", tab="new"), ("Ctrl+N",)),
            Command("undo", undo, self.undo, ("Ctrl+Z",)),
            Command("redo", redo, self.redo, ("Ctrl+Shift+Z", "Ctrl+Y")),
            Command("palette", "Search or do anything", self._palette, ("Ctrl+K", "Ctrl+F")),
            Command("back", "Back", lambda: self.navigator.back(), ("Ctrl+[",)),
            Command("forward", "Forward", lambda: self.navigator.forward(), ("Ctrl+]",)),
            Command("settings", "Settings", lambda: go("settings"), ("Ctrl+,",)),
            Command("help", "Help on this screen", self._help, ("F1",)),
            Command("dark", "Light or dark", self._turn, ()),
            Command("quit", "Quit", self._quit, ("Ctrl+Q",)),
        ]

    @property
    def palette_box(self) -> Palette:
        """The palette, made when it is first wanted."""
        if self._palette_box is None:
            from secretariat.ui.palette import Palette

            go = self.navigator.go
            self._palette_box = Palette(self.theme, self, self.commands, self._find, go)
        return self._palette_box

    def _palette(self) -> None:
        self.palette_box.open_with()

    def _help(self) -> None:
        route = self.navigator.route
        if route.screen != "help":
            topic = route.tab or "agenda" if route.screen == "meeting" else route.screen
            self.context.go("help", topic)

    def _turn(self) -> None:
        self.theme.set_mode("light" if self.theme.dark else "dark")

    def _quit(self) -> None:
        self.close()

    def _choose(self, screen: str) -> None:
        if screen == "help":
            self._help()
        else:
            self.context.go(screen)
        self.sidebar.show_place(self.navigator.route.screen)

    def _shown(self, route: Route) -> None:
        self.sidebar.show_place(route.screen)
        page = self.navigator.page
        own = tuple(page.commands()) if page is not None else ()
        taken = {keys for command in own for keys in command.keys}
        rest = [c for c in self._everywhere() if not taken & set(c.keys)]
        self.keys.offer((*own, *rest))

    def _changed(self, changed: Changed) -> None:
        if changed.touches(Action):
            self._count_actions()

    def _count_actions(self) -> None:
        open_states = tuple(state for state in ActionState if state.is_open)
        count = self.session.reader.count(Action, state=open_states)
        self.sidebar.buttons["actions"].set_count(count, "open")

    def _find(self, text: str) -> Sequence[Found]:
        from secretariat.services.search import places, search
        from secretariat.ui.palette import Found

        hits = search(self.session, text, 30)
        where = places(self.session, hits)
        return [Found(hit, where.get(hit.meeting or "", "")) for hit in hits]

    def _begin_background(self) -> None:
        from secretariat.services.safety import Safety

        self._safety = Safety(self.session)
        self.jobs.warm_up()
        self._look_at_copies()

    def _look_at_copies(self) -> None:
        if self._safety is None:
            return
        now = datetime.now(UTC)
        self.status.copies.setText(self._safety.status_line(now))
        if self._safety.due(now):
            self._safety.make_copy_in_background()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.autosave.flush_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.messages.place()
        if self._palette_box is not None and self._palette_box.isVisible():
            self._palette_box.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self._painted.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_closed:
            self._is_closed = True
            self._shut()
        event.accept()

    def _shut(self) -> None:
        """Write what is typed, make the last copy, and close the register."""
        self.autosave.flush_all()
        self._timer.stop()
        self._later.stop()
        self._painted.stop()
        self.jobs.close()
        try:
            if self._safety is not None:
                self._safety.close()
        except KnownError as error:
            self.messages.warn(str(error))
        self.bridge.close()
        self.session.close()
        self.closed.emit()

    def geometry_text(self) -> str:
        """Return place and size for the next start."""
        return bytes(self.saveGeometry().toHex().data()).decode("ascii")

    def restore_geometry_text(self, text: str) -> None:
        """Take the place and size of the last time."""
        if text:
            self.restoreGeometry(QByteArray.fromHex(text.encode("ascii")))
