"""The agenda as it stood each time it went out, and what differs between two such moments.

What an audience is told of a difference keeps to the stricter of the restrictions that held then
and hold now: nothing that is restricted now is printed again because it once was open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from secretariat.models.agenda import WEIGHT, Held, effective_restrictions, public_items
from secretariat.models.kinds import Audience, ItemArrival, ItemKind, ItemOutcome, Restriction
from secretariat.models.numbering import in_tree_order
from secretariat.models.plaintext import one_line
from secretariat.models.records import AgendaVersionItem, Item

_COPIED = (
    "position",
    "kind",
    "placement",
    "title",
    "public_title",
    "text",
    "purpose",
    "presenter",
    "minutes",
    "pages",
    "recommendation",
    "outcome",
    "arrival",
    "urgency",
    "restriction",
    "restriction_ground",
)
_OFF = (ItemOutcome.WITHDRAWN, ItemOutcome.DEFERRED)


class Change(StrEnum):
    """What became of an item between two versions; what matters most to a reader comes first."""

    NEW = "new"
    WITHDRAWN = "withdrawn"
    DEFERRED = "deferred"
    RESTORED = "restored"
    PAPER = "paper"
    RESTRICTED = "restricted"
    OPENED = "opened"
    RETITLED = "retitled"
    TEXT = "text"
    RECOMMENDATION = "recommendation"
    PRESENTER = "presenter"
    PURPOSE = "purpose"
    ARRIVAL = "arrival"
    PAGES = "pages"
    TIME = "time"
    GROUND = "ground"
    MOVED = "moved"


_FIELDS: tuple[tuple[Change, tuple[str, ...]], ...] = (
    (Change.RETITLED, ("title",)),
    (Change.TEXT, ("text",)),
    (Change.RECOMMENDATION, ("recommendation",)),
    (Change.PRESENTER, ("presenter",)),
    (Change.PURPOSE, ("purpose",)),
    (Change.ARRIVAL, ("arrival", "urgency")),
    (Change.PAGES, ("pages",)),
    (Change.TIME, ("minutes",)),
    (Change.GROUND, ("restriction_ground",)),
    (Change.MOVED, ("placement", "parent")),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One item that is not as it was: the faces that it had and has, None where it was not there.

    Both hold no more than the audience may see of it at the stricter of both moments. `behind`
    are the items after which one that was moved stood and stands, None where it is the first.
    """

    changes: tuple[Change, ...]
    then: Item | None
    now: Item | None
    behind: tuple[Item | None, Item | None] = (None, None)

    @property
    def item(self) -> Item:
        """The item as it is, or as it was when it is there no more."""
        found = self.now or self.then
        assert found is not None
        return found

    @property
    def first(self) -> Change:
        """What matters most of it."""
        return self.changes[0]


@dataclass(frozen=True, slots=True)
class Changes:
    """What an audience may know of the newest version of an agenda.

    `version` is its number. While `is_out` is false it is still being prepared, and the
    differences are those since the version before, which went out `since`. `on` is the day on
    which it went out and `reason` why, as printed. Version 1 has no differences.
    """

    version: int
    is_out: bool
    since: date | None = None
    on: date | None = None
    reason: str = ""
    differences: tuple[Difference, ...] = ()

    @property
    def supplement(self) -> int:
        """The number of the supplement that tells these changes; the first comes with version 2."""
        return max(self.version - 1, 1)


def frozen(item: Item, version: str, number: str) -> AgendaVersionItem:
    """Return the copy of an item that a version keeps, with its number as printed."""
    values = {name: getattr(item, name) for name in _COPIED}
    return AgendaVersionItem(
        version=version, item=item.uid, parent=item.parent or "", number=number, **values
    )


def thawed(row: AgendaVersionItem, meeting: str) -> Item:
    """Return an item as it stood in a version, its number frozen."""
    values = {name: getattr(row, name) for name in _COPIED}
    return Item(
        uid=row.item,
        meeting=meeting,
        parent=row.parent or None,
        published_number=row.number,
        **values,
    )


def differences(
    before: Iterable[Item],
    after: Iterable[Item],
    audience: Audience,
    today: Iterable[Item] = (),
) -> tuple[Difference, ...]:
    """Return what `audience` may know of how an agenda changed, in the order of the agenda.

    `today` is the agenda as it is now where `after` is a version that went out: what has been
    restricted since is told as it may be told today. An item that is internal is not told of; one
    that was internal before is new. What a reader cannot see is no difference: positions are
    compared among what is seen, and an item without a title that lends its number is passed over.
    """
    before, after = tuple(before), tuple(after)
    then, now = _faces(before, after, tuple(today), audience)
    moved = _moved(list(then.values()), list(now.values()))
    held_then, held_now = _held(before), _held(after)
    found: dict[str, Difference] = {}
    for uid in _order(list(then), list(now)):
        old, new = then.get(uid), now.get(uid)
        changes = _changes(old, new, _stricter(held_then.get(uid), held_now.get(uid)))
        if uid in moved and Change.MOVED not in changes and changes[:1] not in _WHOLE:
            changes = (*changes, Change.MOVED)
        if Change.MOVED in changes:
            found[uid] = Difference(changes, old, new, (_behind(then, old), _behind(now, new)))
        elif changes:
            found[uid] = Difference(changes, old, new)
    return tuple(found.values())


def _behind(items: Mapping[str, Item], item: Item | None) -> Item | None:
    """Return the item after which another stands among those that belong to the same."""
    before = None
    for one in items.values():
        if item is None or one.uid == item.uid:
            break
        if one.parent == item.parent and one.kind is ItemKind.ITEM:
            before = one
    return before


_WHOLE = ((Change.NEW,), (Change.WITHDRAWN,))


def _held(items: Iterable[Item]) -> dict[str, Restriction]:
    return {uid: held.restriction for uid, held in effective_restrictions(items).items()}


def _faces(
    before: tuple[Item, ...], after: tuple[Item, ...], today: tuple[Item, ...], audience: Audience
) -> tuple[dict[str, Item], dict[str, Item]]:
    """Return both moments as `audience` may see them, each item as strictly as at its strictest."""
    if audience is Audience.OFFICERS:
        return (
            {item.uid: item for item in in_tree_order(before)},
            {item.uid: item for item in in_tree_order(after)},
        )
    moments = [_Moment.of(items) for items in (before, after, today)]
    # What they may not see at the later moment, or today, is no difference to them.
    hidden = {
        uid
        for moment in moments[1:]
        for uid in moment.items.keys() - {one.uid for one in moment.seen_by(audience)}
    }
    sides = []
    for moment in moments[:2]:
        shown = [
            moment.as_strict_as(moments, item)
            for item in moment.items.values()
            if item.uid not in hidden
            and moment.held[item.uid].restriction is not Restriction.INTERNAL
        ]
        sides.append({item.uid: item for item in public_items(shown, audience)})
    return sides[0], sides[1]


@dataclass(frozen=True, slots=True)
class _Moment:
    """An agenda as it stood at one time, and what held for each item."""

    items: Mapping[str, Item]
    held: Mapping[str, Held]

    @classmethod
    def of(cls, items: tuple[Item, ...]) -> _Moment:
        ordered = {item.uid: item for item in in_tree_order(items)}
        return cls(ordered, effective_restrictions(items))

    def seen_by(self, audience: Audience) -> tuple[Item, ...]:
        return public_items(self.items.values(), audience)

    def as_strict_as(self, moments: Sequence[_Moment], item: Item) -> Item:
        """Return an item with the restriction of the moment in which it was strictest, and with
        the public title and the ground that it had there."""
        own = self.held[item.uid]
        strictest, source = own, self
        for other in moments:
            held = other.held.get(item.uid, strictest)
            internal = held.restriction is Restriction.INTERNAL
            if not internal and WEIGHT[held.restriction] > WEIGHT[strictest.restriction]:
                strictest, source = held, other
        if source is self:
            return item
        return replace(
            item,
            restriction=strictest.restriction,
            restriction_ground=strictest.ground,
            public_title=source.items[item.uid].public_title,
        )


def _stricter(then: Restriction | None, now: Restriction | None) -> tuple[Change, ...]:
    """Return whether an item that was there before was restricted or opened."""
    if then is None or now is None or WEIGHT[then] == WEIGHT[now]:
        return ()
    return (Change.RESTRICTED,) if WEIGHT[now] > WEIGHT[then] else (Change.OPENED,)


def _changes(
    old: Item | None, new: Item | None, restriction: tuple[Change, ...]
) -> tuple[Change, ...]:
    """Return what became of one item, in the order of `Change`; nothing when it is as it was."""
    if new is None:
        gone = old is not None and not _says_nothing(old) and old.outcome not in _OFF
        return (Change.WITHDRAWN,) if gone else ()
    if old is None:
        hidden = _says_nothing(new) or new.outcome is ItemOutcome.WITHDRAWN
        return () if hidden else (Change.NEW,)
    if new.outcome in _OFF and new.outcome is not old.outcome:
        withdrawn = new.outcome is ItemOutcome.WITHDRAWN
        return (Change.WITHDRAWN,) if withdrawn else (Change.DEFERRED,)
    found = set(restriction)
    if old.outcome in _OFF and new.outcome not in _OFF:
        found.add(Change.RESTORED)
    for change, names in _FIELDS:
        if any(_plain(getattr(old, name)) != _plain(getattr(new, name)) for name in names):
            found.add(change)
    if _has_paper_now(old, new):
        found = (found - {Change.PAGES, Change.ARRIVAL}) | {Change.PAPER}
        if new.arrival in (ItemArrival.LATE, ItemArrival.URGENT):
            found.add(Change.ARRIVAL)
    if restriction:
        found.discard(Change.GROUND)
    return tuple(change for change in Change if change in found)


def _has_paper_now(old: Item, new: Item) -> bool:
    followed = old.arrival is ItemArrival.TO_FOLLOW and new.arrival is not ItemArrival.TO_FOLLOW
    return followed or (not old.pages.strip() and bool(new.pages.strip()))


def _says_nothing(item: Item) -> bool:
    """Say whether an item has no words of its own: it is just begun, or lends its number."""
    return not item.title.strip() and item.restriction is Restriction.NONE


def _plain(value: object) -> object:
    return one_line(value) if isinstance(value, str) else value


def _moved(then: Sequence[Item], now: Sequence[Item]) -> set[str]:
    """Return the fewest items that must have changed places among those they stood with."""
    places = {item.uid: at for at, item in enumerate(then)}
    parents = {item.uid: item.parent for item in then}
    runs: dict[str | None, list[str]] = {}
    for item in now:
        if item.uid in places and parents[item.uid] == item.parent:
            runs.setdefault(item.parent, []).append(item.uid)
    return {uid for run in runs.values() for uid in _out_of_order(run, places)}


def _out_of_order(run: Sequence[str], places: Mapping[str, int]) -> set[str]:
    """Return those of a run that are not in its longest part that kept its order."""
    ends: list[int] = []
    lengths: list[int] = []
    for uid in run:
        at = bisect_left(ends, places[uid])
        ends[at : at + 1] = [places[uid]]
        lengths.append(at + 1)
    kept: set[str] = set()
    wanted, below = len(ends), len(places)
    for uid, length in zip(reversed(run), reversed(lengths), strict=True):
        if length == wanted and places[uid] < below:
            kept.add(uid)
            wanted, below = wanted - 1, places[uid]
    return set(run) - kept


def _order(then: Sequence[str], now: Sequence[str]) -> list[str]:
    """Return all items as they stand now, those that are gone after what stood before them."""
    ordered, there = list(now), set(now)
    before = ""
    for uid in then:
        if uid not in there:
            ordered.insert(ordered.index(before) + 1 if before else 0, uid)
        before = uid
    return ordered


def summary(found: Sequence[Difference]) -> str:
    """Return how many items changed in which way: “1 new item, 2 retitled”; empty for none."""
    counts: dict[str, int] = {}
    for one in found:
        word = mark(one)
        counts[word] = counts.get(word, 0) + 1
    parts = [
        f"{count} {_COUNTED.get(word, (word.lower(),) * 2)[count > 1]}"
        for word, count in sorted(counts.items(), key=lambda one: _MARK_ORDER.index(one[0]))
    ]
    return ", ".join(parts)


def mark(difference: Difference) -> str:
    """Return the one word that says how an item differs: New, Withdrawn, Retitled, Changed."""
    if difference.item.kind is ItemKind.HEADING and difference.first is Change.NEW:
        return "New heading"
    if difference.item.kind is ItemKind.HEADING and difference.first is Change.WITHDRAWN:
        return "Heading gone"
    return _MARKS.get(difference.first, "Changed")


_MARKS = {
    Change.NEW: "New",
    Change.WITHDRAWN: "Withdrawn",
    Change.DEFERRED: "Deferred",
    Change.RESTORED: "Back on",
    Change.PAPER: "Paper in",
    Change.RESTRICTED: "Now closed",
    Change.OPENED: "Now open",
    Change.RETITLED: "Retitled",
    Change.MOVED: "Moved",
}
_COUNTED = {
    "New": ("new item", "new items"),
    "New heading": ("new heading", "new headings"),
    "Heading gone": ("heading taken out", "headings taken out"),
    "Back on": ("back on the agenda", "back on the agenda"),
    "Paper in": ("with its paper", "with their papers"),
    "Now closed": ("restricted", "restricted"),
    "Now open": ("opened to the public", "opened to the public"),
}
_MARK_ORDER = [*_MARKS.values(), "New heading", "Heading gone", "Changed"]
