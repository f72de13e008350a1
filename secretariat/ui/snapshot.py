"""Pictures of the window, for people without a display and for whoever looks after the screens."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

_SETTLE = 900
_READABLE = "Inter"


def main(arguments: Sequence[str]) -> int:
    """Open a register off screen, show a place and save a picture of the window."""
    parser = argparse.ArgumentParser(prog="secretariat --grab")
    parser.add_argument("register", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--screen", default="desk")
    parser.add_argument("--uid", default="")
    parser.add_argument("--tab", default="")
    parser.add_argument("--focus", default="")
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--settle", type=int, default=_SETTLE, help="milliseconds")
    chosen = parser.parse_args(list(arguments))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = chosen.scale
    from secretariat.errors import KnownError

    try:
        return _grab(chosen)
    except KnownError as error:
        print(error, file=sys.stderr)
        return 1


def _grab(chosen: argparse.Namespace) -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QFont, QFontDatabase
    from PySide6.QtWidgets import QApplication

    from secretariat.services.session import Session
    from secretariat.ui.page import Route
    from secretariat.ui.theme import Theme
    from secretariat.ui.window import MainWindow

    application = QApplication.instance() or QApplication(["secretariat"])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    if _READABLE in QFontDatabase.families():
        # Off screen there is no system font to follow, and what stands in for it is wide.
        application.setFont(QFont(_READABLE))
    theme = Theme(application, "dark" if chosen.dark else "light")
    window = MainWindow(Session.open(chosen.register), theme)
    width, height = (int(part) for part in chosen.size.split("x"))
    window.resize(width, height)
    place = Route(chosen.screen, chosen.uid, chosen.tab, chosen.focus)
    window.first_painted.connect(lambda: window.start(place))
    window.show()
    saved: list[bool] = []

    def finish() -> None:
        saved.append(window.grab().save(str(chosen.picture)))
        window.close()
        application.quit()

    QTimer.singleShot(chosen.settle, finish)
    application.exec()
    return 0 if saved == [True] else 1
