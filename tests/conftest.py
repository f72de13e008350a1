"""What every test gets: a screenless Qt, bounded properties, and a look for things left behind."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# What the window remembers between starts is remembered for these tests alone.
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="secretariat-tests-")

# Deadlines measure the machine, not the code; the size of a run is what tells the profiles apart.
settings.register_profile(
    "ordinary",
    deadline=None,
    max_examples=25,
    stateful_step_count=20,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "battery",
    deadline=None,
    max_examples=500,
    stateful_step_count=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ordinary")

# How long a thread may take to end after its test; a tidy one ends before the test does.
PATIENCE = 3.0


@pytest.fixture
def register_folder(tmp_path: Path) -> Path:
    """Return a folder that does not exist yet, in which a test may make a register."""
    return tmp_path / "register"


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread, an open database, a visible window or a running timer."""
    threads = set(threading.enumerate())
    databases = open_databases()
    yield
    left = leftover_threads(threads)
    left += leftover_databases(databases)
    if "qapp" in request.fixturenames:
        left += leftover_widgets() + leftover_timers() + leftover_pool_threads()
    if left:
        pytest.fail("This test left behind: " + "; ".join(left), pytrace=False)


def leftover_threads(before: set[threading.Thread]) -> list[str]:
    """Describe threads, daemons too, that run now and did not run before."""
    end = time.monotonic() + PATIENCE
    while True:
        # A dummy stands for a thread that Python did not start; Qt's are counted elsewhere.
        left = [
            thread
            for thread in set(threading.enumerate()) - before
            if thread.is_alive() and type(thread).__name__ != "_DummyThread"
        ]
        if not left or time.monotonic() > end:
            return [f"thread {thread.name!r}" for thread in left]
        left[0].join(0.05)


def open_databases() -> list[str]:
    """Return the SQLite files that this process holds open (where /proc can tell)."""
    folder = "/proc/self/fd"
    if not sys.platform.startswith("linux") or not os.path.isdir(folder):
        return []
    found = []
    for descriptor in os.listdir(folder):
        try:
            target = os.readlink(f"{folder}/{descriptor}")
        except OSError:
            continue
        if target.removesuffix("-wal").removesuffix(" (deleted)").endswith(".db"):
            found.append(target)
    return sorted(found)


def leftover_databases(before: list[str]) -> list[str]:
    """Describe SQLite files that are open now and were not before."""
    left = [path for path in open_databases() if path not in before]
    return [f"open database {path}" for path in sorted(set(left))]


def leftover_widgets() -> list[str]:
    """Describe windows that are still shown once pytest-qt has closed its own."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in shown:
        widget.close()  # so that one careless test does not fail all that follow
    return [
        f"open window {type(widget).__name__} {widget.windowTitle()!r}".rstrip() for widget in shown
    ]


def leftover_timers() -> list[str]:
    """Describe timers made in Python that still tick, whoever owns them."""
    from PySide6.QtCore import QTimer
    from shiboken6 import isValid

    timers = [found for found in gc.get_objects() if type(found) is QTimer]
    ticking = [timer for timer in timers if isValid(timer) and timer.isActive()]
    for timer in ticking:
        timer.stop()
    return [f"timer every {timer.interval()} ms of {timer.parent()!r}" for timer in ticking]


def leftover_pool_threads() -> list[str]:
    """Describe work that Qt's own thread pool has not finished."""
    from PySide6.QtCore import QThreadPool

    pool = QThreadPool.globalInstance()
    if pool.waitForDone(int(PATIENCE * 1000)):
        return []
    return [f"{pool.activeThreadCount()} busy threads of Qt's pool"]
