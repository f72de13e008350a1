"""Motions, votes and elections in the minutes, in each of the ways in which a body prints them."""

from __future__ import annotations

from collections.abc import Mapping

from secretariat.models.kinds import Capacity, EntryKind
from secretariat.models.records import Attendee, Ballot, Entry, Motion, Vote, VoteOption
from secretariat.models.room_kinds import (
    BallotChoice,
    DecisionKind,
    Majority,
    Result,
    VoteMethod,
)
from secretariat.models.views import Happened
from tests.documents.small import entry, item, minutes, view

PEOPLE = tuple(
    Attendee(uid=uid, meeting="m", name=name, position=at, capacity=capacity)
    for at, (uid, name, capacity) in enumerate(
        (
            ("a", "Councillor Ash", Capacity.CHAIR),
            ("b", "Councillor Beech", Capacity.MEMBER),
            ("c", "Councillor Cedar", Capacity.MEMBER),
        )
    )
)
MOTION = Motion(
    uid="mo", meeting="m", item="one", entry="em", mover="a", seconder="b", result=Result.CARRIED
)


def _vote(**more: object) -> Vote:
    values = {"meeting": "m", "item": "one", "entry": "ev", **more}
    return Vote(**{"uid": "v", **values})  # type: ignore[arg-type]


def _told(
    happened: Happened,
    entries: tuple[Entry, ...] = (),
    chosen: Mapping[str, str] | None = None,
    text: str = "",
) -> str:
    held = (*entries, entry("ev", "one", text, kind=EntryKind.VOTE, position=9))
    made = minutes(view((item("one"),), chosen, entries=held, happened=happened, attendees=PEOPLE))
    return made.partition("## 1. one\n")[2].partition("signature line:")[0].strip()


def test_a_motion_with_its_amendment_and_the_votes_on_both() -> None:
    entries = (
        entry("em", "one", "That the pool stay open.", kind=EntryKind.MOTION),
        entry("ea", "one", "That it close on Mondays.", kind=EntryKind.MOTION, position=1),
        entry("e1", "one", "", kind=EntryKind.VOTE, position=2),
    )
    amendment = Motion(
        uid="am", meeting="m", item="one", entry="ea", amends="mo", mover_name="Cllr Dogwood",
        result=Result.CARRIED,
    )  # fmt: skip
    votes = (
        _vote(uid="v1", entry="e1", motion="am", method=VoteMethod.AGREED, result=Result.CARRIED),
        _vote(motion="mo", votes_for=26, votes_against=32, abstentions=0, result=Result.LOST),
    )
    assert _told(Happened(motions=(MOTION, amendment), votes=votes), entries).splitlines() == [
        "Councillor Ash moved, and Councillor Beech seconded:",
        "That the pool stay open.",
        "As an AMENDMENT, Cllr Dogwood moved:",
        "That it close on Mondays.",
        "The amendment was carried without a count.",
        "On a vote being taken, there were 26 for, 32 against and no abstentions, and the motion"
        " as amended was lost.",
    ]


def test_what_became_of_a_motion_without_a_vote_is_said() -> None:
    entries = (entry("em", "one", "That we adjourn.", kind=EntryKind.MOTION),)
    for result, words in (
        (Result.WITHDRAWN, "The motion was withdrawn."),
        (Result.FELL, "The motion fell."),
        (Result.LOST, "The motion was lost."),
    ):
        motion = Motion(uid="mo", meeting="m", entry="em", result=result)
        assert _told(Happened(motions=(motion,)), entries).splitlines() == [
            "That we adjourn.",
            words,
        ]


def test_a_vote_is_counted_tied_and_decided_by_the_casting_vote() -> None:
    tied = _vote(votes_for=4, votes_against=4, abstentions=1, result=Result.TIED)
    assert _told(Happened(votes=(tied,))) == (
        "On a vote being taken, there were 4 for, 4 against and 1 abstention. The votes were equal."
    )
    cast = _vote(
        votes_for=4, votes_against=4, casting="a", casting_choice=BallotChoice.AGAINST,
        result=Result.LOST,
    )  # fmt: skip
    assert _told(Happened(votes=(cast,))) == (
        "On a vote being taken, there were 4 for and 4 against. The votes were equal."
        " Councillor Ash gave a casting vote against the proposal, which was lost."
    )
    needed = _vote(
        votes_for=5, votes_against=0, majority=Majority.TWO_THIRDS, method=VoteMethod.BALLOT,
        question="the new rules.", result=Result.CARRIED,
    )  # fmt: skip
    assert _told(Happened(votes=(needed,))) == (
        "A majority of two thirds of the votes cast was needed. On a secret ballot being taken"
        " on the new rules, there were 5 for and none against, and the proposal was carried."
    )


def test_a_count_on_lines_and_words_of_ones_own() -> None:
    vote = _vote(votes_for=26, votes_against=32, abstentions=0, result=Result.LOST)
    lines = _told(Happened(votes=(vote,)), chosen={"minutes.votes": "lines"})
    assert lines == "For: 26 ⏎ Against: 32 ⏎ Abstentions: 0\nThe proposal was lost."
    asked = Ballot(uid="x", vote="v", attendee="c", choice=BallotChoice.AGAINST)
    own = _told(Happened(votes=(vote,), ballots=(asked,)), text="It was clearly lost.")
    assert own.splitlines() == [
        "It was clearly lost.",
        "Recorded at their own request as having voted against: Councillor Cedar.",
    ]


def test_a_vote_by_name_in_lists_and_in_a_table() -> None:
    ballots = tuple(
        Ballot(uid=f"b{at}", vote="v", attendee=who, choice=choice, position=at)
        for at, (who, choice) in enumerate(
            (
                ("a", BallotChoice.FOR),
                ("b", BallotChoice.FOR),
                ("c", BallotChoice.NOT_VOTING),
            )
        )
    )
    happened = Happened(
        votes=(_vote(method=VoteMethod.NAMED, result=Result.CARRIED),), ballots=ballots
    )
    assert _told(happened).splitlines() == [
        "On a vote being taken by name, there were 2 for, none against and no abstentions,"
        " and the proposal was carried.",
        "**For (2):** Councillor Ash and Councillor Beech",
        "**Present, not voting (1):** Councillor Cedar",
    ]
    table = _told(happened, chosen={"minutes.votes": "table"})
    for words in ("Vote", "Members", "Count", "None", "Councillor Ash and Councillor Beech"):
        assert words in table
    assert "(2)" not in table


def test_an_election_in_rounds_by_lot_and_unopposed() -> None:
    votes = (
        _vote(is_election=True, method=VoteMethod.BALLOT),
        _vote(uid="w", is_election=True, round=2, by_lot=True),
    )
    options = (
        VoteOption(uid="1", vote="v", label="Councillor Ash", count=4),
        VoteOption(uid="2", vote="v", label="Councillor Beech", count=3, position=1),
        VoteOption(uid="3", vote="v", label="Councillor Cedar", count=2, position=2),
        VoteOption(uid="4", vote="w", label="Councillor Ash", count=4, is_elected=True),
        VoteOption(uid="5", vote="w", label="Councillor Beech", count=4, position=1),
    )
    assert _told(Happened(votes=votes, options=options)).splitlines() == [
        "On a secret ballot being taken in round 1, the votes were: Councillor Ash, 4;"
        " Councillor Beech, 3; Councillor Cedar, 2. Councillor Cedar, with the fewest votes, took"
        " no further part.",
        "On a vote being taken in round 2, the votes were: Councillor Ash, 4; Councillor Beech,"
        " 4. The votes being equal, lots were drawn, and Councillor Ash was elected.",
    ]
    alone = VoteOption(uid="1", vote="v", label="Councillor Ash", is_elected=True)
    assert _told(Happened(votes=votes[:1], options=(alone,))) == (
        "There was no other nomination, and Councillor Ash was elected."
    )
    table = _told(Happened(votes=votes, options=options), chosen={"minutes.votes": "table"})
    assert "Candidate" in table
    assert "Votes" in table


def test_an_election_by_name_and_a_lot_about_who_falls_out() -> None:
    votes = (
        _vote(is_election=True, by_lot=True, question="the election of a chairman"),
        _vote(uid="w", is_election=True, round=2, method=VoteMethod.NAMED),
    )
    options = (
        VoteOption(uid="1", vote="v", label="Ann Ash", count=1),
        VoteOption(uid="2", vote="v", label="Bo Beech", count=1, position=1),
        VoteOption(uid="3", vote="v", label="Di Dove", count=2, position=2),
        VoteOption(uid="4", vote="w", label="Bo Beech", count=2, is_elected=True),
        VoteOption(uid="5", vote="w", label="Di Dove", count=0, position=1),
    )
    ballots = (
        Ballot(vote="w", attendee="a", choice=BallotChoice.FOR, option="4"),
        Ballot(vote="w", attendee="c", choice=BallotChoice.FOR, option="4", position=1),
        Ballot(vote="w", attendee="b", choice=BallotChoice.NOT_VOTING, position=2),
    )
    happened = Happened(votes=votes, options=options, ballots=ballots)
    assert _told(happened).splitlines() == [
        "On a vote being taken on the election of a chairman in round 1, the votes were: Ann Ash,"
        " 1; Bo Beech, 1; Di Dove, 2. The fewest votes being equal, lots were drawn, and Ann Ash"
        " took no further part.",
        "On a vote being taken by name in round 2, the votes were: Bo Beech, 2; Di Dove, 0."
        " Bo Beech was elected.",
        "**Bo Beech (2):** Councillor Ash and Councillor Cedar",
        "**Present, not voting (1):** Councillor Beech",
    ]
    table = _told(happened, chosen={"minutes.votes": "table"})
    assert table.count("Councillor Ash and Councillor Cedar") == 1
    assert "Present, not voting" in table
    assert table.endswith("Bo Beech was elected.")


def test_a_decision_says_its_kind_and_who_proposed_it() -> None:
    one = entry(
        "ed", "one", "That it be noted.", kind=EntryKind.DECISION, decision=DecisionKind.NOTED,
        mover="Cllr Lowe", seconder="Cllr Baird",
    )  # fmt: skip
    made = minutes(view((item("one"),), entries=(one,)))
    assert (
        "decision: **NOTED:** That it be noted.\nProposed by Cllr Lowe and seconded by Cllr Baird."
        in made
    )
    line = minutes(view((item("one"),), {"minutes.proposer": "line"}, entries=(one,)))
    assert "Proposed by: Cllr Lowe. Seconded by: Cllr Baird" in line
    assert "Proposed" not in minutes(
        view((item("one"),), {"minutes.proposer": "none"}, entries=(one,))
    )
    said = entry("ed", "one", "RESOLVED: yes", kind=EntryKind.DECISION, decision=DecisionKind.NOTED)
    assert "NOTED" not in minutes(view((item("one"),), entries=(said,)))


def test_an_amendment_is_put_against_the_motion() -> None:
    entries = (
        entry("em", "one", "That the pool stay open.", kind=EntryKind.MOTION),
        entry("ea", "one", "That it close.", kind=EntryKind.MOTION, position=1),
    )
    amendment = Motion(
        uid="am", meeting="m", item="one", entry="ea", amends="mo", mover="c", result=Result.LOST
    )
    counts = {"votes_for": 2, "votes_against": 1, "abstentions": 0}
    held = Happened(
        motions=(MOTION, amendment), votes=(_vote(motion="mo", result=Result.CARRIED, **counts),)
    )
    chosen = {"minutes.amendments": "against"}
    told = _told(held, entries, chosen)
    assert told.endswith(
        "On a vote being taken, the motion received 2 votes and the amendment 1 vote, and the "
        "motion was carried."
    )
    assert "The amendment was lost." not in told
    assert "The amendment was lost." in _told(held, entries)
