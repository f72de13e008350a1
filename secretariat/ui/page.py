"""What every screen promises the window, and what the window gives every screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from secretariat.services.session import Session
    from secretariat.store.history import Changed
    from secretariat.ui.autosave import Autosave
    from secretariat.ui.jobs import Jobs
    from secretariat.ui.pack_maker import PackMaker
    from secretariat.ui.paper_queue import PaperQueue
    from secretariat.ui.spelling.speller import Speller
    from secretariat.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can do: shown in the palette, in tooltips and reachable by its key.

    `name` is unique ("agenda.add-item"); `text` is what is read ("Add item"); `keys` are
    portable shortcuts ("Alt+Up"); `enabled` is asked just before it is shown.
    """

    name: str
    text: str
    run: Callable[[], None]
    keys: tuple[str, ...] = ()
    icon: str = ""
    enabled: Callable[[], bool] = field(default=lambda: True)


@dataclass(frozen=True, slots=True)
class Route:
    """A place in the program: a screen, and the record it shows.

    `screen` is desk, meetings, bodies, people, actions, plan, search, styles, settings,
    help or meeting;
    `tab` is a step of the meeting workspace; `focus` names a row within.
    """

    screen: str
    uid: str = ""
    tab: str = ""
    focus: str = ""


class Messenger(Protocol):
    """The message bar: one plain sentence at a time, and never a dialog."""

    def say(self, text: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        """Tell that something was done, and offer one thing to do; it goes away by itself."""

    def warn(self, text: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        """Tell what went wrong, what was kept and what to do; it stays until it is closed."""

    def tell(self, text: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        """Tell what happened while nobody was there to read it; it stays until it is closed."""


class Bus(QObject):
    """Facts and wishes on the window thread. `changed` follows every commit.

    `back_requested` asks for the screen that was shown before the one in front.
    """

    changed = Signal(object)  # Changed
    route_requested = Signal(object)  # Route
    back_requested = Signal()


@dataclass(slots=True)
class Context:
    """What a screen is given: no singletons, nothing to look up.

    `submit` waits for a receipt without blocking: it calls `then` with the result on the window
    thread, and shows a KnownError in the message bar (calling `otherwise` when given). Without a
    `speller` words are not spelled, without `papers` files wait to be checked, without `packs`
    none are made.
    """

    session: Session
    bus: Bus
    autosave: Autosave
    jobs: Jobs
    messages: Messenger
    theme: Theme
    submit: Callable[..., None]
    undo: Callable[[], None]
    speller_of: Callable[[], Speller | None] = lambda: None
    papers_of: Callable[[], PaperQueue | None] = lambda: None
    packs_of: Callable[[], PackMaker | None] = lambda: None

    @property
    def speller(self) -> Speller | None:
        """What judges words, made when it is first asked for; None where words are not spelled."""
        return self.speller_of()

    @property
    def papers(self) -> PaperQueue | None:
        """Return what checks papers beside the window; None where nothing does."""
        return self.papers_of()

    @property
    def packs(self) -> PackMaker | None:
        """Return what makes packs beside the window; None where nothing does."""
        return self.packs_of()

    def go(self, screen: str, uid: str = "", tab: str = "", focus: str = "") -> None:
        """Ask the window to show a place."""
        self.bus.route_requested.emit(Route(screen, uid, tab, focus))

    def go_back(self) -> None:
        """Ask the window to show the screen that was there before this one."""
        self.bus.back_requested.emit()


class Page(QWidget):
    """A screen. The window calls `refresh` when it is shown and after changes that concern it."""

    page_title = ""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        # The screen itself takes the focus when it is shown, so that it is announced by name and
        # the next Tab leads to its first field; it does not stand in the way of Tab itself.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.page_title)

    def open(self, route: Route) -> None:
        """Show the record the route names; called before `refresh`."""

    def refresh(self) -> None:
        """Read the register again and show it, keeping selection, focus and scroll."""

    def concerns(self, changed: Changed) -> bool:
        """Say whether a commit changes what is shown here."""
        return True

    def commands(self) -> Sequence[Command]:
        """Return what can be done here, for the palette and the keys."""
        return ()
