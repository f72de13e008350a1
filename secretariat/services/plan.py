"""The forward plan as it stands on a day: what is planned when, what was taken, what has slipped.

Nothing of this is stored. A topic keeps what was planned first and what is planned now; when it was
considered follows from the items of agendas that take it, and when it returns from that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from secretariat.models.agenda import effective_restrictions
from secretariat.models.kinds import (
    Audience,
    ItemOutcome,
    Recurrence,
    Stage,
    TopicSource,
    TopicState,
)
from secretariat.models.plan import is_later
from secretariat.models.records import Body, Item, Topic
from secretariat.models.recurrence import month_of, months_on, next_month, returns
from secretariat.services.meetings import Meet, all_meetings
from secretariat.store.rows import Reader

OUTSIDE = (Stage.CANCELLED, Stage.POSTPONED)
_HELD = (Stage.HELD, Stage.DRAFT_MINUTES, Stage.MINUTES_OUT, Stage.CLOSED)
_NOT_TAKEN = (ItemOutcome.DEFERRED, ItemOutcome.WITHDRAWN)


class Status(StrEnum):
    """How a topic stands on a day. Slipped: a meeting of the body was held without it since it was
    planned first, its day passed untaken, or its item was deferred."""

    PLANNED = "planned"
    SLIPPED = "slipped"
    BACKLOG = "backlog"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_open(self) -> bool:
        return self in (Status.PLANNED, Status.SLIPPED, Status.BACKLOG)


class MarkKind(StrEnum):
    """What stands in a cell of the year: planned for a meeting or a month, planned later than at
    first, expected to return, taken, put off to a later day, or passed untaken."""

    MEETING = "planned"
    MONTH = "planned for the month"
    LATER = "slipped to here"
    RETURNS = "returns"
    TAKEN = "taken"
    PUT_OFF = "put off"
    MISSED = "not taken"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a topic on a day; `meeting` is empty where only the month is known."""

    kind: MarkKind
    day: date
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A topic with all that is reckoned of it.

    `day` is the day of `meet`, or the first of the month for which it is planned; None when it is
    parked or over. `last` is the day on which it was considered last, in `last_item`. `slips`
    counts the meetings of the body that were held without it since it was first planned.
    """

    topic: Topic
    body: Body
    status: Status
    day: date | None = None
    meet: Meet | None = None
    last: date | None = None
    last_item: Item | None = None
    slips: int = 0
    marks: tuple[Mark, ...] = ()

    @property
    def is_statutory(self) -> bool:
        return self.topic.source is TopicSource.LAW

    @property
    def is_overdue(self) -> bool:
        """Say whether its day has passed and it was not taken."""
        return any(mark.kind is MarkKind.MISSED and mark.day == self.day for mark in self.marks)


@dataclass(frozen=True, slots=True)
class _Taking:
    """An item of an agenda that took a topic, or was to."""

    item: Item
    meet: Meet
    day: date
    held: bool

    @property
    def considered(self) -> bool:
        return self.held and self.item.outcome not in _NOT_TAKEN


def held(meet: Meet, today: date) -> bool:
    """Say whether a meeting has begun: by its stage, or because its day is over."""
    stage = meet.meeting.stage
    if stage in OUTSIDE:
        return False
    return stage in _HELD or (meet.date is not None and meet.date < today)


def to_come(meet: Meet, today: date) -> bool:
    """Say whether business can still be planned for a meeting."""
    return meet.date is not None and meet.meeting.stage not in OUTSIDE and not held(meet, today)


def coming(meets: Iterable[Meet], body: str, today: date) -> list[Meet]:
    """Return the meetings of a body that are still to come, in the order of their days."""
    return [m for m in meets if any(b.uid == body for b in m.bodies) and to_come(m, today)]


def lines(
    reader: Reader,
    today: date,
    *,
    body: str | None = None,
    audience: Audience = Audience.OFFICERS,
) -> list[Line]:
    """Return the topics of a body, or of all, as they stand on a day, in the order of the plan.

    For an audience other than officers only business counts as taken of which it may know.
    """
    wanted = {"body": body} if body else {}
    topics = reader.find(Topic, **wanted)
    meets = all_meetings(reader)
    bodies = reader.by_uid(Body, [topic.body for topic in topics])
    takings = _takings(reader, topics, meets, today, audience)
    known = {meet.meeting.uid: meet for meet in meets}
    return [
        _Reckoned(
            topic,
            bodies[topic.body],
            takings.get(topic.uid, []),
            [m for m in meets if any(b.uid == topic.body for b in m.bodies)],
            known.get(topic.meeting or ""),
            today,
        ).line()
        for topic in topics
    ]


def line_of(reader: Reader, topic: str, today: date) -> Line | None:
    """Return one topic as it stands on a day, or None when it is gone."""
    found = reader.maybe(Topic, topic)
    every = lines(reader, today, body=found.body) if found else []
    return next((line for line in every if line.topic.uid == topic), None)


def _takings(
    reader: Reader,
    topics: Sequence[Topic],
    meets: Sequence[Meet],
    today: date,
    audience: Audience,
) -> dict[str, list[_Taking]]:
    """Return the items that take each topic, in the order of their meetings."""
    known = {meet.meeting.uid: meet for meet in meets}
    found: dict[str, list[_Taking]] = {}
    items = reader.find(Item, topic=tuple(topic.uid for topic in topics)) if topics else []
    hidden = _hidden(reader, {item.meeting for item in items}, audience)
    for item in items:
        meet = known.get(item.meeting)
        if meet is not None and meet.date is not None and item.uid not in hidden:
            taking = _Taking(item, meet, meet.date, held(meet, today))
            found.setdefault(item.topic or "", []).append(taking)
    for taken in found.values():
        taken.sort(key=lambda one: one.day)
    return found


def _hidden(reader: Reader, meetings: Iterable[str], audience: Audience) -> set[str]:
    """Return the items of these meetings of which an audience may not know what became."""
    if audience is Audience.OFFICERS:
        return set()
    return {
        uid
        for items in reader.grouped(Item, "meeting", meetings).values()
        for uid, holds in effective_restrictions(items).items()
        if not audience.may_see(holds.restriction)
    }


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """One topic among the meetings of its body, on its way to a line."""

    topic: Topic
    body: Body
    takings: Sequence[_Taking]
    meets: Sequence[Meet]
    target: Meet | None
    today: date

    def line(self) -> Line:
        """Return what is reckoned of the topic."""
        considered = [one for one in self.takings if one.considered]
        last = considered[-1] if considered else None
        bare = Line(
            self.topic,
            self.body,
            Status(self.topic.state.value) if self.topic.state in _OVER else Status.BACKLOG,
            last=last.day if last else None,
            last_item=last.item if last else None,
        )
        past = tuple(self._past())
        if self.topic.state in _OVER:
            return replace(bare, marks=past)
        day, meet = self._plan(last)
        if day is None:
            over = last is not None and self._had_a_plan and not self._put_off(last)
            done = over and self.topic.recurrence is Recurrence.ONCE
            return replace(bare, status=Status.DONE if done else Status.BACKLOG, marks=past)
        slipped, slips = self._slips(day, meet, last)
        here, missed = self._here(day, meet, slipped=slipped)
        return replace(
            bare,
            status=Status.SLIPPED if slipped else Status.PLANNED,
            day=day,
            meet=meet,
            slips=slips,
            marks=(*past, *self._moved(day, meet), here, *self._returns(day, missed)),
        )

    @property
    def _had_a_plan(self) -> bool:
        return self.topic.meeting is not None or self.topic.due is not None

    def _put_off(self, last: _Taking) -> bool:
        """Say whether it was to be taken again after that, and was deferred."""
        return any(one.day > last.day and one.held for one in self.takings if not one.considered)

    def _plan(self, last: _Taking | None) -> tuple[date | None, Meet | None]:
        """Return the day that is planned, and the meeting; after a taking, when it returns."""
        topic, target = self.topic, self.target
        day = target.date if target else topic.due
        if day is None:
            return None, None
        taken = last is not None and (
            last.meet.meeting.uid == topic.meeting
            or last.day >= day
            or (target is None and month_of(last.day) == month_of(day))
        )
        if not taken or last is None:
            return (day, target) if target else (month_of(day), None)
        if topic.recurrence is Recurrence.EVERY_MEETING:
            later = [m for m in self.meets if m.date and m.date > last.day]
            meet = next((m for m in later if m.meeting.stage not in OUTSIDE), None)
            return (meet.date, meet) if meet else (None, None)
        return next_month(topic.recurrence, topic.months, last.day), None

    def _slips(self, day: date, meet: Meet | None, last: _Taking | None) -> tuple[bool, int]:
        """Return whether it has slipped, and how many meetings were held without it since.

        What is only planned anew, before a meeting was held without it, has not slipped.
        """
        first = self.topic.first_due
        if last is not None and (first is None or last.day >= first):
            first = None  # what was planned first has been taken since
        overdue = self._is_over(day, meet)
        put_off = [o for o in self.takings if o.item.outcome is ItemOutcome.DEFERRED]
        put_off = [o for o in put_off if last is None or o.day > last.day]
        later = is_later(day, first, by_month=meet is None)
        if not (overdue or later or put_off):
            return False, 0
        start = min([d for d in (first, day, *(o.day for o in put_off[:1])) if d])
        passed = [
            m
            for m in self.meets
            if m.date and start <= m.date and (overdue or m.date < day) and held(m, self.today)
        ]
        return bool(overdue or put_off or passed), len(passed)

    def _is_over(self, day: date, meet: Meet | None) -> bool:
        """Say whether what is planned has passed: the meeting held or off, the month over."""
        if meet is not None:
            return held(meet, self.today) or meet.meeting.stage in OUTSIDE
        return months_on(day, 1) <= self.today

    def _past(self) -> Iterable[Mark]:
        for one in self.takings:
            if one.considered:
                yield Mark(MarkKind.TAKEN, one.day, one.meet.meeting.uid)
            elif one.item.outcome is ItemOutcome.DEFERRED:
                yield Mark(MarkKind.PUT_OFF, one.day, one.meet.meeting.uid)

    def _moved(self, day: date, meet: Meet | None) -> Iterable[Mark]:
        """Yield where it was planned first, when it has been moved to a later day since."""
        first = self.topic.first_due
        marked = {one.day for one in self.takings}
        if first is None or first in marked or not is_later(day, first, by_month=meet is None):
            return
        if not any(one.considered and one.day >= first for one in self.takings):
            yield Mark(MarkKind.PUT_OFF, first)

    def _here(self, day: date, meet: Meet | None, *, slipped: bool) -> tuple[Mark, bool]:
        missed = self._is_over(day, meet)
        kind = MarkKind.MEETING if meet else MarkKind.MONTH
        kind = MarkKind.LATER if slipped else kind
        kind = MarkKind.MISSED if missed else kind
        return Mark(kind, day, meet.meeting.uid if meet else ""), missed

    def _returns(self, day: date, missed: bool) -> Iterable[Mark]:
        """Yield when it is expected again, up to two years ahead."""
        if missed:
            return
        topic, last = self.topic, months_on(month_of(self.today), 36)
        if topic.recurrence is Recurrence.EVERY_MEETING:
            for meet in self.meets:
                if meet.date and meet.date > day and meet.meeting.stage not in OUTSIDE:
                    yield Mark(MarkKind.RETURNS, meet.date, meet.meeting.uid)
            return
        for month in returns(topic.recurrence, topic.months, day, last):
            yield Mark(MarkKind.RETURNS, month)


_OVER = (TopicState.DONE, TopicState.DROPPED)


def counts(found: Iterable[Line]) -> Mapping[Status, int]:
    """Return how many topics stand in each way."""
    every = list(found)
    return {status: sum(1 for line in every if line.status is status) for status in Status}
