"""Series of meetings before they are made: their days, what moved and why, what they clash with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from secretariat.errors import KnownError
from secretariat.models.clock import Holidays
from secretariat.models.dates import plain_date
from secretariat.models.kinds import Stage
from secretariat.models.records import Body, Sitting
from secretariat.models.series import days_of, parse_series
from secretariat.services.bodies import members_of
from secretariat.services.meetings import Meet, all_meetings
from secretariat.services.rules import Calendar, jurisdiction_of
from secretariat.store.rows import Reader

_OFF = (Stage.CANCELLED, Stage.POSTPONED)
_USUAL_LENGTH = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Suggested:
    """A day of a series; `moved` says from where and why, `clash` what else stands there."""

    day: date
    moved: str = ""
    clash: str = ""


def suggest(
    reader: Reader,
    bodies: Sequence[str],
    words: str,
    first: date,
    last: date,
    starts: time,
    ends: time | None = None,
    *,
    place: str = "",
) -> list[Suggested]:
    """Return the days that words such as “third Thursday, quarterly” give, both ends included.

    A bank holiday, or a day off of the office, moves the meeting to the next working day. Raises
    KnownError when the words name no series, or one of too many meetings or of none.
    """
    series = parse_series(words)
    if series is None:
        raise KnownError("Please write it like “third Thursday, quarterly” or “every two weeks”.")
    lead = reader.get(Body, bodies[0])
    holidays: Holidays = Calendar(reader).holidays(jurisdiction_of(reader, lead))
    planned = days_of(series, first, last, holidays)
    if not planned:
        raise KnownError("No day of this series lies between the first and the last day.")
    days = {one.day for one in planned}
    there = [
        (meet, sitting)
        for meet in all_meetings(reader)
        for sitting in meet.sittings
        if meet.meeting.stage not in _OFF and sitting.date in days
    ]
    clashes = _Clashes(reader, bodies, starts, ends, place or lead.venue)
    found = []
    for one in planned:
        moved = f"moved from {plain_date(one.moved_from)}: {one.reason}" if one.moved_from else ""
        on_day = [pair for pair in there if pair[1].date == one.day]
        found.append(Suggested(one.day, moved, clashes.of(one.day, on_day)))
    return found


class _Clashes:
    """Says what a new meeting would clash with; members are read once for each body and day."""

    def __init__(
        self, reader: Reader, bodies: Sequence[str], starts: time, ends: time | None, place: str
    ) -> None:
        self._reader = reader
        self._bodies = tuple(bodies)
        self._starts, self._ends = starts, ends
        self._place = _room(place)

    def of(self, day: date, there: Iterable[tuple[Meet, Sitting]]) -> str:
        """Return the sentence on the first that clashes, the body's own meetings before others."""
        pairs = list(there)
        for meet, _ in pairs:
            if any(body.uid in self._bodies for body in meet.bodies):
                return f"{meet.name} meets on that day already"
        for meet, sitting in pairs:
            if not self._overlaps(sitting):
                continue
            if self._place and _room(sitting.place) == self._place:
                return f"{meet.name} has the room"
            both = self._people(self._bodies, day) & self._people(
                [body.uid for body in meet.bodies], day
            )
            if both:
                many = f"{len(both)} members sit" if len(both) > 1 else "1 member sits"
                return f"{many} in {meet.name} at that time"
        return ""

    def _overlaps(self, other: Sitting) -> bool:
        mine, theirs = _span(self._starts, self._ends), _span(other.starts, other.ends)
        return mine[0] < theirs[1] and theirs[0] < mine[1]

    def _people(self, bodies: Iterable[str], day: date) -> set[str]:
        return {
            member.person.uid for body in bodies for member in members_of(self._reader, body, day)
        }


def _span(starts: time, ends: time | None) -> tuple[datetime, datetime]:
    begins = datetime.combine(date(2000, 1, 1), starts)
    return begins, datetime.combine(begins.date(), ends) if ends else begins + _USUAL_LENGTH


def _room(place: str) -> str:
    return " ".join(place.split()).casefold()
