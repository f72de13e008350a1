"""Whole pictures of the register that composers and screens work from.

A view is loaded for one audience and holds only what that audience may see: the code that
composes or renders a public document is never given anything restricted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from secretariat.models.agenda import Held
from secretariat.models.agenda_versions import Changes
from secretariat.models.kinds import Audience, DeadlineKind, Restriction
from secretariat.models.labels import LabelSheet
from secretariat.models.options import Choices
from secretariat.models.records import (
    Action,
    ActionOwner,
    ActionUpdate,
    Approval,
    AttendanceEvent,
    Attendee,
    Ballot,
    Body,
    Correction,
    Declaration,
    Entry,
    Item,
    Meeting,
    MeetingEvent,
    Membership,
    Motion,
    Organisation,
    Person,
    Reply,
    Seat,
    SequenceNumber,
    Sitting,
    StandingText,
    Submission,
    Topic,
    Vote,
    VoteOption,
)


@dataclass(frozen=True, slots=True)
class Member:
    """A membership with the person, seat and organisation it joins."""

    membership: Membership
    person: Person
    seat: Seat | None = None
    organisation: Organisation | None = None


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action with its owners and progress notes, and where it comes from."""

    action: Action
    body: Body
    owners: tuple[ActionOwner, ...] = ()
    updates: tuple[ActionUpdate, ...] = ()
    meeting: Meeting | None = None
    sitting: Sitting | None = None
    item: Item | None = None
    entry: Entry | None = None
    owner_names: tuple[str, ...] = ()
    owner_initials: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The action's own words, or those of its minute entry."""
        return self.action.text or (self.entry.text if self.entry else "")


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened in the room, as far as the audience may know, each kind in its order.

    Of a sensitive interest its nature is left behind, whoever reads. `approved` are the meetings
    whose minutes were taken; `approved_of` names the body of those that another body held.
    """

    events: tuple[MeetingEvent, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    motions: tuple[Motion, ...] = ()
    votes: tuple[Vote, ...] = ()
    options: tuple[VoteOption, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    approvals: tuple[Approval, ...] = ()
    corrections: tuple[Correction, ...] = ()
    numbers: tuple[SequenceNumber, ...] = ()
    approved: Mapping[str, tuple[Meeting, Sitting]] = field(default_factory=dict)
    approved_of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """A report below its item as an audience may know it; without a title it is not open to it.

    `letter` tells it from others of the item: Appendix A. `is_in` says that it has come.
    """

    item: str
    title: str
    letter: str = ""
    restriction: Restriction = Restriction.NONE
    ground: str = ""
    is_in: bool = True


@dataclass(frozen=True, slots=True)
class CallIn:
    """How long the decisions of a meeting may be called in: until when on the day `until`, the
    end of the day without an hour; and when one that is not takes effect."""

    published: date
    until: date
    hour: time | None
    effect: date


@dataclass(frozen=True, slots=True)
class MeetingView:
    """Everything about one meeting that `audience` may see, in the order in which it prints.

    `bodies` has the leading body first; its `choices`, `texts` and wording rule. `items` are
    in tree order, parents before children. A restricted item stands here with its number, its
    public title and its ground alone. `submissions` are those that documents print, and `papers`
    those that the body lists below their items. `future` holds later meetings of the leading
    body. `replies` are there for officers alone. `replacement` are the sittings of the meeting
    that is held in place of one that is off, and `moved_from` those of the meetings in whose
    place this one is held. `handed_in_by` are the days by which questions, petitions, motions
    and requests for deputations are wanted. `told_of` are the actions of earlier meetings that
    this one heard about, each with the notes of its day, and `told_under` the item that tells
    them. `profile` is the key of the rules that the leading
    body follows. `changes` says which version of the agenda this is; None: it has not gone
    out. `went_out` holds under which restriction an item went out, once the meeting has begun,
    where it is another now. `extract` is the item of which
    alone an extract tells. `call_in` is there where decisions may be called in, for the notice
    of them. `pack_pages` are, in a pack, the page numbers at which each item's papers, or what
    stands for them, are found. `today` and `made` are passed in: nothing below reads a clock.
    """

    audience: Audience
    meeting: Meeting
    bodies: tuple[Body, ...]
    sittings: tuple[Sitting, ...]
    choices: Choices
    texts: tuple[StandingText, ...] = ()
    members: tuple[Member, ...] = ()
    items: tuple[Item, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    events: tuple[AttendanceEvent, ...] = ()
    entries: tuple[Entry, ...] = ()
    actions: tuple[ActionView, ...] = ()
    submissions: tuple[Submission, ...] = ()
    papers: tuple[ListedPaper, ...] = ()
    happened: Happened = Happened()
    future: tuple[tuple[Meeting, Sitting], ...] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    replies: tuple[Reply, ...] = ()
    replacement: tuple[Sitting, ...] = ()
    moved_from: tuple[Sitting, ...] = ()
    handed_in_by: Mapping[DeadlineKind, date] = field(default_factory=dict)
    told_under: str = ""
    told_of: tuple[ActionView, ...] = ()
    profile: str = ""
    changes: Changes | None = None
    went_out: Mapping[str, Held] = field(default_factory=dict)
    extract: str = ""
    call_in: CallIn | None = None
    pack_pages: Mapping[str, str] = field(default_factory=dict)
    made: datetime = datetime(2000, 1, 1)

    @property
    def lead(self) -> Body:
        return self.bodies[0]


@dataclass(frozen=True, slots=True)
class OwnedActions:
    """The open actions of one owner, as far as both the audience and the owner may see them."""

    name: str
    actions: tuple[ActionView, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionListView:
    """The actions of one meeting, one body or the whole register, for one audience: one after
    another, or in `owners` those that are open, by owner."""

    audience: Audience
    title: str
    actions: tuple[ActionView, ...]
    body: Body | None = None
    choices: Choices = field(default_factory=lambda: Choices({}))
    owners: tuple[OwnedActions, ...] = ()
    made: datetime = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class ChasePlace:
    """An item that a report is owed for: the meeting, its day, and the number of the item."""

    meeting: str
    on: date | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class ChaseLine:
    """A report as the message to its author names it; the title is empty where it may not be.

    `due` is the day by which it is owed, `late` the days since then, `promised` the day that its
    author has promised. The first of `places` is the one that waits for it first.
    """

    title: str
    places: tuple[ChasePlace, ...]
    due: date | None = None
    late: int = 0
    promised: date | None = None


@dataclass(frozen=True, slots=True)
class ChaseView:
    """The reports that one author owes, and who asks for them. `attached` counts the forms of
    reports that go with the message."""

    greeting: str
    lines: tuple[ChaseLine, ...]
    officer: str = ""
    office: str = ""
    language: str = "en-GB"
    made: datetime = datetime(2000, 1, 1)
    attached: int = 0


@dataclass(frozen=True, slots=True)
class PaperNoteView:
    """What the author of a paper is asked to mend in it: a sentence each.

    `title` may be empty where the paper may not be named; `is_refused` says that it could not be
    taken in at all.
    """

    greeting: str
    title: str
    place: ChasePlace | None
    points: tuple[str, ...]
    is_refused: bool = False
    officer: str = ""
    office: str = ""
    language: str = "en-GB"
    made: datetime = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class MailView:
    """What a message says that carries files of a meeting: their names, those that were too large
    to go with it, and whether all of them are for everybody (`is_open`). Of what stands in them it
    holds nothing. `greeting` is empty where it goes to several people."""

    meeting: str
    on: date | None
    files: tuple[str, ...]
    too_large: tuple[str, ...] = ()
    greeting: str = ""
    is_open: bool = True
    is_protected: bool = False
    officer: str = ""
    office: str = ""
    language: str = "en-GB"
    made: datetime = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A topic of a forward plan and when it is planned: at a meeting, or in a month.

    `day` is the day of the meeting or the first of the month; None: the day is still to be fixed.
    """

    topic: Topic
    day: date | None = None
    meeting: Meeting | None = None
    sitting: Sitting | None = None


@dataclass(frozen=True, slots=True)
class ForwardPlanView:
    """What a body plans to take from the month of `start` to that of `end`, for one audience.

    `members` are those of the body at the start: a notice of key decisions lists them.
    """

    audience: Audience
    body: Body
    start: date
    end: date
    choices: Choices
    lines: tuple[PlanLine, ...] = ()
    members: tuple[Member, ...] = ()
    made: datetime = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class BodyView:
    """A body as it is on the day `end`, and what it did from `start` on, for one audience.

    `vacant` are the seats that nobody holds on that day. `meetings` are those that began on a day
    of the period and were not called off, the earliest first; documents that tell nothing of
    meetings are given none. `sheet` is what labels are printed on, and `skipped` how many of its
    first page are used already.
    """

    audience: Audience
    body: Body
    start: date
    end: date
    choices: Choices
    members: tuple[Member, ...] = ()
    vacant: tuple[Seat, ...] = ()
    meetings: tuple[MeetingView, ...] = ()
    sheet: LabelSheet | None = None
    skipped: int = 0
    made: datetime = datetime(2000, 1, 1)
