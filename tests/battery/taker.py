"""Takes minutes as fast as it can until it is killed; the parent holds it to what it said.

Before an edit it writes what it will try, and after the receipt says committed, what was
saved: that is what the officer was told. `BUG` plants a fault that the parent must find.
Run as: python taker.py REGISTER SEED [BUG]
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from secretariat.models.records import (
    Action,
    ActionOwner,
    Body,
    Entry,
    Item,
    Meeting,
    Publication,
)
from secretariat.services.safety import Safety
from secretariat.services.session import Session
from secretariat.store import history, papers
from secretariat.store.rows import Writer


def say(**told: Any) -> None:
    """Write one line at once, past every buffer."""
    os.write(1, (json.dumps(told) + "\n").encode())


def sha(text: str) -> str:
    """Return a short fingerprint of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Taker:
    """One person in a hurry."""

    def __init__(self, folder: Path, seed: int, bug: str) -> None:
        self.chance = random.Random(seed)
        self.bug = bug
        self.session = Session.open(folder, who="taker")
        self.safety = Safety(self.session, ballast_size=0)
        pages = self.chance.choice([1, 5, 50, 1000])
        self._on_writer(lambda c: c.execute(f"PRAGMA wal_autocheckpoint = {pages}"))
        self.body = self.session.reader.find(Body)[0].uid
        self.meeting = self._do(lambda w: w.insert(Meeting(title=f"Meeting {seed}"))).uid
        self.entries: list[str] = []
        self.number = 0

    def _on_writer(self, job: Callable[[sqlite3.Connection], Any]) -> Any:
        register = self.session.register
        return register._writer.submit(lambda: job(register._connection)).result()

    def _do(self, work: Callable[[Writer], Any], key: str = "") -> Any:
        return self.session.change("Take", work, merge_key=key).result()

    def run(self) -> None:
        """Work until the end comes."""
        say(k="start")
        while True:
            self.number += 1
            chance = self.chance.random()
            if chance < 0.70:
                self.type()
            elif chance < 0.80:
                self.attach()
            elif chance < 0.88:
                self.restructure()
            elif chance < 0.93:
                self.back_and_forth()
            elif chance < 0.96:
                self._on_writer(lambda c: c.execute("PRAGMA wal_checkpoint(TRUNCATE)"))
            else:
                copy = self.safety.make_copy()
                say(k="copy", path=str(copy.path))

    def type(self) -> None:
        """Write or edit an entry, and say that it is saved when it is."""
        old = self.entries and self.chance.random() < 0.6
        uid = self.chance.choice(self.entries) if old else f"{self.meeting}-{self.number}"
        letters = "abcdefghij é–£\n"
        length = self.chance.randint(1, 6000)
        text = f"{uid} {self.number} " + "".join(self.chance.choices(letters, k=length))
        say(k="try", uid=uid, sha=sha(text))
        if self.bug == "told before commit":
            say(k="saved", uid=uid, sha=sha(text))
        if old:
            key = self.chance.choice(["", uid])
            self._do(lambda w: w.update(Entry, uid, text=text), key)
        else:
            self._do(lambda w: w.insert(Entry(uid=uid, meeting=self.meeting, text=text)))
            self.entries.append(uid)
        say(k="saved", uid=uid, sha=sha(text))

    def attach(self) -> None:
        """Keep a paper, and then the row that names it."""
        folder = self.session.register.folder / "papers"
        data = self.chance.randbytes(self.chance.randint(10, 200_000))
        name = hashlib.sha256(data).hexdigest()
        row = Publication(meeting=self.meeting, kind="paper", format="pdf", sha256=name)
        if self.bug == "row before file":
            self._do(lambda w: w.insert(row))
            papers.keep(folder, data)
        else:
            papers.keep(folder, data)
            self._do(lambda w: w.insert(row))
        say(k="paper", sha=name)

    def restructure(self) -> None:
        """Make and remove rows with all that hangs on them."""

        def work(writer: Writer) -> None:
            item = writer.insert(Item(meeting=self.meeting, title="Passing"))
            entry = writer.insert(Entry(meeting=self.meeting, item=item.uid, text="passing"))
            action = writer.insert(Action(body=self.body, meeting=self.meeting, entry=entry.uid))
            writer.insert(ActionOwner(action=action.uid, name="everyone"))
            if self.chance.random() < 0.5:
                writer.delete(Item, item.uid)

        self._do(work)

    def back_and_forth(self) -> None:
        """Do something small, undo it and perhaps redo it."""
        self._do(lambda w: w.insert(Item(meeting=self.meeting, title="For a moment")))
        self.session.undo().result()
        if self.chance.random() < 0.5:
            self.session.redo().result()


def plant(bug: str) -> None:
    """Replace a part of the store by a faulty one."""
    if bug != "history in a second transaction":
        return
    real = history.fold

    def fold(connection: sqlite3.Connection, change: int) -> bool:
        rows = connection.execute("SELECT * FROM history WHERE change = ?", (change,)).fetchall()
        connection.execute("DELETE FROM history WHERE change = ?", (change,))
        connection.execute("COMMIT")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        return real(connection, change)

    history.fold = fold


if __name__ == "__main__":
    planted = sys.argv[3] if len(sys.argv) > 3 else ""
    plant(planted)
    Taker(Path(sys.argv[1]), int(sys.argv[2]), planted).run()
