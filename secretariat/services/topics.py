"""Topics of the forward plan: added, planned, parked, taken to an agenda, and over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.agenda import Held
from secretariat.models.kinds import (
    ItemArrival,
    Recurrence,
    Restriction,
    Stage,
    TopicSource,
    TopicState,
)
from secretariat.models.limits import MAX_TITLE, check_name
from secretariat.models.records import Item, Meeting, Topic
from secretariat.models.recurrence import month_of, next_month
from secretariat.services.agenda_draft import business_index, held_at_least
from secretariat.services.fields import change_fields, place, required
from secretariat.services.meetings import Meet, all_meetings, meet_of
from secretariat.services.plan import OUTSIDE, coming, held
from secretariat.services.reasons_carried import carry_by_topic
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

_OPEN_AGENDA = (Stage.PLANNED, Stage.AGENDA)


def add_topic(session: Session, body: str, title: str, **values: Any) -> Receipt[Topic]:
    """Add a topic to the plan of a body: for a meeting, for the month of `due`, or parked."""
    title = check_name(required(title, "the topic a title"), "title", MAX_TITLE)

    if values.get("due"):
        values["due"] = month_of(values["due"])

    def work(writer: Writer) -> Topic:
        last = max((t.position for t in writer.find(Topic, body=body)), default=-1)
        first = _planned(writer, values.get("meeting"), values.get("due"))
        known = {"first_due": first, "position": last + 1, **values}
        return writer.insert(Topic(body=body, title=title, **known))

    return session.change("Add topic", work)


def change_topic(session: Session, uid: str, *, origin: str = "", **values: Any) -> Receipt[Topic]:
    """Set fields of a topic other than when it is planned.

    KnownError when a length is below zero or over a day, or a period ends before it begins.
    """
    minutes = values.get("minutes")
    if minutes is not None and not 0 <= minutes <= 24 * 60:
        raise KnownError("Planned minutes lie between 0 and 1440.")
    for name in ("title", "public_title"):
        check_name(values.get(name, ""), "title", MAX_TITLE)
    if not {"decision_from", "decision_to"} & set(values):
        return change_fields(session, Topic, uid, "Change topic", origin=origin, **values)

    def work(writer: Writer) -> Topic:
        topic = writer.update(Topic, uid, **values)
        first, last = topic.decision_from, topic.decision_to
        if first and last and last < first:
            raise KnownError("The decision would be made by a day before the first one.")
        return topic

    key = f"topic:{uid}:{'-'.join(sorted(values))}"
    return session.change("Change topic", work, origin=origin, merge_key=key)


def move_topic(
    session: Session, uid: str, *, meeting: str | None = None, month: date | None = None
) -> Receipt[Topic]:
    """Plan a topic for a meeting or for a month; what was over is open again.

    KnownError when the meeting was held or is off: business cannot be planned for the past.
    """
    today = session.today()

    def work(writer: Writer) -> Topic:
        topic = writer.get(Topic, uid)
        if meeting is not None:
            _check_open(meet_of(writer, meeting), today)
        planned = _planned(writer, meeting, month)
        return writer.update(
            Topic,
            uid,
            meeting=meeting,
            due=month_of(month) if month and meeting is None else None,
            first_due=topic.first_due or planned,
            state=TopicState.PLANNED,
        )

    return session.change("Move topic", work)


def park_topic(session: Session, uid: str) -> Receipt[Topic]:
    """Put a topic into the backlog: it stays on the plan and has no day.

    When it is planned again, that is its first day.
    """
    return session.change(
        "Park topic",
        lambda w: w.update(
            Topic, uid, meeting=None, due=None, first_due=None, state=TopicState.PLANNED
        ),
    )


def drop_topic(session: Session, uid: str) -> Receipt[Topic]:
    """Say that the body will not take a topic; it stays in the record."""
    return session.change("Drop topic", lambda w: w.update(Topic, uid, state=TopicState.DROPPED))


def reopen_topic(session: Session, uid: str) -> Receipt[Topic]:
    """Put a topic that was done or dropped back on the plan, where it stood."""
    return session.change(
        "Put topic back", lambda w: w.update(Topic, uid, state=TopicState.PLANNED)
    )


def mark_done(session: Session, uid: str) -> Receipt[Topic]:
    """Say that a topic was dealt with; one that returns is planned for its next time."""

    def work(writer: Writer) -> Topic:
        topic = writer.get(Topic, uid)
        day = _planned(writer, topic.meeting, topic.due) or session.today()
        return _next_time(writer, topic, day) or writer.update(Topic, uid, state=TopicState.DONE)

    return session.change("Topic done", work)


def remove_topic(session: Session, uid: str) -> Receipt[None]:
    """Remove a topic from the register; items that took it stay as they are."""
    return session.change("Remove topic", lambda w: w.delete(Topic, uid))


def to_agenda(session: Session, uid: str, meeting: str | None = None) -> Receipt[Item]:
    """Put a topic on the agenda of a meeting, before its closing lines, with all that is kept.

    Without one it goes to the meeting it is planned for, or the next of its body. The topic is
    planned for that meeting from now on. KnownError when there is no such meeting, it was held or
    is off, or the topic stands on its agenda already.
    """
    today = session.today()

    def work(writer: Writer) -> Item:
        topic = writer.get(Topic, uid)
        target = meeting or topic.meeting or _next_of(writer, topic.body, topic.due, today)
        if target is None:
            raise KnownError("This body has no meeting to come: add one first.")
        meet = meet_of(writer, target)
        _check_open(meet, today)
        if writer.count(Item, meeting=target, topic=uid):
            raise KnownError("This topic stands on that agenda already.")
        writer.update(
            Topic,
            uid,
            meeting=target,
            due=None,
            first_due=topic.first_due or meet.date,
            state=TopicState.PLANNED,
        )
        made = put_item(writer, meet.meeting, item_of(topic, target))
        carry_by_topic(writer, made)
        return made

    return session.change("Put on the agenda", work)


def item_of(topic: Topic, meeting: str) -> Item:
    """Return the item that takes a topic at a meeting: all that is kept of it, and the way back.

    One that is to be taken in private is exempt at least.
    """
    private = Held(Restriction.EXEMPT, topic.private_reason) if topic.is_private else Held()
    item = Item(
        meeting=meeting,
        title=topic.title,
        public_title=topic.public_title,
        text=topic.text,
        recommendation=topic.recommendation,
        purpose=topic.purpose,
        presenter=topic.presenter,
        lead_officer=topic.lead,
        minutes=topic.minutes,
        restriction=topic.restriction,
        restriction_ground=topic.restriction_ground,
        internal_note=topic.note,
        topic=topic.uid,
    )
    return held_at_least(item, private)


def put_item(writer: Writer, meeting: Meeting, item: Item) -> Item:
    """Insert an item at the top level, inside a change that is already open: after the business
    that is there, as `business_index` says.

    The first one puts a planned meeting's agenda in draft; after the agenda went out it is late.
    """
    if meeting.stage is Stage.PLANNED:
        writer.update(Meeting, meeting.uid, stage=Stage.AGENDA)
    siblings = writer.find(Item, meeting=meeting.uid, parent=None)
    at = business_index(siblings, private=item.restriction is not Restriction.NONE)
    late = ItemArrival.ON_TIME if meeting.stage in _OPEN_AGENDA else ItemArrival.LATE
    made = writer.insert(replace(item, arrival=late))
    place(writer, Item, made.uid, siblings, at)
    return writer.get(Item, made.uid)


def roll_on(writer: Writer, meeting: str) -> None:
    """Plan what a meeting has taken for the next time it returns, inside an open change.

    Business that does not return stays as it is: that it was taken, its item says.
    """
    meet = meet_of(writer, meeting)
    items = [item for item in writer.find(Item, meeting=meeting) if item.topic]
    topics = writer.by_uid(Topic, [item.topic for item in items])
    for item in items:
        topic = topics.get(item.topic or "")
        over = item.outcome.value in ("deferred", "withdrawn")
        if topic and meet.date and topic.meeting == meeting and not over:
            _next_time(writer, topic, meet.date)


def _next_time(writer: Writer, topic: Topic, taken: date) -> Topic | None:
    """Plan a topic that returns for its next time; None when it does not, or nothing is known."""
    if topic.recurrence is Recurrence.ONCE:
        return None
    meeting, month = None, next_month(topic.recurrence, topic.months, taken)
    day = month
    if topic.recurrence is Recurrence.EVERY_MEETING:
        later = [
            m
            for m in all_meetings(writer, body=topic.body)
            if m.date and m.date > taken and m.meeting.stage not in OUTSIDE
        ]
        meeting, day = (later[0].meeting.uid, later[0].date) if later else (None, None)
    return writer.update(
        Topic, topic.uid, meeting=meeting, due=month, first_due=day, state=TopicState.PLANNED
    )


def _planned(reader: Reader, meeting: str | None, month: date | None) -> date | None:
    """Return the first day for which something is planned."""
    if meeting is not None:
        return meet_of(reader, meeting).date
    return month_of(month) if month else None


def _next_of(reader: Reader, body: str, month: date | None, today: date) -> str | None:
    """Return the next meeting of a body, not before the month that is wanted where there is one."""
    found = coming(all_meetings(reader), body, today)
    later = [m for m in found if month and m.date and m.date >= month]
    chosen = later or found
    return chosen[0].meeting.uid if chosen else None


def _check_open(meet: Meet, today: date) -> None:
    if meet.meeting.stage in OUTSIDE:
        raise KnownError("That meeting is off: choose another one.")
    if held(meet, today):
        raise KnownError("That meeting has been held: choose a later one.")


def source_of(topic: Topic) -> str:
    """Return why a topic is planned, in words: “Terms of reference: 12.1”."""
    source = _SOURCES[topic.source]
    return ": ".join(part for part in (source, topic.source_words.strip()) if part)


_SOURCES = {
    TopicSource.NONE: "",
    TopicSource.LAW: "Required by law",
    TopicSource.TERMS: "Terms of reference",
    TopicSource.AGREED: "Agreed by the body",
    TopicSource.REQUESTED: "Asked for",
    TopicSource.DEFERRED: "Deferred",
}
