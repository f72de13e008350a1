"""Counters as they are printed: 1 2 3, a b c, i ii iii, their capitals, and ONE TWO THREE."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)

_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_LONGEST = 15
"""Letters of MMMDCCCLXXXVIII, the longest Roman numeral below 4000."""


def counted(value: int, counter: str) -> str:
    """Return `value` (from 1) as a counter of the kind shown: 1, a, A, i, I, One or ONE.

    Words are English and go to twenty; above that figures stand.
    """
    if counter == "1" or value < 1:
        return str(value)
    if counter in ("ONE", "One"):
        word = _WORDS[value - 1] if value <= len(_WORDS) else str(value)
        return word.upper() if counter == "ONE" else word.capitalize()
    word = _roman(value) if counter in "iI" else _letters(value)
    return word.upper() if counter.isupper() else word


def count_of(text: str, counter: str) -> int | None:
    """Return the value that `text` has as a counter of that kind, or None when it has none."""
    if counter == "1":
        return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
    if counter in ("ONE", "One"):
        words = [counted(at, counter) for at in range(1, len(_WORDS) + 1)]
        return words.index(text) + 1 if text in words else None
    if not text.isascii() or not text.isalpha() or len(text) > _LONGEST:
        return None
    value = _roman_value(text.lower()) if counter in "iI" else _letters_value(text.lower())
    return value if value and counted(value, counter) == text else None


def _letters(value: int) -> str:
    word = ""
    while value:
        value, rest = divmod(value - 1, 26)
        word = chr(ord("a") + rest) + word
    return word


def _letters_value(text: str) -> int:
    value = 0
    for char in text[:4]:
        value = value * 26 + ord(char) - ord("a") + 1
    return value


def _roman(value: int) -> str:
    word = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        word += sign * times
    return word


def _roman_value(text: str) -> int:
    value = 0
    for worth, sign in _ROMAN:
        while text.startswith(sign):
            text = text[len(sign) :]
            value += worth
    return 0 if text else value
