"""Windows on real registers, for the tests that drive them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from secretariat.services.session import Session
from secretariat.ui.theme import Theme
from secretariat.ui.window import MainWindow


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """Return the light theme."""
    qapp.setStyle("Fusion")
    return Theme(qapp, "light")


@pytest.fixture
def open_window(
    qtbot: QtBot, theme: Theme, register_folder: Path
) -> Iterator[Callable[[], MainWindow]]:
    """Return a function that opens a window on a register of its own."""
    windows: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow(Session.open(register_folder, create=True), theme)
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        return window

    yield make
    for window in windows:
        window.close()
