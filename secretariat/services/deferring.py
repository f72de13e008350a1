"""Items that leave their agenda: parked on the forward plan, or carried to a later meeting."""

from __future__ import annotations

from dataclasses import dataclass, replace

from secretariat.errors import KnownError
from secretariat.models.agenda import effective_restrictions
from secretariat.models.dates import plain_date
from secretariat.models.kinds import (
    ItemArrival,
    ItemKind,
    ItemOutcome,
    Stage,
    TopicSource,
    TopicState,
)
from secretariat.models.records import Entry, Item, ItemPaper, Paper, Topic
from secretariat.services.agenda import items_of
from secretariat.services.fields import renumber
from secretariat.services.meetings import Meet, all_meetings, meet_of
from secretariat.services.plan import OUTSIDE
from secretariat.services.reasons_carried import carry_reason, in_words
from secretariat.services.session import Session
from secretariat.services.topics import put_item
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

_DRAFT = (Stage.PLANNED, Stage.AGENDA)


@dataclass(frozen=True, slots=True)
class Place:
    """An item at its meeting, as the other end of a link sees it."""

    item: Item
    meet: Meet


@dataclass(frozen=True, slots=True)
class Links:
    """Where an item was deferred from and to; None where it was not."""

    earlier: Place | None = None
    later: Place | None = None
    topic: Topic | None = None


def links_of(reader: Reader, item: Item) -> Links:
    """Return both ends of what an item continues and what continues it, and its topic."""
    before = reader.maybe(Item, item.continues)
    after = reader.one(Item, continues=item.uid)
    return Links(
        Place(before, meet_of(reader, before.meeting)) if before else None,
        Place(after, meet_of(reader, after.meeting)) if after else None,
        reader.maybe(Topic, item.topic),
    )


def next_meeting_after(reader: Reader, meeting: str) -> Meet | None:
    """Return the leading body's next meeting that is not off and not held, or None."""
    here = meet_of(reader, meeting)
    if not here.bodies or here.date is None:
        return None
    open_stages = (*_DRAFT, Stage.PUBLISHED)
    return next(
        (
            meet
            for meet in all_meetings(reader, body=here.bodies[0].uid)
            if meet.date and meet.date > here.date and meet.meeting.stage in open_stages
        ),
        None,
    )


def park_item(session: Session, uid: str) -> Receipt[Topic]:
    """Take an item off a draft agenda into the backlog of its body; nothing typed is lost.

    KnownError when the agenda went out (then it is deferred or withdrawn instead), when the item
    has minutes, or when items stand below it.
    """

    def work(writer: Writer) -> Topic:
        item = writer.get(Item, uid)
        meet = meet_of(writer, item.meeting)
        _check_park(writer, item, meet)
        topic = _topic_of(writer, item, meet)
        writer.delete(Item, uid)
        left = writer.find(Item, meeting=item.meeting, parent=item.parent)
        renumber(writer, Item, [one.uid for one in left])
        return writer.update(
            Topic, topic.uid, meeting=None, due=None, first_due=None, state=TopicState.PLANNED
        )

    return session.change("Park item", work)


def _check_park(reader: Reader, item: Item, meet: Meet) -> None:
    if item.kind is ItemKind.HEADING:
        raise KnownError("A heading is no business: park the items below it.")
    if item.published_number or meet.meeting.stage not in _DRAFT:
        raise KnownError(
            "This agenda has gone out, so the item stays on it: carry it forward, or mark it"
            " withdrawn."
        )
    if not item.title.strip():
        raise KnownError("Please give the item a title before it is parked.")
    if reader.count(Item, parent=item.uid):
        raise KnownError("This item has sub-items: park them first, one by one.")
    if reader.count(Entry, item=item.uid):
        raise KnownError("This item has minutes, so it stays: carry it forward instead.")


def carry_forward(
    session: Session, uid: str, meeting: str | None = None, *, to_plan: bool = False
) -> Receipt[Item | Topic]:
    """Defer an item to a later meeting, with its sub-items; each end knows the other, and the
    reports asked for go on with it, as does the reason why it is restricted.

    Without `meeting` it goes to the next one of its body, and to the forward plan when there is
    none, or when `to_plan` asks for that. Returns the new item, or the topic. KnownError when it
    was carried forward already, or the meeting is not a later one that is still to come.
    """

    def work(writer: Writer) -> Item | Topic:
        item = writer.get(Item, uid)
        here = meet_of(writer, item.meeting)
        _check_carry(writer, item)
        there = meet_of(writer, meeting) if meeting else next_meeting_after(writer, item.meeting)
        writer.update(Item, uid, outcome=ItemOutcome.DEFERRED)
        if to_plan or there is None:
            topic = _topic_of(writer, item, here)
            if item.topic is None:
                writer.update(Item, uid, topic=topic.uid)
            return writer.update(Topic, topic.uid, meeting=None, due=None, state=TopicState.PLANNED)
        _check_later(here, there)
        made = _copy(writer, item, there)
        if item.topic:
            writer.update(
                Topic, item.topic, meeting=there.meeting.uid, due=None, state=TopicState.PLANNED
            )
        return made

    return session.change("Carry forward", work)


def _check_carry(reader: Reader, item: Item) -> None:
    if item.kind is ItemKind.HEADING:
        raise KnownError("A heading is no business: carry forward the items below it.")
    after = reader.one(Item, continues=item.uid)
    if after is not None:
        day = meet_of(reader, after.meeting).date
        raise KnownError(
            f"This item was carried forward already, to {plain_date(day)}."
            if day
            else "This item was carried forward already."
        )


def _check_later(here: Meet, there: Meet) -> None:
    if there.meeting.stage in OUTSIDE:
        raise KnownError("That meeting is off: choose another one.")
    if there.meeting.stage not in (*_DRAFT, Stage.PUBLISHED):
        raise KnownError("That meeting has been held: choose a later one.")
    if here.date and there.date and there.date <= here.date:
        raise KnownError("An item is carried forward to a later meeting.")


def _copy(writer: Writer, item: Item, there: Meet) -> Item:
    """Put a copy of an item last on another agenda, with what belongs to it."""
    meeting = there.meeting
    new = put_item(writer, meeting, _fresh(_as_held(writer, item), meeting.uid, None))
    carry_reason(writer, item.uid, new.uid)
    _copy_parts(writer, item, new)
    return new


def _as_held(reader: Reader, item: Item) -> Item:
    """Return an item with the restriction that holds for it where it stands: it leaves those
    above it, and what they kept closed stays closed."""
    holds = effective_restrictions(items_of(reader, item.meeting))[item.uid]
    return replace(item, restriction=holds.restriction, restriction_ground=holds.ground)


def _copy_parts(writer: Writer, old: Item, new: Item) -> None:
    for child in writer.find(Item, parent=old.uid):
        made = writer.insert(_fresh(child, new.meeting, new.uid))
        carry_reason(writer, child.uid, made.uid)
        _copy_parts(writer, child, made)


def _fresh(item: Item, meeting: str, parent: str | None) -> Item:
    """Return an item as it begins at another meeting: its words, without what became of it."""
    return replace(
        item,
        uid="",
        rev=1,
        meeting=meeting,
        parent=parent,
        number="",
        published_number="",
        pages="",
        arrival=ItemArrival.ON_TIME,
        urgency="",
        outcome=ItemOutcome.NONE,
        continues=item.uid,
    )


def _topic_of(writer: Writer, item: Item, meet: Meet) -> Topic:
    """Return the topic that keeps an item: its own with the words of now, or a new one."""
    item = _as_held(writer, item)
    topic = writer.maybe(Topic, item.topic) or writer.insert(_new_topic(writer, meet))
    return writer.update(
        Topic,
        topic.uid,
        title=item.title.strip() or item.public_title.strip() or "Untitled item",
        public_title=item.public_title,
        text=item.text,
        recommendation=item.recommendation,
        purpose=item.purpose,
        lead=item.lead_officer,
        presenter=item.presenter,
        minutes=item.minutes,
        restriction=item.restriction,
        restriction_ground=item.restriction_ground,
        note=_note(writer, item),
    )


def _new_topic(reader: Reader, meet: Meet) -> Topic:
    body = meet.bodies[0].uid
    last = max((t.position for t in reader.find(Topic, body=body)), default=-1)
    if meet.meeting.stage in _DRAFT:
        return Topic(body=body, title="", position=last + 1)
    return Topic(
        body=body,
        title="",
        position=last + 1,
        source=TopicSource.DEFERRED,
        source_words=f"meeting of {plain_date(meet.date)}" if meet.date else "",
    )


def _note(reader: Reader, item: Item) -> str:
    """Return the note of an item, with what a topic has no field for."""
    papers = reader.by_uid(Paper, [p.paper for p in reader.find(ItemPaper, item=item.uid)])
    kept = (
        ("Title in the minutes", item.minute_title),
        ("Author", item.author),
        ("Number", item.number),
        ("Pages", item.pages),
        ("Urgent because", item.urgency),
        ("Papers", "; ".join(paper.title for paper in papers.values())),
        *in_words(reader, item),
    )
    lines = [f"{name}: {words.strip()}" for name, words in kept if words.strip()]
    old = item.internal_note.strip()
    return "\n".join([*filter(None, [old]), *(line for line in lines if line not in old)])
