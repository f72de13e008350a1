"""The quorum: how many voting members must be there, and whether by the replies they will be.

A rule is typed as people say it: “5”, “1/4”, “25%”, “more than 1/2”, “1/3 min 3”. A share is of
all voting places, vacant ones included, and any part of a member counts as a whole one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from secretariat.errors import KnownError

_SHARES = {
    "half": Fraction(1, 2),
    "a half": Fraction(1, 2),
    "one half": Fraction(1, 2),
    "a third": Fraction(1, 3),
    "one third": Fraction(1, 3),
    "two thirds": Fraction(2, 3),
    "a quarter": Fraction(1, 4),
    "one quarter": Fraction(1, 4),
    "three quarters": Fraction(3, 4),
}
_NAMES = {share: words for words, share in _SHARES.items()}
_LEAST = re.compile(
    r"(?P<share>.+?)[\s,;(]+(?:and )?(?:min|minimum|at least|not fewer than)\.?\s*(?:of )?"
    r"(?P<least>\d{1,3})\)?"
)
_MORE = re.compile(r"(?:more than|over|>)\s*(?P<share>.+)")
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WRONG = "“{}” is no quorum: type a number or a share, such as 5, 1/4 or 1/3 min 3."


@dataclass(frozen=True, slots=True)
class Quorum:
    """A number of members, or a share of all places with a least number.

    With `more`, one more than the share makes: “more than half” of 12 is 7.
    """

    number: int = 0
    share: Fraction | None = None
    more: bool = False
    least: int = 0

    def needed(self, places: int) -> int:
        """Return how many must be there of so many voting places; never fewer than one."""
        if self.share is None:
            return max(1, self.number)
        exact = self.share * places
        whole = int(exact) + 1 if self.more else -int(-exact // 1)
        return max(1, whole, self.least)

    @property
    def words(self) -> str:
        """The rule as it is said: “one third of the members, at least 3”."""
        if self.share is None:
            return "1 member" if self.number == 1 else f"{self.number} members"
        share = _NAMES.get(self.share, f"{self.share.numerator}/{self.share.denominator}")
        share = f"{'more than ' if self.more else ''}{share} of the members"
        return f"{share}, at least {self.least}" if self.least else share


def read_quorum(text: str) -> Quorum:
    """Return the rule that was typed; KnownError when it is none."""
    words = " ".join(text.casefold().split()).rstrip(".")
    words = re.sub(r"\s+(?:of (?:the|all) )?(?:voting )?(?:members|membership)\b", "", words)
    least = 0
    if found := _LEAST.fullmatch(words):
        words, least = found["share"], int(found["least"])
    more = _MORE.fullmatch(words)
    share = _share(more["share"] if more else words)
    if share is not None:
        return Quorum(share=share, more=more is not None, least=least)
    if words.isascii() and words.isdigit() and 0 < int(words) < 1000 and not least:
        return Quorum(number=int(words))
    raise KnownError(_WRONG.format(text.strip()))


def _share(words: str) -> Fraction | None:
    """Return a share above nought and not above the whole, or None."""
    found = _SHARES.get(words)
    if found is None and (parts := re.fullmatch(r"(\d{1,3})\s*/\s*(\d{1,3})", words)):
        found = Fraction(int(parts[1]), int(parts[2])) if int(parts[2]) else None
    if found is None and (parts := re.fullmatch(r"(\d{1,3})\s*(?:%|per cent|percent)", words)):
        found = Fraction(int(parts[1]), 100)
    return found if found is not None and 0 < found <= 1 else None


class Place(StrEnum):
    """How a voting place will be filled, as far as the replies say."""

    COMING = "coming"
    OPEN = "not known"
    AWAY = "not coming"
    VACANT = "vacant"


class Outlook(StrEnum):
    """Whether a quorum will be there by the replies: yes, perhaps, no, or no rule is known."""

    STANDS = "stands"
    OPEN = "open"
    FAILS = "fails"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Voter:
    """A voting place: the group of seats whose quorum it counts for, and how it is filled."""

    place: Place
    group: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """The voting places of a body, or of one group of its seats, against what is needed.

    `name` is empty for the whole of the only body. `needed` is 0 where there is no rule.
    """

    name: str
    needed: int
    coming: int
    open: int
    away: int
    vacant: int = 0

    @property
    def places(self) -> int:
        return self.coming + self.open + self.away + self.vacant

    @property
    def missing(self) -> int:
        """How many more must say that they come."""
        return max(0, self.needed - self.coming)

    @property
    def outlook(self) -> Outlook:
        if not self.needed:
            return Outlook.UNKNOWN
        if self.coming >= self.needed:
            return Outlook.STANDS
        return Outlook.OPEN if self.coming + self.open >= self.needed else Outlook.FAILS

    @property
    def sentence(self) -> str:
        """The forecast in one sentence: “Quorum 5 of 12: 4 coming, 3 not known yet – …”."""
        counts = [f"{self.coming} coming", f"{self.open} not known yet" if self.open else ""]
        counts.append(f"{self.away} not coming" if self.away else "")
        told = ", ".join(filter(None, counts))
        if not self.needed:
            return f"{self.name or 'The members'}: {told}; no quorum is set."
        ends = {
            Outlook.STANDS: "there will be a quorum",
            Outlook.OPEN: f"{_word(self.missing)} more {_verb(self.missing)} needed",
            Outlook.FAILS: f"{_word(self.missing)} too few, so there will be no quorum",
        }
        lead = f"{self.name}: quorum" if self.name else "Quorum"
        return f"{lead} {self.needed} of {self.places}: {told} – {ends[self.outlook]}."


def _word(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _verb(number: int) -> str:
    return "is" if number == 1 else "are"


def tally(voters: Iterable[Voter], rule: Quorum | None, name: str = "") -> Tally:
    """Return how the places stand against a rule; None: there is no rule."""
    places = [voter.place for voter in voters]
    return Tally(
        name,
        rule.needed(len(places)) if rule else 0,
        places.count(Place.COMING),
        places.count(Place.OPEN),
        places.count(Place.AWAY),
        places.count(Place.VACANT),
    )


_WORST = (Outlook.FAILS, Outlook.OPEN, Outlook.UNKNOWN, Outlook.STANDS)


def worst(tallies: Sequence[Tally]) -> Tally | None:
    """Return the tally that decides: one that fails before one that is open."""
    return min(tallies, key=lambda one: _WORST.index(one.outlook), default=None)
