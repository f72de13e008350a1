"""The order in which business was taken: out of turn, together, or not on the agenda at all.

The agenda keeps its order and its numbers. `Item.taken` is the place of a topmost item in the
order of the minutes; while all are taken in turn no item has one. Sub-items go with the item
above them. Reading an item is not taking it: only an officer's word changes the order.
"""

from __future__ import annotations

from datetime import date, datetime, time

from secretariat.errors import KnownError
from secretariat.models.kinds import ItemKind, ItemOutcome, Stage
from secretariat.models.limits import MAX_TITLE, check_name
from secretariat.models.numbering import UNNUMBERED, children_by_parent
from secretariat.models.presence import in_taken_order
from secretariat.models.records import Entry, Item, Meeting
from secretariat.services.agenda import ITEMS, items_of
from secretariat.services.meetings import meet_of
from secretariat.services.quorum import fitting, rule_data
from secretariat.services.rules import jurisdiction_of
from secretariat.services.session import Session
from secretariat.services.timekeeping import time_to_note
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt


def in_order(reader: Reader, meeting: str) -> tuple[Item, ...]:
    """Return the items of a meeting in the order in which they were taken."""
    return in_taken_order(items_of(reader, meeting))


def take_now(session: Session, uid: str) -> Receipt[Item]:
    """Record that an item is taken now: after the last one on which there is anything minuted.

    In a meeting that is in progress the clock is noted: this item begins and the one before it
    ends. KnownError for a sub-item, which is taken with the item above it.
    """
    now = session.clock()

    def work(writer: Writer) -> Item:
        item = _topmost(writer, uid)
        order = _order(writer, item.meeting)
        order.remove(uid)
        _put(writer, item.meeting, order, uid, _begun(writer, item.meeting, order))
        _begin(writer, item, now)
        return writer.get(Item, uid)

    return session.change("Take item now", work)


def take_in_turn(session: Session, meeting: str) -> Receipt[None]:
    """Let the minutes follow the agenda again, and no two items be taken together."""

    def work(writer: Writer) -> None:
        for item in items_of(writer, meeting):
            writer.update(Item, item.uid, taken=None, taken_with=None)

    return session.change("Take items in turn", work)


def take_with(session: Session, uid: str, other: str | None) -> Receipt[Item]:
    """Record that an item was taken together with another, after which it stands from now on.

    None: it was taken by itself.
    """

    def work(writer: Writer) -> Item:
        item = _topmost(writer, uid)
        if other is not None:
            if other == uid:
                raise KnownError("An item is taken together with another one.")
            _topmost(writer, other)
            order = _order(writer, item.meeting)
            order.remove(uid)
            _put(writer, item.meeting, order, uid, order.index(other) + 1)
        return writer.update(Item, uid, taken_with=other)

    return session.change("Take items together" if other else "Take item by itself", work)


def add_business(session: Session, meeting: str, title: str) -> Receipt[Item]:
    """Add business that is not on the agenda, where the meeting is now; no number changes.

    It never prints on an agenda. KnownError when it has no title.
    """
    check_name(title, "title", MAX_TITLE)
    if not title.strip():
        raise KnownError("Please say what the business is.")
    now = session.clock()

    def work(writer: Writer) -> Item:
        order = _order(writer, meeting)
        item = ITEMS.add(
            writer,
            meeting,
            title.strip(),
            after=None,
            parent=None,
            kind=ItemKind.ITEM,
            number=UNNUMBERED,
            is_added=True,
        )
        _put(writer, meeting, order, item.uid, _begun(writer, meeting, order))
        _begin(writer, item, now)
        return writer.get(Item, item.uid)

    return session.change("Add business", work)


def why_not_decided(reader: Reader, meeting: str, on: date) -> str:
    """Return the rule by which business that was not on the agenda may not be decided here.

    Empty where the law has none for the body; its own rules may.
    """
    meet = meet_of(reader, meeting)
    if not meet.bodies:
        return ""
    body = meet.bodies[0]
    found = fitting(
        rule_data("added-business.json")["added"],
        body,
        jurisdiction_of(reader, body),
        meet.date or on,
    )
    if found is None:
        return ""
    unchecked = "" if found["checked"] else " Not yet checked against its text."
    return f"{found['words']} ({found['source']}){unchecked}"


def note_begun(writer: Writer, item: str, now: datetime) -> None:
    """Note that the first words were minuted under an item of a meeting in progress, at an instant.

    Nothing is noted while the clock of the computer cannot be right.
    """
    row = writer.maybe(Item, item)
    if row is None or row.started is not None or writer.count(Entry, item=item):
        return
    while row.parent is not None and (above := writer.maybe(Item, row.parent)) is not None:
        if above.kind is ItemKind.HEADING:
            break
        row = above
    _begin(writer, row, now)


def begin_now(session: Session, uid: str) -> Receipt[Item]:
    """Set the clock of an item to begin now, and no end. KnownError as for `end_now`."""
    now = session.clock()

    def work(writer: Writer) -> Item:
        item = writer.get(Item, uid)
        return writer.update(Item, uid, started=_certain(writer, item, now), ended=None)

    return session.change("Set when the item began", work)


def end_now(session: Session, uid: str) -> Receipt[Item]:
    """Set the clock of an item to end now.

    KnownError while the clock of the computer cannot be right.
    """
    now = session.clock()

    def work(writer: Writer) -> Item:
        item = writer.get(Item, uid)
        return writer.update(Item, uid, ended=_certain(writer, item, now))

    return session.change("Set when the item ended", work)


def _certain(reader: Reader, item: Item, now: datetime) -> time:
    at = time_to_note(reader, item.meeting, now)
    if at is None:
        raise KnownError(
            "The clock of this computer cannot be right for this meeting. Type the time instead."
        )
    return at


def _begin(writer: Writer, item: Item, now: datetime) -> None:
    if writer.get(Meeting, item.meeting).stage is not Stage.HELD or item.started is not None:
        return
    at = time_to_note(writer, item.meeting, now)
    if at is None:
        return
    for row in writer.find(Item, meeting=item.meeting):
        if row.uid != item.uid and row.started is not None and row.ended is None:
            writer.update(Item, row.uid, ended=at)
    writer.update(Item, item.uid, started=at)


def _topmost(reader: Reader, uid: str) -> Item:
    item = reader.get(Item, uid)
    above = reader.maybe(Item, item.parent)
    if item.kind is ItemKind.HEADING or (above and above.kind is not ItemKind.HEADING):
        raise KnownError("A sub-item is taken with the item above it. Take that one.")
    return item


def _tops(items: list[Item]) -> list[Item]:
    """Return the topmost items in the order of the agenda, those below headings too."""
    headings = {item.uid for item in items if item.kind is ItemKind.HEADING}
    known = {item.uid for item in items}
    return [
        item
        for item in items
        if item.kind is ItemKind.ITEM
        and (item.parent is None or item.parent in headings or item.parent not in known)
    ]


def _order(reader: Reader, meeting: str) -> list[str]:
    tops = {item.uid for item in _tops(items_of(reader, meeting))}
    return [item.uid for item in in_order(reader, meeting) if item.uid in tops]


def _begun(reader: Reader, meeting: str, order: list[str]) -> int:
    """Return the place after the last item that was dealt with."""
    minuted = {entry.item for entry in reader.find(Entry, meeting=meeting)}
    items = items_of(reader, meeting)
    children = children_by_parent(items)
    dealt: set[str] = set()
    for item in items:
        waiting, touched = [item], False
        while waiting:
            one = waiting.pop()
            put_off = one.outcome in (ItemOutcome.DEFERRED, ItemOutcome.WITHDRAWN)
            touched = touched or one.uid in minuted or one.started is not None
            touched = touched or (one.outcome is not ItemOutcome.NONE and not put_off)
            waiting.extend(children.get(one.uid, ()))
        if touched:
            dealt.add(item.uid)
    return max((at + 1 for at, uid in enumerate(order) if uid in dealt), default=0)


def _put(writer: Writer, meeting: str, order: list[str], uid: str, at: int) -> None:
    """Write an order of the topmost items; one that is the agenda's own needs no places."""
    order = [*order[:at], uid, *order[at:]]
    agenda = [item.uid for item in _tops(items_of(writer, meeting))]
    for place, one in enumerate(order):
        writer.update(Item, one, taken=None if order == agenda else place)
