"""Movements and events that stand in an entry of the minutes, and go or move with it."""

from __future__ import annotations

from secretariat.models.attendance import last_marks
from secretariat.models.kinds import AttendanceKind
from secretariat.models.records import AttendanceEvent, MeetingEvent
from secretariat.store.rows import Writer

COMES_ANEW = (AttendanceKind.ARRIVES, AttendanceKind.TAKES_OVER)
"""Movements by which somebody is in the room who was not there at the start."""


def remove_movements(writer: Writer, entry: str) -> None:
    """Remove the movements and events that are told in an entry which goes."""
    for event in writer.find(AttendanceEvent, entry=entry):
        writer.delete(AttendanceEvent, event.uid)
        unlist(writer, event)
    for befallen in writer.find(MeetingEvent, entry=entry):
        writer.delete(MeetingEvent, befallen.uid)


def move_movements(writer: Writer, entry: str, item: str | None) -> None:
    """Let the movements and events of an entry follow it under another item."""
    for event in writer.find(AttendanceEvent, entry=entry):
        writer.update(AttendanceEvent, event.uid, item=item)
    for befallen in writer.find(MeetingEvent, entry=entry):
        writer.update(MeetingEvent, befallen.uid, item=item)


def unlist(writer: Writer, event: AttendanceEvent) -> None:
    """Take back that somebody is listed as come late by an arrival that is no more."""
    if event.kind not in COMES_ANEW:
        return
    held = writer.find(AttendanceEvent, attendee=event.attendee)
    mark = last_marks(held).get(event.attendee)
    if mark is not None and mark.kind is AttendanceKind.LATE and mark.at == event.at:
        writer.delete(AttendanceEvent, mark.uid)
