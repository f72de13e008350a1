"""Types into the minutes of the real window until it is killed; tells each key and each “Saved”.

The parent gives commands on standard input, a line of JSON each, and holds the register to what
was told on standard output. Run as: python typist.py REGISTER MEETING CLOCK
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections import deque
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.models.records import Item
from secretariat.services import publish
from secretariat.services.minutes import entries_under
from secretariat.services.session import Session
from secretariat.ui.meeting.export_file import FileWriter
from secretariat.ui.meeting.minutes import MinutesStep
from secretariat.ui.meeting.workspace import MeetingWorkspace
from secretariat.ui.page import Route
from secretariat.ui.theme import Theme
from secretariat.ui.window import MainWindow

LOOK_EVERY = 20


def say(**told: Any) -> None:
    """Write one line at once, past every buffer."""
    os.write(1, (json.dumps({"at": time.monotonic(), **told}) + "\n").encode())


class Typist(QObject):
    """One person with a keyboard before one window."""

    settled = Signal()

    def __init__(self, folder: Path, meeting: str, at: str) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        super().__init__(application)
        self.meeting = meeting
        self.ahead = datetime.fromisoformat(at) - datetime.now(UTC) if at else timedelta(0)
        self.settled.connect(self.begin, Qt.ConnectionType.QueuedConnection)
        session = Session.open(folder, who="typist")
        session.clock = lambda: datetime.now(UTC) + self.ahead
        self.window = MainWindow(session, Theme(application, "light"))
        self.window.show()
        self.window.activateWindow()
        self.window.start(Route("meeting", meeting, "minutes"))
        self.keys: deque[str] = deque()
        self.typed = 0
        self.seen: dict[str, str] = {}
        self._key = QTimer(self)
        self._key.setTimerType(Qt.TimerType.PreciseTimer)
        self._key.timeout.connect(self._press_next)
        self._look = QTimer(self)
        self._look.timeout.connect(self.look)
        self._look.start(LOOK_EVERY)
        self.window.autosave.state_changed.connect(lambda _: self.look())
        self._unread = b""
        self._orders = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._orders.activated.connect(self._read)
        # What was put back after a stop is committed first.
        session.when_idle(self.settled.emit)

    @property
    def step(self) -> MinutesStep:
        """The minutes step that is shown."""
        page = self.window.navigator.page
        assert isinstance(page, MeetingWorkspace)
        step = page.steps["minutes"]
        assert isinstance(step, MinutesStep)
        return step

    def begin(self) -> None:
        """Put the cursor into the empty paragraph at the end, and say that typing can begin."""
        self.step.entries.begin()
        self.look()
        say(k="ready", kept=self.kept())

    def kept(self) -> str:
        """Return what the register holds of the minutes of all items, paragraph by paragraph."""
        reader = self.window.session.reader
        found = [
            entry.text
            for item in reader.find(Item, meeting=self.meeting)
            for entry in entries_under(reader, self.meeting, item.uid)
        ]
        return "\n".join(found)

    def _read(self) -> None:
        data = os.read(0, 65536)
        if not data:
            self._orders.setEnabled(False)
        *lines, self._unread = (self._unread + data).split(b"\n")
        for line in lines:
            order = json.loads(line)
            getattr(self, order.pop("do"))(**order)

    # ------------------------------------------------------------------ orders

    def type(self, text: str, every: int) -> None:
        """Press a key every so many milliseconds; a line break is Enter."""
        self.keys.extend(text)
        self._key.start(every)

    def tell_kept(self) -> None:
        """Tell what the register holds now."""
        say(k="kept", kept=self.kept())

    def clock(self, at: str) -> None:
        """Set the clock; it goes on from there."""
        self.ahead = datetime.fromisoformat(at) - datetime.now(UTC)
        say(k="clock")

    def no_file_above(self, size: int) -> None:
        """Let no file grow beyond a size, as on a full disk; 0 lifts it."""
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (size or hard, hard))
        say(k="limit")

    def export(self, folder: str) -> None:
        """Make the minutes as PDF over and over, each kept in a folder and then recorded as out."""
        session = self.window.session
        style = publish.house_style(session, self.meeting)
        kind, to = DocumentKind.MINUTES, Audience.OFFICERS
        matter = publish.composition(session, kind, self.meeting, to)

        def made(data: bytes) -> None:
            writer = FileWriter(self)
            writer.failed.connect(lambda why: say(k="failed", why=why))
            writer.written.connect(lambda path: written(path, data))
            writer.write(Path(folder), "Minutes.pdf", data)

        def written(path: Path, data: bytes) -> None:
            receipt = publish.record_publication(
                session, kind, self.meeting, Format.PDF, to, path.name, data
            )
            self.window.context.submit(receipt, then=lambda _: say(k="out", name=path.name))
            self.export(folder)

        self.window.jobs.make(matter, style, Format.PDF, made, label="Making the minutes")
        say(k="exporting")

    def close(self) -> None:
        """Close the window as a person does."""
        say(k="closed" if self.window.close() else "stays")
        if self.window.isHidden():
            QApplication.exit(0)

    def next_item(self) -> None:
        """Go on to the next item."""
        self.step.next_item()

    def begin_meeting(self) -> None:
        """Start the meeting, as its button does."""
        page = self.window.navigator.page
        assert isinstance(page, MeetingWorkspace)
        page.start_meeting()
        say(k="begun")

    def show_room(self) -> None:
        """Open the window for the room."""
        self.step.show_projector()
        self.window.activateWindow()
        say(k="shown")

    def move(self, x: int, y: int) -> None:
        """Move the window."""
        self.window.move(x, y)
        say(k="moved")

    def tell_windows(self) -> None:
        """Tell where the windows are."""
        room = self.step.projector
        places = [one.geometry().getRect() for one in (self.window, room)]
        say(k="windows", own=places[0], room=places[1] if room.isVisible() else None)

    # ------------------------------------------------------------------ what is seen

    def _press_next(self) -> None:
        if not self.keys:
            self._key.stop()
            say(k="typed")
            return
        letter = self.keys.popleft()
        press(self.window, letter)
        self.typed += 1
        say(k="key", n=self.typed)

    def look(self) -> None:
        """Tell what the foot of the window and the message bar say, when it is something new."""
        saved = self.window.status.saved.words.accessibleName()
        clean = not self.window.autosave.dirty and not self.window.autosave.state.pending
        if saved.startswith("Saved") and clean and self.seen.get("upto") != str(self.typed):
            self.seen["upto"] = str(self.typed)
            say(k="saved", n=self.typed, words=saved)
        for what, words in (("status", saved), ("message", self.window.messages.text)):
            if words and self.seen.get(what) != words:
                say(k=what, words=words)
            self.seen[what] = words


def press(window: MainWindow, letter: str) -> None:
    """Send a key to whatever has the focus in the window, as the system would."""
    target = window.focusWidget()
    assert target is not None, "nothing has the focus"
    key = Qt.Key.Key_Return if letter == "\n" else Qt.Key(ord(letter.upper()))
    words = "\r" if letter == "\n" else letter
    none = Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, none, words))


def main(folder: Path, meeting: str, at: str) -> int:
    """Open the window and obey."""
    application = QApplication(["secretariat"])
    application.setStyle("Fusion")
    Typist(folder, meeting, at)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
