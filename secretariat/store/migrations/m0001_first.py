"""The first schema: every table of the main job, the change log and the search index."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

TABLES = """
CREATE TABLE organisation (
    {KEY},
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE TABLE person (
    {KEY},
    honorific TEXT NOT NULL,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    post_nominals TEXT NOT NULL,
    initials TEXT NOT NULL,
    job_title TEXT NOT NULL,
    organisation TEXT {organisation:SET NULL},
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    needs TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE TABLE body (
    {KEY},
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    chair_title TEXT NOT NULL,
    vice_chair_title TEXT NOT NULL,
    max_chairs INTEGER NOT NULL,
    language TEXT NOT NULL,
    zone TEXT NOT NULL,
    venue TEXT NOT NULL,
    remote_link TEXT NOT NULL,
    contact TEXT NOT NULL,
    marking TEXT NOT NULL,
    house_style TEXT NOT NULL,
    agenda_numbering TEXT NOT NULL,
    minute_numbering TEXT NOT NULL,
    starts TEXT,
    ends TEXT,
    note TEXT NOT NULL
) STRICT;
CREATE TABLE body_link (
    {KEY},
    body TEXT NOT NULL {body:CASCADE},
    related TEXT NOT NULL {body:CASCADE},
    kind TEXT NOT NULL,
    starts TEXT,
    ends TEXT
) STRICT;
CREATE TABLE body_option (
    {KEY},
    body TEXT NOT NULL {body:CASCADE},
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (body, key)
) STRICT;
CREATE TABLE standing_text (
    {KEY},
    body TEXT NOT NULL {body:CASCADE},
    place TEXT NOT NULL,
    heading TEXT NOT NULL,
    text TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE seat (
    {KEY},
    body TEXT NOT NULL {body:CASCADE},
    name TEXT NOT NULL,
    organisation TEXT {organisation:SET NULL},
    role TEXT NOT NULL,
    voting INTEGER NOT NULL CHECK (voting IN (0, 1)),
    quorum_group TEXT NOT NULL,
    position INTEGER NOT NULL,
    starts TEXT,
    ends TEXT
) STRICT;
CREATE TABLE membership (
    {KEY},
    body TEXT NOT NULL {body:CASCADE},
    person TEXT NOT NULL {person:CASCADE},
    seat TEXT {seat:SET NULL},
    role TEXT NOT NULL,
    voting INTEGER NOT NULL CHECK (voting IN (0, 1)),
    representing TEXT NOT NULL,
    substitute_for TEXT {membership:SET NULL},
    starts TEXT,
    ends TEXT,
    note TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE meeting (
    {KEY},
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    stage TEXT NOT NULL,
    zone TEXT NOT NULL,
    marking TEXT NOT NULL,
    letter_date TEXT,
    addressees TEXT NOT NULL,
    cancelled_reason TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE TABLE meeting_body (
    {KEY},
    meeting TEXT NOT NULL {meeting:CASCADE},
    body TEXT NOT NULL {body:NO ACTION},
    position INTEGER NOT NULL,
    UNIQUE (meeting, body)
) STRICT;
CREATE TABLE sitting (
    {KEY},
    meeting TEXT NOT NULL {meeting:CASCADE},
    date TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT,
    place TEXT NOT NULL,
    remote_link TEXT NOT NULL,
    opened TEXT,
    closed TEXT,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE item (
    {KEY},
    meeting TEXT NOT NULL {meeting:CASCADE},
    parent TEXT {item:CASCADE},
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    placement TEXT NOT NULL,
    number TEXT NOT NULL,
    published_number TEXT NOT NULL,
    title TEXT NOT NULL,
    public_title TEXT NOT NULL,
    minute_title TEXT NOT NULL,
    text TEXT NOT NULL,
    purpose TEXT NOT NULL,
    presenter TEXT NOT NULL,
    minutes INTEGER,
    pages TEXT NOT NULL,
    recommendation TEXT NOT NULL,
    outcome TEXT NOT NULL,
    restriction TEXT NOT NULL,
    restriction_ground TEXT NOT NULL,
    internal_note TEXT NOT NULL
) STRICT;
CREATE TABLE attendee (
    {KEY},
    meeting TEXT NOT NULL {meeting:CASCADE},
    person TEXT {person:SET NULL},
    name TEXT NOT NULL,
    capacity TEXT NOT NULL,
    printed_group TEXT NOT NULL,
    role_title TEXT NOT NULL,
    job_title TEXT NOT NULL,
    organisation TEXT NOT NULL,
    initials TEXT NOT NULL,
    seat TEXT NOT NULL,
    voting INTEGER NOT NULL CHECK (voting IN (0, 1)),
    substitute_for TEXT {attendee:SET NULL},
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE attendance_event (
    {KEY},
    meeting TEXT NOT NULL {meeting:CASCADE},
    attendee TEXT NOT NULL {attendee:CASCADE},
    kind TEXT NOT NULL,
    sitting TEXT {sitting:SET NULL},
    item TEXT {item:SET NULL},
    at TEXT,
    position INTEGER NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE TABLE entry (
    {KEY},
    meeting TEXT NOT NULL {meeting:CASCADE},
    item TEXT {item:CASCADE},
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    layout TEXT NOT NULL,
    label TEXT NOT NULL,
    restriction TEXT NOT NULL,
    restriction_ground TEXT NOT NULL
) STRICT;
CREATE TABLE action (
    {KEY},
    body TEXT NOT NULL {body:NO ACTION},
    meeting TEXT {meeting:CASCADE},
    item TEXT {item:SET NULL},
    entry TEXT {entry:CASCADE},
    text TEXT NOT NULL,
    due_kind TEXT NOT NULL,
    due TEXT,
    state TEXT NOT NULL,
    closed_on TEXT,
    closed_at TEXT {meeting:SET NULL},
    restriction TEXT NOT NULL,
    restriction_ground TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE action_owner (
    {KEY},
    action TEXT NOT NULL {action:CASCADE},
    person TEXT {person:SET NULL},
    organisation TEXT {organisation:SET NULL},
    name TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE action_update (
    {KEY},
    action TEXT NOT NULL {action:CASCADE},
    "on" TEXT NOT NULL,
    text TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE TABLE setting (
    {KEY},
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (key)
) STRICT;
CREATE TABLE publication (
    {KEY},
    meeting TEXT NOT NULL {meeting:CASCADE},
    kind TEXT NOT NULL,
    format TEXT NOT NULL,
    audience TEXT NOT NULL,
    version INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    made_at TEXT,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX person_organisation ON person (organisation);
CREATE INDEX body_link_body ON body_link (body);
CREATE INDEX body_link_related ON body_link (related);
CREATE INDEX body_option_body ON body_option (body);
CREATE INDEX standing_text_body ON standing_text (body);
CREATE INDEX seat_body ON seat (body);
CREATE INDEX seat_organisation ON seat (organisation);
CREATE INDEX membership_body ON membership (body);
CREATE INDEX membership_person ON membership (person);
CREATE INDEX membership_seat ON membership (seat);
CREATE INDEX membership_substitute_for ON membership (substitute_for);
CREATE INDEX meeting_body_meeting ON meeting_body (meeting);
CREATE INDEX meeting_body_body ON meeting_body (body);
CREATE INDEX sitting_meeting ON sitting (meeting);
CREATE INDEX item_meeting ON item (meeting);
CREATE INDEX item_parent ON item (parent);
CREATE INDEX attendee_meeting ON attendee (meeting);
CREATE INDEX attendee_person ON attendee (person);
CREATE INDEX attendee_substitute_for ON attendee (substitute_for);
CREATE INDEX attendance_event_meeting ON attendance_event (meeting);
CREATE INDEX attendance_event_attendee ON attendance_event (attendee);
CREATE INDEX attendance_event_sitting ON attendance_event (sitting);
CREATE INDEX attendance_event_item ON attendance_event (item);
CREATE INDEX entry_meeting ON entry (meeting);
CREATE INDEX entry_item ON entry (item);
CREATE INDEX action_body ON action (body);
CREATE INDEX action_meeting ON action (meeting);
CREATE INDEX action_item ON action (item);
CREATE INDEX action_entry ON action (entry);
CREATE INDEX action_closed_at ON action (closed_at);
CREATE INDEX action_owner_action ON action_owner (action);
CREATE INDEX action_owner_person ON action_owner (person);
CREATE INDEX action_owner_organisation ON action_owner (organisation);
CREATE INDEX action_update_action ON action_update (action);
CREATE INDEX publication_meeting ON publication (meeting);
"""
"""Tables that people edit. Each has `uid` and `rev`; references go by uid and are checked at
commit, so that an import or an undo may write rows in any order."""

CHANGE_LOG = """
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    origin TEXT NOT NULL,
    merge_key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
    state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped')),
    undoes INTEGER REFERENCES change (id),
    barrier INTEGER NOT NULL CHECK (barrier IN (0, 1))
) STRICT;
CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    change INTEGER NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    tbl TEXT NOT NULL,
    uid TEXT NOT NULL,
    op TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete')),
    rev INTEGER NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX history_change ON history (change);
CREATE INDEX history_row ON history (tbl, uid);
CREATE INDEX change_state ON change (state, kind);
"""
"""What every change did: the source of undo, of the audit trail and of the refresh list."""

SEARCH = """
CREATE TABLE search_key (
    id INTEGER PRIMARY KEY,
    tbl TEXT NOT NULL,
    uid TEXT NOT NULL,
    meeting TEXT,
    UNIQUE (tbl, uid)
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (
    title, body, prefix = '2 3', tokenize = "unicode61 remove_diacritics 2"
);
"""
"""Derived words to find records by; rebuilt at will, never part of history. `search_key` says
which record a row of `search` is about, and which meeting that belongs to."""

_KEY = (
    "id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,"
    " rev INTEGER NOT NULL DEFAULT 1 CHECK (rev > 0)"
)


def statements() -> list[str]:
    """Return the statements that make the schema, one by one."""
    tables = TABLES.replace("{KEY}", _KEY)
    tables = re.sub(
        r"\{(\w+):([A-Z ]+)\}",
        r"REFERENCES \1 (uid) ON DELETE \2 DEFERRABLE INITIALLY DEFERRED",
        tables,
    )
    script = tables + CHANGE_LOG + SEARCH
    return [part.strip() for part in script.split(";\n") if part.strip()]


def apply(db: Database) -> None:
    """Make every table and index."""
    for statement in statements():
        db.conn.execute(statement)
