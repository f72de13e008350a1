"""One transaction for one change, and the way back: undo and redo."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from secretariat.errors import BugError, KnownError
from secretariat.store import history
from secretariat.store.history import Changed
from secretariat.store.rows import Writer
from secretariat.store.uids import new_uid

T = TypeVar("T")

MERGE_WITHIN = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Intent:
    """What is about to be done and by whom.

    `label` is what undo will say ("Change title"). Changes with the same `merge_key` that
    follow each other within a minute become one. `barrier` marks what cannot be undone.
    """

    label: str
    who: str
    origin: str = ""
    merge_key: str = ""
    barrier: bool = False


@dataclass(frozen=True, slots=True)
class UndoState:
    """What Undo and Redo would do now; empty when there is nothing."""

    undo: str = ""
    redo: str = ""
    blocked: bool = False


def apply(
    connection: sqlite3.Connection, intent: Intent, work: Callable[[Writer], T], now: datetime
) -> tuple[T, Changed]:
    """Run `work` in one transaction and record it as one change.

    Everything is committed, or nothing is and the error is raised. A `work` that touches no
    row leaves no trace in the log.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        change, merged = _open(connection, intent, now)
        mark = _last_row(connection)
        result = work(Writer(connection))
        changed = history.report(connection, change, mark)
        _close(connection, change, mark, merged, now)
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if isinstance(error, sqlite3.IntegrityError):
            raise KnownError(_plain(error)) from error
        raise
    return result, changed


def _plain(error: sqlite3.IntegrityError) -> str:
    if history.OUTSIDE in str(error):
        raise BugError(str(error)) from error
    if "FOREIGN KEY" in str(error):
        return "Something else in the register still belongs to it, so nothing was changed."
    return "That would make the register contradict itself, so nothing was changed."


def _open(connection: sqlite3.Connection, intent: Intent, now: datetime) -> tuple[int, bool]:
    merged = _mergeable(connection, intent, now) if intent.merge_key else None
    change = merged or _new_change(connection, intent, "do", None, now)
    connection.execute("INSERT INTO open_change VALUES (?)", (change,))
    return change, merged is not None


def _new_change(
    connection: sqlite3.Connection, intent: Intent, kind: str, undoes: int | None, now: datetime
) -> int:
    cursor = connection.execute(
        "INSERT INTO change (uid, label, at, who, origin, merge_key, kind, state, undoes, barrier)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 'done', ?, ?)",
        (
            new_uid(),
            intent.label,
            now.astimezone(UTC).isoformat(timespec="milliseconds"),
            intent.who,
            intent.origin,
            intent.merge_key,
            kind,
            undoes,
            int(intent.barrier),
        ),
    )
    return int(cursor.lastrowid or 0)


def _mergeable(connection: sqlite3.Connection, intent: Intent, now: datetime) -> int | None:
    last = connection.execute(
        "SELECT id, kind, state, merge_key, at, who FROM change ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if last is None or last[1:4] != ("do", "done", intent.merge_key) or last[5] != intent.who:
        return None
    began = datetime.fromisoformat(last[4])
    return int(last[0]) if timedelta(0) <= now - began <= MERGE_WITHIN else None


def _last_row(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM history").fetchone()[0])


def _close(
    connection: sqlite3.Connection, change: int, mark: int, merged: bool, now: datetime
) -> None:
    connection.execute("DELETE FROM open_change")
    if _last_row(connection) == mark:
        if not merged:
            connection.execute("DELETE FROM change WHERE id = ? AND barrier = 0", (change,))
        return
    history.fold(connection, change, mark if merged else 0)
    connection.execute(
        "UPDATE change SET state = 'dropped' WHERE state = 'undone' AND id <> ?", (change,)
    )


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


def undo(connection: sqlite3.Connection, who: str, now: datetime) -> Changed:
    """Put back the last change, as a change of its own.

    Raises KnownError when there is nothing to undo or the last change cannot be undone.
    """
    target = _undo_target(connection)
    if target is None:
        raise KnownError("There is nothing to undo.")
    if target[2]:
        raise KnownError(f"“{target[1]}” cannot be undone.")
    return _travel(connection, target, who, now, backwards=True)


def redo(connection: sqlite3.Connection, who: str, now: datetime) -> Changed:
    """Do again what was last undone, as a change of its own.

    Raises KnownError when there is nothing to do again.
    """
    target = _redo_target(connection)
    if target is None:
        raise KnownError("There is nothing to do again.")
    return _travel(connection, target, who, now, backwards=False)


def _travel(
    connection: sqlite3.Connection,
    target: tuple[int, str, int],
    who: str,
    now: datetime,
    *,
    backwards: bool,
) -> Changed:
    connection.execute("BEGIN IMMEDIATE")
    try:
        intent = Intent(label=target[1], who=who)
        kind = "undo" if backwards else "redo"
        change = _new_change(connection, intent, kind, target[0], now)
        connection.execute("INSERT INTO open_change VALUES (?)", (change,))
        mark = _last_row(connection)
        history.replay(connection, target[0], backwards=backwards)
        connection.execute("DELETE FROM open_change")
        new_state = "undone" if backwards else "done"
        connection.execute("UPDATE change SET state = ? WHERE id = ?", (new_state, target[0]))
        changed = history.report(connection, change, mark)
        connection.execute("COMMIT")
        return changed
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
