"""What a minute-taker types, read as what she means: decisions, actions with owner and day, names.

Nothing is guessed: words that cannot be read one way only stay words, and whoever shows them
keeps them as they were typed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from secretariat.models.dates import parse_date
from secretariat.models.kinds import Capacity, DueKind, EntryKind


@dataclass(frozen=True, slots=True)
class Marked:
    """A line whose first word says what kind of entry it is; `text` is what stays of it.

    `amends` says that a motion would change the one before it.
    """

    kind: EntryKind
    text: str
    amends: bool = False


@dataclass(frozen=True, slots=True)
class TypedAction:
    """An action as typed: its words, the words that name its owners, and when it is due."""

    text: str
    owners: str = ""
    due_kind: DueKind = DueKind.NONE
    due: date | None = None


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """Somebody typed in one line: “Ann Webb, officer, Fenland District Council”."""

    name: str
    capacity: Capacity | None = None
    job_title: str = ""
    organisation: str = ""


_ACTION = re.compile(r"(?:actions?\s*:|ACTIONS?(?:\s+POINT)?\s)\s*", re.IGNORECASE)
_ACTION_BARE = re.compile(r"ACTIONS?(?:\s+POINT)?\s")
_DECISION_WORD = re.compile(r"(?:RESOLVED|AGREED|RECOMMENDED|DECIDED|ORDERED|NOTED)(?=[\s:,])")
_DECISION = re.compile(r"(?:decision|decisions)\s*:\s*|(?=resolved\s*:)", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}\s+")
_MOTION = re.compile(r"(?P<word>motion|amendment)\s*:\s*", re.IGNORECASE)
_VOTE = re.compile(r"(?:vote|votes|voting)\s*:\s*", re.IGNORECASE)
_QUESTION = re.compile(r"\?\?\s+|(?:query|question for myself)\s*:\s*", re.IGNORECASE)


SECOND_ORDER = "####"
"""What begins a sub-heading that stands below another."""


def is_second_order(heading: str) -> bool:
    """Say whether a sub-heading as typed stands below the sub-heading before it."""
    return heading.startswith(SECOND_ORDER)


def marked(line: str) -> Marked | None:
    """Return the kind that a line's first word gives it, or None for plain narrative.

    “ACTION:” and “Decision:” are taken off, being said by the kind; RESOLVED, AGREED and their
    like stay, being part of the sentence. Without a colon only capitals count. “??” begins a
    question that the officer notes for herself; “MOTION:”, “AMENDMENT:” and “VOTE:” begin those.
    """
    found = _HEADING.match(line)
    if found:
        words = line[found.end() :]
        second = f"{SECOND_ORDER} " if is_second_order(line) else ""
        return Marked(EntryKind.HEADING, f"{second}{words}")
    found = _QUESTION.match(line)
    if found:
        return Marked(EntryKind.QUESTION, line[found.end() :])
    found = _ACTION.match(line)
    if found and (":" in found[0] or _ACTION_BARE.match(line)):
        return Marked(EntryKind.ACTION, line[found.end() :])
    found = _MOTION.match(line)
    if found:
        amends = found["word"].casefold() == "amendment"
        return Marked(EntryKind.MOTION, line[found.end() :], amends)
    found = _VOTE.match(line)
    if found:
        return Marked(EntryKind.VOTE, line[found.end() :])
    if _DECISION_WORD.match(line):
        return Marked(EntryKind.DECISION, line)
    found = _DECISION.match(line)
    return Marked(EntryKind.DECISION, line[found.end() :]) if found else None


_SMALL = frozenset(("of", "the", "for", "and", "on", "in", "de", "la", "van", "von", "y"))
_GROUPS = re.compile(
    r"(?:all|everyone|everybody|(?:all |board |lead |the )*(?:members|officers|chairs|partners))",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?P<who>[^:.!?\n]{1,120}):\s+(?P<rest>\S.*)", re.DOTALL)
_VERB = re.compile(
    r"(?P<who>[^:.!?\n]{1,120}?)\s+(?:(?:(?:has|have) )?(?:agreed|asked|offered|undertook) to"
    r"|(?:is|are) (?:asked )?to|to|will|would|shall|should)\s+\S"
)
_TRAILING = re.compile(
    r"\s*(?:[(\[]\s*(?:action\s*:?\s*)?(?P<in>[^()\[\]]{2,60}?)\s*[)\]]"
    r"|\s[–—-]\s(?P<dash>[A-Z/, &]{2,24}))\s*\.?\s*\Z"
)
_PART = re.compile(r"\s*(?:,|;|&|/|\band\b)\s*")


def names_in(words: str) -> tuple[str, ...]:
    """Return the names in “PC and MF” or “Ann Webb, Fenland”; empty when some are no names."""
    parts = tuple(part for part in _PART.split(words.strip()) if part)
    return parts if parts and all(_is_name(part) for part in parts) else ()


def _is_name(words: str) -> bool:
    if _GROUPS.fullmatch(words):
        return True
    each = words.split()
    large = [word for word in each if word.casefold() not in _SMALL]
    return bool(large) and len(each) <= 8 and all(word[0].isupper() for word in large)


def typed_action(text: str, said_on: date) -> TypedAction:
    """Return what the words of an action say about its owners and its day.

    Owners before a colon (“PC and MF: discuss”) or in brackets at the end are taken off the
    words; those who are the sentence's subject (“PC and MF to discuss”) stay in it. Days
    without a year are reckoned from the day of the meeting.
    """
    words, owners = _owners(text)
    kind, due = due_in(words, said_on)
    return TypedAction(words, owners, kind, due)


def _owners(text: str) -> tuple[str, str]:
    found = _LEADING.fullmatch(text)
    if found and names_in(found["who"]):
        return found["rest"], found["who"].strip()
    found = _TRAILING.search(text)
    if found and found.start():
        who = found["in"] or found["dash"]
        if names_in(who):
            return text[: found.start()], who.strip()
    found = _VERB.match(text)
    if found and names_in(found["who"]):
        return text, found["who"].strip()
    return text, ""


_NEXT = re.compile(
    r"\b(?:by|before|for|at|to)\s+(?:the|its|our)?\s*next\s+meeting\b", re.IGNORECASE
)
_SOON = re.compile(r"\b(?:as soon as possible|a\.?s\.?a\.?p\b|immediately|at once)", re.IGNORECASE)
_ONGOING = re.compile(r"\bon-?going\b", re.IGNORECASE)
_BY = re.compile(
    r"\b(?:by|before|due(?:\s+on)?|no later than)\s+(?=(?P<when>[^.;:!?\n]{3,40}))", re.IGNORECASE
)
_END_OF = re.compile(r"(?:the\s+)?end\s+of\s+(?P<month>[^\W\d_]{3,9})(?:\s+(?P<year>\d{4}))?", re.I)


def due_in(words: str, said_on: date) -> tuple[DueKind, date | None]:
    """Return by when the words say that something is due; NONE when they do not say it."""
    for found in reversed(list(_BY.finditer(words))):
        day = _day_at_start(found["when"], said_on)
        if day:
            return DueKind.DATE, day
    if _NEXT.search(words):
        return DueKind.NEXT_MEETING, None
    if _SOON.search(words):
        return DueKind.AS_SOON_AS_POSSIBLE, None
    return (DueKind.ONGOING if _ONGOING.search(words) else DueKind.NONE), None


def _day_at_start(words: str, said_on: date) -> date | None:
    """Return the day that the longest run of words from the start names, or None."""
    end = _END_OF.match(words)
    if end:
        first = parse_date(f"1 {end['month']} {end['year'] or ''}".strip(), said_on)
        if first:
            return first.replace(day=monthrange(first.year, first.month)[1])
    parts = words.replace(",", " ").split()[:6]
    for count in range(len(parts), 0, -1):
        day = parse_date(" ".join(parts[:count]), said_on)
        if day:
            return day
    return None


def read_due(text: str, today: date) -> tuple[DueKind, date | None] | None:
    """Return what was typed into a due field, or None when it cannot be read.

    Empty means that nothing is said; “next meeting”, “asap” and “ongoing” are understood.
    """
    words = " ".join(text.split()).casefold()
    if words in ("", "-", "none"):
        return DueKind.NONE, None
    if words.rstrip(".") in ("next meeting", "the next meeting", "next", "by the next meeting"):
        return DueKind.NEXT_MEETING, None
    if _SOON.fullmatch(words.rstrip(".")) or words == "soon":
        return DueKind.AS_SOON_AS_POSSIBLE, None
    if _ONGOING.fullmatch(words):
        return DueKind.ONGOING, None
    day = _day_at_start(words.removeprefix("by "), today)
    return (DueKind.DATE, day) if day else None


_CAPACITIES = {
    "chair": Capacity.CHAIR,
    "chairman": Capacity.CHAIR,
    "chairwoman": Capacity.CHAIR,
    "chairperson": Capacity.CHAIR,
    "vice-chair": Capacity.VICE_CHAIR,
    "vice chair": Capacity.VICE_CHAIR,
    "deputy chair": Capacity.VICE_CHAIR,
    "member": Capacity.MEMBER,
    "co-opted": Capacity.CO_OPTED,
    "co-opted member": Capacity.CO_OPTED,
    "substitute": Capacity.SUBSTITUTE,
    "observer": Capacity.OBSERVER,
    "officer": Capacity.OFFICER,
    "visitor": Capacity.VISITOR,
    "guest": Capacity.VISITOR,
    "speaker": Capacity.VISITOR,
    "public": Capacity.PUBLIC,
    "member of the public": Capacity.PUBLIC,
}
_CROWD = re.compile(r"(?:\d+|\w+)\s+(?:members?|people)\s+of\s+the\s+public\Z", re.IGNORECASE)


def typed_person(line: str) -> TypedPerson | None:
    """Return the person that “Name, capacity or job title, organisation” names, or None.

    The parts after the name may stand in any order as long as the capacity is one of the
    known words; of what is left, the last is the organisation and the one before it the job.
    “Six members of the public” is one line of the public.
    """
    parts = [" ".join(part.split()) for part in re.split(r"[,\t;]", line)]
    parts = [part for part in parts if part]
    if not parts:
        return None
    name, *rest = parts
    capacity = Capacity.PUBLIC if _CROWD.match(name) else None
    others = []
    for part in rest:
        known = _CAPACITIES.get(part.casefold())
        if known and capacity is None:
            capacity = known
        else:
            others.append(part)
    organisation = others.pop() if others else ""
    return TypedPerson(name, capacity, ", ".join(others), organisation)
