"""Who is in the chair when a meeting begins: the chair, the vice-chair, or whoever is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secretariat.errors import KnownError
from secretariat.models.attendance import last_marks
from secretariat.models.kinds import AttendanceKind, Capacity
from secretariat.models.presence import chair_at_start, opens_in_chair
from secretariat.models.records import AttendanceEvent, Attendee
from secretariat.services.attendance import attendees_of
from secretariat.services.meetings import meet_of
from secretariat.services.quorum import fitting, rule_data
from secretariat.services.rules import jurisdiction_of
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

_USUAL = (Capacity.CHAIR, Capacity.VICE_CHAIR)


@dataclass(frozen=True, slots=True)
class Presiding:
    """Who presides from the start of a meeting.

    `chosen` says that the roll call put them there. `vacant` says that members are there, and the
    chair and vice-chair are known not to be: somebody has to be chosen, as `source` has it.
    """

    chair: Attendee | None = None
    chosen: bool = False
    vacant: bool = False
    source: str = ""


def presiding(reader: Reader, meeting: str) -> Presiding:
    """Return who presides from the start, as the roll has it now."""
    attendees = attendees_of(reader, meeting)
    events = reader.find(AttendanceEvent, meeting=meeting)
    chair = chair_at_start(attendees, events)
    if chair is not None:
        chosen = any(opens_in_chair(one) and one.attendee == chair.uid for one in events)
        return Presiding(chair, chosen)
    marks = last_marks(events)
    expected = any(one.capacity in _USUAL and one.uid not in marks for one in attendees)
    vacant = not expected and any(
        one.voting and one.uid in marks and marks[one.uid].kind.in_the_room for one in attendees
    )
    return Presiding(vacant=vacant, source=_rule(reader, meeting) if vacant else "")


def _rule(reader: Reader, meeting: str) -> str:
    """Return where it stands who presides in the absence of chair and vice-chair."""
    meet = meet_of(reader, meeting)
    if not meet.bodies:
        return ""
    lead = meet.bodies[0]
    rows = rule_data("presiding.json")["absent"]
    found = fitting(rows, lead, jurisdiction_of(reader, lead), meet.date or date.min)
    return str(found["source"]) if found else ""


def preside(session: Session, attendee: str) -> Receipt[None]:
    """Put somebody in the chair from the start; for the one whom the roll call put there, take
    that back.

    Nothing is written about somebody who presides in any case. KnownError when they are not
    marked as being there.
    """

    def work(writer: Writer) -> None:
        who = writer.get(Attendee, attendee)
        held = writer.find(AttendanceEvent, meeting=who.meeting)
        mark = last_marks(held).get(attendee)
        if mark is None or not mark.kind.in_the_room:
            raise KnownError(f"{who.name} is not marked as present, and cannot be in the chair.")
        chosen = [one for one in held if opens_in_chair(one)]
        for event in chosen:
            writer.delete(AttendanceEvent, event.uid)
        if any(event.attendee == attendee for event in chosen):
            return
        left = [one for one in held if one not in chosen]
        usual = chair_at_start(attendees_of(writer, who.meeting), left)
        if usual is None or usual.uid != attendee:
            writer.insert(
                AttendanceEvent(
                    meeting=who.meeting, attendee=attendee, kind=AttendanceKind.TAKES_CHAIR
                )
            )

    return session.change("Say who is in the chair", work)
