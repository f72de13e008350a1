"""Who owes which report and by when: reading only, for every screen and list that tells of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from secretariat.models.agenda import Held, effective_restrictions
from secretariat.models.clock import Holidays
from secretariat.models.dates import ENGLISH
from secretariat.models.deadlines import rule_words
from secretariat.models.kinds import DeadlineKind, ItemOutcome, Restriction, Stage
from secretariat.models.names import full_name
from secretariat.models.numbering import agenda_numbers
from secretariat.models.papers import (
    Case,
    Lateness,
    PaperState,
    came_on,
    days_late,
    lateness,
    state_of,
    strictest,
    working_days_late,
)
from secretariat.models.records import Body, Item, ItemPaper, Paper, Person
from secretariat.services.deadlines import Deadline, Reckoner
from secretariat.services.meetings import Meet, all_meetings, meet_of
from secretariat.services.paper_links import papers_of, with_successors
from secretariat.services.rules import Calendar, jurisdiction_of
from secretariat.store.rows import Reader

_FEW = 6
_OFF = (Stage.CANCELLED, Stage.POSTPONED)
_PUT_OFF = (ItemOutcome.DEFERRED, ItemOutcome.WITHDRAWN)
_REPORTS = (DeadlineKind.REPORTS,)


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """An item that a report is for, with its meeting, its number, and what restriction holds."""

    item: Item
    meet: Meet
    number: str
    held: Held

    @property
    def is_live(self) -> bool:
        """Say whether the item is still to be taken there: not put off, the meeting not off."""
        return self.meet.meeting.stage not in _OFF and self.item.outcome not in _PUT_OFF

    @property
    def meeting_words(self) -> str:
        """Return the meeting in short: MCSSB, 10 Dec 2026."""
        return meeting_words(self.meet)


@dataclass(frozen=True, slots=True)
class Due:
    """By which day a report is due, and why.

    `deadline` is when the first meeting that takes it (`meet`) asks for its reports, None where
    that has no such rule. `by_hand` says that the day was set for this report alone.
    """

    day: date
    deadline: Deadline | None = None
    meet: Meet | None = None
    by_hand: bool = False

    @property
    def words(self) -> str:
        """Return why it is that day, in one sentence or two."""
        if self.by_hand and self.deadline:
            return f"Set by hand; the meeting wants its reports by {short_date(self.deadline.day)}."
        if self.deadline is None:
            return "Set by hand."
        if self.deadline.override:
            return "Set by hand for all reports of the meeting."
        rule = rule_words(self.deadline.reckoning.rule)
        source = self.deadline.source
        return f"{rule[:1].upper()}{rule[1:]}." + (f" {source}." if source else "")


@dataclass(frozen=True, slots=True)
class PaperView:
    """A report that is asked for, with its author, the items it is for, and its day."""

    paper: Paper
    body: Body
    author: Person | None
    places: tuple[PaperPlace, ...]
    due: Due | None
    holidays: Holidays

    @property
    def author_name(self) -> str:
        """Return the author as called in lists; empty when nobody is named."""
        return full_name(self.author) if self.author else self.paper.author_name

    @property
    def due_day(self) -> date | None:
        return self.due.day if self.due else None

    @property
    def bodies(self) -> tuple[str, ...]:
        """The uids of all bodies that the report goes to."""
        there = [body.uid for place in self.places for body in place.meet.bodies]
        return tuple(dict.fromkeys([*there, self.paper.body]))

    @property
    def live(self) -> tuple[PaperPlace, ...]:
        """The items that still wait for it, by the day of their meeting."""
        return tuple(place for place in self.places if place.is_live)

    @property
    def is_put_off(self) -> bool:
        """Say whether every item it was for was deferred or withdrawn, or its meeting is off."""
        return bool(self.places) and not self.live

    @property
    def restriction(self) -> Restriction:
        """The strictest restriction of the report itself and of the items that it is for."""
        return strictest([self.paper.restriction, *(p.held.restriction for p in self.places)])

    def state(self, today: date) -> PaperState:
        return state_of(self.paper, self.due_day, today)

    def is_missing(self, today: date) -> bool:
        """Say whether it is still owed; a report of which every item was put off is not."""
        return self.state(today).is_missing and not self.is_put_off

    def days_late(self, today: date) -> int:
        return days_late(self.paper, self.due_day, today)

    def working_days_late(self, today: date) -> int:
        return working_days_late(self.paper, self.due_day, today, self.holidays)

    def words(self, today: date) -> str:
        """Return how it stands, for a tag: “6 days late”, “Promised for 3 December”."""
        state, paper, late = self.state(today), self.paper, self.days_late(today)
        if self.is_put_off and not state.is_in:
            return "Item put off"
        if state is PaperState.LATE:
            return f"{day_count(late)} late"
        if state is PaperState.RECEIVED_LATE:
            return f"Received {day_count(late)} late"
        if state is PaperState.PROMISED and paper.promised_for:
            return f"Promised for {near_date(paper.promised_for, today)}"
        return state.value.capitalize()


def owed(reader: Reader, *, body: str | None = None, meeting: str | None = None) -> list[PaperView]:
    """Return the reports of a meeting, of a body or of all, by the day on which they are due.

    Those of a body are also those of others that go to it. Those without a day come last.
    """
    with reader.snapshot():
        papers = _papers_of(reader, [meeting]) if meeting is not None else reader.find(Paper)
        views = _Gatherer(reader, papers).views()
    if body is not None:
        views = [view for view in views if body in view.bodies]
    return sorted(views, key=_by_day)


def owed_again(
    reader: Reader, views: Sequence[PaperView], papers: Iterable[str]
) -> list[PaperView]:
    """Return the same reports with some of them read again, in their order.

    Right only where nothing but these rows has changed; one that is gone is left out.
    """
    wanted = set(papers)
    with reader.snapshot():
        rows = list(reader.by_uid(Paper, wanted).values())
        fresh = _Gatherer(reader, rows).views()
    return sorted([*(v for v in views if v.paper.uid not in wanted), *fresh], key=_by_day)


def view_of(reader: Reader, paper: str) -> PaperView:
    """Return one report."""
    with reader.snapshot():
        return _Gatherer(reader, [reader.get(Paper, paper)]).views()[0]


def due_of(reader: Reader, paper: str) -> Due | None:
    """Return when a report is due and why: as set by hand, or as the first meeting that takes
    it asks for reports. None when neither says a day."""
    return view_of(reader, paper).due


def owed_to(reader: Reader, meetings: Iterable[str]) -> dict[str, list[PaperView]]:
    """Return the reports of several meetings, by the meeting; those without one are left out."""
    wanted = set(meetings)
    found: dict[str, list[PaperView]] = {}
    for view in sorted(_Gatherer(reader, _papers_of(reader, wanted)).views(), key=_by_day):
        for uid in {place.meet.meeting.uid for place in view.live} & wanted:
            found.setdefault(uid, []).append(view)
    return found


def missing_for(reader: Reader, meeting: str, today: date) -> list[PaperView]:
    """Return the reports that a meeting still waits for, the earliest due first."""
    return [view for view in owed_to(reader, [meeting]).get(meeting, ()) if view.is_missing(today)]


def lateness_by(
    views: Iterable[PaperView], today: date, name: Callable[[PaperView], Sequence[tuple[str, str]]]
) -> list[tuple[str, str, Lateness]]:
    """Return the register of lateness by author or body, who was late most often first.

    `name` gives the keys and names that a report counts for. Reports that are not needed, or
    whose items were put off before they came, are not counted.
    """
    cases: dict[str, list[Case]] = {}
    names: dict[str, str] = {}
    for view in views:
        came = came_on(view.paper) is not None
        if not came and (view.is_put_off or not view.paper.is_needed):
            continue
        for key, called in name(view):
            names[key] = called
            cases.setdefault(key, []).append(Case(view.due_day, view.days_late(today), came))
    found = [(key, names[key], lateness(listed)) for key, listed in cases.items()]
    return sorted(found, key=lambda one: (-one[2].late, -one[2].longest, one[1].casefold()))


def authors_of(view: PaperView) -> Sequence[tuple[str, str]]:
    """Return the author that a report counts for, as a key and a name; none when none is named."""
    if view.author:
        return [(view.author.uid, view.author_name)]
    return [(view.author_name.casefold(), view.author_name)] if view.author_name else []


def bodies_of(view: PaperView) -> Sequence[tuple[str, str]]:
    """Return the bodies that a report counts for: those whose meetings take it."""
    there = {body.uid: body.name for place in view.places for body in place.meet.bodies}
    return list(there.items()) or [(view.body.uid, view.body.name)]


def meeting_words(meet: Meet) -> str:
    """Return a meeting in short: MCSSB, 10 Dec 2026."""
    names = " and ".join(body.short_name or body.name for body in meet.bodies)
    name = names or meet.name
    return f"{name}, {short_date(meet.date)}" if meet.date else name


def near_date(day: date, today: date) -> str:
    """Return a day in short, with its year when that is another: 3 December."""
    words = f"{day.day}\N{NO-BREAK SPACE}{ENGLISH.months[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def short_date(day: date) -> str:
    """Return a day with a short month: 10 Dec 2026."""
    return f"{day.day} {ENGLISH.months[day.month - 1][:3]} {day.year}"


def day_count(days: int) -> str:
    """Return a number of days: 1 day, 6 days."""
    return "1 day" if days == 1 else f"{days} days"


def _by_day(view: PaperView) -> tuple[date, str, str]:
    return (view.due_day or date.max, view.body.name.casefold(), view.paper.title.casefold())


def _papers_of(reader: Reader, meetings: Iterable[str]) -> list[Paper]:
    items = reader.grouped(Item, "meeting", meetings)
    found = papers_of(reader, (item for listed in items.values() for item in listed))
    return list(reader.by_uid(Paper, {uid for uids in found.values() for uid in uids}).values())


class _Gatherer:
    """Joins reports with what they belong to: a query a kind, and each agenda numbered once."""

    def __init__(self, reader: Reader, papers: Sequence[Paper]) -> None:
        self._reader = reader
        self._papers = papers
        self._bodies = reader.by_uid(Body, (paper.body for paper in papers))
        self._people = reader.by_uid(Person, (paper.author for paper in papers))
        self._links = reader.grouped(ItemPaper, "paper", (paper.uid for paper in papers))
        linked = [link.item for links in self._links.values() for link in links]
        self._items = with_successors(reader, reader.by_uid(Item, linked))
        meetings = {item.meeting for items in self._items.values() for item in items}
        self._meets = _meets(reader, meetings)
        self._agendas = reader.grouped(Item, "meeting", meetings)
        self._numbers: dict[str, Mapping[str, str]] = {}
        self._held: dict[str, Mapping[str, Held]] = {}
        self._chains = Reckoner(reader).chains(self._meets.values(), _REPORTS)
        self._calendar = Calendar(reader)
        self._places: dict[str, str] = {}

    def views(self) -> list[PaperView]:
        """Return every report with what belongs to it."""
        return [self._view(paper) for paper in self._papers]

    def _view(self, paper: Paper) -> PaperView:
        links = self._links.get(paper.uid, ())
        items = {item.uid: item for link in links for item in self._items[link.item]}
        places = sorted((self._place(item) for item in items.values()), key=_when)
        body = self._bodies[paper.body]
        author = self._people.get(paper.author or "")
        return PaperView(paper, body, author, tuple(places), self._due(paper, places),
                         self._holidays(body))  # fmt: skip

    def _place(self, item: Item) -> PaperPlace:
        meet = self._meets[item.meeting]
        if item.meeting not in self._numbers:
            agenda = self._agendas[item.meeting]
            scheme = meet.bodies[0].agenda_numbering if meet.bodies else "1.|(a)|(i)"
            numbers = agenda_numbers(agenda, scheme)
            self._numbers[item.meeting] = {uid: one.full for uid, one in numbers.items()}
            self._held[item.meeting] = effective_restrictions(agenda)
        number = self._numbers[item.meeting].get(item.uid, "")
        return PaperPlace(item, meet, number, self._held[item.meeting][item.uid])

    def _due(self, paper: Paper, places: Sequence[PaperPlace]) -> Due | None:
        for place in places:
            chain = self._chains.get(place.meet.meeting.uid)
            if place.is_live and chain:
                return Due(paper.due or chain[0].day, chain[0], place.meet, bool(paper.due))
        return Due(paper.due, by_hand=True) if paper.due else None

    def _holidays(self, body: Body) -> Holidays:
        if body.uid not in self._places:
            self._places[body.uid] = jurisdiction_of(self._reader, body)
        return self._calendar.holidays(self._places[body.uid])


def _when(place: PaperPlace) -> tuple[date, str]:
    return (place.meet.date or date.max, place.item.uid)


def _meets(reader: Reader, meetings: set[str]) -> dict[str, Meet]:
    if len(meetings) <= _FEW:
        return {uid: meet_of(reader, uid) for uid in sorted(meetings)}
    return {m.meeting.uid: m for m in all_meetings(reader) if m.meeting.uid in meetings}
