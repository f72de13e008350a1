"""One transaction for one change, and the way back: undo and redo."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from secretariat.errors import BugError, KnownError
from secretariat.store import history, search
from secretariat.store.history import Changed, Image
from secretariat.store.replay import replay
from secretariat.store.rows import Writer
from secretariat.store.uids import new_uid

T = TypeVar("T")

MERGE_WITHIN = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Intent:
    """What is about to be done and by whom.

    `label` is what undo will say ("Change title"). Changes with the same `merge_key` that
    follow each other within a minute become one. `barrier` marks what cannot be undone. `beside`
    marks what the program found out by itself: it is recorded, undo and redo pass over it, and it
    takes nothing from what can be done again.
    """

    label: str
    who: str
    origin: str = ""
    merge_key: str = ""
    barrier: bool = False
    beside: bool = False


@dataclass(frozen=True, slots=True)
class UndoState:
    """What Undo and Redo would do now; empty when there is nothing."""

    undo: str = ""
    redo: str = ""
    blocked: bool = False


def apply(
    connection: sqlite3.Connection,
    intent: Intent,
    work: Callable[[Writer], T],
    now: datetime,
    touched: list[Image],
) -> tuple[T, Changed]:
    """Run `work` in one transaction and record it as one change.

    Everything is committed, or nothing is and the error is raised. A `work` that touches no
    row leaves no trace in the log. `touched` is filled with the rows as soon as they are
    known, so that they can be kept elsewhere should the commit fail.
    """

    def inside() -> tuple[T, Changed]:
        merged = _mergeable(connection, intent, now) if intent.merge_key else None
        change = merged or _new_change(connection, intent, "do", None, now)
        mark = _open(connection, change)
        result = work(Writer(connection))
        touched.extend(history.images(connection, change, mark))
        changed = history.report(connection, change, touched)
        search.follow(connection, touched)
        _close(connection, change, bool(touched), beside=intent.beside)
        return result, changed

    return _transaction(connection, inside)


def _transaction(connection: sqlite3.Connection, inside: Callable[[], T]) -> T:
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = inside()
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if isinstance(error, sqlite3.IntegrityError):
            raise _plain(error) from error
        raise
    return result


def _plain(error: sqlite3.IntegrityError) -> Exception:
    if history.OUTSIDE in str(error):
        return BugError(str(error))
    if "FOREIGN KEY" in str(error):
        return KnownError(
            "Something else in the register still belongs to it; nothing was changed."
        )
    return KnownError("That would make the register contradict itself, so nothing was changed.")


def _open(connection: sqlite3.Connection, change: int) -> int:
    """Let rows be written in the name of `change`; return the last history row before them."""
    connection.execute("INSERT INTO open_change VALUES (?)", (change,))
    return history.last_row(connection)


def _new_change(
    connection: sqlite3.Connection, intent: Intent, kind: str, undoes: int | None, now: datetime
) -> int:
    cursor = connection.execute(
        "INSERT INTO change (uid, label, at, who, origin, merge_key, kind, state, undoes, barrier)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            new_uid(),
            intent.label,
            now.astimezone(UTC).isoformat(timespec="milliseconds"),
            intent.who,
            intent.origin,
            intent.merge_key,
            kind,
            "dropped" if intent.beside else "done",
            undoes,
            int(intent.barrier),
        ),
    )
    return int(cursor.lastrowid or 0)


def _mergeable(connection: sqlite3.Connection, intent: Intent, now: datetime) -> int | None:
    last = connection.execute(
        "SELECT id, kind, state, merge_key, barrier, at, who FROM change"
        " WHERE NOT (kind = 'do' AND state = 'dropped') ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if intent.barrier or last is None or last[1:5] != ("do", "done", intent.merge_key, 0):
        return None
    began = datetime.fromisoformat(last[5])
    same = last[6] == intent.who and timedelta(0) <= now - began <= MERGE_WITHIN
    return int(last[0]) if same else None


def _close(
    connection: sqlite3.Connection, change: int, touched: bool, *, beside: bool = False
) -> None:
    connection.execute("DELETE FROM open_change")
    left = history.fold(connection, change) if touched else _has_rows(connection, change)
    if not left:
        connection.execute("DELETE FROM change WHERE id = ? AND barrier = 0", (change,))
    if not beside and (left or _exists(connection, change)):
        connection.execute(
            "UPDATE change SET state = 'dropped' WHERE state = 'undone' AND id <> ?", (change,)
        )


def _has_rows(connection: sqlite3.Connection, change: int) -> bool:
    found = connection.execute("SELECT 1 FROM history WHERE change = ? LIMIT 1", (change,))
    return found.fetchone() is not None


def _exists(connection: sqlite3.Connection, change: int) -> bool:
    found = connection.execute("SELECT 1 FROM change WHERE id = ?", (change,))
    return found.fetchone() is not None


def add_barrier(connection: sqlite3.Connection, intent: Intent, now: datetime) -> None:
    """Record something that undo cannot go behind, such as a restore; it touches no row."""

    def inside() -> None:
        _new_change(connection, intent, "do", None, now)
        connection.execute("UPDATE change SET state = 'dropped' WHERE state = 'undone'")

    _transaction(connection, inside)


def state(connection: sqlite3.Connection) -> UndoState:
    """Return what undo and redo would do now."""
    undo, redo = _undo_target(connection), _redo_target(connection)
    return UndoState(
        undo=undo[1] if undo and not undo[2] else "",
        redo=redo[1] if redo else "",
        blocked=bool(undo and undo[2]),
    )


def _undo_target(connection: sqlite3.Connection) -> tuple[int, str, int] | None:
    found: tuple[int, str, int] | None = connection.execute(
        "SELECT id, label, barrier FROM change WHERE kind = 'do' AND state = 'done'"
        " ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return found


def _redo_target(connection: sqlite3.Connection) -> tuple[int, str, int] | None:
    found: tuple[int, str, int] | None = connection.execute(
        "SELECT id, label, barrier FROM change WHERE kind = 'do' AND state = 'undone'"
        " ORDER BY id LIMIT 1"
    ).fetchone()
    return found


def undo(connection: sqlite3.Connection, who: str, now: datetime, touched: list[Image]) -> Changed:
    """Put back the last change, as a change of its own.

    Raises KnownError when there is nothing to undo or the last change cannot be undone.
    """
    target = _undo_target(connection)
    if target is None:
        raise KnownError("There is nothing to undo.")
    if target[2]:
        raise KnownError(f"“{target[1]}” cannot be undone, nor anything done before it.")
    return _travel(connection, target, "undo", who, now, touched)


def redo(connection: sqlite3.Connection, who: str, now: datetime, touched: list[Image]) -> Changed:
    """Do again what was last undone, as a change of its own.

    Raises KnownError when there is nothing to do again.
    """
    target = _redo_target(connection)
    if target is None:
        raise KnownError("There is nothing to do again.")
    return _travel(connection, target, "redo", who, now, touched)


def _travel(
    connection: sqlite3.Connection,
    target: tuple[int, str, int],
    kind: str,
    who: str,
    now: datetime,
    touched: list[Image],
) -> Changed:
    number, label, _ = target

    def inside() -> Changed:
        change = _new_change(connection, Intent(label, who), kind, number, now)
        mark = _open(connection, change)
        replay(connection, number, backwards=kind == "undo")
        connection.execute("DELETE FROM open_change")
        state = "undone" if kind == "undo" else "done"
        connection.execute("UPDATE change SET state = ? WHERE id = ?", (state, number))
        touched.extend(history.images(connection, change, mark))
        search.follow(connection, touched)
        history.fold(connection, change)
        return history.report(connection, change, touched)

    return _transaction(connection, inside)
