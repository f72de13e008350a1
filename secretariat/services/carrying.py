"""What goes from earlier meetings and from the forward plan onto a new agenda, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from secretariat.models.agenda import Held, effective_restrictions, stricter
from secretariat.models.dates import ENGLISH, plain_date, spoken_date
from secretariat.models.kinds import (
    ItemKind,
    ItemOutcome,
    Recurrence,
    Restriction,
    Stage,
    TopicState,
)
from secretariat.models.plaintext import shortened, unmarked
from secretariat.models.records import Body, Entry, Item, Topic
from secretariat.models.views import ActionView
from secretariat.paths import resources
from secretariat.services.actions import views
from secretariat.services.agenda import COPIED, items_of
from secretariat.services.agenda_draft import (
    Node,
    Why,
    add_business,
    find_same,
    held_at_least,
)
from secretariat.services.bodies import choices_of
from secretariat.services.meetings import Meet, all_meetings, meet_of
from secretariat.services.templates import standing_lines
from secretariat.services.topics import item_of
from secretariat.services.usual_items import (
    LAST,
    NEXT,
    is_arising,
    is_closing,
    is_minutes,
    is_opening,
    is_standing,
    title_key,
    with_slot,
)
from secretariat.store.rows import Reader

if TYPE_CHECKING:
    from secretariat.documents.wording import Wording

OFF = (Stage.CANCELLED, Stage.POSTPONED)
_LONGEST = 200
_NO_LAST = re.compile(rf"(?:the meeting (?:of|on|held on) )?{re.escape(LAST)}")
_NO_NEXT = re.compile(rf"[\s:,–-]*{re.escape(NEXT)}")


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of the meetings around one: what “[last meeting]” and “[next meeting]” stand for."""

    wording: Wording
    own: date
    last: date | None
    following: date | None
    earlier: tuple[date, ...]

    @classmethod
    def of(cls, reader: Reader, body: Body, meet: Meet, last: Meet | None) -> Dates:
        """Look round a meeting that has a day; `last` is the one before it that was held."""
        assert meet.date is not None
        there = all_meetings(reader, body=body.uid)
        there = [one for one in there if one.meeting.stage not in OFF]
        days = [one.date for one in there if one.date is not None]
        before = [day for day in days if day < meet.date]
        known = last.date if last else (before[-1] if before else None)
        after = next((day for day in days if day > meet.date), None)
        return cls(wording_of(reader, body), meet.date, known, after, tuple(before))

    def moved_on(self, item: Item) -> Item:
        """Return an item with the dates that it has at this meeting.

        Besides the slots, the date of the minutes that are taken becomes that of the last meeting;
        the date of this very meeting, where the line says when the next one is, that of the next.
        """
        return replace(
            item,
            title=self._said(item.title),
            public_title=self._said(item.public_title),
            minute_title=self._said(item.minute_title),
        )

    def _said(self, words: str) -> str:
        if not words:
            return words
        calendar = self.wording.calendar
        if is_minutes(words) and self.last:
            words = with_slot(self._redated(words, self.earlier, LAST), LAST)
        if is_closing(words):
            words = self._redated(words, (*self.earlier, self.own), NEXT)
        if self.last:
            words = words.replace(LAST, plain_date(self.last, calendar))
        words = _NO_LAST.sub(lambda _: self.wording("agenda.last_meeting"), words)
        if self.following:
            words = words.replace(NEXT, spoken_date(self.following, calendar))
        return _NO_NEXT.sub("", words)

    def _redated(self, words: str, days: Iterable[date], slot: str) -> str:
        for day in days:
            for said in self.wording.written(day):
                words = re.sub(rf"(?<!\d){re.escape(said)}", lambda _: slot, words)
        return words


def wording_of(reader: Reader, body: Body) -> Wording:
    """Return the phrases that the agenda of a body is written in."""
    # Loaded here, since most of a day's work drafts no agenda.
    from secretariat.documents.wording import load_wording

    wording = load_wording(resources() / "wording", body.language)
    return wording.of_body(choices_of(reader, body.uid))


# ---------------------------------------------------------------------- from earlier meetings


@dataclass(frozen=True, slots=True)
class Carried:
    """An item of an earlier meeting that is still to be taken, with what stands below it.

    `items` are in tree order, the item first; each is restricted as it was there.
    """

    items: tuple[Item, ...]
    note: str

    @property
    def item(self) -> Item:
        return self.items[0]


def carried_items(
    reader: Reader, earlier: Sequence[Meet], last: Meet | None, meet: Meet
) -> list[Carried]:
    """Return what earlier meetings left open, the oldest first.

    That is what was deferred at any of them; the business of those after the last one held, which
    were cancelled or postponed; and what the minutes of the last one, once there are any, do not
    speak of. Whatever a later agenda has already, by its own words or as a continuation, is done.
    """
    found: list[Carried] = []
    later = _Later(reader, meet)
    since = True
    for one in earlier:
        is_last = last is not None and one.meeting.uid == last.meeting.uid
        since = since and not is_last
        items = items_of(reader, one.meeting.uid)
        left = _left_open(reader, one, items, last=is_last, off=since)
        chosen = {uid for uid, note in left.items() if note}
        held = effective_restrictions(items)
        found[:0] = [
            Carried(_family(items, item, held), left[item.uid])
            for item in items
            if item.uid in chosen and not _above(items, item) & chosen and not later.has(item)
        ]
        later.add(items)
    return found


class _Later:
    """What agendas after an earlier meeting have: it grows as the meetings are walked back."""

    def __init__(self, reader: Reader, meet: Meet) -> None:
        self._reader = reader
        self._titles: set[str] = set()
        self.add(items_of(reader, meet.meeting.uid))

    def add(self, items: Iterable[Item]) -> None:
        self._titles |= {title_key(item.title) for item in items}

    def has(self, item: Item) -> bool:
        """Say whether an item was taken up again."""
        return title_key(item.title) in self._titles or bool(
            self._reader.count(Item, continues=item.uid)
        )


def _left_open(
    reader: Reader, meet: Meet, items: Sequence[Item], *, last: bool, off: bool
) -> dict[str, str]:
    """Return for each item why it is still open; empty words where it is not."""
    day = plain_date(meet.date) if meet.date else "the last meeting"
    entries = reader.find(Entry, meeting=meet.meeting.uid) if last else []
    minuted = {entry.item for entry in entries}
    cancelled = off and meet.meeting.stage in OFF
    standing: set[str] = set()
    if minuted or cancelled:
        lines = standing_lines(reader, meet.bodies[0].uid, meet.meeting.uid)
        standing = {one.uid for one in lines}
    found = {}
    for item in items:
        found[item.uid] = ""
        business = item.kind is ItemKind.ITEM and item.title.strip()
        ordinary = item.uid in standing and len(standing) < len(items)
        if item.outcome is ItemOutcome.DEFERRED:
            found[item.uid] = f"Deferred on {day}"
        elif item.outcome is ItemOutcome.NONE and business and not ordinary:
            spoken = any(one.uid in minuted for one in (item, *_below(items, item)))
            if cancelled and not is_standing(item.title):
                found[item.uid] = f"Meeting of {day} {meet.meeting.stage.value}"
            elif minuted and not spoken and not _above_minuted(items, item, minuted):
                found[item.uid] = f"No outcome on {day}"
    return found


def _above(items: Sequence[Item], item: Item) -> set[str]:
    known = {one.uid: one for one in items}
    found: set[str] = set()
    at = item.parent
    while at in known and at not in found:
        found.add(at)
        at = known[at].parent
    return found


def _above_minuted(items: Sequence[Item], item: Item, minuted: set[str | None]) -> bool:
    return bool(_above(items, item) & minuted)


def _below(items: Sequence[Item], item: Item) -> list[Item]:
    return [one for one in items if item.uid in _above(items, one)]


def _family(items: Sequence[Item], item: Item, held: dict[str, Held]) -> tuple[Item, ...]:
    return tuple(
        held_at_least(
            Item(
                uid=one.uid,
                meeting=one.meeting,
                parent=None if one is item else one.parent,
                **{name: getattr(one, name) for name in COPIED if name != "number"},
            ),
            held[one.uid],
        )
        for one in (item, *_below(items, item))
    )


def add_carried(top: list[Node], carried: Iterable[Carried]) -> None:
    """Put what earlier meetings left open among the business, each with what stood below it.

    Where the agenda has a line of the same words, that line continues it.
    """
    for one in carried:
        item = replace(one.item, continues=one.item.uid)
        found = find_same(top, item.title)
        if found is not None:
            held = Held(item.restriction, item.restriction_ground)
            found.item = replace(held_at_least(found.item, held), continues=item.continues)
            found.item = _filled(found.item, item)
            found.why, found.note = Why.CARRIED, one.note
            continue
        node = Node(item, Why.CARRIED, one.note)
        nodes = {item.uid: node}
        for below in one.items[1:]:
            nodes[below.uid] = Node(below, Why.CARRIED, one.note)
            nodes[below.parent or ""].below.append(nodes[below.uid])
        add_business(top, node)


def _filled(item: Item, other: Item) -> Item:
    """Return an item with what it leaves open taken from another."""
    names = ("public_title", "text", "purpose", "presenter", "lead_officer", "minutes",
             "recommendation")  # fmt: skip
    return replace(item, **{name: getattr(item, name) or getattr(other, name) for name in names})


def open_actions(reader: Reader, last: Meet) -> list[tuple[ActionView, Held]]:
    """Return the open actions that arise from a meeting, and the restriction that holds for each.

    That is the strictest of its own, its minute's and its item's. What is internal is left out.
    """
    items = items_of(reader, last.meeting.uid)
    held = effective_restrictions(items)
    found = []
    for view in views(reader, meeting=last.meeting.uid):
        if not view.action.state.is_open or not view.words.strip():
            continue
        holds = held.get(view.action.item or "", Held())
        if view.entry:
            holds = stricter(holds, Held(view.entry.restriction, view.entry.restriction_ground))
        holds = stricter(holds, Held(view.action.restriction, view.action.restriction_ground))
        if holds.restriction is not Restriction.INTERNAL:
            found.append((view, holds))
    return found


def add_arising(reader: Reader, top: list[Node], last: Meet, title: str) -> None:
    """Put the open actions of the last meeting below the line for matters arising.

    Where the agenda has none, one of that `title` is put after the line that takes the minutes.
    """
    found = open_actions(reader, last)
    if not found:
        return
    home = next((node for node in top if is_arising(node.item.title)), None)
    if home is None:
        home = Node(Item(meeting="", title=title), Why.ARISING)
        minutes = next((at for at, node in enumerate(top) if is_minutes(node.item.title)), -1)
        opening = next((at for at, node in enumerate(top) if not is_opening(node.item.title)), 0)
        top.insert(minutes + 1 if minutes >= 0 else opening, home)
    for view, held in found:
        owners = ", ".join(view.owner_names)
        item = Item(
            meeting="",
            title=shortened(unmarked(view.words), _LONGEST),
            presenter=owners,
            restriction=held.restriction,
            restriction_ground=held.ground,
        )
        day = plain_date(last.date) if last.date else "the last meeting"
        home.below.append(Node(item, Why.ARISING, f"Open action of {day}"))


# ---------------------------------------------------------------------- from the forward plan


def planned_topics(reader: Reader, body: str, meet: Meet) -> list[Topic]:
    """Return the topics that a meeting is to take: those meant for it, and those that are due.

    Due is a topic of the leading body that is meant for no meeting and wanted in the month of
    this one or before. What is on this agenda, or was taken at another, is left out.
    """
    day = meet.date
    aimed = reader.find(Topic, meeting=meet.meeting.uid, state=TopicState.PLANNED)
    free = reader.find(Topic, body=body, meeting=None, state=TopicState.PLANNED)
    due = [topic for topic in free if topic.due and day and topic.due <= day]
    return [one for one in (*aimed, *due) if not _taken(reader, one, meet)]


def _taken(reader: Reader, topic: Topic, meet: Meet) -> bool:
    for item in reader.find(Item, topic=topic.uid):
        if item.meeting == meet.meeting.uid:
            return True
        if item.outcome in (ItemOutcome.DEFERRED, ItemOutcome.WITHDRAWN) or topic.meeting:
            continue
        on = meet_of(reader, item.meeting).date
        if topic.recurrence is Recurrence.ONCE or (on and topic.due and on >= topic.due):
            return True
    return False


def add_planned(
    top: list[Node], topics: Iterable[Topic], meet: Meet, carried: Iterable[Carried]
) -> None:
    """Put the topics of the forward plan among the business.

    A line of the same words takes the topic up instead. A topic that was on an earlier agenda and
    deferred there continues it.
    """
    open_still = {title_key(one.item.title): one for one in carried}
    for topic in topics:
        item = item_of(topic, topic.meeting or "")
        before = open_still.get(title_key(topic.title))
        if before is not None:
            held = Held(before.item.restriction, before.item.restriction_ground)
            item = replace(held_at_least(item, held), continues=before.item.uid)
        aimed = topic.meeting == meet.meeting.uid
        note = "For this meeting" if aimed or topic.due is None else f"Due {_month(topic.due)}"
        found = find_same(top, topic.title)
        if found is None:
            add_business(top, Node(item, Why.PLANNED, note))
            continue
        held = Held(item.restriction, item.restriction_ground)
        found.item = replace(
            _filled(held_at_least(found.item, held), item),
            topic=topic.uid,
            continues=item.continues,
        )
        found.why, found.note = Why.PLANNED, note


def _month(day: date) -> str:
    return f"{ENGLISH.months[day.month - 1]} {day.year}"
