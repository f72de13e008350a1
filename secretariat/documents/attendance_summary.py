"""Who came to the meetings of a body over a period: the counts, and then meeting by meeting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from secretariat.documents.common import first_date
from secretariat.documents.lister import cell
from secretariat.documents.model import (
    Align,
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    Role,
    Table,
    runs,
)
from secretariat.documents.of_body import BodyFrame, body_frame, document_of
from secretariat.documents.wording import Wording
from secretariat.models.attendance import in_print_order, roll
from secretariat.models.kinds import AttendanceKind, Capacity
from secretariat.models.plaintext import one_line
from secretariat.models.views import BodyView, MeetingView

_COLUMNS = 7
"""Meetings side by side, as many as a page of A4 holds with their days."""

_NOT_COUNTED = (Capacity.OFFICER, Capacity.VISITOR, Capacity.PUBLIC, Capacity.SUBSTITUTE)
_COUNT_WIDTHS = (0.36, 0.16, 0.16, 0.16, 0.16)
_NAME_WIDTH = 0.3


@dataclass(slots=True)
class _Record:
    """One member's marks by the meeting's uid; a mark that is None was never written."""

    name: str
    marks: dict[str, AttendanceKind | None] = field(default_factory=dict)

    def count(self, *kinds: AttendanceKind) -> int:
        return sum(mark in kinds for mark in self.marks.values())

    @property
    def attended(self) -> int:
        return sum(mark is not None and mark.in_the_room for mark in self.marks.values())


def compose_attendance_summary(view: BodyView, wording: Wording) -> Document:
    """Return how often each member came in the period, out of the meetings at which they were
    expected, and the mark of each meeting.

    Officers, visitors, the public and substitutes are not counted; whoever sent a substitute sent
    apologies. A meeting whose roll was not called counts for nobody.
    """
    frame = body_frame(view, wording)
    told = [one for one in view.meetings if any(e.kind.is_roll_call for e in one.events)]
    records = _records(told)
    heading = frame.say("attendance_summary")
    if not records:
        none = [Paragraph(runs(frame.say("attendance_summary.none")))]
        return document_of(frame, "attendance summary", heading, frame.period, none)
    blocks: list[Block] = [_counts(frame, records)]
    blocks.append(Heading(2, runs(frame.say("attendance_summary.by_meeting")), section=True))
    blocks.append(Paragraph(runs(frame.say("attendance_summary.key")), Role.SMALL))
    blocks.extend(_by_meeting(frame, told, records))
    return document_of(frame, "attendance summary", heading, frame.period, blocks)


def _records(meetings: Sequence[MeetingView]) -> list[_Record]:
    """Return the members in the order in which they stand on the latest roll."""
    records: dict[str, _Record] = {}
    for view in reversed(meetings):
        marks = _marks(view)
        for one in in_print_order(view.attendees):
            if one.capacity in _NOT_COUNTED:
                continue
            record = records.setdefault(one.person or one.name, _Record(one_line(one.name)))
            record.marks[view.meeting.uid] = marks[one.uid]
    return list(records.values())


def _marks(view: MeetingView) -> Mapping[str, AttendanceKind | None]:
    called = roll(view.attendees, view.events)
    listed = [one for group in called.groups for one in group.people]
    listed += [*called.apologies, *called.absent, *called.unmarked]
    return {one.attendee.uid: one.kind for one in listed}


def _counts(frame: BodyFrame, records: Sequence[_Record]) -> Table:
    keys = ("expected", "attended", "apologies", "absent")
    heads = frame.heads("attendance.name", *(f"attendance_summary.{key}" for key in keys))
    rows = [
        (
            cell(one.name, header=True),
            _number(len(one.marks)),
            _number(one.attended),
            _number(one.count(AttendanceKind.APOLOGIES, AttendanceKind.SUBSTITUTED)),
            _number(one.count(AttendanceKind.ABSENT)),
        )
        for one in records
    ]
    summary = frame.say("attendance_summary.summary")
    return Table((heads, *rows), _COUNT_WIDTHS, summary=summary)


def _by_meeting(
    frame: BodyFrame, meetings: Sequence[MeetingView], records: Sequence[_Record]
) -> Iterator[Table]:
    """Yield the marks of each meeting, a table for every few of them."""
    for at in range(0, len(meetings), _COLUMNS):
        few = meetings[at : at + _COLUMNS]
        share = (1 - _NAME_WIDTH) / max(len(few), 4)
        widths = (1 - share * len(few), *[share] * len(few))
        days = [first_date(one) for one in few]
        said = [frame.phrases.plain_date(day) if day else "" for day in days]
        columns = (frame.say("attendance.name"), *said)
        heads = tuple(cell(words, header=True) for words in columns)
        here = [one for one in records if any(view.meeting.uid in one.marks for view in few)]
        rows = [
            (
                cell(one.name, header=True),
                *(cell(_mark(frame, one, view.meeting.uid)) for view in few),
            )
            for one in here
        ]
        summary = frame.say("attendance_summary.marks", first=said[0], last=said[-1])
        yield Table((heads, *rows), widths, summary=summary)


def _mark(frame: BodyFrame, record: _Record, meeting: str) -> str:
    if meeting not in record.marks:
        return frame.say("attendance_summary.mark.none")
    return frame.say(f"attendance_summary.mark.{record.marks[meeting] or 'unmarked'}")


def _number(count: int) -> Cell:
    return Cell((Paragraph(runs(str(count))),), align=Align.CENTRE)
