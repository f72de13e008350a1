"""What happens in the room, recorded at its place in the minutes: who comes and goes, who takes
the chair, and what befalls the whole meeting.

Each is an event with an entry of the minutes in which it is told; both are written, moved and
removed together. Nothing here refuses what happened: what looks wrong is a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.attendance import last_marks
from secretariat.models.kinds import AttendanceKind, Capacity, EntryKind
from secretariat.models.records import AttendanceEvent, Attendee, Entry, MeetingEvent
from secretariat.models.room_kinds import MeetingEventKind
from secretariat.services.attendance import attendees_of
from secretariat.services.entry_events import COMES_ANEW, unlist
from secretariat.services.fields import place, required
from secretariat.services.minutes import entries_under
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.uids import new_uid
from secretariat.store.writer import Receipt


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the minutes: under an item (None: between items), after an entry or last.

    `first` puts it before all entries there; `uid` is the one that the new entry is to have.
    """

    meeting: str
    item: str | None = None
    after: str | None = None
    first: bool = False
    uid: str = ""


def record_movement(
    session: Session,
    spot: Spot,
    attendee: str,
    kind: AttendanceKind,
    *,
    at: time | None = None,
    note: str = "",
    origin: str = "",
) -> Receipt[AttendanceEvent]:
    """Record that somebody came, went, took over or took the chair, and tell it in the minutes.

    Whoever comes and was not marked as present is listed as come late. KnownError when the
    person is not on the roll of this meeting.
    """
    return session.change(
        f"Record that somebody {kind.value}",
        lambda writer: move(writer, spot, attendee, kind, at, note),
        origin=origin,
    )


def record_arrival_of_new(
    session: Session, spot: Spot, name: str, *, at: time | None = None, origin: str = ""
) -> Receipt[AttendanceEvent]:
    """Record that somebody came who is on no list: they are added as a visitor without a vote."""
    name = required(name, "the name of the person")

    def work(writer: Writer) -> AttendanceEvent:
        new = writer.insert(
            Attendee(
                meeting=spot.meeting,
                name=name,
                capacity=Capacity.VISITOR,
                voting=False,
                position=writer.count(Attendee, meeting=spot.meeting),
            )
        )
        return move(writer, spot, new.uid, AttendanceKind.ARRIVES, at, "")

    return session.change("Record that somebody arrives", work, origin=origin)


def take_over(
    session: Session,
    spot: Spot,
    away: str,
    name: str,
    *,
    person: str | None = None,
    at: time | None = None,
    origin: str = "",
) -> Receipt[AttendanceEvent]:
    """Record that a substitute took somebody's place during the meeting.

    A substitute of that name who is listed for them already is taken; otherwise one is added with
    their seat and vote.
    """
    name = required(name, "the name of the substitute")

    def work(writer: Writer) -> AttendanceEvent:
        gone = writer.get(Attendee, away)
        known = [
            one
            for one in attendees_of(writer, spot.meeting)
            if one.substitute_for == away and one.name.casefold() == name.casefold()
        ]
        new = known[0] if known else _substitute(writer, gone, name, person)
        return move(writer, spot, new.uid, AttendanceKind.TAKES_OVER, at, "")

    return session.change("Record that a substitute takes over", work, origin=origin)


def _substitute(writer: Writer, gone: Attendee, name: str, person: str | None) -> Attendee:
    siblings = attendees_of(writer, gone.meeting)
    new = writer.insert(
        Attendee(
            meeting=gone.meeting,
            person=person,
            name=name,
            capacity=Capacity.SUBSTITUTE,
            organisation=gone.organisation,
            seat=gone.seat,
            voting=gone.voting,
            substitute_for=gone.uid,
        )
    )
    place(writer, Attendee, new.uid, siblings, [one.uid for one in siblings].index(gone.uid) + 1)
    return new


def record_event(
    session: Session,
    spot: Spot,
    kind: MeetingEventKind,
    *,
    at: time | None = None,
    ground: str = "",
    note: str = "",
    origin: str = "",
) -> Receipt[MeetingEvent]:
    """Record what befell the whole meeting, and tell it in the minutes.

    `ground` names the business for which the public is excluded and why, in words that may be
    read out: Local Government Act 1972, s.100A(5).
    """

    def work(writer: Writer) -> MeetingEvent:
        entry = make_entry(writer, spot)
        return writer.insert(
            MeetingEvent(
                meeting=spot.meeting,
                kind=kind,
                item=spot.item,
                entry=entry.uid,
                at=at,
                ground=ground.strip(),
                note=note.strip(),
                position=_next_place(writer, spot.meeting),
            )
        )

    return session.change(f"Record: {kind.value}", work, origin=origin)


def change_movement(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[AttendanceEvent]:
    """Set who moved, how, when, or in what words; the mark of a late arrival follows."""

    def work(writer: Writer) -> AttendanceEvent:
        before = writer.get(AttendanceEvent, uid)
        after = writer.update(AttendanceEvent, uid, **values)
        was, now = _key(before), _key(after)
        if was != now:
            unlist(writer, before)
            _list_as_late(writer, after)
        return after

    names = "-".join(sorted(values))
    return session.change(
        "Change who came and went",
        work,
        origin=origin,
        merge_key=f"attendance_event:{uid}:{names}",
    )


def _key(event: AttendanceEvent) -> tuple[str, bool, time | None]:
    return (event.attendee, event.kind in COMES_ANEW, event.at)


def change_event(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[MeetingEvent]:
    """Set when the meeting was adjourned, what the exclusion names, and the like."""
    names = "-".join(sorted(values))
    return session.change(
        "Change what befell the meeting",
        lambda writer: writer.update(MeetingEvent, uid, **values),
        origin=origin,
        merge_key=f"meeting_event:{uid}:{names}",
    )


# ---------------------------------------------------------------------- writing


def move(
    writer: Writer,
    spot: Spot,
    attendee: str,
    kind: AttendanceKind,
    at: time | None,
    note: str = "",
) -> AttendanceEvent:
    """Write a movement and the entry that tells it, within a change."""
    if writer.get(Attendee, attendee).meeting != spot.meeting:
        raise KnownError("This person is on the roll of another meeting.")
    entry = make_entry(writer, spot)
    event = writer.insert(
        AttendanceEvent(
            meeting=spot.meeting,
            attendee=attendee,
            kind=kind,
            item=spot.item,
            entry=entry.uid,
            at=at,
            note=note.strip(),
            position=_next_place(writer, spot.meeting),
        )
    )
    _list_as_late(writer, event)
    return event


def make_entry(writer: Writer, spot: Spot, kind: EntryKind = EntryKind.MOVEMENT) -> Entry:
    """Make the entry in which it is told, at its place among those of the item."""
    siblings = entries_under(writer, spot.meeting, spot.item)
    uid = spot.uid or new_uid()
    made = writer.insert(Entry(uid=uid, meeting=spot.meeting, item=spot.item, kind=kind))
    uids = [one.uid for one in siblings]
    last = 0 if spot.first else len(uids)
    index = uids.index(spot.after) + 1 if spot.after in uids else last
    place(writer, Entry, made.uid, siblings, index)
    return made


def _next_place(reader: Reader, meeting: str) -> int:
    """Return the place after every event there is, of people and of the meeting."""
    rows: Sequence[AttendanceEvent | MeetingEvent] = [
        *reader.find(AttendanceEvent, meeting=meeting),
        *reader.find(MeetingEvent, meeting=meeting),
    ]
    return max((row.position for row in rows), default=-1) + 1


def _list_as_late(writer: Writer, event: AttendanceEvent) -> None:
    """List somebody who came as come late, unless the roll has them as there."""
    if event.kind not in COMES_ANEW:
        return
    person = writer.get(Attendee, event.attendee)
    held = writer.find(AttendanceEvent, attendee=event.attendee)
    mark = last_marks(held).get(event.attendee)
    if (mark is not None and mark.kind.in_the_room) or person.capacity is Capacity.PUBLIC:
        return
    if mark is not None:
        writer.update(AttendanceEvent, mark.uid, kind=AttendanceKind.LATE, at=event.at)
        return
    writer.insert(
        AttendanceEvent(
            meeting=event.meeting,
            attendee=event.attendee,
            kind=AttendanceKind.LATE,
            at=event.at,
        )
    )
