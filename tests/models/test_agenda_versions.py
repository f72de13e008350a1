"""What differs between two versions of an agenda, and what an audience is told of it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from secretariat.models.agenda_versions import Change, differences, frozen, summary, thawed
from secretariat.models.kinds import (
    Audience,
    ItemArrival,
    ItemKind,
    ItemOutcome,
    Restriction,
)
from secretariat.models.records import Item

PUBLIC, MEMBERS, OFFICERS = Audience.PUBLIC, Audience.MEMBERS, Audience.OFFICERS


def item(uid: str, position: int = 0, **more: object) -> Item:
    return Item(uid=uid, meeting="m", position=position, **{"title": uid, **more})  # type: ignore[arg-type]


def told(
    before: list[Item], after: list[Item], audience: Audience = PUBLIC, today: tuple[Item, ...] = ()
) -> dict[str, tuple[Change, ...]]:
    found = differences(before, after, audience, today)
    return {one.item.uid: one.changes for one in found}


def agenda() -> list[Item]:
    return [item(uid, at) for at, uid in enumerate("abcde")]


def test_nothing_differs_from_itself_and_a_copy_reads_back_the_same() -> None:
    items = [replace(one, published_number=f"{at}.") for at, one in enumerate(agenda(), start=1)]
    for audience in Audience:
        assert differences(items, items, audience) == ()
    kept = [thawed(frozen(one, "v", one.published_number), "m") for one in items]
    assert kept == items


def test_what_became_of_each_item() -> None:
    before = agenda()
    before[1] = replace(before[1], arrival=ItemArrival.TO_FOLLOW)
    after = [
        replace(before[0], title="A", text="more"),
        replace(before[1], arrival=ItemArrival.ON_TIME, pages="3"),
        replace(before[2], outcome=ItemOutcome.WITHDRAWN, title="gone"),
        item("new", 3),
        item("begun", 4, title=""),
        replace(before[4], outcome=ItemOutcome.DEFERRED),
    ]
    assert told(before, after) == {
        "a": (Change.RETITLED, Change.TEXT),
        "b": (Change.PAPER,),
        "c": (Change.WITHDRAWN,),
        "d": (Change.WITHDRAWN,),
        "new": (Change.NEW,),
        "e": (Change.DEFERRED,),
    }
    assert list(told(before, after)) == ["a", "b", "c", "d", "new", "e"]
    assert summary(differences(before, after, PUBLIC)) == (
        "1 new item, 2 withdrawn, 1 deferred, 1 with its paper, 1 retitled"
    )


def test_only_the_item_that_was_moved_has_moved() -> None:
    before = agenda()
    after = [replace(one, position=at) for at, one in enumerate((before[4], *before[:4]))]
    found = differences(before, after, PUBLIC)
    assert [(one.item.uid, one.changes) for one in found] == [("e", (Change.MOVED,))]
    behind, now_behind = found[0].behind
    assert behind is not None
    assert (behind.uid, now_behind) == ("d", None)


@given(st.permutations(range(7)))
def test_what_did_not_move_kept_its_order(order: list[int]) -> None:
    before = [item(str(at), at) for at in range(7)]
    after = [replace(before[at], position=place) for place, at in enumerate(order)]
    moved = told(before, after)
    stayed = [at for at in order if str(at) not in moved]
    assert stayed == sorted(stayed)
    longest = max(sum(1 for at in picked) for picked in _increasing(order))
    assert len(stayed) == longest


def _increasing(order: list[int]) -> list[list[int]]:
    found: list[list[int]] = [[]]
    for at in order:
        found += [[*one, at] for one in found if not one or one[-1] < at]
    return found


def test_what_is_restricted_now_is_not_printed_again() -> None:
    open_, closed = item("a", title="Redundancy"), item("a", public_title="A post")
    closed = replace(closed, title="Redundancy", restriction=Restriction.EXEMPT)
    (found,) = differences([open_], [closed], PUBLIC)
    assert found.changes == (Change.RESTRICTED,)
    assert found.then is not None
    assert found.now is not None
    assert (found.then.title, found.now.title) == ("A post", "A post")
    (found,) = differences([closed], [open_], PUBLIC)
    assert found.changes == (Change.OPENED,)
    assert (found.then, found.now.title) == (replace(found.now), "A post")  # type: ignore[union-attr]
    (found,) = differences([open_], [closed], MEMBERS)
    assert found.now.title == "Redundancy"  # type: ignore[union-attr]


def test_what_was_restricted_since_a_version_is_told_as_it_may_be_told_today() -> None:
    first, second = item("a", title="Ann Smith"), item("a", title="Ann Smith of the depot")
    today = replace(second, restriction=Restriction.CONFIDENTIAL, public_title="A person")
    assert told([first], [second], today=(today,)) == {}
    (found,) = differences([], [second], PUBLIC, (today,))
    assert found.now.title == "A person"  # type: ignore[union-attr]
    inside = replace(second, restriction=Restriction.INTERNAL)
    assert told([], [second], today=(inside,)) == {}


def test_internal_items_are_no_change_and_one_that_comes_out_is_new() -> None:
    inside = item("x", 9, restriction=Restriction.INTERNAL)
    for audience in (PUBLIC, MEMBERS):
        assert told(agenda(), [*agenda(), inside], audience) == {}
        assert told([*agenda(), inside], agenda(), audience) == {}
        out = replace(inside, restriction=Restriction.NONE)
        assert told([*agenda(), inside], [*agenda(), out], audience) == {"x": (Change.NEW,)}
        assert told([*agenda(), out], [*agenda(), inside], audience) == {}
    assert told(agenda(), [*agenda(), inside], OFFICERS) == {"x": (Change.NEW,)}


def test_what_stands_below_a_closed_item_is_not_told() -> None:
    closed = item("p", 9, restriction=Restriction.EXEMPT, public_title="Closed")
    below = item("below", parent="p")
    assert told([closed], [closed, below]) == {}
    assert told([closed], [closed, below], MEMBERS) == {"below": (Change.NEW,)}
    # A part of the agenda that was open, and stands below closed matter today.
    was = replace(below, parent=None)
    assert told([closed, was], [closed, below]) == {}


def test_headings_are_told_in_their_own_words() -> None:
    heading = item("h", 2, kind=ItemKind.HEADING)
    assert summary(differences(agenda(), [*agenda(), heading], PUBLIC)) == "1 new heading"
    assert summary(differences([*agenda(), heading], agenda(), PUBLIC)) == "1 heading taken out"
