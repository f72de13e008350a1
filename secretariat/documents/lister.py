"""How a body lists people in its minutes: in columns, one after another, one to a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from secretariat.documents.common import Frame
from secretariat.documents.model import (
    Block,
    Cell,
    Heading,
    LineBreak,
    Paragraph,
    Run,
    Runs,
    Table,
    Text,
    runs,
)
from secretariat.documents.two_languages import label_before, phrase, worded
from secretariat.models.attendance import Group, GroupKey, Listed, movements
from secretariat.models.kinds import AttendanceKind, Capacity
from secretariat.models.plaintext import one_line
from secretariat.models.presence import chair_at_start
from secretariat.models.records import Attendee

_LABEL, _NAME, _SHORT, _DETAILS = 0.2, 0.34, 0.1, 0.46


_MOVES = (AttendanceKind.ARRIVES, AttendanceKind.LEAVES, AttendanceKind.RETURNS)


def group_label(frame: Frame, group: Group) -> str:
    """Return the words before a group: its own heading, the title of the chair, or the usual.

    Empty where the body prints the names of its own groups alone.
    """
    if group.title or frame.choices["minutes.groups"] != "usual":
        return group.title
    return usual_label(frame, group.key)


def _title_or(key: str, title: str, frame: Frame) -> str:
    return title or frame.say(key)


def usual_label(frame: Frame, key: GroupKey) -> str:
    """Return what a group is called that has no heading of its own."""
    lead = frame.view.lead
    if key is GroupKey.CHAIR:
        return lead.chair_title
    if key is GroupKey.VICE_CHAIR:
        return lead.vice_chair_title
    return frame.say(f"group.{key}")


def capacity_label(frame: Frame, person: Attendee) -> str:
    """Return the role of a person on the body as a list names it, empty for a plain member."""
    if person.role_title.strip():
        return one_line(person.role_title)
    lead = frame.view.lead
    titles = {Capacity.CHAIR: lead.chair_title, Capacity.VICE_CHAIR: lead.vice_chair_title}
    return titles.get(person.capacity, "")


def cell(words: str, *, header: bool = False) -> Cell:
    """Return a cell that holds some words, or none."""
    return Cell((Paragraph(runs(words)),) if words else (), header=header)


@dataclass(frozen=True, slots=True)
class Lister:
    """How one body lists people in its minutes; `instead` is who came in whose place, by uid."""

    frame: Frame
    initials: Mapping[str, str]
    level: int = 2
    instead: Mapping[str, Attendee] = field(default_factory=dict)

    def part(self, key: str, groups: Sequence[Group]) -> list[Block]:
        """Return the groups that stand under one heading, or nothing when there is nobody."""
        if not groups:
            return []
        heading = self.frame.say(key)
        style = self.frame.choices["minutes.present"]
        if style == "sentence":
            return self._sentences(key, groups)
        blocks: list[Block] = self.heading(key)
        if style == "lines":
            return [*blocks, *self._lines(groups)]
        if style == "list":
            return [*blocks, *self._listed(groups)]
        return [*blocks, self.table(groups, heading)]

    def heading(self, key: str) -> list[Block]:
        """Return a heading, but for one that the body leaves out."""
        optional = key in ("minutes.present", "minutes.in_attendance")
        if optional and not self.frame.choices.yes("minutes.present_headings"):
            return []
        return [Heading(self.level, phrase(self.frame, key), section=True)]

    def name(self, person: Listed, *, initials: bool = True, before: str = "") -> str:
        """Return a name with what must be said of it: initials, for whom, from when, from afar.

        `before` is a note that comes before those.
        """
        say, name = self.frame.say, one_line(person.attendee.name)
        quoted = self.short(person) if initials else ""
        if quoted:
            name = say("name.initials", name=name, initials=quoted)
        notes = [note for note in (before, *self._notes(person)) if note]
        words = "; ".join(notes)
        if before:
            return say("name.details", name=name, details=words)
        return say("name.note", name=name, note=words) if notes else name

    def short(self, person: Listed) -> str:
        """Return the initials that are printed with a name; the public has none."""
        if person.attendee.capacity is Capacity.PUBLIC:
            return ""
        return self.initials.get(person.attendee.uid, "")

    def _notes(self, person: Listed) -> list[str]:
        say, notes = self.frame.say, []
        if self._took_the_chair(person.attendee):
            notes.append(say("attendance.chair"))
        if person.substitute_for:
            notes.append(say("attendance.substitute", name=person.substitute_for.name))
        if person.kind is AttendanceKind.REMOTE:
            notes.append(say("attendance.remote"))
        if person.kind is AttendanceKind.LATE and person.at:
            notes.append(say("attendance.late", time=self.frame.phrases.clock(person.at)))
        elif person.kind is AttendanceKind.LATE:
            notes.append(say("attendance.late.untimed"))
        if instead := self.instead.get(person.attendee.uid):
            post = one_line(instead.job_title)
            key = "attendance.substituted.post" if post else "attendance.substituted"
            notes.append(say(key, name=one_line(instead.name), post=post))
        return notes

    def _took_the_chair(self, person: Attendee) -> bool:
        """Say whether somebody other than the chair presided when the meeting began."""
        if person.capacity is Capacity.CHAIR:
            return False
        chair = chair_at_start(self.frame.view.attendees, self.frame.view.events)
        return chair is not None and chair.uid == person.uid

    def _partly(self, person: Listed, name: str) -> str:
        """Return a name with a note where the body tells who arrived after the beginning or left
        before the end; of a late arrival the roll says it."""
        if person.kind is AttendanceKind.LATE or not self.frame.choices.yes("minutes.part"):
            return name
        moved = [
            event.kind
            for event in movements(self.frame.view.events)
            if event.attendee == person.attendee.uid and event.kind in _MOVES
        ]
        if (moved and AttendanceKind.ARRIVES is moved[0]) or AttendanceKind.LEAVES in moved[-1:]:
            return self.frame.say("name.note", name=name, note=self.frame.say("attendance.part"))
        return name

    def details(self, person: Attendee, label: str) -> str:
        """Return role, post and organisation on one line, without what the label already says."""
        role = person.role_title if label else capacity_label(self.frame, person)
        parts = (role, person.job_title, person.organisation or person.seat)
        words = [one_line(part) for part in parts]
        return ", ".join(dict.fromkeys(word for word in words if word and word != label))

    def table(self, groups: Sequence[Group], summary: str) -> Table:
        """Return a table of group, name and details; the first row of a group bears its label.

        Columns that nobody fills are left out, as are those that the body does not print.
        """
        aside = self.frame.choices["minutes.initials"] == "column" and bool(self.initials)
        labels = [group_label(self.frame, group) for group in groups]
        labelled = any(labels)
        rows: list[tuple[Cell, ...]] = []
        for group, label in zip(groups, labels, strict=True):
            for at, person in enumerate(group.people):
                cells = [self._heads(group, label if at == 0 else "")] if labelled else []
                name = self.name(person, initials=not aside)
                cells.append(cell(self._partly(person, name)))
                if aside:
                    cells.append(cell(self.short(person)))
                rows.append((*cells, cell(self.details(person.attendee, label))))
        widths = ((_LABEL,) if labelled else ()) + (_NAME,) + ((_SHORT,) if aside else ())
        widths += (_DETAILS,)
        shares = tuple(width / sum(widths) for width in widths)
        return Table(tuple(rows), shares, header_rows=0, summary=summary, ruled=False)

    def _heads(self, group: Group, label: str) -> Cell:
        """Return the cell that heads the row of a group, in both languages where there are two;
        an empty one without a label."""

        def write(one: Frame) -> str:
            return one.say("group.label", group=group_label(one, group))

        return Cell((Paragraph(worded(self.frame, write)),), header=True) if label else cell("")

    def _listed(self, groups: Sequence[Group]) -> list[Block]:
        """Return a paragraph a group: its label and the names one after another."""
        blocks: list[Block] = []
        for group in groups:
            names = self._with_details(group, group_label(self.frame, group))
            opening = self._before(group)
            blocks.append(Paragraph((*opening, Text(self.frame.phrases.listed(names)))))
        return blocks

    def _before(self, group: Group, space: str = " ") -> Runs:
        """Return what stands before the names of a group, nothing where it has no label."""
        if not group_label(self.frame, group):
            return ()
        return label_before(self.frame, lambda one: group_label(one, group), space)

    def _lines(self, groups: Sequence[Group]) -> list[Block]:
        """Return everybody on a line of their own, below the body's own names of groups."""
        told: dict[str, list[Run]] = {}
        for group in groups:
            label = self._before(group, "") if group.title else ()
            lines = told.setdefault(group.title, list(label))
            for name in self._bracketed(group):
                lines.extend([LineBreak()] if lines else [])
                lines.append(Text(name))
        return [Paragraph(tuple(lines)) for lines in told.values()]

    def _sentences(self, key: str, groups: Sequence[Group]) -> list[Block]:
        """Return everybody in one sentence that begins with the heading; a group with a heading
        of its own has a sentence of its own."""
        told: dict[str, list[str]] = {}
        for group in groups:
            told.setdefault(group.title, []).extend(self._bracketed(group))
        return [
            self.sentence(partial(_title_or, key, title), self.row(names))
            for title, names in told.items()
        ]

    def sentence(self, label: Callable[[Frame], str], words: str) -> Paragraph:
        """Return a line such as “Present: Cllrs Ash and Brook”, its label in bold."""
        opening = label_before(self.frame, label)
        return Paragraph((*opening, Text(self.frame.say("group.sentence", names=words))))

    def row(self, names: Sequence[str]) -> str:
        """Return names one after another; where the body does so, a title that all of them share
        is said once: Cllrs A and B."""
        if self.frame.choices.yes("minutes.shared_title") and len(names) > 1:
            for pair in self.frame.say.raw("name.plurals").split("|"):
                one, _, many = (part.strip() for part in pair.partition("="))
                if one and many and all(name.startswith(f"{one} ") for name in names):
                    bare = [name.removeprefix(f"{one} ") for name in names]
                    return f"{many} {self.frame.phrases.listed(bare)}"
        return self.frame.phrases.listed(names)

    def _bracketed(self, group: Group) -> list[str]:
        """Return names with role, organisation and notes in one pair of brackets."""
        return [
            self._partly(person, self.name(person, before=self.details(person.attendee, "")))
            for person in group.people
        ]

    def _with_details(self, group: Group, label: str) -> list[str]:
        names: list[str] = []
        for person in group.people:
            name, details = self.name(person), self.details(person.attendee, label)
            if details:
                name = self.frame.say("name.details", name=name, details=details)
            names.append(self._partly(person, name))
        return names
