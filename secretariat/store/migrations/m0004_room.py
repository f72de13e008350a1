"""The fourth schema: what happened in the room, from motions to approved minutes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

STATEMENTS = """
CREATE TABLE meeting_event (
    {KEY},
    meeting TEXT NOT NULL {meeting:CASCADE},
    kind TEXT NOT NULL,
    sitting TEXT {sitting:SET NULL},
    item TEXT {item:SET NULL},
    entry TEXT {entry:SET NULL},
    at TEXT,
    ground TEXT NOT NULL,
    note TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE declaration (
    {KEY},
    meeting TEXT NOT NULL {meeting:CASCADE},
    attendee TEXT NOT NULL {attendee:CASCADE},
    item TEXT {item:SET NULL},
    entry TEXT {entry:SET NULL},
    kind TEXT NOT NULL,
    nature TEXT NOT NULL,
    is_sensitive INTEGER NOT NULL CHECK (is_sensitive IN (0, 1)),
    conduct TEXT NOT NULL,
    dispensation TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE motion (
    {KEY},
    meeting TEXT NOT NULL {meeting:CASCADE},
    item TEXT {item:SET NULL},
    entry TEXT {entry:SET NULL},
    amends TEXT {motion:SET NULL},
    text TEXT NOT NULL,
    mover TEXT {attendee:SET NULL},
    mover_name TEXT NOT NULL,
    seconder TEXT {attendee:SET NULL},
    seconder_name TEXT NOT NULL,
    result TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE vote (
    {KEY},
    meeting TEXT NOT NULL {meeting:CASCADE},
    item TEXT {item:SET NULL},
    entry TEXT {entry:SET NULL},
    motion TEXT {motion:SET NULL},
    question TEXT NOT NULL,
    method TEXT NOT NULL,
    majority TEXT NOT NULL,
    votes_for INTEGER,
    votes_against INTEGER,
    abstentions INTEGER,
    casting TEXT {attendee:SET NULL},
    casting_choice TEXT NOT NULL,
    result TEXT NOT NULL,
    is_election INTEGER NOT NULL CHECK (is_election IN (0, 1)),
    round INTEGER NOT NULL,
    by_lot INTEGER NOT NULL CHECK (by_lot IN (0, 1)),
    note TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE vote_option (
    {KEY},
    vote TEXT NOT NULL {vote:CASCADE},
    label TEXT NOT NULL,
    person TEXT {person:SET NULL},
    count INTEGER,
    is_elected INTEGER NOT NULL CHECK (is_elected IN (0, 1)),
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE ballot (
    {KEY},
    vote TEXT NOT NULL {vote:CASCADE},
    attendee TEXT NOT NULL {attendee:CASCADE},
    choice TEXT NOT NULL,
    option TEXT {vote_option:SET NULL},
    position INTEGER NOT NULL,
    UNIQUE (vote, attendee)
) STRICT;
CREATE TABLE approval (
    {KEY},
    meeting TEXT NOT NULL {meeting:CASCADE},
    item TEXT {item:SET NULL},
    entry TEXT {entry:SET NULL},
    of_meeting TEXT {meeting:SET NULL},
    of_words TEXT NOT NULL,
    part TEXT NOT NULL,
    kind TEXT NOT NULL,
    signed_by TEXT NOT NULL,
    signed_on TEXT,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE correction (
    {KEY},
    approval TEXT NOT NULL {approval:CASCADE},
    minute TEXT NOT NULL,
    paragraph TEXT NOT NULL,
    old_words TEXT NOT NULL,
    new_words TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE sequence (
    {KEY},
    body TEXT NOT NULL {body:CASCADE},
    name TEXT NOT NULL,
    numbers TEXT NOT NULL,
    pattern TEXT NOT NULL,
    restart TEXT NOT NULL,
    first INTEGER NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE TABLE sequence_number (
    {KEY},
    sequence TEXT NOT NULL {sequence:CASCADE},
    meeting TEXT NOT NULL {meeting:CASCADE},
    item TEXT {item:SET NULL},
    entry TEXT {entry:SET NULL},
    value INTEGER NOT NULL,
    year INTEGER NOT NULL,
    printed TEXT NOT NULL,
    is_void INTEGER NOT NULL CHECK (is_void IN (0, 1))
) STRICT;
CREATE TABLE snippet (
    {KEY},
    body TEXT {body:CASCADE},
    short TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE known_word (
    {KEY},
    word TEXT NOT NULL,
    UNIQUE (word)
) STRICT;
ALTER TABLE item ADD COLUMN taken INTEGER;
ALTER TABLE item ADD COLUMN taken_with TEXT {item:SET NULL};
ALTER TABLE item ADD COLUMN started TEXT;
ALTER TABLE item ADD COLUMN ended TEXT;
ALTER TABLE item ADD COLUMN is_added INTEGER NOT NULL DEFAULT 0 CHECK (is_added IN (0, 1));
ALTER TABLE attendance_event ADD COLUMN entry TEXT {entry:SET NULL};
ALTER TABLE entry ADD COLUMN decision TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN mover TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN seconder TEXT NOT NULL DEFAULT '';
ALTER TABLE entry ADD COLUMN said_at TEXT;
ALTER TABLE meeting ADD COLUMN is_budget INTEGER NOT NULL DEFAULT 0 CHECK (is_budget IN (0, 1));
CREATE INDEX meeting_event_meeting ON meeting_event (meeting);
CREATE INDEX meeting_event_sitting ON meeting_event (sitting);
CREATE INDEX meeting_event_item ON meeting_event (item);
CREATE INDEX meeting_event_entry ON meeting_event (entry);
CREATE INDEX declaration_meeting ON declaration (meeting);
CREATE INDEX declaration_attendee ON declaration (attendee);
CREATE INDEX declaration_item ON declaration (item);
CREATE INDEX declaration_entry ON declaration (entry);
CREATE INDEX motion_meeting ON motion (meeting);
CREATE INDEX motion_item ON motion (item);
CREATE INDEX motion_entry ON motion (entry);
CREATE INDEX motion_amends ON motion (amends);
CREATE INDEX motion_mover ON motion (mover);
CREATE INDEX motion_seconder ON motion (seconder);
CREATE INDEX vote_meeting ON vote (meeting);
CREATE INDEX vote_item ON vote (item);
CREATE INDEX vote_entry ON vote (entry);
CREATE INDEX vote_motion ON vote (motion);
CREATE INDEX vote_casting ON vote (casting);
CREATE INDEX vote_option_vote ON vote_option (vote);
CREATE INDEX vote_option_person ON vote_option (person);
CREATE INDEX ballot_attendee ON ballot (attendee);
CREATE INDEX ballot_option ON ballot (option);
CREATE INDEX approval_meeting ON approval (meeting);
CREATE INDEX approval_item ON approval (item);
CREATE INDEX approval_entry ON approval (entry);
CREATE INDEX approval_of_meeting ON approval (of_meeting);
CREATE INDEX correction_approval ON correction (approval);
CREATE INDEX sequence_body ON sequence (body);
CREATE INDEX sequence_number_sequence ON sequence_number (sequence);
CREATE INDEX sequence_number_meeting ON sequence_number (meeting);
CREATE INDEX sequence_number_item ON sequence_number (item);
CREATE INDEX sequence_number_entry ON sequence_number (entry);
CREATE INDEX snippet_body ON snippet (body);
CREATE INDEX item_taken_with ON item (taken_with);
CREATE INDEX attendance_event_entry ON attendance_event (entry);
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
