"""Starts the real window in a child process, gives it orders, and hears what it tells."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from secretariat.services import agenda, attendance, bodies, meetings, people
from secretariat.services.session import Session

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
PATIENCE = 120.0

Line = dict[str, Any]


def register_with_a_meeting(folder: Path, begun: datetime = datetime(2026, 11, 22)) -> str:
    """Make a register with a body and a meeting that was opened at a time; return the meeting."""
    session = Session.open(folder, create=True, who="typist")
    try:
        body = bodies.add_body(session, "Harbour Board", short_name="HB").result()
        for name in ("Moore", "Clarke", "Freeman"):
            person = people.add_person(session, name, given_name="A.").result()
            bodies.add_member(session, body.uid, person.uid).result()
        made = meetings.add_meeting(session, [body.uid], begun.date(), begun.time()).result()
        for title in ("Apologies", "Progress", "Any other business"):
            agenda.add_item(session, made.uid, title, minutes=10).result()
        attendance.fill_from_membership(session, made.uid).result()
        meetings.open_meeting(session, made.uid, begun.time()).result()
    finally:
        session.close()
    return made.uid


def stream(name: str, words: int, every: int = 25) -> str:
    """Return text in which every word is a different one, with a paragraph now and then."""
    told = [f"{name}w{at}" for at in range(words)]
    lines = [" ".join(told[at : at + every]) for at in range(0, words, every)]
    return "\n".join(lines)


class Window:
    """A window in a child process. `lines` is all that it told.

    `at` is what its clock says at the start, and `display` where it is shown; off screen without.
    """

    def __init__(self, folder: Path, meeting: str, *, at: str = "", display: str = "") -> None:
        home = folder.parent / "home"
        env = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "xcb" if display else "offscreen",
            "DISPLAY": display,
            "XDG_CONFIG_HOME": str(home),
            "XDG_STATE_HOME": str(home),
            "TZ": "Europe/London",
        }
        self.lines: list[Line] = []
        self.died = 0.0
        self._told = threading.Condition()
        self._errors = (folder.parent / "window.err").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "typist.py"), str(folder), meeting, at],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        try:
            self.kept = str(self.wait_for(lambda line: line["k"] == "ready")["kept"])
        except BaseException:
            self.kill()
            raise

    def order(self, what: str, **values: Any) -> None:
        """Give the window an order."""
        assert self.process.stdin is not None
        self.process.stdin.write((json.dumps({"do": what, **values}) + "\n").encode())
        self.process.stdin.flush()

    def wait_for(self, found: Callable[[Line], bool], *, after: int = 0) -> Line:
        """Wait until the window tells something, from line `after` on, and return it."""
        end = time.monotonic() + PATIENCE
        with self._told:
            at = after
            while True:
                for line in self.lines[at:]:
                    if found(line):
                        return line
                at = len(self.lines)
                left = end - time.monotonic()
                if left < 0 or (self.process.poll() is not None and not self._reader.is_alive()):
                    raise AssertionError(f"it never told; the last were {self.lines[-4:]}")
                self._told.wait(min(left, 0.5))

    def words(self) -> str:
        """Return what the register holds now."""
        mark = len(self.lines)
        self.order("tell_kept")
        return str(self.wait_for(lambda line: line["k"] == "kept", after=mark)["kept"])

    def places(self) -> Line:
        """Return where the windows are."""
        mark = len(self.lines)
        self.order("tell_windows")
        return self.wait_for(lambda line: line["k"] == "windows", after=mark)

    def type(self, text: str, every: int) -> None:
        """Have a text typed, and wait until its last key was pressed."""
        mark = len(self.lines)
        self.order("type", text=text, every=every)
        self.wait_for(lambda line: line["k"] == "typed", after=mark)

    def wait_until_saved(self) -> None:
        """Wait until every key that was pressed is shown as saved."""
        self.wait_for(lambda line: line["k"] == "saved" and line["n"] == self.typed)

    def wait_for_words(self, what: str, words: str, *, after: int = 0) -> str:
        """Wait until the status bar (“status”) or the message bar (“message”) says something."""
        line = self.wait_for(lambda one: one["k"] == what and words in one["words"], after=after)
        return str(line["words"])

    def kill(self) -> None:
        """Kill it on the spot, and read what it still told."""
        self.died = time.monotonic()
        self.process.send_signal(signal.SIGKILL)
        self._end()

    def close(self) -> None:
        """Close it as a person does."""
        self.order("close")
        self._end()

    def _end(self) -> None:
        self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        for stream in (self.process.stdin, self._errors):
            if stream is not None:
                stream.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as out:
            for raw in out:
                try:
                    line = json.loads(raw)
                except ValueError:
                    continue  # a line that was torn was never said
                with self._told:
                    self.lines.append(line)
                    self._told.notify_all()
        with self._told:
            self._told.notify_all()

    def stalls(self, after: int = 0) -> list[float]:
        """Return the seconds between one key and the next, from line `after` on."""
        times = [float(line["at"]) for line in self.lines[after:] if line["k"] == "key"]
        return [later - sooner for sooner, later in pairwise(times)]

    @property
    def typed(self) -> int:
        """How many keys were pressed."""
        return sum(1 for line in self.lines if line["k"] == "key")

    @property
    def acknowledged(self) -> int:
        """How many keys had been pressed when everything typed was shown as saved."""
        return max((line["n"] for line in self.lines if line["k"] == "saved"), default=0)

    def age_of(self, key: int) -> float:
        """Return how many seconds before the end a key was pressed."""
        pressed = next(line["at"] for line in self.lines if line["k"] == "key" and line["n"] == key)
        return self.died - float(pressed)
