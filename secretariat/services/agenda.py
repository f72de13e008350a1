"""The agenda: a tree of items edited in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.kinds import ItemKind, ItemOutcome, Stage
from secretariat.models.limits import MAX_TITLE, check_name
from secretariat.models.records import Entry, Item, Meeting
from secretariat.services.agenda_versions import keep_numbers, title_when_out, went_out
from secretariat.services.fields import change_fields
from secretariat.services.meetings import Meet, all_meetings, meet_of
from secretariat.services.reasons_carried import carry_reason
from secretariat.services.session import Session
from secretariat.services.tree import Tree
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

ITEMS = Tree(Item, "meeting")
"""The items of a meeting as a tree."""

COPIED = (
    "kind",
    "placement",
    "number",
    "title",
    "public_title",
    "minute_title",
    "text",
    "purpose",
    "presenter",
    "lead_officer",
    "minutes",
    "recommendation",
    "restriction",
    "restriction_ground",
)
"""What goes with an item from one agenda to the next: not its pages, its outcome, how it came, or
the number under which it was published."""


def items_of(reader: Reader, meeting: str) -> list[Item]:
    """Return the items of a meeting in tree order: each before its sub-items."""
    return ITEMS.lines(reader, meeting)


def add_item(
    session: Session,
    meeting: str,
    title: str = "",
    *,
    after: str | None = None,
    parent: str | None = None,
    kind: ItemKind = ItemKind.ITEM,
    **values: Any,
) -> Receipt[Item]:
    """Add an item: after another at its level, or last under `parent`, or last of all.

    A heading goes after the whole top-level item that `after` belongs to. The first item puts
    a planned meeting's agenda in draft. KnownError when the item would stand too deep.
    """

    def work(writer: Writer) -> Item:
        begin(writer, meeting)
        return ITEMS.add(writer, meeting, title, after=after, parent=parent, kind=kind, **values)

    return session.change("Add heading" if kind is ItemKind.HEADING else "Add item", work)


def begin(writer: Writer, meeting: str) -> None:
    """Put the agenda of a planned meeting in draft."""
    if writer.get(Meeting, meeting).stage is Stage.PLANNED:
        writer.update(Meeting, meeting, stage=Stage.AGENDA)


def change_item(session: Session, uid: str, *, origin: str = "", **values: Any) -> Receipt[Item]:
    """Set fields of an item; KnownError when its planned minutes are below zero or over a day."""
    minutes = values.get("minutes")
    if minutes is not None and not 0 <= minutes <= 24 * 60:
        raise KnownError("Planned minutes lie between 0 and 1440.")
    for name in ("title", "public_title", "minute_title"):
        check_name(values.get(name, ""), "title", MAX_TITLE)
    if values.keys() & {"number", "restriction"}:
        return _change_standing(session, uid, origin, values)
    return change_fields(session, Item, uid, "Change item", origin=origin, **values)


def _change_standing(
    session: Session, uid: str, origin: str, values: dict[str, Any]
) -> Receipt[Item]:
    """Set the number or the restriction; the numbers of an agenda that is out stay as they are."""

    def work(writer: Writer) -> Item:
        before = writer.get(Item, uid)
        number = values.get("number", before.number)
        if before.published_number and number != before.number:
            raise KnownError(
                f"Item {before.published_number.rstrip('.')} went out with the agenda under that"
                " number, so it stays. A new item may have another."
            )
        item = writer.update(Item, uid, **values)
        keep_numbers(writer, item.meeting)
        return item

    key = f"item:{uid}:{'-'.join(sorted(values))}"
    return session.change("Change item", work, origin=origin, merge_key=key)


def remove_item(session: Session, uid: str) -> Receipt[bool]:
    """Remove an item with its sub-items; refused while one of them has minutes.

    What went out with the agenda is not taken from it: such an item stays under its number and is
    printed as withdrawn, and the answer is True. A heading goes.
    """

    def work(writer: Writer) -> bool:
        item = writer.get(Item, uid)
        family = ITEMS.family(writer, item)
        if writer.count(Entry, item=tuple(i.uid for i in family)):
            raise KnownError("This item has minutes, so it stays. Mark it withdrawn or deferred.")
        if item.kind is ItemKind.ITEM and any(went_out(writer, one) for one in family):
            _withdraw(writer, family)
            return True
        ITEMS.remove(writer, uid)
        return False

    return session.change("Remove item", work)


def _withdraw(writer: Writer, family: Sequence[Item]) -> None:
    """Mark as withdrawn what went out of a family of items, under the title it had when blank."""
    for one in family:
        if writer.maybe(Item, one.uid) is None:
            continue  # it went with the item above it
        if went_out(writer, one):
            title = one.title if one.title.strip() else title_when_out(writer, one)
            writer.update(Item, one.uid, outcome=ItemOutcome.WITHDRAWN, title=title)
        else:
            writer.delete(Item, one.uid)


def move_item(session: Session, uid: str, parent: str | None, index: int) -> Receipt[None]:
    """Put an item at `index` among the sub-items of `parent` (None: the top level).

    Raises KnownError when that would put it under itself or deeper than the agenda goes.
    """
    return _moved(session, "Move item", uid, lambda w: ITEMS.move(w, uid, parent, index))


def _moved(session: Session, label: str, uid: str, move: Callable[[Writer], None]) -> Receipt[None]:
    """Move an item; where it comes to stand below another, what is out keeps its number."""

    def work(writer: Writer) -> None:
        before = writer.get(Item, uid)
        move(writer)
        if writer.get(Item, uid).parent != before.parent:
            keep_numbers(writer, before.meeting)

    return session.change(label, work)


def move_up(session: Session, uid: str) -> Receipt[None]:
    """Put an item before the one above it at its level; at the top nothing changes."""
    return session.change("Move item", lambda w: ITEMS.shift(w, uid, -1))


def move_down(session: Session, uid: str) -> Receipt[None]:
    """Put an item after the one below it at its level; at the end nothing changes."""
    return session.change("Move item", lambda w: ITEMS.shift(w, uid, 1))


def nest(session: Session, uid: str) -> Receipt[None]:
    """Make an item the last sub-item of the one above it at its level."""
    return _moved(session, "Make sub-item", uid, lambda w: ITEMS.nest(w, uid))


def unnest(session: Session, uid: str) -> Receipt[None]:
    """Lift an item one level, to just after the item it belonged to."""
    return _moved(session, "Lift item", uid, lambda w: ITEMS.lift(w, uid))


def copy_agenda(session: Session, source: str, target: str) -> Receipt[None]:
    """Copy the items of one meeting to the end of another's agenda, without pages or outcome."""

    def work(writer: Writer) -> None:
        new: dict[str | None, str | None] = {None: None}
        first = writer.count(Item, meeting=target, parent=None)
        begin(writer, target)
        for item in items_of(writer, source):
            values = {name: getattr(item, name) for name in COPIED}
            position = item.position + (first if item.parent is None else 0)
            made = writer.insert(
                Item(meeting=target, parent=new[item.parent], position=position, **values)
            )
            new[item.uid] = made.uid
            carry_reason(writer, item.uid, made.uid, afresh=True)

    return session.change("Copy agenda", work)


def defer_item(session: Session, uid: str) -> Receipt[Item]:
    """Record that an item was deferred to another meeting."""
    return set_outcome(session, uid, ItemOutcome.DEFERRED)


def set_outcome(session: Session, uid: str, outcome: ItemOutcome) -> Receipt[Item]:
    """Record what became of an item in the meeting."""
    label = f"Mark item {outcome.value}" if outcome.value else "Clear outcome of item"
    return session.change(label, lambda w: w.update(Item, uid, outcome=outcome))


def agendas_before(reader: Reader, body: str, before: date | None = None) -> Iterator[Meet]:
    """Yield the meetings of a body that have an agenda, from the latest back.

    With `before`, only those that begin on an earlier day.
    """
    for meet in reversed(all_meetings(reader, body=body)):
        earlier = before is None or (meet.date is not None and meet.date < before)
        if earlier and reader.count(Item, meeting=meet.meeting.uid):
            yield meet


def last_meeting_before(reader: Reader, meeting: str) -> Meeting | None:
    """Return the leading body's latest earlier meeting that has an agenda, or None."""
    here = meet_of(reader, meeting)
    if not here.bodies or here.date is None:
        return None
    last = next(agendas_before(reader, here.bodies[0].uid, here.date), None)
    return last.meeting if last else None
