"""Meetings that cannot be held on their day: postponed with a reason, and given a new date.

The meeting itself stays in the record with its agenda; what is held instead is another meeting,
and each leads to the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from secretariat.errors import KnownError
from secretariat.models.dates import spoken_date
from secretariat.models.kinds import DocumentKind, Stage
from secretariat.models.records import (
    Item,
    ItemPaper,
    Meeting,
    MeetingBody,
    Publication,
    Sitting,
    Topic,
)
from secretariat.services.agenda import items_of
from secretariat.services.meetings import Meet, check_times, meet_of
from secretariat.services.reasons_carried import carry_reason
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

_NOT_HELD = (Stage.PLANNED, Stage.AGENDA, Stage.PUBLISHED, Stage.CANCELLED, Stage.POSTPONED)
_TAKEN_OVER = (
    "kind",
    "placement",
    "number",
    "title",
    "public_title",
    "minute_title",
    "text",
    "purpose",
    "presenter",
    "lead_officer",
    "author",
    "minutes",
    "recommendation",
    "restriction",
    "restriction_ground",
    "topic",
    "internal_note",
)


def postpone(session: Session, uid: str, reason: str) -> Receipt[Meeting]:
    """Postpone a meeting with its reason; it stays in the record, with or without a new date.

    KnownError without a reason, and for a meeting that has been held.
    """
    reason = _checked(reason, "postponed")

    def work(writer: Writer) -> Meeting:
        _check_not_held(writer.get(Meeting, uid))
        return writer.update(Meeting, uid, stage=Stage.POSTPONED, cancelled_reason=reason)

    return session.change("Postpone meeting", work)


def put_new_date(
    session: Session,
    uid: str,
    on: date,
    starts: time,
    ends: time | None = None,
    *,
    reason: str = "",
    with_agenda: bool = False,
) -> Receipt[Meeting]:
    """Make the meeting that is held instead of one, on another day; return the new one.

    It takes over the bodies, the kind, the place and the link; further dates of the old one follow
    at the same distance. `with_agenda` copies the items too, each linked to the one it continues,
    with their papers, and lets the forward plan point at the new day. A meeting that is not called
    off yet is postponed by this, for `reason`. All of it is one change.

    KnownError for a meeting that has been held or has its new date already.
    """
    check_times(starts, ends)

    def work(writer: Writer) -> Meeting:
        old = meet_of(writer, uid)
        _check_not_held(old.meeting)
        if old.meeting.replaced_by:
            there = meet_of(writer, old.meeting.replaced_by)
            day = f", {spoken_date(there.date)}" if there.date else ""
            raise KnownError(f"This meeting has its new date already{day}: move that one.")
        new = _insert(writer, old, on, starts, ends)
        if with_agenda:
            _take_over(writer, uid, new.uid)
        writer.update(Meeting, uid, replaced_by=new.uid)
        if not old.meeting.stage.is_off:
            why = _checked(reason, "postponed")
            writer.update(Meeting, uid, stage=Stage.POSTPONED, cancelled_reason=why)
        return writer.get(Meeting, new.uid)

    return session.change("Put a new date", work)


def take_back(session: Session, uid: str) -> Receipt[Meeting]:
    """Let a meeting that was cancelled or postponed go on from where it was.

    Its agenda is out if it went out, in draft if there are items. A meeting that was to be held
    instead stays, and is no longer called so.
    """

    def work(writer: Writer) -> Meeting:
        stage = Stage.AGENDA if writer.count(Item, meeting=uid) else Stage.PLANNED
        if writer.count(Publication, meeting=uid, kind=DocumentKind.AGENDA.value):
            stage = Stage.PUBLISHED
        return writer.update(Meeting, uid, stage=stage, cancelled_reason="", replaced_by=None)

    return session.change("Take the cancellation back", work)


def in_place_of(reader: Reader, uid: str) -> list[Meet]:
    """Return the meetings in whose place a meeting is held, the earliest first."""
    found = [meet_of(reader, one.uid) for one in reader.find(Meeting, replaced_by=uid)]
    return sorted(found, key=lambda meet: meet.date or date.max)


def _checked(reason: str, what: str) -> str:
    if not reason.strip():
        raise KnownError(f"Please say why the meeting is {what}.")
    return reason.strip()


def _check_not_held(meeting: Meeting) -> None:
    if meeting.stage not in _NOT_HELD:
        raise KnownError("This meeting has been held, so it cannot be postponed.")


def _insert(writer: Writer, old: Meet, on: date, starts: time, ends: time | None) -> Meeting:
    before = old.meeting
    new = writer.insert(
        Meeting(
            kind=before.kind,
            title=before.title,
            zone=before.zone,
            marking=before.marking,
            addressees=before.addressees,
        )
    )
    for position, body in enumerate(old.bodies):
        writer.insert(MeetingBody(meeting=new.uid, body=body.uid, position=position))
    first = old.first
    writer.insert(
        Sitting(
            meeting=new.uid,
            date=on,
            starts=starts,
            ends=ends,
            place=first.place if first else "",
            remote_link=first.remote_link if first else "",
        )
    )
    for position, sitting in enumerate(old.sittings[1:], start=1):
        later = timedelta(days=(sitting.date - old.sittings[0].date).days)
        if date.max - on < later:
            raise KnownError("That date lies outside the calendar.")
        writer.insert(
            Sitting(
                meeting=new.uid,
                date=on + later,
                starts=sitting.starts,
                ends=sitting.ends,
                place=sitting.place,
                remote_link=sitting.remote_link,
                position=position,
            )
        )
    return new


def _take_over(writer: Writer, old: str, new: str) -> None:
    """Copy the items of an agenda, their papers, and the lines of the forward plan meant for it."""
    items: Sequence[Item] = items_of(writer, old)
    made: dict[str | None, str | None] = {None: None}
    for item in items:
        values = {name: getattr(item, name) for name in _TAKEN_OVER}
        copy = Item(
            meeting=new,
            parent=made[item.parent],
            position=item.position,
            continues=item.uid,
            **values,
        )
        uid = made[item.uid] = writer.insert(copy).uid
        carry_reason(writer, item.uid, uid)
    papers = writer.find(ItemPaper, item=tuple(item.uid for item in items)) if items else ()
    for row in papers:
        writer.insert(replace(row, uid="", rev=1, item=made[row.item] or ""))
    if items:
        writer.update(Meeting, new, stage=Stage.AGENDA)
    for topic in writer.find(Topic, meeting=old):
        writer.update(Topic, topic.uid, meeting=new)
