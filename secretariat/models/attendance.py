"""Rules of attendance: how each person is listed, and in which group, from what was recorded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from secretariat.models.kinds import AttendanceKind, Capacity
from secretariat.models.records import AttendanceEvent, Attendee


class GroupKey(StrEnum):
    """The groups of a list of those present, in the order in which they print."""

    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    MEMBERS = "members"
    CO_OPTED = "co-opted"
    SUBSTITUTES = "substitutes"
    OBSERVERS = "observers"
    OFFICERS = "officers"
    VISITORS = "visitors"
    PUBLIC = "public"

    @property
    def in_attendance(self) -> bool:
        """Say whether the group is in attendance rather than present as of the body."""
        return self in (GroupKey.OFFICERS, GroupKey.VISITORS, GroupKey.PUBLIC)


_GROUP_OF = {
    Capacity.CHAIR: GroupKey.CHAIR,
    Capacity.VICE_CHAIR: GroupKey.VICE_CHAIR,
    Capacity.MEMBER: GroupKey.MEMBERS,
    Capacity.CO_OPTED: GroupKey.CO_OPTED,
    Capacity.SUBSTITUTE: GroupKey.SUBSTITUTES,
    Capacity.OBSERVER: GroupKey.OBSERVERS,
    Capacity.OFFICER: GroupKey.OFFICERS,
    Capacity.VISITOR: GroupKey.VISITORS,
    Capacity.PUBLIC: GroupKey.PUBLIC,
}
_ORDER = tuple(GroupKey)
_COUNT_WORDS = "one two three four five six seven eight nine ten eleven twelve"
_NUMBER_WORDS = {word: at for at, word in enumerate(_COUNT_WORDS.split(" "), start=1)}


@dataclass(frozen=True, slots=True)
class Listed:
    """An attendee as listed: `kind` is None while unmarked, `at` the recorded time of a late
    arrival, `substitute_for` the attendee whose place is taken."""

    attendee: Attendee
    kind: AttendanceKind | None = None
    at: time | None = None
    substitute_for: Attendee | None = None

    @property
    def took_part(self) -> bool:
        """Say whether the person was in the room or joined from afar.

        Visitors and the public are written down only because they came, so no mark is needed.
        """
        if self.kind is None:
            return self.attendee.capacity in (Capacity.VISITOR, Capacity.PUBLIC)
        return self.kind.in_the_room


@dataclass(frozen=True, slots=True)
class Group:
    """A printed group; `title` is the heading that the officer gave it, empty for the usual one."""

    key: GroupKey
    title: str
    people: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Roll:
    """The whole roll of a meeting. `groups` hold those who took part, in print order."""

    groups: tuple[Group, ...]
    apologies: tuple[Listed, ...]
    absent: tuple[Listed, ...]
    unmarked: tuple[Listed, ...]

    @property
    def present(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if not group.key.in_attendance)

    @property
    def in_attendance(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.key.in_attendance)

    @property
    def public_count(self) -> int:
        """How many members of the public came; “six members of the public” counts six."""
        return sum(
            _count(person.attendee.name)
            for group in self.groups
            if group.key is GroupKey.PUBLIC
            for person in group.people
        )


def roll(attendees: Iterable[Attendee], events: Iterable[AttendanceEvent]) -> Roll:
    """Return how everybody is listed; each attendee is in exactly one place.

    The last roll-call mark counts. When a meeting has several sittings, whoever took part in one
    of them took part in the meeting.
    """
    people = sorted(attendees, key=lambda person: person.position)
    by_uid = {person.uid: person for person in people}
    marks = last_marks(events)
    listed = [_listed(person, marks.get(person.uid), by_uid) for person in people]
    return Roll(
        groups=groups_of([one for one in listed if one.took_part]),
        apologies=_with(listed, AttendanceKind.APOLOGIES, AttendanceKind.SUBSTITUTED),
        absent=_with(listed, AttendanceKind.ABSENT),
        unmarked=tuple(one for one in listed if one.kind is None and not one.took_part),
    )


def last_marks(events: Iterable[AttendanceEvent]) -> dict[str, AttendanceEvent]:
    """Return the roll-call event by which each attendee is listed, by attendee."""
    by_sitting: dict[tuple[str, str | None], AttendanceEvent] = {}
    for event in sorted(events, key=lambda event: event.position):
        if event.kind.is_roll_call:
            by_sitting.pop((event.attendee, event.sitting), None)
            by_sitting[event.attendee, event.sitting] = event
    marks: dict[str, AttendanceEvent] = {}
    for event in by_sitting.values():
        before = marks.get(event.attendee)
        if before is None or event.kind.in_the_room or not before.kind.in_the_room:
            marks[event.attendee] = event
    return marks


def movements(events: Iterable[AttendanceEvent]) -> tuple[AttendanceEvent, ...]:
    """Return arrivals, departures and returns in the order in which they happened."""
    moves = (event for event in events if not event.kind.is_roll_call)
    return tuple(sorted(moves, key=lambda event: event.position))


def in_print_order(attendees: Iterable[Attendee]) -> tuple[Attendee, ...]:
    """Return the attendees as a list prints them: the chair first, each group by position."""
    people = [Listed(person) for person in sorted(attendees, key=lambda one: one.position)]
    return tuple(one.attendee for group in groups_of(people) for one in group.people)


def _listed(person: Attendee, mark: AttendanceEvent | None, by_uid: dict[str, Attendee]) -> Listed:
    return Listed(
        attendee=person,
        kind=mark.kind if mark else None,
        at=mark.at if mark else None,
        substitute_for=by_uid.get(person.substitute_for or ""),
    )


def groups_of(people: Sequence[Listed]) -> tuple[Group, ...]:
    """Return the groups of people as a list prints them.

    A group of the officer's own follows the usual one of its first member's capacity.
    """
    groups: dict[tuple[int, str], list[Listed]] = {}
    own: dict[str, tuple[int, str]] = {}
    for person in people:
        title = " ".join(person.attendee.printed_group.split())
        place = (_ORDER.index(_GROUP_OF[person.attendee.capacity]), title)
        place = own.setdefault(title, place) if title else place
        groups.setdefault(place, []).append(person)
    # The sort is stable, so groups of one's own keep the order in which they first appear.
    ordered = sorted(groups.items(), key=lambda group: (group[0][0], bool(group[0][1])))
    return tuple(Group(_ORDER[rank], title, tuple(who)) for (rank, title), who in ordered)


def _with(listed: Iterable[Listed], *kinds: AttendanceKind) -> tuple[Listed, ...]:
    return tuple(one for one in listed if one.kind in kinds)


def _count(name: str) -> int:
    """Return how many people a line of the public stands for, one unless it begins with more."""
    first = re.match(r"\s*(\w+)", name)
    word = first[1].casefold() if first else ""
    if word.isascii() and word.isdigit() and len(word) < 6:
        return int(word)
    return _NUMBER_WORDS.get(word, 1)
