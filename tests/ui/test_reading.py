"""Reading beside the window's thread: the newest wish counts, and who is gone is told nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from secretariat.errors import KnownError
from secretariat.ui.reading import Reading

WAIT = 10


@pytest.fixture
def reading(qtbot: QtBot) -> Iterator[Reading]:
    made = Reading()
    yield made
    made.close()


def held(reading: Reading) -> threading.Event:
    """Keep the thread busy until the event is set."""
    go = threading.Event()
    reading.ask(reading, "", lambda: go.wait(WAIT), lambda _: None)
    return go


def test_only_the_newest_wish_of_a_matter_is_read(qtbot: QtBot, reading: Reading) -> None:
    go, read, told = held(reading), [], []

    def work(number: int) -> int:
        read.append((number, threading.current_thread() is threading.main_thread()))
        return number

    for number in range(3):
        reading.ask(reading, "list", lambda number=number: work(number), told.append)  # type: ignore[misc]
    reading.ask(reading, "other", lambda: work(7), told.append)
    go.set()
    qtbot.waitUntil(lambda: told == [2, 7])
    assert read == [(2, False), (7, False)]


def test_what_is_overtaken_while_it_is_read_is_dropped(qtbot: QtBot, reading: Reading) -> None:
    begun, go, told = threading.Event(), threading.Event(), []

    def slow() -> str:
        begun.set()
        go.wait(WAIT)
        return "old"

    reading.ask(reading, "list", slow, told.append)
    assert begun.wait(WAIT)
    reading.ask(reading, "list", lambda: "new", told.append)
    go.set()
    qtbot.waitUntil(lambda: told == ["new"])


def test_a_known_error_is_told_in_its_words_and_the_next_goes_on(
    qtbot: QtBot, reading: Reading
) -> None:
    said, told = [], []

    def fails() -> None:
        raise KnownError("The meeting is gone.")

    reading.ask(reading, "", fails, told.append, said.append)
    reading.ask(reading, "", lambda: 1, told.append, said.append)
    qtbot.waitUntil(lambda: bool(told))
    assert (said, told) == (["The meeting is gone."], [1])


def test_who_is_gone_is_told_nothing_and_closing_waits(qtbot: QtBot, reading: Reading) -> None:
    go, told = held(reading), []
    owner = QObject()
    reading.ask(owner, "", lambda: 1, told.append)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    go.set()
    reading.ask(reading, "", lambda: 2, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [2]
    last = held(reading)
    reading.ask(reading, "", lambda: 3, told.append)
    last.set()
    reading.close()
    assert not any(one.name == "read" for one in threading.enumerate())
    assert told == [2]
