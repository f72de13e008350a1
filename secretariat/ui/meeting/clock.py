"""What the clock on the wall says where a meeting is held."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from secretariat.models.records import Meeting
from secretariat.services.session import Session


def now_at(session: Session, meeting: Meeting) -> time:
    """Return the time of day in the meeting's own zone, to the minute."""
    now = session.clock()
    try:
        local = now.astimezone(ZoneInfo(meeting.zone))
    except (ZoneInfoNotFoundError, ValueError):
        local = now.astimezone()
    return local.time().replace(second=0, microsecond=0)
