"""Places in a text: Qt counts some letters twice, such as emoji, and the register counts each once.

Qt's cursors count units of UTF-16, in which a letter beyond U+FFFF takes two.
"""

from __future__ import annotations

import re

from PySide6.QtGui import QTextCursor

_LAST_SINGLE = "\uffff"
_BEYOND = re.compile("[\U00010000-\U0010ffff]")


def to_letters(text: str, place: int) -> int:
    """Return how many letters of `text` stand before Qt's `place`; half a letter counts not."""
    if text.isascii():
        return min(place, len(text))
    units = 0
    for at, letter in enumerate(text):
        units += 2 if letter > _LAST_SINGLE else 1
        if units > place:
            return at
    return len(text)


def to_place(text: str, letters: int) -> int:
    """Return Qt's place behind the first `letters` letters of `text`, at most its end."""
    before = text[: max(letters, 0)]
    if before.isascii():
        return len(before)
    return len(before) + sum(1 for letter in before if letter > _LAST_SINGLE)


def widened(text: str) -> str:
    """Return `text` with two marks for each letter that Qt counts twice: places in it are Qt's."""
    return text if text.isascii() else _BEYOND.sub("\ufffc\ufffc", text)


def put_at(cursor: QTextCursor, text: str, letters: int, *, mark: bool = False) -> None:
    """Put a cursor of a document that holds `text` behind so many letters; with `mark` what lies
    between is marked."""
    mode = QTextCursor.MoveMode.KeepAnchor if mark else QTextCursor.MoveMode.MoveAnchor
    cursor.setPosition(to_place(text, letters), mode)
