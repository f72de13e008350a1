"""The fifth schema: house styles of the office, and the layouts of reports that authors fill."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

STATEMENTS = """
CREATE TABLE house_style (
    {KEY},
    name TEXT NOT NULL,
    base TEXT NOT NULL,
    note TEXT NOT NULL,
    UNIQUE (name)
) STRICT;
CREATE TABLE style_setting (
    {KEY},
    style TEXT NOT NULL {house_style:CASCADE},
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (style, key)
) STRICT;
CREATE TABLE style_file (
    {KEY},
    style TEXT NOT NULL {house_style:CASCADE},
    place TEXT NOT NULL,
    name TEXT NOT NULL,
    alt TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    UNIQUE (style, place)
) STRICT;
CREATE TABLE report_layout (
    {KEY},
    body TEXT {body:CASCADE},
    name TEXT NOT NULL,
    base TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE report_part (
    {KEY},
    layout TEXT NOT NULL {report_layout:CASCADE},
    kind TEXT NOT NULL,
    heading TEXT NOT NULL,
    hint TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
ALTER TABLE entry ADD COLUMN call_in TEXT NOT NULL DEFAULT '';
CREATE INDEX report_layout_body ON report_layout (body);
CREATE INDEX report_part_layout ON report_part (layout);
"""

_KEY = (
    "id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,"
    " rev INTEGER NOT NULL DEFAULT 1 CHECK (rev > 0)"
)
_REFERENCE = re.compile(r"\{(?P<table>\w+):(?P<action>[A-Z ]+)\}")


def apply(db: Database) -> None:
    """Make the tables; what was there stays as it is."""
    text = STATEMENTS.replace("{KEY}", _KEY)
    text = _REFERENCE.sub(
        r"REFERENCES \g<table> (uid) ON DELETE \g<action> DEFERRABLE INITIALLY DEFERRED", text
    )
    for statement in text.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)
