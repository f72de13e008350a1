"""Finding the pages of papers by their words: the text of each rebuilt PDF, by its hash.

It is derived from files and not from records: it is never part of history, and no interchange file
carries it. What is found is looked up in the records of the moment, so that a version that was
replaced, or a paper that was removed, is no longer found, and is again when that is undone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from secretariat.models.pack_kinds import FileState
from secretariat.store import faults

MOST_OF_PAGE = 20_000
"""Letters of a page that are kept; a page of print has some three thousand."""
MOST_OF_FILE = 10_000_000
_RANKED = 2_000
"""How many pages are looked at for the best of each paper."""


@dataclass(frozen=True, slots=True)
class PageHit:
    """The page of a paper that says it best; `pages` are how many of its pages say it at all."""

    paper: str
    file: str
    title: str
    page: int
    pages: int
    snippet: str
    meeting: str | None


def keep(connection: sqlite3.Connection, sha256: str, pages: Sequence[str]) -> None:
    """Keep the text of the pages of a rebuilt PDF, in place of what was kept of it.

    A file without any text is kept as one empty page, so that it is known to have been read.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        _forget(connection, sha256)
        left = MOST_OF_FILE
        for number, text in enumerate(pages or ("",), 1):
            clean = text.replace("\0", " ").encode("utf-8", "ignore").decode()
            words = " ".join(clean.split())[: min(MOST_OF_PAGE, left)]
            left -= len(words)
            cursor = connection.execute(
                "INSERT INTO search_page (sha256, page) VALUES (?, ?)", (sha256, number)
            )
            connection.execute(
                "INSERT INTO search_paper (rowid, words) VALUES (?, ?)", (cursor.lastrowid, words)
            )
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def sweep(connection: sqlite3.Connection) -> None:
    """Forget the text of files that no version of a paper is made from any more."""
    gone = connection.execute(
        "SELECT DISTINCT sha256 FROM search_page"
        " WHERE sha256 NOT IN (SELECT pdf_sha256 FROM paper_file)"
    ).fetchall()
    if gone:
        connection.execute("BEGIN IMMEDIATE")
        try:
            for (sha,) in gone:
                _forget(connection, sha)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _forget(connection: sqlite3.Connection, sha256: str) -> None:
    connection.execute(
        "DELETE FROM search_paper WHERE rowid IN (SELECT id FROM search_page WHERE sha256 = ?)",
        (sha256,),
    )
    connection.execute("DELETE FROM search_page WHERE sha256 = ?", (sha256,))


def unread(connection: sqlite3.Connection) -> list[str]:
    """Return the hashes of rebuilt PDFs whose text is not kept yet."""
    rows = connection.execute(
        "SELECT DISTINCT pdf_sha256 FROM paper_file WHERE state = ? AND pdf_sha256 <> ''"
        " AND pdf_sha256 NOT IN (SELECT sha256 FROM search_page) ORDER BY pdf_sha256",
        (FileState.READY.value,),
    )
    return [sha for (sha,) in rows]


_BEST = (
    "SELECT search_paper.rowid, p.sha256, p.page"
    " FROM search_paper JOIN search_page p ON p.id = search_paper.rowid"
    f" WHERE search_paper MATCH ? ORDER BY {{order}} LIMIT {_RANKED}"
)
# The version that is in the pack, of each edition and language: the latest that is ready.
_FILES = (
    "SELECT f.uid, f.paper, r.title,"
    " (SELECT i.meeting FROM item_paper l JOIN item i ON i.uid = l.item WHERE l.paper = f.paper"
    "  ORDER BY (i.meeting = :first) DESC, l.id DESC LIMIT 1)"
    " FROM paper_file f JOIN paper r ON r.uid = f.paper"
    " WHERE f.pdf_sha256 = :sha AND f.state = :ready AND NOT EXISTS (SELECT 1 FROM paper_file n"
    "  WHERE n.paper = f.paper AND n.edition = f.edition AND n.language = f.language"
    "  AND n.state = :ready AND n.version > f.version)"
    " ORDER BY (f.edition = 'full') DESC, f.language, f.id"
)
_SNIPPET = (
    "SELECT snippet(search_paper, 0, '', '', '…', 24) FROM search_paper"
    " WHERE search_paper MATCH ? AND rowid = ?"
)


def find(
    connection: sqlite3.Connection, query: str, limit: int, *, is_short: bool, first: str
) -> list[PageHit]:
    """Return papers that hold on one page every word of a query of FTS5, the best first; one hit
    for each paper. Raises sqlite3.Error."""
    order = "search_paper.rowid DESC" if is_short else "bm25(search_paper), search_paper.rowid DESC"
    pages = connection.execute(_BEST.format(order=order), (query,)).fetchall()
    count: dict[str, int] = {}
    best: dict[str, tuple[int, int]] = {}
    for row, sha, page in pages:
        count[sha] = count.get(sha, 0) + 1
        best.setdefault(sha, (row, page))
    found: dict[str, PageHit] = {}
    for sha, (row, page) in best.items():
        if len(found) >= limit and not first:
            break
        said = ""
        values = {"sha": sha, "ready": FileState.READY.value, "first": first}
        for file, paper, title, meeting in connection.execute(_FILES, values).fetchall():
            if paper not in found:
                said = said or connection.execute(_SNIPPET, (query, row)).fetchone()[0]
                found[paper] = PageHit(paper, file, title, page, count[sha], said, meeting)
    hits = sorted(found.values(), key=lambda hit: not first or hit.meeting != first)
    return hits[:limit]


def rebuild(connection: sqlite3.Connection) -> None:
    """Begin anew where what is kept cannot be read, inside a transaction; it is read again then.

    What is sound stays: to read all papers again may take an hour.
    """
    if not problems(connection):
        return
    sql = dict(
        connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE name IN ('search_page', 'search_paper')"
        ).fetchall()
    )
    for name, statement in sql.items():
        connection.execute(f"DROP TABLE {name}")
        connection.execute(statement)


def problems(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong with the text of papers; reads all of it."""
    try:
        found = connection.execute(
            "SELECT count(*) FROM search_page p"
            " LEFT JOIN (SELECT rowid AS id, length(words) AS letters FROM search_paper) s"
            " ON s.id = p.id WHERE s.letters IS NULL"
        ).fetchone()[0]
        extra = connection.execute(
            "SELECT (SELECT count(*) FROM search_paper) - (SELECT count(*) FROM search_page)"
        ).fetchone()[0]
    except sqlite3.DatabaseError as error:
        if faults.classify(error) is not faults.Fault.DAMAGED:
            raise
        return ["the text of papers"]
    return ["the text of papers"] if found or extra else []
