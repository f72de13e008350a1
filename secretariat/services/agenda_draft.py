"""A new agenda before it is made: its lines in a tree, and why each is there.

A draft is a proposal. What already stands on the agenda is part of it, so that its numbers are
those that the whole agenda will have; only what is ticked is made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from secretariat.models.agenda import Held, stricter
from secretariat.models.kinds import ItemKind, Restriction
from secretariat.models.numbering import Number, agenda_numbers
from secretariat.models.records import Item
from secretariat.services.usual_items import is_closing, is_exclusion, says, title_key


class Why(StrEnum):
    """Why a line stands in a draft."""

    THERE = "On the agenda"
    STANDING = "Standing item"
    COPIED = "Last agenda"
    CARRIED = "Carried forward"
    ARISING = "Matter arising"
    PLANNED = "Forward plan"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a draft. `item` is what would be made; its uid and parent are keys of the draft.

    `note` says more about why it is there: “Deferred on 12 March 2026”. `offered` says whether
    it is ticked to begin with. `source` is the item that it was copied from, where it was.
    """

    item: Item
    why: Why
    note: str = ""
    offered: bool = True
    source: str = ""

    @property
    def key(self) -> str:
        return self.item.uid

    @property
    def is_there(self) -> bool:
        return self.why is Why.THERE


@dataclass(frozen=True, slots=True)
class Draft:
    """What an agenda would be, in tree order."""

    lines: tuple[Line, ...] = ()

    @property
    def new(self) -> tuple[Line, ...]:
        """The lines that are not on the agenda yet."""
        return tuple(line for line in self.lines if not line.is_there)

    @property
    def offered(self) -> frozenset[str]:
        """The keys of the lines that are ticked to begin with."""
        return frozenset(line.key for line in self.lines if line.offered)

    def taking(self, ticked: Collection[str]) -> Draft:
        """Return the draft with only what is ticked, and nothing below what is not."""
        kept: dict[str, Line] = {}
        for line in self.lines:
            under = line.item.parent is None or line.item.parent in kept
            if under and (line.is_there or line.key in ticked):
                kept[line.key] = line
        return Draft(tuple(kept.values()))

    def numbers(self, scheme: str) -> Mapping[str, Number]:
        """Return the number that each line will have on an agenda of this scheme, by its key."""
        places: dict[str | None, int] = {}
        items = []
        for line in self.lines:
            at = places[line.item.parent] = places.get(line.item.parent, -1) + 1
            items.append(replace(line.item, position=at))
        return agenda_numbers(items, scheme)


@dataclass(slots=True, eq=False)
class Node:
    """A line while the draft is put together, with what stands below it."""

    item: Item
    why: Why
    note: str = ""
    offered: bool = True
    below: list[Node] = field(default_factory=list)

    @property
    def same(self) -> str:
        return title_key(self.item.title)


def nodes_of(items: Iterable[Item], why: Why, note: str = "") -> list[Node]:
    """Return items in tree order as a tree; what stands below none of them is topmost."""
    known: dict[str, Node] = {}
    top: list[Node] = []
    for item in items:
        node = known[item.uid] = Node(item, why, note)
        above = known.get(item.parent or "")
        (above.below if above else top).append(node)
    return top


def all_nodes(top: Iterable[Node]) -> Iterable[Node]:
    """Yield every node, each before those below it."""
    for node in top:
        yield node
        yield from all_nodes(node.below)


def find_same(top: Iterable[Node], title: str) -> Node | None:
    """Return the first line that names the same thing, or None; a line without title names none."""
    wanted = title_key(title)
    return next((node for node in all_nodes(top) if wanted and node.same == wanted), None)


def held_at_least(item: Item, above: Held) -> Item:
    """Return an item that is restricted as it is or as `above` says, whichever is stricter."""
    own = Held(item.restriction, item.restriction_ground)
    held = stricter(above, own)
    if held == own:
        return item
    return replace(item, restriction=held.restriction, restriction_ground=held.ground)


def add_business(top: list[Node], node: Node) -> None:
    """Put business of the day after the rest of it, where `business_index` says."""
    private = node.item.restriction is not Restriction.NONE
    top.insert(business_index([one.item for one in top], private=private), node)


def business_index(top: Sequence[Item], *, private: bool) -> int:
    """Return where business of the day goes among the topmost lines of an agenda.

    It goes after the other business and before the lines that close the agenda: urgent business,
    the exclusion of the public, the next date. Where a line excludes the public, what is open goes
    before that line in any case, and what is private after the private business behind it.
    """
    door = next((at for at, one in enumerate(top) if is_exclusion(one.title)), None)
    if door is not None and private:
        at = door + 1
        while at < len(top) and top[at].restriction is not Restriction.NONE:
            at += 1
        return at
    at = len(top) if door is None else door
    while at and _closes(top[at - 1]):
        at -= 1
    return at


def _closes(item: Item) -> bool:
    return is_closing(item.title) or item.kind is ItemKind.HEADING


def merge(there: list[Node], wanted: list[Node], above: Held = Held()) -> None:  # noqa: B008
    """Put what is wanted and missing among what is there, beside the lines it stands beside.

    A line that is there already, by its words or by what it is for, stays as it is; what is
    missing below it is added below it. Business of the day goes after the other business. `above`
    is the restriction under which what is wanted stood: a line never loses it by coming to stand
    elsewhere.
    """
    pairs = _pairs(there, wanted)
    before: Node | None = None
    for at, node in enumerate(wanted):
        found = pairs.get(at)
        if found is not None:
            own = Held(node.item.restriction, node.item.restriction_ground)
            merge(found.below, node.below, stricter(above, own))
            before = found if found in there else before
            continue
        node.item = held_at_least(node.item, above)
        if node.why in (Why.CARRIED, Why.PLANNED):
            add_business(there, node)
            continue
        after = next((p for n, p in pairs.items() if n > at and p in there), None)
        there.insert(_index(there, node, before, after), node)
        before = node


def _index(there: list[Node], node: Node, before: Node | None, after: Node | None) -> int:
    """Return where a line goes, by the lines that it stands between elsewhere."""
    if is_closing(node.item.title):
        return there.index(after) if after is not None else len(there)
    if before is not None:
        return there.index(before) + 1
    return there.index(after) if after is not None else 0


def _pairs(there: list[Node], wanted: list[Node]) -> dict[int, Node]:
    """Return for the places of wanted lines the lines that are there for the same thing.

    The same words come first, then what a line is for; one line answers for one thing once.
    """
    known = [*there, *(node for top in there for node in all_nodes(top.below))]
    pairs: dict[int, Node] = {}
    answered: set[tuple[Node, str]] = set()
    for at, node in enumerate(wanted):
        found = next((one for one in known if node.same and one.same == node.same), None)
        if found is not None:
            pairs[at] = found
            answered |= {(found, what) for what in says(found.item.title)}
    for at, node in enumerate(wanted):
        for what in sorted(says(node.item.title)) if at not in pairs else ():
            free = (one for one in there if what in says(one.item.title))
            found = next((one for one in free if (one, what) not in answered), None)
            if found is not None:
                pairs[at] = found
                answered.add((found, what))
                break
    return dict(sorted(pairs.items()))


def draft_of(top: Iterable[Node]) -> Draft:
    """Return a tree as a draft. The lines that are new get keys of their own."""
    lines: list[Line] = []

    def walk(nodes: Iterable[Node], parent: str | None) -> None:
        for node in nodes:
            there = node.why is Why.THERE
            key = node.item.uid if there else f"new-{len(lines)}"
            item = replace(node.item, uid=key, parent=parent)
            source = node.item.continues or node.item.uid
            lines.append(Line(item, node.why, node.note, node.offered, source))
            walk(node.below, key)

    walk(top, None)
    return Draft(tuple(lines))
