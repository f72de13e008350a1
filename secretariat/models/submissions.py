"""Rules on what the public and members hand in: how it stands, and who may see it.

A document prints a submission only when it is in order and stands under an item that its readers
may see; what waits for a ruling, was ruled out or was taken back is never printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from secretariat.models.agenda import effective_restrictions
from secretariat.models.faces import close_ranks, face
from secretariat.models.kinds import Audience, DeadlineKind, Ruling, SubmissionKind
from secretariat.models.numbering import in_tree_order
from secretariat.models.records import Item, Submission


class SubmissionState(StrEnum):
    """How a submission stands, in the order in which an officer deals with it."""

    TO_RULE = "to rule on"
    IN_ORDER = "in order"
    ANSWERED = "answered"
    RULED_OUT = "ruled out"
    WITHDRAWN = "withdrawn"


_BY_RULING = {
    Ruling.PENDING: SubmissionState.TO_RULE,
    Ruling.RULED_OUT: SubmissionState.RULED_OUT,
    Ruling.WITHDRAWN: SubmissionState.WITHDRAWN,
}

DEADLINES = {
    SubmissionKind.QUESTION: DeadlineKind.QUESTIONS,
    SubmissionKind.MEMBER_QUESTION: DeadlineKind.QUESTIONS,
    SubmissionKind.STATEMENT: DeadlineKind.QUESTIONS,
    SubmissionKind.PETITION: DeadlineKind.PETITIONS,
    SubmissionKind.DEPUTATION: DeadlineKind.DEPUTATIONS,
    SubmissionKind.MOTION: DeadlineKind.MOTIONS,
}
"""Which deadline each kind of submission has to keep; a statement keeps that of questions."""


def state_of(submission: Submission) -> SubmissionState:
    """Return how a submission stands: its ruling, and once it has a reply, that it has one."""
    if submission.ruling is not Ruling.IN_ORDER:
        return _BY_RULING[submission.ruling]
    return SubmissionState.ANSWERED if submission.reply.strip() else SubmissionState.IN_ORDER


def awaits_written_reply(submission: Submission) -> bool:
    """Say whether a reply in writing was promised and is not there yet."""
    return submission.is_written_reply and state_of(submission) is SubmissionState.IN_ORDER


def visible_submissions(
    submissions: Iterable[Submission], items: Iterable[Item], audience: Audience
) -> tuple[Submission, ...]:
    """Return the submissions that documents for `audience` print, in the order of the agenda.

    Those that are in order and stand under an item, neither they nor the item closed to the
    audience. Places are counted among what is seen. What no document prints stays behind for
    every audience: contacts, notes, who ruled and why.
    """
    held_items = in_tree_order(items)
    held = effective_restrictions(held_items)
    place = {item.uid: at for at, item in enumerate(held_items)}
    seen = [
        submission
        for submission in submissions
        if submission.ruling is Ruling.IN_ORDER
        and submission.item in held
        and audience.may_see(submission.restriction)
        and audience.may_see(held[submission.item].restriction)
    ]
    found: list[Submission] = []
    for uid in sorted({one.item or "" for one in seen}, key=place.__getitem__):
        run = sorted((one for one in seen if one.item == uid), key=lambda one: one.position)
        found += close_ranks(face(_printable(one), audience) for one in run)
    return tuple(found)


def _printable(submission: Submission) -> Submission:
    return replace(submission, contact="", note="", ruling_reason="", ruled_by="")


def of_item(submissions: Sequence[Submission], item: str) -> tuple[Submission, ...]:
    """Return the submissions of one item in their order."""
    return tuple(one for one in submissions if one.item == item)
