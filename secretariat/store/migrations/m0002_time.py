"""The second schema: rules about time, days off, and what became of deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_KEY = (
    "id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,"
    " rev INTEGER NOT NULL DEFAULT 1 CHECK (rev > 0)"
)
_OWNED = "(uid) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED"

STATEMENTS = (
    f"""CREATE TABLE rule (
    {_KEY},
    body TEXT REFERENCES body {_OWNED},
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    count INTEGER NOT NULL,
    direction TEXT NOT NULL,
    days TEXT NOT NULL,
    count_anchor INTEGER NOT NULL CHECK (count_anchor IN (0, 1)),
    count_answer INTEGER NOT NULL CHECK (count_answer IN (0, 1)),
    land TEXT NOT NULL,
    applies INTEGER NOT NULL CHECK (applies IN (0, 1)),
    in_force_from TEXT,
    in_force_to TEXT,
    checked INTEGER NOT NULL CHECK (checked IN (0, 1)),
    note TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE holiday (
    {_KEY},
    division TEXT NOT NULL,
    day TEXT NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    proclaimed INTEGER NOT NULL CHECK (proclaimed IN (0, 1))
) STRICT""",
    f"""CREATE TABLE deadline_mark (
    {_KEY},
    meeting TEXT NOT NULL REFERENCES meeting {_OWNED},
    kind TEXT NOT NULL,
    done_on TEXT,
    reason TEXT NOT NULL,
    set_day TEXT,
    note TEXT NOT NULL,
    UNIQUE (meeting, kind)
) STRICT""",
    "CREATE INDEX rule_body ON rule (body)",
    "CREATE INDEX deadline_mark_meeting ON deadline_mark (meeting)",
)


def apply(db: Database) -> None:
    """Make the three tables; nothing that was there is touched."""
    for statement in STATEMENTS:
        db.conn.execute(statement)
