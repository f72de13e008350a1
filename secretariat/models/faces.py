"""The face that a record shows in documents which are not for officers alone.

Notes for officers, private addresses and the count of changes stay behind, and so do words that
a document prints only in a state that the record is not in. Places are counted among what is
seen, so that nothing tells how much stands between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from secretariat.models.kinds import Audience, Restriction, ServiceWay
from secretariat.models.records import (
    Action,
    ActionUpdate,
    AttendanceEvent,
    Body,
    Entry,
    Item,
    Meeting,
    Membership,
    Motion,
    Organisation,
    Person,
    Record,
    Submission,
    Topic,
    Vote,
    VoteOption,
)

R = TypeVar("R", bound=Record)
P = TypeVar("P", Item, Entry, Action, AttendanceEvent, Submission)

OFFICERS_OWN: Mapping[type[Record], tuple[str, ...]] = {
    Organisation: ("note",),
    Person: ("email", "phone", "address", "needs", "note"),
    Body: ("note",),
    Membership: ("note",),
    Meeting: ("note",),
    Item: ("lead_officer", "author", "internal_note"),
    ActionUpdate: ("by",),
    Submission: (
        "contact",
        "ruling_reason",
        "ruled_by",
        "reply",
        "replied_by",
        "supplementary",
        "supplementary_reply",
        "note",
    ),
    Topic: ("recommendation", "presenter", "note"),
    Motion: ("text",),  # the words that print are those of its entry
    Vote: ("note",),
}
"""The columns of words that stay with officers, whatever stands in them."""

OFFICERS_LINKS: Mapping[type[Record], tuple[str, ...]] = {
    Person: ("summons_consent",),
    Submission: ("person", "received_on", "received_at"),
    Item: ("continues", "topic", "ended"),
    Entry: ("said_at",),
    Topic: ("first_due", "minutes"),
    VoteOption: ("person",),
}
"""References, days and lengths that stay with officers: what they point at may be hidden."""


def face(record: R, audience: Audience) -> R:
    """Return what documents for `audience` are given of a record; to officers, all of it."""
    if audience is Audience.OFFICERS:
        return record
    changed: dict[str, Any] = dict.fromkeys(OFFICERS_OWN.get(type(record), ()), "")
    changed |= dict.fromkeys(OFFICERS_LINKS.get(type(record), ()))
    if isinstance(record, Person):
        changed["summons_by"] = ServiceWay.NONE
    if isinstance(record, Meeting) and not record.stage.is_off:
        changed["replaced_by"] = None
    changed |= dict.fromkeys(_idle(record), "")
    return replace(record, rev=1, **changed)


def _idle(record: Record) -> tuple[str, ...]:
    """Return the columns that say nothing in the state in which the record is."""
    if isinstance(record, Meeting) and not record.stage.is_off:
        return ("cancelled_reason",)
    if isinstance(record, Item) and record.restriction is Restriction.NONE:
        return ("public_title", "restriction_ground")
    if isinstance(record, Entry | Action | Submission) and record.restriction is Restriction.NONE:
        return ("restriction_ground",)
    if isinstance(record, Topic):
        return _idle_of_topic(record)
    return ()


def _idle_of_topic(topic: Topic) -> tuple[str, ...]:
    """Return what a topic says only when it is restricted, a key decision, or private."""
    idle: tuple[str, ...] = ()
    if topic.restriction is Restriction.NONE:
        idle = ("public_title", "restriction_ground")
    if not topic.is_key_decision:
        idle += ("decision_maker", "key_reason", "consultees", "documents", "how_to_ask")
    return idle if topic.is_private else (*idle, "private_reason")


def close_ranks(ordered: Iterable[P], before: int = 0) -> tuple[P, ...]:
    """Return the records as ordered, with places that leave no gaps; the first `before` stay
    below nought, where what stands before the first item is."""
    return tuple(replace(one, position=at) for at, one in enumerate(ordered, start=-before))
