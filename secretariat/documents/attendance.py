"""The attendance list that goes round the table, with a place for each to sign."""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.documents.common import (
    Frame,
    frame_of,
    masthead,
    sitting_lines,
)
from secretariat.documents.lister import capacity_label
from secretariat.documents.model import Block, Cell, Document, Heading, Paragraph, Role, Table, runs
from secretariat.documents.of_meeting import document_of
from secretariat.documents.two_languages import phrase
from secretariat.documents.wording import Wording
from secretariat.models.attendance import in_print_order, roll
from secretariat.models.kinds import Capacity, MemberRole
from secretariat.models.plaintext import one_line
from secretariat.models.views import MeetingView, Member

BLANK_ROWS = 4
"""The fewest rows left for those who come without being expected."""

PAGE_ROWS = 16
"""Rows that fill the first page: a short list is filled up with blank ones."""

ROW_MM = 9
"""How high a row is that somebody writes in."""
_WIDTHS = (0.25, 0.23, 0.23, 0.29)


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who is expected, as a list names them; `uid` is that of the attendee, if any."""

    name: str = ""
    role: str = ""
    organisation: str = ""
    signature: str = ""
    uid: str = ""


def compose_attendance(view: MeetingView, wording: Wording) -> Document:
    """Return the list to sign: those expected in print order, then blank rows.

    Before anybody is on the roll the members stand on it; whoever has sent apologies is so
    marked.
    """
    frame = frame_of(view, wording)
    blocks: list[Block] = [*masthead(frame), *sitting_lines(frame)]
    blocks.append(Heading(2, phrase(frame, "attendance.heading")))
    blocks.append(_table(frame, expected_rows(frame)))
    return document_of(
        frame, blocks, kind="attendance", title="attendance.title", heading="attendance.heading"
    )


def expected_rows(frame: Frame) -> list[Expected]:
    """Return those who are expected in print order; before there is a roll the members."""
    expected = [one for one in frame.view.attendees if one.capacity is not Capacity.PUBLIC]
    if not expected:
        return [_member_row(frame, member) for member in frame.view.members]
    called = roll(expected, frame.view.events)
    away = {one.attendee.uid for one in called.apologies}
    return [
        Expected(
            one_line(one.name),
            ", ".join(filter(None, (capacity_label(frame, one), one_line(one.job_title)))),
            one_line(one.organisation or one.seat),
            frame.say("attendance.apologies") if one.uid in away else "",
            one.uid,
        )
        for one in in_print_order(expected)
    ]


def _member_row(frame: Frame, member: Member) -> Expected:
    lead = frame.view.lead
    titles = {
        MemberRole.CHAIR: lead.chair_title,
        MemberRole.VICE_CHAIR: lead.vice_chair_title,
    }
    title = titles.get(member.membership.role, "")
    organisation = member.membership.representing or (
        member.organisation.name if member.organisation else ""
    )
    return Expected(
        frame.name(member.person),
        ", ".join(filter(None, (title, one_line(member.person.job_title)))),
        one_line(organisation),
    )


def _table(frame: Frame, rows: list[Expected]) -> Table:
    heads = ("name", "role", "organisation", "signature")
    header = tuple(
        Cell((Paragraph(phrase(frame, f"attendance.{head}")),), header=True) for head in heads
    )
    filled = [
        (
            _cell(row.name),
            _cell(row.role),
            _cell(row.organisation),
            _cell(row.signature, Role.SMALL),
        )
        for row in [*rows, *[Expected()] * max(BLANK_ROWS, PAGE_ROWS - len(rows))]
    ]
    return Table(
        (header, *filled),
        _WIDTHS,
        summary=frame.say("attendance.summary"),
        row_height_mm=ROW_MM,
    )


def _cell(words: str, role: Role = Role.BODY) -> Cell:
    return Cell((Paragraph(runs(words), role),) if words else ())
