"""What a quorum rule means, and how replies stand against it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.errors import KnownError
from secretariat.models.quorum import Outlook, Place, Voter, read_quorum, tally, worst


@pytest.mark.parametrize(
    ("typed", "places", "needed"),
    [
        ("5", 12, 5),
        ("1/4", 41, 11),
        ("1/4", 40, 10),
        ("1/3 min 3", 7, 3),
        ("1/3 min 3", 12, 4),
        ("one third, at least 3", 13, 5),
        ("1/3 of the members, minimum 3", 6, 3),
        ("25%", 9, 3),
        ("half", 9, 5),
        ("more than half", 12, 7),
        ("> 1/2", 13, 7),
        ("1/4", 0, 1),
    ],
)
def test_rules_are_read_as_people_type_them(typed: str, places: int, needed: int) -> None:
    rule = read_quorum(typed)
    assert rule.needed(places) == needed
    assert read_quorum(rule.words) == rule


@pytest.mark.parametrize("typed", ["", "0", "1/0", "5/4", "-1", "many", "5 min 3", "101%", "1000"])
def test_what_is_no_quorum_is_refused(typed: str) -> None:
    with pytest.raises(KnownError):
        read_quorum(typed)


def voters(coming: int, unsure: int, away: int, vacant: int = 0, group: str = "") -> list[Voter]:
    counts = ((coming, Place.COMING), (unsure, Place.OPEN), (away, Place.AWAY))
    found = [Voter(place, group) for count, place in counts for _ in range(count)]
    return found + [Voter(Place.VACANT, group)] * vacant


def test_the_sentence_says_what_is_missing() -> None:
    rule = read_quorum("5")
    one = tally(voters(4, 3, 5), rule)
    assert one.sentence == (
        "Quorum 5 of 12: 4 coming, 3 not known yet, 5 not coming – one more is needed."
    )
    assert one.outlook is Outlook.OPEN
    assert tally(voters(5, 0, 7), rule).sentence.endswith("– there will be a quorum.")
    short = tally(voters(3, 0, 9), rule, "Board")
    assert short.outlook is Outlook.FAILS
    assert short.sentence.startswith("Board: quorum 5 of 12: 3 coming, 9 not coming – two too few")
    assert tally(voters(3, 1, 0), None).outlook is Outlook.UNKNOWN


def test_vacant_places_count_for_the_share_and_for_nobody() -> None:
    one = tally(voters(2, 0, 0, vacant=10), read_quorum("1/4"))
    assert (one.places, one.needed, one.outlook) == (12, 3, Outlook.FAILS)


@given(*(st.integers(0, 40) for _ in range(4)), st.integers(1, 50))
def test_more_promises_never_make_it_worse(
    coming: int, unsure: int, away: int, vacant: int, needed: int
) -> None:
    order = [Outlook.FAILS, Outlook.OPEN, Outlook.STANDS]
    rule = read_quorum(str(needed))
    before = tally(voters(coming, unsure + 1, away, vacant), rule)
    after = tally(voters(coming + 1, unsure, away, vacant), rule)
    assert order.index(after.outlook) >= order.index(before.outlook)
    assert before.places == after.places
    assert worst([after, before]) in (before, after)
