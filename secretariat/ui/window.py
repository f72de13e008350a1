"""The window: assembly of its parts and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from secretariat.errors import KnownError
from secretariat.paths import log_folder
from secretariat.ui.crash import write_log
from secretariat.ui.page import Bus, Command, Context, Route
from secretariat.ui.shell import Place, Sidebar, StatusBar
from secretariat.ui.theme import Theme
from secretariat.ui.widgets import column

if TYPE_CHECKING:
    from secretariat.services.session import Session
    from secretariat.store.history import Changed
    from secretariat.ui.pack_maker import PackMaker
    from secretariat.ui.palette import Palette
    from secretariat.ui.paper_queue import PaperQueue
    from secretariat.ui.spelling.speller import Speller

PLACES = (
    Place("desk", "Desk", "layout-dashboard", "Alt+1"),
    Place("meetings", "Meetings", "calendar-days", "Alt+2"),
    Place("bodies", "Bodies", "landmark", "Alt+3"),
    Place("people", "People", "users", "Alt+4"),
    Place("actions", "Actions", "square-check-big", "Alt+5"),
    Place("plan", "Forward plan", "calendar-range", "Alt+6"),
    Place("reports", "Reports", "file-text", "Alt+7"),
    Place("submissions", "Submissions", "inbox", "Alt+8"),
)
BELOW = (
    Place("settings", "Settings", "settings", "Ctrl+,"),
    Place("help", "Help", "circle-help", "F1"),
)
_WARM_AFTER = 800


class MainWindow(QMainWindow):
    """One register at work.

    The frame is there at once; `attach` gives it a session, which may come after the first paint
    (`first_painted`), so that nobody waits for the disk before seeing a window. `closed` is told
    once everything is on disk; `open_other` asks for another register.
    """

    closed = Signal()
    open_other = Signal()
    first_painted = Signal()

    def __init__(
        self, session: Session | None, theme: Theme, name: str = "Office register"
    ) -> None:
        super().__init__()
        # Where the system adds the name of the program to a title, it leaves one that ends in it.
        self.setWindowTitle(f"{name} – Secretariat")
        self.theme = theme
        self._is_attached = self._is_closed = self._is_painted = False
        self._left_unsaved = ""
        self._palette_box: Palette | None = None
        self._speller: Speller | None = None
        self._papers: PaperQueue | None = None
        self._packs: PackMaker | None = None
        self._assemble(name)
        self._painted = QTimer(self)
        self._painted.setSingleShot(True)
        self._painted.timeout.connect(self.first_painted)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenRemoved.connect(self._screen_gone)
        if session is not None:
            self.attach(session)

    def _assemble(self, name: str) -> None:
        self.sidebar = Sidebar(self.theme, PLACES, BELOW)
        self.stack = QStackedWidget()
        self.status = StatusBar(self.theme, name, self._cancel)
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
        self.setMinimumSize(self._least())
        self.resize(1440, 900)

    def _least(self) -> QSize:
        """Return how small the window may be made: however large the words are, quite small."""
        return QSize(min(self.theme.length(900), 1100), min(self.theme.length(560), 660))

    def attach(self, session: Session) -> None:
        """Give the frame a register to work in; once only."""
        from secretariat.ui.autosave import Autosave
        from secretariat.ui.bridge import Bridge
        from secretariat.ui.copies import Copies
        from secretariat.ui.finder import Finder
        from secretariat.ui.jobs import Jobs
        from secretariat.ui.keys import CommandKeys
        from secretariat.ui.messages import MessageBar
        from secretariat.ui.navigator import Navigator, is_there

        self.session = session
        self.bus = Bus(self)
        self.messages = MessageBar(self)
        self.autosave = Autosave(lambda: session.clock(), self)
        self.jobs = Jobs(self)
        self.bridge = Bridge(session, self.bus, self.autosave, self.messages)
        self.context = Context(
            session, self.bus, self.autosave, self.jobs, self.messages, self.theme,
            self.bridge.submit, self.undo,
        )  # fmt: skip
        self.context.speller_of = self._get_speller
        self.context.papers_of = self._get_papers
        self.context.packs_of = self._get_packs
        self.keys = CommandKeys(self, self.autosave.flush_all)
        self.navigator = Navigator(self.stack, self.context, self.autosave.flush_all)
        self.finder = Finder(session, self, here=self._open_meeting)
        self.copies = Copies(session, self.status.copies.setText, self.messages, self)
        self._warm = QTimer(self)
        self._warm.setSingleShot(True)
        self._warm.timeout.connect(self.jobs.warm_up)
        self._warm.timeout.connect(self._get_speller)
        self._warm.timeout.connect(self._check_papers)
        self.places = [place for place in PLACES if is_there(place.screen)]
        self.sidebar.keep([place.screen for place in (*self.places, *BELOW)])
        self._connect()
        self._is_attached = True

    @property
    def is_attached(self) -> bool:
        """Say whether there is a register in the frame."""
        return self._is_attached

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self._choose)
        self.navigator.leaving.connect(self.messages.leave)
        self.navigator.shown.connect(self._shown)
        self.bus.changed.connect(self._changed)
        self.bus.back_requested.connect(self._back)
        self.autosave.state_changed.connect(self.status.saved.show_state)
        self.autosave.failed.connect(self.messages.warn)
        self.autosave.recovered.connect(self._recovered)
        self.finder.failed.connect(self.messages.warn)
        self.jobs.progress_changed.connect(self.status.show_work)

    def start(self, route: Route | None = None) -> None:
        """Show the first screen, and begin what goes on beside it."""
        from secretariat.ui.last_stop import look_back

        self.navigator.go(route or Route(self.places[0].screen if self.places else "help"))
        look_back(self.context)
        self._count_actions()
        self._count_submissions()
        self.copies.begin()
        self._warm.start(_WARM_AFTER)

    def commands(self) -> Sequence[Command]:
        """Return everything that can be done now: here first, then anywhere."""
        page = self.navigator.page
        own = tuple(page.commands()) if page is not None else ()
        known = {c.text for c in own}
        rest = [c for c in self._everywhere() if c.text not in known and c.name != "palette"]
        mine = [c for c in (*own, *rest) if c.enabled()]
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
            lambda c: self.messages.say(f"Redid: {c.label}", "Undo", self.undo),
        )

    def _everywhere(self) -> list[Command]:
        go = self.context.go
        state = self.session.undo_state()
        undo = f"Undo: {state.undo}" if state.undo else "Undo"
        redo = f"Redo: {state.redo}" if state.redo else "Redo"
        places = [
            Command(f"go.{p.screen}", f"Go to {p.name}", lambda p=p: go(p.screen), (p.keys,))  # type: ignore[misc]
            for p in self.places
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
            Command("styles", "House styles", lambda: go("styles"), ()),
            Command("help", "Help on this screen", self._help, ("F1",)),
            Command("dark", "Light or dark", self._turn, ()),
            Command("quit", "Quit", self._quit, ("Ctrl+Q",)),
        ]

    def _get_speller(self) -> Speller | None:
        """Return what judges words, made with the first screen that has some, or soon after."""
        if self._speller is None and not self._is_closed:
            from secretariat.ui.spelling.speller import Speller

            self._speller = Speller(self.context, self)
        return self._speller

    def _get_papers(self) -> PaperQueue | None:
        """Return what checks papers, made with the first screen that shows some, or soon after."""
        if self._papers is None and not self._is_closed:
            from secretariat.ui.paper_queue import PaperQueue

            self._papers = PaperQueue(self.session, self.bus, self)
            self._papers.said.connect(self.status.show_work)
        return self._papers

    def _get_packs(self) -> PackMaker | None:
        """Return what makes packs, made with the first screen that shows some."""
        if self._packs is None and not self._is_closed:
            from secretariat.ui.pack_maker import PackMaker

            self._packs = PackMaker(self.context, self)
        return self._packs

    def _check_papers(self) -> None:
        """Go on with the papers that waited when the window was last closed."""
        if (queue := self._get_papers()) is not None:
            queue.begin()

    def _open_meeting(self) -> str:
        route = self.navigator.route
        return route.uid if route.screen == "meeting" else ""

    @property
    def palette_box(self) -> Palette:
        """The palette, made when it is first wanted."""
        if self._palette_box is None:
            from secretariat.ui.palette import Palette

            go = self.navigator.go
            box = Palette(self.theme, self, self.commands, self.finder.ask, go)
            self.finder.found.connect(box.show_found)
            self._palette_box = box
        return self._palette_box

    def _palette(self) -> None:
        self.palette_box.open_with()

    def _back(self) -> None:
        """Leave a screen for what was there before it; without that, for the first place."""
        if not self.navigator.leave():
            self.context.go(self.places[0].screen if self.places else "help")

    def _help(self) -> None:
        route = self.navigator.route
        if route.screen != "help":
            topic = route.tab or "agenda" if route.screen == "meeting" else route.screen
            self.context.go("help", topic)

    def _turn(self) -> None:
        self.theme.set_mode("light" if self.theme.dark else "dark")

    def _recovered(self) -> None:
        self.messages.say("Everything you typed is saved again.")

    def _quit(self) -> None:
        self.close()

    def _cancel(self) -> None:
        if self._is_attached:
            self.jobs.cancel()
            if self._papers is not None:
                self._papers.cancel()

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
        if "action" in changed.rows:
            self._count_actions()
        if "submission" in changed.rows:
            self._count_submissions()

    def _count_actions(self) -> None:
        from secretariat.models.kinds import ActionState
        from secretariat.models.records import Action

        open_states = tuple(state for state in ActionState if state.is_open)
        count = self.session.reader.count(Action, state=open_states)
        self.sidebar.buttons["actions"].set_count(count, "open")

    def _count_submissions(self) -> None:
        from secretariat.models.kinds import Ruling
        from secretariat.models.records import Submission

        count = self.session.reader.count(Submission, ruling=Ruling.PENDING)
        self.sidebar.buttons["submissions"].set_count(count, "to rule on")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        left = event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow()
        if left and self._is_attached:
            self.autosave.flush_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sidebar.fit(event.size().width(), event.size().height())
        if self._is_attached:
            self.messages.place()
        if self._palette_box is not None and self._palette_box.isVisible():
            self._palette_box.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self._painted.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_attached and not self._is_closed:
            trouble = self._unsaved()
            if trouble and trouble != self._left_unsaved:
                self._left_unsaved = trouble
                self.messages.warn(f"{trouble} Close again to leave without saving that.")
                event.ignore()
                return
            self._is_closed = True
            self.hide()
            self._shut()
        self._painted.stop()
        event.accept()

    def _unsaved(self) -> str:
        """Write what is typed, wait for the disk, and return why something is not saved."""
        self.autosave.flush_all()
        self.session.drain(10)
        return self.autosave.trouble()

    def _shut(self) -> None:
        """Make the last copy, and close the register."""
        self._warm.stop()
        if self._packs is not None:
            self._packs.close()
        self.jobs.close()
        self.finder.close()
        if self._speller is not None:
            self._speller.close()
        if self._papers is not None:
            self._papers.close()
        try:
            self.copies.close()
        except KnownError as error:
            # There is nobody left to tell; the next start makes the copy.
            write_log(log_folder(), error)
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
        self.fit_to(self.screen().availableGeometry())

    def _screen_gone(self) -> None:
        """Come back to a screen that is there, once the system has settled on one."""
        QTimer.singleShot(0, self, lambda: self.fit_to(self.screen().availableGeometry()))

    def fit_to(self, room: QRect) -> None:
        """Be no larger than a screen has room for, and lie wholly within it.

        The screen may be another one than last time, or another scale of it.
        """
        self.setMinimumSize(self._least().boundedTo(room.size()))
        if self.isMaximized() or self.isFullScreen():
            return
        self.resize(self.size().boundedTo(room.size()))
        place = self.geometry()
        place.moveLeft(max(room.left(), min(place.left(), room.right() - place.width() + 1)))
        place.moveTop(max(room.top(), min(place.top(), room.bottom() - place.height() + 1)))
        self.setGeometry(place)
