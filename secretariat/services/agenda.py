"""The agenda: a tree of items edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.kinds import ItemKind, ItemOutcome, Stage
from secretariat.models.limits import MAX_TITLE, check_name
from secretariat.models.records import Entry, Item, Meeting
from secretariat.services.agenda_versions import keep_numbers, title_when_out, went_out
from secretariat.services.fields import change_fields, place, renumber
from secretariat.services.meetings import all_meetings, meet_of
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

MAX_DEPTH = 3
"""Levels that an agenda can have: 5, (a), (i)."""

_COPIED = (
    "kind",
    "placement",
    "number",
    "title",
    "public_title",
    "minute_title",
    "text",
    "purpose",
    "presenter",
    "minutes",
    "recommendation",
    "restriction",
    "restriction_ground",
)


def items_of(reader: Reader, meeting: str) -> list[Item]:
    """Return the items of a meeting in tree order: each before its sub-items."""
    children: dict[str | None, list[Item]] = {}
    for item in reader.find(Item, meeting=meeting):
        children.setdefault(item.parent, []).append(item)
    ordered: list[Item] = []

    def walk(parent: str | None) -> None:
        for item in children.get(parent, ()):
            ordered.append(item)
            walk(item.uid)

    walk(None)
    return ordered


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
        before = writer.maybe(Item, after)
        while before and before.parent and kind is ItemKind.HEADING:
            before = writer.get(Item, before.parent)
        above = before.parent if before else parent
        _check_under(writer, above, kind, 1)
        _begin(writer, meeting)
        siblings = writer.find(Item, meeting=meeting, parent=above)
        item = writer.insert(
            Item(meeting=meeting, parent=above, kind=kind, title=title.strip(), **values)
        )
        uids = [s.uid for s in siblings]
        index = uids.index(before.uid) + 1 if before else len(uids)
        place(writer, Item, item.uid, siblings, index)
        return writer.get(Item, item.uid)

    return session.change("Add heading" if kind is ItemKind.HEADING else "Add item", work)


def _begin(writer: Writer, meeting: str) -> None:
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
        family = _family(writer, item)
        if writer.count(Entry, item=tuple(i.uid for i in family)):
            raise KnownError("This item has minutes, so it stays. Mark it withdrawn or deferred.")
        if item.kind is ItemKind.ITEM and any(went_out(writer, one) for one in family):
            _withdraw(writer, family)
            return True
        writer.delete(Item, uid)
        renumber(writer, Item, _uids(writer.find(Item, meeting=item.meeting, parent=item.parent)))
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

    def work(writer: Writer) -> None:
        item = writer.get(Item, uid)
        _check_move(writer, item, parent)
        siblings = writer.find(Item, meeting=item.meeting, parent=parent)
        if parent != item.parent:
            writer.update(Item, uid, parent=parent)
        place(writer, Item, uid, siblings, index)
        if parent != item.parent:
            left = writer.find(Item, meeting=item.meeting, parent=item.parent)
            renumber(writer, Item, _uids(left))
            keep_numbers(writer, item.meeting)

    return session.change("Move item", work)


def _check_move(writer: Reader, item: Item, parent: str | None) -> None:
    family = _family(writer, item)
    if parent in {i.uid for i in family}:
        raise KnownError("An item cannot stand under itself.")
    _check_under(writer, parent, item.kind, _height(writer, item))


def _check_under(reader: Reader, parent: str | None, kind: ItemKind, height: int) -> None:
    above = reader.maybe(Item, parent)
    if above and above.kind is ItemKind.HEADING:
        raise KnownError("A heading has no sub-items: items stand below it, not inside it.")
    if parent and kind is ItemKind.HEADING:
        raise KnownError("A heading stands at the top level of the agenda.")
    if _depth(reader, parent) + height > MAX_DEPTH:
        raise KnownError("An agenda has three levels: 5, (a) and (i).")


def move_up(session: Session, uid: str) -> Receipt[None]:
    """Put an item before the one above it at its level; at the top nothing changes."""
    return _shift(session, uid, -1)


def move_down(session: Session, uid: str) -> Receipt[None]:
    """Put an item after the one below it at its level; at the end nothing changes."""
    return _shift(session, uid, 1)


def _shift(session: Session, uid: str, by: int) -> Receipt[None]:
    def work(writer: Writer) -> None:
        item = writer.get(Item, uid)
        siblings = writer.find(Item, meeting=item.meeting, parent=item.parent)
        index = _uids(siblings).index(uid) + by
        if 0 <= index < len(siblings):
            place(writer, Item, uid, siblings, index)

    return session.change("Move item", work)


def nest(session: Session, uid: str) -> Receipt[None]:
    """Make an item the last sub-item of the one above it at its level."""

    def work(writer: Writer) -> None:
        item = writer.get(Item, uid)
        siblings = writer.find(Item, meeting=item.meeting, parent=item.parent)
        above = [s for s in siblings[: _uids(siblings).index(uid)] if s.kind is ItemKind.ITEM]
        if not above:
            raise KnownError("There is no item above it to belong to.")
        _check_move(writer, item, above[-1].uid)
        children = writer.find(Item, meeting=item.meeting, parent=above[-1].uid)
        writer.update(Item, uid, parent=above[-1].uid)
        place(writer, Item, uid, children, len(children))
        renumber(writer, Item, [s.uid for s in siblings if s.uid != uid])
        keep_numbers(writer, item.meeting)

    return session.change("Make sub-item", work)


def unnest(session: Session, uid: str) -> Receipt[None]:
    """Lift an item one level, to just after the item it belonged to."""

    def work(writer: Writer) -> None:
        item = writer.get(Item, uid)
        parent = writer.maybe(Item, item.parent)
        if parent is None:
            return
        above = writer.find(Item, meeting=item.meeting, parent=parent.parent)
        writer.update(Item, uid, parent=parent.parent)
        place(writer, Item, uid, above, _uids(above).index(parent.uid) + 1)
        renumber(writer, Item, _uids(writer.find(Item, meeting=item.meeting, parent=parent.uid)))
        keep_numbers(writer, item.meeting)

    return session.change("Lift item", work)


def copy_agenda(session: Session, source: str, target: str) -> Receipt[None]:
    """Copy the items of one meeting to the end of another's agenda, without pages or outcome."""

    def work(writer: Writer) -> None:
        new: dict[str | None, str | None] = {None: None}
        first = writer.count(Item, meeting=target, parent=None)
        _begin(writer, target)
        for item in items_of(writer, source):
            values = {name: getattr(item, name) for name in _COPIED}
            position = item.position + (first if item.parent is None else 0)
            made = writer.insert(
                Item(meeting=target, parent=new[item.parent], position=position, **values)
            )
            new[item.uid] = made.uid

    return session.change("Copy agenda", work)


def defer_item(session: Session, uid: str) -> Receipt[Item]:
    """Record that an item was deferred to another meeting."""
    return set_outcome(session, uid, ItemOutcome.DEFERRED)


def set_outcome(session: Session, uid: str, outcome: ItemOutcome) -> Receipt[Item]:
    """Record what became of an item in the meeting."""
    label = f"Mark item {outcome.value}" if outcome.value else "Clear outcome of item"
    return session.change(label, lambda w: w.update(Item, uid, outcome=outcome))


def last_meeting_before(reader: Reader, meeting: str) -> Meeting | None:
    """Return the leading body's latest earlier meeting that has an agenda, or None."""
    here = meet_of(reader, meeting)
    if not here.bodies or here.date is None:
        return None
    earlier = [
        m.meeting
        for m in all_meetings(reader, body=here.bodies[0].uid)
        if m.date and m.date < here.date and reader.count(Item, meeting=m.meeting.uid)
    ]
    return earlier[-1] if earlier else None


def _family(reader: Reader, item: Item) -> list[Item]:
    family, todo = [], [item]
    while todo:
        one = todo.pop()
        family.append(one)
        todo.extend(reader.find(Item, meeting=item.meeting, parent=one.uid))
    return family


def _depth(reader: Reader, uid: str | None) -> int:
    depth = 0
    while uid:
        depth += 1
        uid = reader.get(Item, uid).parent
    return depth


def _height(reader: Reader, item: Item) -> int:
    children = reader.find(Item, meeting=item.meeting, parent=item.uid)
    return 1 + max((_height(reader, child) for child in children), default=0)


def _uids(rows: Sequence[Item]) -> list[str]:
    return [row.uid for row in rows]
