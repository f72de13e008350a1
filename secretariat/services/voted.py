"""Motions and votes of a meeting as they stand together: who could vote, what does not add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from secretariat.models.interests import InterestKind, barred
from secretariat.models.motions import rival_of
from secretariat.models.presence import Timeline, in_taken_order
from secretariat.models.records import (
    AttendanceEvent,
    Attendee,
    Ballot,
    Declaration,
    Entry,
    MeetingEvent,
    Motion,
    Vote,
    VoteOption,
)
from secretariat.models.room_kinds import Conduct, Result, VoteMethod
from secretariat.models.voting import Count, Electorate, ballot_doubts, count_of, doubts, electorate
from secretariat.services.agenda import items_of
from secretariat.services.bodies import choices_of, members_of
from secretariat.services.findings import Finding, Gravity
from secretariat.services.interest_kinds import kinds_of
from secretariat.services.meetings import Meet, meet_of
from secretariat.services.quorum import fitting, rule_data
from secretariat.services.rules import jurisdiction_of
from secretariat.store.rows import Reader

_KEPT_OUT = frozenset((Conduct.SPOKE, Conduct.SILENT, Conduct.SPOKE_AND_LEFT, Conduct.LEFT))
P = TypeVar("P", VoteOption, Ballot)


@dataclass(frozen=True, slots=True)
class Voted:
    """The motions and votes of one meeting as of one moment.

    `members` is how many may vote on the body, for a majority of them all. `named_by` is the
    source of the rule by which votes at this meeting are taken by name; empty: there is none.
    """

    motions: tuple[Motion, ...] = ()
    votes: tuple[Vote, ...] = ()
    options: Mapping[str, tuple[VoteOption, ...]] | None = None
    ballots: Mapping[str, tuple[Ballot, ...]] | None = None
    attendees: tuple[Attendee, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    interests: tuple[InterestKind, ...] = ()
    timeline: Timeline | None = None
    members: int = 0
    named_by: str = ""

    def motion_in(self, entry: str) -> Motion | None:
        """Return the motion that stands in an entry."""
        return next((one for one in self.motions if one.entry == entry), None)

    def votes_in(self, entry: str) -> tuple[Vote, ...]:
        """Return the vote that stands in an entry, or the rounds of an election in order."""
        found = (one for one in self.votes if one.entry == entry)
        return tuple(sorted(found, key=lambda one: (one.round, one.position)))

    def options_of(self, vote: Vote) -> tuple[VoteOption, ...]:
        return (self.options or {}).get(vote.uid, ())

    def ballots_of(self, vote: Vote) -> tuple[Ballot, ...]:
        return (self.ballots or {}).get(vote.uid, ())

    def count(self, vote: Vote) -> Count:
        return count_of(vote, self.ballots_of(vote))

    def electorate(self, vote: Vote) -> Electorate:
        """Return who was in the room at a vote and may vote, without those who stood back or whom
        an interest bars: Localism Act 2011, s.31(4), and its like elsewhere."""
        room = self.timeline.at(vote.item, vote.entry) if self.timeline else None
        present = room.present if room else frozenset[str]()
        out = barred(self.declarations, self.interests, vote.item) | self._stood_back(vote)
        return electorate(present, self.attendees, out)

    def _stood_back(self, vote: Vote) -> set[str]:
        return {
            one.attendee
            for one in self.declarations
            if one.item == vote.item and one.conduct in _KEPT_OUT and not one.dispensation.strip()
        }

    def doubts(self, vote: Vote) -> list[str]:
        """Return what does not add up about a vote, a sentence each."""
        if vote.is_election:
            who, ballots = self.electorate(vote), self.ballots_of(vote)
            by_name = ballot_doubts(vote, ballots, who) if ballots and self.attendees else []
            return [*_election_doubts(vote, self.options_of(vote), who), *by_name]
        who, ballots = self.electorate(vote), self.ballots_of(vote)
        found = doubts(vote, ballots, who, self.members) if self.attendees else []
        taken = vote.result is not Result.NONE or self.count(vote).is_counted
        if self.named_by and taken and vote.method is not VoteMethod.NAMED:
            found.append(f"At a budget meeting votes are minuted by name ({self.named_by}).")
        return found


def _election_doubts(vote: Vote, options: Iterable[VoteOption], who: Electorate) -> list[str]:
    many, may = sum(option.count or 0 for option in options), len(who.entitled)
    if many <= may or not may:
        return []
    return [f"{many} votes were counted in round {vote.round}, and {may} could vote."]


def voted(reader: Reader, meeting: str) -> Voted:
    """Return the motions and votes of a meeting; little is read where there are none."""
    votes = tuple(reader.find(Vote, meeting=meeting))
    motions = tuple(reader.find(Motion, meeting=meeting))
    if not votes:
        return Voted(motions=motions, attendees=tuple(reader.find(Attendee, meeting=meeting)))
    meet = meet_of(reader, meeting)
    attendees = tuple(reader.find(Attendee, meeting=meeting))
    timeline = Timeline(
        attendees,
        reader.find(AttendanceEvent, meeting=meeting),
        in_taken_order(items_of(reader, meeting)),
        reader.find(Entry, meeting=meeting),
        reader.find(MeetingEvent, meeting=meeting),
    )
    return Voted(
        motions=motions,
        votes=votes,
        options={vote.uid: _of(reader, VoteOption, vote) for vote in votes},
        ballots={vote.uid: _of(reader, Ballot, vote) for vote in votes},
        attendees=attendees,
        declarations=tuple(reader.find(Declaration, meeting=meeting)),
        interests=kinds_of(reader, meet.bodies[0]) if meet.bodies else (),
        timeline=timeline,
        members=voting_members(reader, meet),
        named_by=named_by(reader, meet),
    )


def _of(reader: Reader, kind: type[P], vote: Vote) -> tuple[P, ...]:
    return tuple(sorted(reader.find(kind, vote=vote.uid), key=lambda one: one.position))


def voting_members(reader: Reader, meet: Meet) -> int:
    """Return how many people may vote on the bodies that meet, each counted once."""
    day = meet.date or date.min
    return len(
        {
            member.person.uid
            for body in meet.bodies
            for member in members_of(reader, body.uid, day)
            if member.membership.voting
        }
    )


@dataclass(frozen=True, slots=True)
class NamedVotes:
    """A rule by which votes are minuted by name: what it says, and where it stands."""

    says: str
    source: str

    @property
    def short(self) -> str:
        """The number of the instrument alone: “SI 2014/165”."""
        return self.source.rsplit(", ", 1)[-1]


def budget_rule(reader: Reader, meet: Meet) -> NamedVotes | None:
    """Return the rule that budget votes of the body that meets are minuted by name, if any."""
    if not meet.bodies:
        return None
    lead = meet.bodies[0]
    where, day = jurisdiction_of(reader, lead), meet.date or date.min
    found = fitting(rule_data("votes.json")["budget"], lead, where, day)
    return NamedVotes(found["says"], found["source"]) if found else None


def named_by(reader: Reader, meet: Meet) -> str:
    """Return the source of the rule by which votes of a meeting are taken by name, or “”."""
    rule = budget_rule(reader, meet) if meet.meeting.is_budget else None
    return rule.short if rule else ""


def vote_findings(reader: Reader, meeting: str) -> list[Finding]:
    """Return what to look at in the votes of a meeting before its minutes go out."""
    held = voted(reader, meeting)
    found = [
        Finding(Gravity.WARN, words, vote.item or "")
        for vote in held.votes
        if vote.entry is not None
        for words in held.doubts(vote)
    ]
    settled = {vote.motion for vote in held.votes}
    lead = next(iter(meet_of(reader, meeting).bodies), None)
    if lead and choices_of(reader, lead.uid)["minutes.amendments"] == "against":
        rivals = (rival_of(held.motions, motion) for motion in settled)
        settled |= {one.uid for one in rivals if one is not None}
    for motion in held.motions:
        if motion.entry and motion.result is Result.NONE and motion.uid not in settled:
            what = "An amendment" if motion.amends else "A motion"
            words = f"{what} was moved, and what became of it is not recorded."
            found.append(Finding(Gravity.WARN, words, motion.item or ""))
    return found
