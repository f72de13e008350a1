"""From replies to the roll: apologies told before the day are marked, presence never is.

Presence is what happened, so whoever said that they come stays unmarked until the roll is
called. Nothing that was marked is written over. Only before the meeting has begun, when a mark
can come from nowhere but a reply, does it follow that reply when it changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from secretariat.models.kinds import AttendanceKind, Capacity, ReplyKind, Stage
from secretariat.models.names import full_name, person_initials
from secretariat.models.records import (
    AttendanceEvent,
    Attendee,
    Meeting,
    Organisation,
    Person,
    Reply,
)
from secretariat.services.fields import place
from secretariat.store.rows import Writer

_BEFORE = (Stage.PLANNED, Stage.AGENDA, Stage.PUBLISHED)


def take_over_replies(
    writer: Writer, meeting: str, persons: Iterable[str | None] | None = None
) -> None:
    """Mark in the roll the apologies and substitutes that were told before the day.

    Of `persons`, or of everybody; whoever is marked already, or not on the roll, is passed over.
    """
    rows = writer.find(Attendee, meeting=meeting)
    wanted = None if persons is None else set(persons)
    replies = {reply.person: reply for reply in writer.find(Reply, meeting=meeting)}
    for attendee in rows:
        reply = replies.get(attendee.person or "")
        if reply is None or (wanted is not None and attendee.person not in wanted):
            continue
        if not _marks(writer, attendee):
            _mark(writer, attendee, reply)


def follow_replies(writer: Writer, meeting: str, before: Mapping[str, Reply | None]) -> None:
    """Let the roll follow replies that have changed; `before` is what each person had replied."""
    if writer.get(Meeting, meeting).stage in _BEFORE:
        for person, reply in before.items():
            if reply is not None:
                _take_back(writer, meeting, person, reply)
    take_over_replies(writer, meeting, before)


def _marks(writer: Writer, attendee: Attendee) -> list[AttendanceEvent]:
    events = writer.find(AttendanceEvent, attendee=attendee.uid)
    return [event for event in events if event.kind.is_roll_call]


def _mark(writer: Writer, attendee: Attendee, reply: Reply) -> None:
    kind = _KINDS.get(reply.kind)
    if kind is None:
        return
    if kind is AttendanceKind.SUBSTITUTED and not _send(writer, attendee, reply):
        return
    writer.insert(AttendanceEvent(meeting=attendee.meeting, attendee=attendee.uid, kind=kind))


_KINDS = {
    ReplyKind.APOLOGIES: AttendanceKind.APOLOGIES,
    ReplyKind.SUBSTITUTE: AttendanceKind.SUBSTITUTED,
}


def _send(writer: Writer, away: Attendee, reply: Reply) -> bool:
    """List the substitute, not marked yet; False while nobody is named."""
    person = writer.maybe(Person, reply.substitute)
    name = full_name(person) if person else reply.substitute_name
    if not name:
        return False
    siblings = writer.find(Attendee, meeting=away.meeting)
    if any(person is not None and one.person == person.uid for one in siblings):
        return True  # somebody who is on the roll already stands in
    home = writer.maybe(Organisation, person.organisation) if person else None
    new = writer.insert(
        Attendee(
            meeting=away.meeting,
            person=person.uid if person else None,
            name=name,
            capacity=Capacity.SUBSTITUTE,
            job_title=person.job_title if person else "",
            organisation=home.name if home else away.organisation,
            initials=person_initials(person) if person else "",
            seat=away.seat,
            voting=away.voting,
            substitute_for=away.uid,
        )
    )
    place(writer, Attendee, new.uid, siblings, [one.uid for one in siblings].index(away.uid) + 1)
    return True


def _take_back(writer: Writer, meeting: str, person: str, reply: Reply) -> None:
    """Take away the mark that an earlier reply gave, and the substitute that came with it."""
    attendee = writer.one(Attendee, meeting=meeting, person=person)
    kind = _KINDS.get(reply.kind)
    if attendee is None or kind is None:
        return
    marks = _marks(writer, attendee)
    if [event.kind for event in marks] != [kind]:
        return
    writer.delete(AttendanceEvent, marks[0].uid)
    for sent in writer.find(Attendee, meeting=meeting, substitute_for=attendee.uid):
        if not _marks(writer, sent):
            writer.delete(Attendee, sent.uid)
