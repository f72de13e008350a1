"""Votes: counts, ballots by name, casting votes.

What a count means is written with it, until the officer says otherwise: a result that she set by
hand stays. The motion that was voted on has the result of its vote in the same way.
"""

from __future__ import annotations

from typing import Any

from secretariat.models.kinds import Capacity
from secretariat.models.records import Attendee, Ballot, Entry, Motion, Vote
from secretariat.models.room_kinds import BallotChoice, Result, VoteMethod
from secretariat.models.typed_votes import TypedCount
from secretariat.models.voting import count_of, result_of
from secretariat.services.meetings import meet_of
from secretariat.services.motions import last_open, motions_before
from secretariat.services.session import Session
from secretariat.services.voted import named_by, voting_members
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt


def votes_of(reader: Reader, entry: str) -> list[Vote]:
    """Return the vote that stands in an entry, or the rounds of an election in their order."""
    return sorted(reader.find(Vote, entry=entry), key=lambda one: (one.round, one.position))


def make_vote(
    writer: Writer,
    entry: Entry,
    count: TypedCount | None = None,
    *,
    election: bool = False,
    question: str = "",
) -> Vote:
    """Give an entry its vote, on the motion before it that is still open, or its election.

    At a budget meeting that must minute names a vote is one by name: SI 2014/165.
    """
    held = votes_of(writer, entry.uid)
    if held:
        return held[0]
    motion = None if election else last_open(motions_before(writer, entry))
    by_name = not election and bool(named_by(writer, meet_of(writer, entry.meeting)))
    vote = writer.insert(
        Vote(
            meeting=entry.meeting,
            item=entry.item,
            entry=entry.uid,
            motion=motion.uid if motion else None,
            question=question,
            is_election=election,
            method=VoteMethod.NAMED if by_name and count is None else VoteMethod.SHOW,
            position=writer.count(Vote, meeting=entry.meeting),
        )
    )
    if count is not None:
        _write(writer, vote.uid, _counted(count))
    return writer.get(Vote, vote.uid)


def _counted(count: TypedCount) -> dict[str, Any]:
    return {
        "votes_for": count.votes_for,
        "votes_against": count.against,
        "abstentions": count.abstentions,
    }


def take_count(session: Session, entry: str, count: TypedCount) -> Receipt[None]:
    """Put a count that was typed as words into the vote of its entry, and empty the words."""

    def work(writer: Writer) -> None:
        vote = make_vote(writer, writer.get(Entry, entry))
        _write(writer, vote.uid, _counted(count))
        writer.update(Entry, entry, text="")

    return session.change("Count the vote", work)


def change_vote(session: Session, uid: str, *, origin: str = "", **values: Any) -> Receipt[Vote]:
    """Set fields of a vote; its result follows the count unless it is set here or was by hand."""
    names = "-".join(sorted(values))
    return session.change(
        "Change vote",
        lambda writer: _write(writer, uid, values),
        origin=origin,
        merge_key=f"vote:{uid}:{names}",
    )


def _write(writer: Writer, uid: str, values: dict[str, Any]) -> Vote:
    before = writer.get(Vote, uid)
    meant = _meant(writer, before)
    vote = writer.update(Vote, uid, **values)
    return _settle(writer, before, meant, vote, set_by_hand="result" in values)


def _settle(
    writer: Writer, before: Vote, meant: Result, vote: Vote, *, set_by_hand: bool = False
) -> Vote:
    """Let the result follow the count, and the motion the result, where nobody said otherwise."""
    if not set_by_hand and before.result in (Result.NONE, meant):
        vote = writer.update(Vote, vote.uid, result=_meant(writer, vote))
    if before.motion and before.motion != vote.motion:
        _tell_motion(writer, before.motion, before.result, Result.NONE)
    if vote.motion:
        old = before.result if before.motion == vote.motion else Result.NONE
        _tell_motion(writer, vote.motion, old, vote.result)
    return vote


def _tell_motion(writer: Writer, uid: str, old: Result, new: Result) -> None:
    motion = writer.maybe(Motion, uid)
    if motion is not None and motion.result in (Result.NONE, old) and motion.result is not new:
        writer.update(Motion, uid, result=new)


def _meant(writer: Writer, vote: Vote) -> Result:
    """Return what the count of a vote means; NONE until both sides were counted."""
    if vote.is_election:
        return Result.NONE
    count = count_of(vote, writer.find(Ballot, vote=vote.uid))
    if count.votes_for is None or count.against is None or not count.voices:
        return Result.NONE
    members = voting_members(writer, meet_of(writer, vote.meeting))
    return result_of(count, vote.majority, members, vote.casting_choice)


def set_ballot(
    session: Session, vote: str, attendee: str, choice: BallotChoice | None
) -> Receipt[None]:
    """Say how somebody voted; None takes it back."""
    return set_ballots(session, vote, {attendee: choice})


def set_ballots(
    session: Session, vote: str, choices: dict[str, BallotChoice | None]
) -> Receipt[None]:
    """Say how several voted, as one change."""

    def work(writer: Writer) -> None:
        before = writer.get(Vote, vote)
        meant = _meant(writer, before)
        for attendee, choice in choices.items():
            _put(writer, vote, attendee, choice)
        if before.method is VoteMethod.NAMED:
            _settle(writer, before, meant, before)

    who = "-".join(sorted(choices))
    return session.change("Record votes", work, merge_key=f"ballot:{vote}:{who}")


def _put(writer: Writer, vote: str, attendee: str, choice: BallotChoice | None) -> None:
    held = writer.one(Ballot, vote=vote, attendee=attendee)
    if choice is None:
        if held is not None:
            writer.delete(Ballot, held.uid)
    elif held is not None:
        writer.update(Ballot, held.uid, choice=choice)
    else:
        place = writer.get(Attendee, attendee).position
        writer.insert(Ballot(vote=vote, attendee=attendee, choice=choice, position=place))


def give_casting(session: Session, vote: str, choice: BallotChoice) -> Receipt[Vote]:
    """Record the casting vote of whoever presides; NOT_VOTING takes it back."""
    held = session.reader.get(Vote, vote)
    who = _presiding(session.reader, held) if choice is not BallotChoice.NOT_VOTING else None
    return change_vote(session, vote, casting=who, casting_choice=choice)


def _presiding(reader: Reader, vote: Vote) -> str | None:
    from secretariat.services.voted import voted

    timeline = voted(reader, vote.meeting).timeline
    room = timeline.at(vote.item, vote.entry) if timeline else None
    if room is not None and room.chair is not None:
        return room.chair
    people = reader.find(Attendee, meeting=vote.meeting)
    chairs = [one.uid for one in people if one.capacity is Capacity.CHAIR]
    return chairs[0] if chairs else None
