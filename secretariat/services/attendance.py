"""Who was at a meeting: the roll, as at that day."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from secretariat.models.kinds import AttendanceKind, Capacity, MemberRole, ReplyKind
from secretariat.models.names import full_name, person_initials
from secretariat.models.records import (
    AttendanceEvent,
    Attendee,
    Body,
    Organisation,
    Person,
    Reply,
)
from secretariat.models.views import Member
from secretariat.services.bodies import members_of
from secretariat.services.fields import change_fields, place, required
from secretariat.services.meetings import meet_of
from secretariat.services.roll_replies import take_over_replies
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

_CAPACITY = {
    MemberRole.CHAIR: Capacity.CHAIR,
    MemberRole.VICE_CHAIR: Capacity.VICE_CHAIR,
    MemberRole.MEMBER: Capacity.MEMBER,
    MemberRole.CO_OPTED: Capacity.CO_OPTED,
    MemberRole.OBSERVER: Capacity.OBSERVER,
    MemberRole.OFFICER: Capacity.OFFICER,
}


def attendees_of(reader: Reader, meeting: str) -> list[Attendee]:
    """Return the attendees of a meeting in their order."""
    return reader.find(Attendee, meeting=meeting)


def roll_of(reader: Reader, meeting: str) -> dict[str, AttendanceKind]:
    """Return how each attendee was marked, by uid; those not yet marked are left out."""
    roll: dict[str, AttendanceKind] = {}
    for event in reader.find(AttendanceEvent, meeting=meeting):
        if event.kind.is_roll_call:
            roll[event.attendee] = event.kind
    return roll


def fill_from_membership(session: Session, meeting: str) -> Receipt[int]:
    """Add everybody who belongs to the meeting's bodies on its day and is not listed yet.

    Returns how many were added. Names, titles and organisations are kept as they are today.
    Whoever has sent apologies or a substitute before the day is marked so; nobody is present.
    """

    def work(writer: Writer) -> int:
        meet = meet_of(writer, meeting)
        present = {a.person for a in attendees_of(writer, meeting)}
        position = writer.count(Attendee, meeting=meeting)
        added = 0
        for body in meet.bodies:
            for member in members_of(writer, body.uid, meet.date or date.min):
                if member.person.uid in present or member.membership.role not in _CAPACITY:
                    continue
                present.add(member.person.uid)
                writer.insert(_attendee(writer, meeting, body, member, position + added))
                added += 1
        take_over_replies(writer, meeting)
        return added

    return session.change("List members", work)


def _attendee(reader: Reader, meeting: str, body: Body, member: Member, position: int) -> Attendee:
    row, person = member.membership, member.person
    titles = {
        MemberRole.CHAIR: body.chair_title,
        MemberRole.VICE_CHAIR: body.vice_chair_title,
    }
    home = member.organisation
    return Attendee(
        meeting=meeting,
        person=person.uid,
        name=full_name(person),
        capacity=_CAPACITY[row.role],
        role_title=titles.get(row.role, ""),
        job_title=person.job_title,
        organisation=row.representing or (home.name if home else ""),
        initials=person_initials(person),
        seat=member.seat.name if member.seat else "",
        voting=row.voting,
        position=position,
    )


def add_attendee(
    session: Session,
    meeting: str,
    name: str,
    *,
    capacity: Capacity = Capacity.VISITOR,
    kind: AttendanceKind | None = AttendanceKind.PRESENT,
    **values: Any,
) -> Receipt[Attendee]:
    """Add somebody who is not a member, marked present unless told otherwise."""
    name = required(name, "the name of the person")

    def work(writer: Writer) -> Attendee:
        last = writer.count(Attendee, meeting=meeting)
        new = writer.insert(
            Attendee(meeting=meeting, name=name, capacity=capacity, position=last, **values)
        )
        if kind is not None:
            writer.insert(AttendanceEvent(meeting=meeting, attendee=new.uid, kind=kind))
        return new

    return session.change("Add to attendance", work)


def add_person_as(
    session: Session, meeting: str, person: str, capacity: Capacity
) -> Receipt[Attendee]:
    """Add a person of the directory, as they are today, marked present."""

    def work(writer: Writer) -> Attendee:
        row = writer.get(Person, person)
        home = writer.maybe(Organisation, row.organisation)
        last = writer.count(Attendee, meeting=meeting)
        new = writer.insert(
            Attendee(
                meeting=meeting,
                person=person,
                name=full_name(row),
                capacity=capacity,
                job_title=row.job_title,
                organisation=home.name if home else "",
                initials=person_initials(row),
                voting=False,
                position=last,
            )
        )
        writer.insert(
            AttendanceEvent(meeting=meeting, attendee=new.uid, kind=AttendanceKind.PRESENT)
        )
        return new

    return session.change("Add to attendance", work)


def mark(
    session: Session,
    attendee: str,
    kind: AttendanceKind | None,
    *,
    at: time | None = None,
    origin: str = "",
) -> Receipt[None]:
    """Mark how somebody stands in the roll; None takes the mark away.

    `at` is when somebody who came late came in.
    """

    def work(writer: Writer) -> None:
        row = writer.get(Attendee, attendee)
        marks = [e for e in writer.find(AttendanceEvent, attendee=attendee) if e.kind.is_roll_call]
        if kind is None:
            for event in marks:
                writer.delete(AttendanceEvent, event.uid)
        elif marks:
            writer.update(AttendanceEvent, marks[-1].uid, kind=kind, at=at)
        else:
            writer.insert(AttendanceEvent(meeting=row.meeting, attendee=attendee, kind=kind, at=at))

    label = f"Mark {kind.value}" if kind else "Clear mark"
    return session.change(label, work, origin=origin)


def mark_unmarked_present(session: Session, meeting: str) -> Receipt[int]:
    """Mark everybody present who is not marked yet; returns how many.

    Whoever had said that they would join remotely is marked so.
    """

    def work(writer: Writer) -> int:
        marked = roll_of(writer, meeting)
        afar = {r.person for r in writer.find(Reply, meeting=meeting, kind=ReplyKind.REMOTE)}
        rest = [a for a in attendees_of(writer, meeting) if a.uid not in marked]
        for attendee in rest:
            remote = attendee.person in afar
            kind = AttendanceKind.REMOTE if remote else AttendanceKind.PRESENT
            writer.insert(AttendanceEvent(meeting=meeting, attendee=attendee.uid, kind=kind))
        return len(rest)

    return session.change("Mark the rest present", work)


def substitute(session: Session, attendee: str, name: str, **values: Any) -> Receipt[Attendee]:
    """Record that somebody came in an attendee's place, who is then listed as substituted."""
    name = required(name, "the name of the substitute")

    def work(writer: Writer) -> Attendee:
        away = writer.get(Attendee, attendee)
        for event in writer.find(AttendanceEvent, attendee=attendee):
            if event.kind.is_roll_call:
                writer.delete(AttendanceEvent, event.uid)
        writer.insert(
            AttendanceEvent(
                meeting=away.meeting, attendee=attendee, kind=AttendanceKind.SUBSTITUTED
            )
        )
        siblings = attendees_of(writer, away.meeting)
        details = {
            "organisation": away.organisation,
            "seat": away.seat,
            "voting": away.voting,
            **values,
        }
        new = writer.insert(
            Attendee(
                meeting=away.meeting,
                name=name,
                capacity=Capacity.SUBSTITUTE,
                substitute_for=attendee,
                **details,
            )
        )
        writer.insert(
            AttendanceEvent(meeting=away.meeting, attendee=new.uid, kind=AttendanceKind.PRESENT)
        )
        after = [a.uid for a in siblings].index(attendee) + 1
        place(writer, Attendee, new.uid, siblings, after)
        return new

    return session.change("Record substitute", work)


def record_movement(
    session: Session, attendee: str, kind: AttendanceKind, at: time, item: str | None = None
) -> Receipt[AttendanceEvent]:
    """Record that somebody arrived, left or came back, at a clock time and during an item."""

    def work(writer: Writer) -> AttendanceEvent:
        row = writer.get(Attendee, attendee)
        last = writer.count(AttendanceEvent, attendee=attendee)
        return writer.insert(
            AttendanceEvent(
                meeting=row.meeting, attendee=attendee, kind=kind, at=at, item=item, position=last
            )
        )

    return session.change(f"Record that somebody {kind.value}", work)


def change_attendee(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[Attendee]:
    """Set fields of an attendee, for this meeting alone."""
    if "name" in values:
        values["name"] = required(values["name"], "the name of the person")
    return change_fields(session, Attendee, uid, "Change attendance", origin=origin, **values)


def move_attendee(session: Session, uid: str, index: int) -> Receipt[None]:
    """Put an attendee at another place in the list."""

    def work(writer: Writer) -> None:
        row = writer.get(Attendee, uid)
        place(writer, Attendee, uid, attendees_of(writer, row.meeting), index)

    return session.change("Move in attendance", work)


def remove_attendee(session: Session, uid: str) -> Receipt[None]:
    """Take somebody off the attendance of this meeting."""
    return session.change("Remove from attendance", lambda w: w.delete(Attendee, uid))


def attendance_record(reader: Reader, person: str) -> dict[AttendanceKind, int]:
    """Return how often a person was marked each way, over all meetings."""
    counts: dict[AttendanceKind, int] = {}
    for attendee in reader.find(Attendee, person=person):
        kind = roll_of_one(reader, attendee)
        if kind is not None:
            counts[kind] = counts.get(kind, 0) + 1
    return counts


def roll_of_one(reader: Reader, attendee: Attendee) -> AttendanceKind | None:
    """Return how one attendee was marked, or None."""
    marks = [
        e.kind for e in reader.find(AttendanceEvent, attendee=attendee.uid) if e.kind.is_roll_call
    ]
    return marks[-1] if marks else None
