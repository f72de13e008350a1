"""The approval of minutes: of which meetings, with what corrections, and what follows from it.

Recording that minutes were approved closes the earlier meeting in the same change; taking the
record back opens it again. Minutes that are only received stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from secretariat.models.kinds import DocumentKind, Stage
from secretariat.models.records import (
    Approval,
    Correction,
    Entry,
    Meeting,
    Publication,
    Sitting,
)
from secretariat.models.room_kinds import ApprovalKind
from secretariat.paths import resources
from secretariat.services.bodies import choices_of
from secretariat.services.happened import other_bodies
from secretariat.services.meetings import Meet, all_meetings, meet_of
from secretariat.services.quorum import fitting, rule_data
from secretariat.services.rules import jurisdiction_of
from secretariat.services.sequences import give_numbers
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt

if TYPE_CHECKING:
    from secretariat.documents.common import Phrases

_WAITING = (Stage.HELD, Stage.DRAFT_MINUTES, Stage.MINUTES_OUT)
_PARTS = {"public", "exempt"}


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """An approval with its corrections; `of` is the meeting whose minutes they are."""

    approval: Approval
    corrections: tuple[Correction, ...] = ()
    of: Meet | None = None


@dataclass(frozen=True, slots=True)
class Approvals:
    """The approvals of one meeting as of one moment.

    `waiting` are the earlier meetings whose minutes nobody has approved yet, the last one first.
    `sentences` say by entry what prints while it has no words of its own.
    """

    by_entry: Mapping[str, tuple[ApprovalView, ...]]
    waiting: tuple[Meet, ...]
    sentences: Mapping[str, str]


def waiting(reader: Reader, meeting: str) -> list[Meet]:
    """Return the earlier meetings of the leading body that wait for approval, the last first."""
    here = meet_of(reader, meeting)
    if not here.bodies or here.date is None:
        return []
    earlier = [
        meet
        for meet in all_meetings(reader, body=here.bodies[0].uid)
        if meet.meeting.uid != meeting
        and meet.meeting.stage in _WAITING
        and meet.date is not None
        and meet.date <= here.date
    ]
    return list(reversed(earlier))


def unsuitable(reader: Reader, meeting: str) -> str:
    """Return the rule by which minutes are not put forward at this meeting; empty: there is none.

    An extraordinary meeting of a council is not suitable for it: SI 1993/202, Sch. 2 para. 2.
    """
    meet = meet_of(reader, meeting)
    if not meet.bodies or meet.date is None:
        return ""
    body = meet.bodies[0]
    rows = [
        row
        for row in rule_data("approval.json")["unsuitable"]
        if meet.meeting.kind.value in row["meetings"]
    ]
    found = fitting(rows, body, jurisdiction_of(reader, body), meet.date)
    return str(found["source"]) if found else ""


def approvals(reader: Reader, meeting: str) -> Approvals:
    """Return the approvals of a meeting; little is read where there are none."""
    rows = reader.find(Approval, meeting=meeting)
    if not rows:
        return Approvals({}, (), {})
    corrections = reader.grouped(Correction, "approval", [row.uid for row in rows])
    by_entry: dict[str, list[ApprovalView]] = {}
    for row in rows:
        of = meet_of(reader, row.of_meeting) if row.of_meeting else None
        view = ApprovalView(row, tuple(corrections.get(row.uid, ())), of)
        by_entry.setdefault(row.entry or "", []).append(view)
    phrases = _phrases(reader, meeting)
    earlier = [row.of_meeting for row in rows if row.of_meeting]
    others = other_bodies(reader, meeting, earlier)
    sentences = {entry: _sentence(phrases, views, others) for entry, views in by_entry.items()}
    found = {entry: tuple(views) for entry, views in by_entry.items()}
    return Approvals(found, tuple(waiting(reader, meeting)), sentences)


def _phrases(reader: Reader, meeting: str) -> Phrases:
    from secretariat.documents.common import Phrases
    from secretariat.documents.wording import load_wording

    lead = meet_of(reader, meeting).bodies[0]
    chosen = choices_of(reader, lead.uid)
    wording = load_wording(resources() / "wording", lead.language)
    return Phrases(wording.of_body(chosen), chosen)


def _sentence(phrases: Phrases, views: list[ApprovalView], others: Mapping[str, str]) -> str:
    from secretariat.documents.room_approvals import Earlier, approval_sentence

    held: dict[str, tuple[Meeting, Sitting]] = {
        view.of.meeting.uid: (view.of.meeting, view.of.first)
        for view in views
        if view.of and view.of.first
    }
    corrections = [one for view in views for one in view.corrections]
    earlier = Earlier(held, others)
    return approval_sentence(phrases, [view.approval for view in views], corrections, earlier)


def approved_at(reader: Reader, meeting: str) -> list[Meet]:
    """Return the meetings at which the minutes of a meeting were approved, earliest first."""
    rows = reader.find(Approval, of_meeting=meeting)
    kinds = (ApprovalKind.APPROVED, ApprovalKind.RATIFIED)
    found = {row.meeting for row in rows if row.kind in kinds}
    return sorted((meet_of(reader, uid) for uid in found), key=lambda m: m.date or date.max)


# ---------------------------------------------------------------------- recording


def make_approval(writer: Writer, entry: Entry) -> Approval:
    """Give an entry its approval: of the last minutes that wait for one, where the meeting is
    suitable for it. One that is there already stays."""
    held = writer.find(Approval, entry=entry.uid)
    return held[0] if held else _add(writer, entry)


def _add(writer: Writer, entry: Entry) -> Approval:
    rows = writer.find(Approval, meeting=entry.meeting)
    named = {row.of_meeting for row in rows}
    fit = not unsuitable(writer, entry.meeting)
    last = next((m for m in waiting(writer, entry.meeting) if m.meeting.uid not in named), None)
    row = writer.insert(
        Approval(
            meeting=entry.meeting,
            item=entry.item,
            entry=entry.uid,
            of_meeting=last.meeting.uid if last and fit else None,
            position=len(rows),
        )
    )
    _settle(writer, row.of_meeting)
    return row


def add_approval(session: Session, entry: str) -> Receipt[Approval]:
    """Record in the same entry that further minutes were approved."""
    return session.change("Approve minutes", lambda w: _add(w, w.get(Entry, entry)))


def change_approval(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[Approval]:
    """Set fields of an approval; the meetings that it names, and named, follow it."""

    def work(writer: Writer) -> Approval:
        before = writer.get(Approval, uid)
        row = writer.update(Approval, uid, **values)
        if values.keys() & {"of_meeting", "kind", "part"}:
            if before.of_meeting != row.of_meeting:
                _settle(writer, before.of_meeting)
            _settle(writer, row.of_meeting)
        return row

    names = "-".join(sorted(values))
    key = f"approval:{uid}:{names}"
    return session.change("Change approval of minutes", work, origin=origin, merge_key=key)


def remove_approval(session: Session, uid: str) -> Receipt[None]:
    """Take back that minutes were approved; their meeting is open again."""
    return session.change("Remove approval of minutes", lambda w: _remove(w, w.get(Approval, uid)))


def drop_approvals(writer: Writer, entry: str) -> None:
    """Take away the approvals of an entry that is another kind now, or is removed."""
    for row in writer.find(Approval, entry=entry):
        _remove(writer, row)


def move_approvals(writer: Writer, entry: str, item: str | None) -> None:
    """Let approvals follow their entry to another item."""
    for row in writer.find(Approval, entry=entry):
        writer.update(Approval, row.uid, item=item)


def _remove(writer: Writer, row: Approval) -> None:
    writer.delete(Approval, row.uid)
    _settle(writer, row.of_meeting)


def _settle(writer: Writer, uid: str | None) -> None:
    """Bring the stage of an earlier meeting in line with what is recorded of its minutes.

    Minutes of which a public and an exempt part are approved apart are so with both.
    """
    meeting = writer.maybe(Meeting, uid)
    if meeting is None:
        return
    kinds = (ApprovalKind.APPROVED, ApprovalKind.RATIFIED)
    parts = {row.part for row in writer.find(Approval, of_meeting=uid) if row.kind in kinds}
    approved = "" in parts or parts >= _PARTS
    if approved and meeting.stage in _WAITING:
        give_numbers(writer, meeting.uid)
        writer.update(Meeting, meeting.uid, stage=Stage.CLOSED)
    elif not approved and meeting.stage is Stage.CLOSED:
        out = writer.count(Publication, meeting=meeting.uid, kind=DocumentKind.MINUTES)
        stage = Stage.MINUTES_OUT if out else Stage.DRAFT_MINUTES
        writer.update(Meeting, meeting.uid, stage=stage)


def add_correction(session: Session, approval: str, **values: Any) -> Receipt[Correction]:
    """Add a correction to the minutes that are approved, after those that are there."""

    def work(writer: Writer) -> Correction:
        last = writer.count(Correction, approval=approval)
        return writer.insert(Correction(approval=approval, position=last, **values))

    return session.change("Add correction", work)


def change_correction(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[Correction]:
    """Set fields of a correction."""
    names = "-".join(sorted(values))
    return session.change(
        "Change correction",
        lambda writer: writer.update(Correction, uid, **values),
        origin=origin,
        merge_key=f"correction:{uid}:{names}",
    )


def remove_correction(session: Session, uid: str) -> Receipt[None]:
    """Remove a correction."""
    return session.change("Remove correction", lambda writer: writer.delete(Correction, uid))
