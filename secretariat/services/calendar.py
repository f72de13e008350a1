"""Calendar files of meetings: of one, of a body, of a year, of all that a list shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.dates import clock, plain_date, spoken_date
from secretariat.models.kinds import Stage
from secretariat.models.plaintext import safe_file_name
from secretariat.models.records import Sitting
from secretariat.services.meetings import Meet, all_meetings
from secretariat.store.rows import Reader

if TYPE_CHECKING:
    from secretariat.render.ical import Event

_STANDS = {
    Stage.PLANNED: "The agenda is not out yet.",
    Stage.AGENDA: "The agenda is not out yet.",
    Stage.PUBLISHED: "The agenda is out.",
    Stage.CANCELLED: "This meeting is cancelled.",
    Stage.POSTPONED: "This meeting is postponed.",
}
_OFF = (Stage.CANCELLED, Stage.POSTPONED)


def chosen(reader: Reader, *, body: str = "", year: int | None = None) -> list[Meet]:
    """Return the meetings of a body or of all, of a year or ever, in the order of their dates."""
    meets = all_meetings(reader, body=body or None)
    if year is None:
        return meets
    return [meet for meet in meets if any(one.date.year == year for one in meet.sittings)]


def calendar_file(meets: Sequence[Meet], name: str = "Meetings", year: int | None = None) -> bytes:
    """Return a calendar with one event for each sitting, of a year where one is given.

    It holds what the invitation would say and nothing of the agenda, the minutes or the notes of
    officers. A cancelled or postponed meeting stays in it, as cancelled, so that calendars which
    hold it already strike it out. Raises KnownError when there is no date at all.
    """
    from secretariat.render.ical import calendar

    events = [
        _event(meet, sitting, at)
        for meet in meets
        for at, sitting in enumerate(meet.sittings, start=1)
        if year is None or sitting.date.year == year
    ]
    if not events:
        raise KnownError("There is no meeting with a date to put in a calendar.")
    return calendar(name, events)


def name_of(meets: Iterable[Meet]) -> str:
    """Return what a calendar of these meetings is called: after the body, where it is but one."""
    names = {meet.bodies[0].name if meet.bodies else meet.name for meet in meets}
    return names.pop() if len(names) == 1 else "Meetings"


def file_name(meets: Sequence[Meet]) -> str:
    """Return what the file of these meetings is called; safe on every system."""
    first = meets[0] if meets else None
    lead = first.bodies[0] if first and first.bodies else None
    short = (lead.short_name or lead.name) if lead else ""
    if first and first.date and len(meets) == 1:
        return safe_file_name(f"{first.date.isoformat()} {short} meeting", "ics")
    if short and len({meet.bodies[:1] for meet in meets}) == 1:
        return safe_file_name(f"{short} meetings", "ics")
    return "Meetings.ics"


def _event(meet: Meet, sitting: Sitting, at: int) -> Event:
    from secretariat.render.ical import Event

    meeting = meet.meeting
    many = len(meet.sittings)
    off = meeting.stage in _OFF
    word = f"{meeting.stage.value.capitalize()}: " if off else ""
    return Event(
        # The sitting's own uid: when the dates are put in another order, or one of them is
        # removed, the others keep their places in the calendars that hold them.
        uid=f"{sitting.uid}@secretariat.invalid",
        # Every change of the one or the other, an undo too, raises a `rev`.
        sequence=meeting.rev + sitting.rev,
        stamped=meeting.letter_date or sitting.date,
        day=sitting.date,
        starts=sitting.starts,
        ends=sitting.ends,
        summary=word + meet.name + (f" (day {at} of {many})" if many > 1 else ""),
        location=_on_one_line(sitting.place),
        description=_description(meet, sitting),
        link=sitting.remote_link,
        zone=meeting.zone,
        cancelled=off,
    )


def _description(meet: Meet, sitting: Sitting) -> str:
    meeting = meet.meeting
    said = _STANDS.get(meeting.stage, "")
    reason = meeting.cancelled_reason.strip() if meeting.stage in _OFF else ""
    held = meet.instead if meeting.stage in _OFF else None
    instead = (
        f"It is held on {spoken_date(held.date)} at {clock(held.starts)} instead." if held else ""
    )
    open_end = "" if sitting.ends else "Its end is not set; an hour is kept."
    parts = [" ".join(filter(None, (said, reason, instead, open_end)))]
    if meeting.title and meet.bodies:
        parts.append(" and ".join(body.name for body in meet.bodies))
    if sitting.remote_link.strip():
        parts.append(f"Join at {sitting.remote_link.strip()}")
    if meet.bodies and meet.bodies[0].contact.strip():
        parts.append(f"Contact: {meet.bodies[0].contact.strip()}")
    return "\n\n".join(filter(None, parts))


def _on_one_line(text: str) -> str:
    return ", ".join(filter(None, (line.strip(" ,") for line in text.splitlines())))


def what_was_written(meets: Sequence[Meet]) -> str:
    """Return how many meetings a file holds, in words, with the first and the last day."""
    days = [one.date for meet in meets for one in meet.sittings]
    many = f"{len(meets)} meetings" if len(meets) != 1 else "1 meeting"
    if not days or min(days) == max(days):
        return many
    return f"{many} from {plain_date(min(days))} to {plain_date(max(days))}"
