"""Topics as the list of the forward plan shows them, and the ways to narrow it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from secretariat.models.dates import plain_date
from secretariat.models.kinds import Recurrence
from secretariat.models.recurrence import month_words, returns_said
from secretariat.services.horizon import count_of
from secretariat.services.plan import Line, Status
from secretariat.services.topics import source_of
from secretariat.ui.tables.rows import ListRow

STATES = (
    ("open", "All that is open"),
    ("planned", "Planned"),
    ("slipped", "Slipped"),
    ("backlog", "Backlog"),
    ("done", "Done or dropped"),
    ("all", "Everything"),
)
_TONES = {
    Status.PLANNED: "accent",
    Status.SLIPPED: "warn",
    Status.BACKLOG: "quiet",
    Status.DONE: "good",
    Status.DROPPED: "quiet",
}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which topics are shown; `body` empty means all bodies."""

    body: str = ""
    state: str = "open"
    statutory: bool = False

    def lets(self, line: Line) -> bool:
        """Say whether a topic is shown."""
        status = line.status
        states = {
            "open": status.is_open,
            "done": not status.is_open,
            "all": True,
        }
        return (
            states.get(self.state, status.value == self.state)
            and (not self.body or line.body.uid == self.body)
            and (line.is_statutory or not self.statutory)
        )


def plan_rows(found: Iterable[Line], *, by_body: bool) -> list[ListRow]:
    """Return topics by the day for which they are planned, under their bodies where asked."""
    ordered = sorted(found, key=_order)
    if not by_body:
        return [plan_row(line) for line in ordered]
    rows: list[ListRow] = []
    for name in sorted({line.body.name for line in ordered}, key=str.casefold):
        rows.append(ListRow("", name))
        rows += [plan_row(line) for line in ordered if line.body.name == name]
    return rows


def _order(line: Line) -> tuple[bool, date, int]:
    return (not line.status.is_open, line.day or date.max, line.topic.position)


def plan_row(line: Line) -> ListRow:
    """Return one topic as a line of the list."""
    topic = line.topic
    returns = returns_said(topic.recurrence, topic.months)
    parts = (topic.lead, source_of(topic), returns, considered(line))
    detail = " · ".join(part for part in parts if part)
    when, tag = when_words(line), line.status.value.capitalize()
    sentence = ". ".join(filter(None, (topic.title, line.body.name, when, tag, detail)))
    return ListRow(
        topic.uid,
        topic.title,
        detail,
        note=when,
        tag=tag,
        tone=_TONES[line.status],
        quiet=not line.status.is_open,
        sentence=sentence,
    )


def when_words(line: Line) -> str:
    """Return when a topic is planned, as it is said."""
    if line.day is None:
        return ""
    return plain_date(line.day) if line.meet else month_words(line.day)


def considered(line: Line) -> str:
    """Return when a topic was considered last, in a few words."""
    return f"considered {plain_date(line.last)}" if line.last else ""


def state_sentences(line: Line) -> list[str]:
    """Return what is to be known of a topic, a sentence each."""
    topic, found = line.topic, []
    if line.status is Status.SLIPPED:
        first = topic.first_due
        since = f", planned first for {_first(line)}" if first else ""
        passed = f": {count_of(line.slips, 'meeting')} passed without it" if line.slips else ""
        found.append(f"Slipped{passed}{since}.")
    if line.last:
        found.append(f"Considered last on {plain_date(line.last)}.")
    if line.day and topic.recurrence is not Recurrence.ONCE and line.meet is None and line.last:
        found.append(f"It returns in {month_words(line.day)}.")
    if line.status is Status.BACKLOG:
        found.append("It waits in the backlog, without a day.")
    if line.status is Status.DONE and not line.last:
        found.append("It is done.")
    if line.status is Status.DROPPED:
        found.append("The body will not take it.")
    return found


def _first(line: Line) -> str:
    first = line.topic.first_due
    if first is None:
        return ""
    return month_words(first) if first.day == 1 else plain_date(first)
