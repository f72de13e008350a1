"""Who is in the room at any moment of a meeting, who is in the chair, and whether the public is in.

All of it follows from what was recorded: the roll, and the events that came after it. An event
stands at its place in the minutes: the item in the order in which business was taken, and within
the item at its entry, or before all entries when it has none. One that names no item is placed
by its clock where items have clocks, and otherwise before the first item.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import time

from secretariat.models.attendance import last_marks
from secretariat.models.kinds import AttendanceKind, Capacity
from secretariat.models.records import (
    AttendanceEvent,
    Attendee,
    Entry,
    Item,
    MeetingEvent,
)
from secretariat.models.room_kinds import MeetingEventKind

_COMES = frozenset({AttendanceKind.ARRIVES, AttendanceKind.RETURNS, AttendanceKind.TAKES_OVER})
_GOES = frozenset({AttendanceKind.LEAVES, AttendanceKind.WITHDRAWS})
Moment = tuple[int, int, int]
"""A place in the minutes: item, entry within it (-1 before all), and the count of events there."""

START: Moment = (-1, -1, -1)


@dataclass(frozen=True, slots=True)
class Room:
    """The room at one moment. `present` are uids of attendees, those from afar included.

    `chair` presides: whoever took the chair last, and else the chair or vice-chair who is there.
    """

    present: frozenset[str] = frozenset()
    chair: str | None = None
    public_in: bool = True
    sitting: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """That somebody was in the room from one moment up to another; None: to the end."""

    since: Moment
    until: Moment | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    at: Moment
    event: AttendanceEvent | MeetingEvent


class Timeline:
    """The room over the whole of a meeting.

    `items` are in the order in which they were taken. Records of other meetings must not be among
    what is given. Nothing here raises: an event about nobody known changes nothing.
    """

    def __init__(
        self,
        attendees: Iterable[Attendee],
        events: Iterable[AttendanceEvent],
        items: Sequence[Item] = (),
        entries: Iterable[Entry] = (),
        meeting_events: Iterable[MeetingEvent] = (),
    ) -> None:
        self.attendees = {one.uid: one for one in sorted(attendees, key=lambda one: one.position)}
        self._items = list(items)
        self._place = {item.uid: at for at, item in enumerate(self._items)}
        self._entries = {entry.uid: entry for entry in entries}
        marks = tuple(events)
        self._start = self._at_start(marks)
        moves: list[AttendanceEvent | MeetingEvent] = [
            event for event in marks if not (event.kind.is_roll_call or opens_in_chair(event))
        ]
        moves.extend(meeting_events)
        steps = (_Step(self._moment(event), event) for event in moves)
        self._steps = sorted(steps, key=lambda step: step.at)

    # ------------------------------------------------------------------ asking

    def at(self, item: str | None = None, entry: str | None = None) -> Room:
        """Return the room at the place of an entry, or when an item was done with.

        Without either: at the end of the meeting.
        """
        if entry is not None and (found := self._entries.get(entry)):
            return self._room(before=(self._rank_of(found), found.position, -1), through=True)
        if item is not None and item in self._place:
            return self._room(before=(self._place[item] + 1, -2, -1))
        return self._room(before=None)

    @property
    def start(self) -> Room:
        """The room when the meeting began, with whom the roll call put in the chair."""
        return self._start

    def opening(self, item: str) -> Room:
        """Return the room when an item was called, before anything that happened during it."""
        return self._room(before=(self._rank(item), -2, -1))

    def spans(self, attendee: str) -> tuple[Span, ...]:
        """Return when somebody was in the room; the spans never overlap."""
        since: Moment | None = START if attendee in self._start.present else None
        spans: list[Span] = []
        room = self._start
        for step in self._steps:
            room = self._after(room, step.event)
            if since is None and attendee in room.present:
                since = step.at
            elif since is not None and attendee not in room.present:
                spans.append(Span(since, step.at))
                since = None
        return (*spans, Span(since)) if since is not None else tuple(spans)

    def anybody_during(self, item: str) -> frozenset[str]:
        """Return everybody who was there for any part of an item."""
        rank = self._rank(item)
        room = self.opening(item)
        seen = set(room.present)
        for step in self._steps:
            if step.at[0] == rank:
                room = self._after(room, step.event)
                seen |= room.present
        return frozenset(seen)

    def befallen(self, item: str | None, kinds: Iterable[MeetingEventKind]) -> MeetingEvent | None:
        """Return the last event of the meeting of some kinds up to the end of an item.

        None for the item: up to the end of the meeting.
        """
        wanted = frozenset(kinds)
        end = self._end(item)
        found = [
            step.event
            for step in self._steps
            if step.at[0] <= end
            and isinstance(step.event, MeetingEvent)
            and step.event.kind in wanted
        ]
        return found[-1] if found else None

    def moves_of(self, attendee: str) -> tuple[AttendanceEvent, ...]:
        """Return when somebody came or went, in order."""
        return tuple(event for _, event in self._moves_of(attendee))

    def last_move(self, attendee: str, item: str | None) -> AttendanceEvent | None:
        """Return how somebody last came or went up to the end of an item; None: of the meeting."""
        end = self._end(item)
        moves = [event for rank, event in self._moves_of(attendee) if rank <= end]
        return moves[-1] if moves else None

    def _moves_of(self, attendee: str) -> list[tuple[int, AttendanceEvent]]:
        return [
            (step.at[0], step.event)
            for step in self._steps
            if isinstance(step.event, AttendanceEvent)
            and step.event.attendee == attendee
            and step.event.kind in _COMES | _GOES
        ]

    # ------------------------------------------------------------------ reckoning

    def _room(self, before: Moment | None, *, through: bool = False) -> Room:
        room = self._start
        for step in self._steps:
            if before is not None:
                # An event in the very entry that is asked about has happened.
                limit = step.at[:2] <= before[:2] if through else step.at < before
                if not limit:
                    break
            room = self._after(room, step.event)
        return room

    def _at_start(self, events: Iterable[AttendanceEvent]) -> Room:
        held = tuple(events)
        marks = last_marks(held)
        come_later = {e.attendee for e in held if e.kind is AttendanceKind.ARRIVES}
        come_later |= {e.attendee for e in held if e.kind is AttendanceKind.TAKES_OVER}
        present = set()
        for uid, person in self.attendees.items():
            mark = marks.get(uid)
            unmarked_guest = mark is None and person.capacity in (
                Capacity.VISITOR,
                Capacity.PUBLIC,
            )
            there = unmarked_guest or (mark is not None and mark.kind.in_the_room)
            if there and uid not in come_later:
                present.add(uid)
        opens = [e.attendee for e in held if opens_in_chair(e) and e.attendee in present]
        chair = opens[-1] if opens else None
        return self._with_chair(Room(frozenset(present), chair))

    def _after(self, room: Room, event: AttendanceEvent | MeetingEvent) -> Room:
        if isinstance(event, MeetingEvent):
            return _befallen(room, event.kind)
        uid = event.attendee
        if uid not in self.attendees:
            return room
        if event.kind in _COMES:
            present = room.present | {uid}
            if event.kind is AttendanceKind.TAKES_OVER:
                present -= {self.attendees[uid].substitute_for or ""}
            return self._with_chair(replace(room, present=present))
        if event.kind in _GOES:
            return self._with_chair(replace(room, present=room.present - {uid}))
        if event.kind is AttendanceKind.TAKES_CHAIR:
            return replace(room, chair=uid)
        left = room.chair if room.chair != uid else None
        return replace(room, chair=left) if left else self._with_chair(replace(room, chair=None))

    def _with_chair(self, room: Room) -> Room:
        """Return the room with somebody in the chair, where one of those who may is there."""
        if room.chair in room.present:
            return room
        for capacity in (Capacity.CHAIR, Capacity.VICE_CHAIR):
            for uid, person in self.attendees.items():
                if person.capacity is capacity and uid in room.present:
                    return replace(room, chair=uid)
        return replace(room, chair=None)

    # ------------------------------------------------------------------ places

    def _end(self, item: str | None) -> int:
        return self._place.get(item or "", len(self._items))

    def _rank(self, item: str | None) -> int:
        return self._place.get(item or "", len(self._items) if item is None else -1)

    def _rank_of(self, entry: Entry) -> int:
        """Return the rank of an entry: one between items with a place below nought comes first."""
        return -1 if entry.item is None and entry.position < 0 else self._rank(entry.item)

    def _moment(self, event: AttendanceEvent | MeetingEvent) -> Moment:
        entry = self._entries.get(event.entry or "")
        if entry is not None:
            return (self._rank_of(entry), entry.position, event.position)
        if event.item in self._place:
            return (self._place[event.item or ""], -1, event.position)
        return (self._by_clock(event.at), -1, event.position)

    def _by_clock(self, at: time | None) -> int:
        """Return the item that was under way at a clock time; -1 before the first or if unknown."""
        if at is None:
            return -1
        begun = [
            place
            for place, item in enumerate(self._items)
            if item.started is not None and item.started <= at
        ]
        return max(begun, default=-1)


def opens_in_chair(event: AttendanceEvent) -> bool:
    """Say whether an event is the roll call's: who is in the chair from the start.

    It names no item, no entry and no time, and holds only while that person is there.
    """
    nowhere = event.item is None and event.entry is None and event.at is None
    return nowhere and event.kind is AttendanceKind.TAKES_CHAIR


def chair_at_start(
    attendees: Iterable[Attendee], events: Iterable[AttendanceEvent]
) -> Attendee | None:
    """Return who presides when the meeting begins; None while nobody does."""
    line = Timeline(attendees, events)
    return line.attendees.get(line.start.chair or "")


def _befallen(room: Room, kind: MeetingEventKind) -> Room:
    if kind in (MeetingEventKind.ADJOURNED, MeetingEventKind.RESUMED):
        return replace(room, sitting=kind is MeetingEventKind.RESUMED)
    if kind in (MeetingEventKind.PUBLIC_EXCLUDED, MeetingEventKind.PUBLIC_READMITTED):
        return replace(room, public_in=kind is MeetingEventKind.PUBLIC_READMITTED)
    return room


def in_taken_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return items in the order in which they were taken.

    Those with a place of their own come at it; the others follow the item before them on the
    agenda. `items` are in the order of the agenda, as `in_tree_order` gives them.
    """
    keys: dict[str, tuple[int, int]] = {}
    last = 0
    ordered = list(items)
    for at, item in enumerate(ordered):
        last = item.taken if item.taken is not None else last
        keys[item.uid] = (last, at)
    return tuple(sorted(ordered, key=lambda item: keys[item.uid]))
