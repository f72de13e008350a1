"""Which copies may go: a rule that a wrong clock cannot turn into loss."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Protocol

KEEP_ALL = timedelta(hours=48)
DAYS, WEEKS, MONTHS = 30, 26, 36
NEWEST = 20
AT_ONCE = 5
"""However wrong the reckoning, no more copies than this go at a time."""


class Dated(Protocol):
    """What the rule needs to know of a copy; `number` counts up whatever the clock says."""

    @property
    def number(self) -> int: ...
    @property
    def made_at(self) -> datetime: ...
    @property
    def pinned(self) -> bool: ...


def to_delete(copies: Iterable[Dated], now: datetime) -> list[int]:
    """Return the numbers of the copies that may go, oldest first.

    Kept are all of the last 48 hours, the newest of each of the last 30 days, 26 weeks and 36
    months that have one, the newest 20 whatever their date, and pinned ones always. Nothing
    goes when the clock looks wrong: when a copy is dated a day ahead, or the newest is sixty
    days old.
    """
    known = sorted(copies, key=lambda copy: copy.number)
    if not known or any(copy.made_at > now + timedelta(days=1) for copy in known):
        return []
    if now - max(copy.made_at for copy in known) > timedelta(days=60):
        return []
    keep = {copy.number for copy in known[-NEWEST:]}
    keep |= {copy.number for copy in known if copy.pinned or now - copy.made_at < KEEP_ALL}
    for count, bucket in _BUCKETS:
        newest = {bucket(copy.made_at): copy.number for copy in known}
        keep |= {newest[key] for key in sorted(newest)[-count:]}
    return [copy.number for copy in known if copy.number not in keep][:AT_ONCE]


_BUCKETS: tuple[tuple[int, Callable[[datetime], tuple[int, ...]]], ...] = (
    (DAYS, lambda at: (at.year, at.month, at.day)),
    (WEEKS, lambda at: at.isocalendar()[:2]),
    (MONTHS, lambda at: (at.year, at.month)),
)
