"""Those present, in attendance and absent, as minutes list them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from secretariat.documents.away import away_blocks
from secretariat.documents.common import Frame
from secretariat.documents.model import Block, Cell, Heading, Paragraph, Table, Text, runs
from secretariat.models.attendance import Group, GroupKey, Listed, roll
from secretariat.models.kinds import AttendanceKind, Capacity
from secretariat.models.plaintext import one_line
from secretariat.models.records import Attendee

_WIDTHS = (0.2, 0.34, 0.46)


def attendance_blocks(frame: Frame, initials: Mapping[str, str]) -> list[Block]:
    """Return who was there, in the groups and the order of the house, then apologies.

    `initials` are put behind the names of the attendees by whose uid they stand.
    """
    called = roll(frame.view.attendees, frame.view.events)
    blocks: list[Block] = []
    for key, groups in (
        ("minutes.present", called.present),
        ("minutes.in_attendance", called.in_attendance),
    ):
        if groups and frame.choices["minutes.present"] == "sentence":
            blocks.extend(_in_sentences(frame, groups, frame.say(key), initials))
        elif groups:
            blocks.append(Heading(2, runs(frame.say(key)), section=True))
            if frame.choices["minutes.present"] == "columns":
                blocks.append(_table(frame, groups, frame.say(key), initials))
            else:
                blocks.extend(_listed(frame, groups, initials))
    blocks.extend(away_blocks(frame, called))
    return blocks


def group_label(frame: Frame, group: Group) -> str:
    """Return the words before a group: its own heading, the title of the chair, or the usual."""
    lead = frame.view.lead
    if group.title:
        return group.title
    if group.key is GroupKey.CHAIR:
        return lead.chair_title
    if group.key is GroupKey.VICE_CHAIR:
        return lead.vice_chair_title
    return frame.say(f"group.{group.key}")


def capacity_label(frame: Frame, person: Attendee) -> str:
    """Return the role of a person on the body as a list names it, empty for a plain member."""
    if person.role_title.strip():
        return one_line(person.role_title)
    lead = frame.view.lead
    titles = {Capacity.CHAIR: lead.chair_title, Capacity.VICE_CHAIR: lead.vice_chair_title}
    return titles.get(person.capacity, "")


def name_with_notes(frame: Frame, person: Listed, initials: Mapping[str, str]) -> str:
    """Return a name with what must be said of it: initials, for whom, from when, from afar."""
    name = one_line(person.attendee.name)
    quoted = initials.get(person.attendee.uid, "")
    if quoted and person.attendee.capacity is not Capacity.PUBLIC:
        name = frame.say("name.note", name=name, note=quoted)
    notes: list[str] = []
    if person.substitute_for:
        notes.append(frame.say("attendance.substitute", name=person.substitute_for.name))
    if person.kind is AttendanceKind.REMOTE:
        notes.append(frame.say("attendance.remote"))
    if person.kind is AttendanceKind.LATE and person.at:
        notes.append(frame.say("attendance.late", time=frame.phrases.clock(person.at)))
    elif person.kind is AttendanceKind.LATE:
        notes.append(frame.say("attendance.late.untimed"))
    return frame.say("name.note", name=name, note="; ".join(notes)) if notes else name


def _details(person: Attendee, label: str) -> str:
    """Return role, post and organisation on one line, without what the group already says."""
    parts = (person.role_title, person.job_title, person.organisation or person.seat)
    words = [one_line(part) for part in parts]
    return ", ".join(dict.fromkeys(word for word in words if word and word != label))


def _table(
    frame: Frame, groups: Sequence[Group], summary: str, initials: Mapping[str, str]
) -> Table:
    """Return a table of group, name and details; the first row of a group bears its label."""
    rows: list[tuple[Cell, ...]] = []
    for group in groups:
        label = group_label(frame, group)
        for at, person in enumerate(group.people):
            shown = frame.say("group.label", group=label) if at == 0 else ""
            name = name_with_notes(frame, person, initials)
            rows.append(
                (
                    _cell(shown, header=bool(shown)),
                    _cell(name),
                    _cell(_details(person.attendee, label)),
                )
            )
    return Table(tuple(rows), _WIDTHS, header_rows=0, summary=summary, ruled=False)


def _cell(words: str, *, header: bool = False) -> Cell:
    return Cell((Paragraph(runs(words)),) if words else (), header=header)


def _listed(frame: Frame, groups: Sequence[Group], initials: Mapping[str, str]) -> list[Block]:
    """Return a paragraph a group: its label and the names one after another."""
    blocks: list[Block] = []
    for group in groups:
        label = group_label(frame, group)
        names: list[str] = []
        for person in group.people:
            name = name_with_notes(frame, person, initials)
            details = _details(person.attendee, label)
            names.append(frame.say("name.note", name=name, note=details) if details else name)
        words = Text(frame.say("group.label", group=label) + " ", bold=True)
        blocks.append(Paragraph((words, Text(frame.phrases.listed(names)))))
    return blocks


def _in_sentences(
    frame: Frame, groups: Sequence[Group], head: str, initials: Mapping[str, str]
) -> list[Block]:
    """Return everybody in one sentence with roles in brackets; a group with a heading of its own
    has a sentence of its own."""
    told: dict[str, list[str]] = {}
    for group in groups:
        for person in group.people:
            name = name_with_notes(frame, person, initials)
            parts = (capacity_label(frame, person.attendee), _details(person.attendee, ""))
            words = dict.fromkeys(", ".join(part for part in parts if part).split(", "))
            note = ", ".join(words)
            name = frame.say("name.note", name=name, note=note) if note else name
            told.setdefault(group.title or head, []).append(name)
    return [
        Paragraph((Text(frame.say("group.label", group=label) + " ", bold=True), Text(names)))
        for label, names in ((one, frame.phrases.listed(who)) for one, who in told.items())
    ]
