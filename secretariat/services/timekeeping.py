"""The times of a meeting, gathered for whoever shows how it stands to its agenda."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from secretariat.models.records import Item, Meeting, MeetingEvent
from secretariat.models.room_kinds import MeetingEventKind
from secretariat.models.timekeeping import Amiss, Pause, Timing, sitting_now, timing
from secretariat.services.agenda import items_of
from secretariat.services.meetings import Meet, meet_of
from secretariat.services.wall_clock import in_zone, time_of_day
from secretariat.store.rows import Reader


def timing_of(reader: Reader, meet: Meet, today: date) -> Timing:
    """Return the times of a meeting as they are stored."""
    uid = meet.meeting.uid
    return timing_from(meet, items_of(reader, uid), reader.find(MeetingEvent, meeting=uid), today)


def timing_from(
    meet: Meet, items: Sequence[Item], befallen: Iterable[MeetingEvent], today: date
) -> Timing:
    """Return the same from rows that were read already."""
    return timing(sitting_now(meet.sittings, today), items, pauses(befallen))


def pauses(befallen: Iterable[MeetingEvent]) -> tuple[Pause, ...]:
    """Return for how long a meeting was adjourned, where the times are known.

    An adjournment of which nobody noted the end counts only while nothing came after it.
    """
    found: list[Pause] = []
    open_: Pause | None = None
    for event in befallen:
        if event.kind is MeetingEventKind.ADJOURNED:
            open_ = Pause(event.at) if event.at else None
        elif event.kind is MeetingEventKind.RESUMED:
            if open_ and event.at:
                found.append(Pause(open_.since, event.at))
            open_ = None
    return (*found, open_) if open_ else tuple(found)


def time_to_note(reader: Reader, meeting: str, instant: datetime) -> time | None:
    """Return the time of day that may be noted for a meeting at an instant.

    None where the clock of the computer stands before what was noted last, or where the meeting
    was left open since another day, or was held then: such a time would be no record of anything.
    """
    moment = in_zone(instant, reader.get(Meeting, meeting).zone)
    times = timing_of(reader, meet_of(reader, meeting), moment.date())
    return time_of_day(moment) if times.amiss(moment) is Amiss.NOTHING else None
