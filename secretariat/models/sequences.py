"""Numbers that run on over meetings: how they print, when they begin anew, and which comes next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from secretariat.errors import KnownError
from secretariat.models.agenda import depths, public_items, visible_entries
from secretariat.models.kinds import Audience, EntryKind, ItemKind
from secretariat.models.numbering import UNNUMBERED
from secretariat.models.presence import in_taken_order
from secretariat.models.records import Entry, Item, Sequence, SequenceNumber
from secretariat.models.room_kinds import Restart, Sequenced

_SLOT = re.compile(r"\{(n{1,6}|yyyy2|yyyy|yy2|yy|body)\}")
_NUMBER = re.compile(r"\{n{1,6}\}")


def check_pattern(pattern: str) -> None:
    """Raise KnownError when a pattern has no place for the number, or an unknown slot."""
    if len(_NUMBER.findall(pattern)) != 1:
        raise KnownError("A pattern of numbers holds {n} once, such as {n}/{yy}.")
    rest = _SLOT.sub("", pattern)
    if "{" in rest or "}" in rest:
        raise KnownError(
            "In a pattern of numbers stand {n}, {nnn}, {yy}, {yyyy}, {yy2}, {yyyy2} and {body}."
        )


def period_of(restart: Restart, day: date, year_began: date | None = None) -> int:
    """Return the year in which the period of a sequence began that `day` belongs to; 0: one
    period for ever.

    A municipal year begins with the annual meeting: `year_began` when it is known, otherwise
    1 May. A financial year begins on 1 April.
    """
    if restart in (Restart.NEVER, Restart.MEETING):
        return 0
    if restart is Restart.CALENDAR_YEAR:
        return day.year
    if restart is Restart.FINANCIAL_YEAR:
        return day.year if day >= date(day.year, 4, 1) else day.year - 1
    if year_began is not None and year_began <= day:
        return year_began.year
    return day.year if day >= date(day.year, 5, 1) else day.year - 1


def printed(pattern: str, value: int, year: int, body: str = "") -> str:
    """Return a number as it prints: {n}/{yy} with 54 and 2012 is 54/12.

    {yy2} and {yyyy2} are the year after that in which the period began: {yy}{yy2} is 2122.
    """

    def slot(found: re.Match[str]) -> str:
        name = found[1]
        if name.startswith("n"):
            return str(value).zfill(len(name))
        if name == "body":
            return body
        of = year + 1 if name.endswith("2") else year
        return f"{of % 100:02}" if name.startswith("yy") and "yyyy" not in name else f"{of:04}"

    return _SLOT.sub(slot, pattern)


def next_value(
    sequence: Sequence, given: Iterable[SequenceNumber], year: int, meeting: str = ""
) -> int:
    """Return the next number of a sequence; one that was given out is never given again.

    A sequence that begins anew with each meeting counts those of `meeting` alone.
    """
    values = [
        number.value
        for number in given
        if number.sequence == sequence.uid
        and number.year == year
        and (sequence.restart is not Restart.MEETING or number.meeting == meeting)
    ]
    return max(values, default=sequence.first - 1) + 1


@dataclass(frozen=True, slots=True)
class Target:
    """What a number stands on: a minute is an item, a decision an entry, neither the meeting."""

    item: str | None = None
    entry: str | None = None


def targets(
    kind: Sequenced, items: Iterable[Item], entries: Iterable[Entry], *, added: bool = False
) -> list[Target]:
    """Return what a sequence numbers in one meeting, in the order in which business was taken.

    Minutes are the topmost items, restricted ones by their face; decisions are the entries that
    anybody may read. Whatever only officers know of has no number, so that no other number ever
    tells of it. `added` says whether business that was not on the agenda has a number.
    """
    if kind is Sequenced.MEETINGS:
        return [Target()]
    held = list(items)
    seen = in_taken_order(public_items(held, Audience.PUBLIC))
    if kind is Sequenced.MINUTES:
        deep = depths(seen)
        return [
            Target(item.uid)
            for item in seen
            if item.kind is ItemKind.ITEM
            and deep[item.uid] == 0
            and (added if item.is_added else item.number.strip() != UNNUMBERED)
        ]
    if kind is not Sequenced.DECISIONS:
        return []
    place = {item.uid: at for at, item in enumerate(seen)}
    public = visible_entries(entries, held, Audience.PUBLIC)
    decisions = [entry for entry in public if entry.kind is EntryKind.DECISION]
    decisions.sort(key=lambda entry: (_where(entry, place), entry.position))
    return [Target(None, entry.uid) for entry in decisions]


def _where(entry: Entry, place: dict[str, int]) -> int:
    if entry.item is None:
        return -1 if entry.position < 0 else len(place)
    return place.get(entry.item, len(place))


def dealt(
    sequence: Sequence,
    given: Iterable[SequenceNumber],
    wanted: Iterable[Target],
    meeting: str,
    year: int,
    body: str = "",
    shown: int = 0,
) -> list[SequenceNumber]:
    """Return the numbers of one meeting, one for each target in order.

    `year` is that of the period, and `shown` the one that prints where there is no period.

    What has a number keeps it, also when it moved; one that was void is taken up again by what it
    was given to, and by nothing else. All others follow the last number that was ever given.
    Those that are new have an empty `uid`.
    """
    every = [number for number in given if number.sequence == sequence.uid]
    own = {Target(n.item, n.entry): n for n in every if n.meeting == meeting}
    made: list[SequenceNumber] = []
    for target in wanted:
        kept = own.get(target)
        if kept is not None:
            made.append(replace(kept, is_void=False))
            continue
        value = next_value(sequence, every, year, meeting)
        number = SequenceNumber(
            uid="",
            sequence=sequence.uid,
            meeting=meeting,
            item=target.item,
            entry=target.entry,
            value=value,
            year=year,
            printed=printed(sequence.pattern, value, year or shown, body),
        )
        every.append(number)
        made.append(number)
    return made
