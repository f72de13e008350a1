"""Votes: who may, what was counted, what a count means, and what does not add up.

Nothing here refuses a record: minutes say what happened. What looks wrong is returned as a
sentence for the officer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from secretariat.models.records import Attendee, Ballot, Vote, VoteOption
from secretariat.models.room_kinds import BallotChoice, Majority, Result, VoteMethod

_SHARES = {
    Majority.SIMPLE: Fraction(1, 2),
    Majority.TWO_THIRDS: Fraction(2, 3),
    Majority.THREE_QUARTERS: Fraction(3, 4),
    Majority.ALL_MEMBERS: Fraction(1, 2),
}


@dataclass(frozen=True, slots=True)
class Count:
    """Votes for and against, and abstentions; None where nobody counted."""

    votes_for: int | None = None
    against: int | None = None
    abstentions: int | None = None

    @property
    def is_counted(self) -> bool:
        return self.votes_for is not None or self.against is not None

    @property
    def cast(self) -> int:
        """Votes for and against together; an abstention is no vote cast."""
        return (self.votes_for or 0) + (self.against or 0)

    @property
    def voices(self) -> int:
        """Everybody who was counted, abstentions included."""
        return self.cast + (self.abstentions or 0)


def count_of(vote: Vote, ballots: Iterable[Ballot]) -> Count:
    """Return the count of a vote: its totals, or where it was by name that of its ballots."""
    if vote.method is not VoteMethod.NAMED:
        return Count(vote.votes_for, vote.votes_against, vote.abstentions)
    choices = [ballot.choice for ballot in ballots]
    return Count(
        choices.count(BallotChoice.FOR),
        choices.count(BallotChoice.AGAINST),
        choices.count(BallotChoice.ABSTAIN),
    )


def result_of(
    count: Count,
    majority: Majority,
    members: int = 0,
    casting: BallotChoice = BallotChoice.NOT_VOTING,
) -> Result:
    """Return what a count means under a majority; NONE when nobody counted.

    `members` is how many voting members the body has, for a majority of them all. An equality
    is TIED until a casting vote decides it: Local Government Act 1972, Sch 12 para 39(2).
    """
    if not count.is_counted:
        return Result.NONE
    ayes, noes = count.votes_for or 0, count.against or 0
    if majority is Majority.UNANIMOUS:
        return Result.CARRIED if ayes and not noes and not count.abstentions else Result.LOST
    if majority is Majority.SIMPLE:
        if ayes == noes:
            return _decided(casting)
        return Result.CARRIED if ayes > noes else Result.LOST
    of = members if majority is Majority.ALL_MEMBERS else count.cast
    share = _SHARES[majority]
    enough = ayes > share * of if majority is Majority.ALL_MEMBERS else ayes >= share * of
    return Result.CARRIED if of and enough else Result.LOST


def _decided(casting: BallotChoice) -> Result:
    return {
        BallotChoice.FOR: Result.CARRIED,
        BallotChoice.AGAINST: Result.LOST,
    }.get(casting, Result.TIED)


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who was in the room at a vote: voting members, and of them those who may not vote on it.

    `names` are what attendees are called in sentences.
    """

    voters: frozenset[str]
    disqualified: frozenset[str] = frozenset()
    names: Mapping[str, str] | None = None

    @property
    def entitled(self) -> frozenset[str]:
        return self.voters - self.disqualified

    def name(self, uid: str) -> str:
        return (self.names or {}).get(uid, "Somebody")


def electorate(
    present: Collection[str], attendees: Iterable[Attendee], disqualified: Collection[str] = ()
) -> Electorate:
    """Return who may vote of those present."""
    held = tuple(attendees)
    voters = frozenset(one.uid for one in held if one.voting and one.uid in present)
    return Electorate(voters, frozenset(disqualified) & voters, {one.uid: one.name for one in held})


def doubts(vote: Vote, ballots: Iterable[Ballot], who: Electorate, members: int = 0) -> list[str]:
    """Return what does not add up about a vote, a sentence each; empty when all is well."""
    held = tuple(ballots)
    count = count_of(vote, held)
    quiet = {one.attendee for one in held if one.choice is BallotChoice.NOT_VOTING}
    found = [
        *_count_doubts(count, who, len(who.entitled & quiet)),
        *ballot_doubts(vote, held, who),
    ]
    meant = result_of(count, vote.majority, members, vote.casting_choice)
    settled = (Result.CARRIED, Result.LOST, Result.TIED)
    if vote.result in settled and meant in settled and vote.result is not meant:
        found.append(f"By its count the vote was {meant}, and it is recorded as {vote.result}.")
    if vote.casting and count.is_counted and count.votes_for != count.against:
        found.append("A casting vote is recorded, but the votes were not equal.")
    return found


def _count_doubts(count: Count, who: Electorate, quiet: int) -> list[str]:
    """Return that voices are missing or too many; `quiet` could vote and are recorded as not
    having done so."""
    if not count.is_counted or count.voices + quiet == len(who.entitled):
        return []
    many, may = count.voices, len(who.entitled)
    if many > may:
        return [f"{_votes(many)} counted, and {may} could vote."]
    return [f"{_votes(many)} counted of the {may} who could vote."]


def _votes(many: int) -> str:
    return "1 voice was" if many == 1 else f"{many} voices were"


def ballot_doubts(vote: Vote, ballots: Iterable[Ballot], who: Electorate) -> list[str]:
    """Return who is recorded as voting and could not, and of a vote by name who is missing."""
    ballots = tuple(ballots)
    found = []
    for ballot in ballots:
        if ballot.choice is BallotChoice.NOT_VOTING:
            continue
        name = who.name(ballot.attendee)
        if ballot.attendee in who.disqualified:
            found.append(
                f"{name} declared an interest that bars a vote, and is recorded as voting."
            )
        elif ballot.attendee not in who.voters:
            found.append(
                f"{name} is recorded as voting, and was not in the room as a voting member."
            )
    if vote.method is VoteMethod.NAMED:
        named = {ballot.attendee for ballot in ballots}
        missing = [who.name(uid) for uid in sorted(who.entitled - named, key=who.name)]
        if missing:
            found.append(f"How they voted is not recorded: {', '.join(missing)}.")
    return found


def elected(options: Iterable[VoteOption], majority: bool = False) -> VoteOption | None:
    """Return who has won a round of an election, None while it is tied or not counted.

    With `majority` more than half of the votes cast are needed; otherwise the most will do.
    """
    counted = [option for option in options if option.count is not None]
    if not counted:
        return None
    ordered = sorted(counted, key=lambda option: -(option.count or 0))
    first = ordered[0]
    if len(ordered) > 1 and ordered[1].count == first.count:
        return None
    cast = sum(option.count or 0 for option in ordered)
    return None if majority and 2 * (first.count or 0) <= cast else first


def last_placed(options: Iterable[VoteOption]) -> VoteOption | None:
    """Return who has fewest votes and falls out of the next round, None when that is tied."""
    counted = sorted(
        (option for option in options if option.count is not None),
        key=lambda option: option.count or 0,
    )
    if len(counted) < 2 or counted[0].count == counted[1].count:
        return None
    return counted[0]
