"""The meeting of 10 November 2016, taken again: agenda in hand, keyboard alone, in the window."""

from __future__ import annotations

import json
import time as clock
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from secretariat.documents.minutes import compose_minutes
from secretariat.documents.wording import load_wording
from secretariat.models.kinds import AttendanceKind, Audience
from secretariat.models.records import Action, AttendanceEvent, Attendee, Meeting, Sitting
from secretariat.paths import resources
from secretariat.services import minutes
from secretariat.services.interchange import import_documents
from secretariat.services.views import meeting_view
from secretariat.ui.meeting.minutes import MinutesStep
from secretariat.ui.meeting.workspace import MeetingWorkspace
from secretariat.ui.page import Route
from secretariat.ui.window import MainWindow
from tests.documents.outline import outline

TESTS = Path(__file__).parents[1]
SEED = TESTS / "files" / "interchange" / "minutes-2016-11-10.json"
GOLDEN = TESTS / "golden" / "documents" / "minutes-2016-11-10.txt"
AWAY = ("Kitty Calver", "Derek Jennings", "Laura Robson")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def agenda_in_hand() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the meeting as it was before it began, and what was said under each item."""
    whole = json.loads(SEED.read_text("utf-8"))
    meeting = whole["meetings"][0]
    meeting["stage"] = "agenda out"
    for sitting in meeting["sittings"]:
        sitting.pop("closed")
    for attendee in meeting["attendees"]:
        attendee.pop("events")
    said = [
        {"entries": item.pop("entries", []), "outcome": item.pop("outcome", "")}
        for item in meeting["items"]
    ]
    return whole, said


class Taker:
    """Somebody with a keyboard and nothing else; counts what is pressed."""

    def __init__(self, window: MainWindow, bot: QtBot, meeting: str) -> None:
        self.window = window
        self.bot = bot
        self.meeting = meeting
        self.letters = self.commands = 0

    @property
    def page(self) -> MeetingWorkspace:
        page = self.window.navigator.page
        assert isinstance(page, MeetingWorkspace)
        return page

    @property
    def step(self) -> MinutesStep:
        step = self.page.steps["minutes"]
        assert isinstance(step, MinutesStep)
        return step

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifier)
        self.commands += 1

    def type(self, words: str) -> None:
        for letter in words:
            target = QApplication.focusWidget()
            assert target is not None
            if letter.isascii():
                QTest.keyClicks(target, letter)
            else:  # what a layout makes of the level-three key
                QTest.sendKeyEvent(QTest.KeyAction.Click, target, Qt.Key.Key_unknown, letter, PLAIN)
        self.letters += len(words)

    def do(self, words: str) -> None:
        """Do something by its name."""
        self.press(Qt.Key.Key_K, CTRL)
        self.bot.waitUntil(lambda: self.window.palette_box.field.hasFocus())
        self.type(words)
        self.press(Qt.Key.Key_Return)

    def settle(self, done: Callable[[], object]) -> None:
        autosave = self.window.autosave

        def ready() -> bool:
            return not autosave.dirty and autosave.state.pending == 0 and bool(done())

        self.bot.waitUntil(ready, timeout=8000)

    def entries(self) -> list[tuple[str, str]]:
        reader = self.window.session.reader
        found = minutes.entries_under(reader, self.meeting, self.step.now or None)
        return [(entry.kind.value, entry.text) for entry in found]

    # ------------------------------------------------------------------ the meeting

    def call_the_roll(self) -> None:
        self.press(Qt.Key.Key_F4)
        roll = self.step.room.roll
        self.bot.waitUntil(roll.hasFocus)
        reader = self.window.session.reader
        for count in range(1, reader.count(Attendee, meeting=self.meeting) + 1):
            line = roll.current_line()
            assert line is not None
            self.press(Qt.Key.Key_A if line.attendee.name in AWAY else Qt.Key.Key_P)
            self.settle(lambda n=count: reader.count(AttendanceEvent, meeting=self.meeting) == n)
            self.bot.wait(1)

    def minute(self, entry: dict[str, Any], *, last: bool) -> None:
        """Type one entry as a minute-taker does."""
        kind = entry.get("kind", "")
        count = len(self.entries())
        self.type({"heading": "## ", "action": "ACTION: "}.get(kind, ""))
        lines = entry["text"].replace("\n\n", "\n").split("\n")
        for at, line in enumerate(lines):
            self._line(line, lines[at - 1] if at else "", first=not at)
        if kind == "decision":
            self.press(Qt.Key.Key_2, CTRL)
        if entry.get("layout") == "line":
            self.settle(lambda: len(self.entries()) > count)
            self.press(Qt.Key.Key_L, CTRL | SHIFT)
        if not last:
            self.press(Qt.Key.Key_Return)
            if line.lstrip().startswith("-"):  # an empty bullet ends the list
                self.press(Qt.Key.Key_Return)

    def _line(self, line: str, before: str, *, first: bool) -> None:
        bullet, going_on = line.lstrip().startswith("- "), before.lstrip().startswith("- ")
        if first:
            self.type(line)
            return
        self.press(Qt.Key.Key_Return, PLAIN if going_on else SHIFT)
        deeper = len(line) - len(line.lstrip()) > len(before) - len(before.lstrip())
        if bullet and going_on and deeper:
            self.press(Qt.Key.Key_Home)
            self.type("  ")
            self.press(Qt.Key.Key_End)
        self.type(line.lstrip()[2:] if bullet and going_on else line)


@pytest.fixture
def taker(open_window: Callable[[], MainWindow], qtbot: QtBot) -> Taker:
    window = open_window()
    whole, _ = agenda_in_hand()
    import_documents(window.session, [("agenda", whole)], label="Import")
    meeting = window.session.reader.find(Meeting)[0].uid
    window.session.clock = lambda: datetime(2016, 11, 10, 10, 0, tzinfo=UTC)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 5000)
    window.start(Route("meeting", meeting, "agenda"))
    return Taker(window, qtbot, meeting)


def test_the_meeting_of_november_2016_is_taken_by_keyboard_alone(
    taker: Taker, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = clock.perf_counter()
    reader, said = taker.window.session.reader, agenda_in_hand()[1]
    taker.do("Start meeting")
    taker.bot.waitUntil(lambda: "minutes" in taker.page.steps, timeout=5000)
    taker.bot.waitUntil(lambda: any(r.edit.hasFocus() for r in taker.step.entries.rows))
    taker.call_the_roll()
    marks = reader.find(AttendanceEvent, meeting=taker.meeting)
    assert sum(mark.kind is AttendanceKind.APOLOGIES for mark in marks) == len(AWAY)
    taker.press(Qt.Key.Key_Return, CTRL)
    taker.press(Qt.Key.Key_Return, CTRL | SHIFT)
    for number, item in enumerate(said, start=1):
        taker.bot.waitUntil(lambda n=number: taker.step._number.text() == str(n))
        taker.bot.waitUntil(lambda: any(r.edit.hasFocus() for r in taker.step.entries.rows))
        for at, entry in enumerate(item["entries"], start=1):
            taker.minute(entry, last=at == len(item["entries"]))
        if item["outcome"]:
            taker.do("Defer the item")
        taker.settle(lambda item=item: len(taker.entries()) == len(item["entries"]))
        if number < len(said):
            taker.press(Qt.Key.Key_Return, CTRL)
    taker.window.session.clock = lambda: datetime(2016, 11, 10, 12, 30, tzinfo=UTC)
    taker.do("Close meeting")
    sitting = reader.find(Sitting, meeting=taker.meeting)[0].uid
    taker.settle(lambda: reader.get(Sitting, sitting).closed is not None)
    spent = clock.perf_counter() - begun
    assert reader.count(Action, meeting=taker.meeting) == 7
    view = meeting_view(taker.window.session, taker.meeting, Audience.PUBLIC)
    say = load_wording(resources() / "wording", "en-GB")
    assert outline(compose_minutes(view, say, draft=False)) == GOLDEN.read_text("utf-8")
    assert view.sittings[0].date == date(2016, 11, 10)
    with capsys.disabled():
        told = f"{taker.letters} letters, {taker.commands} other keys, {spent:.1f} s with no pause"
        print(f"\n{told}")
