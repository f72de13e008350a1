"""What a reference in an interchange file means: a uid, a key of the file, or a name."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.interchange import SHAPES, TOP
from secretariat.models.names import full_name, plain_name
from secretariat.models.records import Person, Record
from secretariat.store.rows import Reader

_BASE = uuid.UUID("6f1d2f0e-8a3c-5b59-9d0b-1c5f3f2f7a10")
_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_WORDS = {
    "organisation": "an organisation",
    "attendee": "an attendee",
    "item": "an item",
    "entry": "an entry",
}


_LISTS = {kind: name for name, kind in TOP.items()}


def derived_uid(*parts: str) -> str:
    """Return the uid that always follows from the same words, whatever they hold."""
    words = "/".join(parts).encode("utf-8", "backslashreplace").decode("utf-8")
    return str(uuid.uuid5(_BASE, words))


class Names:
    """Who is meant by what: the records of the files first, then those of the register.

    A key or name holds within its `scope`, a body or a meeting. Who names something from outside
    of it gives no scope, and is then refused what two of them share.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._scopes: dict[tuple[type[Record], str], str] = {}
        self._keys: dict[tuple[str, type[Record], str, str], str] = {}
        self._loose: dict[tuple[str, type[Record], str], set[str]] = {}
        self._called: dict[tuple[type[Record], str, str], set[str]] = {}
        self._kept: dict[tuple[type[Record], str], dict[str, set[str]]] = {}

    def add(
        self, kind: type[Record], uid: str, data: Mapping[str, Any], scope: str, space: str
    ) -> None:
        """Take in a record of a file; `space` is the namespace in which its key holds."""
        self._scopes[kind, uid] = scope
        key = data.get("key")
        if key and "key" not in _columns_named_key(kind):
            self._keys.setdefault((space, kind, scope, key), uid)
            self._loose.setdefault((space, kind, key), set()).add(uid)
        for name in _names_in(kind, data):
            for home in {scope, ""}:
                self._called.setdefault((kind, home, _folded(name)), set()).add(uid)

    def find(self, kind: type[Record], word: str, scope: str, space: str) -> str:
        """Return the uid of what `word` names; KnownError when it is nothing, or two things."""
        found = self.maybe(kind, word, scope, space)
        if found is None:
            what = _WORDS.get(kind.TABLE, f"a {kind.TABLE.replace('_', ' ')}")
            raise KnownError(
                f"“{word[:80]}” names {what} that is neither here nor in the register."
            )
        return found

    def maybe(self, kind: type[Record], word: str, scope: str, space: str) -> str | None:
        """Return the uid of what `word` names, or None; KnownError when it names two things."""
        lower = word.lower()
        if _UID.fullmatch(lower):
            return self._of_uid(kind, lower, scope)
        if (space, kind, scope, word) in self._keys:
            return self._keys[space, kind, scope, word]
        earlier = self._of_earlier_file(kind, word, space)
        if earlier is not None:
            return earlier
        called = _folded(word)
        found = self._loose.get((space, kind, word), set()) if not scope else set()
        found = found or self._called.get((kind, scope, called), set())
        found = found or self._in_register(kind, scope).get(called, set())
        if len(found) > 1:
            raise KnownError(f"“{word[:80]}” names more than one; please give the uid or a key.")
        return next(iter(found), None)

    def _of_earlier_file(self, kind: type[Record], word: str, space: str) -> str | None:
        """Return what was imported before under a key of the same namespace."""
        if not space or kind not in _LISTS:
            return None
        uid = derived_uid(space, f"{_LISTS[kind]}/{word}")
        return uid if self._reader.maybe(kind, uid) is not None else None

    def _of_uid(self, kind: type[Record], uid: str, scope: str) -> str | None:
        """Return a uid that is known; KnownError when it belongs to another body or meeting."""
        column = SHAPES[kind].scope
        home = self._scopes.get((kind, uid))
        if home is None:
            record = self._reader.maybe(kind, uid)
            if record is None:
                return None
            home = getattr(record, column) if column else ""
        if scope and home != scope:
            raise KnownError(f"“{uid}” belongs to another {column}.")
        return uid

    def _in_register(self, kind: type[Record], scope: str) -> dict[str, set[str]]:
        if (kind, scope) not in self._kept:
            column = SHAPES[kind].scope
            wanted: dict[str, Any] = {column: scope} if column and scope else {}
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
