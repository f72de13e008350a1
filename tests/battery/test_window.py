"""The real window is killed, stopped, starved and locked out while somebody types in it."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from secretariat.models.records import Item, Publication
from secretariat.services.safety import check
from secretariat.services.session import Session
from secretariat.ui.meeting.export_file import write_whole
from tests.battery.screens import OWN, ROOM, two_screens
from tests.battery.window import Window, register_with_a_meeting, stream

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are killed with POSIX")

STOPPED = "Secretariat was stopped without being closed."
LIVES = 10
"""How many kills in a row one register lives through."""


@dataclass
class Tally:
    """What the kills did; `ages` are those of the oldest key that was lost, in milliseconds."""

    kills: int = 0
    keys: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)
    ages: list[float] = field(default_factory=list)

    def told(self) -> str:
        """Return the figures in a line."""
        ages = sorted(self.ages) or [0.0]
        return (
            f"{self.kills} kills, {self.keys} keys, {self.acknowledged} acknowledged,"
            f" acknowledged and lost {len(self.lost)}; oldest key lost was pressed before the kill:"
            f" median {statistics.median(ages):.0f} ms, longest {ages[-1]:.0f} ms"
            f" (load {os.getloadavg()[0]:.1f})"
        )


@pytest.fixture
def meeting(tmp_path: Path) -> str:
    return register_with_a_meeting(tmp_path / "register")


@contextmanager
def opened(folder: Path, meeting: str, **values: str) -> Iterator[Window]:
    """Open a window, and leave none behind."""
    window = Window(folder, meeting, **values)
    try:
        yield window
    finally:
        if window.process.poll() is None:
            window.kill()


def type_and_kill(place: Path, kills: int, seed: int) -> Tally:
    """Kill the window at random moments of typing, and hold what the next one finds to it."""
    tally, chance = Tally(), random.Random(seed)
    for number in range(kills):
        if number % LIVES == 0:
            folder, before, text = place / f"r{number // LIVES}" / "register", "", ""
            killed: Window | None = None
            folder.parent.mkdir()
            meeting = register_with_a_meeting(folder)
        window = Window(folder, meeting)
        if killed is not None:
            before = _hold_to(killed, window, before, text, tally)
        text = stream(f"k{number}", 900)
        window.order("type", text=text, every=chance.choice([4, 15, 60]))
        time.sleep(chance.choice([chance.uniform(0, 0.4), chance.uniform(0.3, 2.5)]))
        window.kill()
        tally.kills += 1
        killed = window
        if number % LIVES == LIVES - 1 or number == kills - 1:
            with opened(folder, meeting) as last:
                _hold_to(killed, last, before, text, tally)
                last.close()
            assert check(folder) == []
    return tally


def _hold_to(killed: Window, window: Window, before: str, text: str, tally: Tally) -> str:
    """Compare what a window finds with what was typed into the one that was killed before it."""
    assert window.kept.startswith(before)
    new = window.kept[len(before) :].lstrip("\n")
    typed = text[: killed.typed]
    assert typed.startswith(new), (new[-80:], typed[-80:])  # in order, and nothing between
    tally.keys += killed.typed
    tally.acknowledged += killed.acknowledged
    if len(new) < len(typed[: killed.acknowledged].rstrip()):
        tally.lost.append(typed[len(new) : killed.acknowledged])
    if len(new) < len(typed.rstrip()):
        tally.ages.append(1000 * killed.age_of(len(new) + 1))
    if killed.acknowledged and STOPPED not in _message(window):
        tally.unsaid.append(_message(window))
    return window.kept


def _message(window: Window) -> str:
    return next((line["words"] for line in window.lines if line["k"] == "message"), "")


def test_a_few_kills_while_typing(tmp_path: Path) -> None:
    tally = type_and_kill(tmp_path, 3, 20261122)
    assert not tally.lost, tally
    assert not tally.unsaid, tally


@pytest.mark.battery
def test_a_hundred_kills_while_typing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tally = type_and_kill(tmp_path, 100, random.randrange(10**6))
    with capsys.disabled():
        print(f"\nwindow: {tally.told()}")
    assert not tally.lost, tally
    assert not tally.unsaid, tally
    assert tally.acknowledged > 1000
    assert max(tally.ages, default=0) < 1500  # a quarter of a second, and a busy machine


@pytest.mark.battery
def test_a_stopped_window_goes_on(tmp_path: Path, meeting: str) -> None:
    """The lid is closed and opened again: the process stands still for a while."""
    with opened(tmp_path / "register", meeting) as window:
        first, second = stream("a", 60), stream("b", 60)
        window.order("type", text=first, every=10)
        time.sleep(0.4)
        window.process.send_signal(signal.SIGSTOP)
        time.sleep(4)
        window.process.send_signal(signal.SIGCONT)
        window.wait_for(lambda line: line["k"] == "typed")
        window.wait_until_saved()
        window.type("\n" + second, 5)
        window.wait_until_saved()
        assert window.words() == f"{first}\n{second}"
        assert window.wait_for_words("status", "Saved")


def begun(window: Window, text: str) -> int:
    """Type and save the first words, and return how many lines the window has said by then."""
    window.type(text, 5)
    window.wait_until_saved()
    return len(window.lines)


def saved_again(window: Window, mark: int, *paragraphs: str) -> None:
    """Hold that everything is saved, that this is said, and that these are the minutes."""
    window.wait_until_saved()
    assert window.wait_for_words("message", "Everything you typed is saved again.", after=mark)
    assert window.words() == "\n".join(paragraphs)
    window.close()


def put_back(folder: Path, meeting: str, *paragraphs: str) -> None:
    """Hold that the next window has these minutes, that it says so, and that it says it once."""
    with opened(folder, meeting) as again:
        assert again.kept == "\n".join(paragraphs)
        assert again.wait_for_words("message", STOPPED)
        assert "that could not be saved then" in _message(again)
        again.close()
    with opened(folder, meeting) as once_more:
        assert once_more.kept == "\n".join(paragraphs)
        assert _message(once_more) == ""
    assert check(folder) == []


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the register as another program does that looks at every file."""
    database = next(folder.glob("gen-*/register.db"))
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.battery
def test_a_register_that_another_program_holds(tmp_path: Path, meeting: str) -> None:
    """For twenty seconds; the words are typed on, told as not saved, and saved afterwards."""
    folder = tmp_path / "register"
    with opened(folder, meeting) as window:
        first, second = stream("a", 50), "AGREED " + stream("b", 200)
        mark = begun(window, first + "\n")
        with locked(folder):
            window.order("type", text=second, every=10)
            window.wait_for_words("status", "Not saved: Another program is using", after=mark)
            window.wait_for(lambda line: line["k"] == "typed", after=mark)
            assert window.words() == first
            time.sleep(max(0.0, 20 - (time.monotonic() - window.lines[mark]["at"])))
            stalls = window.stalls(mark)
        saved_again(window, mark, first, second)
        assert max(stalls) < 1.0
    assert check(folder) == []


@pytest.mark.battery
def test_killed_while_another_program_holds_the_register(tmp_path: Path, meeting: str) -> None:
    """What the register never got is put back from the flight recorder."""
    folder = tmp_path / "register"
    first, second = stream("a", 50), stream("b", 150)
    with opened(folder, meeting) as window:
        begun(window, first + "\n")
        with locked(folder):
            window.type(second, 5)
            time.sleep(1.5)
            window.kill()
    put_back(folder, meeting, first, second)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of 24 megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a disk cannot be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def fill_up(place: Path) -> Path:
    """Use up all the room that is left on a disk."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError:
                continue
    return filler


@pytest.mark.battery
def test_a_full_disk(small: Path) -> None:
    folder = small / "register"
    meeting = register_with_a_meeting(folder)
    first, second = stream("a", 50), stream("b", 400)
    with opened(folder, meeting) as window:
        mark = begun(window, first + "\n")
        filler = fill_up(small)
        window.order("type", text=second, every=8)
        window.wait_for_words("status", "Not saved: The disk is full", after=mark)
        window.wait_for(lambda line: line["k"] == "typed", after=mark)
        assert second.startswith(window.words()[len(first) + 1 :])
        filler.unlink()
        saved_again(window, mark, first, second)
    assert check(folder) == []


@pytest.mark.battery
def test_killed_on_a_full_disk(small: Path) -> None:
    """The flight recorder has room of its own, kept for it since the start."""
    folder = small / "register"
    meeting = register_with_a_meeting(folder)
    first, second = stream("a", 50), stream("b", 400)
    with opened(folder, meeting) as window:
        begun(window, first + "\n")
        window.wait_for_words("message", "Little room is left on the disk")
        filler = fill_up(small)
        window.type(second, 8)
        time.sleep(1)
        window.kill()
    filler.unlink()
    put_back(folder, meeting, first, second)


@pytest.mark.battery
def test_a_file_that_may_not_grow(tmp_path: Path, meeting: str) -> None:
    folder = tmp_path / "register"
    first, second = stream("a", 50), stream("b", 400)
    with opened(folder, meeting) as window:
        mark = begun(window, first + "\n")
        database = next(folder.glob("gen-*/register.db"))
        window.order("no_file_above", size=database.with_name("register.db-wal").stat().st_size)
        window.order("type", text=second, every=8)
        window.wait_for_words("status", "Not saved: The disk could not be written", after=mark)
        window.wait_for(lambda line: line["k"] == "typed", after=mark)
        window.order("no_file_above", size=0)
        saved_again(window, mark, first, second)
    assert check(folder) == []


@pytest.mark.battery
def test_kills_while_files_are_made(tmp_path: Path, meeting: str) -> None:
    """Each file is whole or not there, and each that was recorded as out is there."""
    folder, out, chance = tmp_path / "register", tmp_path / "out", random.Random(3)
    told = 0
    for number in range(16):
        with opened(folder, meeting) as window:
            window.order("export", folder=str(out))
            window.order("type", text=stream(f"k{number}", 500), every=10)
            window.wait_for(lambda line: line["k"] == "exporting")
            time.sleep(chance.uniform(0.2, 2.5))
            window.kill()
            told += sum(1 for line in window.lines if line["k"] == "out")
    files = {path.name: path.read_bytes() for path in out.glob("*.pdf")} if out.is_dir() else {}
    assert told
    for name, data in files.items():
        assert data.startswith(b"%PDF"), name
        assert data.rstrip().endswith(b"%%EOF"), name
    with opened(folder, meeting) as window:
        assert window.wait_for_words("message", STOPPED)
        window.close()
    session = Session.open(folder)
    try:
        published = session.reader.find(Publication)
    finally:
        session.close()
    assert len(published) >= told
    assert {one.sha256 for one in published} <= {
        hashlib.sha256(data).hexdigest() for data in files.values()
    }
    for left in out.glob(".secretariat-*"):  # what was being written: hidden, and swept in time
        os.utime(left, (0, 0))
    write_whole(out, "Another.pdf", b"whole")
    assert not list(out.glob(".secretariat-*"))
    assert check(folder) == []


CLOCKS = {
    "summer time ends": (
        "2026-10-25T00:59:40+00:00",
        "2026-10-25T01:00:05+00:00",
        "Summer time ended",
    ),
    "summer time begins": (
        "2026-03-29T00:59:40+00:00",
        "2026-03-29T01:00:05+00:00",
        "Summer time began",
    ),
    "set back an hour": ("2026-11-22T10:30:00+00:00", "2026-11-22T09:30:00+00:00", "set back"),
    "the lid was closed": ("2026-11-22T10:30:00+00:00", "2026-11-22T11:12:00+00:00", "it slept"),
}


@pytest.mark.battery
@pytest.mark.parametrize("name", CLOCKS)
def test_a_clock_that_jumps(tmp_path: Path, name: str) -> None:
    """The words are there, no time is noted that runs back, and it is said plainly."""
    begun, then, said = CLOCKS[name]
    folder = tmp_path / "register"
    local = datetime.fromisoformat(begun).astimezone(ZoneInfo("Europe/London"))
    meeting = register_with_a_meeting(folder, local.replace(second=0, tzinfo=None))
    first, second, third = (stream(letter, 40) for letter in "abc")
    with opened(folder, meeting, at=begun) as window:
        window.type(first, 5)
        window.wait_until_saved()
        mark = len(window.lines)
        if name == "the lid was closed":
            window.process.send_signal(signal.SIGSTOP)
            time.sleep(2)
            window.process.send_signal(signal.SIGCONT)
        window.order("clock", at=then)
        window.wait_for_words("message", said, after=mark)
        window.type("\n" + second, 5)
        window.order("next_item")
        window.type(third, 5)
        window.wait_until_saved()
        assert window.words() == "\n".join((first, second, third))
        window.close()
    session = Session.open(folder)
    try:
        items = session.reader.find(Item, meeting=meeting)
        after = datetime.fromisoformat(then).astimezone(ZoneInfo("Europe/London"))
        noted = None if said == "set back" else after.time().replace(second=0, fold=0)
        assert [items[0].started, items[1].started] == [local.time().replace(second=0), noted]
    finally:
        session.close()


@pytest.mark.battery
def test_a_screen_that_is_taken_away(tmp_path: Path, meeting: str) -> None:
    """The window for the room goes and comes with its screen; the minutes come back to theirs."""
    if shutil.which("Xvfb") is None:
        pytest.skip("there is no display without a monitor here")
    folder = tmp_path / "register"
    first, second = stream("a", 40), stream("b", 40)
    with two_screens() as screens, opened(folder, meeting, display=screens.display) as window:
        window.order("show_room")
        window.wait_for(lambda line: line["k"] == "shown")
        assert window.places()["room"] == list(ROOM)
        window.order("type", text=first, every=10)
        screens.unplug("Room")
        window.wait_for_words("message", "The second screen is gone")
        window.wait_for(lambda line: line["k"] == "typed")
        assert window.places()["room"] is None
        screens.plug("Room", ROOM)
        for _ in range(100):
            if (place := window.places()["room"]) is not None:
                break
            time.sleep(0.05)
        assert place == list(ROOM)
        window.order("move", x=1500, y=50)
        window.type("\n" + second, 5)
        screens.unplug("Room")
        for _ in range(100):
            left, top, wide, high = window.places()["own"]
            if left >= 0 and top >= 0 and left + wide <= OWN[2] and top + high <= OWN[3]:
                break
            time.sleep(0.05)
        assert left + wide <= OWN[2]
        window.wait_until_saved()
        assert window.words() == f"{first}\n{second}"
        window.close()
    assert check(folder) == []
