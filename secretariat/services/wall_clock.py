"""What the clock on the wall says where a meeting is held."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from secretariat.models.records import Meeting
from secretariat.services.session import Session


def moment_at(session: Session, meeting: Meeting) -> datetime:
    """Return the present moment in the meeting's own zone; in that of the computer where the zone
    is not known."""
    return in_zone(session.clock(), meeting.zone)


def now_at(session: Session, meeting: Meeting) -> time:
    """Return the time of day in the meeting's own zone, to the minute."""
    return time_of_day(moment_at(session, meeting))


def in_zone(instant: datetime, zone: str) -> datetime:
    """Return an instant as the clocks of a zone show it."""
    try:
        return instant.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return instant.astimezone()


def time_of_day(moment: datetime) -> time:
    """Return what a clock shows at a moment, to the minute."""
    return moment.time().replace(second=0, microsecond=0, fold=0)
