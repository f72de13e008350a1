"""Motions, amendments, votes and elections as the minutes tell them.

The words of a motion are those of its entry, below who moved it. The words of a vote's entry
stand in place of the usual sentence; names that were recorded are printed in any case, because
the law may want them (SI 2014/165; SI 1993/202, Sch 2 para 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from secretariat.documents.common import Frame
from secretariat.documents.model import (
    Align,
    Block,
    Cell,
    LineBreak,
    Paragraph,
    Role,
    Run,
    Table,
    Text,
    plain,
    runs,
)
from secretariat.documents.prose import prose
from secretariat.models.plaintext import one_line
from secretariat.models.records import Ballot, Entry, Motion, Vote, VoteOption
from secretariat.models.room_kinds import BallotChoice, DecisionKind, Majority, Result, VoteMethod
from secretariat.models.voting import Count, count_of

_TOLD_BY_VOTE = frozenset((Result.CARRIED, Result.LOST, Result.TIED))
_NAMES_WIDTHS, _ELECTION_WIDTHS = (0.22, 0.64, 0.14), (0.8, 0.2)


def motion_blocks(frame: Frame, entry: Entry, level: int) -> list[Block]:
    """Return who moved and seconded, the words moved, and what became of it unless a vote says."""
    motion = next((one for one in frame.view.happened.motions if one.entry == entry.uid), None)
    words = list(prose(entry.text, level))
    if motion is None:
        return words
    blocks: list[Block] = []
    if intro := _moved(frame, motion, with_words=bool(words)):
        blocks.append(Paragraph(runs(intro), keep_with_next=bool(words)))
    blocks.extend(words)
    put = any(vote.motion == motion.uid for vote in _printed(frame))
    told = put and motion.result in _TOLD_BY_VOTE
    if blocks and motion.result is not Result.NONE and not told:
        blocks.append(Paragraph(runs(_became(frame, motion))))
    return blocks


def _moved(frame: Frame, motion: Motion, *, with_words: bool) -> str:
    mover = _name(frame, motion.mover) or one_line(motion.mover_name)
    seconder = _name(frame, motion.seconder) or one_line(motion.seconder_name)
    what = "amendment" if motion.amends else "motion"
    if not with_words:
        tail = ".seconded" if seconder else ""
        key = f"{what}.words{tail}"
        return frame.say(key, mover=mover, seconder=seconder) if mover else ""
    if not mover:
        return frame.say("amendment.plain") if motion.amends else ""
    key = f"{what}.seconded" if seconder else f"{what}.moved"
    return frame.say(key, mover=mover, seconder=seconder)


def _became(frame: Frame, motion: Motion) -> str:
    kind = "amendment" if motion.amends else "motion"
    case = "what" if motion.result is Result.TIED else "What"
    return frame.say(f"motion.{motion.result}", what=frame.say(f"vote.{case}.{kind}"))


def vote_blocks(frame: Frame, entry: Entry, level: int) -> list[Block]:
    """Return what a vote's entry tells: its own words or the usual sentence, and the names."""
    votes = _votes_in(frame, entry)
    blocks: list[Block] = list(prose(entry.text, level))
    own_words = bool(blocks)
    several = len(votes) > 1
    for vote in votes:
        if vote.is_election:
            if not own_words:
                blocks.extend(_election(frame, vote, several=several))
        else:
            if not own_words:
                blocks.extend(_told(frame, vote))
            blocks.extend(_named(frame, vote))
    return blocks


def vote_sentence(frame: Frame, vote: Vote) -> str:
    """Return the sentences that tell a vote or a round of an election, as plain words."""
    told = _election_words(frame, vote, several=vote.round > 1)
    return " ".join(told if vote.is_election else _sentences(frame, vote))


def _votes_in(frame: Frame, entry: Entry) -> list[Vote]:
    found = (one for one in frame.view.happened.votes if one.entry == entry.uid)
    return sorted(found, key=lambda one: (one.round, one.position))


def _printed(frame: Frame) -> Iterable[Vote]:
    """Return the votes that stand in an entry, and so in the minutes."""
    return (one for one in frame.view.happened.votes if one.entry is not None)


def _name(frame: Frame, uid: str | None) -> str:
    found = next((one for one in frame.view.attendees if one.uid == uid), None)
    return one_line(found.name) if found else ""


def _ballots(frame: Frame, vote: Vote) -> list[Ballot]:
    return [one for one in frame.view.happened.ballots if one.vote == vote.uid]


# ------------------------------------------------------------------ one vote


def _told(frame: Frame, vote: Vote) -> list[Block]:
    words = _sentences(frame, vote)
    count = count_of(vote, _ballots(frame, vote))
    if frame.choices["minutes.votes"] == "lines" and count.is_counted:
        return [*_lines(frame, vote, count), *_paragraph(_after_lines(frame, vote))]
    return _paragraph(words)


def _paragraph(sentences: Sequence[str]) -> list[Block]:
    return [Paragraph(runs(" ".join(sentences)))] if sentences else []


def _lines(frame: Frame, vote: Vote, count: Count) -> list[Block]:
    parts = (
        ("for", count.votes_for),
        ("against", count.against),
        ("abstentions", count.abstentions),
    )
    lines = [frame.say(f"vote.line.{key}", count=many) for key, many in parts if many is not None]
    return [Paragraph(runs("\n".join(lines)), keep_with_next=vote.result is not Result.NONE)]


def _after_lines(frame: Frame, vote: Vote) -> list[str]:
    """Return the sentences that follow the lines of a count."""
    found = _needed(frame, vote)
    if casting := _casting(frame, vote):
        return [*found, casting]
    if vote.result is Result.TIED:
        return [*found, frame.say("vote.equal")]
    if vote.result is not Result.NONE:
        what = _what(frame, vote, start=True)
        found.append(frame.say("vote.outcome", what=what, result=_result(frame, vote.result)))
    return found


def _sentences(frame: Frame, vote: Vote) -> list[str]:
    count = count_of(vote, _ballots(frame, vote))
    opening = frame.say(f"vote.opening.{vote.method}")
    if question := one_line(vote.question).rstrip("."):
        opening = frame.say("vote.question", opening=opening, question=question)
    result = _result(frame, vote.result)
    if not count.is_counted:
        if vote.result in (Result.NONE, Result.TIED):
            return [frame.say("vote.equal")] if vote.result is Result.TIED else []
        if vote.method is VoteMethod.AGREED:
            what = _what(frame, vote, start=True)
            return [*_needed(frame, vote), frame.say("vote.agreed", what=what, result=result)]
        what = _what(frame, vote)
        said = frame.say("vote.uncounted", opening=opening, what=what, result=result)
        return [*_needed(frame, vote), said]
    slots = {"opening": opening, "counts": _counts(frame, count), "what": _what(frame, vote)}
    casting = _casting(frame, vote)
    if casting or vote.result is Result.NONE:
        key = "vote.counted.open"
    else:
        key = "vote.counted.tied" if vote.result is Result.TIED else "vote.counted"
    told = frame.say(key, result=result, **slots)
    return [*_needed(frame, vote), told, *([casting] if casting else [])]


def _counts(frame: Frame, count: Count) -> str:
    parts = []
    for key, many in (("for", count.votes_for), ("against", count.against)):
        if many is not None:
            parts.append(frame.say(f"vote.{key}" if many else f"vote.{key}.none", count=many))
    if count.abstentions is not None:
        many = count.abstentions
        key = "vote.abstention" if many == 1 else "vote.abstentions"
        parts.append(frame.say(key if many else "vote.abstentions.none", count=many))
    return frame.phrases.listed(parts)


def _result(frame: Frame, result: Result) -> str:
    known = result not in (Result.NONE, Result.TIED)
    return frame.say(f"vote.{result}") if known else ""


def _needed(frame: Frame, vote: Vote) -> list[str]:
    if vote.majority is Majority.SIMPLE:
        return []
    return [frame.say(f"vote.majority.{vote.majority}")]


def _casting(frame: Frame, vote: Vote) -> str:
    if vote.casting_choice not in (BallotChoice.FOR, BallotChoice.AGAINST):
        return ""
    chair = frame.say("vote.casting.chair", chair=frame.view.lead.chair_title)
    return frame.say(
        f"vote.casting.{vote.casting_choice}",
        name=_name(frame, vote.casting) or chair,
        what=_what(frame, vote),
        result=_result(frame, vote.result),
    )


def _what(frame: Frame, vote: Vote, *, start: bool = False) -> str:
    """Return what was voted on as a sentence calls it; `start` at its beginning."""
    motions = {one.uid: one for one in frame.view.happened.motions}
    motion = motions.get(vote.motion or "")
    if motion is None:
        kind = "proposal"
    elif motion.amends:
        kind = "amendment"
    else:
        changed = any(
            one.amends == motion.uid and one.result is Result.CARRIED for one in motions.values()
        )
        kind = "amended" if changed else "motion"
    return frame.say(f"vote.{'What' if start else 'what'}.{kind}")


# ------------------------------------------------------------------ names


def _named(frame: Frame, vote: Vote) -> list[Block]:
    """Return the names of a vote by name, or of those who asked that theirs be recorded."""
    held: dict[BallotChoice, list[str]] = {choice: [] for choice in BallotChoice}
    for ballot in sorted(_ballots(frame, vote), key=lambda one: one.position):
        if name := _name(frame, ballot.attendee):
            held[ballot.choice].append(name)
    if not any(held.values()):
        return []
    if vote.method is not VoteMethod.NAMED:
        return [
            Paragraph(runs(frame.say(f"vote.recorded.{choice}", names=frame.phrases.listed(names))))
            for choice, names in held.items()
            if names
        ]
    if frame.choices["minutes.votes"] == "table":
        return [_names_table(frame, held)]
    return [
        Paragraph(
            _label(
                frame.say(
                    "vote.names",
                    choice=frame.say(f"vote.names.{choice}"),
                    count=len(names),
                    names=frame.phrases.listed(names),
                )
            )
        )
        for choice, names in held.items()
        if names
    ]


def _label(words: str) -> tuple[Run, ...]:
    label, colon, names = words.partition(":")
    return (Text(label + colon, bold=True), Text(names)) if colon else runs(words)


def _names_table(frame: Frame, held: dict[BallotChoice, list[str]]) -> Table:
    head = tuple(
        _cell(frame.say(f"vote.table.{key}"), header=True) for key in ("vote", "names", "count")
    )
    rows = [head]
    for choice, names in held.items():
        if not names and choice is BallotChoice.NOT_VOTING:
            continue
        said = frame.phrases.listed(names) or frame.say("vote.names.none")
        label = _cell(frame.say(f"vote.names.{choice}"), header=True)
        rows.append((label, _cell(said), _cell(str(len(names)), align=Align.RIGHT)))
    summary = frame.say("vote.table.summary")
    return Table(tuple(rows), _NAMES_WIDTHS, header_rows=1, summary=summary)


def _cell(words: str, *, header: bool = False, align: Align = Align.LEFT) -> Cell:
    return Cell((Paragraph(runs(words)),), header=header, align=align)


# ------------------------------------------------------------------ elections


def _election(frame: Frame, vote: Vote, *, several: bool) -> list[Block]:
    options = _options(frame, vote)
    counted = any(option.count is not None for option in options)
    if frame.choices["minutes.votes"] == "sentence" or not counted:
        return _paragraph(_election_words(frame, vote, several=several))
    outcome = _paragraph(_outcome(frame, vote, options))
    if frame.choices["minutes.votes"] == "lines":
        lines: list[Run] = []
        for option in options:
            words = frame.say(
                "election.count", name=one_line(option.label), count=option.count or 0
            )
            lines.extend(([LineBreak()] if lines else []) + [Text(words)])
        return [Paragraph(tuple(lines), keep_with_next=bool(outcome)), *outcome]
    return [_election_table(frame, options), *outcome]


def _options(frame: Frame, vote: Vote) -> list[VoteOption]:
    found = (one for one in frame.view.happened.options if one.vote == vote.uid)
    return sorted(found, key=lambda one: one.position)


def _election_words(frame: Frame, vote: Vote, *, several: bool) -> list[str]:
    options = _options(frame, vote)
    told = []
    counted = [
        frame.say("election.count", name=one_line(option.label), count=option.count)
        for option in options
        if option.count is not None
    ]
    if counted:
        opening = frame.say(f"vote.opening.{vote.method}")
        key = "election.counted.round" if several else "election.counted"
        counts = "; ".join(counted)
        told.append(frame.say(key, opening=opening, round=vote.round, counts=counts))
    elif len(options) > 1:
        names = frame.phrases.listed(one_line(option.label) for option in options)
        told.append(frame.say("election.nominated", names=names))
    return [*told, *_outcome(frame, vote, options)]


def _outcome(frame: Frame, vote: Vote, options: Sequence[VoteOption]) -> list[str]:
    names = frame.phrases.listed(one_line(one.label) for one in options if one.is_elected)
    if not names:
        best = sorted((one.count for one in options if one.count is not None), reverse=True)
        tied = len(best) > 1 and best[0] == best[1]
        return [frame.say("election.tied")] if tied else []
    if vote.by_lot:
        return [frame.say("election.lot", name=names)]
    if vote.casting:
        return [frame.say("election.casting", chair=_name(frame, vote.casting), name=names)]
    alone = len(options) == 1 and options[0].count is None
    return [frame.say("election.unopposed" if alone else "election.elected", name=names)]


def _election_table(frame: Frame, options: Sequence[VoteOption]) -> Table:
    rows = [
        (
            _cell(frame.say("election.table.name"), header=True),
            _cell(frame.say("election.table.votes"), header=True, align=Align.RIGHT),
        )
    ]
    for option in options:
        many = "" if option.count is None else str(option.count)
        label = _cell(one_line(option.label), header=True)
        rows.append((label, _cell(many, align=Align.RIGHT)))
    summary = frame.say("election.table.summary")
    return Table(tuple(rows), _ELECTION_WIDTHS, header_rows=1, summary=summary)


# ------------------------------------------------------------------ decisions


def decided(frame: Frame, entry: Entry, blocks: list[Block]) -> list[Block]:
    """Return a decision with the word for its kind before it, unless its words begin with one."""
    if entry.decision is DecisionKind.NONE or not blocks:
        return blocks
    first = blocks[0]
    if not isinstance(first, Paragraph) or _says_itself(plain(first.runs)):
        return blocks
    word = Text(frame.say(f"decision.{entry.decision}"), bold=True)
    return [replace(first, runs=(word, Text(" "), *first.runs)), *blocks[1:]]


def _says_itself(words: str) -> bool:
    word = words.split(" ", 1)[0].strip(",.:;–-")
    return len(word) > 3 and word.isupper()


def proposer_blocks(frame: Frame, entry: Entry) -> list[Block]:
    """Return who proposed and seconded a decision, as the body prints it."""
    how, mover, seconder = (
        frame.choices["minutes.proposer"],
        one_line(entry.mover),
        one_line(entry.seconder),
    )
    if not mover or how == "none":
        return []
    key = f"proposer.{how}.seconded" if seconder else f"proposer.{how}"
    return [Paragraph(runs(frame.say(key, mover=mover, seconder=seconder)), Role.BODY)]
