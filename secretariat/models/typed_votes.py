"""What a minute-taker types about motions and votes, read as what she means.

Nothing is guessed: a line that says anything more than what is read here stays words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from secretariat.models.plaintext import one_line
from secretariat.models.records import Attendee


@dataclass(frozen=True, slots=True)
class TypedCount:
    """A count as typed; None for what was not said."""

    votes_for: int
    against: int
    abstentions: int | None = None


@dataclass(frozen=True, slots=True)
class TypedProposal:
    """Who proposed and seconded, as typed; `text` is what stays of the words."""

    text: str
    mover: str
    seconder: str = ""


@dataclass(frozen=True, slots=True)
class TypedCandidate:
    """A candidate, with votes when they were typed."""

    name: str
    count: int | None = None


_NUMBER = r"(?:\d{1,5}|none|nil|no|nobody)"
_COUNT = re.compile(
    rf"(?:votes?\s*:?\s*)?(?:for|in favour)\s*[:=–-]?\s*(?P<ayes>{_NUMBER})\s*[,;.]?\s*(?:and\s+)?"
    rf"against\s*[:=–-]?\s*(?P<noes>{_NUMBER})"
    rf"(?:\s*[,;.]?\s*(?:and\s+)?(?:abstentions?|abstained|abstaining|abstain)"
    rf"\s*[:=–-]?\s*(?P<none>{_NUMBER}))?\s*\.?",
    re.IGNORECASE,
)
_NAME = r"[^\W\d_][^,;:.!?\n]{0,78}?(?:\.[^,;:.!?\n]{1,60}?)*"
_PROPOSAL = re.compile(
    rf"(?:\A|(?<=[.\n”\"’])\s*|(?<=\n))(?:proposed|moved)(?:\s+by)?\s*:?\s+(?P<mover>{_NAME})"
    rf"(?:\s*[,;.]?\s*(?:and\s+)?seconded(?:\s+by)?\s*:?\s+(?P<seconder>{_NAME}))?\s*\.?\s*\Z",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(r"(?P<name>.+?)\s*(?:[:=–,]|\s-)\s*(?P<count>\d{1,5})\s*(?:votes?)?\.?")


def typed_count(line: str) -> TypedCount | None:
    """Return the count that a whole line says: “For 26, against 32, abstentions 0”, or None."""
    found = _COUNT.fullmatch(" ".join(line.split()))
    if not found:
        return None
    none = found["none"]
    return TypedCount(
        _number(found["ayes"]), _number(found["noes"]), _number(none) if none else None
    )


def _number(words: str) -> int:
    return int(words) if words.isdigit() else 0


def typed_proposal(text: str) -> TypedProposal | None:
    """Return who proposed and seconded, when the words end with that and nothing more.

    “Proposed by Cllr Lowe, seconded by Cllr Baird.” The names must begin with capitals, and the
    proposal must begin a sentence; else None.
    """
    found = _PROPOSAL.search(text.rstrip())
    if not found:
        return None
    mover, seconder = (one_line(found[role] or "").rstrip(".") for role in ("mover", "seconder"))
    if not all(_is_name(name) for name in (mover, seconder) if name):
        return None
    return TypedProposal(text[: found.start()].rstrip(), mover, seconder)


def _is_name(words: str) -> bool:
    each = words.split()
    small = ("of", "the", "de", "la", "van", "von", "der", "den", "ap", "ferch", "y")
    return len(each) <= 6 and all(word[0].isupper() or word in small for word in each)


def typed_candidates(text: str) -> list[TypedCandidate]:
    """Return the candidates of an election, a line each: “Ann Webb: 12”, or the name alone."""
    found = []
    for line in text.splitlines():
        words = " ".join(line.split()).strip(" ;")
        counted = _CANDIDATE.fullmatch(words)
        if counted:
            found.append(TypedCandidate(counted["name"].strip(), int(counted["count"])))
        elif words.rstrip(":"):
            found.append(TypedCandidate(words.rstrip(": ")))
    return found


def attendee_named(people: Iterable[Attendee], words: str) -> Attendee | None:
    """Return the one attendee whom words name: by the whole name, or by its last words when they
    are those of nobody else; None when nobody or several are meant."""
    wanted = _plain(words)
    if not wanted:
        return None
    held = list(people)
    for test in (
        lambda one: one_line(one.name).casefold() == one_line(words).casefold(),
        lambda one: _plain(one.name) == wanted,
        lambda one: _plain(one.name)[-len(wanted) :] == wanted,
        lambda one: one.initials and one.initials.casefold() == "".join(wanted),
    ):
        named = [one for one in held if test(one)]
        if named:
            return named[0] if len(named) == 1 else None
    return None


_TITLE_WORDS = (
    "cllr councillor councillors mr mrs ms miss mx dr prof professor sir dame lord lady rev revd"
    " cyng cynghorydd"
)
_TITLES = frozenset(_TITLE_WORDS.split(" "))


def _plain(name: str) -> tuple[str, ...]:
    words = [word.strip(".,").casefold() for word in name.split()]
    return tuple(word for word in words if word and word not in _TITLES)
