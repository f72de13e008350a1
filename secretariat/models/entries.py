"""What an entry of the minutes amounts to: whether anything is minuted by it."""

from __future__ import annotations

from secretariat.models.kinds import EntryKind
from secretariat.models.records import Entry

STRUCTURED = frozenset(
    {
        *(EntryKind.MOTION, EntryKind.VOTE, EntryKind.DECLARATION, EntryKind.MOVEMENT),
        EntryKind.APPROVAL,
    }
)
"""Kinds that say something without words of their own, and stay when they have none."""


def is_minuted(entry: Entry) -> bool:
    """Say whether an entry puts anything into the minutes: words, or a record that tells itself.

    A question that the minute-taker notes for herself never does.
    """
    if entry.kind is EntryKind.QUESTION:
        return False
    return entry.kind in STRUCTURED or bool(entry.text.strip())
