"""How a meeting keeps time: used against planned, and ahead of or behind its agenda.

All of it follows from the times that are stored and from the moment that is asked about, so that
a program that was closed goes on as the clock stands. Minutes are whole and never negative. Where
the clock cannot be right, that is said instead of a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from secretariat.models.agenda import minutes_between
from secretariat.models.kinds import ItemKind, ItemOutcome
from secretariat.models.numbering import children_by_parent
from secretariat.models.presence import in_taken_order
from secretariat.models.records import Item, Sitting

LONGEST = 16 * 60
"""Minutes of the longest meeting. A time of day that would come later than that after another
one, across midnight, came before it: the clock was set back, or a time is mistyped."""
_NEAR = 0.8
_DAY = timedelta(days=1)
_GONE = (ItemOutcome.DEFERRED, ItemOutcome.WITHDRAWN)


class Pace(StrEnum):
    """How time used stands to time planned: below four fifths of it, below the whole, beyond."""

    FINE = "fine"
    NEAR = "near the end"
    OVER = "over"


class Amiss(StrEnum):
    """Why the clock tells nothing of a meeting: it stands before the start, or days beyond it, or
    the meeting is minuted afterwards and nobody noted when it began."""

    NOTHING = ""
    BEFORE = "before the start"
    LEFT_OPEN = "left open"
    ANOTHER_DAY = "another day"


@dataclass(frozen=True, slots=True)
class Used:
    """Minutes used of those planned; 0 planned means none. `running` is still going on."""

    minutes: int
    planned: int
    running: bool

    @property
    def pace(self) -> Pace:
        return pace(self.minutes, self.planned)

    @property
    def over(self) -> int:
        """How many minutes are used beyond those planned."""
        return max(0, self.minutes - self.planned) if self.planned else 0


@dataclass(frozen=True, slots=True)
class Pause:
    """A time for which the meeting was adjourned; None: it still is."""

    since: time
    until: time | None = None


def pace(used: int, planned: int) -> Pace:
    """Return how minutes used stand to minutes planned; without a plan all is fine."""
    if not planned or used < _NEAR * planned:
        return Pace.FINE
    return Pace.OVER if used > planned else Pace.NEAR


def follows(at: time, since: time) -> bool:
    """Say whether one time of day comes after another one, on the next day too."""
    return minutes_between(since, at) <= LONGEST


def length_words(minutes: int) -> str:
    """Return a length as it is said: 52 min, 1 h 8 min, 2 h."""
    hours, rest = divmod(minutes, 60)
    parts = (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "")
    return " ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Timing:
    """The times of a meeting as they are stored; every question names the moment it is about.

    A moment is the clock on the wall where the meeting is, with its zone. `items` are in the
    order in which they are taken; `planned` has the minutes of each with those below it.
    """

    sitting: Sitting | None = None
    items: tuple[Item, ...] = ()
    planned: Mapping[str, int] = field(default_factory=dict)
    pauses: tuple[Pause, ...] = ()

    # ------------------------------------------------------------------ the meeting

    def amiss(self, now: datetime) -> Amiss:
        """Say whether the clock can be right."""
        begun = self._begun(now)
        if begun is None or self.sitting is None or self.sitting.opened is None:
            gone_by = self.sitting is not None and now.date() > self.sitting.date + _DAY
            return Amiss.ANOTHER_DAY if gone_by else Amiss.NOTHING
        gone = _minutes(begun, now)
        if gone > 1440:
            return Amiss.LEFT_OPEN
        # Both are asked, since a change to or from summer time parts the clock from the time gone.
        shown = _signed(self.sitting.opened, now.time()) if gone >= 0 else gone
        return Amiss.BEFORE if max(gone, shown) < self._last() else Amiss.NOTHING

    def last_noted(self) -> time | None:
        """Return the last time of day that was noted, of the meeting or of an item."""
        if self.sitting is None or self.sitting.opened is None:
            return None
        opened = self.sitting.opened
        return max(self._noted(), key=lambda at: _signed(opened, at))

    def _last(self) -> int:
        """Return the minutes from the beginning to the last time that was noted."""
        last, held = self.last_noted(), self.sitting
        return _signed(held.opened, last) if last and held and held.opened else 0

    def _noted(self) -> list[time]:
        """Return the times that were noted, the beginning first; none that lies before it."""
        opened = self.sitting.opened if self.sitting else None
        if opened is None:
            return []
        times = [at for item in self.items for at in (item.started, item.ended) if at is not None]
        return [opened, *(at for at in times if follows(at, opened))]

    def elapsed(self, now: datetime) -> int | None:
        """Return the minutes since the meeting began; None where that is not known."""
        begun = self._begun(now)
        return None if begun is None or self.amiss(now) else _minutes(begun, now)

    @property
    def booked(self) -> int:
        """The minutes from the planned beginning to the planned end; 0 without one."""
        held = self.sitting
        return minutes_between(held.starts, held.ends) if held and held.ends else 0

    def left(self, now: datetime) -> int | None:
        """Return the minutes up to the booked end: below nought when it has passed.

        None without an end, or where the clock tells nothing.
        """
        elapsed, held = self.elapsed(now), self.sitting
        if elapsed is None or held is None or held.ends is None:
            return None
        return self.booked - self._late(now) - elapsed

    def meeting_pace(self, now: datetime) -> Pace:
        """Return how the time gone stands to the time up to the booked end."""
        left = self.left(now)
        if left is None:
            return Pace.FINE
        return pace(self.booked - left, self.booked)

    def behind(self, now: datetime) -> int | None:
        """Return by how many minutes the meeting is behind its agenda; below nought: ahead.

        What is done counts with the minutes planned for it, and so does the item being taken, up
        to what it has used. None while fewer than half of the items have planned minutes: the sum
        would say little.
        """
        elapsed, held = self.elapsed(now), self.sitting
        timed = [item for item in self.items if self.planned.get(item.uid)]
        if elapsed is None or held is None or not timed:
            return None
        if 2 * len(timed) < len(self.items):
            return None
        done = 0
        at, current = self._reached()
        for item in self.items[:at]:
            done += 0 if item.outcome in _GONE and not item.started else self.planned[item.uid]
        if current is not None:
            used = self.used(current.uid, now)
            done += min(used.minutes if used else 0, self.planned[current.uid])
        elif at < len(self.items):
            # Nothing is minuted of the next item yet, and it is being taken all the same.
            done += min(max(0, elapsed - self._last()), self.planned[self.items[at].uid])
        return self._late(now) + elapsed - done

    def _late(self, now: datetime) -> int:
        """Return by how many minutes the meeting began late; 0 for one tried out on another day."""
        held = self.sitting
        if held is None or held.opened is None or self._day(now) != held.date:
            return 0
        return _signed(held.starts, held.opened)

    def _reached(self) -> tuple[int, Item | None]:
        """Return how many items are done with, and the one that is being taken."""
        open_ = [at for at, item in enumerate(self.items) if item.started and not item.ended]
        if open_:
            return open_[-1], self.items[open_[-1]]
        ended = [at + 1 for at, item in enumerate(self.items) if item.started]
        return max(ended, default=0), None

    # ------------------------------------------------------------------ items

    def used(self, uid: str, now: datetime) -> Used | None:
        """Return the minutes that an item took, or takes until now; None where its times are not
        known, or run back."""
        item = next((one for one in self.items if one.uid == uid), None)
        if item is None or item.started is None:
            return None
        planned = self.planned.get(uid, 0)
        ended = item.ended or (self.sitting.closed if self.sitting else None)
        if ended is not None:
            if not follows(ended, item.started):
                return None
            whole = minutes_between(item.started, ended)
            return Used(whole - self._paused(item.started, whole), planned, False)
        since = None if self.amiss(now) else self._since(item.started, now)
        if since is None:
            return None
        whole = _minutes(since, now)
        return Used(whole - self._paused(item.started, whole), planned, True)

    def runs_back(self, uid: str, now: datetime) -> bool:
        """Say whether the times of an item, or the clock while it is taken, run backwards."""
        item = next((one for one in self.items if one.uid == uid), None)
        return item is not None and item.started is not None and self.used(uid, now) is None

    def _paused(self, since: time, whole: int) -> int:
        """Return for how many of the minutes since a time the meeting was adjourned."""
        found = 0
        for pause in self.pauses:
            first = max(0, _signed(since, pause.since))
            last = whole if pause.until is None else min(whole, _signed(since, pause.until))
            found += max(0, last - first)
        return min(found, whole)

    # ------------------------------------------------------------------ moments

    def _day(self, now: datetime) -> date:
        """Return the day that the times belong to: one who tries the meeting out on an earlier
        day keeps time there."""
        held = self.sitting.date if self.sitting else now.date()
        return held if now.date() >= held else now.date()

    def _begun(self, now: datetime) -> datetime | None:
        if self.sitting is None or self.sitting.opened is None:
            return None
        return datetime.combine(self._day(now), self.sitting.opened, now.tzinfo)

    def _since(self, at: time, now: datetime) -> datetime | None:
        """Return the latest moment up to now at which the clock showed a time of this meeting.

        When the clocks go back an hour there are two of them.
        """
        begun, day = self._begun(now), self._day(now)
        found = [
            moment
            for on in (day, day + _DAY)
            for fold in (0, 1)
            if _minutes(moment := datetime.combine(on, at, now.tzinfo).replace(fold=fold), now) >= 0
            and (begun is None or _minutes(begun, moment) >= 0)
        ]
        return max(found, key=lambda moment: moment.astimezone(UTC), default=None)


def timing(sitting: Sitting | None, items: Iterable[Item], pauses: Iterable[Pause] = ()) -> Timing:
    """Return the times of a meeting: of one sitting, and of its topmost items.

    `items` are all of the meeting, in the order of the agenda; those below a heading are topmost.
    """
    rows = tuple(items)
    headings = {item.uid for item in rows if item.kind is ItemKind.HEADING}
    tops = [
        item
        for item in in_taken_order(rows)
        if item.kind is ItemKind.ITEM and (item.parent is None or item.parent in headings)
    ]
    children = children_by_parent(rows)

    def whole(item: Item) -> int:
        below = sum(whole(child) for child in children.get(item.uid, ()))
        return max(item.minutes or 0, 0) + below

    planned = {item.uid: whole(item) for item in tops}
    return Timing(sitting, tuple(tops), planned, tuple(pauses))


def sitting_now(sittings: Iterable[Sitting], today: date) -> Sitting | None:
    """Return the sitting that goes on: one of today that is not closed, or else the last that was
    opened and not closed on a day that has come; or else the first that was opened, or the last of
    all."""
    rows = tuple(sittings)
    opened = [one for one in rows if one.opened is not None]
    going = [one for one in opened if one.closed is None and one.date <= today]
    todays = [one for one in rows if one.date == today and one.closed is None]
    begun = [one for one in todays if one.opened is not None]
    return next(iter((*begun, *todays, *going[::-1], *opened, *rows[::-1])), None)


def _minutes(since: datetime, until: datetime) -> int:
    """Return whole minutes between two moments, whatever the clocks did between them."""
    return int((until.astimezone(UTC) - since.astimezone(UTC)).total_seconds() // 60)


def _signed(since: time, at: time) -> int:
    """Return minutes from one time of day to another; below nought when it came before."""
    between = minutes_between(since, at)
    return between if between <= LONGEST else between - 1440


# ------------------------------------------------------------------ a clock that jumps


class Jump(StrEnum):
    """What a clock did between two looks at it that it should not have done."""

    NONE = ""
    BACK = "set back"
    AHEAD = "put forward"
    STOOD = "stood still"
    SUMMER = "summer time began"
    WINTER = "summer time ended"


_SLACK = 60.0
"""Seconds by which a clock may be corrected, or a look at it be late, without a word."""


@dataclass(frozen=True, slots=True)
class Look:
    """A look at the clock: what the wall says, and the seconds of a clock that nobody can set."""

    wall: datetime
    steady: float


def jumped(before: Look, now: Look) -> Jump:
    """Return what the clock did between two looks that should be a second apart.

    A computer that slept puts its clock forward: some steady clocks sleep too.
    """
    wall = (now.wall.astimezone(UTC) - before.wall.astimezone(UTC)).total_seconds()
    steady = now.steady - before.steady
    if wall - steady < -_SLACK:
        return Jump.BACK
    if wall - steady > _SLACK:
        return Jump.AHEAD
    shift = _offset(now.wall) - _offset(before.wall)
    if shift:
        return Jump.SUMMER if shift > timedelta() else Jump.WINTER
    return Jump.STOOD if steady > _SLACK else Jump.NONE


def _offset(at: datetime) -> timedelta:
    zone: tzinfo | None = at.tzinfo
    return (zone.utcoffset(at) if zone else None) or timedelta()
