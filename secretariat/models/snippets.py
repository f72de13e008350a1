"""Standard words and their slots: which are meant by what was typed, and what is still to fill in.

A slot is a name in braces, as in “The meeting closed at {time now}.” Those whose words are known
are filled when the snippet is put in; the others stay as they stand until somebody fills them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from secretariat.models.kinds import EntryKind

KINDS = (EntryKind.NARRATIVE, EntryKind.DECISION, EntryKind.ACTION, EntryKind.HEADING)
"""The kinds of entry that a snippet makes: those that consist of their words."""

_SLOT = re.compile(r"\{([^\W\d_][\w ’'/-]{0,39})\}")
_WORD = re.compile(r"[^\W_][\w’'-]*")
_SHORT = re.compile(r"[^\w-]+")
_FEWEST = 3
"""Letters from which the words of a snippet are searched, and not only its names."""


class Home(StrEnum):
    """Whose words they are; what stands first is offered first."""

    BODY = "of this body"
    OFFICE = "of the office"
    SHIPPED = "standard"


@dataclass(frozen=True, slots=True)
class Offer:
    """Words that are offered after `/`: `short` is what is typed, `name` what they are for."""

    short: str
    name: str
    text: str
    kind: EntryKind = EntryKind.NARRATIVE
    home: Home = Home.SHIPPED


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a slot stands in a text, its braces included, and what it is called."""

    start: int
    end: int
    name: str


def slots_in(text: str) -> tuple[Slot, ...]:
    """Return the slots that stand in a text, in order."""
    return tuple(Slot(m.start(), m.end(), m[1]) for m in _SLOT.finditer(text))


def with_slots(text: str, words: Callable[[str], str]) -> str:
    """Return `text` with each slot replaced by its words; one without words stays as it stands."""
    return _SLOT.sub(lambda match: words(match[1].casefold()) or match[0], text)


def slot_after(text: str, place: int) -> Slot | None:
    """Return the first slot that begins at a place or after it."""
    return next((slot for slot in slots_in(text) if slot.start >= place), None)


def slot_before(text: str, place: int) -> Slot | None:
    """Return the last slot that ends at a place or before it."""
    return next((slot for slot in reversed(slots_in(text)) if slot.end <= place), None)


def matching(offers: Iterable[Offer], typed: str) -> tuple[Offer, ...]:
    """Return the snippets that are meant by what was typed, the likeliest first.

    First those whose short name begins so, then those with such a word in their name, then those
    with such a word in their words. Nothing typed means all of them, in their order.
    """
    wanted = typed.casefold().strip()
    ranked = ((_rank(offer, wanted), offer) for offer in offers)
    found = [pair for pair in ranked if pair[0] is not None]
    return tuple(offer for _, offer in sorted(found, key=lambda pair: pair[0] or 0))


def _rank(offer: Offer, wanted: str) -> int | None:
    """Return how far from being meant a snippet is, None when it is not."""
    short, name = offer.short.casefold(), offer.name.casefold()
    if short == wanted:
        return 0
    if short.startswith(wanted) or name.startswith(wanted):
        return 1
    if _has(name, wanted):
        return 2
    return 3 if len(wanted) >= _FEWEST and _has(offer.text.casefold(), wanted) else None


def _has(words: str, wanted: str) -> bool:
    """Say whether a word of `words` begins as is wanted, and the next words go on as it does."""
    return any(words.startswith(wanted, match.start()) for match in _WORD.finditer(words))


def short_name(words: str) -> str:
    """Return what could be typed for these words: their first word of some length, or “words”."""
    each = [_SHORT.sub("", word.casefold()) for word in _SLOT.sub(" ", words).split()]
    return next((word for word in each if len(word) > _FEWEST), "words")[:24]


def usable_short(short: str) -> str:
    """Return a short name as it can be typed after `/`: without spaces or strokes of its own."""
    return "-".join(part for part in _SHORT.split(short.casefold()) if part)[:40]
