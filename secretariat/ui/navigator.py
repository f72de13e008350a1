"""Which screen is shown, how one came there, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from secretariat.ui.page import Context, Page, Route

if TYPE_CHECKING:
    from secretariat.store.history import Changed

SCREENS: Mapping[str, tuple[str, str]] = {
    "desk": ("secretariat.ui.pages.desk", "DeskPage"),
    "meetings": ("secretariat.ui.pages.meetings", "MeetingsPage"),
    "bodies": ("secretariat.ui.pages.bodies", "BodiesPage"),
    "people": ("secretariat.ui.pages.people", "PeoplePage"),
    "actions": ("secretariat.ui.pages.actions", "ActionsPage"),
    "reports": ("secretariat.ui.pages.reports", "ReportsPage"),
    "submissions": ("secretariat.ui.pages.submissions", "SubmissionsPage"),
    "plan": ("secretariat.ui.pages.plan", "PlanPage"),
    "meeting": ("secretariat.ui.meeting.workspace", "MeetingWorkspace"),
    "styles": ("secretariat.ui.pages.styles", "StylesPage"),
    "settings": ("secretariat.ui.settings_page", "SettingsPage"),
    "help": ("secretariat.ui.help", "HelpPage"),
}
"""Where the class of each screen is found; it is imported when it is first shown."""

_REMEMBERED = 100


def is_there(screen: str) -> bool:
    """Say whether the program has this screen; it is not imported to find out."""
    return find_spec(SCREENS[screen][0]) is not None


class Navigator(QObject):
    """Shows screens, each made once, and refreshes the one in front when it is concerned."""

    leaving = Signal()
    shown = Signal(object)

    def __init__(self, stack: QStackedWidget, context: Context, leave: Callable[[], None]) -> None:
        super().__init__(stack)
        self._stack = stack
        self._context = context
        self._leave = leave
        self._pages: dict[str, Page] = {}
        self._back: list[Route] = []
        self._forward: list[Route] = []
        self.route = Route("")
        context.bus.route_requested.connect(self.go)
        context.bus.changed.connect(self._refresh)

    @property
    def page(self) -> Page | None:
        """The screen in front."""
        return self._pages.get(self.route.screen)

    def go(self, route: Route) -> None:
        """Show a place and remember the one before."""
        if self.route.screen and route != self.route:
            self._back = [*self._back[-_REMEMBERED:], self.route]
            self._forward.clear()
        self._show(route)

    def back(self) -> None:
        """Go to where one was before."""
        if self._back:
            self._forward.append(self.route)
            self._show(self._back.pop())

    def leave(self) -> bool:
        """Go back to the last screen that was another one; False when there was none."""
        here = self.route
        while self._back and self._back[-1].screen == here.screen:
            self._back.pop()
        if not self._back:
            return False
        self.back()
        return True

    def forward(self) -> None:
        """Go again to where one came back from."""
        if self._forward:
            self._back.append(self.route)
            self._show(self._forward.pop())

    def _show(self, route: Route) -> None:
        before = self.route
        if (before.screen, before.uid, before.tab) != (route.screen, route.uid, route.tab):
            self.leaving.emit()
        self._leave()
        arrived = self.route.screen != route.screen
        page = self._pages.get(route.screen) or self._make(route.screen)
        self.route = route
        page.open(route)
        page.refresh()
        self._stack.setCurrentWidget(page)
        if arrived and not page.isAncestorOf(self._stack.window().focusWidget()):
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit(route)

    def _make(self, screen: str) -> Page:
        module, name = SCREENS[screen]
        kind: Callable[[Context], Page] = getattr(import_module(module), name)
        page = kind(self._context)
        self._pages[screen] = page
        self._stack.addWidget(page)
        return page

    def _refresh(self, changed: Changed) -> None:
        page = self.page
        if page is not None and page.concerns(changed):
            page.refresh()
