"""How long a name may be, and which letters no field keeps."""

from __future__ import annotations

import unicodedata

from secretariat.errors import KnownError

MAX_NAME = 500
"""The longest name or title in letters: longer than any board's, short enough for every page."""

MAX_TITLE = 2_000
"""The longest title of an agenda item, which may hold the address of a planning application."""

_KEPT = "\n\t"


def clean_text(text: str) -> str:
    """Return `text` without control characters, half letters and noncharacters.

    Line ends become `\\n`; tabs stay. Letters of every script, combining marks and marks of
    direction stay as they are: cleaning twice is the same as once.
    """
    if text.isascii() and text.isprintable():
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in lines if char in _KEPT or not _unfit(char))


def _unfit(char: str) -> bool:
    """Say whether no document can hold a character: control, half of a pair, or none at all."""
    code = ord(char)
    if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return True
    return unicodedata.category(char) in ("Cc", "Cs")


def check_name(name: str, what: str = "name", longest: int = MAX_NAME) -> str:
    """Return `name` as it stands; KnownError when it is longer than `longest` letters."""
    if len(name) > longest:
        raise KnownError(
            f"That {what} has {len(name):,} letters; one of at most {longest:,} can be kept."
        )
    return name
