"""How long a name may be, and which letters no field keeps."""

from __future__ import annotations

import re

from secretariat.errors import KnownError

MAX_NAME = 500
"""The longest name or title in letters: longer than any board's, short enough for every page."""

MAX_TITLE = 2_000
"""The longest title of an agenda item, which may hold the address of a planning application."""

_ENDS = "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
_UNFIT = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_ENDS}]")
"""What no document can hold: controls, halves of a pair, and what is no character at all."""


def clean_text(text: str) -> str:
    """Return `text` without control characters, half letters and noncharacters.

    Line ends become `\\n`; tabs stay. Letters of every script, combining marks and marks of
    direction stay as they are: cleaning twice is the same as once.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def check_name(name: str, what: str = "name", longest: int = MAX_NAME) -> str:
    """Return `name` as it stands; KnownError when it is longer than `longest` letters."""
    if len(name) > longest:
        raise KnownError(
            f"That {what} has {len(name):,} letters; one of at most {longest:,} can be kept."
        )
    return name
