"""Page numbers of packs: the same in all of them, given once, kept when a pack goes out again."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.errors import BugError
from secretariat.models.page_plan import (
    ItemStamp,
    Leaf,
    PageChoices,
    PagePlan,
    PlanPart,
    labels_between,
    next_first,
    plan_pages,
    spoken,
)

PLAIN = PageChoices()
DUPLEX = PageChoices(duplex=True)
FRONT = PlanPart("front", 4, is_stamped=False)


def labels(plan: PagePlan) -> list[str]:
    return [page.label for page in plan.pages]


def closed(plan: list[PlanPart]) -> list[PlanPart]:
    """Return the parts as the public has them: what it may not see has no length."""
    return [replace(p, is_shown=False, pages=0) if p.is_restricted else p for p in plan]


PARTS = st.lists(
    st.builds(
        PlanPart,
        key=st.uuids().map(str),
        pages=st.integers(1, 12),
        is_restricted=st.booleans(),
    ),
    min_size=1,
    max_size=9,
    unique_by=lambda part: part.key,
)
CHOICES = st.builds(
    PageChoices,
    first=st.integers(1, 200),
    prefix=st.sampled_from(["", "S1-", "Atodiad "]),
    duplex=st.booleans(),
)


def test_restricted_pages_follow_the_placeholder_and_its_number() -> None:
    parts = [FRONT, PlanPart("open", 2), PlanPart("shut", 3, is_restricted=True), PlanPart("x", 1)]
    members, public = plan_pages(parts), plan_pages(closed(parts))
    assert labels(public) == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert labels(members) == ["1", "2", "3", "4", "5", "6", "7", "7.1", "7.2", "7.3", "8"]
    assert members.range_of("shut") == "7, 7.1–7.3"
    assert [page.is_restricted for page in members.pages].count(True) == 3
    assert public.pages[6].kind is members.pages[6].kind is Leaf.PLACEHOLDER
    assert members.common == public.common


def test_first_pages_are_stamped_large_and_the_front_sheet_not_at_all() -> None:
    plan = plan_pages([FRONT, PlanPart("report", 3)])
    stamps = [page.stamp for page in plan.pages]
    assert stamps == [ItemStamp.NONE] * 4 + [ItemStamp.FIRST] + [ItemStamp.RUNNING] * 2


def test_duplex_gives_restricted_matter_sheets_of_its_own() -> None:
    parts = [PlanPart("front", 3), PlanPart("shut", 3, is_restricted=True), PlanPart("x", 2)]
    members, public = plan_pages(parts, DUPLEX), plan_pages(closed(parts), DUPLEX)
    assert labels(public) == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert labels(members) == ["1", "2", "3", "4", "5", "6", "5.1", "5.2", "5.3", "", "7", "8"]
    assert [page.kind for page in public.pages].count(Leaf.BLANK) == 2


def test_reserved_numbers_stand_on_the_placeholder_and_agree() -> None:
    parts = [PlanPart("front", 6), PlanPart("a", 8), PlanPart("shut", 40, is_restricted=True)]
    parts.append(PlanPart("b", 16))
    choices = PageChoices(reserve=True)
    public = plan_pages([replace(part, is_shown=False) for part in parts], choices)
    members = plan_pages(parts, choices)
    assert public.pages[14].label == "15–54"
    assert public.range_of("b") == members.range_of("b") == "55–70"
    assert members.range_of("shut") == public.range_of("shut") == "15–54"
    assert Leaf.PLACEHOLDER not in {page.kind for page in members.pages}


def test_the_pack_of_2017_has_the_pages_that_its_agenda_says() -> None:
    parts = [
        PlanPart("agenda", 5, is_numbered=False),
        PlanPart("minutes", 6),
        PlanPart("action plan", 8),
        PlanPart("assessment", 40, is_restricted=True),
        PlanPart("agreement", 16),
    ]
    for choices in (PageChoices(reserve=True), PageChoices(duplex=True, reserve=True)):
        members = plan_pages(parts, choices)
        public = plan_pages([replace(part, is_shown=False) for part in parts], choices)
        for plan in (members, public):
            ranges = [plan.range_of(part.key) for part in parts]
            assert ranges == ["", "1–6", "7–14", "15–54", "55–70"]
    blanks = [at for at, page in enumerate(public.pages) if page.kind is Leaf.BLANK]
    assert [public.pages[at].label for at in blanks] == ["", ""]


def test_a_second_edition_keeps_numbers_and_tells_those_it_leaves_out() -> None:
    parts = [FRONT, PlanPart("a", 4), PlanPart("b", 3), PlanPart("c", 2)]
    first = plan_pages(parts)
    again = [FRONT, PlanPart("a", 6), PlanPart("new", 2), PlanPart("b", 2), PlanPart("c", 2)]
    second = plan_pages([*again, PlanPart("late", 2)], kept=first.common)
    assert second.range_of("a") == "5–8B"
    assert second.range_of("new") == "8C–8D"
    assert second.range_of("b") == "9–10"
    assert second.range_of("c") == first.range_of("c") == "12–13"
    assert second.range_of("late") == "14–15"
    assert second.left_out == ("11",)


def test_a_second_edition_on_both_sides_reuses_no_number() -> None:
    parts = [PlanPart("front", 3), PlanPart("a", 3), PlanPart("b", 2)]
    first = plan_pages(parts, DUPLEX)
    again = [PlanPart("front", 4), PlanPart("a", 5), PlanPart("b", 2)]
    second = plan_pages(again, DUPLEX, first.common)
    assert labels(first) == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]
    assert labels(second) == [
        "1", "2", "3", "3A", "5", "6", "7", "7A", "7B", "8", "9", "10",
    ]  # fmt: skip


def test_a_longer_edition_of_a_part_takes_letters_in_its_own_pack_alone() -> None:
    members = [PlanPart("front", 5, numbers=3), PlanPart("a", 2)]
    public = [PlanPart("front", 3), PlanPart("a", 2)]
    assert labels(plan_pages(members)) == ["1", "2", "3", "3A", "3B", "4", "5"]
    assert plan_pages(members).range_of("a") == plan_pages(public).range_of("a")


def test_a_supplement_goes_on_or_has_its_own_prefix() -> None:
    pack = plan_pages([FRONT, PlanPart("a", 9)])
    first = next_first(labels(pack))
    assert labels(plan_pages([PlanPart("s", 2)], PageChoices(first=first))) == ["14", "15"]
    own = plan_pages([PlanPart("s", 2)], PageChoices(prefix="S1-"))
    assert labels(own) == ["S1-1", "S1-2"]
    assert own.range_of("s") == "S1-1–S1-2"


def test_ranges_read_back_as_the_numbers_they_were() -> None:
    for numbers in (("20", "21", "21A", "21B"), ("8C", "8D"), ("53.1", "53.2"), ("7",)):
        assert labels_between(numbers[0], numbers[-1], len(numbers)) == numbers
    assert spoken(("1", "2", "4", "5A", "6")) == "1–2, 4, 5A–6"
    with pytest.raises(BugError):
        labels_between("20", "24", 4)
    with pytest.raises(BugError):
        plan_pages([PlanPart("a", 1)], kept={"a": ["xii"]})


@given(parts=PARTS, choices=CHOICES, data=st.data())
def test_no_length_of_a_restricted_part_shows_in_the_public_pack(
    parts: list[PlanPart], choices: PageChoices, data: st.DataObject
) -> None:
    lengths = st.integers(0, 40)
    other = [replace(p, pages=data.draw(lengths)) if p.is_restricted else p for p in parts]
    shut = [replace(p, is_shown=False) if p.is_restricted else p for p in other]
    assert plan_pages(shut, choices) == plan_pages(closed(parts), choices)


@given(parts=PARTS, choices=CHOICES, edition=PARTS, reserve=st.booleans())
def test_numbers_are_given_once_in_order_and_agree_in_all_packs(
    parts: list[PlanPart], choices: PageChoices, edition: list[PlanPart], reserve: bool
) -> None:
    choices = replace(choices, reserve=reserve)
    before = plan_pages(edition, choices)
    kept = [
        None,
        {part.key: before.common[old.key] for part, old in zip(parts, edition, strict=False)},
    ]
    for given_before in kept:
        members = plan_pages(parts, choices, given_before)
        public = plan_pages(
            [replace(p, is_shown=not p.is_restricted) for p in parts], choices, given_before
        )
        for plan in (members, public):
            numbered = [label for label in labels(plan) if label]
            assert len(set(numbered)) == len(numbered)
        assert members.common == public.common
        if not reserve:
            mine = [p for p in members.pages if p.label and not p.is_restricted]
            assert mine == [p for p in public.pages if p.label]
        shown = {p.part: p for p in members.pages if p.kind is Leaf.PAPER}
        assert set(shown) == {part.key for part in parts}


@given(parts=PARTS, choices=CHOICES, reserve=st.booleans())
def test_on_both_sides_every_part_begins_on_the_right(
    parts: list[PlanPart], choices: PageChoices, reserve: bool
) -> None:
    choices = replace(choices, duplex=True, reserve=reserve)
    for pack in (parts, [replace(p, is_shown=not p.is_restricted) for p in parts]):
        plan = plan_pages(pack, choices)
        for at, page in enumerate(plan.pages):
            if page.index == 0 and page.kind is not Leaf.BLANK:
                assert at % 2 == 0
        for one, other in pairwise(plan.pages):
            assert not (one.kind is other.kind is Leaf.BLANK)
