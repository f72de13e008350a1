"""Spelling: the child's speed and size, and what it costs the keys and the pastes of the window."""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from secretariat.paths import resources
from secretariat.ui.meeting.entry_edit import EntryEdit
from secretariat.ui.spelling.speller import Speller
from secretariat.ui.theme import Theme
from tests.ui.conftest import theme
from tests.ui.test_meeting_support import World, world

__all__ = ["theme", "world"]

TYPED = " The Board noted the reprot and asked for a further one. "


def minutes_text() -> str:
    """Return the words of the sample's minutes, as they were written."""
    paths = sorted((resources() / "sample" / "meetings").glob("*.md"))
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    return "\n".join(line for line in lines if line.count(" ") > 5 and line[0].isalpha())


def misspelt(words: list[str], count: int) -> list[str]:
    """Return words with two letters swapped, the same ones in every run."""
    dice = random.Random(5)
    long = sorted({word for word in words if len(word) > 6 and word.isalpha() and word.islower()})
    made = []
    for word in dice.sample(long, min(count, len(long))):
        at = dice.randrange(1, len(word) - 2)
        made.append(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    return made


class Child:
    """The child process, asked one question at a time."""

    def __init__(self) -> None:
        begun = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "secretariat.spelling.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self.process.stdout is not None
        self.library = json.loads(self.process.stdout.readline())["library"]
        self.start = (time.perf_counter() - begun) * 1000

    def ask(self, **question: object) -> float:
        """Return the milliseconds until the answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        begun = time.perf_counter()
        self.process.stdin.write(json.dumps({"number": 1, **question}).encode() + b"\n")
        self.process.stdin.flush()
        json.loads(self.process.stdout.readline())
        return (time.perf_counter() - begun) * 1000

    def size(self) -> float:
        """Return the resident memory in megabytes, 0 where the system does not tell."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return 0.0
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def close(self) -> None:
        """End it."""
        self.process.communicate()


def test_the_child(capsys: pytest.CaptureFixture[str]) -> None:
    words = minutes_text().split()
    child = Child()
    try:
        first = child.ask(check=words[:1])
        batches = [words[start : start + 400] for start in range(0, len(words), 400)]
        checked = sum(child.ask(check=batch) for batch in batches)
        thought = sorted(child.ask(suggest=word) for word in misspelt(words, 100))
        size = child.size()
    finally:
        child.close()
    with capsys.disabled():
        print()
        print(f"{child.library}: ready after {child.start:.0f} ms, first word {first:.1f} ms")
        print(f"{len(words)} words, {len(words) / checked * 1000:.0f} words/s, {size:.0f} MB")
        middle, late = statistics.median(thought), thought[int(len(thought) * 0.99)]
        print(f"suggestions median {middle:.0f} ms   p99 {late:.0f} ms")
    assert middle < 2000


@pytest.fixture
def speller(world: World) -> Iterator[Speller]:
    made = Speller(world.context)
    yield made
    made.close()


AREAS: list[QScrollArea] = []
"""What is on screen, which is gone when nobody holds it."""


def editor(world: World, text: str) -> EntryEdit:
    """Return an editor with the focus, in a column that scrolls as the minutes do."""
    area, edit = QScrollArea(), EntryEdit()
    world.bot.addWidget(area)
    AREAS.append(area)
    area.setWidgetResizable(True)
    paper = QWidget()
    QVBoxLayout(paper).addWidget(edit)
    area.setWidget(paper)
    area.resize(700, 500)
    edit.put(text)
    area.show()
    area.activateWindow()
    assert QTest.qWaitForWindowActive(area, 5000)
    edit.setFocus()
    edit.put_cursor(at_end=True)
    return edit


def typed(world: World, edit: EntryEdit) -> list[float]:
    """Return the milliseconds that each key took, its painting included."""
    times = []
    for letter in TYPED * 8:
        begun = time.perf_counter()
        QTest.keyClick(edit, letter)
        edit.viewport().repaint()
        times.append((time.perf_counter() - begun) * 1000)
        world.bot.wait(1)
    return sorted(times)


def test_typing_in_a_long_paragraph(
    world: World, speller: Speller, theme: Theme, capsys: pytest.CaptureFixture[str]
) -> None:
    text = minutes_text().replace("\n", " ")[:4000]
    bare = typed(world, editor(world, text))
    edit = editor(world, text)
    edit.spelling = speller.watch(edit, edit.highlighter)
    world.bot.waitUntil(lambda: len(speller._verdicts) > 100, timeout=10_000)
    spelled = typed(world, edit)
    with capsys.disabled():
        print()
        for name, times in (("without", bare), ("with spelling", spelled)):
            late = times[int(len(times) * 0.99)]
            print(f"key, {name:14} median {statistics.median(times):.2f} ms   p99 {late:.2f} ms")
        print(f"median {statistics.median(spelled) / statistics.median(bare):.2f} x")
    assert statistics.median(spelled) < 3 * statistics.median(bare)


def test_pasting_200_kb(
    world: World, speller: Speller, theme: Theme, capsys: pytest.CaptureFixture[str]
) -> None:
    text = minutes_text()
    text = (text * (200_000 // len(text) + 1))[:200_000]
    gaps: dict[str, tuple[float, float]] = {}
    for name in ("without", "with spelling"):
        edit = editor(world, "")
        if name != "without":
            edit.spelling = speller.watch(edit, edit.highlighter)
        begun = time.perf_counter()
        edit.textCursor().insertText(text)
        inserted = (time.perf_counter() - begun) * 1000
        last, longest = 0.0, 0.0

        def tick() -> None:
            nonlocal last, longest
            now = time.perf_counter()
            longest = max(longest, now - last)
            last = now

        ticker = QTimer()
        ticker.setInterval(0)
        ticker.timeout.connect(tick)
        world.bot.wait(200)  # the layout and painting that every paste asks for
        last = time.perf_counter()
        ticker.start()
        world.bot.wait(3000)
        ticker.stop()
        gaps[name] = inserted, longest * 1000
    with capsys.disabled():
        print()
        for name, (inserted, longest) in gaps.items():
            print(f"200 kB, {name:14} inserted in {inserted:.0f} ms, then longest {longest:.1f} ms")
    assert gaps["with spelling"][1] < 200
