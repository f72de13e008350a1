"""Who voted how, as the minutes print it: in sentences or in a table.

Names that were recorded are printed in any case, because the law may want them (SI 2014/165;
SI 1993/202, Sch 2 para 1).
"""

from __future__ import annotations

from collections.abc import Sequence

from secretariat.documents.common import Frame
from secretariat.documents.model import Align, Block, Cell, Paragraph, Run, Table, Text, runs
from secretariat.models.plaintext import one_line
from secretariat.models.records import Ballot, Vote, VoteOption
from secretariat.models.room_kinds import BallotChoice, VoteMethod

_WIDTHS = (0.22, 0.64, 0.14)
Group = tuple[str, list[str]]
"""What was voted, as it prints, and the names of those who did."""


def name_of(frame: Frame, uid: str | None) -> str:
    """Return what an attendee is called, empty for one who is not known."""
    found = next((one for one in frame.view.attendees if one.uid == uid), None)
    return one_line(found.name) if found else ""


def ballots_of(frame: Frame, vote: Vote) -> list[Ballot]:
    """Return how people voted, in the order of the roll."""
    found = (one for one in frame.view.happened.ballots if one.vote == vote.uid)
    return sorted(found, key=lambda one: one.position)


def options_of(frame: Frame, vote: Vote) -> list[VoteOption]:
    """Return the candidates of a round in their order."""
    found = (one for one in frame.view.happened.options if one.vote == vote.uid)
    return sorted(found, key=lambda one: one.position)


def paragraph(sentences: Sequence[str]) -> list[Block]:
    """Return sentences as one paragraph, none for none."""
    return [Paragraph(runs(" ".join(sentences)))] if sentences else []


def cell(words: str, *, header: bool = False, align: Align = Align.LEFT) -> Cell:
    """Return a cell of a table of votes."""
    return Cell((Paragraph(runs(words)),), header=header, align=align)


def names_blocks(frame: Frame, vote: Vote) -> list[Block]:
    """Return the names of a vote by name, or of those who asked that theirs be recorded."""
    if not ballots_of(frame, vote):
        return []
    if vote.method is not VoteMethod.NAMED:
        return [] if vote.is_election else _at_their_request(frame, vote)
    groups = _groups(frame, vote)
    if in_table(frame, vote):
        return [_table(frame, groups)]
    return [
        Paragraph(
            _label(
                frame.say(
                    "vote.names",
                    choice=label,
                    count=len(names),
                    names=frame.phrases.listed(names),
                )
            )
        )
        for label, names in groups
        if names
    ]


def in_table(frame: Frame, vote: Vote) -> bool:
    """Say whether the names of a vote stand in a table, which has their count."""
    return vote.method is VoteMethod.NAMED and frame.choices["minutes.votes"] == "table"


def _by_choice(frame: Frame, vote: Vote) -> dict[BallotChoice, list[str]]:
    held: dict[BallotChoice, list[str]] = {choice: [] for choice in BallotChoice}
    for ballot in ballots_of(frame, vote):
        if name := name_of(frame, ballot.attendee):
            held[ballot.choice].append(name)
    return held


def _at_their_request(frame: Frame, vote: Vote) -> list[Block]:
    return [
        Paragraph(runs(frame.say(f"vote.recorded.{choice}", names=frame.phrases.listed(names))))
        for choice, names in _by_choice(frame, vote).items()
        if names
    ]


def _groups(frame: Frame, vote: Vote) -> list[Group]:
    """Return the names under each choice, or in an election under each candidate; that nobody
    was against is told, and that nobody kept out of it is not. Those of conflicting interests stand
    apart where the body has a line for them."""
    held = _by_choice(frame, vote)
    interested: list[str] | None = None
    if frame.choices.yes("minutes.vote_interests") and not vote.is_election:
        interested = _interested(frame, vote)
        idle = held[BallotChoice.NOT_VOTING]
        held[BallotChoice.NOT_VOTING] = [name for name in idle if name not in interested]
    quiet = [BallotChoice.NOT_VOTING, *([BallotChoice.ABSTAIN] if vote.is_election else [])]
    groups: list[Group] = []
    if vote.is_election:
        given = ballots_of(frame, vote)
        for option in options_of(frame, vote):
            names = [name_of(frame, one.attendee) for one in given if one.option == option.uid]
            groups.append((one_line(option.label), [name for name in names if name]))
        del held[BallotChoice.FOR], held[BallotChoice.AGAINST]
    groups += [
        (frame.say(f"vote.names.{choice}"), names)
        for choice, names in held.items()
        if names or choice not in quiet
    ]
    if interested is not None:
        groups.append((frame.say("vote.names.interest"), interested))
    return groups


def _interested(frame: Frame, vote: Vote) -> list[str]:
    """Return who declared an interest in the item of a vote and gave none."""
    idle = BallotChoice.NOT_VOTING
    gave = {one.attendee for one in ballots_of(frame, vote) if one.choice is not idle}
    rows = (one for one in frame.view.happened.declarations if one.item and one.item == vote.item)
    uids = dict.fromkeys(one.attendee for one in rows if one.attendee not in gave)
    return [name for uid in uids if (name := name_of(frame, uid))]


def _label(words: str) -> tuple[Run, ...]:
    label, colon, names = words.partition(":")
    return (Text(label + colon, bold=True), Text(names)) if colon else runs(words)


def _table(frame: Frame, groups: Sequence[Group]) -> Table:
    head = tuple(
        cell(frame.say(f"vote.table.{key}"), header=True) for key in ("vote", "names", "count")
    )
    rows = [head]
    for label, names in groups:
        said = frame.phrases.listed(names) or frame.say("vote.names.none")
        count = cell(str(len(names)), align=Align.RIGHT)
        rows.append((cell(label, header=True), cell(said), count))
    return Table(tuple(rows), _WIDTHS, header_rows=1, summary=frame.say("vote.table.summary"))
