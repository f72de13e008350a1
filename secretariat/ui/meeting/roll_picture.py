"""Who is at a meeting, as the roll-call screens show it: groups, marks, counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from secretariat.models.attendance import GroupKey, in_print_order, last_marks
from secretariat.models.kinds import AttendanceKind, Capacity, ReplyKind
from secretariat.models.records import AttendanceEvent, Attendee, Body, Reply
from secretariat.services.attendance import attendees_of
from secretariat.services.meetings import Meet, meet_of
from secretariat.services.presiding import Presiding, presiding
from secretariat.services.session import Session

MARKS: tuple[tuple[AttendanceKind, str, str, str], ...] = (
    (AttendanceKind.PRESENT, "P", "Present", "good"),
    (AttendanceKind.APOLOGIES, "A", "Apologies", "quiet"),
    (AttendanceKind.SUBSTITUTED, "S", "Substituted", "accent"),
    (AttendanceKind.LATE, "L", "Came late", "warn"),
    (AttendanceKind.REMOTE, "R", "Remote", "good"),
    (AttendanceKind.ABSENT, "N", "Not present", "warn"),
)
"""How each mark is typed, shown and said, and the tone it has."""

BY_KEY = {key: kind for kind, key, _, _ in MARKS}
WORDS = {kind: words for kind, _, words, _ in MARKS}
LETTERS = {kind: key for kind, key, _, _ in MARKS}
TONES = {kind: tone for kind, _, _, tone in MARKS}

NOBODY = Presiding()
_UNCALLED = (Capacity.VISITOR, Capacity.PUBLIC)

_EXPECTED = {
    ReplyKind.COMING: "expected",
    ReplyKind.REMOTE: "expected remotely",
    ReplyKind.APOLOGIES: "sent apologies",
    ReplyKind.SUBSTITUTE: "sends a substitute",
    ReplyKind.UNSURE: "was not sure",
}
"""What was replied before the day, told until somebody is marked."""

_GROUP_WORDS = {
    GroupKey.CHAIR: "Chair",
    GroupKey.VICE_CHAIR: "Vice-chair",
    GroupKey.MEMBERS: "Members",
    GroupKey.CO_OPTED: "Co-opted members",
    GroupKey.SUBSTITUTES: "Substitutes",
    GroupKey.OBSERVERS: "Observers",
    GroupKey.OFFICERS: "Officers in attendance",
    GroupKey.VISITORS: "Visitors",
    GroupKey.PUBLIC: "Members of the public",
}
_GROUP_OF = {
    Capacity.CHAIR: GroupKey.CHAIR,
    Capacity.VICE_CHAIR: GroupKey.VICE_CHAIR,
    Capacity.MEMBER: GroupKey.MEMBERS,
    Capacity.CO_OPTED: GroupKey.CO_OPTED,
    Capacity.SUBSTITUTE: GroupKey.SUBSTITUTES,
    Capacity.OBSERVER: GroupKey.OBSERVERS,
    Capacity.OFFICER: GroupKey.OFFICERS,
    Capacity.VISITOR: GroupKey.VISITORS,
    Capacity.PUBLIC: GroupKey.PUBLIC,
}


@dataclass(frozen=True, slots=True)
class RollLine:
    """One attendee: how marked, under which group, and for whom they came.

    `presides` says that they are in the chair from the start, and not as the chair of the body.
    Beside the minutes `away` says that they are out of the room at the item being minuted, and
    `moved` what they last did.
    """

    attendee: Attendee
    group: str
    kind: AttendanceKind | None = None
    substitute_for: str = ""
    reply: ReplyKind | None = None
    moved: str = ""
    away: bool = False
    presides: bool = False

    @property
    def letter(self) -> str:
        if self.away and self.in_the_room:
            return "–"
        return LETTERS.get(self.kind, "") if self.kind else ""

    @property
    def role(self) -> str:
        """The role or job as printed for this meeting."""
        return self.attendee.role_title or self.attendee.job_title

    @property
    def counts(self) -> bool:
        """Whether this is somebody of the body and not in attendance on it."""
        return not _GROUP_OF[self.attendee.capacity].in_attendance

    @property
    def tone(self) -> str:
        if self.away and self.in_the_room:
            return "warn"
        return TONES[self.kind] if self.kind else ""

    @property
    def in_the_room(self) -> bool:
        return self.kind is not None and self.kind.in_the_room

    def note(self) -> str:
        """The quiet words at the end of the row."""
        if self.moved:
            return self.moved
        notes = ["in the chair"] if self.presides else []
        if self.substitute_for:
            notes.append(f"for {self.substitute_for}")
        elif self.kind is None and self.reply:
            notes.append(_EXPECTED[self.reply])
        elif self.kind not in (None, AttendanceKind.PRESENT):
            notes.append(WORDS[self.kind].lower() if self.kind else "")
        return ", ".join(notes)

    def sentence(self) -> str:
        """What a screen reader says of the row."""
        a = self.attendee
        marked = WORDS[self.kind].lower() if self.kind else "not marked yet"
        if self.kind is None and self.reply:
            marked = f"{marked}, {_EXPECTED[self.reply]}"
        parts = [a.name, marked, self.role, a.organisation, self.group]
        if self.presides:
            parts.append("in the chair")
        if self.substitute_for:
            parts.append(f"in place of {self.substitute_for}")
        parts.append(self.moved)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class RollPicture:
    """The roll of one meeting as of one moment, in the order in which it prints."""

    meet: Meet
    lines: tuple[RollLine, ...]
    presiding: Presiding = NOBODY

    @property
    def present(self) -> int:
        return sum(line.in_the_room and not line.away for line in self.lines if line.counts)

    @property
    def expected(self) -> int:
        """How many places there are: substitutes sit in the place of somebody listed."""
        return sum(line.counts and not line.attendee.substitute_for for line in self.lines)

    @property
    def unmarked(self) -> int:
        """How many are to be called; visitors and the public are listed because they came."""
        return sum(
            line.kind is None and line.attendee.capacity not in _UNCALLED for line in self.lines
        )

    def count(self) -> str:
        """The count in words: “8 of 12”; empty while nobody is listed."""
        return f"{self.present} of {self.expected}" if self.lines else ""

    def away(self) -> str:
        """Return that none of those who usually preside is there, as a clause."""
        usual = (Capacity.CHAIR, Capacity.VICE_CHAIR)
        titles = dict.fromkeys(x.group for x in self.lines if x.attendee.capacity in usual)
        if len(titles) > 1:
            return f"Neither the {' nor the '.join(titles)} is here"
        return f"The {next(iter(titles))} is not here" if titles else "Nobody on the roll is chair"

    def halves(self) -> list[tuple[str, list[RollLine]]]:
        """Return those of the body under no heading, and those in attendance under one."""
        ours = [line for line in self.lines if line.counts]
        others = [line for line in self.lines if not line.counts]
        return [(name, lines) for name, lines in (("", ours), ("In attendance", others)) if lines]

    def groups(self) -> list[tuple[str, list[RollLine]]]:
        """Return the lines under the heading of each group."""
        found: dict[str, list[RollLine]] = {}
        for line in self.lines:
            found.setdefault(line.group, []).append(line)
        return list(found.items())


def roll_picture(session: Session, meeting: str) -> RollPicture:
    """Return who is listed at a meeting and how each is marked."""
    reader = session.reader
    with reader.snapshot():
        meet = meet_of(reader, meeting)
        attendees = attendees_of(reader, meeting)
        events = reader.find(AttendanceEvent, meeting=meeting)
        chair = presiding(reader, meeting)
        told = {reply.person: reply.kind for reply in reader.find(Reply, meeting=meeting)}
    return RollPicture(meet, _lines(attendees, events, meet.bodies, told, chair), chair)


def _lines(
    attendees: list[Attendee],
    events: list[AttendanceEvent],
    bodies: tuple[Body, ...],
    told: Mapping[str, ReplyKind],
    held: Presiding,
) -> tuple[RollLine, ...]:
    marks = last_marks(events)
    chair = held.chair.uid if held.chair else ""
    names = {a.uid: a.name for a in attendees}
    words: Mapping[GroupKey, str] = _GROUP_WORDS
    if bodies:
        lead = bodies[0]
        titles = {GroupKey.CHAIR: lead.chair_title, GroupKey.VICE_CHAIR: lead.vice_chair_title}
        words = _GROUP_WORDS | titles
    return tuple(
        RollLine(
            attendee=one,
            group=one.printed_group or words[_GROUP_OF[one.capacity]],
            kind=marks[one.uid].kind if one.uid in marks else None,
            substitute_for=names.get(one.substitute_for or "", ""),
            reply=told.get(one.person or ""),
            presides=one.uid == chair and (held.chosen or one.capacity is not Capacity.CHAIR),
        )
        for one in in_print_order(attendees)
    )
