"""What a recommendation becomes when it is decided as it stands."""

from __future__ import annotations

import re

_OPENING = re.compile(
    r"(?P<word>RESOLVED|AGREED|RECOMMENDED|DECIDED|ORDERED|NOTED)(?P<mark>[:,]?)"
    r"(?:\s+(?P<that>[Tt]hat)\b)?"
)
_ASKED = re.compile(
    r"(?:it is recommended\s+|(?:the\s+)?[^.:;()\n]{1,80}?\s+(?:is|are)\s+"
    r"(?:asked|invited|recommended|requested)\s+)(?P<how>that|to)\b(?P<mark>\s*:)?\s*",
    re.IGNORECASE,
)
_HOW = re.compile(r"(?P<how>that|to)\b\s*", re.IGNORECASE)


def opening_of(decision: str) -> str:
    """Return the words in capitals that a decision begins with: “RESOLVED: That”, or nothing."""
    found = _OPENING.match(decision.lstrip("*_ "))
    return found[0] if found else ""


def decided_words(recommendation: str, opening: str = "") -> str:
    """Return the words of a decision to do what is recommended, as the body begins its decisions.

    “The Board is asked to note the report.” is “RESOLVED to note the report.” after “RESOLVED
    that”. Without an opening, and where nothing else fits, the words stay as they are.
    """
    words = recommendation.strip()
    if not words or opening_of(words):
        return words
    found = _ASKED.match(words) or _HOW.match(words)
    how, rest = (found["how"].casefold(), words[found.end() :]) if found else ("", words)
    if not opening or not rest:
        return f"{how.capitalize()} {rest}" if how and rest else words
    shape = _OPENING.match(opening)
    if shape is None or not how:
        return f"{opening.split()[0].rstrip(':,')}: {words}" if shape else words
    large = shape["mark"] == ":" and (shape["that"] or "T")[0] == "T"
    said = how.capitalize() if large else how
    return f"{shape['word']}{shape['mark']} {said} {rest}"
