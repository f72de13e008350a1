"""Numbers of agendas and minutes: the seeds' own, hand-set, published, and hostile trees."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.models.agenda import public_items
from secretariat.models.counters import count_of, counted
from secretariat.models.kinds import Audience, ItemKind, Restriction
from secretariat.models.numbering import (
    NO_NUMBER,
    agenda_numbers,
    in_tree_order,
    level_at,
    minute_numbers,
    parse_scheme,
)
from secretariat.models.records import Item

DEFAULT = "1.|(a)|(i)"


def item(uid: str, parent: str | None = None, *, title: str | None = None, **more: object) -> Item:
    shown = uid if title is None else title
    return Item(uid=uid, meeting="m", parent=parent, title=shown, **more)  # type: ignore[arg-type]


def row(*items: Item) -> list[Item]:
    """Return the items with positions in the order given."""
    return [replace(one, position=at) for at, one in enumerate(items)]


def printed(items: list[Item], scheme: str = DEFAULT) -> list[str]:
    numbers = agenda_numbers(items, scheme)
    return [numbers[one.uid].printed for one in items]


def full(items: list[Item], scheme: str = DEFAULT) -> list[str]:
    numbers = agenda_numbers(items, scheme)
    return [numbers[one.uid].full for one in items]


def seed() -> list[Item]:
    """The tree of 23 February 2017: 4 has no title, 5 has neither and a deeper level."""
    return row(
        item("1"),
        item("back", kind=ItemKind.HEADING),
        item("2", title=""),
        item("2a", "2"),
        item("2b", "2"),
        item("ahead", kind=ItemKind.HEADING),
        item("3", title=""),
        item("3a", "3"),
        item("3ai", "3a"),
        item("3aii", "3a"),
        item("3b", "3"),
        item("4"),
    )


def test_untitled_item_lends_its_number() -> None:
    assert printed(seed()) == [
        *("1.", "", "2.", "2 (a)", "2 (b)"),
        *("", "3.", "3 (a)", "(i)", "(ii)", "3 (b)", "4."),
    ]


def test_full_number_quotes_every_level() -> None:
    assert full(seed())[8:] == ["3 (a) (i)", "3 (a) (ii)", "3 (b)", "4"]


def test_stamp_is_compact() -> None:
    numbers = agenda_numbers(seed(), DEFAULT)
    assert [numbers[uid].compact for uid in ("1", "2a", "3ai")] == ["1", "2a", "3a(i)"]


def test_titled_parent_prints_its_own_line() -> None:
    assert printed(row(item("1"), item("1a", "1"), item("1ai", "1a"))) == ["1.", "(a)", "(i)"]


def test_two_unprinted_levels_are_both_said() -> None:
    items = row(item("1", title=""), item("a", "1", title=""), item("i", "a"))
    assert printed(items)[-1] == "1 (a) (i)"


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("1|1.1|1.1.1", ["1", "1.1", "1.1.1", "1.1.1.1", "2"]),
        ("1.|1a.", ["1.", "1a.", "1aa.", "1aaa.", "2."]),
        ("A1", ["A1", "(a)", "(i)", "(A)", "A2"]),
        ("I.|", ["I.", "", "", "", "II."]),
        ("1)|a)|i)", ["1)", "a)", "i)", "(A)", "2)"]),
        ("none", ["", "", "", "", ""]),
        ("", ["", "", "", "", ""]),
        ("Item 1|(a)", ["Item 1", "(a)", "(i)", "(A)", "Item 2"]),
        ("?", ["", "", "", "", ""]),
    ],
)
def test_schemes_are_data(scheme: str, expected: list[str]) -> None:
    items = row(item("1"), item("2", "1"), item("3", "2"), item("4", "3"), item("5"))
    assert printed(items, scheme) == expected


def test_hand_set_number_wins_and_counting_goes_on() -> None:
    items = row(item("1"), item("2", number="7"), item("3"), item("4", number="Late"), item("5"))
    assert printed(items) == ["1.", "7.", "8.", "Late", "9."]


def test_hand_set_number_is_not_given_twice() -> None:
    items = row(item("1"), item("2"), item("3"), item("4", number="2"), item("5"))
    assert printed(items) == ["1.", "3.", "4.", "2.", "5."]


def test_hand_set_letter_below_an_unprinted_item() -> None:
    items = row(item("4", title="", number="4"), item("b", "4", number="b"), item("c", "4"))
    assert printed(items) == ["4.", "4 (b)", "4 (c)"]


def test_dash_leaves_an_item_unnumbered() -> None:
    items = row(item("1"), item("pause", number="-"), item("2"), item("x", "pause"))
    assert printed(items) == ["1.", "", "2.", "(a)"]


def test_published_number_wins_and_an_item_put_in_between_is_called_after_the_one_before() -> None:
    items = row(
        item("1", published_number="1."),
        item("new"),
        item("newer"),
        item("2", published_number="2.", number="9"),
        item("3"),
    )
    assert printed(items) == ["1.", "1A.", "1B.", "2.", "3."]


@pytest.mark.parametrize(
    ("scheme", "out", "expected"),
    [
        ("1.", ("1.", "", "1A.", "", "2.", ""), ["1.", "1B.", "1A.", "1C.", "2.", "3."]),
        ("1.", ("", "", "1.", "2."), ["A1.", "B1.", "1.", "2."]),
        ("1.", ("A1.", "", "1."), ["A1.", "B1.", "1."]),
        ("(a)", ("(a)", "", "", "(b)", ""), ["(a)", "(a1)", "(a2)", "(b)", "(c)"]),
        ("(i)", ("", "(i)", "", "(ii)"), ["(Ai)", "(i)", "(iA)", "(ii)"]),
        ("I.", ("I.", "", "II."), ["I.", "Ia.", "II."]),
    ],
)
def test_what_is_put_in_later_never_takes_a_number_that_is_out(
    scheme: str, out: tuple[str, ...], expected: list[str]
) -> None:
    items = row(*(item(str(at), published_number=number) for at, number in enumerate(out)))
    assert printed(items, scheme) == expected
    frozen = [
        replace(one, published_number=number) for one, number in zip(items, expected, strict=True)
    ]
    assert printed(frozen, scheme) == expected


def test_headings_put_in_later_never_take_a_name_that_is_out() -> None:
    scheme, part = "PART ONE; 1.", {"kind": ItemKind.HEADING}
    two, three = (item(name, published_number=f"PART {name}", **part) for name in ("TWO", "THREE"))
    new, last = item("new", **part), item("last", **part)
    assert printed(row(two, new, three, last), scheme) == [
        "PART TWO", "PART TWO A", "PART THREE", "PART FOUR",
    ]  # fmt: skip
    assert printed(row(new, replace(two, published_number="PART ONE")), scheme) == [
        "PART ONE A", "PART ONE",
    ]  # fmt: skip


def test_sub_items_put_in_later_are_called_after_the_one_before() -> None:
    items = [
        item("5", published_number="5."),
        item("a", "5", published_number="(a)", position=0),
        item("new", "5", position=1),
        item("b", "5", published_number="(b)", position=2),
        item("i", "a"),
    ]
    assert full(items) == ["5", "5 (a)", "5 (a1)", "5 (b)", "5 (a) (i)"]
    dotted = [replace(one, published_number="") for one in items]
    numbers = agenda_numbers([one for one in dotted if one.uid != "new"], "1|1.1")
    out = [
        replace(one, published_number=numbers[one.uid].printed if one.uid != "new" else "")
        for one in items
    ]
    assert full(out, "1|1.1") == ["1", "1.1", "1.1A", "1.2", "1.1.1"]


def test_published_numbers_stay_when_an_item_goes() -> None:
    items = row(item("1", published_number="1."), item("3", published_number="3."), item("4"))
    assert printed(items) == ["1.", "3.", "4."]


def test_number_frozen_as_printed_reads_back_the_same() -> None:
    before = agenda_numbers(seed(), DEFAULT)
    frozen = [replace(one, published_number=before[one.uid].printed) for one in seed()]
    assert agenda_numbers(frozen, DEFAULT) == before


def test_item_below_a_heading_counts_with_the_others() -> None:
    items = row(item("1"), item("h", kind=ItemKind.HEADING), item("2", "h"), item("3"))
    assert printed(items) == ["1.", "", "2.", "3."]


def test_internal_items_take_no_number_so_none_differs_for_the_public() -> None:
    items = row(
        item("1"),
        item("officers", restriction=Restriction.INTERNAL),
        item("below", "officers"),
        item("h", kind=ItemKind.HEADING, restriction=Restriction.INTERNAL),
        item("in", "h"),
        item("2", restriction=Restriction.EXEMPT),
        item("2a", "2"),
        item("3"),
    )
    whole = agenda_numbers(items, DEFAULT)
    seen = agenda_numbers(public_items(items, Audience.PUBLIC), DEFAULT)
    assert [whole[uid].printed for uid in ("officers", "below", "in")] == ["", "", ""]
    assert seen == {uid: whole[uid] for uid in ("1", "2", "3")}


PARTS = row(
    item("open", kind=ItemKind.HEADING),
    item("1"),
    item("1a", "1"),
    item("closed", kind=ItemKind.HEADING),
    item("2"),
    item("kept", kind=ItemKind.HEADING, restriction=Restriction.INTERNAL),
    item("last", kind=ItemKind.HEADING, number="ANNEX"),
    item("3"),
)


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("1.|(a)", ["", "1.", "(a)", "", "2.", "", "", "3."]),
        ("PART ONE; 1.|(a)", ["PART ONE", "1.", "(a)", "PART TWO", "2.", "", "ANNEX", "3."]),
        ("PART I:; anew; 1|1.1", ["PART I:", "1", "1.1", "PART II:", "1", "", "ANNEX", "1"]),
        ("A; none", ["A", "", "", "B", "", "", "ANNEX", ""]),
        ("anything; 1.", ["", "1.", "(a)", "", "2.", "", "", "3."]),
    ],
)
def test_headings_are_counted_where_the_scheme_says_so(scheme: str, expected: list[str]) -> None:
    assert printed(PARTS, scheme) == expected


def test_minutes_call_parts_as_the_agenda_does_and_count_on() -> None:
    numbers = minute_numbers(PARTS, "1.", "PART ONE; anew; 1.|(a)")
    assert [numbers[one.uid].printed for one in PARTS][:5] == [
        *("PART ONE", "1.", "(a)", "PART TWO", "2."),
    ]


def test_minutes_count_afresh_unless_they_follow_the_agenda() -> None:
    items = row(item("1", number="7"), item("pause", number="-"), item("2"), item("2a", "2"))
    own = minute_numbers(items, "1.", DEFAULT)
    assert [own[one.uid].printed for one in items] == ["1.", "", "2.", "(a)"]
    assert minute_numbers(items, "agenda", DEFAULT) == agenda_numbers(items, DEFAULT)
    assert set(minute_numbers(items, "none", DEFAULT).values()) == {NO_NUMBER}


def test_ring_of_parents_is_cut_and_loses_nothing() -> None:
    items = row(item("a", "c"), item("b", "a"), item("c", "b"), item("d", "nobody"))
    assert [one.uid for one in in_tree_order(items)] == ["a", "b", "c", "d"]


def test_tree_of_any_depth_is_numbered() -> None:
    items = row(*(item(str(at), str(at - 1) if at else None) for at in range(3000)))
    assert len(agenda_numbers(items, DEFAULT)) == 3000


@st.composite
def forests(draw: st.DrawFn) -> list[Item]:
    """Draw trees with rings, orphans, headings, empty titles and numbers of every kind."""
    count = draw(st.integers(1, 12))
    uids = [str(at) for at in range(count)]
    return [
        Item(
            uid=uid,
            meeting="m",
            parent=draw(st.none() | st.sampled_from([*uids, "nobody"])),
            position=draw(st.integers(0, 20)),
            kind=draw(st.sampled_from([ItemKind.ITEM, ItemKind.ITEM, ItemKind.HEADING])),
            title=draw(st.sampled_from(["", "Title"])),
            number=draw(st.sampled_from(["", "", "", "-", "3", "(b)", "4 (a)", "Late"])),
            published_number=draw(st.sampled_from(["", "", "", "2."])),
            restriction=draw(st.sampled_from(list(Restriction))),
        )
        for uid in uids
    ]


@given(
    forests(),
    st.sampled_from([DEFAULT, "1|1.1|1.1.1", "A1", "I.|", "none", "PART ONE; anew; 1.|(a)"]),
)
def test_every_item_has_one_place_and_one_number(items: list[Item], scheme: str) -> None:
    ordered = in_tree_order(items)
    assert sorted(one.uid for one in ordered) == sorted(one.uid for one in items)
    assert set(agenda_numbers(items, scheme)) == {one.uid for one in items}


@given(forests())
def test_parents_stand_before_children(items: list[Item]) -> None:
    place = {one.uid: at for at, one in enumerate(in_tree_order(items))}
    late = [one for one in items if one.parent in place and place[one.parent] > place[one.uid]]
    for one in late:
        assert _is_in_a_ring(one, {other.uid: other for other in items})


def _is_in_a_ring(one: Item, by_uid: dict[str, Item]) -> bool:
    above = one.parent
    for _ in by_uid:
        if above == one.uid:
            return True
        above = by_uid[above].parent if above in by_uid else None
    return False


@given(forests())
def test_automatic_numbers_are_unique(items: list[Item]) -> None:
    automatic = [
        Item(uid=one.uid, meeting="m", parent=one.parent, position=one.position, kind=one.kind)
        for one in items
    ]
    numbers = [number.full for number in agenda_numbers(automatic, DEFAULT).values() if number.full]
    assert len(numbers) == len(set(numbers))


@given(st.integers(1, 4000), st.sampled_from(["1", "a", "A", "i", "I"]))
def test_counters_read_back(value: int, counter: str) -> None:
    assert count_of(counted(value, counter), counter) == value


@given(st.text(max_size=30), st.integers(0, 5))
def test_any_scheme_has_levels(scheme: str, depth: int) -> None:
    assert level_at(parse_scheme(scheme), depth) is not None
