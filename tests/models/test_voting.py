"""Votes: results under every majority, casting votes, and what does not add up."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat.models.records import Attendee, Ballot, Vote, VoteOption
from secretariat.models.room_kinds import BallotChoice, Majority, Result, VoteMethod
from secretariat.models.voting import (
    Count,
    count_of,
    doubts,
    elected,
    electorate,
    last_placed,
    result_of,
)

C, M, R = BallotChoice, Majority, Result


@pytest.mark.parametrize(
    ("count", "majority", "members", "expected"),
    [
        (Count(), M.SIMPLE, 0, R.NONE),
        (Count(5, 4, 3), M.SIMPLE, 0, R.CARRIED),
        (Count(4, 4), M.SIMPLE, 0, R.TIED),
        (Count(6, 3, 9), M.TWO_THIRDS, 0, R.CARRIED),
        (Count(5, 3), M.TWO_THIRDS, 0, R.LOST),
        (Count(6, 2), M.THREE_QUARTERS, 0, R.CARRIED),
        (Count(6, 0), M.ALL_MEMBERS, 12, R.LOST),
        (Count(7, 0), M.ALL_MEMBERS, 12, R.CARRIED),
        (Count(7, 0, 1), M.UNANIMOUS, 0, R.LOST),
        (Count(7, 0, 0), M.UNANIMOUS, 0, R.CARRIED),
        (Count(0, 0), M.TWO_THIRDS, 0, R.LOST),
    ],
)
def test_what_a_count_means(count: Count, majority: M, members: int, expected: R) -> None:
    assert result_of(count, majority, members) is expected


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99), st.sampled_from(list(M)))
def test_one_more_for_never_loses_what_was_carried(
    ayes: int, noes: int, silent: int, majority: M
) -> None:
    before = result_of(Count(ayes, noes, silent), majority, 60)
    after = result_of(Count(ayes + 1, noes, silent), majority, 60)
    assert not (before is R.CARRIED and after is not R.CARRIED)


def test_a_casting_vote_decides_an_equality_alone() -> None:
    assert result_of(Count(4, 4), M.SIMPLE, casting=C.FOR) is R.CARRIED
    assert result_of(Count(4, 4), M.SIMPLE, casting=C.AGAINST) is R.LOST
    assert result_of(Count(5, 4), M.SIMPLE, casting=C.AGAINST) is R.CARRIED


PEOPLE = [
    Attendee(uid=uid, meeting="m", name=uid.title(), voting=uid != "off")
    for uid in ("ann", "bob", "cy", "off")
]


def ballots(**choices: C) -> list[Ballot]:
    return [Ballot(vote="v", attendee=who, choice=choice) for who, choice in choices.items()]


def vote(**more: Any) -> Vote:
    return Vote(uid="v", meeting="m", **more)


def test_a_vote_by_name_that_adds_up_leaves_no_doubt() -> None:
    who = electorate({"ann", "bob", "cy", "off"}, PEOPLE)
    held = ballots(ann=C.FOR, bob=C.AGAINST, cy=C.ABSTAIN)
    one = vote(method=VoteMethod.NAMED, result=R.TIED)
    assert count_of(one, held) == Count(1, 1, 1)
    assert doubts(one, held, who) == []


def test_what_does_not_add_up_is_told() -> None:
    who = electorate({"ann", "bob", "off"}, PEOPLE, disqualified={"bob"})
    held = ballots(bob=C.FOR, cy=C.FOR)
    said = doubts(vote(method=VoteMethod.NAMED, result=R.LOST), held, who)
    assert said == [
        "2 voices were counted, and 1 could vote.",
        "Bob declared an interest that bars a vote, and is recorded as voting.",
        "Cy is recorded as voting, and was not in the room as a voting member.",
        "How they voted is not recorded: Ann.",
        "By its count the vote was carried, and it is recorded as lost.",
    ]
    few = vote(votes_for=1, votes_against=0, casting="ann", result=R.CARRIED)
    assert doubts(few, [], electorate({"ann", "bob"}, PEOPLE)) == [
        "1 voice was counted of the 2 who could vote.",
        "A casting vote is recorded, but the votes were not equal.",
    ]


def options(**counts: int | None) -> list[VoteOption]:
    return [VoteOption(vote="v", label=label, count=count) for label, count in counts.items()]


def test_elections() -> None:
    won = elected(options(ann=5, bob=3, cy=2))
    assert won is not None
    assert won.label == "ann"
    assert elected(options(ann=5, bob=3, cy=2), majority=True) is None
    assert elected(options(ann=5, bob=5)) is None
    assert elected(options(ann=None)) is None
    out = last_placed(options(ann=5, bob=3, cy=2))
    assert out is not None
    assert out.label == "cy"
    assert last_placed(options(ann=5, bob=2, cy=2)) is None
