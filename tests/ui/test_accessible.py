"""What a screen reader is told, and where Tab leads, on every screen that the window knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from secretariat.models.kinds import Stage
from secretariat.models.records import Body, Meeting
from secretariat.services.sample import fill
from secretariat.services.session import Session
from secretariat.ui.navigator import SCREENS, is_there
from secretariat.ui.page import Route
from secretariat.ui.theme import Theme
from secretariat.ui.window import MainWindow

STEPS = ("details", "agenda", "papers", "attendance", "minutes", "actions", "send")
PLAIN = [name for name in SCREENS if name != "meeting" and is_there(name)]
MUTE = (QAccessible.Role.NoRole, QAccessible.Role.Client)
ROWS = 12
"""How many rows of a long list are asked: they are all made by one piece of code."""


@pytest.fixture(scope="module")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a register with the sample board, made once."""
    folder = tmp_path_factory.mktemp("accessible") / "register"
    session = Session.open(folder, create=True)
    fill(session)
    session.close()
    return folder


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, sample_folder: Path) -> Iterator[MainWindow]:
    """Return a window on the sample board."""
    made = MainWindow(Session.open(sample_folder), theme)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()


def _route(window: MainWindow, screen: str) -> Route:
    name, _, tab = screen.partition("/")
    if name == "before":
        coming = window.session.reader.find(Meeting, stage=Stage.AGENDA)[0]
        return Route("meeting", coming.uid, "attendance", tab)
    if name != "meeting":
        return Route(name, _body(window) if name == "bodies" else "")
    meetings = window.session.reader.find(Meeting, stage=Stage.DRAFT_MINUTES)
    held = meetings[0]
    return Route("meeting", held.uid, tab)


def _body(window: MainWindow) -> str:
    return window.session.reader.find(Body)[0].uid


SCREEN_NAMES = [*PLAIN, *(f"meeting/{step}" for step in STEPS if is_there("meeting"))]
SCREEN_NAMES += ["before/replies", "before/served"]


def _walk(told: QAccessibleInterface, path: str = "") -> Iterator[tuple[str, QAccessibleInterface]]:
    """Yield what can be seen and focused, with the way to it."""
    state = told.state()
    name = told.text(QAccessible.Text.Name)
    here = f"{path}/{told.role().name}[{name[:30]}]"
    if state.invisible:
        return
    if state.focusable:
        yield here, told
    many = told.role() in (
        QAccessible.Role.List,
        QAccessible.Role.Table,
        QAccessible.Role.Tree,
    )
    count = min(told.childCount(), ROWS) if many else told.childCount()
    for at in range(count):
        child = told.child(at)
        if child and child.isValid():
            yield from _walk(child, here)


@pytest.mark.parametrize("screen", SCREEN_NAMES)
def test_everything_that_takes_the_focus_is_told(window: MainWindow, screen: str) -> None:
    window.start(_route(window, screen))
    told = QAccessible.queryAccessibleInterface(window)
    found = list(_walk(told))
    assert len(found) > 8, f"{screen}: the tree of what can be focused looks empty"
    wrong = []
    for path, one in found:
        if not one.text(QAccessible.Text.Name).strip():
            wrong.append(f"no name: {path}")
        if one.role() in MUTE and not _is_pane(one):
            wrong.append(f"no role: {path}")
        thing, state = one.object(), one.state()
        on = isinstance(thing, QAbstractButton) and thing.isChecked()
        if on and not state.checked and not state.selected:
            wrong.append(f"checked, and not told so: {path}")
    assert wrong == [], "\n".join([screen, *wrong])


def _is_pane(one: QAccessibleInterface) -> bool:
    """Say whether it is a part of the window that only scrolls, or a screen that is focused to be
    announced: Qt has no role for them but Client, which screen readers call a pane."""
    thing = one.object()
    if isinstance(thing, QScrollArea):
        return True
    return isinstance(thing, QWidget) and not thing.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize("screen", SCREEN_NAMES)
def test_tab_leads_all_the_way_round(window: MainWindow, screen: str, qtbot: QtBot) -> None:
    """No field keeps the focus: from the first place of the sidebar Tab comes back to it."""
    window.start(_route(window, screen))
    first = next(b for b in window.sidebar.buttons.values() if b.isVisible())
    first.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[str] = []
    for _ in range(400):
        holder = QApplication.focusWidget()
        assert holder is not None, f"{screen}: the focus was lost after {seen[-3:]}"
        qtbot.keyClick(holder, Qt.Key.Key_Tab)
        holder = QApplication.focusWidget()
        assert holder is not None, f"{screen}: the focus was lost after {seen[-3:]}"
        assert holder.isVisible()
        seen.append(f"{type(holder).__name__} {holder.accessibleName()!r}")
        if holder is first:
            return
    pytest.fail(f"{screen}: Tab never came round; last {seen[-6:]}")
