"""The lists of reasons for which matter is kept from the public, and the words that name them.

A scheme is a list in an Act, in regulations, or of a body's own; its categories are the paragraphs
of that list. They are data with dates and a source (`resources/rules/restrictions.json`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from secretariat.errors import KnownError
from secretariat.models.kinds import Restriction
from secretariat.models.membership import in_force

_NUMBER = re.compile(r"\d{1,3}[A-Za-z]?")
_BETWEEN = re.compile(r"\b(?:and|or)\b|[&,;.]", re.IGNORECASE)
_NOISE = re.compile(r"\b(?:paragraphs?|paras?\.?|and|or)\b|[&,;.]", re.IGNORECASE)
_ONE = r"\d{1,3}[A-Za-z]?\b"
_NAMED = re.compile(
    rf"\bpara(?:graph)?s?(?:\(s\))?\.?\s+({_ONE}(?:(?:\s*[,;&]\s*|\s+)(?:(?:and|or)\s+)?{_ONE})*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Category:
    """A paragraph of a scheme. `label` is our own short form of it, not the words of the law;
    `public_interest` says whether the interest in disclosure has to be weighed."""

    number: str
    label: str
    public_interest: bool = False
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list of reasons. `one` and `more` are the words that name one paragraph or several.

    `needs_resolution` is false where the public must be kept out in any case. `public_interest`
    is where the weighing stands; `part`, `schedule` and `act` are what a body's own template names
    beside the paragraphs. `checked` says that the source itself was read.
    """

    key: str
    name: str
    restriction: Restriction
    source: str
    one: str
    more: str
    categories: tuple[Category, ...] = ()
    profiles: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    needs_resolution: bool = True
    public_interest: str = ""
    warning: str = ""
    part: str = ""
    schedule: str = ""
    act: str = ""
    checked: bool = False
    starts: date | None = None
    ends: date | None = None

    @property
    def is_open(self) -> bool:
        """Say whether its paragraphs are not listed here, so that any number may be named."""
        return not self.categories and "{paragraphs}" in self.one

    def holds_on(self, day: date) -> bool:
        """Say whether the scheme is in force on a day."""
        return in_force(self.starts, self.ends, day)

    def chosen(self, paragraphs: Sequence[str]) -> tuple[Category, ...]:
        """Return the categories of some paragraphs; those that are not listed are left out."""
        return tuple(one for one in self.categories if one.number in paragraphs)

    def weighs(self, paragraphs: Sequence[str]) -> bool:
        """Say whether the public interest has to be weighed for any of these paragraphs."""
        return any(one.public_interest for one in self.chosen(paragraphs))

    def ground(self, paragraphs: Sequence[str]) -> str:
        """Return the words that name the ground: “paragraphs 3 and 5 of Part 1 of …”.

        Empty where the scheme has paragraphs and none is named: what is exempt has to be said in
        the terms of the list (Local Government Act 1972, s.100A(5)).
        """
        if "{paragraphs}" not in self.one:
            return self.one
        if not paragraphs:
            return ""
        words = self.more if len(paragraphs) > 1 else self.one
        return words.replace("{paragraphs}", spoken(paragraphs))


def read_paragraphs(text: str, scheme: Scheme | None = None) -> tuple[str, ...]:
    """Return the paragraphs that were typed: “3, 5 and 7”, “paras 3 & 5”, in the scheme's order.

    KnownError where something is no number of a paragraph, or is none of the scheme's.
    """
    words = _NOISE.sub(" ", text).split()
    for word in words:
        if not _NUMBER.fullmatch(word):
            raise KnownError(f"“{word}” is no paragraph: type numbers, such as 3, 5.")
    found = list(dict.fromkeys(word.upper() for word in words))
    if scheme is None or scheme.is_open:
        return tuple(found)
    order = [one.number for one in scheme.categories]
    for number in found:
        if number not in order:
            last = f": it has {order[0]} to {order[-1]}" if order else ""
            raise KnownError(f"{scheme.name} has no paragraph {number}{last}.")
    return tuple(number for number in order if number in found)


def names_paragraphs(text: str) -> bool:
    """Say whether a ground is nothing but numbers of paragraphs, as somebody types them in haste:
    “3”, “3 & 5”. Whoever types the word, too, has said what is to be printed."""
    words = _BETWEEN.sub(" ", text).split()
    return bool(words) and all(_NUMBER.fullmatch(word) for word in words)


def full_ground(text: str, schemes: Sequence[Scheme]) -> str:
    """Return a ground in full where only numbers were typed: “3” as “paragraph 3 of Part 1 of …”.

    Other words come back as they are. The first scheme for exempt matter with paragraphs counts:
    what is exempt has to be said in the terms of its list (Local Government Act 1972, s.100A(5)).
    KnownError where none of `schemes` has them.
    """
    if not names_paragraphs(text):
        return text
    listed = [
        one
        for one in schemes
        if one.restriction is Restriction.EXEMPT and "{paragraphs}" in one.one and not one.is_open
    ]
    if not listed:
        raise KnownError("The rules of this body have no list of exempt matter with paragraphs.")
    return listed[0].ground(read_paragraphs(text, listed[0]))


def paragraphs_in(ground: str) -> tuple[str, ...]:
    """Return the paragraphs that the words of a ground name, as far as they are numbers: 3 and 5
    of “paragraphs 3 and 5 of Part 1 of …”."""
    if names_paragraphs(ground):
        return read_paragraphs(ground)
    found = [number for words in _NAMED.findall(ground) for number in read_paragraphs(words)]
    return tuple(dict.fromkeys(found))


def scheme_named(ground: str, schemes: Sequence[Scheme]) -> Scheme | None:
    """Return the scheme in whose own words a ground is put; bare numbers are those of the first
    list. None where the words are somebody's own."""
    if names_paragraphs(ground):
        return next((one for one in schemes if one.categories), None)
    words, named = ground.strip().rstrip(".").casefold(), paragraphs_in(ground)
    said = ((one, one.ground(named).casefold()) for one in schemes)
    return next((one for one, full in said if full and full == words), None)


def spoken(paragraphs: Sequence[str]) -> str:
    """Return numbers as they are said: “3”, “3 and 5”, “1, 2 and 3”."""
    *first, last = paragraphs
    return f"{', '.join(first)} and {last}" if first else last


def fitting(
    schemes: Sequence[Scheme], profile: str, jurisdiction: str, day: date
) -> tuple[Scheme, ...]:
    """Return the schemes for a body on a day: of its profile first, then of its country, then
    those of anybody; of each, those in force alone."""
    there = [one for one in schemes if one.holds_on(day)]
    of_profile = [one for one in there if profile in one.profiles]
    nearby = [
        one
        for one in there
        if one not in of_profile and (jurisdiction in one.jurisdictions or not one.jurisdictions)
    ]
    return (*of_profile, *nearby)
