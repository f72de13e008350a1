"""The release check of plain text, calendars and tables: words alone, and all of them seen."""

from __future__ import annotations

import unicodedata

from secretariat.models.release import ReleaseFault, ReleaseFinding
from secretariat.packs.release_found import Found
from secretariat.packs.release_words import Canaries

_SEEN_THROUGH = frozenset("\u00ad\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\ufeff")
"""Characters that are not seen and that writing needs: soft hyphens, joiners and directions."""
_LINES = frozenset("\t\n\r\f")


def text_findings_in(data: bytes, canaries: Canaries) -> list[ReleaseFinding]:
    """Return what is found in a text that is to leave."""
    found = Found()
    text = decoded_text(data)
    if canaries.in_bytes(data) or canaries.in_text(text):
        found.add(ReleaseFault.RESTRICTED, "its text")
    unseen = count_unseen(text)
    if unseen:
        found.add(ReleaseFault.HIDDEN_TEXT, count=unseen)
    return found.findings()


def count_unseen(text: str) -> int:
    """Return how many characters of a text nobody sees and no writing needs."""
    return sum(
        unicodedata.category(one) in ("Cc", "Cf", "Co", "Cs") and one not in _SEEN_THROUGH
        for one in text
        if one not in _LINES
    )


def decoded_text(data: bytes) -> str:
    """Return bytes as text, by their mark, as UTF-8, or as Windows wrote it."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
