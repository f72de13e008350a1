"""Names as people type them: “Cllr Jane Smith MBE”, “Smith, Jane”, “van der Berg”."""

from __future__ import annotations

import re
from dataclasses import dataclass

from secretariat.services.table_text import is_honorific

_POST_NOMINALS = re.compile(
    r"(?i)(MBE|OBE|CBE|KBE|DBE|BEM|QPM|KC|QC|JP|DL|MP|MS|AM|MSP|MEP|PhD|DPhil|MSc|MA|BA|BSc|LLB"
    r"|FRSA|CPFA|FCA|ACA|FCCA|CIPFA|MRTPI|FRICS|MRICS|RGN)"
)
_SMALL_WORDS = "van von de der den del della di da dos du la le ap ab ferch st"
_PARTICLES = frozenset(_SMALL_WORDS.split(" "))


@dataclass(frozen=True, slots=True)
class TypedName:
    """The parts of a name; the family name is never empty unless nothing was typed."""

    honorific: str = ""
    given_name: str = ""
    family_name: str = ""
    post_nominals: str = ""


def read_name(text: str) -> TypedName:
    """Return the parts of a name as typed, loss-free: every word is in one of the parts."""
    text = " ".join(text.split())
    before, comma, after = text.partition(",")
    if comma and after.strip() and not _all_letters(after):
        words, tail = _apart(after.split())
        honorific, words = _heading(words)
        first, family = _heading(before.split())
        return TypedName(
            " ".join([*first, *honorific]), " ".join(words), " ".join(family), " ".join(tail)
        )
    words, tail = _apart(text.replace(",", " ").split())
    honorific, words = _heading(words)
    split = len(words) - 1
    while split > 0 and words[split - 1].casefold() in _PARTICLES:
        split -= 1
    split = max(split, 1) if len(words) > 1 else 0
    return TypedName(
        " ".join(honorific), " ".join(words[:split]), " ".join(words[split:]), " ".join(tail)
    )


def _all_letters(text: str) -> bool:
    return all(_POST_NOMINALS.fullmatch(word.strip(".,")) for word in text.split())


def _heading(words: list[str]) -> tuple[list[str], list[str]]:
    """Take the titles off the front, but never the last word."""
    at = 0
    while at < len(words) - 1 and is_honorific(words[at]):
        at += 1
    return words[:at], words[at:]


def _apart(words: list[str]) -> tuple[list[str], list[str]]:
    """Take letters after the name off the end; they are written in capitals, unlike Ma and Ba."""
    at = len(words)
    while at > 1 and _POST_NOMINALS.fullmatch(words[at - 1]) and words[at - 1][:2].isupper():
        at -= 1
    if at == 1 and words and is_honorific(words[0]):
        at = len(words)
    return words[:at], words[at:]
