"""What the register holds about time: rules, days off, and what became of deadlines.

A deadline itself is never stored: it is reckoned from the rule and the day of the meeting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from secretariat.models.clock import Direction
from secretariat.models.kinds import DeadlineKind
from secretariat.models.record import Record

WORKING = "12345 less holidays"
"""Monday to Friday less holidays, in the words of `day_sets`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Record):
    """A rule about time that a body has for itself, or the office for all (`body` is None).

    It stands in place of what the profile says of the same `kind`; with `applies` False there
    is no such deadline. `days` says which days count and `land` on which the answer may fall
    (empty: on any), both in the words of `models.day_sets`. The rest is as in `TimeRule`.
    """

    TABLE: ClassVar[str] = "rule"
    body: str | None = None
    kind: DeadlineKind
    name: str
    source: str = ""
    jurisdiction: str = ""
    count: int
    direction: Direction = Direction.BEFORE
    days: str = WORKING
    count_anchor: bool = False
    count_answer: bool = False
    land: str = WORKING
    applies: bool = True
    in_force_from: date | None = None
    in_force_to: date | None = None
    checked: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayRow(Record):
    """A day off that the shipped list does not have: of a division, or of the office (“local”)."""

    TABLE: ClassVar[str] = "holiday"
    division: str = "local"
    day: date
    name: str
    source: str = ""
    proclaimed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMark(Record):
    """What became of one deadline of a meeting: when it was done, why late, and a day set by
    hand (`set_day`) that stands in place of the one reckoned."""

    TABLE: ClassVar[str] = "deadline_mark"
    meeting: str
    kind: DeadlineKind
    done_on: date | None = None
    reason: str = ""
    set_day: date | None = None
    note: str = ""
