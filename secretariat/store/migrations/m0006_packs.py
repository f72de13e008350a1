"""The sixth schema: files of papers, why matter is restricted, and packs that were given out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

STATEMENTS = """
CREATE TABLE paper_file (
    {KEY},
    paper TEXT NOT NULL {paper:CASCADE},
    version INTEGER NOT NULL,
    edition TEXT NOT NULL,
    language TEXT NOT NULL,
    original_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    received_on TEXT,
    sender TEXT NOT NULL,
    state TEXT NOT NULL,
    failure TEXT NOT NULL,
    pdf_sha256 TEXT NOT NULL,
    pages INTEGER,
    is_tagged INTEGER NOT NULL CHECK (is_tagged IN (0, 1)),
    is_seen INTEGER NOT NULL CHECK (is_seen IN (0, 1)),
    publication TEXT {publication:SET NULL},
    note TEXT NOT NULL
) STRICT;
CREATE TABLE paper_finding (
    {KEY},
    file TEXT NOT NULL {paper_file:CASCADE},
    kind TEXT NOT NULL,
    page INTEGER,
    count INTEGER NOT NULL,
    words TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
CREATE TABLE restriction_reason (
    {KEY},
    item TEXT {item:CASCADE},
    paper TEXT {paper:CASCADE},
    scheme TEXT NOT NULL,
    paragraphs TEXT NOT NULL,
    anticipated TEXT NOT NULL,
    actual TEXT NOT NULL,
    justification TEXT NOT NULL,
    public_interest TEXT NOT NULL,
    is_outweighed INTEGER NOT NULL CHECK (is_outweighed IN (0, 1)),
    wording TEXT NOT NULL,
    review_on TEXT,
    UNIQUE (item),
    UNIQUE (paper)
) STRICT;
CREATE TABLE withheld (
    {KEY},
    item TEXT {item:CASCADE},
    paper TEXT {paper:CASCADE},
    person TEXT NOT NULL {person:CASCADE},
    reason TEXT NOT NULL
) STRICT;
CREATE TABLE pack_range (
    {KEY},
    publication TEXT NOT NULL {publication:CASCADE},
    item TEXT NOT NULL,
    paper TEXT NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    pages INTEGER NOT NULL,
    is_common INTEGER NOT NULL CHECK (is_common IN (0, 1)),
    sha256 TEXT NOT NULL,
    title TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;
ALTER TABLE paper ADD COLUMN marking TEXT NOT NULL DEFAULT '';
ALTER TABLE item_paper ADD COLUMN role TEXT NOT NULL DEFAULT 'report';
ALTER TABLE item_paper ADD COLUMN is_in_pack INTEGER NOT NULL DEFAULT 1
    CHECK (is_in_pack IN (0, 1));
ALTER TABLE publication ADD COLUMN person TEXT {person:SET NULL};
ALTER TABLE publication ADD COLUMN pages INTEGER;
ALTER TABLE publication ADD COLUMN is_kept INTEGER NOT NULL DEFAULT 0 CHECK (is_kept IN (0, 1));
ALTER TABLE publication ADD COLUMN composed_sha256 TEXT NOT NULL DEFAULT '';
ALTER TABLE publication ADD COLUMN check_state TEXT NOT NULL DEFAULT '';
ALTER TABLE publication ADD COLUMN check_words TEXT NOT NULL DEFAULT '';
ALTER TABLE publication ADD COLUMN check_sha256 TEXT NOT NULL DEFAULT '';
ALTER TABLE publication ADD COLUMN checked_by TEXT NOT NULL DEFAULT '';
ALTER TABLE publication ADD COLUMN made_by TEXT NOT NULL DEFAULT '';
ALTER TABLE despatch ADD COLUMN publication TEXT {publication:SET NULL};
CREATE INDEX paper_file_paper ON paper_file (paper);
CREATE INDEX paper_file_pdf ON paper_file (pdf_sha256);
CREATE INDEX paper_file_publication ON paper_file (publication);
CREATE INDEX paper_finding_file ON paper_finding (file);
CREATE INDEX withheld_item ON withheld (item);
CREATE INDEX withheld_paper ON withheld (paper);
CREATE INDEX withheld_person ON withheld (person);
CREATE INDEX pack_range_publication ON pack_range (publication);
CREATE INDEX publication_person ON publication (person);
CREATE INDEX despatch_publication ON despatch (publication);
CREATE TABLE search_page (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    page INTEGER NOT NULL,
    UNIQUE (sha256, page)
) STRICT;
CREATE VIRTUAL TABLE search_paper USING fts5 (
    words, prefix = '2 3', tokenize = "unicode61 remove_diacritics 2"
);
"""
"""The two last hold the words of rebuilt PDFs, page by page, for finding: see `paper_text`."""

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
