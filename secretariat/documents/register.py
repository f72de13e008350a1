"""The attendance register of one meeting: to be signed before it, as it was recorded after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from secretariat.documents.attendance import ROW_MM, Expected, expected_rows
from secretariat.documents.common import (
    Frame,
    frame_of,
    masthead,
    sitting_lines,
)
from secretariat.documents.lister import cell
from secretariat.documents.model import Block, Cell, Document, Heading, Paragraph, Table, runs
from secretariat.documents.of_meeting import document_of
from secretariat.documents.two_languages import phrase
from secretariat.documents.wording import Wording
from secretariat.models.attendance import Listed, movements, roll
from secretariat.models.kinds import AttendanceKind, Stage
from secretariat.models.plaintext import one_line
from secretariat.models.records import AttendanceEvent
from secretariat.models.views import MeetingView

_BEFORE = (Stage.PLANNED, Stage.AGENDA, Stage.PUBLISHED)
_SAID = {
    AttendanceKind.WITHDRAWS: "register.withdrew",
    AttendanceKind.RETURNS: "register.returned",
}
_NAME, _ROLE, _STATE, _TIME, _SIGNATURE = 0.25, 0.29, 0.2, 0.13, 0.26


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its heading, its share of the width, and what stands in it for each person."""

    key: str
    share: float
    words: Sequence[str]


def compose_register(view: MeetingView, wording: Wording) -> Document:
    """Return everybody who is expected with role and organisation, in print order, and then how
    each is listed and when each came late, left and came back, as far as that was noted.

    Before the meeting these columns are to be filled in by hand; how each is listed stands there
    only where apologies are known. Where the body wants
    them, there is a place for signatures.
    """
    frame = frame_of(view, wording)
    blocks: list[Block] = [*masthead(frame), *sitting_lines(frame)]
    blocks.append(Heading(2, phrase(frame, "register")))
    rows = expected_rows(frame)
    blocks.append(_table(frame, rows) if rows else Paragraph(runs(frame.say("register.none"))))
    return document_of(
        frame, blocks, kind="attendance register", title="register.title", heading="register"
    )


def _table(frame: Frame, rows: Sequence[Expected]) -> Table:
    before = frame.view.meeting.stage in _BEFORE
    signed = frame.choices["register.signatures"]
    told = {listed.attendee.uid: listed for listed in _listed(frame)}
    states = [_state(frame, one, told.get(one.uid)) for one in rows]
    columns = [
        _Column("attendance.name", _NAME, [one.name for one in rows]),
        _Column("register.role", _ROLE, [_role(one) for one in rows]),
        _Column("register.attendance", _STATE, states),
        _Column("register.arrived", _TIME, [_arrived(frame, told.get(one.uid)) for one in rows]),
        _Column("register.left", _TIME, [_left(frame, one.uid) for one in rows]),
    ]
    if signed == "always" or (signed == "before" and before):
        columns.append(_Column("attendance.signature", _SIGNATURE, [""] * len(rows)))
    if before and not any(states):
        columns = [column for column in columns if column.words is not states]
    whole = sum(column.share for column in columns)
    header = tuple(Cell((Paragraph(phrase(frame, column.key)),), header=True) for column in columns)
    body = [tuple(cell(column.words[at]) for column in columns) for at in range(len(rows))]
    return Table(
        (header, *body),
        tuple(column.share / whole for column in columns),
        summary=frame.say("register.summary"),
        row_height_mm=ROW_MM if before else 0,
    )


def _role(one: Expected) -> str:
    return ", ".join(filter(None, (one.role, one.organisation)))


def _listed(frame: Frame) -> list[Listed]:
    called = roll(frame.view.attendees, frame.view.events)
    inside = [one for group in called.groups for one in group.people]
    return [*inside, *called.apologies, *called.absent, *called.unmarked]


def _state(frame: Frame, one: Expected, listed: Listed | None) -> str:
    """Return how somebody is listed, with whose substitute or by whom substituted."""
    if listed is None:
        return ""
    if listed.kind is None and not listed.took_part:
        before = frame.view.meeting.stage in _BEFORE
        return "" if before else frame.say("attendance_summary.mark.unmarked")
    kind = listed.kind or AttendanceKind.PRESENT
    words = [frame.say(f"attendance_summary.mark.{kind}")]
    if listed.substitute_for is not None:
        words.append(frame.say("attendance.substitute", name=_name(listed.substitute_for.name)))
    by = [other for other in frame.view.attendees if other.substitute_for == one.uid]
    if kind is AttendanceKind.SUBSTITUTED and by:
        words.append(frame.say("attendance.substituted", name=_name(by[0].name)))
    return ", ".join(words)


def _name(name: str) -> str:
    return one_line(name)


def _arrived(frame: Frame, listed: Listed | None) -> str:
    """Return when somebody came who was not there from the start."""
    if listed is None:
        return ""
    moves = _moves(frame, listed.attendee.uid, AttendanceKind.ARRIVES)
    if listed.kind is not AttendanceKind.LATE and not moves:
        return ""
    return _time(frame, listed.at or next((one.at for one in moves if one.at), None))


def _left(frame: Frame, uid: str) -> str:
    """Return when somebody left, or withdrew from an item, and came back."""
    words = []
    for one in _moves(frame, uid, AttendanceKind.LEAVES, *_SAID):
        at = frame.phrases.clock(one.at) if one.at else ""
        if key := _SAID.get(one.kind):
            words.append(frame.say(key, time=at).strip())
        else:
            words.append(_time(frame, one.at))
    return "; ".join(words)


def _moves(frame: Frame, uid: str, *kinds: AttendanceKind) -> list[AttendanceEvent]:
    return [
        one for one in movements(frame.view.events) if one.attendee == uid and one.kind in kinds
    ]


def _time(frame: Frame, at: time | None) -> str:
    return frame.say("register.untimed") if at is None else frame.phrases.clock(at)
