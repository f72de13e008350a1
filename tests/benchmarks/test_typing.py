"""From a key to its paint in long minutes, against a bare text field with the same words.

Both are typed into turn by turn in one run, while a document is made over and over in the worker.
A key counts from the moment at which it was due, so that a stall costs every key behind it.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date
from datetime import time as clock
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from secretariat.models.kinds import Audience, DocumentKind, Format, Stage
from secretariat.models.records import Entry, Item
from secretariat.services import agenda, attendance, bodies, meetings, people, publish
from secretariat.services.minutes import entries_under
from secretariat.services.session import Session
from secretariat.store.rows import Writer
from secretariat.ui.meeting.entry_edit import EntryEdit
from secretariat.ui.meeting.minutes import MinutesStep
from secretariat.ui.meeting.workspace import MeetingWorkspace
from secretariat.ui.page import Route
from secretariat.ui.theme import Theme
from secretariat.ui.window import MainWindow

KEYS, TURN = int(os.environ.get("BENCH_KEYS", "2000")), 200
PACE = 0.03
"""Seconds between two keys: four hundred words a minute, faster than anybody types."""
WORDS = (
    "The Board noted the report of the Director and asked for a further one at its next meeting,"
    " with the figures of the quarter and what was done about the delays at the harbour. "
)
FLOOD, SECONDS = 2000, int(os.environ.get("BENCH_SECONDS", "10"))


class Field(QTextEdit):
    """A bare field that says when it has painted."""

    def __init__(self, painted: Callable[[], None]) -> None:
        super().__init__()
        self._painted = painted

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._painted()


class Keyboard:
    """Presses keys at a pace, and takes the time until each is on the screen."""

    def __init__(self) -> None:
        self.waiting: list[float] = []
        self.taken: list[float] = []
        self.gap = 0.0

    def painted(self) -> None:
        """Take note of a paint: every key pressed before it is on the screen."""
        now = time.perf_counter()
        self.taken += [(now - due) * 1000 for due in self.waiting]
        self.waiting.clear()

    def type(self, text: str, pace: float) -> None:
        """Press the keys of a text, each when it is due or as soon as the event loop comes to it.

        `gap` becomes the longest time, in milliseconds, for which the loop did not come round.
        """
        loop, timer = QEventLoop(), QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        begun = last = time.perf_counter()
        pressed = 0

        def turn() -> None:
            nonlocal last, pressed
            now = time.perf_counter()
            self.gap, last = max(self.gap, (now - last) * 1000), now
            while pressed < len(text) and (due := begun + pressed * pace) <= now:
                self.waiting.append(due)
                post(text[pressed])
                pressed += 1
            if pressed == len(text) and not self.waiting:
                loop.quit()

        timer.timeout.connect(turn)
        timer.start(1)
        loop.exec()
        timer.stop()


def post(letter: str) -> None:
    """Post a key to the window in front, as the system does: it goes to what has the focus then."""
    target = QApplication.focusWindow()
    assert target is not None
    key = Qt.Key.Key_Return if letter == "\n" else Qt.Key(ord(letter.upper()))
    words = "\r" if letter == "\n" else letter
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, words)
        QCoreApplication.postEvent(target, event)


class Desk:
    """The window on the minutes of a long meeting, and a bare field with the same words."""

    def __init__(self, folder: Path, bot: QtBot, theme: Theme, entries: int, items: int) -> None:
        self.bot = bot
        self.session = session = Session.open(folder, create=True)
        body = bodies.add_body(session, "Harbour Board", short_name="HB").result()
        for name in ("Moore", "Clarke", "Freeman", "Matthews", "Webb"):
            person = people.add_person(session, name, given_name="A.").result()
            bodies.add_member(session, body.uid, person.uid).result()
        day = date(2026, 11, 19)
        made = meetings.add_meeting(session, [body.uid], day, clock(10)).result()
        self.meeting = made.uid
        for number in range(items):
            agenda.add_item(session, self.meeting, f"Business {number}", minutes=10).result()
        attendance.fill_from_membership(session, self.meeting).result()
        attendance.mark_unmarked_present(session, self.meeting).result()
        meetings.set_stage(session, self.meeting, Stage.HELD).result()
        self.items = [item.uid for item in session.reader.find(Item, meeting=self.meeting)]
        session.change("Fill", lambda w: self._fill(w, entries)).result()
        self.window = MainWindow(session, theme)
        bot.addWidget(self.window)
        self.window.show()
        self.window.start(Route("meeting", self.meeting, "minutes"))
        self.ours, self.bare = Keyboard(), Keyboard()
        self.field = Field(self.bare.painted)
        bot.addWidget(self.field)
        self.field.resize(self.window.size())
        self.field.setPlainText("\n".join([WORDS * 2] * entries))
        self.field.show()
        at = self.field.document().findBlockByNumber(entries // 2).position()
        cursor = QTextCursor(self.field.document())
        cursor.setPosition(at)
        self.field.setTextCursor(cursor)
        self._is_making = False

    def _fill(self, writer: Writer, entries: int) -> None:
        for number in range(entries):
            item = self.items[number * len(self.items) // entries]
            text = f"{number}. {WORDS * 2}"
            writer.insert(Entry(meeting=self.meeting, item=item, text=text, position=number))

    @property
    def step(self) -> MinutesStep:
        page = self.window.navigator.page
        assert isinstance(page, MeetingWorkspace)
        step = page.steps["minutes"]
        assert isinstance(step, MinutesStep)
        return step

    def go(self, item: str) -> None:
        """Put the cursor at the end of an item in the window."""
        self._activate(self.window)
        self.step.go_to(item)
        self.bot.waitUntil(lambda: isinstance(QApplication.focusWidget(), EntryEdit))
        self.bot.wait(300)

    def go_bare(self) -> None:
        """Put the cursor into the bare field."""
        self._activate(self.field)
        self.field.setFocus()
        self.bot.waitUntil(self.field.hasFocus)
        self.bot.wait(300)

    def _activate(self, window: QTextEdit | MainWindow) -> None:
        window.raise_()
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window, 5000)

    def begin_making(self) -> None:
        """Have the minutes made as PDF, over and over."""
        self._is_making = True
        self._make()

    def _make(self, _: bytes = b"") -> None:
        if self._is_making:
            kind = DocumentKind.MINUTES
            matter = publish.composition(self.session, kind, self.meeting, Audience.OFFICERS)
            style = publish.house_style(self.session, self.meeting)
            self.window.jobs.make(matter, style, Format.PDF, self._make, label="Making")

    def settle(self) -> None:
        """Wait until everything is on the disk."""
        autosave = self.window.autosave
        self.bot.waitUntil(lambda: not autosave.dirty and not autosave.state.pending, timeout=60000)

    def words(self, item: str) -> str:
        """Return what the register holds of an item's minutes."""
        found = entries_under(self.session.reader, self.meeting, item)
        return "\n".join(entry.text for entry in found)

    def close(self) -> None:
        self._is_making = False
        self.settle()
        self.window.close()
        self.field.close()


@pytest.fixture
def desk_of(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[int, int], Desk]]:
    """Return a function that opens a desk with so many entries under so many items."""
    qapp.setStyle("Fusion")
    made: list[Desk] = []
    really = EntryEdit.paintEvent

    def paint(self: EntryEdit, event: QPaintEvent) -> None:
        really(self, event)
        if made and self.hasFocus():
            made[0].ours.painted()

    monkeypatch.setattr(EntryEdit, "paintEvent", paint)

    def make(entries: int, items: int) -> Desk:
        made.append(Desk(tmp_path / "register", qtbot, Theme(qapp, "light"), entries, items))
        return made[0]

    yield make
    for desk in made:
        desk.close()


def told(name: str, ours: list[float], bare: list[float]) -> str:
    """Return one line of the table."""
    parts = []
    for words, part in (("p50", 0.5), ("p99", 0.99)):
        one, other = at(ours, part), at(bare, part)
        parts.append(f"{words} {one:.1f} ms against {other:.1f} ms bare = {one / other:.2f}")
    return f"{name}: {'; '.join(parts)} (load {os.getloadavg()[0]:.1f})"


def at(taken: list[float], part: float) -> float:
    """Return the value below which a part of the times lie."""
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * part))]


def turns(desk: Desk, item: str) -> None:
    """Type into the window and into the bare field, turn by turn."""
    text = (WORDS * (TURN // len(WORDS) + 1))[: TURN - 1] + "\n"
    for _ in range(KEYS // TURN):
        desk.go_bare()
        desk.bare.type(text, PACE)
        desk.go(item)
        desk.ours.type(text, PACE)
        desk.settle()


def test_key_to_paint_in_fifty_pages(
    desk_of: Callable[[int, int], Desk], capsys: pytest.CaptureFixture[str]
) -> None:
    desk = desk_of(420, 14)
    desk.begin_making()
    turns(desk, desk.items[7])
    with capsys.disabled():
        print("\n" + told("key to paint, 50 pages", desk.ours.taken, desk.bare.taken))
        print(f"longest gap of the event loop {desk.ours.gap:.0f} ms, bare {desk.bare.gap:.0f} ms")
    assert len(desk.ours.taken) == len(desk.bare.taken) == KEYS


def test_key_to_paint_among_ten_thousand_entries(
    desk_of: Callable[[int, int], Desk], capsys: pytest.CaptureFixture[str]
) -> None:
    desk = desk_of(10_000, 20)
    turns(desk, desk.items[10])
    with capsys.disabled():
        print("\n" + told("key to paint, 10,000 entries", desk.ours.taken, desk.bare.taken))
        print(f"longest gap of the event loop {desk.ours.gap:.0f} ms, bare {desk.bare.gap:.0f} ms")
    assert len(desk.ours.taken) == KEYS


def test_two_thousand_letters_a_second(
    desk_of: Callable[[int, int], Desk], capsys: pytest.CaptureFixture[str]
) -> None:
    desk = desk_of(420, 14)
    item = desk.items[7]
    before = desk.words(item)
    desk.go(item)
    sentences = [f"word{number} and so on for the next" for number in range(SECONDS * FLOOD)]
    text = " ".join(sentences)[: SECONDS * FLOOD]
    lines = [text[start : start + 400].strip() for start in range(0, len(text), 400)]
    begun = time.perf_counter()
    desk.ours.type("\n".join(lines), 1 / FLOOD)
    typed = time.perf_counter() - begun
    desk.settle()
    saved = time.perf_counter() - begun
    with capsys.disabled():
        print(
            f"\n{len(text)} letters in {SECONDS} s: on the screen after {typed:.1f} s, all on the"
            f" disk after {saved:.1f} s; longest gap of the event loop {desk.ours.gap:.0f} ms;"
            f" key to paint median {statistics.median(desk.ours.taken):.0f} ms"
            f" (load {os.getloadavg()[0]:.1f})"
        )
    assert desk.words(item) == before + "\n" + "\n".join(lines)
