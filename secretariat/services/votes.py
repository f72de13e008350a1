"""Votes and elections: counts, ballots by name, casting votes, rounds and lots.

What a count means is written with it, until the officer says otherwise: a result that she set by
hand stays. The motion that was voted on has the result of its vote in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.kinds import Capacity
from secretariat.models.records import Attendee, Ballot, Entry, Motion, Vote, VoteOption
from secretariat.models.room_kinds import BallotChoice, Result, VoteMethod
from secretariat.models.typed_votes import (
    TypedCandidate,
    TypedCount,
    attendee_named,
    typed_candidates,
)
from secretariat.models.voting import count_of, elected, last_placed, result_of
from secretariat.services.meetings import meet_of
from secretariat.services.motions import last_open, motions_before
from secretariat.services.session import Session
from secretariat.services.voted import named_by, voting_members
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt


def votes_of(reader: Reader, entry: str) -> list[Vote]:
    """Return the vote that stands in an entry, or the rounds of an election in their order."""
    return sorted(reader.find(Vote, entry=entry), key=lambda one: (one.round, one.position))


def make_vote(writer: Writer, entry: Entry, count: TypedCount | None = None) -> Vote:
    """Give an entry its vote, on the motion before it that is still open.

    At a budget meeting that must minute names it is one by name: SI 2014/165.
    """
    held = votes_of(writer, entry.uid)
    if held:
        return held[0]
    motion = last_open(motions_before(writer, entry))
    by_name = bool(named_by(writer, meet_of(writer, entry.meeting)))
    vote = writer.insert(
        Vote(
            meeting=entry.meeting,
            item=entry.item,
            entry=entry.uid,
            motion=motion.uid if motion else None,
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


def make_election(session: Session, vote: str, on: bool = True) -> Receipt[Vote]:
    """Make a vote an election, or an election a vote again."""
    return change_vote(session, vote, is_election=on)


def set_candidates(session: Session, vote: str, text: str) -> Receipt[None]:
    """Set the candidates of a round from lines such as “Ann Webb: 12”, and who is elected by it."""
    typed = typed_candidates(text)

    def work(writer: Writer) -> None:
        held = writer.get(Vote, vote)
        before = _options(writer, vote)
        by_count = _winner(before, held)
        chosen = next((one for one in before if one.is_elected), None)
        by_hand = chosen is not None and (by_count is None or chosen.label != by_count.label)
        _put_candidates(writer, held, before, typed)
        if not by_hand:
            _mark(writer, vote, _winner(_options(writer, vote), held))

    return session.change("Change candidates", work, merge_key=f"vote_option:{vote}")


def _winner(options: list[VoteOption], vote: Vote) -> VoteOption | None:
    if len(options) == 1:
        return options[0]  # nobody stood against
    counted = options and all(option.count is not None for option in options)
    return elected(options, majority=False) if counted else None


def _options(reader: Reader, vote: str) -> list[VoteOption]:
    return sorted(reader.find(VoteOption, vote=vote), key=lambda one: one.position)


def _put_candidates(
    writer: Writer, vote: Vote, before: list[VoteOption], typed: Iterable[TypedCandidate]
) -> None:
    kept = {one.label.casefold(): one for one in before}
    people = writer.find(Attendee, meeting=vote.meeting)
    for at, one in enumerate(typed):
        old = kept.pop(one.name.casefold(), None)
        if old is not None:
            writer.update(VoteOption, old.uid, label=one.name, count=one.count, position=at)
            continue
        named = attendee_named(people, one.name)
        person = named.person if named else None
        writer.insert(
            VoteOption(vote=vote.uid, label=one.name, person=person, count=one.count, position=at)
        )
    for gone in kept.values():
        writer.delete(VoteOption, gone.uid)


def _mark(writer: Writer, vote: str, winner: VoteOption | None) -> None:
    for option in _options(writer, vote):
        wins = winner is not None and option.uid == winner.uid
        if option.is_elected is not wins:
            writer.update(VoteOption, option.uid, is_elected=wins)


def elect(
    session: Session, vote: str, option: str | None, *, by_lot: bool = False
) -> Receipt[None]:
    """Say who was elected in a round, by its count or by lot; None: nobody."""

    def work(writer: Writer) -> None:
        winner = writer.maybe(VoteOption, option)
        writer.update(Vote, vote, by_lot=by_lot and winner is not None)
        _mark(writer, vote, winner)

    return session.change("Say who was elected", work)


def next_round(session: Session, vote: str) -> Receipt[Vote]:
    """Add a further round to an election, without the candidate who had the fewest votes.

    Who falls out is only left out where the count says it; otherwise all stand again. Raises
    KnownError when the vote is no election or has no candidates.
    """

    def work(writer: Writer) -> Vote:
        held = writer.get(Vote, vote)
        options = _options(writer, vote)
        if not held.is_election or not options:
            raise KnownError("Say who the candidates are before a further round.")
        out = last_placed(options) if len(options) > 2 else None
        _mark(writer, vote, None)
        made = writer.insert(
            Vote(
                meeting=held.meeting,
                item=held.item,
                entry=held.entry,
                question=held.question,
                method=held.method,
                is_election=True,
                round=held.round + 1,
                position=writer.count(Vote, meeting=held.meeting),
            )
        )
        still = [option for option in options if out is None or option.uid != out.uid]
        for at, option in enumerate(still):
            writer.insert(
                VoteOption(vote=made.uid, label=option.label, person=option.person, position=at)
            )
        return made

    return session.change("Add a round", work)


def remove_round(session: Session, vote: str) -> Receipt[None]:
    """Take a further round of an election away again. Raises KnownError for the first."""

    def work(writer: Writer) -> None:
        if writer.get(Vote, vote).round <= 1:
            raise KnownError("The first round stays; remove the paragraph to be rid of it.")
        writer.delete(Vote, vote)

    return session.change("Remove a round", work)


def candidate_lines(options: Iterable[VoteOption]) -> str:
    """Return candidates as they are typed, a line each."""
    return "\n".join(
        option.label if option.count is None else f"{option.label}: {option.count}"
        for option in options
    )
