"""What the agenda screen shows, gathered once after each change: items, numbers, clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from secretariat.models.agenda import (
    Held,
    Programme,
    depths,
    effective_restrictions,
    running_clock,
)
from secretariat.models.agenda_versions import mark
from secretariat.models.dates import clock
from secretariat.models.kinds import (
    ItemArrival,
    ItemKind,
    ItemOutcome,
    ItemPlacement,
    Restriction,
    Stage,
)
from secretariat.models.numbering import NO_NUMBER, Number, agenda_numbers
from secretariat.models.papers import PaperState
from secretariat.models.records import AgendaTemplate, Body, Item
from secretariat.services.agenda import items_of
from secretariat.services.agenda_versions import Standing, standing
from secretariat.services.bodies import choices_of
from secretariat.services.meetings import meet_of
from secretariat.services.owed import PaperView, owed_to
from secretariat.services.session import Session
from secretariat.services.templates import as_items
from secretariat.services.templates import items_of as standing_items

_WANTED = {"Report late": "Late", "Report due": "Due"}
"""What is said of a report that is wanted still where another word stands in the row."""
_PRESSING = (ItemArrival.LATE, ItemArrival.URGENT)


@dataclass(frozen=True, slots=True)
class AgendaPicture:
    """The agenda of one meeting as of one moment, items in tree order."""

    items: tuple[Item, ...]
    numbers: Mapping[str, Number]
    depths: Mapping[str, int]
    held: Mapping[str, Held]
    programme: Programme | None
    clock_style: str
    reports: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    standing: Standing | None = None
    stage: Stage = Stage.PLANNED

    def number(self, item: Item) -> str:
        return self.numbers.get(item.uid, NO_NUMBER).printed

    def clock(self, item: Item) -> str:
        """The time at which an item begins, once any item has planned minutes."""
        if self.programme is None or item.kind is ItemKind.HEADING:
            return ""
        starts = self.programme.slots[item.uid].starts
        return short_clock(clock(starts, self.clock_style)) if starts else ""

    def minutes(self, item: Item) -> str:
        return f"{item.minutes} min" if item.minutes else ""

    def change(self, item: Item) -> str:
        """The word for how an item differs from the version that is out; empty for none."""
        found = self.standing.marked.get(item.uid) if self.standing else None
        return mark(found) if found else ""

    def tag(self, item: Item) -> tuple[str, str]:
        """The word in the last column and the tone it has; both empty for most items."""
        change = self.change(item)
        held = self.held[item.uid].restriction
        if item.outcome in (ItemOutcome.DEFERRED, ItemOutcome.WITHDRAWN):
            return item.outcome.value.capitalize(), "warn"
        if held is Restriction.INTERNAL:
            return "Internal", "warn"
        if held is not Restriction.NONE:
            return "Restricted", "bad"
        if item.arrival is not ItemArrival.ON_TIME:
            word = f"New, {item.arrival}" if change == "New" else item.arrival.value.capitalize()
            return word, "warn" if item.arrival in _PRESSING else "quiet"
        if change:
            return change, "accent"
        if item.placement is ItemPlacement.AFTER_CONTACT:
            return "After contact", "quiet"
        return self.reports.get(item.uid, ("", ""))

    def report(self, item: Item) -> tuple[str, str]:
        """A short word for a report that is wanted still, beside a tag that says something else,
        and its tone; both empty where there is none."""
        word, tone = self.reports.get(item.uid, ("", ""))
        if word not in _WANTED or self.tag(item)[0] in (word, ""):
            return "", ""
        return _WANTED[word], tone

    def sentence(self, item: Item) -> str:
        """What a screen reader says of a row."""
        title = item.title.strip() or "without a title"
        if item.kind is ItemKind.HEADING:
            return f"Heading, {self.number(item)} {title}".replace("  ", " ")
        parts = [f"Item {self.numbers.get(item.uid, NO_NUMBER).full}".strip(), title]
        parts += [f"presented by {item.presenter}"] if item.presenter.strip() else []
        parts += [f"at {self.clock(item)}"] if self.clock(item) else []
        parts += [f"{item.minutes} minutes"] if item.minutes else []
        word, change = self.tag(item)[0], self.change(item)
        parts += [word.lower()] if word and word != change else []
        parts += [self.reports[item.uid][0].lower()] if self.report(item)[0] else []
        parts += [f"{change.lower()} since the agenda went out"] if change else []
        return ", ".join(parts)

    def total(self) -> str:
        """The planned minutes against those of the sitting: “115 of 120 minutes”."""
        if self.programme is None:
            return ""
        used = self.programme.minutes
        if self.programme.over is None:
            return f"{used} minutes"
        return f"{used} of {used - self.programme.over} minutes"

    @property
    def counted(self) -> int:
        """How many items of the top level the agenda has."""
        tops = [i for i in self.items if i.parent is None and i.kind is ItemKind.ITEM]
        return len(tops)


def report_marks(views: Iterable[PaperView], today: date) -> dict[str, tuple[str, str]]:
    """Return by item the word for its report and its tone: what is late counts before all."""
    found: dict[str, tuple[str, str]] = {}
    for view in views:
        state = view.state(today)
        for place in view.places:
            uid = place.item.uid
            if state is PaperState.LATE:
                found[uid] = ("Report late", "bad")
            elif state.is_missing and found.get(uid, ("",))[0] != "Report late":
                found[uid] = ("Report due", "quiet")
            elif state.is_in:
                found.setdefault(uid, ("Report in", "good"))
    return found


def short_clock(words: str) -> str:
    """Return a clock time without its half of the day: 10.40, not 10.40 am."""
    return words.removesuffix(" am").removesuffix(" pm").removeprefix("12 ")


def template_picture(session: Session, template: str) -> AgendaPicture:
    """Return the standing items of a template as an agenda of no day, with its numbers."""
    reader = session.reader
    with reader.snapshot():
        body = reader.get(Body, reader.get(AgendaTemplate, template).body)
        items = as_items(standing_items(reader, template))
    return AgendaPicture(
        items=items,
        numbers=agenda_numbers(items, body.agenda_numbering),
        depths=depths(items),
        held=effective_restrictions(items),
        programme=None,
        clock_style="12",
    )


def agenda_picture(session: Session, meeting: str) -> AgendaPicture:
    """Return the agenda of a meeting with its numbers and its clock, as officers see it."""
    reader = session.reader
    with reader.snapshot():
        meet = meet_of(reader, meeting)
        items = tuple(items_of(reader, meeting))
        stands = standing(reader, meet.meeting, items)
        lead = meet.bodies[0] if meet.bodies else None
        choices = choices_of(reader, lead.uid) if lead else None
    programme = None
    if meet.first and any(item.minutes for item in items):
        programme = running_clock(items, meet.first.starts, meet.first.ends)
    return AgendaPicture(
        stage=meet.meeting.stage,
        items=items,
        numbers=agenda_numbers(items, lead.agenda_numbering if lead else "1.|(a)|(i)"),
        depths=depths(items),
        held=effective_restrictions(items),
        programme=programme,
        standing=stands,
        clock_style=choices["clock"] if choices else "12",
        reports=report_marks(owed_to(reader, [meeting]).get(meeting, ()), session.today()),
    )
