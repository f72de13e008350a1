"""First painted window of the program against a bare PySide6 window, in one run, turn by turn."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from secretariat.services.sample import fill
from secretariat.services.session import Session

ROUNDS = 9

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication([])
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        import os
        os._exit(0)
window = Window()
window.setCentralWidget(QLabel("Bare"))
window.resize(1440, 900)
window.show()
application.exec()
"""

OURS = """
import gc, os, sys
gc.disable()  # as the program does
from pathlib import Path
from PySide6.QtWidgets import QApplication
from secretariat.ui.desktop import Desktop
from secretariat.ui.state import WindowState
until, register = sys.argv[2], Path(sys.argv[1])
application = QApplication([])
application.setStyle("Fusion")
desktop = Desktop(application, WindowState(mode="light"), register / "window.json")
desktop.begin(register)
def painted():
    if until == "desk":
        desktop.window.navigator.page.repaint()
    os._exit(0)
if until == "window":
    desktop.window.first_painted.disconnect()
desktop.window.first_painted.connect(painted)
application.exec()
"""


def _seconds(bytecode: Path, script: str, *arguments: str) -> float:
    """Run a script with the compiled modules that an installed program has."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(bytecode)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", script, *arguments],
        check=True,
        env=env,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - began


def test_first_window_against_a_bare_one(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    session = Session.open(folder, create=True)
    fill(session)
    session.close()
    bare, ours, desk = [], [], []
    for script, *arguments in ((BARE,), (OURS, str(folder), "desk")):
        _seconds(tmp_path, script, *arguments)
    for _ in range(ROUNDS):
        bare.append(_seconds(tmp_path, BARE))
        ours.append(_seconds(tmp_path, OURS, str(folder), "window"))
        desk.append(_seconds(tmp_path, OURS, str(folder), "desk"))
    floor = statistics.median(bare)
    window, screen = statistics.median(ours), statistics.median(desk)
    print(
        f"\nbare window {floor * 1000:.0f} ms;"
        f" first painted window {window * 1000:.0f} ms, ratio {window / floor:.2f} (goal 1.5);"
        f" Desk painted {screen * 1000:.0f} ms, ratio {screen / floor:.2f}"
    )
    assert window < screen
