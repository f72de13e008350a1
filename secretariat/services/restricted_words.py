"""The words by which a restricted matter would be known, to be looked for in a finished file.

Only words that say something are looked for: none that stand in what the audience is given anyway,
and none that could stand in any document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

from secretariat.models.kinds import Audience
from secretariat.models.names import full_name
from secretariat.models.records import (
    Action,
    Entry,
    Item,
    Organisation,
    Paper,
    Person,
    StandingText,
    Submission,
)
from secretariat.paths import resources
from secretariat.services.hidden import Hidden, file_names, hidden_matter

if TYPE_CHECKING:
    from secretariat.store.rows import Reader

_LEAST = 8
"""Letters and digits that a title or a name has at least."""
_ALONE = 12
"""Letters that a single word has at least: shorter ones stand in many documents."""
_RUN = 6
"""Words in a row that are looked for of a longer text: a page may break it anywhere."""
_LEAST_RUN = 24
_MOST = 4000
_TITLES: dict[type, tuple[str, ...]] = {
    Item: ("title", "minute_title"),
    Paper: ("title", "author_name"),
    Submission: ("title", "name", "organisation"),
}
_TEXTS: dict[type, tuple[str, ...]] = {
    Item: ("text", "recommendation", "internal_note"),
    Entry: ("text",),
    Action: ("text",),
    Submission: ("text",),
}
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


def canaries(reader: Reader, meeting: str, audience: Audience) -> tuple[str, ...]:
    """Return words of a meeting's matter that `audience` may not see: titles, authors, names of
    files, and runs of words of texts. There are none for officers.

    They are given to the child process that looks for them, and to nothing else.
    """
    hidden = [one for one in hidden_matter(reader, meeting, audience) if one.is_whole]
    if not hidden:
        return ()
    known = "\n".join(_folded(words) for words in _known(reader, meeting, audience))
    found: dict[str, None] = {}
    for words in _candidates(hidden):
        if _folded(words) not in known:
            found.setdefault(words)
    return tuple(found)[:_MOST]


def _candidates(hidden: Iterable[Hidden]) -> Iterator[str]:
    held = list(hidden)
    for one in held:
        kind = type(one.record)
        for column in _TITLES.get(kind, ()):
            words = " ".join(str(getattr(one.record, column)).split())
            if _is_distinct(words):
                yield words
    for name in file_names(held):
        if _is_distinct(name):
            yield name
    for one in held:
        for column in _TEXTS.get(type(one.record), ()):
            yield from _runs(getattr(one.record, column))


def _is_distinct(words: str) -> bool:
    letters = _folded(words)
    several = len(_WORD.findall(words)) > 1
    return len(letters) >= (_LEAST if several else _ALONE)


def _runs(text: str) -> Iterator[str]:
    """Yield each run of words of a text, one after another, within its lines."""
    for line in text.splitlines():
        words = _WORD.findall(line)
        for at in range(0, len(words) - _RUN + 1, _RUN):
            run = " ".join(words[at : at + _RUN])
            if len(_folded(run)) >= _LEAST_RUN:
                yield run


def _known(reader: Reader, meeting: str, audience: Audience) -> Iterator[str]:
    """Yield what the audience is given anyway: the business it may see, names, standing words."""
    from secretariat.models.agenda import public_items, visible_entries
    from secretariat.services.agenda import items_of
    from secretariat.services.minutes import entries_of

    items = items_of(reader, meeting)
    yield from _strings(public_items(items, audience))
    yield from _strings(visible_entries(entries_of(reader, meeting), items, audience))
    for one in hidden_matter(reader, meeting, audience):
        if not one.is_whole and isinstance(one.record, Paper):
            yield one.record.title
    yield from (text.text for text in reader.find(StandingText))
    yield from (text.heading for text in reader.find(StandingText))
    yield from map(full_name, reader.find(Person))
    yield from (one.name for one in reader.find(Organisation))
    yield _phrases()


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from _strings(getattr(value, part.name))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


@cache
def _phrases() -> str:
    """Return the phrases that any document may hold."""
    files = sorted((resources() / "wording").glob("*.json"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def _folded(text: str) -> str:
    """Return letters and digits alone, as the release check compares them."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum())
