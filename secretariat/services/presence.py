"""Who is in the room at any item of a meeting, and whether that makes a quorum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from secretariat.models.attendance import last_marks
from secretariat.models.interests import InterestKind
from secretariat.models.kinds import AttendanceKind, Capacity
from secretariat.models.presence import Room, Timeline, in_taken_order
from secretariat.models.records import AttendanceEvent, Attendee, Body, Declaration, MeetingEvent
from secretariat.models.room_kinds import MeetingEventKind
from secretariat.services.agenda import items_of
from secretariat.services.attendance import attendees_of
from secretariat.services.bodies import members_of, vacancies
from secretariat.services.interest_kinds import kinds_of
from secretariat.services.meetings import meet_of
from secretariat.services.minutes import entries_of
from secretariat.services.quorum import BodyQuorum, quorum_of
from secretariat.services.replies import has_vote
from secretariat.store.rows import Reader

_OF_THE_BODY = (Capacity.CHAIR, Capacity.VICE_CHAIR, Capacity.MEMBER, Capacity.CO_OPTED)
_QUORUM = (MeetingEventKind.QUORUM_LOST, MeetingEventKind.QUORUM_REGAINED)
_NUMBERS = ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@dataclass(frozen=True, slots=True)
class Count:
    """How many voting places of a body, or of one group of its seats, are taken in the room.

    `name` is empty for the whole of the only body. `needed` is 0 where there is no rule, and
    then nothing is said of a quorum.
    """

    name: str
    present: int
    places: int
    needed: int

    @property
    def stands(self) -> bool:
        return self.present >= self.needed

    @property
    def sentence(self) -> str:
        """“Quorate: 7 of 13, 5 needed”; of a group, its name stands before."""
        if not self.needed:
            return f"{self.name or 'Members'}: {self.present} of {self.places}"
        word = "Quorate" if self.stands else "No quorum"
        lead = f"{self.name}: {word[0].lower()}{word[1:]}" if self.name else word
        lead = f"{lead}, " if self.name else f"{lead}: "
        return f"{lead}{self.present} of {self.places}, {self.needed} needed"

    @property
    def margin(self) -> str:
        """How many more may leave, or must come."""
        if not self.needed:
            return ""
        if not self.stands:
            short = self.needed - self.present
            return f"{_word(short)} more {'is' if short == 1 else 'are'} needed."
        left = self.present - self.needed
        return f"{_word(left)} may leave before it is lost."


def _word(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


@dataclass(frozen=True, slots=True)
class Place:
    """A voting place of a body: who may take it, member or substitutes; nobody when vacant."""

    group: str = ""
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RoomBook:
    """The room over the whole of a meeting, gathered once after each change.

    `places` are the voting places of each body with its quorum, `afar` who joins from afar, and
    `interests` the kinds that members may declare.
    """

    timeline: Timeline
    attendees: Mapping[str, Attendee]
    events: tuple[AttendanceEvent, ...]
    befallen: tuple[MeetingEvent, ...]
    declarations: tuple[Declaration, ...]
    places: tuple[tuple[Body, BodyQuorum, tuple[Place, ...]], ...]
    afar: frozenset[str] = frozenset()
    interests: tuple[InterestKind, ...] = ()

    def at(self, item: str | None) -> Room:
        """Return the room when an item was done with; None: at the end of the meeting."""
        return self.timeline.at(item or None)

    def counts(self, item: str | None) -> tuple[Count, ...]:
        """Return how the quorum stands at an item: of each body, and of each group with a rule."""
        room = self.at(item)
        found: list[Count] = []
        several = len(self.places) > 1
        for body, rule, places in self.places:
            there = room.present if rule.remote else room.present - self.afar
            taken = [bool(place.people & there) for place in places]
            needed = rule.rule.needed(len(places)) if rule.rule else 0
            name = body.name if several else ""
            found.append(Count(name, sum(taken), len(places), needed))
            for group, wanted in (rule.groups or {}).items():
                sat = [t for t, place in zip(taken, places, strict=True) if place.group == group]
                called = f"{body.name}, {group}" if several else group
                found.append(Count(called, sum(sat), len(sat), wanted.needed(len(sat))))
        return tuple(found)

    def is_quorate(self, item: str | None) -> bool:
        """Say whether no quorum is missing at an item."""
        return all(count.stands for count in self.counts(item))

    def told_lost(self, item: str | None) -> bool:
        """Say whether the minutes tell, up to the end of an item, that the quorum was lost."""
        told = self.timeline.befallen(item, _QUORUM)
        return told is not None and told.kind is MeetingEventKind.QUORUM_LOST

    def movements_in(self, entry: str) -> tuple[AttendanceEvent, ...]:
        """Return who came and went in an entry."""
        return tuple(one for one in self.events if one.entry == entry)

    def befallen_in(self, entry: str) -> tuple[MeetingEvent, ...]:
        """Return what befell the meeting in an entry."""
        return tuple(one for one in self.befallen if one.entry == entry)


def room_book(reader: Reader, meeting: str) -> RoomBook:
    """Return the room over a meeting as the register has it now."""
    meet = meet_of(reader, meeting)
    attendees = attendees_of(reader, meeting)
    events = tuple(reader.find(AttendanceEvent, meeting=meeting))
    befallen = tuple(reader.find(MeetingEvent, meeting=meeting))
    items = in_taken_order(items_of(reader, meeting))
    on = meet.date or date.min
    marks = last_marks(events)
    listed: set[str] = set()
    places = []
    for at, body in enumerate(meet.bodies):
        rule = quorum_of(reader, body, on)
        places.append((body, rule, _places(reader, body, on, attendees, listed, lead=at == 0)))
    return RoomBook(
        Timeline(attendees, events, items, entries_of(reader, meeting), befallen),
        {one.uid: one for one in attendees},
        events,
        befallen,
        tuple(reader.find(Declaration, meeting=meeting)),
        tuple(places),
        frozenset(uid for uid, mark in marks.items() if mark.kind is AttendanceKind.REMOTE),
        kinds_of(reader, meet.bodies[0]) if meet.bodies else (),
    )


def _places(
    reader: Reader,
    body: Body,
    on: date,
    attendees: Sequence[Attendee],
    listed: set[str],
    *,
    lead: bool,
) -> tuple[Place, ...]:
    """Return the voting places of a body: its members on the day and its vacant seats, and for
    the leading body those whom the roll alone has as voting members."""
    found: dict[str, Place] = {}
    members = members_of(reader, body.uid, on)
    for member in members:
        if has_vote(member):
            group = " ".join(member.seat.quorum_group.split()) if member.seat else ""
            own = [one for one in attendees if one.person == member.person.uid]
            listed.update(one.uid for one in own)
            found.setdefault(member.person.uid, Place(group, _who_may(own, attendees)))
    made = list(found.values())
    made += [
        Place(" ".join(seat.quorum_group.split()))
        for seat in vacancies(reader, body.uid, on)
        if seat.voting
    ]
    if lead:
        known = {member.person.uid for member in members}
        made += [
            Place("", _who_may([one], attendees))
            for one in attendees
            if one.voting
            and one.capacity in _OF_THE_BODY
            and one.uid not in listed
            and (one.person is None or one.person not in known)
        ]
    return tuple(made)


def _who_may(own: Sequence[Attendee], attendees: Sequence[Attendee]) -> frozenset[str]:
    """Return who may sit in the place of somebody: they, and whoever stands in for them."""
    uids = {one.uid for one in own}
    return frozenset(uids | {one.uid for one in attendees if one.substitute_for in uids})
