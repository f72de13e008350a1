"""What clashes: a body, a room, a member or an officer wanted in two places at one time.

One module for all places where a meeting is made or moved. A clash is told and never forbidden:
the officer may know better than the register.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from secretariat.models.dates import clock
from secretariat.models.kinds import ReplyKind, Stage
from secretariat.models.membership import in_force
from secretariat.models.names import plain_name
from secretariat.models.plaintext import joined, one_line
from secretariat.models.records import Attendee, Body, Membership, Person, Reply, Sitting
from secretariat.services.meetings import Meet, all_meetings
from secretariat.store.rows import Reader

OFF = (Stage.CANCELLED, Stage.POSTPONED)
"""Stages in which a meeting takes nobody's time."""

_USUAL_LENGTH = timedelta(hours=2)
_AWAY = (ReplyKind.APOLOGIES, ReplyKind.SUBSTITUTE)
_NO_ROOM = frozenset(
    ("online", "remote", "remotely", "virtual", "virtually", "teams", "microsoft teams", "ms teams",
     "zoom", "webex", "by video", "by telephone", "to be confirmed", "tbc", "to be arranged")
)  # fmt: skip
"""Words in the field for the place that name no room, or none that can be taken."""


class ClashKind(StrEnum):
    """What is wanted twice; SAME_DAY: the body meets twice that day, at different times."""

    BODY = "body"
    ROOM = "room"
    PEOPLE = "people"
    SAME_DAY = "same day"


@dataclass(frozen=True, slots=True)
class Clash:
    """One reason why a meeting clashes with another; `people` are called as they are spoken of."""

    kind: ClashKind
    day: date
    other: Meet
    sitting: Sitting
    people: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Say what clashes, as a sentence without its full stop."""
        there = f"{self.other.name}, {span_words(self.sitting.starts, self.sitting.ends)}"
        if self.kind is ClashKind.ROOM:
            return f"{one_line(self.sitting.place)} is taken by {there}"
        if self.kind is ClashKind.PEOPLE:
            are = "is" if len(self.people) == 1 else "are"
            return f"{_some(self.people)} {are} also at {there}"
        again = span_words(self.sitting.starts, self.sitting.ends)
        return f"{self.other.name} meets on that day already, {again}"


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that a meeting takes or would take; `meeting` is empty for one not made yet."""

    bodies: tuple[str, ...]
    day: date
    starts: time
    ends: time | None = None
    place: str = ""
    zone: str = "Europe/London"
    meeting: str = ""


class Diary:
    """All meetings by day; members and replies are read when they are first asked for."""

    def __init__(self, reader: Reader, meets: Iterable[Meet] | None = None) -> None:
        self._reader = reader
        self._days: dict[date, list[tuple[Meet, Sitting]]] = {}
        for meet in all_meetings(reader) if meets is None else meets:
            if meet.meeting.stage not in OFF:
                for sitting in meet.sittings:
                    self._days.setdefault(sitting.date, []).append((meet, sitting))
        self._members: dict[str, list[Membership]] | None = None
        self._at: dict[tuple[str, date], frozenset[str]] = {}

    def clashes(self, slot: Slot) -> list[Clash]:
        """Return what a meeting in a slot clashes with: of each other meeting the gravest reason.

        Meetings of the same body come first, then those at the same time by their hours.
        """
        found = [
            clash
            for meet, sitting in self._days.get(slot.day, ())
            if meet.meeting.uid != slot.meeting and (clash := self._between(slot, meet, sitting))
        ]
        order = [ClashKind.BODY, ClashKind.SAME_DAY, ClashKind.ROOM, ClashKind.PEOPLE]
        return sorted(found, key=lambda one: (order.index(one.kind), one.sitting.starts))

    def of_meet(self, meet: Meet) -> list[Clash]:
        """Return what a meeting of the register clashes with; a cancelled one with nothing."""
        if meet.meeting.stage in OFF:
            return []
        return [
            clash
            for sitting in meet.sittings
            if len(self._days.get(sitting.date, ())) > 1
            for clash in self.clashes(slot_of(meet, sitting))
            if clash.kind is not ClashKind.SAME_DAY
        ]

    def coming(self, first: date, last: date) -> dict[str, list[Clash]]:
        """Return by meeting what clashes from `first` to `last`, both days included."""
        found: dict[str, list[Clash]] = {}
        for day in sorted(day for day in self._days if first <= day <= last):
            there = self._days[day]
            for meet, sitting in there if len(there) > 1 else ():
                firm = [
                    clash
                    for clash in self.clashes(slot_of(meet, sitting))
                    if clash.kind is not ClashKind.SAME_DAY
                ]
                if firm:
                    found.setdefault(meet.meeting.uid, []).extend(firm)
        return found

    def others_on(self, day: date, but: str = "") -> list[tuple[Meet, Sitting]]:
        """Return what else stands on a day, in the order of the hours."""
        there = [pair for pair in self._days.get(day, ()) if pair[0].meeting.uid != but]
        return sorted(there, key=lambda pair: pair[1].starts)

    def _between(self, slot: Slot, meet: Meet, sitting: Sitting) -> Clash | None:
        same_body = any(body.uid in slot.bodies for body in meet.bodies)
        overlaps = _overlap(slot, slot_of(meet, sitting))
        if same_body:
            kind = ClashKind.BODY if overlaps else ClashKind.SAME_DAY
            return Clash(kind, slot.day, meet, sitting)
        if not overlaps:
            return None
        if (room := _room(slot.place)) and room == _room(sitting.place):
            return Clash(ClashKind.ROOM, slot.day, meet, sitting)
        here = self._people(slot.meeting, slot.bodies, slot.day)
        both = here & self._people(
            meet.meeting.uid, tuple(body.uid for body in meet.bodies), slot.day
        )
        return Clash(ClashKind.PEOPLE, slot.day, meet, sitting, self._named(both)) if both else None

    def _people(self, meeting: str, bodies: Sequence[str], day: date) -> frozenset[str]:
        """Return who is wanted at a meeting: members and officers of its bodies on that day, and
        who else is on its roll or stands in; those who sent apologies are not."""
        key = (meeting or "+".join(bodies), day)
        if key not in self._at:
            if self._members is None:
                self._members = {}
                for row in self._reader.find(Membership):
                    self._members.setdefault(row.body, []).append(row)
            wanted = {
                row.person
                for body in bodies
                for row in self._members.get(body, ())
                if in_force(row.starts, row.ends, day)
            }
            if meeting:
                roll = self._reader.find(Attendee, meeting=meeting)
                wanted |= {one.person for one in roll if one.person}
                for reply in self._reader.find(Reply, meeting=meeting):
                    if reply.kind in _AWAY:
                        wanted -= {reply.person}
                    if reply.kind is ReplyKind.SUBSTITUTE and reply.substitute:
                        wanted |= {reply.substitute}
            self._at[key] = frozenset(wanted)
        return self._at[key]

    def _named(self, people: Iterable[str]) -> tuple[str, ...]:
        known = self._reader.by_uid(Person, people).values()
        order = sorted(known, key=lambda one: (one.family_name.casefold(), one.given_name))
        return tuple(f"{one.honorific} {plain_name(one)}".strip() for one in order)


def slot_of(meet: Meet, sitting: Sitting) -> Slot:
    """Return the time that one date of a meeting takes."""
    return Slot(
        tuple(body.uid for body in meet.bodies),
        sitting.date,
        sitting.starts,
        sitting.ends,
        sitting.place,
        meet.meeting.zone,
        meet.meeting.uid,
    )


def new_slot(
    bodies: Sequence[Body], day: date, starts: time, ends: time | None = None, place: str = ""
) -> Slot:
    """Return the time that a new meeting of these bodies would take, at the usual place of the
    leading one unless another is given."""
    lead = bodies[0]
    uids = tuple(body.uid for body in bodies)
    return Slot(uids, day, starts, ends, place or lead.venue, lead.zone)


def told(clashes: Sequence[Clash], most: int = 2) -> str:
    """Return clashes as running text, the first ones in full; empty without any."""
    said = [f"{clash.words}." for clash in clashes[:most]]
    rest = len(clashes) - most
    if rest > 0:
        said.append(f"And {rest} more clash{'es' if rest > 1 else ''}.")
    return " ".join(said)


def also_on(diary: Diary, day: date, but: str = "") -> str:
    """Return a sentence on what else stands on a day, where nothing clashes; it may be nothing."""
    there = diary.others_on(day, but)
    if not there:
        return ""
    meet, sitting = there[0]
    more = f" and {len(there) - 1} more" if len(there) > 1 else ""
    return f"The same day as {meet.name}, {span_words(sitting.starts, sitting.ends)}{more}."


def span_words(starts: time, ends: time | None) -> str:
    """Return the hours of a meeting as they are spoken: 10.00 am to 12 noon."""
    return f"{clock(starts)} to {clock(ends)}" if ends else clock(starts)


def _some(names: Sequence[str]) -> str:
    if len(names) <= 3:
        return joined(list(names))
    return f"{names[0]}, {names[1]} and {len(names) - 2} others"


def _overlap(one: Slot, other: Slot) -> bool:
    mine, theirs = _span(one), _span(other)
    if one.zone != other.zone:
        mine, theirs = _instants(mine, one.zone), _instants(theirs, other.zone)
    return mine[0] < theirs[1] and theirs[0] < mine[1]


_Span = tuple[datetime, datetime]


def _span(slot: Slot) -> _Span:
    """Return when a slot begins and ends; two hours are kept where no end is set."""
    begins = datetime.combine(slot.day, slot.starts)
    if slot.ends:
        return begins, datetime.combine(slot.day, slot.ends)
    late = slot.starts.hour >= 22
    return begins, datetime.combine(slot.day, time.max) if late else begins + _USUAL_LENGTH


def _instants(span: _Span, zone: str) -> _Span:
    """Return local times of a zone as UTC; as they stand where the zone is not known."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        begins, ends = (wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for wall in span)
    except (ZoneInfoNotFoundError, ValueError, OSError, OverflowError):
        return span[0].replace(tzinfo=UTC), span[1].replace(tzinfo=UTC)
    return begins, ends


def _room(place: str) -> str:
    """Return a place as it is compared; empty for one that is no room."""
    room = " ".join(place.split()).casefold()
    return "" if room in _NO_ROOM else room
