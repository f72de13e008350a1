"""What one text has that another has not, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_MOST = 4_000
"""Pieces above which two texts are not compared word by word: that would take too long."""


class Side(StrEnum):
    """Where a piece of text stands: in both texts, in the earlier or in the later one alone."""

    BOTH = "both"
    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text, and in which of two it stands."""

    side: Side
    text: str


def pieces(earlier: str, later: str) -> tuple[Piece, ...]:
    """Return both texts in one: what they share once, and at its place what only one of them has.

    The pieces of one text and of both, put together, give that text.
    """
    if earlier == later:
        return (Piece(Side.BOTH, earlier),) if earlier else ()
    old, new = _WORD.findall(earlier), _WORD.findall(later)
    if len(old) + len(new) > _MOST:
        return tuple(_told((Piece(Side.EARLIER, earlier), Piece(Side.LATER, later))))
    found: list[Piece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            found.append(Piece(Side.BOTH, "".join(old[old_from:old_to])))
        else:
            found.append(Piece(Side.EARLIER, "".join(old[old_from:old_to])))
            found.append(Piece(Side.LATER, "".join(new[new_from:new_to])))
    return tuple(_told(found))


def _told(found: Iterable[Piece]) -> Iterator[Piece]:
    return (piece for piece in found if piece.text)
