"""The words that the spelling takes as right besides the dictionary: names, and words added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from secretariat.errors import KnownError
from secretariat.models.record import Record
from secretariat.models.records import (
    Attendee,
    Body,
    KnownWord,
    Organisation,
    Person,
    Seat,
    Sitting,
)
from secretariat.models.spelling import LONGEST_WORD, known_forms
from secretariat.services.fields import required
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

NAMED: dict[type[Record], tuple[str, ...]] = {
    Person: ("honorific", "given_name", "family_name", "post_nominals", "initials"),
    Organisation: ("name", "short_name"),
    Body: ("name", "short_name", "chair_title", "vice_chair_title", "venue"),
    Seat: ("name",),
    Sitting: ("place",),
    Attendee: ("name", "organisation", "initials"),
}
"""The columns that hold names, whose words need not be in a dictionary."""


def known_words(reader: Reader) -> set[str]:
    """Return every form of the names of the register and of the words that were added."""
    known = words_in(row for kind in NAMED for row in reader.find(kind))
    return known | known_forms(row.word for row in added_words(reader))


def words_in(rows: Iterable[Record]) -> set[str]:
    """Return every form of the names that some records hold."""
    names = {str(getattr(row, column)) for row in rows for column in NAMED[type(row)]}
    # “and”, “of”, “bord”: what has no capital is no name, and may be misspelt there too.
    return known_forms({w for name in names for w in name.split() if not w.islower()})


def added_words(reader: Reader) -> Sequence[KnownWord]:
    """Return the words that were added, in alphabetical order."""
    return sorted(reader.find(KnownWord), key=lambda row: (row.word.casefold(), row.word))


def add_word(session: Session, word: str) -> Receipt[KnownWord]:
    """Take a word as right from now on; one that was added before stays as it is."""
    word = required(word, "the word")
    if len(word.split()) > 1 or len(word) > LONGEST_WORD:
        raise KnownError("Please give one word at a time.")

    def work(writer: Writer) -> KnownWord:
        return writer.one(KnownWord, word=word) or writer.insert(KnownWord(word=word))

    return session.change(f"Add “{word}” to the dictionary", work)


def remove_word(session: Session, uid: str) -> Receipt[None]:
    """Take a word as right no longer."""
    return session.change("Remove word from the dictionary", lambda w: w.delete(KnownWord, uid))
