"""The composition root: from a command line to a window, or to a command without one."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from secretariat.errors import KnownError
from secretariat.paths import log_folder, resources, window_state

_START_UP = 3_000
"""Milliseconds after which the program has started."""
_PYTHON = [sys.executable, "-m", "secretariat"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program: a command when one is named, the window otherwise.

    `--render-worker`, `--spelling-worker`, `--packs-worker` and `--grab` are for the program's own
    child processes.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["--render-worker"]:
        from secretariat.render.worker import main as serve

        return serve()
    if arguments[:1] == ["--spelling-worker"]:
        from secretariat.spelling.worker import main as spell

        return spell()
    if arguments[:1] == ["--packs-worker"]:
        from secretariat.packs.worker import main as work

        return work()
    if arguments[:1] == ["--grab"]:
        from secretariat.ui.snapshot import main as grab

        return grab(arguments[1:])
    if arguments and not _asks_for_window(arguments):
        from secretariat.cli import main as command

        return command(arguments, grab=_picture)
    return run_window(_register_named(arguments))


def _picture(register: Path, picture: Path) -> None:
    """Save a picture of the window on a register, made by a child process off screen.

    Raises KnownError when there is none, as on a machine without the window's libraries.
    """
    import subprocess

    start = [sys.executable] if getattr(sys, "frozen", False) else _PYTHON
    done = subprocess.run(
        [*start, "--grab", str(register), str(picture)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    if done.returncode != 0:
        raise KnownError("The picture of the window could not be made; the documents are whole.")


def _asks_for_window(arguments: Sequence[str]) -> bool:
    """Say whether nothing but the place of a register is given."""
    alone = len(arguments) == 1 and arguments[0].startswith("--register=")
    return alone or (len(arguments) == 2 and arguments[0] == "--register")


def _register_named(arguments: Sequence[str]) -> Path | None:
    if not arguments:
        return None
    last = arguments[-1]
    return Path(last.removeprefix("--register=")).expanduser()


def run_window(register: Path | None) -> int:
    """Open the window on a register, or on the welcome, and return when it is closed."""
    if _without_display():
        print(
            "There is no display here. The program works without one by command:"
            " try “secretariat --help”.",
            file=sys.stderr,
        )
        return 1
    # Nothing that is made while starting is rubbish, and looking for some takes time.
    gc.disable()
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from secretariat.ui.crash import install_handler
    from secretariat.ui.desktop import Desktop
    from secretariat.ui.state import load_state

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Secretariat")
    application.setApplicationDisplayName("Secretariat")
    application.setDesktopFileName("secretariat")
    application.setWindowIcon(QIcon(str(resources() / "icons" / "secretariat.svg")))
    application.setStyle("Fusion")
    state = window_state()
    desktop = Desktop(application, load_state(state), state)
    install_handler(log_folder(), desktop.tell_fault)
    desktop.begin(register)
    QTimer.singleShot(_START_UP, _collect_again)
    return application.exec()


def _collect_again() -> None:
    """Look for rubbish from now on, and never again among what was there at the start."""
    gc.freeze()
    gc.enable()


def _without_display() -> bool:
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
