"""Series of meetings before they are made: their days, what moved and why, what they clash with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from secretariat.errors import KnownError
from secretariat.models.clock import Holidays
from secretariat.models.dates import plain_date
from secretariat.models.records import Body
from secretariat.models.series import days_of, parse_series
from secretariat.services.clashes import Diary, new_slot
from secretariat.services.rules import Calendar, jurisdiction_of
from secretariat.store.rows import Reader


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
    leading = [lead, *(reader.get(Body, uid) for uid in bodies[1:])]
    diary = Diary(reader)
    found = []
    for one in planned:
        moved = f"moved from {plain_date(one.moved_from)}: {one.reason}" if one.moved_from else ""
        clashes = diary.clashes(new_slot(leading, one.day, starts, ends, place))
        found.append(Suggested(one.day, moved, clashes[0].words if clashes else ""))
    return found
