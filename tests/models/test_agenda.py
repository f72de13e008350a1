"""Who sees what of an agenda, and how its time runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from secretariat.models.agenda import (
    Held,
    depths,
    effective_restrictions,
    missing_public_titles,
    public_items,
    running_clock,
    visible_actions,
    visible_entries,
)
from secretariat.models.kinds import Audience, ItemKind, Restriction
from secretariat.models.records import Action, Entry, Item

PUBLIC, MEMBERS, OFFICERS = Audience.PUBLIC, Audience.MEMBERS, Audience.OFFICERS
SECRET = "Redundancy of the deputy director"


def item(uid: str, position: int, parent: str | None = None, **more: object) -> Item:
    return Item(uid=uid, meeting="m", parent=parent, position=position, title=uid, **more)  # type: ignore[arg-type]


def agenda() -> list[Item]:
    return [
        item("open", 0, internal_note="ask Ann", minutes=10),
        replace(
            item("staff", 1, restriction=Restriction.EXEMPT, restriction_ground="paragraph 1"),
            title=SECRET,
            public_title="Staffing matter",
            text=SECRET,
            presenter=SECRET,
            pages="5 - 9",
            minutes=20,
        ),
        item("detail", 0, "staff", minutes=5),
        item("officers", 2, restriction=Restriction.INTERNAL),
        item("last", 3, minutes=15),
    ]


def test_restriction_comes_down_the_tree_and_the_stricter_holds() -> None:
    held = effective_restrictions(
        [
            item("a", 0, restriction=Restriction.EXEMPT, restriction_ground="paragraph 3"),
            item("b", 0, "a"),
            item("c", 0, "b", restriction=Restriction.CONFIDENTIAL, restriction_ground="court"),
            item("d", 1, "b", restriction=Restriction.EXEMPT),
        ]
    )
    exempt = Held(Restriction.EXEMPT, "paragraph 3")
    assert held["b"] == held["d"] == exempt
    assert held["c"] == Held(Restriction.CONFIDENTIAL, "court")


def test_public_sees_the_public_face_alone() -> None:
    seen = {one.uid: one for one in public_items(agenda(), PUBLIC)}
    assert list(seen) == ["open", "staff", "last"]
    face = seen["staff"]
    assert (face.title, face.restriction_ground) == ("Staffing matter", "paragraph 1")
    assert SECRET not in repr(face)
    assert (face.minutes, face.pages) == (None, "")
    assert seen["open"].internal_note == ""


def test_members_see_exempt_matter_and_officers_everything() -> None:
    assert [one.uid for one in public_items(agenda(), MEMBERS)] == [
        *("open", "staff", "detail", "last")
    ]
    assert public_items(agenda(), OFFICERS)[0].internal_note == "ask Ann"
    assert len(public_items(agenda(), OFFICERS)) == 5


def test_items_below_a_restricted_heading_are_reduced_each() -> None:
    items = [
        item("private", 0, kind=ItemKind.HEADING, restriction=Restriction.EXEMPT),
        item("one", 0, "private"),
        item("below", 0, "one"),
        item("two", 1),
    ]
    seen = public_items(items, PUBLIC)
    assert [one.uid for one in seen] == ["private", "one", "two"]
    assert [one.title for one in seen] == ["", "", "two"]
    assert [one.uid for one in missing_public_titles(items, PUBLIC)] == ["private", "one"]


def test_missing_public_title_is_found_only_for_those_who_may_not_see() -> None:
    items = [replace(one, public_title="") for one in agenda()]
    assert [one.uid for one in missing_public_titles(items, PUBLIC)] == ["staff"]
    assert missing_public_titles(items, MEMBERS) == ()
    assert missing_public_titles(agenda(), PUBLIC) == ()


def test_entries_and_actions_follow_their_items() -> None:
    entries = [
        Entry(uid="e0", meeting="m", item=None),
        Entry(uid="e1", meeting="m", item="open"),
        Entry(uid="e2", meeting="m", item="open", restriction=Restriction.EXEMPT),
        Entry(uid="e3", meeting="m", item="staff"),
        Entry(uid="e4", meeting="m", item="detail"),
        Entry(uid="e5", meeting="m", item="officers"),
    ]
    for items in (agenda(), list(public_items(agenda(), PUBLIC))):
        assert [one.uid for one in visible_entries(entries, items, PUBLIC)] == ["e0", "e1"]
    assert len(visible_entries(entries, agenda(), MEMBERS)) == 5
    actions = [
        Action(uid="a0", body="b", entry="e1", item="open"),
        Action(uid="a1", body="b", entry="e2", item="open"),
        Action(uid="a2", body="b", item="staff"),
        Action(uid="a3", body="b", restriction=Restriction.INTERNAL),
        Action(uid="a4", body="b"),
    ]
    seen = visible_actions(actions, entries, agenda(), PUBLIC)
    assert [one.uid for one in seen] == ["a0", "a4"]


def test_clock_runs_over_sub_items() -> None:
    programme = running_clock(agenda(), time(10), time(10, 45))
    starts = {uid: slot.starts for uid, slot in programme.slots.items()}
    assert starts == {
        "open": time(10),
        "staff": time(10, 10),
        "detail": time(10, 30),
        "officers": time(10, 35),
        "last": time(10, 35),
    }
    assert programme.slots["staff"].minutes == 25
    assert (programme.minutes, programme.ends, programme.over) == (50, time(10, 50), 5)


def test_clock_is_unknown_after_what_may_not_be_seen() -> None:
    programme = running_clock(public_items(agenda(), PUBLIC), time(10), audience=PUBLIC)
    assert programme.slots["staff"].starts == time(10, 10)
    assert programme.slots["last"].starts is None
    assert programme.over is None


def test_clock_goes_round_midnight() -> None:
    programme = running_clock([item("a", 0, minutes=90), item("b", 1)], time(23), time(0))
    assert programme.slots["b"].starts == time(0, 30)
    assert programme.over == 30


def test_headings_are_no_step_down() -> None:
    items = [item("h", 0, kind=ItemKind.HEADING), item("a", 0, "h"), item("b", 0, "a")]
    assert depths(items) == {"h": 0, "a": 0, "b": 1}


@st.composite
def agendas(draw: st.DrawFn) -> list[Item]:
    count = draw(st.integers(1, 8))
    return [
        Item(
            uid=str(at),
            meeting="m",
            parent=draw(st.none() | st.sampled_from([str(other) for other in range(count)])),
            position=draw(st.integers(0, 9)),
            kind=draw(st.sampled_from(ItemKind)),
            title=draw(st.sampled_from(["", f"title {at}"])),
            public_title=draw(st.sampled_from(["", f"public {at}"])),
            restriction=draw(st.sampled_from(Restriction)),
        )
        for at in range(count)
    ]


@given(agendas(), st.sampled_from(Audience))
def test_reducing_twice_is_reducing_once(items: list[Item], audience: Audience) -> None:
    once = public_items(items, audience)
    assert public_items(once, audience) == once


@given(agendas(), st.sampled_from(["title", "text", "presenter", "recommendation", "pages"]))
def test_public_view_is_blind_to_restricted_matter(items: list[Item], field: str) -> None:
    held = effective_restrictions(items)
    changed = [
        one
        if held[one.uid].restriction is Restriction.NONE
        else replace(one, **{field: "something else"})  # type: ignore[arg-type]
        for one in items
    ]
    assert public_items(changed, PUBLIC) == public_items(items, PUBLIC)


@given(agendas())
def test_wider_audience_sees_at_least_as_much(items: list[Item]) -> None:
    seen = [{one.uid for one in public_items(items, audience)} for audience in Audience]
    assert seen[0] <= seen[1] <= seen[2]
