"""The sidebar, the pages of help, the picture of the window, and the frame that comes first."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from secretariat.errors import KnownError
from secretariat.models.kinds import Ruling, SubmissionKind
from secretariat.services.bodies import add_body
from secretariat.services.session import Session
from secretariat.services.submissions import receive, rule
from secretariat.ui import navigator
from secretariat.ui.desktop import Desktop
from secretariat.ui.help import ORDER, HelpPage, topics
from secretariat.ui.navigator import SCREENS, is_there
from secretariat.ui.page import Route
from secretariat.ui.state import WindowState
from secretariat.ui.window import BELOW, PLACES, MainWindow

Open = Callable[[], MainWindow]


def test_a_screen_that_is_missing_is_not_offered(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = {**SCREENS, "people": ("secretariat.ui.pages.not_there", "PeoplePage")}
    monkeypatch.setattr(navigator, "SCREENS", gone)
    window = open_window()
    assert not window.sidebar.buttons["people"].isVisible()
    assert window.sidebar.buttons["help"].isVisible()
    window.start(Route("help"))
    assert "go.people" not in [command.name for command in window.commands()]


def test_the_sidebar_counts_what_waits_for_a_ruling(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.start()
    button, session = window.sidebar.buttons["submissions"], window.session
    assert button.accessibleName() == "Submissions"
    body = add_body(session, "Fen Council").result(5).uid
    one = receive(session, body, SubmissionKind.QUESTION, "Ivy Holt").result(5)
    qtbot.waitUntil(lambda: button.accessibleName() == "Submissions, 1 to rule on")
    rule(session, one.uid, Ruling.IN_ORDER).result(5)
    qtbot.waitUntil(lambda: button.accessibleName() == "Submissions")


def test_a_narrow_window_shows_icons_alone_with_their_names_told(open_window: Open) -> None:
    window = open_window()
    window.resize(1440, 900)
    wide = window.sidebar.width()
    window.sidebar.fit(600)
    assert window.sidebar.width() < wide / 2
    for place in (*PLACES, *BELOW):
        button = window.sidebar.buttons[place.screen]
        assert button.text() == ""
        assert button.accessibleName().startswith(place.name)
        assert place.name in button.toolTip()
    window.sidebar.fit(1440)
    assert window.sidebar.width() == wide


def test_every_screen_has_a_page_of_help_and_every_link_leads_to_one() -> None:
    known = {key: path for key, _, path in topics()}
    assert set(known) == set(ORDER)
    for screen in SCREENS:
        assert screen in (*known, "help", "meeting")
        assert screen in ("help", "meeting") or is_there(screen)
    for key, path in known.items():
        words = path.read_text("utf-8")
        assert words.startswith("# "), key
        for link in re.findall(r"\]\(([^)]+)\)", words):
            assert link.removesuffix(".md") in known, f"{key}: {link}"


def test_help_opens_at_the_screen_one_is_on(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.start(Route("settings"))
    window._help()
    assert window.navigator.route == Route("help", "settings")
    window.navigator.back()
    assert window.navigator.route.screen == "settings"


def test_the_frame_comes_first_and_then_the_register(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    Session.open(tmp_path / "register", create=True).close()
    state = WindowState(mode="light")
    desktop = Desktop(qapp, state, tmp_path / "window.json")
    desktop.begin(tmp_path / "register")
    window = desktop.window
    assert window is not None
    qtbot.addWidget(window)
    assert not hasattr(window, "session")
    qtbot.waitUntil(lambda: hasattr(window, "navigator"), timeout=5000)
    qtbot.waitUntil(lambda: window.navigator.page is not None, timeout=5000)
    assert state.register.endswith("register")
    window.close()
    assert (tmp_path / "window.json").is_file()


def test_a_register_that_cannot_be_opened_is_told_in_the_welcome(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    session = Session.open(tmp_path / "register", create=True)
    desktop = Desktop(qapp, WindowState(mode="light"), tmp_path / "window.json")
    desktop.begin(tmp_path / "register")
    qtbot.waitUntil(lambda: desktop.welcome is not None, timeout=5000)
    assert desktop.welcome is not None
    qtbot.addWidget(desktop.welcome)
    with pytest.raises(KnownError) as refused:
        Session.open(tmp_path / "register")
    assert desktop.welcome._words.text() == str(refused.value)
    session.close()
    desktop.welcome.close()


def test_the_help_leads_back_to_where_one_was(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.start(Route("settings"))
    window.show()
    window._help()
    window.context.go("help", "agenda")
    page = window.navigator.page
    assert isinstance(page, HelpPage)
    QTest.keyClick(page._view, Qt.Key.Key_Escape)
    assert window.navigator.route.screen == "settings"
    window.start(Route("help"))
    window.navigator._back.clear()
    page.back.click()
    assert window.navigator.route.screen == "desk"


def test_a_window_never_outgrows_the_screen(open_window: Open) -> None:
    window = open_window()
    window.move(900, 700)
    window.resize(1440, 900)
    room = QRect(10, 20, 853, 452)
    window.fit_to(room)
    assert room.contains(window.geometry())
    assert window.size() == room.size()


def test_low_windows_keep_every_place_in_sight(open_window: Open) -> None:
    window = open_window()
    window.show()
    whole = window.sidebar.minimumSizeHint().height()
    window.sidebar.fit(1280, 300)
    assert window.sidebar.minimumSizeHint().height() < whole - 5 * len(PLACES)
    window.sidebar.fit(1280, 900)
    assert window.sidebar.minimumSizeHint().height() == whole


def test_the_title_names_the_program_once(open_window: Open) -> None:
    assert open_window().windowTitle() == "Office register – Secretariat"
