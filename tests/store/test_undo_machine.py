"""Random work over tables with cascades: undo everything, redo everything, contents equal."""

from __future__ import annotations

import random
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from secretariat.errors import KnownError
from secretariat.models.records import Record
from secretariat.store import checkup
from secretariat.store.register import Register
from secretariat.store.rows import Writer, editable_columns
from tests.store.maker import KINDS, Clock, Contents, add, contents, do, parents, redo, revs, undo

TABLES = (
    "organisation", "person", "body", "body_link", "body_option", "seat", "membership", "meeting",
    "meeting_body", "sitting", "item", "attendee", "attendance_event", "entry", "action",
    "action_owner", "action_update", "setting",
)  # fmt: skip
WORDS = ("", "Agreed", "Żółć", "‘quoted’", "42", "x\ty", "🙂", "line\nline", "Y" * 300)


class Player:
    """Does random things with a writer; the same seed does the same."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def play(self, writer: Writer, steps: int) -> None:
        """Insert, edit, move, swap and delete, in any order and with children before parents."""
        for _ in range(steps):
            table = self._random.choice(TABLES)
            self._random.choice((self._insert, self._edit, self._edit, self._point, self._delete,
                                 self._swap, self._early))(writer, KINDS[table])  # fmt: skip

    def _any(self, writer: Writer, table: str) -> str | None:
        rows = writer.connection.execute(f"SELECT uid FROM {table} ORDER BY uid").fetchall()
        return str(self._random.choice(rows)[0]) if rows else None

    def _insert(self, writer: Writer, kind: type[Record], **given: Any) -> None:
        for column, table in parents(writer.connection, kind.TABLE).items():
            if column not in given and self._random.random() < 0.7:
                uid = self._any(writer, table)
                if uid:
                    given[column] = uid
        add(writer, kind, **given)

    def _edit(self, writer: Writer, kind: type[Record]) -> None:
        uid = self._any(writer, kind.TABLE)
        names = [
            n for n in editable_columns(kind) if n in ("text", "name", "title", "note", "value")
        ]
        if uid and names:
            writer.update(kind, uid, **{self._random.choice(names): self._random.choice(WORDS)})

    def _point(self, writer: Writer, kind: type[Record]) -> None:
        """Let a row point at another parent."""
        points = parents(writer.connection, kind.TABLE)
        uid = self._any(writer, kind.TABLE)
        if uid and points:
            column, table = self._random.choice(sorted(points.items()))
            if parent := self._any(writer, table):
                writer.update(kind, uid, **{column: parent})

    def _delete(self, writer: Writer, kind: type[Record]) -> None:
        if uid := self._any(writer, kind.TABLE):
            writer.delete(kind, uid)

    def _swap(self, writer: Writer, _: type[Record]) -> None:
        """Exchange two keys that must differ."""
        kind = KINDS["setting"]
        if writer.count(kind) < 3:
            add(writer, kind)
        one, two = self._any(writer, "setting"), self._any(writer, "setting")
        if one and two and one != two:
            first, second = writer.get(kind, one).key, writer.get(kind, two).key  # type: ignore[attr-defined]
            writer.update(kind, one, key="for a moment")
            writer.update(kind, two, key=first)
            writer.update(kind, one, key=second)

    def _early(self, writer: Writer, _: type[Record]) -> None:
        """Let an entry that is there already move under an item that is made afterwards."""
        uid = self._any(writer, "entry")
        if uid:
            later = f"item-{self._random.getrandbits(40):x}"
            meeting = writer.get(KINDS["entry"], uid).meeting  # type: ignore[attr-defined]
            writer.update(KINDS["entry"], uid, item=later)
            add(writer, KINDS["item"], uid=later, meeting=meeting)


class Undoing(RuleBasedStateMachine):
    """A register, and beside it what it held after each change."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="undoing-"))
        self.register = Register.create(self.folder / "register")
        self.reader = self.register.reader()
        self.clock = Clock(timedelta(seconds=5))
        self.past: list[Contents] = [contents(self.reader)]
        self.future: list[Contents] = []
        self.highest: dict[tuple[str, str], int] = {}

    def teardown(self) -> None:
        try:
            if self.past:
                self.everything_back_and_forth()
                assert checkup.check(self.register.folder) == []
        finally:
            self.register.close()
            shutil.rmtree(self.folder)

    @initialize(seed=st.integers(0, 2**32))
    def begin(self, seed: int) -> None:
        """Start with something to work on."""
        self.change(seed, 25, "")

    @rule(seed=st.integers(0, 2**32), steps=st.integers(1, 12), key=st.sampled_from(("", "", "k")))
    def change(self, seed: int, steps: int, key: str) -> None:
        """Do something; where it is refused, nothing may have happened."""
        before = self.past[-1]
        try:
            do(
                self.register,
                lambda w: Player(seed).play(w, steps),
                merge_key=key,
                clock=self.clock,
            )
        except KnownError:
            assert contents(self.reader) == before
            return
        now = contents(self.reader)
        count = self.count() + 1
        if count > len(self.past):  # a change of its own
            self.past.append(now)
        elif count < len(self.past):  # merged into the one before, which came to nothing
            self.past.pop()
            assert now == self.past[-1]
        else:  # merged into the one before, or nothing at all
            self.past[-1] = now
            assert key or now == before
        if now != before:
            self.future.clear()
        self.look_at_revs(before, now)

    @precondition(lambda self: len(self.past) > 1)
    @rule(times=st.integers(1, 4))
    def back(self, times: int) -> None:
        """Undo some changes."""
        for _ in range(min(times, len(self.past) - 1)):
            before = self.past.pop()
            self.future.append(before)
            undo(self.register)
            now = contents(self.reader)
            assert now == self.past[-1]
            self.look_at_revs(before, now)

    @precondition(lambda self: self.future)
    @rule(times=st.integers(1, 4))
    def forth(self, times: int) -> None:
        """Redo some changes."""
        for _ in range(min(times, len(self.future))):
            before = self.past[-1]
            self.past.append(self.future.pop())
            redo(self.register)
            now = contents(self.reader)
            assert now == self.past[-1]
            self.look_at_revs(before, now)

    @rule()
    def reopen(self) -> None:
        """Close and open: what can be undone is no matter of one session."""
        self.register.close()
        self.register = Register.open(self.register.folder)
        self.reader = self.register.reader()
        assert contents(self.reader) == self.past[-1]

    def everything_back_and_forth(self) -> None:
        """Undo all, then redo all."""
        steps = len(self.past) - 1
        if steps:
            self.back(steps)
        assert not any(contents(self.reader).values())
        if self.future:
            self.forth(len(self.future))

    def count(self) -> int:
        """Return how many changes can be undone."""
        sql = "SELECT count(*) FROM change WHERE kind = 'do' AND state = 'done'"
        return int(self.reader.connection.execute(sql).fetchone()[0])

    def look_at_revs(self, before: Contents, now: Contents) -> None:
        """A row that differs, or came back, has a higher `rev` than it ever had."""
        for (table, uid), rev in revs(self.reader).items():
            highest = self.highest.get((table, uid), 0)
            if before[table].get(uid) != now[table][uid]:
                assert rev > highest, (table, uid)
            self.highest[table, uid] = max(highest, rev)


class TestUndoing(Undoing.TestCase):  # type: ignore[misc, name-defined]
    settings = settings(settings.get_profile("ordinary"), max_examples=20, stateful_step_count=15)


@pytest.mark.battery
class TestUndoingAtLength(Undoing.TestCase):  # type: ignore[misc, name-defined]
    settings = settings(settings.get_profile("battery"), max_examples=400, stateful_step_count=50)
