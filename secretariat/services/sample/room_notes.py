"""What the notes of a sample meeting say of the room: interests, motions, votes, elections.

- `! arrives person time`, and so leaves, returns, withdraws, is a movement during the item;
  `! declares person kind 5: why (what they did)` an interest in the fifth item;
  `! excludes time: ground` that the public had to leave.
- `MOTION mover, seconder: words`, `AMENDMENT mover, seconder: words` on the motion before it.
- `VOTE: for 4, against 2` is on what was moved last and is still open; `VOTE by name: for lee, ash;
  abstain webb` has a ballot for each.
- `ELECTION secret ballot`, and below it a line a round: `Councillor Lee 3, Councillor Ash 3; lot
  Councillor Ash`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from secretariat.errors import BugError
from secretariat.models.records import Vote, VoteOption
from secretariat.models.room_kinds import BallotChoice, Majority, VoteMethod
from secretariat.models.voting import Count, elected, result_of

Made = dict[str, Any]

_MOVE = re.compile(r"! (?P<kind>arrives|leaves|returns|withdraws) (?P<who>\S+) (?P<at>\d\d:\d\d)")
_DECLARES = re.compile(
    r"! declares (?P<who>\S+) (?P<kind>\S+) (?P<item>\d+): (?P<nature>[^(]+)( \((?P<did>.+)\))?"
)
_EXCLUDES = re.compile(r"! excludes (?P<at>\d\d:\d\d): (?P<ground>.+)", re.DOTALL)
_MOVED = re.compile(r"(?P<what>MOTION|AMENDMENT) (?P<who>\S+), (?P<second>\S+): (?P<text>.+)", re.S)
_COUNTED = re.compile(
    r"VOTE: for (?P<ayes>\d+), against (?P<noes>\d+)(, abstentions (?P<out>\d+))?"
)
_NAMED = re.compile(r"VOTE by name: (?P<groups>.+)", re.DOTALL)
_CANDIDATE = re.compile(r"(?P<label>.+) (?P<count>\d+)")


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody came or went during an item."""

    who: str
    kind: str
    at: str
    item: str
    entry: str


@dataclass(slots=True)
class RoomNotes:
    """What happened in the room, as interchange records."""

    moves: list[Move] = field(default_factory=list)
    declared: list[Made] = field(default_factory=list)
    events: list[Made] = field(default_factory=list)
    motions: list[Made] = field(default_factory=list)
    votes: list[Made] = field(default_factory=list)


class RoomReader:
    """Reads what the notes say of the room; `add` puts an entry under the item being read."""

    def __init__(self, add: Callable[[Made], str]) -> None:
        self.notes = RoomNotes()
        self._add = add
        self._told = 0

    def reads(self, block: str) -> bool:
        """Say whether a block tells of the room at all."""
        return bool(re.match(r"! |(MOTION|AMENDMENT|VOTE|ELECTION)\b", block))

    def read(self, block: str) -> None:
        """Take in a block; BugError for one that means nothing."""
        for pattern, take in (
            (_DECLARES, self._declares),
            (_MOVE, self._moves),
            (_EXCLUDES, self._excludes),
            (_MOVED, self._moved),
            (_COUNTED, self._counted),
            (_NAMED, self._named),
        ):
            if found := pattern.fullmatch(block):
                take(found)
                return
        if not block.startswith("ELECTION "):
            raise BugError(f"a sample meeting says {block!r}")
        self._election(*block.split("\n"))

    def _entry(self, kind: str, text: str = "") -> Made:
        """Make an entry; return where it is, as the record in it says that."""
        self._told += 1
        key = f"told {self._told}"
        return {"item": self._add({"key": key, "kind": kind, "text": text}), "entry": key}

    def _declares(self, found: re.Match[str]) -> None:
        made = self._entry("declaration") | {
            "attendee": found["who"],
            "kind": found["kind"],
            "nature": found["nature"],
            "item": f"item {found['item']}",
        }
        self.notes.declared.append(made | ({"conduct": found["did"]} if found["did"] else {}))

    def _moves(self, found: re.Match[str]) -> None:
        place = self._entry("movement")
        self.notes.moves.append(Move(found["who"], found["kind"], found["at"], **place))

    def _excludes(self, found: re.Match[str]) -> None:
        event = {"kind": "public excluded", "at": found["at"], "ground": found["ground"]}
        self.notes.events.append(self._entry("movement") | event)

    def _moved(self, found: re.Match[str]) -> None:
        made = self._entry("motion", found["text"]) | {
            "key": f"motion {len(self.notes.motions) + 1}",
            "mover": found["who"],
            "seconder": found["second"],
        }
        if found["what"] == "AMENDMENT":
            made["amends"] = next(
                one["key"] for one in reversed(self.notes.motions) if "amends" not in one
            )
        self.notes.motions.append(made)

    def _counted(self, found: re.Match[str]) -> None:
        count = Count(int(found["ayes"]), int(found["noes"]), int(found["out"] or 0))
        numbers = {"votes_for": count.votes_for, "votes_against": count.against}
        self._vote(count, **numbers, abstentions=count.abstentions)

    def _named(self, found: re.Match[str]) -> None:
        ballots = []
        for group in found["groups"].split(";"):
            choice, _, names = group.strip().partition(" ")
            ballots += [
                {"attendee": who.strip(), "choice": BallotChoice(choice).value}
                for who in names.split(",")
            ]
        choices = [one["choice"] for one in ballots]
        count = Count(choices.count("for"), choices.count("against"), choices.count("abstain"))
        self._vote(count, method=VoteMethod.NAMED.value, ballots=ballots)

    def _vote(self, count: Count, **values: Any) -> None:
        motion = next(one for one in reversed(self.notes.motions) if "result" not in one)
        result = result_of(count, Majority.SIMPLE).value
        motion["result"] = result
        self._keep(self._entry("vote") | {"motion": motion["key"], "result": result} | values)

    def _keep(self, vote: Made) -> None:
        self.notes.votes.append({"key": f"vote {len(self.notes.votes) + 1}"} | vote)

    def _election(self, head: str, *rounds: str) -> None:
        place, method = self._entry("vote"), VoteMethod(head.removeprefix("ELECTION "))
        for number, line in enumerate(rounds, start=1):
            counts, _, lot = line.partition("; lot ")
            options = [_option(words.strip()) for words in counts.split(",")]
            winner = elected(options) if number == len(rounds) else None
            chosen = lot or (winner.label if winner else "")
            vote: Made = {"method": method.value, "is_election": True, "round": number}
            vote["options"] = [
                {"label": one.label, "count": one.count, "is_elected": one.label == chosen}
                for one in options
            ]
            self._keep(place | vote | {"by_lot": bool(lot)})


def _option(words: str) -> VoteOption:
    found = _CANDIDATE.fullmatch(words)
    if found is None:
        raise BugError(f"a sample meeting has the candidate {words!r}")
    return VoteOption(vote=Vote.TABLE, label=found["label"], count=int(found["count"]))
