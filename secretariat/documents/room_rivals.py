"""Votes in which an amendment is put against the motion, as Scottish councils take them: one count
decides both."""

from __future__ import annotations

from secretariat.documents.common import Frame
from secretariat.models.motions import rival_of
from secretariat.models.records import Motion, Vote
from secretariat.models.room_kinds import Result
from secretariat.models.voting import Count

_WINNER = {Result.CARRIED: "motion", Result.LOST: "amendment"}


def are_rivals(frame: Frame) -> bool:
    """Say whether the body puts an amendment against the motion."""
    return frame.choices["minutes.amendments"] == "against"


def told_by_rival(frame: Frame, motion: Motion, voted: set[str | None]) -> bool:
    """Say whether the vote on a motion, which is among those `voted` on, tells what became of the
    amendment that was put against it."""
    if not are_rivals(frame) or motion.amends not in voted:
        return False
    rival = rival_of(frame.view.happened.motions, motion.amends)
    return rival is not None and rival.uid == motion.uid


def rival_sentence(frame: Frame, vote: Vote, count: Count, opening: str) -> str:
    """Return the sentence about a counted vote of the motion against its amendment; empty where
    there is no such vote, or it has no result."""
    rival = rival_of(frame.view.happened.motions, vote.motion) if are_rivals(frame) else None
    votes_for, against = count.votes_for, count.against
    if rival is None or vote.result not in _WINNER or votes_for is None or against is None:
        return ""
    slots = {
        "opening": opening,
        "votes_for": _votes(frame, votes_for),
        "votes_against": _votes(frame, against),
        "what": frame.say(f"vote.what.{_WINNER[vote.result]}"),
    }
    if not count.abstentions:
        return frame.say("vote.rivals", **slots)
    many = count.abstentions
    key = "vote.abstention" if many == 1 else "vote.abstentions"
    return frame.say("vote.rivals.abstained", **slots, abstentions=frame.say(key, count=many))


def _votes(frame: Frame, many: int) -> str:
    return frame.say("vote.votes.one" if many == 1 else "vote.votes", count=many)
