"""What a reference in an interchange file means: a uid, a key of the file, or a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.interchange import SHAPES
from secretariat.models.names import full_name, plain_name
from secretariat.models.records import Person, Record
from secretariat.store.rows import Reader

_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_WORDS = {
    "organisation": "an organisation",
    "attendee": "an attendee",
    "item": "an item",
    "entry": "an entry",
}


class Names:
    """Who is meant by what: the records of the files first, then those of the register."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._uids: set[tuple[type[Record], str]] = set()
        self._keys: dict[tuple[type[Record], str, str], str] = {}
        self._called: dict[tuple[type[Record], str, str], set[str]] = {}
        self._kept: dict[tuple[type[Record], str], dict[str, set[str]]] = {}

    def add(self, kind: type[Record], uid: str, data: Mapping[str, Any], scope: str) -> None:
        """Take in a record of a file."""
        self._uids.add((kind, uid))
        key = data.get("key")
        if key and "key" not in _columns_named_key(kind):
            self._keys.setdefault((kind, scope, key), uid)
        for name in _names_in(kind, data):
            self._called.setdefault((kind, scope, _folded(name)), set()).add(uid)

    def find(self, kind: type[Record], word: str, scope: str) -> str:
        """Return the uid of what `word` names; KnownError when it is nothing, or two things."""
        found = self.maybe(kind, word, scope)
        if found is None:
            what = _WORDS.get(kind.TABLE, f"a {kind.TABLE.replace('_', ' ')}")
            raise KnownError(
                f"“{word[:80]}” names {what} that is neither here nor in the register."
            )
        return found

    def maybe(self, kind: type[Record], word: str, scope: str) -> str | None:
        """Return the uid of what `word` names, or None; KnownError when it names two things."""
        lower = word.lower()
        if _UID.fullmatch(lower):
            known = (kind, lower) in self._uids or self._reader.maybe(kind, lower) is not None
            return lower if known else None
        if (kind, scope, word) in self._keys:
            return self._keys[kind, scope, word]
        called = _folded(word)
        here = self._called.get((kind, scope, called), set())
        found = here or self._in_register(kind, scope).get(called, set())
        if len(found) > 1:
            raise KnownError(f"“{word[:80]}” names more than one; please give the uid or a key.")
        return next(iter(found), None)

    def _in_register(self, kind: type[Record], scope: str) -> dict[str, set[str]]:
        if (kind, scope) not in self._kept:
            column = SHAPES[kind].scope
            wanted: dict[str, Any] = {column: scope} if column else {}
            names: dict[str, set[str]] = {}
            for record in self._reader.find(kind, **wanted):
                for name in _names_of(record):
                    names.setdefault(_folded(name), set()).add(record.uid)
            self._kept[kind, scope] = names
        return self._kept[kind, scope]


def _folded(name: str) -> str:
    """Return a name as it is compared: without regard to case, space around it or its form."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def _columns_named_key(kind: type[Record]) -> tuple[str, ...]:
    return ("key",) if kind.TABLE in ("body_option", "setting") else ()


def _names_in(kind: type[Record], data: Mapping[str, Any]) -> Iterable[str]:
    if kind is Person:
        given, family = str(data.get("given_name", "")), str(data.get("family_name", ""))
        person = Person(
            honorific=str(data.get("honorific", "")),
            given_name=given,
            family_name=family,
            post_nominals=str(data.get("post_nominals", "")),
        )
        return {plain_name(person), full_name(person)}
    return {str(data[n]) for n in (*SHAPES[kind].names, *_dated(kind)) if data.get(n)}


def _names_of(record: Record) -> Iterable[str]:
    if isinstance(record, Person):
        return {plain_name(record), full_name(record)}
    columns = (*SHAPES[type(record)].names, *_dated(type(record)))
    return {str(getattr(record, name)) for name in columns if getattr(record, name)}


def _dated(kind: type[Record]) -> tuple[str, ...]:
    """A sitting is called by its date."""
    return ("date",) if kind.TABLE == "sitting" else ()
