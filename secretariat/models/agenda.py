"""Rules of an agenda: who may see what of it, and how the time runs.

Restriction comes down the tree: what stands below a restricted item is at least as restricted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from secretariat.models.faces import close_ranks, face
from secretariat.models.kinds import Audience, EntryKind, ItemKind, Restriction
from secretariat.models.numbering import children_by_parent, in_tree_order
from secretariat.models.records import Action, AttendanceEvent, Entry, Item

WEIGHT = {
    Restriction.NONE: 0,
    Restriction.EXEMPT: 1,
    Restriction.CONFIDENTIAL: 2,
    Restriction.INTERNAL: 3,
}


@dataclass(frozen=True, slots=True)
class Held:
    """The restriction that holds for an item, its own or inherited, and the ground for it."""

    restriction: Restriction = Restriction.NONE
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """When an item begins and how long it and what is below it take; None where unknown."""

    starts: time | None
    minutes: int


@dataclass(frozen=True, slots=True)
class Programme:
    """The running clock of a sitting: a slot for every item, the total, and the end it makes.

    `over` is by how many minutes the end passes the planned one; negative when there is room.
    """

    slots: Mapping[str, Slot]
    minutes: int
    ends: time
    over: int | None


def depths(items: Iterable[Item]) -> dict[str, int]:
    """Return how many items stand above each one; headings do not count as a step."""
    found: dict[str, int] = {}
    known: dict[str, Item] = {}
    for item in in_tree_order(items):
        above = known.get(item.parent or "")
        known[item.uid] = item
        step = 0 if above is None or above.kind is ItemKind.HEADING else 1
        found[item.uid] = step + (found[above.uid] if above else 0)
    return found


def effective_restrictions(items: Iterable[Item]) -> dict[str, Held]:
    """Return the restriction that holds for each item: its own or that of an ancestor, the
    stricter of the two, with the ground of the one that holds."""
    held: dict[str, Held] = {}
    for item in in_tree_order(items):
        above = held.get(item.parent or "", Held())
        held[item.uid] = stricter(above, Held(item.restriction, item.restriction_ground))
    return held


def stricter(above: Held, own: Held) -> Held:
    """Return what holds below `above` for something restricted as `own` says: the stricter one.

    Of two that are equally strict, the nearer one counts where it names a ground.
    """
    heavier = WEIGHT[own.restriction] > WEIGHT[above.restriction]
    same = own.restriction is above.restriction and bool(own.ground)
    return own if heavier or same else above


def without_added(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the items that were on the agenda, in tree order: not what the meeting added."""
    left: set[str] = set()
    kept: list[Item] = []
    for item in in_tree_order(items):
        if item.is_added or item.parent in left:
            left.add(item.uid)
        else:
            kept.append(item)
    return tuple(kept)


def public_items(items: Iterable[Item], audience: Audience) -> tuple[Item, ...]:
    """Return what `audience` may see of an agenda, in tree order; twice is the same as once.

    A restricted item keeps its place, number, public title, restriction and ground and nothing
    else; what is below it is left out. Below a restricted heading each item is so reduced, since
    those count among the numbers of the whole. Internal items are left out with all below them;
    they take no number, so no other number changes. Notes for officers stay with officers, and
    places are counted among the items that are seen.
    """
    held_items = in_tree_order(items)
    if audience is Audience.OFFICERS:
        return held_items
    held = effective_restrictions(held_items)
    seen: dict[str, Item] = {}
    closed: set[str] = set()
    for item in held_items:
        holds = held[item.uid]
        if item.parent in closed or (
            holds.restriction is Restriction.INTERNAL and not audience.may_see(holds.restriction)
        ):
            closed.add(item.uid)
        elif audience.may_see(holds.restriction):
            seen[item.uid] = face(item, audience)
        else:
            seen[item.uid] = _reduced(item, holds)
            if item.kind is not ItemKind.HEADING:
                closed.add(item.uid)
    runs = children_by_parent(seen.values()).values()
    placed = {item.uid: item for run in runs for item in close_ranks(run)}
    order = sorted({item.taken for item in placed.values() if item.taken is not None})
    return tuple(_in_its_order(placed[uid], order, placed) for uid in seen)


def _in_its_order(item: Item, order: list[int], seen: Mapping[str, Item]) -> Item:
    """Return an item with its place among what is seen of the order in which it was taken."""
    taken = None if item.taken is None else order.index(item.taken)
    beside = item.taken_with if item.taken_with in seen else None
    return replace(item, taken=taken, taken_with=beside)


def _reduced(item: Item, held: Held) -> Item:
    """Return the public face of a restricted item, built from nothing but what may be seen."""
    return Item(
        uid=item.uid,
        meeting=item.meeting,
        parent=item.parent,
        position=item.position,
        kind=item.kind,
        placement=item.placement,
        taken=item.taken,
        is_added=item.is_added,
        number=item.number,
        published_number=item.published_number,
        title=item.public_title,
        public_title=item.public_title,
        restriction=held.restriction,
        restriction_ground=held.ground,
    )


def missing_public_titles(items: Iterable[Item], audience: Audience) -> tuple[Item, ...]:
    """Return the items that `audience` would see without a title, for which a publication stops."""
    held = in_tree_order(items)
    faces = {item.uid: item for item in public_items(held, audience)}
    restrictions = effective_restrictions(held)
    return tuple(
        item
        for item in held
        if item.uid in faces
        and not audience.may_see(restrictions[item.uid].restriction)
        and not item.public_title.strip()
    )


def visible_entries(
    entries: Iterable[Entry], items: Iterable[Item], audience: Audience
) -> tuple[Entry, ...]:
    """Return the minute entries that `audience` may see; `items` may be all or only the seen.

    Questions that an officer noted for herself are seen by nobody else and are never printed.
    """
    may_see = readable(items, audience)
    return tuple(
        entry
        for entry in entries
        if entry.kind is not EntryKind.QUESTION
        and audience.may_see(entry.restriction)
        and may_see(entry.item)
    )


def visible_actions(
    actions: Iterable[Action],
    entries: Iterable[Entry],
    items: Iterable[Item],
    audience: Audience,
) -> tuple[Action, ...]:
    """Return the actions that `audience` may see: neither they nor their home is restricted."""
    held_items = tuple(items)
    may_see = readable(held_items, audience)
    seen = {entry.uid for entry in visible_entries(entries, held_items, audience)}
    return tuple(
        action
        for action in actions
        if audience.may_see(action.restriction)
        and may_see(action.item)
        and (action.entry is None or action.entry in seen)
    )


def visible_events(
    events: Iterable[AttendanceEvent], items: Iterable[Item], audience: Audience
) -> tuple[AttendanceEvent, ...]:
    """Return what `audience` may know of who came and went.

    Movements during matter that the audience may not see are left out as that matter is. A mark of
    the roll stays; what is noted beside it, which no document prints, is for officers.
    """
    if audience is Audience.OFFICERS:
        return tuple(events)
    may_see = readable(items, audience)
    return tuple(
        replace(event, item=None, note="") if event.kind.is_roll_call else event
        for event in events
        if event.kind.is_roll_call or may_see(event.item)
    )


def readable(items: Iterable[Item], audience: Audience) -> Callable[[str | None], bool]:
    """Return the test whether matter under an item may be read; matter under none may."""
    held = effective_restrictions(items)

    def may_see(item: str | None) -> bool:
        return item is None or (item in held and audience.may_see(held[item].restriction))

    return may_see


def running_clock(
    items: Iterable[Item],
    starts: time,
    ends: time | None = None,
    audience: Audience = Audience.OFFICERS,
) -> Programme:
    """Return when each item begins if every one takes its planned minutes, and when it all ends.

    An item takes its own minutes before those of its sub-items; one without a plan takes none.
    After an item that `audience` may not see the clock is unknown, since its length is too.
    Items whose outcome takes them off the agenda still hold their slot.
    """
    held_items = in_tree_order(items)
    restrictions = effective_restrictions(held_items)
    sums = _sums(held_items)
    slots: dict[str, Slot] = {}
    elapsed = 0
    known = True
    for item in held_items:
        slots[item.uid] = Slot(clock_after(starts, elapsed) if known else None, sums[item.uid])
        known = known and audience.may_see(restrictions[item.uid].restriction)
        elapsed += _planned(item)
    over = None if ends is None else elapsed - minutes_between(starts, ends)
    return Programme(slots, elapsed, clock_after(starts, elapsed), over)


def _planned(item: Item) -> int:
    return max(item.minutes or 0, 0)


def _sums(items: tuple[Item, ...]) -> dict[str, int]:
    """Return the minutes of each item with those below it."""
    sums = {item.uid: _planned(item) for item in items}
    children = children_by_parent(items)
    for item in reversed(items):
        sums[item.uid] += sum(sums[child.uid] for child in children.get(item.uid, []))
    return sums


def clock_after(starts: time, minutes: int) -> time:
    """Return the time `minutes` after `starts` on the clock, round midnight if it must."""
    day = datetime.combine(date(2000, 1, 1), starts)
    return (day + timedelta(minutes=minutes % 1440)).time()


def minutes_between(starts: time, ends: time) -> int:
    """Return the minutes from `starts` to `ends`; an earlier end is that of the next day."""
    minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    return minutes if minutes >= 0 else minutes + 1440
