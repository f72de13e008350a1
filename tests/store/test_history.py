"""What a change leaves in the log, and what it refuses."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from secretariat.errors import BugError, KnownError
from secretariat.models.records import (
    RECORDS,
    Action,
    Body,
    BodyOption,
    Entry,
    Item,
    Meeting,
    Organisation,
    Person,
    Record,
    Setting,
)
from secretariat.store.register import Register
from secretariat.store.rows import Writer, editable_columns
from tests.store.maker import KINDS, Clock, add, contents, do, parents, redo, revs, undo


def history(register: Register, table: str) -> list[tuple[Any, ...]]:
    rows = register.reader().connection.execute(
        "SELECT op, rev, before IS NOT NULL, after IS NOT NULL FROM history WHERE tbl = ?"
        " ORDER BY id",
        (table,),
    )
    return rows.fetchall()


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.TABLE)
def test_every_kind_is_recorded_and_comes_back(register: Register, kind: type[Record]) -> None:
    """Insert, edit and delete of each kind are in the log, and undo and redo restore each."""
    reader = register.reader()
    made, _ = do(register, lambda w: add(w, kind))
    states = [contents(reader)]
    column = next(
        n for n in editable_columns(kind) if n not in parents(reader.connection, kind.TABLE)
    )
    text = "2026-05-05" if column in ("date", "on") else "16:45"

    def edit(writer: Writer) -> None:
        sql = f'UPDATE {kind.TABLE} SET "{column}" = ? WHERE uid = ?'
        number = isinstance(getattr(made, column), int)
        writer.connection.execute(sql, (1 - made.voting if column == "voting" else
                                        7 if number else text, made.uid))  # fmt: skip

    do(register, edit)
    states.append(contents(reader))
    do(register, lambda w: w.delete(kind, made.uid))
    states.append(contents(reader))
    assert len({repr(s) for s in states}) == 3
    assert [row[0] for row in history(register, kind.TABLE)] == ["insert", "update", "delete"]
    for state in (states[1], states[0]):
        undo(register)
        assert contents(reader) == state
    for state in (states[1], states[2]):
        redo(register)
        assert contents(reader) == state


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.TABLE)
def test_a_write_outside_a_change_raises(register: Register, kind: type[Record]) -> None:
    made, _ = do(register, lambda w: add(w, kind))
    before = contents(register.reader())
    column = editable_columns(kind)[-1]

    def outside(sql: str) -> None:
        job = register._writer.submit(lambda: register._connection.execute(sql))
        with pytest.raises(sqlite3.IntegrityError, match="outside a change"):
            job.result(5)

    names = ", ".join(f'"{n}"' for n in ("uid", *editable_columns(kind)))
    copied = names.replace('"uid"', "uid || '2'", 1)
    outside(f"DELETE FROM {kind.TABLE} WHERE uid = '{made.uid}'")
    outside(f'UPDATE {kind.TABLE} SET "{column}" = "{column}" WHERE uid = \'{made.uid}\'')
    (sql,) = (
        register.reader()
        .connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (kind.TABLE,))
        .fetchone()
    )
    if " UNIQUE (" not in sql:  # the constraint would speak before the guard
        outside(f"INSERT INTO {kind.TABLE} ({names}) SELECT {copied} FROM {kind.TABLE}")
    assert contents(register.reader()) == before


def test_readers_cannot_write(register: Register) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        register.reader().connection.execute("DELETE FROM body")


def test_rev_rises_with_every_change(register: Register) -> None:
    """Edits, SET NULL by a cascade, undo and redo each raise it, and a row that comes back too."""
    reader = register.reader()
    office, _ = do(register, lambda w: add(w, Organisation))
    person, _ = do(register, lambda w: add(w, Person, organisation=office.uid))
    assert person.rev == 1
    seen = [1]

    def rose(step: int = 1) -> None:
        now = reader.get(Person, person.uid).rev
        assert now >= seen[-1] + step
        seen.append(now)

    do(register, lambda w: w.delete(Organisation, office.uid))
    rose()
    assert reader.get(Person, person.uid).organisation is None
    undo(register)
    rose()
    assert reader.get(Person, person.uid).organisation == office.uid
    assert reader.get(Organisation, office.uid).rev > 1
    redo(register)
    rose()
    do(register, lambda w: w.delete(Person, person.uid))
    undo(register)
    rose()
    do(register, lambda w: w.delete(Person, person.uid))
    do(register, lambda w: w.insert(replace(person, organisation=None)))
    rose()


def test_an_update_that_changes_nothing_leaves_no_trace(register: Register) -> None:
    body, _ = do(register, lambda w: add(w, Body, name="Board"))
    _, changed = do(register, lambda w: w.update(Body, body.uid, name="Board"))
    assert not changed.rows
    assert register.reader().get(Body, body.uid).rev == 1
    assert register.reader().connection.execute("SELECT count(*) FROM change").fetchone() == (1,)


def test_a_change_keeps_one_history_row_for_each_row(register: Register) -> None:
    def work(writer: Writer) -> str:
        one = add(writer, Body, name="First")
        writer.update(Body, one.uid, name="Second")
        gone = add(writer, Body, name="Gone")
        writer.delete(Body, gone.uid)
        return str(one.uid)

    uid, changed = do(register, work)
    assert history(register, "body") == [("insert", 1, 0, 1)]
    assert uid in changed.rows["body"]
    undo(register)
    assert register.reader().maybe(Body, uid) is None
    redo(register)
    assert register.reader().get(Body, uid).name == "Second"


def test_delete_and_insert_again_is_an_edit(register: Register) -> None:
    body, _ = do(register, lambda w: add(w, Body, name="Old"))

    def work(writer: Writer) -> None:
        writer.delete(Body, body.uid)
        writer.insert(Body(uid=body.uid, name="New"))

    do(register, work)
    assert [row[0] for row in history(register, "body")] == ["insert", "update"]
    assert register.reader().get(Body, body.uid).rev > 1
    undo(register)
    assert register.reader().get(Body, body.uid).name == "Old"


def test_typing_merges_within_a_minute(register: Register) -> None:
    entry, _ = do(register, lambda w: add(w, Entry, text=""))
    clock = Clock(timedelta(seconds=10))
    for text in ("T", "Th", "The", "The Chair"):
        do(
            register,
            lambda w, t=text: w.update(Entry, entry.uid, text=t),
            merge_key="e",
            clock=clock,
        )
    assert [row[0] for row in history(register, "entry")] == ["insert", "update"]
    clock.now += timedelta(minutes=2)
    do(
        register,
        lambda w: w.update(Entry, entry.uid, text="The Chair said"),
        merge_key="e",
        clock=clock,
    )
    assert len(history(register, "entry")) == 3
    undo(register)
    assert register.reader().get(Entry, entry.uid).text == "The Chair"
    undo(register)
    assert register.reader().get(Entry, entry.uid).text == ""
    redo(register)
    assert register.reader().get(Entry, entry.uid).text == "The Chair"


def test_what_does_not_merge(register: Register) -> None:
    """Another key, something in between, an undo, a clock set back and a barrier each part it."""
    entry, _ = do(register, lambda w: add(w, Entry, text=""))
    clock = Clock(timedelta(seconds=1))

    def count() -> int:
        sql = "SELECT count(*) FROM change WHERE kind = 'do'"
        return int(register.reader().connection.execute(sql).fetchone()[0])

    def typed(text: str, **more: Any) -> int:
        do(register, lambda w: w.update(Entry, entry.uid, text=text), clock=clock, **more)
        return count()

    assert typed("a", merge_key="x") == 2
    assert typed("ab", merge_key="y") == 3
    assert typed("abc", merge_key="x") == 4
    undo(register)
    assert typed("abd", merge_key="x") == 5
    clock.now -= timedelta(hours=3)
    assert typed("abde", merge_key="x") == 6
    assert typed("abdef", merge_key="x", barrier=True) == 7
    assert typed("abdefg", merge_key="x") == 8


def test_typing_that_comes_to_nothing_is_forgotten(register: Register) -> None:
    entry, _ = do(register, lambda w: add(w, Entry, text="kept"), label="Add")
    clock = Clock(timedelta(seconds=1))
    for text in ("kept!", "kept"):
        do(
            register,
            lambda w, t=text: w.update(Entry, entry.uid, text=t),
            merge_key="e",
            clock=clock,
        )
    assert register.undo_state(register.reader()).undo == "Add"


def test_merged_insert_and_delete(register: Register) -> None:
    clock = Clock(timedelta(seconds=1))
    made: list[str] = []
    do(register, lambda w: made.append(add(w, Setting).uid), merge_key="k", clock=clock)
    do(register, lambda w: w.delete(Setting, made[0]), merge_key="k", clock=clock)
    assert contents(register.reader())["setting"] == {}
    with pytest.raises(KnownError, match="nothing to undo"):
        undo(register)


def test_a_failed_change_leaves_nothing(register: Register) -> None:
    do(register, lambda w: add(w, Setting, key="a", value="1"), label="First")
    before = contents(register.reader())

    def doubled(writer: Writer) -> None:
        add(writer, Body)
        add(writer, Setting, key="a", value="2")

    with pytest.raises(KnownError, match="contradict"):
        do(register, doubled)
    with pytest.raises(KnownError, match="belongs"):
        do(register, lambda w: w.insert(Item(meeting="nowhere", title="Lost")))
    with pytest.raises(ZeroDivisionError):
        do(register, lambda w: [add(w, Body), 1 // 0])
    assert contents(register.reader()) == before
    assert register.undo_state(register.reader()).undo == "First"
    with pytest.raises(BugError, match="no column"):
        register.reader().find(Body, colour="red")


def test_undo_stops_at_a_barrier_with_a_sentence(register: Register) -> None:
    do(register, lambda w: add(w, Body), label="Add")
    do(register, lambda w: add(w, Body), label="Publish the agenda", barrier=True)
    do(register, lambda w: add(w, Body), label="Later")
    undo(register)
    state = register.undo_state(register.reader())
    assert (state.undo, state.redo, state.blocked) == ("", "Later", True)
    with pytest.raises(KnownError, match="“Publish the agenda” cannot be undone"):
        undo(register)


def test_a_barrier_that_touches_no_row_is_kept(register: Register) -> None:
    do(register, lambda w: add(w, Body), label="Add")
    undo(register)
    do(register, lambda w: None, label="Send", barrier=True)
    state = register.undo_state(register.reader())
    assert state.blocked
    assert state.redo == ""


def test_undo_and_redo_survive_reopening(register: Register) -> None:
    body, _ = do(register, lambda w: add(w, Body, name="One"), label="Add")
    do(register, lambda w: w.update(Body, body.uid, name="Two"), label="Rename")
    undo(register)
    folder = register.folder
    register.close()
    again = Register.open(folder)
    try:
        state = again.undo_state(again.reader())
        assert (state.undo, state.redo) == ("Add", "Rename")
        redo(again)
        assert again.reader().get(Body, body.uid).name == "Two"
        undo(again)
        undo(again)
        assert contents(again.reader())["body"] == {}
    finally:
        again.close()


def test_a_new_change_ends_redo(register: Register) -> None:
    do(register, lambda w: add(w, Body), label="Add")
    undo(register)
    do(register, lambda w: add(w, Body), label="Other")
    with pytest.raises(KnownError, match="nothing to do again"):
        redo(register)


def test_undo_spares_what_the_change_never_touched(register: Register) -> None:
    """An entry is edited, then an item made, then the entry moved under it: all in one change.

    Undone statement by statement, deleting the item would take the entry, and with the entry
    an action that was no part of the change.
    """

    def base(writer: Writer) -> tuple[Meeting, Entry, Action]:
        meeting = add(writer, Meeting)
        entry = add(writer, Entry, meeting=meeting.uid, text="Resolved")
        return meeting, entry, add(writer, Action, meeting=meeting.uid, entry=entry.uid)

    (meeting, entry, action), _ = do(register, base)
    before = contents(register.reader())

    def move(writer: Writer) -> None:
        writer.update(Entry, entry.uid, text="Agreed", item="later")
        writer.insert(Item(uid="later", meeting=meeting.uid, title="New item"))

    do(register, move)
    after = contents(register.reader())
    undo(register)
    assert contents(register.reader()) == before
    assert register.reader().maybe(Action, action.uid)
    redo(register)
    assert contents(register.reader()) == after


def test_rows_that_must_differ_can_swap(register: Register) -> None:
    def base(writer: Writer) -> tuple[BodyOption, BodyOption]:
        body = add(writer, Body)
        one = add(writer, BodyOption, body=body.uid, key="x", value="1")
        return one, add(writer, BodyOption, body=body.uid, key="y", value="2")

    (one, two), _ = do(register, base)
    before = contents(register.reader())

    def swap(writer: Writer) -> None:
        writer.update(BodyOption, one.uid, key="z")
        writer.update(BodyOption, two.uid, key="x")
        writer.update(BodyOption, one.uid, key="y")

    do(register, swap)
    after = contents(register.reader())
    undo(register)
    assert contents(register.reader()) == before
    redo(register)
    assert contents(register.reader()) == after


def test_undo_frees_a_name_that_was_taken_over(register: Register) -> None:
    first, _ = do(register, lambda w: add(w, Setting, key="a"))

    def take_over(writer: Writer) -> None:
        second = add(writer, Setting, key="b")
        writer.delete(Setting, first.uid)
        writer.update(Setting, second.uid, key="a")

    before = contents(register.reader())
    do(register, take_over)
    after = contents(register.reader())
    undo(register)
    assert contents(register.reader()) == before
    redo(register)
    assert contents(register.reader()) == after


def test_a_whole_meeting_goes_and_comes_back(register: Register) -> None:
    """Cascades over seven tables are one change, and undo brings every row of them back."""

    def base(writer: Writer) -> Meeting:
        meeting = add(writer, Meeting)
        for kind in ("sitting", "attendee", "item", "entry", "action", "publication"):
            for _ in range(3):
                given = {"meeting": meeting.uid}
                made = add(writer, KINDS[kind], **given)
                if kind == "item":
                    add(writer, Item, meeting=meeting.uid, parent=made.uid)
                if kind == "action":
                    add(writer, KINDS["action_owner"], action=made.uid)
        return meeting

    meeting, _ = do(register, base)
    reader = register.reader()
    before, old = contents(reader), revs(reader)
    _, changed = do(register, lambda w: w.delete(Meeting, meeting.uid))
    assert len(changed.rows) == 8
    assert changed.meetings == {meeting.uid}
    undo(register)
    assert contents(reader) == before
    new = revs(reader)
    assert all(new[key] > old[key] for key in old if key[0] in changed.rows and
               key[1] in changed.rows[key[0]])  # fmt: skip
