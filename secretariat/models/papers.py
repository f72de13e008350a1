"""Reports that are asked for: what state each is in, and how late its author was.

A state is never stored: it follows from the days that are, so that it is true on every day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from secretariat.models.clock import WORKING_DAYS, Holidays, why_not
from secretariat.models.kinds import Restriction
from secretariat.models.records import Paper

_LONGEST = 3660
"""Days beyond which working days are no longer counted one by one."""
_STRICTNESS = list(Restriction)


class PaperState(StrEnum):
    """How a report stands on a day, in the order of its life; a late one is not in yet."""

    NOT_NEEDED = "not needed"
    NOT_ASKED = "not asked for"
    ASKED = "asked for"
    PROMISED = "promised"
    LATE = "late"
    RECEIVED = "received"
    RECEIVED_LATE = "received late"
    CLEARED = "cleared"

    @property
    def is_missing(self) -> bool:
        """Say whether the report is still owed."""
        return self in _MISSING

    @property
    def is_in(self) -> bool:
        """Say whether the report has come."""
        return self in _IN


_MISSING = frozenset({PaperState.NOT_ASKED, PaperState.ASKED, PaperState.PROMISED, PaperState.LATE})
_IN = frozenset({PaperState.RECEIVED, PaperState.RECEIVED_LATE, PaperState.CLEARED})


def came_on(paper: Paper) -> date | None:
    """Return the day on which a report came; one that is cleared was there by then."""
    return paper.received_on or paper.cleared_on


def state_of(paper: Paper, due: date | None, today: date) -> PaperState:
    """Return how a report stands on a day.

    A report that is past its day and not in is late, also when it was promised for later, and
    also when nobody has asked for it yet: it is missing all the same.
    """
    came = came_on(paper)
    if paper.cleared_on:
        return PaperState.CLEARED
    if came:
        late = due is not None and came > due
        return PaperState.RECEIVED_LATE if late else PaperState.RECEIVED
    if not paper.is_needed:
        return PaperState.NOT_NEEDED
    if due is not None and due < today:
        return PaperState.LATE
    if paper.promised_for:
        return PaperState.PROMISED
    return PaperState.ASKED if paper.asked_on else PaperState.NOT_ASKED


def days_late(paper: Paper, due: date | None, today: date) -> int:
    """Return how many calendar days after its day a report came, or is missing; 0 when in time."""
    came = came_on(paper)
    if due is None or (came is None and not paper.is_needed):
        return 0
    return max(0, ((came or today) - due).days)


def working_days_late(paper: Paper, due: date | None, today: date, holidays: Holidays) -> int:
    """Return the same in working days: those after the day due, up to the day it came."""
    late = days_late(paper, due, today)
    if due is None or late > _LONGEST:
        return 0
    after = (due + timedelta(days=step) for step in range(1, late + 1))
    return sum(1 for day in after if not why_not(WORKING_DAYS, day, holidays))


def strictest(restrictions: Iterable[Restriction]) -> Restriction:
    """Return the strictest of some restrictions; of none, that all may see it."""
    return max(restrictions, key=_STRICTNESS.index, default=Restriction.NONE)


@dataclass(frozen=True, slots=True)
class Case:
    """One report as the register of lateness counts it.

    `late` are the calendar days after its day; `is_in` says whether it came.
    """

    due: date | None
    late: int
    is_in: bool


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late the reports of an author or a body were. Days are calendar days.

    `late` counts those that came late or are late now; `median` and `longest` are of those, 0
    when there is none; `last` is the latest day that was missed.
    """

    asked: int = 0
    received: int = 0
    late: int = 0
    median: float = 0
    longest: int = 0
    last: date | None = None

    @property
    def median_words(self) -> str:
        """Return the median as people write it: 4, or 4½."""
        whole = int(self.median)
        return str(whole) if self.median == whole else f"{whole or ''}½"


def lateness(cases: Iterable[Case]) -> Lateness:
    """Return the register of lateness of some reports."""
    counted = list(cases)
    late = [case for case in counted if case.late > 0]
    days = [case.late for case in late]
    return Lateness(
        asked=len(counted),
        received=sum(1 for case in counted if case.is_in),
        late=len(late),
        median=median(days) if days else 0,
        longest=max(days, default=0),
        last=max((case.due for case in late if case.due), default=None),
    )
