"""What the minutes screen shows, gathered once after each change: items, entries, actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from secretariat.documents.common import Phrases
from secretariat.models.agenda import Held, depths, effective_restrictions
from secretariat.models.entries import is_minuted
from secretariat.models.kinds import ItemKind, ItemOutcome
from secretariat.models.numbering import NO_NUMBER, Number, agenda_numbers, prints_line
from secretariat.models.presence import in_taken_order
from secretariat.models.records import Attendee, Entry, Item
from secretariat.models.timekeeping import Timing
from secretariat.models.views import ActionView
from secretariat.services.actions import views as action_views
from secretariat.services.agenda import items_of
from secretariat.services.approvals import Approvals, approvals
from secretariat.services.meetings import Meet, meet_of
from secretariat.services.minutes import entries_of
from secretariat.services.order import why_not_decided
from secretariat.services.phrases import called, phrases_of
from secretariat.services.presence import RoomBook, room_book
from secretariat.services.session import Session
from secretariat.services.timekeeping import timing_from
from secretariat.services.vote_words import vote_words
from secretariat.services.voted import Voted, voted

NOT_HELD = Held()
NO_APPROVALS = Approvals({}, (), {})


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that is minuted: an item, or the business between items when `item` is None.

    `told` says that something happened under it that prints without an entry of its own.
    """

    item: Item | None
    number: str
    title: str
    entries: tuple[Entry, ...]
    held: Held = NOT_HELD
    told: bool = False

    @property
    def uid(self) -> str:
        return self.item.uid if self.item else ""

    @property
    def done(self) -> bool:
        """Say whether anything was recorded: words, or what became of the item."""
        outcome = self.item is not None and self.item.outcome is not ItemOutcome.NONE
        return outcome or self.told or any(is_minuted(entry) for entry in self.entries)

    def note(self) -> str:
        """What became of the item, in a word; empty while there is nothing to say."""
        if self.item is None:
            return ""
        if self.item.outcome in (ItemOutcome.DEFERRED, ItemOutcome.WITHDRAWN):
            return self.item.outcome.value
        return "added" if self.item.is_added else ""

    def sentence(self, *, now: bool) -> str:
        """What a screen reader says of the row."""
        state = "being minuted" if now else "minuted" if self.done else "to come"
        if self.item is not None and self.item.outcome is not ItemOutcome.NONE:
            state = f"{state}, {self.item.outcome.value}"
        return (
            ", ".join(filter(None, (f"Item {self.number}" if self.number else "", self.title)))
            + f", {state}"
        )


@dataclass(frozen=True, slots=True)
class MinutesPicture:
    """The minutes of one meeting as of one moment, topics in the order in which they are taken.

    `topmost` are the items that are no sub-items, `discussed` why business that was added may
    be discussed alone. `phrases` word what is told without words of its own, under the rules
    of `profile`. `said` are the sentences that print for votes without words of their
    own, by entry. `timing` has the times of the meeting and its items. `called` are those who
    were there, by the names that print.
    """

    meet: Meet
    topics: tuple[Topic, ...]
    actions: Mapping[str, ActionView]
    room: RoomBook
    phrases: Phrases
    profile: str
    topmost: frozenset[str] = frozenset()
    discussed: str = ""
    approvals: Approvals = NO_APPROVALS
    voted: Voted = field(default_factory=Voted)
    said: Mapping[str, str] = field(default_factory=dict)
    timing: Timing = field(default_factory=Timing)
    called: Mapping[str, Attendee] = field(default_factory=dict)

    def words_of(self, entry: str | None) -> str:
        """Return the words of an entry, empty when there is none."""
        found = (e.text for topic in self.topics for e in topic.entries if e.uid == entry)
        return next(found, "")

    def topic(self, uid: str) -> Topic | None:
        """Return what is minuted under an item; "" is the business between items."""
        return next((topic for topic in self.topics if topic.uid == uid), None)

    def first_open(self) -> str:
        """Return where to go on: the first item after the last one that has minutes."""
        items = [topic for topic in self.topics if topic.item]
        done = [at for at, topic in enumerate(items) if topic.done]
        at = done[-1] + 1 if done else 0
        return items[min(at, len(items) - 1)].uid if items else ""

    @property
    def done(self) -> int:
        return sum(topic.done for topic in self.topics if topic.item)


def minutes_picture(session: Session, meeting: str) -> MinutesPicture:
    """Return the items of a meeting with what was minuted under each, and what lies between."""
    reader = session.reader
    with reader.snapshot():
        meet = meet_of(reader, meeting)
        items = items_of(reader, meeting)
        entries = entries_of(reader, meeting)
        actions = action_views(reader, meeting=meeting)
        room = room_book(reader, meeting)
        phrases, profile = phrases_of(reader, meet.bodies)
        approved = approvals(reader, meeting)
        votes = voted(reader, meeting)
        said = vote_words(reader, meet, votes)
        names = called(reader, phrases, room.attendees.values())
    scheme = meet.bodies[0].agenda_numbering if meet.bodies else "1.|(a)|(i)"
    numbers = agenda_numbers(items, scheme)
    held = effective_restrictions(items)
    parents = {item.parent for item in items}
    under: dict[str | None, list[Entry]] = {}
    for entry in entries:
        under.setdefault(entry.item, []).append(entry)
    deep = depths(items)
    alone = why_not_decided(reader, meeting, date.min) if any(i.is_added for i in items) else ""
    told = {event.item for event in room.events if event.entry is None}
    topics = [
        _topic(item, numbers, tuple(under.get(item.uid, ())), held[item.uid], item.uid in told)
        for item in in_taken_order(items)
        if item.kind is ItemKind.ITEM
        and (prints_line(item, item.uid in parents) or item.uid in under)
    ]
    topics.append(Topic(None, "", "Between items", tuple(under.get(None, ()))))
    return MinutesPicture(
        meet,
        tuple(topics),
        {v.action.entry: v for v in actions if v.action.entry},
        room,
        phrases,
        profile,
        frozenset(uid for uid, depth in deep.items() if depth == 0),
        alone,
        approved,
        votes,
        said,
        timing_from(meet, items, room.befallen, session.today()),
        {one.uid: one for one in names},
    )


def _topic(
    item: Item, numbers: Mapping[str, Number], entries: tuple[Entry, ...], held: Held, told: bool
) -> Topic:
    number = numbers.get(item.uid, NO_NUMBER)
    title = item.minute_title.strip() or item.title.strip() or "Untitled item"
    return Topic(item, number.full.rstrip("."), title, entries, held, told)
