"""One edit through the door, against a bare UPDATE that is committed as durably."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from secretariat.models.records import Entry, Item, Meeting
from secretariat.services.session import Session

ROUNDS = 400
WORDS = "The Board noted the report and asked for a further one at its next meeting. " * 6


def measured(act: Callable[[int], object]) -> list[float]:
    """Return the milliseconds of each round."""
    times = []
    for number in range(ROUNDS):
        begun = time.perf_counter()
        act(number)
        times.append((time.perf_counter() - begun) * 1000)
    return times


def told(name: str, times: list[float], base: float) -> None:
    """Print one line of the table."""
    ordered = sorted(times)
    middle = statistics.median(ordered)
    print(
        f"{name:34} median {middle:7.3f} ms   p99 {ordered[int(len(ordered) * 0.99)]:7.3f} ms"
        f"   {middle / base:5.1f} x bare"
    )


def test_flush_of_one_edit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Print the ratios; the ceiling is wide, since a busy disk makes both slow."""
    with closing(sqlite3.connect(tmp_path / "bare.db", isolation_level=None)) as bare:
        bare.execute("PRAGMA journal_mode = WAL")
        bare.execute("PRAGMA synchronous = FULL")
        bare.execute("CREATE TABLE entry (uid TEXT PRIMARY KEY, text TEXT)")
        bare.execute("INSERT INTO entry VALUES ('e', '')")
        alone = measured(
            lambda n: bare.execute("UPDATE entry SET text = ? WHERE uid = 'e'", (f"{WORDS}{n}",))
        )
    session = Session.open(tmp_path / "register", create=True)
    try:
        session.change("Fill", fill).result()
        uid = session.reader.find(Entry)[0].uid
        merged = measured(
            lambda n: session.change(
                "Type", lambda w: w.update(Entry, uid, text=f"{WORDS}{n}"), merge_key="typing"
            ).result()
        )
        single = measured(
            lambda n: session.change(
                "Edit", lambda w: w.update(Entry, uid, text=f"{WORDS}{n} more")
            ).result()
        )
        asked = measured(
            lambda n: session.change("Ask", lambda w: w.update(Entry, uid, text=f"{n}{WORDS}"))
        )
        session.drain()
        undone = measured(lambda n: session.undo().result())
    finally:
        session.close()
    base = statistics.median(alone)
    with capsys.disabled():
        print()
        told("bare UPDATE, WAL, FULL", alone, base)
        told("edit, merged as in typing", merged, base)
        told("edit, a change of its own", single, base)
        told("undo", undone, base)
        told("asking only (what typing waits for)", asked, base)
    assert statistics.median(merged) < max(40 * base, 40)


def fill(writer: object) -> None:
    """Make a meeting of a usual size."""
    insert = writer.insert  # type: ignore[attr-defined]
    meeting = insert(Meeting())
    for number in range(12):
        item = insert(Item(meeting=meeting.uid, title=f"Item {number}"))
        for _ in range(6):
            insert(Entry(meeting=meeting.uid, item=item.uid, text=WORDS))


def test_opening_a_register(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Print what opening and the first question cost before the first window."""
    session = Session.open(tmp_path / "register", create=True)
    session.change("Fill", fill).result()
    session.close()
    times = []
    for _ in range(30):
        begun = time.perf_counter()
        session = Session.open(tmp_path / "register")
        session.reader.find(Meeting)
        times.append((time.perf_counter() - begun) * 1000)
        session.close()
    with capsys.disabled():
        print(f"\nopen and first read: median {statistics.median(times):.1f} ms")
    assert statistics.median(times) < 500
