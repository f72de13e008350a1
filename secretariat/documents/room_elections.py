"""Elections as the minutes tell them, round by round."""

from __future__ import annotations

from collections.abc import Sequence

from secretariat.documents.common import Frame
from secretariat.documents.model import Align, Block, LineBreak, Paragraph, Run, Table, Text
from secretariat.documents.room_ballots import (
    cell,
    name_of,
    names_blocks,
    options_of,
    paragraph,
)
from secretariat.models.plaintext import one_line
from secretariat.models.records import Vote, VoteOption

_WIDTHS = (0.8, 0.2)


def election_blocks(frame: Frame, vote: Vote) -> list[Block]:
    """Return a round of an election as the body prints votes, with the names of one by name."""
    options = options_of(frame, vote)
    how = frame.choices["minutes.votes"]
    if how == "sentence" or all(option.count is None for option in options):
        return [*paragraph(election_words(frame, vote)), *names_blocks(frame, vote)]
    outcome = paragraph(_outcome(frame, vote, options))
    if how == "lines":
        lines: list[Run] = []
        for option in options:
            words = frame.say(
                "election.count", name=one_line(option.label), count=option.count or 0
            )
            lines.extend(([LineBreak()] if lines else []) + [Text(words)])
        counts = Paragraph(tuple(lines), keep_with_next=bool(outcome))
        return [counts, *names_blocks(frame, vote), *outcome]
    return [*(names_blocks(frame, vote) or [_table(frame, options)]), *outcome]


def election_words(frame: Frame, vote: Vote) -> list[str]:
    """Return the sentences that tell a round of an election."""
    options = options_of(frame, vote)
    told = []
    counted = [
        frame.say("election.count", name=one_line(option.label), count=option.count)
        for option in options
        if option.count is not None
    ]
    if counted:
        opening = frame.say(f"vote.opening.{vote.method}")
        if question := one_line(vote.question).rstrip("."):
            opening = frame.say("vote.question", opening=opening, question=question)
        several = len(_rounds(frame, vote)) > 1
        key = "election.counted.round" if several else "election.counted"
        counts = "; ".join(counted)
        told.append(frame.say(key, opening=opening, round=vote.round, counts=counts))
    elif len(options) > 1:
        names = frame.phrases.listed(one_line(option.label) for option in options)
        told.append(frame.say("election.nominated", names=names))
    return [*told, *_outcome(frame, vote, options)]


def _rounds(frame: Frame, vote: Vote) -> list[Vote]:
    """Return the rounds of the election, among them this one."""
    votes = frame.view.happened.votes
    return [one for one in votes if one.uid == vote.uid or (vote.entry and one.entry == vote.entry)]


def _outcome(frame: Frame, vote: Vote, options: Sequence[VoteOption]) -> list[str]:
    names = frame.phrases.listed(one_line(one.label) for one in options if one.is_elected)
    if not names:
        return _undecided(frame, vote, options)
    if vote.by_lot:
        return [frame.say("election.lot", name=names)]
    if vote.casting:
        return [frame.say("election.casting", chair=name_of(frame, vote.casting), name=names)]
    alone = len(options) == 1 and options[0].count is None
    return [frame.say("election.unopposed" if alone else "election.elected", name=names)]


def _undecided(frame: Frame, vote: Vote, options: Sequence[VoteOption]) -> list[str]:
    """Return what a round led to in which nobody was elected: equal votes, and who took no part
    in the next one."""
    counts = [one.count for one in options if one.count is not None]
    best = sorted(counts, reverse=True)
    told = [frame.say("election.tied")] if len(best) > 1 and best[0] == best[1] else []
    after = next((one for one in _rounds(frame, vote) if one.round == vote.round + 1), None)
    if after is None:
        return told
    still = {one_line(one.label).casefold() for one in options_of(frame, after)}
    gone = [one for one in options if one_line(one.label).casefold() not in still]
    names = frame.phrases.listed(one_line(one.label) for one in gone)
    if not names:
        return told
    fewest = all(one.count is not None and one.count == min(counts) for one in gone)
    key = "election.out.lot" if vote.by_lot else "election.out" if fewest else "election.withdrew"
    return [*told, frame.say(key, name=names)]


def _table(frame: Frame, options: Sequence[VoteOption]) -> Table:
    rows = [
        (
            cell(frame.say("election.table.name"), header=True),
            cell(frame.say("election.table.votes"), header=True, align=Align.RIGHT),
        )
    ]
    for option in options:
        many = "" if option.count is None else str(option.count)
        label = cell(one_line(option.label), header=True)
        rows.append((label, cell(many, align=Align.RIGHT)))
    summary = frame.say("election.table.summary")
    return Table(tuple(rows), _WIDTHS, header_rows=1, summary=summary)
