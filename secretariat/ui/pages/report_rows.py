"""Reports as they are listed: under the day on which they are due, and narrowed in many ways."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from secretariat.models.kinds import Restriction
from secretariat.models.papers import Lateness, PaperState, came_on
from secretariat.models.plaintext import one_line
from secretariat.services.owed import PaperView, authors_of, day_count, short_date
from secretariat.ui.explained import said_day
from secretariat.ui.pages.people_rows import holds
from secretariat.ui.tables.rows import ListRow

STATES = ("missing", "late", "received", "all")
_TONES = {
    PaperState.NOT_ASKED: "warn",
    PaperState.LATE: "bad",
    PaperState.PROMISED: "accent",
    PaperState.RECEIVED: "good",
    PaperState.RECEIVED_LATE: "warn",
    PaperState.CLEARED: "good",
}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which reports are shown; empty means all. `state` is missing, late, received or all;
    `place` the uid of a body or of a meeting; `author` a key of `authors_of`."""

    state: str = "missing"
    author: str = ""
    place: str = ""
    text: str = ""

    def lets(self, view: PaperView, today: date) -> bool:
        """Say whether a report is shown."""
        states = {
            "missing": view.is_missing(today),
            "late": view.is_missing(today) and view.state(today) is PaperState.LATE,
            "received": came_on(view.paper) is not None,
            "all": True,
        }
        meetings = {place.meet.meeting.uid for place in view.places}
        return (
            states[self.state]
            and (not self.author or self.author in {key for key, _ in authors_of(view)})
            and (not self.place or self.place in meetings or self.place in view.bodies)
            and holds(_searched(view), self.text)
        )


def _searched(view: PaperView) -> str:
    paper = view.paper
    places = " ".join(f"{p.item.title} {p.meet.name} {p.meeting_words}" for p in view.places)
    return f"{paper.title} {view.author_name} {places} {paper.note} {paper.late_reason}"


def report_rows(views: Iterable[PaperView], today: date, only: Narrowed) -> list[ListRow]:
    """Return the reports that `only` lets through below the days on which they are due.

    What is missing comes by its day; what has come, the latest first.
    """
    shown = [view for view in views if only.lets(view, today)]
    if only.state == "received":
        shown.sort(key=lambda view: view.due_day or date.min, reverse=True)
    rows: list[ListRow] = []
    for day, group in groupby(shown, key=lambda view: view.due_day):
        listed = list(group)
        rows.append(_day_row(day, listed, today))
        rows += [report_row(view, today) for view in listed]
    return rows


def _day_row(day: date | None, views: list[PaperView], today: date) -> ListRow:
    missing = sum(1 for view in views if view.is_missing(today))
    if day is None:
        return ListRow("", "No day yet")
    words = said_day(day, today)
    ahead = (day - today).days
    near = {0: "Today", 1: "Tomorrow"}.get(ahead, f"In {day_count(ahead)}")
    when = near if ahead >= 0 else f"{day_count(-ahead)} ago"
    return ListRow("", words, note=f"{missing} missing · {when}" if missing else when)


def report_row(view: PaperView, today: date) -> ListRow:
    """Return one report as a line of the list."""
    author = view.author_name or "No author yet"
    places = [place_words(place.meeting_words, place.number) for place in view.places]
    closed = "" if view.restriction is Restriction.NONE else view.restriction.value.capitalize()
    also = f"also {places[1]}" if len(places) == 2 else f"{len(places)} meetings"
    where = [*places[:1], *([also] if len(places) > 1 else [])] or [view.body.name]
    detail = " · ".join(filter(None, (author, *where, closed)))
    tag, tone = tag_of(view, today)
    due = f"Due {said_day(view.due_day, today)}" if view.due_day else "No day yet"
    title = one_line(view.paper.title)
    return ListRow(
        view.paper.uid,
        title,
        detail,
        tag=tag,
        tone=tone,
        quiet=not view.is_missing(today),
        sentence=f"{title}. {tag}. {due}. {author}. {'; '.join(places) or view.body.name}."
        + (f" {closed}." if closed else ""),
    )


def place_words(meeting: str, number: str) -> str:
    """Return an item in short: MCSSB, 10 Dec 2026, item 5."""
    return f"{meeting}, item {number.rstrip('.')}" if number else meeting


def tag_of(view: PaperView, today: date) -> tuple[str, str]:
    """Return the words and the tone that say how a report stands."""
    state = view.state(today)
    if view.is_put_off and not state.is_in:
        return view.words(today), "quiet"
    return view.words(today), _TONES.get(state, "quiet")


def lateness_rows(found: Iterable[tuple[str, str, Lateness]]) -> list[ListRow]:
    """Return the register of lateness, a line for each author or body."""
    return [_lateness_row(key, name, told) for key, name, told in found]


def _lateness_row(key: str, name: str, told: Lateness) -> ListRow:
    counts = f"{told.asked} asked, {told.received} received"
    if not told.late:
        return ListRow(key, name, counts, tag="Never late", tone="good", quiet=True)
    longest = f"longest {day_count(told.longest)}"
    days = f"median {told.median_words}, {longest}" if told.late > 1 else longest
    last = f"last {short_date(told.last)}" if told.last else ""
    detail = " · ".join(filter(None, (counts, days, last)))
    return ListRow(key, name, detail, tag=f"{told.late} late", tone="bad")
