"""Meetings: when, where, of which bodies, and at what stage of their life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.kinds import MeetingKind, Stage
from secretariat.models.records import Body, Item, Meeting, MeetingBody, Sitting
from secretariat.models.series import MOST
from secretariat.models.timekeeping import follows
from secretariat.services.fields import change_fields, place, renumber
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt


@dataclass(frozen=True, slots=True)
class Meet:
    """A meeting as lists show it: with its bodies, leading one first, and its sittings.

    `instead` is the first date of the meeting that is held in its place.
    """

    meeting: Meeting
    bodies: tuple[Body, ...]
    sittings: tuple[Sitting, ...]
    instead: Sitting | None = None

    @property
    def name(self) -> str:
        """The meeting's own title, or the names of its bodies."""
        return self.meeting.title or " and ".join(body.name for body in self.bodies)

    @property
    def first(self) -> Sitting | None:
        return self.sittings[0] if self.sittings else None

    @property
    def date(self) -> date | None:
        return self.sittings[0].date if self.sittings else None


def all_meetings(reader: Reader, *, body: str | None = None) -> list[Meet]:
    """Return meetings in the order of their dates, of one body or of all."""
    if body:
        uids = [row.meeting for row in reader.find(MeetingBody, body=body)]
        links = reader.grouped(MeetingBody, "meeting", uids)
        sittings = reader.grouped(Sitting, "meeting", uids, order="date starts")
        meetings = list(reader.by_uid(Meeting, uids).values())
    else:
        links, sittings = {}, {}
        for link in reader.find(MeetingBody):
            links.setdefault(link.meeting, []).append(link)
        for sitting in reader.find(Sitting, order="date starts"):
            sittings.setdefault(sitting.meeting, []).append(sitting)
        meetings = reader.find(Meeting)
    bodies = {b.uid: b for b in reader.find(Body)}
    meets = [
        Meet(
            meeting,
            tuple(bodies[link.body] for link in links.get(meeting.uid, ())),
            tuple(sittings.get(meeting.uid, ())),
            _first_of(sittings.get(meeting.replaced_by or "", ())),
        )
        for meeting in meetings
    ]
    return sorted(meets, key=_when)


def _when(meet: Meet) -> tuple[date, time, str]:
    first = meet.first
    return (first.date if first else date.max, first.starts if first else time.min, meet.name)


def find_meeting(reader: Reader, uid: str) -> Meeting | None:
    """Return a meeting, or None when it is not in the register."""
    return reader.maybe(Meeting, uid)


def meet_of(reader: Reader, uid: str) -> Meet:
    """Return one meeting with its bodies and sittings."""
    rows = reader.find(MeetingBody, meeting=uid)
    bodies = tuple(reader.get(Body, row.body) for row in rows)
    sittings = tuple(reader.find(Sitting, meeting=uid, order="date starts"))
    meeting = reader.get(Meeting, uid)
    other = meeting.replaced_by
    instead = reader.find(Sitting, meeting=other, order="date starts") if other else ()
    return Meet(meeting, bodies, sittings, _first_of(instead))


def _first_of(sittings: Sequence[Sitting]) -> Sitting | None:
    return sittings[0] if sittings else None


def add_meeting(
    session: Session,
    bodies: Sequence[str],
    on: date,
    starts: time,
    ends: time | None = None,
    *,
    kind: MeetingKind = MeetingKind.ORDINARY,
    place: str = "",
    title: str = "",
) -> Receipt[Meeting]:
    """Add a meeting of one or several bodies, the leading one first, with one sitting.

    The place is the leading body's usual venue unless another is given.
    """
    if not bodies:
        raise KnownError("Please choose the body that meets.")
    check_times(starts, ends)
    new = _New(tuple(bodies), starts, ends, kind, place, title)
    return session.change("Add meeting", lambda writer: new.insert(writer, on))


def add_series(
    session: Session,
    bodies: Sequence[str],
    days: Sequence[date],
    starts: time,
    ends: time | None = None,
    *,
    kind: MeetingKind = MeetingKind.ORDINARY,
    place: str = "",
    title: str = "",
) -> Receipt[list[Meeting]]:
    """Add one meeting a day, all alike, as one change: one Undo takes all of them back."""
    if not bodies:
        raise KnownError("Please choose the body that meets.")
    if not days:
        raise KnownError("Please leave at least one day of the series ticked.")
    if len(days) > MOST:
        raise KnownError(f"A series makes {MOST} meetings at most: choose an earlier last day.")
    check_times(starts, ends)
    new = _New(tuple(bodies), starts, ends, kind, place, title)
    days = tuple(dict.fromkeys(days))
    label = f"Add {len(days)} meetings" if len(days) > 1 else "Add meeting"
    return session.change(label, lambda writer: [new.insert(writer, on) for on in days])


@dataclass(frozen=True, slots=True)
class _New:
    """What new meetings have in common, whatever their days."""

    bodies: tuple[str, ...]
    starts: time
    ends: time | None
    kind: MeetingKind
    place: str
    title: str

    def insert(self, writer: Writer, on: date) -> Meeting:
        """Insert the meeting of a day with one sitting."""
        lead = writer.get(Body, self.bodies[0])
        meeting = writer.insert(
            Meeting(kind=self.kind, title=self.title, zone=lead.zone, marking=lead.marking)
        )
        for position, body in enumerate(dict.fromkeys(self.bodies)):
            writer.insert(MeetingBody(meeting=meeting.uid, body=body, position=position))
        writer.insert(
            Sitting(
                meeting=meeting.uid,
                date=on,
                starts=self.starts,
                ends=self.ends,
                place=self.place or lead.venue,
                remote_link=lead.remote_link,
            )
        )
        return meeting


def check_times(starts: time, ends: time | None) -> None:
    """Raise KnownError when a sitting would end before it begins."""
    if ends is not None and ends <= starts:
        raise KnownError("The meeting would end before it begins.")


def change_meeting(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[Meeting]:
    """Set fields of a meeting."""
    return change_fields(session, Meeting, uid, "Change meeting", origin=origin, **values)


def set_stage(session: Session, uid: str, stage: Stage) -> Receipt[Meeting]:
    """Move a meeting to another stage of its life."""
    return session.change(f"Mark as {stage.value}", lambda w: w.update(Meeting, uid, stage=stage))


def cancel(session: Session, uid: str, reason: str) -> Receipt[Meeting]:
    """Cancel a meeting with its reason; it stays in the record."""
    if not reason.strip():
        raise KnownError("Please say why the meeting is cancelled.")
    return session.change(
        "Cancel meeting",
        lambda w: w.update(Meeting, uid, stage=Stage.CANCELLED, cancelled_reason=reason.strip()),
    )


def set_bodies(session: Session, uid: str, bodies: Sequence[str]) -> Receipt[None]:
    """Say which bodies meet, the leading one first."""
    if not bodies:
        raise KnownError("A meeting belongs to at least one body.")
    bodies = tuple(bodies)

    def work(writer: Writer) -> None:
        rows = {row.body: row for row in writer.find(MeetingBody, meeting=uid)}
        for body, row in rows.items():
            if body not in bodies:
                writer.delete(MeetingBody, row.uid)
        order = []
        for body in dict.fromkeys(bodies):
            kept = rows.get(body) or writer.insert(MeetingBody(meeting=uid, body=body))
            order.append(kept.uid)
        renumber(writer, MeetingBody, order)

    return session.change("Change bodies of the meeting", work)


def add_sitting(
    session: Session, meeting: str, on: date, starts: time, **values: Any
) -> Receipt[Sitting]:
    """Add a further date to a meeting."""
    check_times(starts, values.get("ends"))

    def work(writer: Writer) -> Sitting:
        last = writer.count(Sitting, meeting=meeting)
        return writer.insert(
            Sitting(meeting=meeting, date=on, starts=starts, position=last, **values)
        )

    return session.change("Add sitting", work)


def change_sitting(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[Sitting]:
    """Set fields of a sitting; KnownError when it would end before it begins."""

    def work(writer: Writer) -> Sitting:
        sitting = writer.update(Sitting, uid, **values)
        check_times(sitting.starts, sitting.ends)
        return sitting

    names = "-".join(sorted(values))
    key = f"sitting:{uid}:{names}"
    return session.change("Change date, time or place", work, origin=origin, merge_key=key)


def remove_sitting(session: Session, uid: str) -> Receipt[None]:
    """Remove a sitting; a meeting keeps at least one."""

    def work(writer: Writer) -> None:
        sitting = writer.get(Sitting, uid)
        if writer.count(Sitting, meeting=sitting.meeting) == 1:
            raise KnownError("A meeting has at least one sitting.")
        writer.delete(Sitting, uid)

    return session.change("Remove sitting", work)


def move_sitting(session: Session, uid: str, index: int) -> Receipt[None]:
    """Put a sitting at another place in the list."""

    def work(writer: Writer) -> None:
        sitting = writer.get(Sitting, uid)
        place(writer, Sitting, uid, writer.find(Sitting, meeting=sitting.meeting), index)

    return session.change("Move sitting", work)


def remove_meeting(session: Session, uid: str) -> Receipt[None]:
    """Remove a meeting with its agenda and minutes; refused once its agenda went out."""

    def work(writer: Writer) -> None:
        meeting = writer.get(Meeting, uid)
        if meeting.stage not in (Stage.PLANNED, Stage.AGENDA):
            raise KnownError(
                "This meeting is part of the record. It can be cancelled, not removed."
            )
        writer.delete(Meeting, uid)

    return session.change("Remove meeting", work)


def open_meeting(session: Session, uid: str, at: time | None) -> Receipt[None]:
    """Record that the meeting began; without `at` no time is noted."""

    def work(writer: Writer) -> None:
        writer.update(Meeting, uid, stage=Stage.HELD)
        first = meet_of(writer, uid).first
        if first and first.opened is None and at is not None:
            writer.update(Sitting, first.uid, opened=at)

    return session.change("Start the meeting", work)


def close_meeting(session: Session, uid: str, at: time | None) -> Receipt[None]:
    """Record that the meeting ended, and with it the item being taken; without `at` no time is
    noted. Its minutes are now in draft, and what it took of the forward plan and returns is
    planned for its next time."""
    from secretariat.services.topics import roll_on  # the plan is reckoned from meetings

    def work(writer: Writer) -> None:
        roll_on(writer, uid)
        writer.update(Meeting, uid, stage=Stage.DRAFT_MINUTES)
        if at is None:
            return
        last = meet_of(writer, uid).sittings[-1]
        writer.update(Sitting, last.uid, closed=at)
        for item in writer.find(Item, meeting=uid, ended=None):
            if item.started is not None and follows(at, item.started):
                writer.update(Item, item.uid, ended=at)

    return session.change("Close the meeting", work)
