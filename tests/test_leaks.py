"""The looks for things left behind, tried on things left behind on purpose."""

from __future__ import annotations

import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer
from PySide6.QtWidgets import QWidget

from tests import conftest


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait long for what these tests leave on purpose."""
    monkeypatch.setattr(conftest, "PATIENCE", 0.05)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("daemon", [True, False])
def test_a_thread_is_found(daemon: bool) -> None:
    before = set(threading.enumerate())
    end = threading.Event()
    thread = threading.Thread(target=end.wait, name="left", daemon=daemon)
    thread.start()
    assert conftest.leftover_threads(before) == ["thread 'left'"]
    end.set()
    thread.join()
    assert conftest.leftover_threads(before) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc tells only on Linux")
def test_an_open_database_is_found(tmp_path: Path) -> None:
    before = conftest.open_databases()
    path = tmp_path / "register.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE body (id INTEGER)")
        found = conftest.leftover_databases(before)
        assert f"open database {path}" in found
    assert conftest.leftover_databases(before) == []


@pytest.mark.usefixtures("qapp")
def test_a_window_is_found_and_closed() -> None:
    window = QWidget()
    window.setWindowTitle("Minutes")
    window.show()
    assert conftest.leftover_widgets() == ["open window QWidget 'Minutes'"]
    assert conftest.leftover_widgets() == []


@pytest.mark.usefixtures("qapp")
def test_a_ticking_timer_is_found_and_stopped() -> None:
    owner = QObject()
    timer = QTimer(owner)
    timer.start(60_000)
    assert len(conftest.leftover_timers()) == 1
    assert conftest.leftover_timers() == []


@pytest.mark.usefixtures("qapp", "impatient")
def test_busy_pool_threads_are_found() -> None:
    end = threading.Event()
    QThreadPool.globalInstance().start(QRunnable.create(end.wait))
    assert conftest.leftover_pool_threads() == ["1 busy threads of Qt's pool"]
    end.set()
    QThreadPool.globalInstance().waitForDone()
