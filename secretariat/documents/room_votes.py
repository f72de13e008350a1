"""Motions, amendments, votes and elections as the minutes tell them.

The words of a motion are those of its entry, below who moved it. The words of a vote's entry
stand in place of the usual sentence; names that were recorded are printed in any case.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from secretariat.documents.common import Frame
from secretariat.documents.model import (
    Block,
    Paragraph,
    Role,
    Text,
    plain,
    runs,
)
from secretariat.documents.prose import prose
from secretariat.documents.room_ballots import (
    ballots_of,
    in_table,
    name_of,
    names_blocks,
    paragraph,
)
from secretariat.documents.room_elections import election_blocks, election_words
from secretariat.documents.room_rivals import rival_sentence, told_by_rival
from secretariat.models.plaintext import one_line
from secretariat.models.records import Entry, Motion, Vote
from secretariat.models.room_kinds import BallotChoice, DecisionKind, Majority, Result, VoteMethod
from secretariat.models.voting import Count, count_of

_TOLD_BY_VOTE = frozenset((Result.CARRIED, Result.LOST, Result.TIED))


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
    voted = {vote.motion for vote in _printed(frame)}
    put = motion.uid in voted or told_by_rival(frame, motion, voted)
    told = put and motion.result in _TOLD_BY_VOTE
    if blocks and motion.result is not Result.NONE and not told:
        blocks.append(Paragraph(runs(_became(frame, motion))))
    return blocks


def _moved(frame: Frame, motion: Motion, *, with_words: bool) -> str:
    mover = name_of(frame, motion.mover) or one_line(motion.mover_name)
    seconder = name_of(frame, motion.seconder) or one_line(motion.seconder_name)
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
    """Return what a vote's entry tells: its own words or the usual sentence, and the names.

    Where a body has counts on lines, they stand before words of its own too.
    """
    votes = _votes_in(frame, entry)
    blocks: list[Block] = list(prose(entry.text, level))
    own_words = bool(blocks)
    if own_words:
        blocks[:0] = [line for vote in votes for line in _counted_on_lines(frame, vote)]
    for vote in votes:
        if own_words:
            blocks.extend(names_blocks(frame, vote))
        elif vote.is_election:
            blocks.extend(election_blocks(frame, vote))
        else:
            blocks.extend([*_told(frame, vote), *names_blocks(frame, vote)])
    return blocks


def vote_sentence(frame: Frame, vote: Vote) -> str:
    """Return the sentences that tell a vote or a round of an election, as plain words."""
    return " ".join((election_words if vote.is_election else _sentences)(frame, vote))


def _votes_in(frame: Frame, entry: Entry) -> list[Vote]:
    found = (one for one in frame.view.happened.votes if one.entry == entry.uid)
    return sorted(found, key=lambda one: (one.round, one.position))


def _printed(frame: Frame) -> Iterable[Vote]:
    """Return the votes that stand in an entry, and so in the minutes."""
    return (one for one in frame.view.happened.votes if one.entry is not None)


# ------------------------------------------------------------------ one vote


def _told(frame: Frame, vote: Vote) -> list[Block]:
    if lines := _counted_on_lines(frame, vote):
        return [*lines, *paragraph(_after_lines(frame, vote))]
    return paragraph(_sentences(frame, vote))


def _counted_on_lines(frame: Frame, vote: Vote) -> list[Block]:
    """Return the lines of a count, where the body has counts on lines and there is one."""
    count = count_of(vote, ballots_of(frame, vote))
    on_lines = frame.choices["minutes.votes"] == "lines" and not vote.is_election
    return _lines(frame, vote, count) if on_lines and count.is_counted else []


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
    count = count_of(vote, ballots_of(frame, vote))
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
    elif vote.result is Result.TIED:
        key = "vote.counted.tied"
    else:
        key = "vote.counted.table" if in_table(frame, vote) else "vote.counted"
        slots["status"] = result[:1].upper() + result[1:]
    told = rival_sentence(frame, vote, count, opening) if not casting else ""
    told = told or frame.say(key, result=result, **slots)
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
        name=name_of(frame, vote.casting) or chair,
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


# ------------------------------------------------------------------ decisions


def decided(frame: Frame, entry: Entry, blocks: list[Block]) -> list[Block]:
    """Return a decision with the word for its kind before it, unless its words begin with one.

    Before a list, and where the body has it so, the word stands on a line of its own.
    """
    if entry.decision is DecisionKind.NONE or not blocks:
        return blocks
    first = blocks[0]
    if isinstance(first, Paragraph) and _says_itself(plain(first.runs)):
        return blocks
    word = Text(frame.say(f"decision.{entry.decision}"), bold=True)
    if not isinstance(first, Paragraph) or frame.choices["minutes.decision_word"] == "line":
        return [Paragraph((word,), Role.DECISION, keep_with_next=True), *blocks]
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
