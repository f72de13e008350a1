"""The fixed phrases of documents, as data for each document language.

A phrase may hold slots in braces: “The meeting ended at {time}.” A language that lacks a phrase
takes it from British English; a body may word any phrase in its own way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from secretariat.errors import BugError, KnownError
from secretariat.models.dates import Calendar, plain_date, spoken_date
from secretariat.models.names import Manner
from secretariat.models.options import Choices

FALLBACK = "en-GB"
_SLOT = re.compile(r"\{([a-z_]+)\}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class UntranslatedError(Exception):
    """A second language has no words for a phrase, which then prints in the first alone."""


@dataclass(frozen=True)
class Wording:
    """The phrases of one language, with those a body words in its own way over them.

    `dates` is the form in which a body puts its dates: a choice of `dates.form`. `second` is the
    wording of a body's second language. `native` are the phrases that a second language has
    itself; it takes none from another. None: it falls back.
    """

    language: str
    phrases: Mapping[str, str]
    own: Mapping[str, str]
    dates: str = "words"
    native: frozenset[str] | None = None
    second: Wording | None = None

    def __call__(self, key: str, **slots: object) -> str:
        """Return the phrase for `key` with its slots filled; BugError when there is none.

        A slot that is not given stays as it stands: the page pattern keeps its {page}, and a
        body's own phrase with a slot of its own fancy prints it rather than stopping the work.
        """
        return filled(self.raw(key), slots)

    def raw(self, key: str) -> str:
        """Return the phrase for `key` as it stands in the data; BugError when there is none.

        Raises UntranslatedError in a second language that lacks it. What has no words but its
        slots, and how dates are put, is the same in every language.
        """
        phrase = self.own.get(key) or self.phrases.get(key)
        if phrase is None:
            raise BugError(f"The wording has no phrase {key!r}.")
        if self.native is None or key in self.own or key in self.native:
            return phrase
        if not key.startswith("calendar.") and re.search(r"[^\W\d_]", _SLOT.sub("", phrase)):
            raise UntranslatedError(key)
        return phrase

    def with_own(self, own: Mapping[str, str]) -> Wording:
        """Return the same wording with a body's own phrases over it."""
        return replace(self, own={**self.own, **own}) if own else self

    def of_body(self, choices: Choices) -> Wording:
        """Return the same wording as a body speaks it: its own phrases, its form of dates."""
        return replace(self.with_own(choices.wording(self.language)), dates=choices["dates.form"])

    def manner(self, choices: Choices) -> Manner:
        """Return how a body writes names, with the titles of this language spelt and short."""
        pairs = [pair.partition("=") for pair in self.raw("name.titles").split("|")]
        titles = tuple((short.strip(), spelt.strip()) for short, _, spelt in pairs)
        return Manner(choices["names.form"], choices["names.title"], titles)

    def written(self, day: date) -> tuple[str, ...]:
        """Return how a day may stand in what was typed, the longest first: as the body puts dates
        now, and as they are put usually."""
        usual = replace(self, dates="words")
        said = [
            put(day, one.calendar) for one in (self, usual) for put in (spoken_date, plain_date)
        ]
        return tuple(sorted(dict.fromkeys(said), key=len, reverse=True))

    @cached_property
    def calendar(self) -> Calendar:
        """The names of days and months of this language, and how dates and times are put.

        A body's own list of names that is too short or too long is passed over.
        """
        return Calendar(
            weekdays=self._names("calendar.weekdays", 7),
            months=self._names("calendar.months", 12),
            spoken=self._dated("calendar.spoken"),
            plain=self._dated("calendar.plain"),
            am=self.raw("calendar.am"),
            pm=self.raw("calendar.pm"),
            noon=self.raw("calendar.noon"),
            midnight=self.raw("calendar.midnight"),
            to=self.raw("calendar.to"),
            ordinals=self._names("calendar.ordinals", 31),
        )

    def _dated(self, key: str) -> str:
        return self.raw(key if self.dates == "words" else f"{key}.{self.dates}")

    def _names(self, key: str, count: int) -> tuple[str, ...]:
        own = tuple(self.own.get(key, "").split("|"))
        return own if len(own) == count else tuple(self.phrases[key].split("|"))


def filled(phrase: str, slots: Mapping[str, object]) -> str:
    """Return `phrase` with each known slot replaced by its words, once; others stay."""
    return _SLOT.sub(lambda match: str(slots.get(match[1], match[0])), phrase)


def load_wording(folder: Path, language: str) -> Wording:
    """Return the wording of `language` from `folder/<language>.json`, over British English.

    A language without a file of its own is worded as its parent (cy for cy-GB) and in the end in
    British English. Raises KnownError when a file that is there cannot be read.
    """
    phrases = _read(folder / f"{FALLBACK}.json")
    parts = language.split("-") if _LANGUAGE.fullmatch(language) else []
    for length in range(1, len(parts) + 1):
        path = folder / f"{'-'.join(parts[:length])}.json"
        if path.is_file():
            phrases |= _read(path)
    return Wording(language, phrases, {})


def native_phrases(folder: Path, language: str) -> dict[str, str]:
    """Return the phrases that a language has itself, none where it has no file of its own."""
    path = folder / f"{language}.json"
    return _read(path) if path.is_file() else {}


def worded(folder: Path, language: str, choices: Choices) -> Wording:
    """Return the wording of a body: its phrases, and with a second language those of both."""
    wording = load_wording(folder, language).of_body(choices)
    second = choices["second_language"]
    if second == "none" or second.partition("-")[0] == language.partition("-")[0]:
        return wording
    native = frozenset(native_phrases(folder, second))
    other = load_wording(folder, second).with_own(choices.apart(second))
    return replace(wording, second=replace(other, native=native))


def _read(path: Path) -> dict[str, str]:
    try:
        data: Any = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise KnownError(f"The wording “{path.stem}” could not be read.") from error
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        raise KnownError(f"The wording “{path.stem}” holds something that is not a phrase.")
    return data
