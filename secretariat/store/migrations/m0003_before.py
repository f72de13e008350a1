"""The third schema: the life before a meeting, from forward plan to the agenda that went out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

STATEMENTS = """
CREATE TABLE agenda_template (
    {KEY},
    body TEXT NOT NULL {body:CASCADE},
    name TEXT NOT NULL,
    note TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE template_item (
    {KEY},
    template TEXT NOT NULL {agenda_template:CASCADE},
    parent TEXT {template_item:CASCADE},
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    placement TEXT NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    public_title TEXT NOT NULL,
    text TEXT NOT NULL,
    purpose TEXT NOT NULL,
    presenter TEXT NOT NULL,
    lead_officer TEXT NOT NULL,
    minutes INTEGER,
    recommendation TEXT NOT NULL,
    restriction TEXT NOT NULL,
    restriction_ground TEXT NOT NULL,
    internal_note TEXT NOT NULL
) STRICT;
CREATE TABLE topic (
    {KEY},
    body TEXT NOT NULL {body:CASCADE},
    title TEXT NOT NULL,
    public_title TEXT NOT NULL,
    text TEXT NOT NULL,
    recommendation TEXT NOT NULL,
    purpose TEXT NOT NULL,
    lead TEXT NOT NULL,
    presenter TEXT NOT NULL,
    minutes INTEGER,
    source TEXT NOT NULL,
    source_words TEXT NOT NULL,
    recurrence TEXT NOT NULL,
    months TEXT NOT NULL,
    meeting TEXT {meeting:SET NULL},
    due TEXT,
    first_due TEXT,
    state TEXT NOT NULL,
    is_key_decision INTEGER NOT NULL CHECK (is_key_decision IN (0, 1)),
    decision_maker TEXT NOT NULL,
    decision_from TEXT,
    decision_to TEXT,
    key_reason TEXT NOT NULL,
    consultees TEXT NOT NULL,
    documents TEXT NOT NULL,
    how_to_ask TEXT NOT NULL,
    notice_on TEXT,
    is_private INTEGER NOT NULL CHECK (is_private IN (0, 1)),
    private_reason TEXT NOT NULL,
    restriction TEXT NOT NULL,
    restriction_ground TEXT NOT NULL,
    note TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE paper (
    {KEY},
    body TEXT NOT NULL {body:CASCADE},
    title TEXT NOT NULL,
    author TEXT {person:SET NULL},
    author_name TEXT NOT NULL,
    asked_on TEXT,
    due TEXT,
    promised_for TEXT,
    received_on TEXT,
    cleared_on TEXT,
    cleared_by TEXT NOT NULL,
    is_needed INTEGER NOT NULL CHECK (is_needed IN (0, 1)),
    late_reason TEXT NOT NULL,
    restriction TEXT NOT NULL,
    restriction_ground TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE TABLE item_paper (
    {KEY},
    item TEXT NOT NULL {item:CASCADE},
    paper TEXT NOT NULL {paper:CASCADE},
    letter TEXT NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (item, paper)
) STRICT;
CREATE TABLE reply (
    {KEY},
    meeting TEXT NOT NULL {meeting:CASCADE},
    person TEXT NOT NULL {person:CASCADE},
    kind TEXT NOT NULL,
    substitute TEXT {person:SET NULL},
    substitute_name TEXT NOT NULL,
    told_on TEXT,
    told_how TEXT NOT NULL,
    note TEXT NOT NULL,
    UNIQUE (meeting, person)
) STRICT;
CREATE TABLE despatch (
    {KEY},
    meeting TEXT NOT NULL {meeting:CASCADE},
    document TEXT NOT NULL,
    person TEXT {person:SET NULL},
    name TEXT NOT NULL,
    way TEXT NOT NULL,
    address TEXT NOT NULL,
    sent_on TEXT,
    note TEXT NOT NULL
) STRICT;
CREATE TABLE submission (
    {KEY},
    body TEXT NOT NULL {body:CASCADE},
    kind TEXT NOT NULL,
    meeting TEXT {meeting:SET NULL},
    item TEXT {item:SET NULL},
    person TEXT {person:SET NULL},
    name TEXT NOT NULL,
    organisation TEXT NOT NULL,
    contact TEXT NOT NULL,
    received_on TEXT,
    received_at TEXT,
    addressed_to TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    mover TEXT NOT NULL,
    seconder TEXT NOT NULL,
    signatures INTEGER,
    ruling TEXT NOT NULL,
    ruling_reason TEXT NOT NULL,
    ruled_by TEXT NOT NULL,
    reply TEXT NOT NULL,
    replied_by TEXT NOT NULL,
    is_written_reply INTEGER NOT NULL CHECK (is_written_reply IN (0, 1)),
    supplementary TEXT NOT NULL,
    supplementary_reply TEXT NOT NULL,
    restriction TEXT NOT NULL,
    restriction_ground TEXT NOT NULL,
    note TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE agenda_version (
    {KEY},
    meeting TEXT NOT NULL {meeting:CASCADE},
    version INTEGER NOT NULL,
    made_on TEXT,
    reason TEXT NOT NULL,
    UNIQUE (meeting, version)
) STRICT;
CREATE TABLE agenda_version_item (
    {KEY},
    version TEXT NOT NULL {agenda_version:CASCADE},
    item TEXT NOT NULL,
    parent TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    placement TEXT NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    public_title TEXT NOT NULL,
    text TEXT NOT NULL,
    purpose TEXT NOT NULL,
    presenter TEXT NOT NULL,
    minutes INTEGER,
    pages TEXT NOT NULL,
    recommendation TEXT NOT NULL,
    outcome TEXT NOT NULL,
    arrival TEXT NOT NULL,
    urgency TEXT NOT NULL,
    restriction TEXT NOT NULL,
    restriction_ground TEXT NOT NULL,
    UNIQUE (version, item)
) STRICT;
ALTER TABLE person ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN summons_by TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN summons_consent TEXT;
ALTER TABLE meeting ADD COLUMN replaced_by TEXT {meeting:SET NULL};
ALTER TABLE item ADD COLUMN lead_officer TEXT NOT NULL DEFAULT '';
ALTER TABLE item ADD COLUMN author TEXT NOT NULL DEFAULT '';
ALTER TABLE item ADD COLUMN arrival TEXT NOT NULL DEFAULT '';
ALTER TABLE item ADD COLUMN urgency TEXT NOT NULL DEFAULT '';
ALTER TABLE item ADD COLUMN continues TEXT {item:SET NULL};
ALTER TABLE item ADD COLUMN topic TEXT {topic:SET NULL};
CREATE INDEX agenda_template_body ON agenda_template (body);
CREATE INDEX template_item_template ON template_item (template);
CREATE INDEX template_item_parent ON template_item (parent);
CREATE INDEX topic_body ON topic (body);
CREATE INDEX topic_meeting ON topic (meeting);
CREATE INDEX paper_body ON paper (body);
CREATE INDEX paper_author ON paper (author);
CREATE INDEX item_paper_paper ON item_paper (paper);
CREATE INDEX reply_person ON reply (person);
CREATE INDEX reply_substitute ON reply (substitute);
CREATE INDEX despatch_meeting ON despatch (meeting);
CREATE INDEX despatch_person ON despatch (person);
CREATE INDEX submission_body ON submission (body);
CREATE INDEX submission_meeting ON submission (meeting);
CREATE INDEX submission_item ON submission (item);
CREATE INDEX submission_person ON submission (person);
CREATE INDEX meeting_replaced_by ON meeting (replaced_by);
CREATE INDEX item_continues ON item (continues);
CREATE INDEX item_topic ON item (topic);
"""

_KEY = (
    "id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,"
    " rev INTEGER NOT NULL DEFAULT 1 CHECK (rev > 0)"
)
_REFERENCE = re.compile(r"\{(?P<table>\w+):(?P<action>[A-Z ]+)\}")


def apply(db: Database) -> None:
    """Make the tables and add the columns; what was there stays as it is."""
    text = STATEMENTS.replace("{KEY}", _KEY)
    text = _REFERENCE.sub(
        r"REFERENCES \g<table> (uid) ON DELETE \g<action> DEFERRABLE INITIALLY DEFERRED", text
    )
    for statement in text.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)
