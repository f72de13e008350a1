"""Motions and votes of the small board: those of its public business, and others to hide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from hypothesis import strategies as st

from secretariat.models.kinds import EntryKind
from secretariat.models.records import Ballot, Entry, Motion, Record, Vote, VoteOption
from secretariat.models.room_kinds import BallotChoice, DecisionKind, Result, VoteMethod


def public_votes(meeting: str) -> Iterator[Record]:
    """Yield a motion with an amendment, votes of each kind, an election and a decision."""

    def entry(uid: str, position: int, kind: EntryKind, text: str = "", **more: object) -> Entry:
        values = {"meeting": meeting, "item": "by hand", "text": text, **more}
        return Entry(uid=uid, position=position, kind=kind, **values)  # type: ignore[arg-type]

    def vote(uid: str, **more: object) -> Vote:
        values = {"meeting": meeting, "item": "by hand", "entry": f"in {uid}", **more}
        return Vote(uid=uid, **values)  # type: ignore[arg-type]

    here = {"meeting": meeting, "item": "by hand"}
    yield entry("in motion", 0, EntryKind.MOTION, "That it *rain*.")
    yield entry("in amendment", 1, EntryKind.MOTION, "That it snow.")
    yield entry("in counted", 2, EntryKind.VOTE)
    yield entry("in named", 3, EntryKind.VOTE)
    yield entry("in round one", 4, EntryKind.VOTE)
    yield entry(
        "in favour",
        5,
        EntryKind.DECISION,
        "That it rain.",
        decision=DecisionKind.RESOLVED,
        mover="Councillor Crane",
        seconder="Councillor Frost",
    )
    yield Motion(uid="motion", entry="in motion", mover="at peter", seconder="at mary",
                 result=Result.CARRIED, **here)  # type: ignore[arg-type]  # fmt: skip
    yield Motion(uid="amendment", entry="in amendment", amends="motion", mover_name="Cllr Ash",
                 seconder_name="Cllr Oak", result=Result.LOST, **here)  # type: ignore[arg-type]  # fmt: skip
    yield vote("counted", motion="amendment", votes_for=1, votes_against=2, abstentions=0,
               result=Result.LOST)  # fmt: skip
    yield Ballot(uid="asked", vote="counted", attendee="at mary", choice=BallotChoice.AGAINST)
    yield vote("named", motion="motion", method=VoteMethod.NAMED, result=Result.CARRIED)
    for at, who in enumerate(("at paula", "at peter")):
        yield Ballot(
            uid=f"{who} voted", vote="named", attendee=who, choice=BallotChoice.FOR, position=at
        )
    yield vote("round one", question="who leads", is_election=True, method=VoteMethod.BALLOT)
    yield vote("round two", entry="in round one", is_election=True, round=2, by_lot=True)
    for at, name in enumerate(("Ann Bell", "Mary Frost")):
        for turn, many in (("one", 2 - at), ("two", 1)):
            yield VoteOption(
                uid=f"{name} {turn}",
                vote=f"round {turn}",
                label=name,
                count=many,
                is_elected=turn == "two" and not at,
                position=at,
            )


def hidden_votes(
    row: Callable[..., Any], meeting: str, item: str | None, entries: Iterable[Entry], person: str
) -> Iterator[Record]:
    """Yield a motion, a vote and a round of an election in entries that are closed."""
    of_kind = {entry.kind: entry.uid for entry in entries}
    here = {"meeting": meeting, "item": item}
    motion = row(Motion, **here, entry=of_kind[EntryKind.MOTION], mover="at mary")
    amends = row(
        Motion, **here, entry=of_kind[EntryKind.MOTION], amends="motion", result=Result.CARRIED
    )
    yield from (motion, amends)
    for on, election in (("motion", False), (motion.uid, True)):
        vote = row(
            Vote,
            **here,
            entry=of_kind[EntryKind.VOTE],
            motion=on,
            is_election=election,
            votes_for=71,
            votes_against=73,
            casting="at ann",
        )
        option = row(VoteOption, vote=vote.uid, person=person, count=79)
        yield from (vote, option)
        yield row(
            Ballot, vote=vote.uid, attendee="at ann", choice=BallotChoice.FOR, option=option.uid
        )


def drawn_votes(
    draw: Callable[..., Any],
    words: st.SearchStrategy[str],
    meeting: str,
    at: int,
    item: str | None,
) -> list[Record]:
    """Return a motion and a vote in a closed entry, which may be about what was moved in public."""
    here = {"meeting": meeting, "item": item, "entry": f"secret entry {at}"}
    about = st.sampled_from([None, "motion", "amendment"])
    motion = Motion(
        uid=f"secret motion {at}",
        amends=draw(about),
        mover=draw(st.sampled_from([None, "at ann"])),
        mover_name=draw(words),
        result=draw(st.sampled_from(list(Result))),
        **here,  # type: ignore[arg-type]
    )
    vote = Vote(
        uid=f"secret vote {at}",
        motion=draw(about),
        votes_for=draw(st.sampled_from([None, 3])),
        result=draw(st.sampled_from(list(Result))),
        is_election=draw(st.booleans()),
        question=draw(words),
        **here,  # type: ignore[arg-type]
    )
    option = VoteOption(uid=f"secret option {at}", vote=vote.uid, label=draw(words), person="peter")
    ballot = Ballot(
        uid=f"secret ballot {at}", vote=vote.uid, attendee="at ann", choice=BallotChoice.FOR
    )
    return [motion, vote, option, ballot]
