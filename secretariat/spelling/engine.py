"""A dictionary and the library that reads it: Hunspell, or its port to Python.

Hunspell holds Python's lock while it loads (a tenth of a second) and while it thinks of
suggestions (as long again, for each word), and its port is slower still. Either belongs in a
process of its own; see `worker`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from secretariat.models.spelling import known_forms
from secretariat.paths import resources

LANGUAGE = "en_GB"
MOST = 7
"""How many suggestions are made for a word."""


class MissingError(Exception):
    """There is no library or no dictionary; the sentence says which."""


class Engine(Protocol):
    """Knows whether a word is right, and what a wrong one may have been meant to be."""

    name: str

    def is_right(self, word: str) -> bool:
        """Say whether a word is in the dictionary, in any of its forms."""

    def suggest(self, word: str) -> list[str]:
        """Return up to `MOST` words that may have been meant, the likeliest first."""


class _Hunspell:
    """Hunspell itself."""

    name = "Hunspell"

    def __init__(self, folder: Path, language: str) -> None:
        from hunspell import Hunspell

        self._library: Any = Hunspell(
            language, hunspell_data_dir=str(folder), system_encoding="UTF-8"
        )

    def is_right(self, word: str) -> bool:
        return bool(self._library.spell(word))

    def suggest(self, word: str) -> list[str]:
        return list(self._library.suggest(word))[:MOST]


class _Spylls:
    """Hunspell's port to Python, where there is no wheel of Hunspell."""

    name = "Spylls"

    def __init__(self, folder: Path, language: str) -> None:
        from spylls.hunspell import Dictionary

        self._library: Any = Dictionary.from_files(str(folder / language))

    def is_right(self, word: str) -> bool:
        return bool(self._library.lookup(word))

    def suggest(self, word: str) -> list[str]:
        found: list[str] = []
        for one in self._library.suggest(word):
            found.append(one)
            if len(found) == MOST:
                break
        return found


def field_words(folder: Path | None = None) -> set[str]:
    """Return the words of committees and councils that the dictionary lacks, in every form."""
    path = (folder or resources() / "spelling") / "words.txt"
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError:
        return set()
    return known_forms(line for line in lines if not line.startswith("#"))


def load(folder: Path | None = None, language: str = LANGUAGE) -> Engine:
    """Return the engine for a language; takes from a tenth of a second to more than one.

    Raises:
        MissingError: neither library is installed, or the dictionary is not there.
    """
    place = folder or resources() / "spelling"
    if not all((place / f"{language}.{kind}").is_file() for kind in ("aff", "dic")):
        raise MissingError(f"The dictionary {language} is missing.")
    for kind in (_Hunspell, _Spylls):
        try:
            return kind(place, language)
        except ImportError:
            continue
    raise MissingError("The spelling library is not installed.")
