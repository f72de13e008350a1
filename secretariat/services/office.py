"""The settings of the office about its post, which stand in the register."""

from __future__ import annotations

from secretariat.errors import KnownError
from secretariat.models.records import Setting
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

MAIL_LIMIT = "mail.limit"
USUAL_LIMIT, LARGEST_LIMIT = 20, 1000
"""Megabytes that a message may have: what is usual where nobody says otherwise, and the most."""


def mail_limit(reader: Reader) -> int:
    """Return how many megabytes (of 1,000,000 bytes) the mail system of the office takes."""
    row = reader.one(Setting, key=MAIL_LIMIT)
    words = row.value if row else ""
    fits = words.isascii() and words.isdecimal() and 1 <= int(words[:9]) <= LARGEST_LIMIT
    return int(words) if fits else USUAL_LIMIT


def set_mail_limit(session: Session, megabytes: int) -> Receipt[None]:
    """Say how many megabytes a message may have. KnownError for less than 1 and over 1,000."""
    if not 1 <= megabytes <= LARGEST_LIMIT:
        raise KnownError(f"A message may have between 1 and {LARGEST_LIMIT:,} MB.")

    def work(writer: Writer) -> None:
        row = writer.one(Setting, key=MAIL_LIMIT)
        if row is None:
            writer.insert(Setting(key=MAIL_LIMIT, value=str(megabytes)))
        else:
            writer.update(Setting, row.uid, value=str(megabytes))

    return session.change("Change size of messages", work, merge_key=MAIL_LIMIT)
