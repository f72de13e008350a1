"""The words by which each kind of record is found."""

from __future__ import annotations

import re
import sqlite3
from datetime import date

Words = tuple[str, str, str | None]
"""Title, body and the uid of the meeting."""

_PLAIN: dict[str, str] = {
    "body": "SELECT name, short_name || ' ' || kind || ' ' || venue, NULL FROM body",
    "organisation": "SELECT name, short_name || ' ' || kind || ' ' || note, NULL FROM organisation",
    "person": (
        "SELECT honorific || ' ' || given_name || ' ' || family_name || ' ' || post_nominals,"
        " job_title || ' ' || email || ' ' || coalesce((SELECT o.name FROM organisation o"
        " WHERE o.uid = person.organisation), ''), NULL FROM person"
    ),
    "item": (
        "SELECT title, public_title || ' ' || minute_title || ' ' || presenter || ' ' || text"
        " || ' ' || recommendation || ' ' || internal_note, meeting FROM item"
    ),
    "entry": "SELECT '', label || ' ' || text, meeting FROM entry",
    "action": (
        "SELECT '', text || ' ' || coalesce((SELECT group_concat(w.name || ' ' ||"
        " coalesce(p.given_name || ' ' || p.family_name, '') || ' ' || coalesce(o.name, ''), ' ')"
        " FROM action_owner w LEFT JOIN person p ON p.uid = w.person"
        " LEFT JOIN organisation o ON o.uid = w.organisation WHERE w.action = action.uid), ''),"
        " meeting FROM action"
    ),
    "submission": (
        "SELECT title, name || ' ' || organisation || ' ' || kind || ' ' || text || ' ' || reply"
        " || ' ' || supplementary || ' ' || note, meeting FROM submission"
    ),
    "paper": (
        "SELECT title, author_name || ' ' || note, (SELECT i.meeting FROM item_paper l"
        " JOIN item i ON i.uid = l.item WHERE l.paper = paper.uid ORDER BY l.id DESC LIMIT 1)"
        " FROM paper"
    ),
}
_MEETING = "SELECT title, kind || ' ' || note FROM meeting WHERE uid = ?"
_BODIES = (
    "SELECT b.name, b.short_name FROM meeting_body m JOIN body b ON b.uid = m.body"
    " WHERE m.meeting = ? ORDER BY m.position, m.uid"
)
_SITTINGS = "SELECT date, place FROM sitting WHERE meeting = ? ORDER BY date, position, uid"

INDEXED = (
    "body", "person", "organisation", "meeting", "item", "entry", "action", "submission", "paper",
)  # fmt: skip

_OWNED = "SELECT action FROM action_owner WHERE "
USERS: dict[str, dict[str, str]] = {
    "body": {"meeting": "SELECT meeting FROM meeting_body WHERE body = :uid"},
    "item": {"paper": "SELECT paper FROM item_paper WHERE item = :uid"},
    "person": {"action": _OWNED + "person = :uid"},
    "organisation": {
        "action": _OWNED + "organisation = :uid",
        "person": "SELECT uid FROM person WHERE organisation = :uid",
    },
}
"""Which other records use the words of a record, and how they are looked up."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def words_of(connection: sqlite3.Connection, table: str, uid: str) -> Words | None:
    """Return the words of a record; None when it is not there."""
    if table == "meeting":
        return _words_of_meeting(connection, uid)
    row = connection.execute(f"{_PLAIN[table]} WHERE {table}.uid = ?", (uid,)).fetchone()
    return (_tidy(row[0]), _tidy(row[1]), row[2]) if row else None


def _words_of_meeting(connection: sqlite3.Connection, uid: str) -> Words | None:
    row = connection.execute(_MEETING, (uid,)).fetchone()
    if row is None:
        return None
    bodies = connection.execute(_BODIES, (uid,)).fetchall()
    sittings = connection.execute(_SITTINGS, (uid,)).fetchall()
    dates = [_spoken(text) for text, _ in sittings]
    name = row[0] or " and ".join(body for body, _ in bodies)
    title = ", ".join(part for part in (name, *dates[:1]) if part)
    body = [row[1], *(f"{long} {short}" for long, short in bodies), *dates]
    body += [f"{text} {place}" for text, place in sittings]
    return _tidy(title), _tidy(" ".join(body)), uid


def _spoken(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _tidy(text: str) -> str:
    """Return the words without the marks that make them bold, and with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"[*`]+", "", text)).strip()
