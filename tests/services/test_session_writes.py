"""The session: submitting never waits, the receipt does, and the end is tidy."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from secretariat.errors import BugError, KnownError
from secretariat.models.records import Body, Setting
from secretariat.services.search import rebuild_search, search
from secretariat.services.session import Session
from secretariat.store.history import Changed
from secretariat.store.rows import Writer

DELAY = 0.2


@pytest.fixture
def session(register_folder: Path) -> Iterator[Session]:
    opened = Session.open(register_folder, create=True, who="Ada")
    yield opened
    opened.close()


class SlowCommit:
    """A connection on a disk that takes its time over every commit."""

    def __init__(self, real: sqlite3.Connection) -> None:
        self._real = real

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if sql == "COMMIT":
            time.sleep(DELAY)
        return self._real.execute(sql, *values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


@pytest.fixture
def slow(session: Session) -> Session:
    delayed: Any = SlowCommit(session.register._connection)
    session.register._connection = delayed
    return session


def adding(name: str) -> Callable[[Writer], Body]:
    return lambda w: w.insert(Body(name=name))


def test_submitting_does_not_wait_and_the_receipt_does(slow: Session) -> None:
    receipts = [slow.change("Add", adding(f"Board {n}")) for n in range(5)]
    assert slow.pending == 5
    assert not receipts[0].done
    assert slow.last_saved_at is None
    assert slow.reader.count(Body) == 0
    receipts[0].result(5)
    assert slow.reader.count(Body) >= 1
    assert slow.last_saved_at is not None
    receipts[-1].result(5)
    assert slow.reader.count(Body) == 5
    assert slow.pending == 0


def test_drain_waits_for_everything(slow: Session) -> None:
    receipts = [slow.change("Add", adding(str(n))) for n in range(3)]
    assert not slow.drain(0.01)
    assert slow.drain()
    assert all(receipt.done for receipt in receipts)
    assert slow.drain(0)


def test_close_finishes_what_was_asked_for(slow: Session) -> None:
    receipts = [slow.change("Add", adding(str(n))) for n in range(3)]
    folder = slow.register.folder
    slow.close()
    slow.close()
    assert [receipt.error for receipt in receipts] == [None, None, None]
    again = Session.open(folder)
    assert again.reader.count(Body) == 3
    again.close()


def test_idle_is_told_once_and_at_once_when_nothing_is_open(slow: Session) -> None:
    told: list[str] = []
    slow.when_idle(lambda: told.append("first"))
    assert told == ["first"]
    slow.change("Add", adding("A"))
    slow.change("Add", adding("B"))
    slow.when_idle(lambda: told.append(f"second {slow.pending}"))
    assert told == ["first"]
    slow.drain()
    slow.close()
    assert told == ["first", "second 0"]


def test_after_closing_a_change_is_refused_through_its_receipt(session: Session) -> None:
    session.close()
    receipt = session.change("Add", adding("A"))
    with pytest.raises(KnownError, match="closed"):
        receipt.result(1)
    with pytest.raises(KnownError, match="closed"):
        session.undo().result(1)
    assert session.pending == 0
    with pytest.raises(KnownError, match="closed"):
        session.reader.count(Body)


def test_a_failed_change_is_counted_and_not_saved(session: Session) -> None:
    def refuse(_: Writer) -> None:
        raise KnownError("No.")

    receipt = session.change("Try", refuse)
    with pytest.raises(KnownError, match="No"):
        receipt.result(5)
    assert session.pending == 0
    assert session.last_saved_at is None
    assert session.healthy
    assert not session.low_space


def test_observers_hear_of_each_commit_and_stop(session: Session) -> None:
    heard: list[Changed] = []
    stop = session.observe(heard.append)
    session.change("Add", adding("A"), origin="here").result(5)
    session.undo().result(5)
    session.redo().result(5)
    session.change("Nothing", lambda w: None).result(5)
    assert [(c.label, c.kind, c.origin) for c in heard] == [
        ("Add", "do", "here"), ("Add", "undo", ""), ("Add", "redo", ""),
    ]  # fmt: skip
    assert heard[0].touches(Body)
    assert not heard[0].touches(Setting)
    stop()
    stop()
    session.change("Add", adding("B")).result(5)
    assert len(heard) == 3


def test_an_observer_that_fails_is_reported_and_harms_nobody(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: reported.append(told.exc_value))
    heard: list[Changed] = []

    def fail(_: object) -> None:
        raise ZeroDivisionError

    session.observe(fail)
    session.observe(heard.append)
    receipt = session.change("Add", adding("A"))
    receipt.when_done(fail)
    receipt.result(5)
    session.when_idle(lambda: None)
    session.change("Add", adding("B")).result(5)
    session.drain()
    assert len(heard) == 2
    session.close()
    assert len(reported) == 3
    assert all(isinstance(error, ZeroDivisionError) for error in reported)


def test_an_observer_may_read_and_ask_for_more(session: Session) -> None:
    counts: list[int] = []

    def more(changed: Changed) -> None:
        counts.append(session.reader.count(Body))
        if len(counts) < 3:
            session.change("More", adding("more"))

    session.observe(more)
    session.change("Add", adding("A")).result(5)
    while len(counts) < 3:
        time.sleep(0.01)
    session.drain()
    assert counts == [1, 2, 3]


def test_the_writer_thread_never_waits_for_itself(session: Session) -> None:
    def nested(_: Writer) -> None:
        session.change("Inner", adding("B")).result(5)

    with pytest.raises(BugError, match="wait for itself"):
        session.change("Outer", nested).result(5)
    with pytest.raises(BugError, match="wait for itself"):
        session.change("Close", lambda w: session.close()).result(5)
    session.drain()
    assert session.reader.count(Body) == 1


def test_many_threads_write_and_read(session: Session) -> None:
    def work(number: int) -> None:
        for _ in range(10):
            session.change("Add", adding(f"{number}")).result(20)
            session.reader.find(Body)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert session.reader.count(Body) == 60
    assert len(session.register._readers) <= 7


def test_readers_of_threads_that_ended_are_closed(session: Session) -> None:
    for _ in range(5):
        thread = threading.Thread(target=lambda: session.reader.count(Body))
        thread.start()
        thread.join()
    assert session.reader.count(Body) == 0
    assert len(session.register._readers) <= 2


def test_who_did_it_and_when_is_in_the_log(session: Session) -> None:
    session.change("Add", adding("A")).result(5)
    row = session.reader.connection.execute("SELECT who, at FROM change").fetchone()
    assert row[0] == "Ada"
    assert row[1].endswith("+00:00")


def test_search_through_the_session(session: Session) -> None:
    session.change("Add", adding("Harbour Board")).result(5)
    assert [hit.title for hit in search(session, "harb")] == ["Harbour Board"]
    rebuild_search(session)
    assert len(search(session, "harb boa")) == 1
