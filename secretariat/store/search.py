"""Finding records by words: a full-text index that the store keeps in step with the rows.

It is written in the transaction of each change, for the rows that the change touched. No
trigger does it: with `trusted_schema` off, triggers may not write a virtual table.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from secretariat.errors import KnownError
from secretariat.store import faults, paper_text
from secretariat.store.history import Image
from secretariat.store.rows import Reader
from secretariat.store.words import INDEXED, USERS, words_of

MAX_WORDS = 12
MAX_LETTERS = 64
_WEIGHTS = "8.0, 1.0"
"""A word in the title says more than one in the body."""

_OWNERS = {"meeting_body": "meeting", "sitting": "meeting", "action_owner": "action",
           "item_paper": "paper"}  # fmt: skip
"""Rows that lend words to the record that they point at."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found. `title` names it or what it stands under; `meeting` is a uid.

    What was found on a page of a paper names the `file` that has it, and the `page`, from 1;
    `pages` are how many of its pages say it. `is_held` says that what was found is restricted.
    """

    table: str
    uid: str
    title: str
    snippet: str
    meeting: str | None
    file: str = ""
    page: int = 0
    pages: int = 0
    is_held: bool = False


def find(reader: Reader, text: str, limit: int = 50, *, first: str = "") -> list[Hit]:
    """Return the records that hold every word of `text`, the best first, newest first of equals.

    Those of the meeting `first` stand before all others, in the same order among themselves.
    A word of two letters or more stands for every word that begins with it. No text can make
    it fail: what is not a word is left out, and nothing is found for nothing. Pages of papers
    stand after records, and have a third of the room where both are many.
    """
    query, short = _query(text)
    if not query or limit < 1:
        return []
    order = "rowid DESC" if short else f"bm25(search, {_WEIGHTS}), rowid DESC"
    try:
        own = (
            "(SELECT k.meeting = ? OR k.uid = ? FROM search_key k WHERE k.id = search.rowid) DESC, "
        )
        rows = reader.connection.execute(
            f"SELECT rowid FROM search WHERE search MATCH ?"
            f" ORDER BY {own if first else ''}{order} LIMIT ?",
            (query, *((first, first) if first else ()), min(limit, 1000)),
        ).fetchall()
        found = (_hit(reader.connection, query, row[0]) for row in rows)
        records = [hit for hit in found if hit]
        pages = paper_text.find(reader.connection, query, limit, is_short=short, first=first)
    except sqlite3.DatabaseError as error:
        if faults.classify(error) is faults.Fault.DAMAGED:
            raise KnownError("The search index is damaged; check the register.") from error
        raise faults.unreadable(error) or error from error
    return _together(records, pages, limit, first)


def _together(
    records: list[Hit], pages: Sequence[paper_text.PageHit], limit: int, first: str
) -> list[Hit]:
    """Return records and pages of papers in one order, each with its share of the room."""
    said = [
        Hit("paper", one.paper, one.title, one.snippet, one.meeting, one.file, one.page, one.pages)
        for one in pages
    ]
    there = {one.uid for one in said}
    # A paper that says it in its title and on a page is one hit, which leads to the page.
    records = [hit for hit in records if hit.table != "paper" or hit.uid not in there]
    share = max(limit - len(records), limit // 3)
    said = said[:share]
    both = records[: limit - len(said)] + said
    return sorted(both, key=lambda hit: not first or first not in (hit.meeting, hit.uid))


def _query(text: str) -> tuple[str, bool]:
    """Return the words as FTS5 reads them, and whether they are too short to be ranked."""
    clean = unicodedata.normalize("NFC", text[:10_000].replace("\0", " "))
    clean = clean.encode("utf-8", "ignore").decode("utf-8")
    words = [word[:MAX_LETTERS] for word in clean.split() if any(map(str.isalnum, word))]
    words = words[:MAX_WORDS]
    longest = max((sum(map(str.isalnum, word)) for word in words), default=0)
    if longest < 2:
        return "", False
    quoted = ('"' + word.replace('"', '""') + '"' for word in words)
    query = " AND ".join(
        mark + (" *" if sum(map(str.isalnum, word)) > 1 else "")
        for word, mark in zip(words, quoted, strict=True)
    )
    return query, longest < 3


def _hit(connection: sqlite3.Connection, query: str, row: int) -> Hit | None:
    found = connection.execute(
        "SELECT k.tbl, k.uid, search.title, snippet(search, 1, '', '', '…', 24), k.meeting"
        " FROM search JOIN search_key k ON k.id = search.rowid"
        " WHERE search MATCH ? AND search.rowid = ?",
        (query, row),
    ).fetchone()
    if found is None:
        return None
    table, uid, title, snippet, meeting = found
    return Hit(table, uid, title or _home(connection, table, uid), snippet, meeting)


_ITEM_TITLES = {
    "entry": "SELECT i.title FROM entry e JOIN item i ON i.uid = e.item WHERE e.uid = ?",
    "submission": "SELECT kind || ', ' || name FROM submission WHERE uid = ?",
    "action": (
        "SELECT i.title FROM action a LEFT JOIN entry e ON e.uid = a.entry"
        " JOIN item i ON i.uid = coalesce(a.item, e.item) WHERE a.uid = ?"
    ),
}
_MEETING_TITLE = (
    "SELECT s.title FROM search_key k JOIN search_key m ON m.tbl = 'meeting' AND m.uid = k.meeting"
    " JOIN search s ON s.rowid = m.id WHERE k.tbl = ? AND k.uid = ?"
)


def _home(connection: sqlite3.Connection, table: str, uid: str) -> str:
    """Return the title of what a record without one stands under: its item, or its meeting."""
    for sql, values in ((_ITEM_TITLES.get(table), (uid,)), (_MEETING_TITLE, (table, uid))):
        found = connection.execute(sql, values).fetchone() if sql else None
        if found and found[0]:
            return str(found[0])
    return ""


def follow(connection: sqlite3.Connection, touched: Iterable[Image]) -> None:
    """Bring the index into step with the rows that a change touched.

    A damaged index never stops words from being saved: it is left as it is, for `check` to
    find and `rebuild` to mend.
    """
    concerned = _concerned(connection, touched)
    if not concerned:
        return
    connection.execute("SAVEPOINT search")
    try:
        for table, uid in sorted(concerned):
            _write(connection, table, uid)
    except sqlite3.DatabaseError as error:
        if faults.classify(error) is not faults.Fault.DAMAGED:
            raise
        connection.execute("ROLLBACK TO search")
    connection.execute("RELEASE search")


def _concerned(connection: sqlite3.Connection, touched: Iterable[Image]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for image in touched:
        if image.table in INDEXED:
            found.add((image.table, image.uid))
        if column := _OWNERS.get(image.table):
            found |= {(column, uid) for uid in image.either(column)}
        for table, sql in USERS.get(image.table, {}).items():
            if image.before and image.after:  # a new or removed record lends no words yet
                found |= {(table, uid) for (uid,) in connection.execute(sql, {"uid": image.uid})}
    return found


def _write(connection: sqlite3.Connection, table: str, uid: str) -> None:
    words = words_of(connection, table, uid)
    key = connection.execute(
        "SELECT id, meeting FROM search_key WHERE tbl = ? AND uid = ?", (table, uid)
    ).fetchone()
    if words is None:
        if key:
            connection.execute("DELETE FROM search WHERE rowid = ?", (key[0],))
            connection.execute("DELETE FROM search_key WHERE id = ?", (key[0],))
        return
    title, body, meeting = words
    if key is None:
        cursor = connection.execute(
            "INSERT INTO search_key (tbl, uid, meeting) VALUES (?, ?, ?)", (table, uid, meeting)
        )
        connection.execute(
            "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)",
            (cursor.lastrowid, title, body),
        )
        return
    if key[1] != meeting:
        connection.execute("UPDATE search_key SET meeting = ? WHERE id = ?", (meeting, key[0]))
    old = connection.execute("SELECT title, body FROM search WHERE rowid = ?", key[:1]).fetchone()
    if old != (title, body):
        connection.execute(
            "UPDATE search SET title = ?, body = ? WHERE rowid = ?", (title, body, key[0])
        )


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the index anew from the rows, in one transaction."""
    (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'search'").fetchone()
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("DROP TABLE search")
        connection.execute(sql)
        connection.execute("DELETE FROM search_key")
        for table in INDEXED:
            for (uid,) in connection.execute(f"SELECT uid FROM {table} ORDER BY uid").fetchall():
                _write(connection, table, uid)
        paper_text.rebuild(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def problems(connection: sqlite3.Connection) -> list[str]:
    """Return in what the index differs from the rows; reads every indexed row."""
    found = []
    for table in INDEXED:
        for (uid,) in connection.execute(f"SELECT uid FROM {table}").fetchall():
            row = connection.execute(
                "SELECT s.title, s.body, k.meeting FROM search_key k JOIN search s"
                " ON s.rowid = k.id WHERE k.tbl = ? AND k.uid = ?",
                (table, uid),
            ).fetchone()
            if row != words_of(connection, table, uid):
                found.append(f"{table} {uid}")
    extra = connection.execute(
        "SELECT (SELECT count(*) FROM search_key) - "
        + " - ".join(f"(SELECT count(*) FROM {table})" for table in INDEXED)
    ).fetchone()[0]
    if extra and not found:
        found.append(f"{abs(extra)} records that are not there")
    return found + paper_text.problems(connection)
