"""Footnotes on the clipboard: links of Word, LibreOffice and Google Docs from mark to note.

A mark becomes `[^1]` and the note `[^1]: its words`, as `typed_notes` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# What the addresses of such links begin with, by the program that wrote them.
_LINKS = (
    (re.compile(r"#_(?:ftn|edn)(?P<ref>ref)?(?P<number>\d{1,4})", re.IGNORECASE), "ref"),
    (re.compile(r"#sd(?:foot|end)note(?P<number>\d{1,4})(?P<ref>anc|sym)", re.IGNORECASE), "anc"),
    (re.compile(r"#ftnt(?P<ref>_ref)?(?P<number>\d{1,4})", re.IGNORECASE), "_ref"),
)
_AT_END = re.compile(r"#(?:_edn|sdendnote)", re.IGNORECASE)
# Stand for what is typed until other signs are spared; what is pasted never holds them.
_OPEN, _MARKED, _TOLD = "\ufdd0", "\ufdd1", "\ufdd2"
_SIGN = re.compile(rf"{_OPEN}([a-z0-9]+)([{_MARKED}{_TOLD}])")


def note_sign(href: str) -> str:
    """Return what stands for a link that is the mark of a note, or the note's way back; nothing
    for any other link."""
    for pattern, back in _LINKS:
        if found := pattern.fullmatch(href):
            end = _TOLD if (found["ref"] or "").lower() == back else _MARKED
            kind = "e" if _AT_END.match(href) else ""
            return f"{_OPEN}{kind}{found['number']}{end}"
    return ""


class PastedNotes:
    """Which marks and which notes were there; what has no other half comes in as words."""

    def __init__(self, texts: Iterable[str]) -> None:
        marks: set[str] = set()
        notes: set[str] = set()
        for text in texts:
            for number, end in _SIGN.findall(text):
                (notes if end == _TOLD else marks).add(number)
        self._whole = marks & notes

    def typed(self, text: str) -> str:
        """Return a text in which marks and notes are as they are typed."""
        if _OPEN not in text:
            return text
        first = _SIGN.match(text)
        if first and first[2] == _TOLD and first[1] in self._whole:
            rest = _SIGN.sub(self._mark, text[first.end() :].lstrip(" ")).replace("\n", "\n  ")
            return f"[^{first[1]}]: {rest}"
        return _SIGN.sub(self._mark, text)

    def _mark(self, match: re.Match[str]) -> str:
        number, end = match.groups()
        return f"[^{number}]" if number in self._whole and end == _MARKED else f"[{number}]"
