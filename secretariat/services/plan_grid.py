"""A year of the forward plan as a table: topics by body, meetings or months across."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from secretariat.models.dates import ENGLISH, spoken_date
from secretariat.models.records import Body
from secretariat.models.recurrence import month_of, month_words, months_on
from secretariat.services.horizon import count_of
from secretariat.services.meetings import Meet
from secretariat.services.plan import OUTSIDE, Line, Mark, MarkKind, Status, coming

AHEAD = 36
"""Months ahead for which business can be planned."""

_WEIGHT = {
    MarkKind.MISSED: 5,
    MarkKind.MEETING: 4,
    MarkKind.MONTH: 4,
    MarkKind.LATER: 4,
    MarkKind.TAKEN: 3,
    MarkKind.PUT_OFF: 2,
    MarkKind.RETURNS: 1,
}
PLANNED = (MarkKind.MEETING, MarkKind.MONTH, MarkKind.LATER, MarkKind.MISSED)


@dataclass(frozen=True, slots=True)
class Place:
    """Where business can be planned: a meeting, or a month in which the body has none."""

    day: date
    meeting: str = ""

    @property
    def words(self) -> str:
        """The place as it is said: Thursday 10 December 2026, or December 2026."""
        return spoken_date(self.day) if self.meeting else month_words(self.day)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the year: a meeting of the body, or a month."""

    day: date
    meeting: str = ""
    past: bool = False

    @property
    def words(self) -> str:
        """What stands above it: the day over the month, or the month, January with the year."""
        month = ENGLISH.months[self.day.month - 1][:3]
        if self.meeting:
            return f"{self.day.day}\n{month}"
        return f"{month}\n’{self.day.year % 100:02}" if self.day.month == 1 else month

    @property
    def spoken(self) -> str:
        return spoken_date(self.day) if self.meeting else month_words(self.day)


@dataclass(frozen=True, slots=True)
class Square:
    """What stands in one cell: the mark that weighs most, or how many topics a body has there."""

    mark: Mark | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A topic, or the body above its topics."""

    body: Body
    squares: tuple[Square, ...]
    line: Line | None = None

    @property
    def key(self) -> str:
        """The uid of the topic, or of the body."""
        return self.line.topic.uid if self.line else self.body.uid

    @property
    def title(self) -> str:
        return self.line.topic.title if self.line else self.body.name

    def spoken(self, columns: Sequence[Column], at: int) -> str:
        """Return a cell as it is read aloud; column 0 is the name of the row."""
        if at == 0:
            return f"{self.title}, {self.status}" if self.line else f"{self.title}, body"
        square, column = self.squares[at - 1], columns[at - 1]
        if self.line is None:
            what = count_of(square.count, "topic") if square.count else "nothing planned"
        else:
            what = square.mark.kind.value if square.mark else "nothing"
        return f"{self.title}, {column.spoken}: {what}"

    @property
    def status(self) -> str:
        """How the topic stands, in words."""
        if self.line is None:
            return ""
        slips = self.line.slips
        times = f" past {count_of(slips, 'meeting')}" if slips > 1 else ""
        return f"{self.line.status.value}{times}"


@dataclass(frozen=True, slots=True)
class Year:
    """The whole table: twelve months from `start` on."""

    start: date
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()


def places(meets: Iterable[Meet], body: str, today: date) -> list[Place]:
    """Return where business of a body can be planned, in order: each meeting to come, and each
    month without a meeting."""
    every = list(meets)
    found = [Place(m.date, m.meeting.uid) for m in coming(every, body, today) if m.date]
    busy = {
        month_of(m.date)
        for m in every
        if m.date and m.meeting.stage not in OUTSIDE and any(b.uid == body for b in m.bodies)
    }
    first = month_of(today)
    months = (months_on(first, at) for at in range(AHEAD))
    found += [Place(month) for month in months if month not in busy]
    return sorted(found, key=lambda place: place.day)


def beside(line: Line, meets: Iterable[Meet], today: date, by: int) -> Place | None:
    """Return the place after the one where a topic is planned, or before it; None at the end.

    What waits in the backlog goes to the first meeting to come, or to the coming month where the
    body has none.
    """
    found = places(meets, line.body.uid, today)
    if line.day is None:
        later = [place for place in found if place.meeting or place.day > today] if by > 0 else []
        return next((place for place in later if place.meeting), later[0] if later else None)
    if by > 0:
        return next((place for place in found if place.day > line.day), None)
    before = [place for place in found if place.day < line.day]
    return before[-1] if before else None


def place_in(column: Column, meets: Iterable[Meet], body: str, today: date) -> Place | None:
    """Return the place that a column stands for: its meeting, the first to come in its month, or
    the month itself; None when that is past."""
    found = places(meets, body, today)
    if column.meeting:
        return next((place for place in found if place.meeting == column.meeting), None)
    return next((p for p in found if month_of(p.day) == month_of(column.day)), None)


def year_of(
    found: Sequence[Line],
    meets: Sequence[Meet],
    start: date,
    today: date,
    *,
    body: str = "",
    only_bodies: bool = False,
) -> Year:
    """Return twelve months: of one body by its meetings, of all by months with a count a body."""
    columns = _columns(meets, start, today, body)
    rows: list[Row] = []
    bodies = {line.body.uid: line.body for line in found}
    for home in sorted(bodies.values(), key=lambda one: one.name.casefold()):
        own = [line for line in found if line.body.uid == home.uid]
        topics = [Row(home, _squares(line, columns), line) for line in own]
        shown = [row for row in topics if _stands(row)]
        if not body:
            rows.append(Row(home, _sums(topics, len(columns))))
        if not only_bodies:
            rows += shown
    return Year(start, columns, tuple(rows))


def _stands(row: Row) -> bool:
    """Say whether a topic stands in a year: it is open, or something became of it then."""
    is_open = row.line is not None and row.line.status.is_open
    return is_open or any(square.mark for square in row.squares)


def _columns(meets: Sequence[Meet], start: date, today: date, body: str) -> tuple[Column, ...]:
    months = [months_on(start, at) for at in range(12)]
    if not body:
        return tuple(Column(m, past=months_on(m, 1) <= today) for m in months)
    own = [
        Column(meet.date, meet.meeting.uid, meet.date < today)
        for meet in meets
        if meet.date
        and start <= meet.date < months_on(start, 12)
        and meet.meeting.stage not in OUTSIDE
        and any(one.uid == body for one in meet.bodies)
    ]
    busy = {month_of(column.day) for column in own}
    own += [Column(m, past=months_on(m, 1) <= today) for m in months if m not in busy]
    return tuple(sorted(own, key=lambda column: column.day))


def _squares(line: Line, columns: Sequence[Column]) -> tuple[Square, ...]:
    chosen: dict[int, Mark] = {}
    for mark in line.marks:
        at = _column_of(mark, columns)
        if at >= 0 and (at not in chosen or _WEIGHT[mark.kind] > _WEIGHT[chosen[at].kind]):
            chosen[at] = mark
    return tuple(Square(chosen.get(at)) for at in range(len(columns)))


def _column_of(mark: Mark, columns: Sequence[Column]) -> int:
    for at, column in enumerate(columns):
        if mark.meeting and column.meeting == mark.meeting:
            return at
    for at, column in enumerate(columns):
        if column.meeting and column.day == mark.day:
            return at
    return next(
        (at for at, one in enumerate(columns) if month_of(one.day) == month_of(mark.day)), -1
    )


def _sums(topics: Sequence[Row], width: int) -> tuple[Square, ...]:
    """Return how many topics of a body are planned or were taken in each column."""
    counted = (*PLANNED, MarkKind.TAKEN, MarkKind.RETURNS)
    return tuple(
        Square(count=sum(1 for row in topics if _has(row.squares[at], counted)))
        for at in range(width)
    )


def _has(square: Square, kinds: Sequence[MarkKind]) -> bool:
    return square.mark is not None and square.mark.kind in kinds


def quarter_of(day: date) -> date:
    """Return the first month of the quarter that a day is in."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def span_words(start: date) -> str:
    """Return the twelve months from `start` on, in short: 2027, or Oct 2026 – Sep 2027."""
    last = months_on(start, 11)
    if start.month == 1:
        return str(start.year)
    names = [f"{ENGLISH.months[day.month - 1][:3]} {day.year}" for day in (start, last)]
    return " – ".join(names)


def told(found: Iterable[Line]) -> str:
    """Return the sentence below the title: how many are planned, have slipped and wait."""
    every = list(found)
    count = {status: sum(1 for line in every if line.status is status) for status in Status}
    planned = count[Status.PLANNED] + count[Status.SLIPPED]
    parts = [f"{count_of(planned, 'topic')} planned"]
    if count[Status.SLIPPED]:
        parts.append(f"{count[Status.SLIPPED]} slipped")
    if count[Status.BACKLOG]:
        parts.append(f"{count[Status.BACKLOG]} in the backlog")
    return f"{', '.join(parts)}."
