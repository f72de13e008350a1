"""Elections: candidates, rounds, ties and lots, counted or taken by name.

Who is elected is written with the count, until the officer says otherwise: whom she set by hand
stays. What a candidate needs, the most votes or more than half of them, is a choice of the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from secretariat.errors import KnownError
from secretariat.models.records import Attendee, Ballot, Vote, VoteOption
from secretariat.models.room_kinds import BallotChoice, VoteMethod
from secretariat.models.typed_votes import TypedCandidate, attendee_named, typed_candidates
from secretariat.models.voting import elected, last_placed
from secretariat.services.bodies import choices_of
from secretariat.services.meetings import meet_of
from secretariat.services.session import Session
from secretariat.services.voted import voted
from secretariat.services.votes import change_vote
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

HALF = "half"


def make_election(session: Session, vote: str, on: bool = True) -> Receipt[Vote]:
    """Make a vote an election, or an election a vote again."""
    return change_vote(session, vote, is_election=on)


def set_candidates(session: Session, vote: str, text: str) -> Receipt[None]:
    """Set the candidates of a round from lines such as “Ann Webb: 12”, and who is elected by it."""
    typed = typed_candidates(text)

    def work(writer: Writer) -> None:
        held = writer.get(Vote, vote)
        by_hand = _set_by_hand(writer, held)
        _put_candidates(writer, held, options_of(writer, vote), typed)
        if not by_hand:
            _mark(writer, vote, _winner(writer, held))

    return session.change("Change candidates", work, merge_key=f"vote_option:{vote}")


def _winner(reader: Reader, vote: Vote) -> VoteOption | None:
    options = options_of(reader, vote.uid)
    if len(options) == 1 and vote.round == 1:
        return options[0]  # nobody stood against
    if not options or any(option.count is None for option in options):
        return None
    if vote.method is VoteMethod.NAMED and _silent(reader, vote):
        return None
    return elected(options, majority=needs_half(reader, vote.meeting))


def _silent(reader: Reader, vote: Vote) -> bool:
    """Say whether somebody who may vote by name has not yet said for whom."""
    said = {one.attendee for one in reader.find(Ballot, vote=vote.uid)}
    return bool(voted(reader, vote.meeting).electorate(vote).entitled - said)


def needs_half(reader: Reader, meeting: str) -> bool:
    """Say whether the body elects by more than half of the votes cast, and not by the most."""
    bodies = meet_of(reader, meeting).bodies
    return bool(bodies) and choices_of(reader, bodies[0].uid)["elections.needs"] == HALF


def _set_by_hand(reader: Reader, vote: Vote) -> bool:
    """Say whether somebody is elected of whom the count does not say so."""
    chosen = next((one for one in options_of(reader, vote.uid) if one.is_elected), None)
    winner = _winner(reader, vote)
    return chosen is not None and (winner is None or chosen.uid != winner.uid)


def options_of(reader: Reader, vote: str) -> list[VoteOption]:
    """Return the candidates of a round in their order."""
    return sorted(reader.find(VoteOption, vote=vote), key=lambda one: one.position)


def _put_candidates(
    writer: Writer, vote: Vote, before: list[VoteOption], typed: Iterable[TypedCandidate]
) -> None:
    """Write candidates as typed; one whose name alone was changed on its line stays the same."""
    typed = list(typed)
    labels = {one.name.casefold() for one in typed}
    kept = {one.label.casefold(): one for one in before}
    by_name = vote.method is VoteMethod.NAMED
    people = writer.find(Attendee, meeting=vote.meeting)
    for at, one in enumerate(typed):
        same = one.name.casefold()
        if same not in kept and at < len(before) and before[at].label.casefold() not in labels:
            same = before[at].label.casefold()
        old = kept.pop(same, None)
        named = attendee_named(people, one.name)
        person = named.person if named else None
        if old is None:
            made = VoteOption(vote=vote.uid, label=one.name, person=person, position=at)
            writer.insert(made if by_name else replace(made, count=one.count))
            continue
        count = old.count if by_name else one.count
        person = old.person if old.label == one.name else person
        writer.update(VoteOption, old.uid, label=one.name, person=person, count=count, position=at)
    for gone in kept.values():
        for ballot in writer.find(Ballot, vote=vote.uid, option=gone.uid):
            writer.delete(Ballot, ballot.uid)
        writer.delete(VoteOption, gone.uid)


def _mark(writer: Writer, vote: str, winner: VoteOption | None) -> None:
    for option in options_of(writer, vote):
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


def vote_for(
    session: Session, vote: str, said: Mapping[str, str | BallotChoice | None]
) -> Receipt[None]:
    """Say for which candidate people voted in an election by name, or that they abstained or did
    not vote; None takes it back. The counts follow."""

    def work(writer: Writer) -> None:
        held = writer.get(Vote, vote)
        by_hand = _set_by_hand(writer, held)
        for attendee, value in said.items():
            _put_ballot(writer, vote, attendee, value)
        ballots = writer.find(Ballot, vote=vote)
        for option in options_of(writer, vote):
            count = sum(one.option == option.uid for one in ballots) if ballots else None
            if option.count != count:
                writer.update(VoteOption, option.uid, count=count)
        if not by_hand:
            _mark(writer, vote, _winner(writer, held))

    who = "-".join(sorted(said))
    return session.change("Record votes", work, merge_key=f"ballot:{vote}:{who}")


def _put_ballot(writer: Writer, vote: str, attendee: str, value: str | BallotChoice | None) -> None:
    held = writer.one(Ballot, vote=vote, attendee=attendee)
    if held is not None:
        writer.delete(Ballot, held.uid)
    if value is None:
        return
    plain = isinstance(value, BallotChoice)
    writer.insert(
        Ballot(
            vote=vote,
            attendee=attendee,
            choice=BallotChoice(value) if plain else BallotChoice.FOR,
            option=None if plain else value,
            position=writer.get(Attendee, attendee).position,
        )
    )


def next_round(
    session: Session, vote: str, *, without: str | None = None, by_lot: bool = False
) -> Receipt[Vote]:
    """Add a further round to an election, without one of its candidates.

    `without` is who takes no further part; None: whoever `falls_out` by the count, and else all
    stand again. `by_lot` says that a lot decided it. Raises KnownError when the vote is no
    election or has no candidates.
    """

    def work(writer: Writer) -> Vote:
        held = writer.get(Vote, vote)
        options = options_of(writer, vote)
        if not held.is_election or not options:
            raise KnownError("Say who the candidates are before a further round.")
        if writer.find(Vote, entry=held.entry, round=held.round + 1):
            raise KnownError("There is a further round already.")
        gone = falls_out(options)
        out = without if without is not None else gone.uid if gone else ""
        _mark(writer, vote, None)
        if held.by_lot is not by_lot:
            writer.update(Vote, vote, by_lot=by_lot)
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
        still = [option for option in options if option.uid != out]
        for at, option in enumerate(still):
            writer.insert(
                VoteOption(vote=made.uid, label=option.label, person=option.person, position=at)
            )
        return made

    return session.change("Add a round", work)


def falls_out(options: Iterable[VoteOption]) -> VoteOption | None:
    """Return who takes no part in a further round by the count; nobody of only two, and nobody
    where that is tied or not counted."""
    held = list(options)
    counted = all(option.count is not None for option in held)
    return last_placed(held) if len(held) > 2 and counted else None


def remove_round(session: Session, vote: str) -> Receipt[None]:
    """Take a further round of an election away again. Raises KnownError for the first."""

    def work(writer: Writer) -> None:
        if writer.get(Vote, vote).round <= 1:
            raise KnownError("The first round stays; remove the paragraph to be rid of it.")
        held = writer.get(Vote, vote)
        writer.delete(Vote, vote)
        for before in writer.find(Vote, entry=held.entry, round=held.round - 1):
            writer.update(Vote, before.uid, by_lot=False)

    return session.change("Remove a round", work)


def candidate_lines(options: Iterable[VoteOption], *, counts: bool = True) -> str:
    """Return candidates as they are typed, a line each, with their counts or without."""
    return "\n".join(
        option.label if option.count is None or not counts else f"{option.label}: {option.count}"
        for option in options
    )
