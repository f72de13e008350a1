"""Submissions as lists and forms show them: where they stand, and whether they came in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from secretariat.models.dates import spoken_date
from secretariat.models.deadlines import rule_words
from secretariat.models.kinds import DeadlineKind, Ruling
from secretariat.models.records import Body, Item, Submission
from secretariat.models.submissions import (
    DEADLINES,
    SubmissionState,
    awaits_written_reply,
    state_of,
)
from secretariat.services.deadlines import Deadline, Reckoner
from secretariat.services.meetings import Meet, all_meetings, meet_of
from secretariat.store.rows import Reader


@dataclass(frozen=True, slots=True)
class SubmissionView:
    """A submission with its body, the meeting and item it is placed on, and its deadline."""

    submission: Submission
    body: Body
    meet: Meet | None = None
    item: Item | None = None
    deadline: Deadline | None = None

    @property
    def state(self) -> SubmissionState:
        return state_of(self.submission)

    @property
    def is_late(self) -> bool:
        """Say whether it came after its deadline. A rule warns; nothing is refused."""
        received = self.submission.received_on
        return self.deadline is not None and received is not None and received > self.deadline.day

    @property
    def due_words(self) -> str:
        """Say by which day it was due and why, empty where no rule says: “Due by Thursday 9 July
        2026: 5 clear working days before the meeting (Standing order 10)”."""
        if self.deadline is None:
            return ""
        set_by_hand = self.deadline.override is not None
        why = "a day set by hand" if set_by_hand else rule_words(self.deadline.reckoning.rule)
        source = "" if set_by_hand or not self.deadline.source else f" ({self.deadline.source})"
        verb = "Late: it was due" if self.is_late else "Due"
        return f"{verb} by {spoken_date(self.deadline.day)}, {why}{source}."


def submission_views(
    reader: Reader,
    *,
    body: str | None = None,
    meeting: str | None = None,
    today: date = date.min,
) -> list[SubmissionView]:
    """Return submissions of a body, of a meeting or all, in the order of their item.

    Those of the next meeting come first; then those on no meeting, the last that came first; and
    in the end those of meetings before `today`, the latest first.
    """
    wanted: dict[str, Any] = {"body": body} if body else {}
    if meeting:
        wanted["meeting"] = meeting
    rows = reader.find(Submission, **wanted)
    uids = {row.meeting for row in rows if row.meeting}
    if not uids:
        meets = {}
    elif meeting:
        meets = {meeting: meet_of(reader, meeting)}
    else:
        meets = {m.meeting.uid: m for m in all_meetings(reader) if m.meeting.uid in uids}
    chains = Reckoner(reader).chains(meets.values()) if meets else {}
    bodies = reader.by_uid(Body, (row.body for row in rows))
    items = reader.by_uid(Item, (row.item for row in rows))
    found = [
        SubmissionView(
            row,
            bodies[row.body],
            meets.get(row.meeting or ""),
            items.get(row.item or ""),
            _deadline(chains.get(row.meeting or "", ()), DEADLINES[row.kind]),
        )
        for row in rows
    ]
    return sorted(found, key=lambda view: _where(view, today))


def submission_view(reader: Reader, uid: str) -> SubmissionView:
    """Return one submission with where it stands."""
    row = reader.get(Submission, uid)
    meet = meet_of(reader, row.meeting) if row.meeting else None
    chain = Reckoner(reader).chains([meet]).get(row.meeting or "", []) if meet else []
    return SubmissionView(
        row,
        reader.get(Body, row.body),
        meet,
        reader.maybe(Item, row.item),
        _deadline(chain, DEADLINES[row.kind]),
    )


def _deadline(chain: Sequence[Deadline], kind: DeadlineKind) -> Deadline | None:
    return next((one for one in chain if one.kind is kind), None)


def _where(view: SubmissionView, today: date) -> tuple[int, int, str, str, int, int]:
    on, row = view.meet.date if view.meet else None, view.submission
    received = -(row.received_on or date.min).toordinal()
    if on is None:
        return (1, 0, row.meeting or "", "", 0, received)
    rank, when = (0, on.toordinal()) if on >= today else (2, -on.toordinal())
    return (rank, when, row.meeting or "", row.item or "", row.position, received)


def to_rule_on(views: Sequence[SubmissionView]) -> list[SubmissionView]:
    """Return what waits for a ruling, that of the earliest meeting first."""
    return sorted((one for one in views if one.state is SubmissionState.TO_RULE), key=_meeting_day)


def replies_due(views: Sequence[SubmissionView], today: date) -> list[SubmissionView]:
    """Return the promised written replies that are not there, once the meeting has been."""
    waiting = (one for one in views if awaits_written_reply(one.submission))
    return sorted((one for one in waiting if _meeting_day(one) <= today), key=_meeting_day)


def unprinted(reader: Reader, meeting: str) -> list[str]:
    """Return what to look at before an agenda goes out: what still waits for a ruling, and what
    is in order and stands under no item, a sentence each."""
    rows = reader.find(Submission, meeting=meeting)
    waiting = sum(1 for row in rows if row.ruling is Ruling.PENDING)
    homeless = sum(1 for row in rows if row.ruling is Ruling.IN_ORDER and row.item is None)
    found = []
    if waiting:
        verb = "submission waits" if waiting == 1 else "submissions wait"
        found.append(f"{waiting} {verb} for a ruling and will not be printed.")
    if homeless:
        verb = "submission stands" if homeless == 1 else "submissions stand"
        found.append(f"{homeless} {verb} under no item of the agenda and will not be printed.")
    return found


def _meeting_day(view: SubmissionView) -> date:
    return (view.meet.date if view.meet else None) or date.max
