"""What the register holds, one frozen record a table; field names are column names.

Every record has a `uid` (UUIDv7, text) and a `rev` that each change raises, undo included.
Fields that point at another record hold its uid. Meeting times are local wall times in the
zone of the meeting; recorded instants are UTC. Durations are whole minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from secretariat.models.before_records import AgendaTemplate as AgendaTemplate
from secretariat.models.before_records import AgendaVersion as AgendaVersion
from secretariat.models.before_records import AgendaVersionItem as AgendaVersionItem
from secretariat.models.before_records import Despatch as Despatch
from secretariat.models.before_records import ItemPaper as ItemPaper
from secretariat.models.before_records import Paper as Paper
from secretariat.models.before_records import Reply as Reply
from secretariat.models.before_records import Submission as Submission
from secretariat.models.before_records import TemplateItem as TemplateItem
from secretariat.models.before_records import Topic as Topic
from secretariat.models.kinds import (
    ActionState,
    AttendanceKind,
    BodyKind,
    Capacity,
    DueKind,
    EntryKind,
    EntryLayout,
    ItemArrival,
    ItemKind,
    ItemOutcome,
    ItemPlacement,
    LinkKind,
    MeetingKind,
    MemberRole,
    Purpose,
    Restriction,
    ServiceWay,
    Stage,
    TextPlace,
)
from secretariat.models.pack_kinds import CheckState
from secretariat.models.pack_records import PackRange as PackRange
from secretariat.models.pack_records import PaperFile as PaperFile
from secretariat.models.pack_records import PaperFinding as PaperFinding
from secretariat.models.pack_records import RestrictionReason as RestrictionReason
from secretariat.models.pack_records import Withheld as Withheld
from secretariat.models.record import Record as Record
from secretariat.models.room_kinds import CallingIn, DecisionKind
from secretariat.models.room_records import Approval as Approval
from secretariat.models.room_records import Ballot as Ballot
from secretariat.models.room_records import Correction as Correction
from secretariat.models.room_records import Declaration as Declaration
from secretariat.models.room_records import KnownWord as KnownWord
from secretariat.models.room_records import MeetingEvent as MeetingEvent
from secretariat.models.room_records import Motion as Motion
from secretariat.models.room_records import Sequence as Sequence
from secretariat.models.room_records import SequenceNumber as SequenceNumber
from secretariat.models.room_records import Snippet as Snippet
from secretariat.models.room_records import Vote as Vote
from secretariat.models.room_records import VoteOption as VoteOption
from secretariat.models.style_records import OwnStyle as OwnStyle
from secretariat.models.style_records import ReportLayout as ReportLayout
from secretariat.models.style_records import ReportPart as ReportPart
from secretariat.models.style_records import StyleFile as StyleFile
from secretariat.models.style_records import StyleSetting as StyleSetting
from secretariat.models.time_records import DeadlineMark as DeadlineMark
from secretariat.models.time_records import HolidayRow as HolidayRow
from secretariat.models.time_records import Rule as Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """A council, force, service or company that people come from and seats belong to."""

    TABLE: ClassVar[str] = "organisation"
    name: str
    short_name: str = ""
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """`honorific` is Cllr, Dr, Ms; `initials` the usual ones, empty when they are derived.

    `summons_by` is how a summons is served, `summons_consent` the day of the consent to have it
    electronically, which England asks for: Local Government Act 1972, Sch 12 para 4(1B).
    """

    TABLE: ClassVar[str] = "person"
    honorific: str = ""
    given_name: str = ""
    family_name: str
    post_nominals: str = ""
    initials: str = ""
    job_title: str = ""
    organisation: str | None = None
    email: str = ""
    phone: str = ""
    address: str = ""
    summons_by: ServiceWay = ServiceWay.NONE
    summons_consent: date | None = None
    needs: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Record):
    """A board, committee or group. `chair_title` is Chair, Chairman, Chairperson or the
    body's own word; `max_chairs` how many may hold the chair at once."""

    TABLE: ClassVar[str] = "body"
    name: str
    short_name: str = ""
    kind: BodyKind = BodyKind.BOARD
    chair_title: str = "Chair"
    vice_chair_title: str = "Vice-Chair"
    max_chairs: int = 1
    language: str = "en-GB"
    zone: str = "Europe/London"
    venue: str = ""
    remote_link: str = ""
    contact: str = ""
    marking: str = ""
    house_style: str = "calm"
    agenda_numbering: str = "1.|(a)|(i)"
    minute_numbering: str = "1."
    starts: date | None = None
    ends: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLink(Record):
    """`body` stands in relation `kind` to `related`: PARENT means that `related` is its parent."""

    TABLE: ClassVar[str] = "body_link"
    body: str
    related: str
    kind: LinkKind = LinkKind.PARENT
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyOption(Record):
    """One choice of a body about its layout or wording; keys are listed in `models.options`."""

    TABLE: ClassVar[str] = "body_option"
    body: str
    key: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingText(Record):
    """Words of a body that stand on its documents: invitation, access note, visitor guidance."""

    TABLE: ClassVar[str] = "standing_text"
    body: str
    place: TextPlace
    heading: str = ""
    text: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat(Record):
    """A place on a body that belongs to an organisation, an office or a ward."""

    TABLE: ClassVar[str] = "seat"
    body: str
    name: str
    organisation: str | None = None
    role: MemberRole = MemberRole.MEMBER
    voting: bool = True
    quorum_group: str = ""
    position: int = 0
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Record):
    """A person in a seat, or simply in the body, from `starts` to `ends`, both days included."""

    TABLE: ClassVar[str] = "membership"
    body: str
    person: str
    seat: str | None = None
    role: MemberRole = MemberRole.MEMBER
    voting: bool = True
    representing: str = ""
    substitute_for: str | None = None
    starts: date | None = None
    ends: date | None = None
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """`title` is empty for an ordinary meeting, which is called after its bodies.

    `addressees` are lines added to those of the membership on the invitation letter.
    `replaced_by` is the meeting held in place of one that was cancelled or postponed. Where
    `is_budget` is true votes are taken by name: SI 2014/165.
    """

    TABLE: ClassVar[str] = "meeting"
    kind: MeetingKind = MeetingKind.ORDINARY
    title: str = ""
    stage: Stage = Stage.PLANNED
    zone: str = "Europe/London"
    marking: str = ""
    letter_date: date | None = None
    addressees: str = ""
    cancelled_reason: str = ""
    replaced_by: str | None = None
    is_budget: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingBody(Record):
    """A body that meets; the one at position 0 leads."""

    TABLE: ClassVar[str] = "meeting_body"
    meeting: str
    body: str
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting(Record):
    """One date of a meeting: as planned (`starts`, `ends`) and as it was (`opened`, `closed`)."""

    TABLE: ClassVar[str] = "sitting"
    meeting: str
    date: date
    starts: time
    ends: time | None = None
    place: str = ""
    remote_link: str = ""
    opened: time | None = None
    closed: time | None = None
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Record):
    """A line of the agenda. An item without a title prints no line of its own and lends its
    number to its sub-items: 4 with (a) and (b) prints as 4 (a) and 4 (b).

    `number` is set by hand and wins over the scheme; `-` means no number. `pages` is the page
    range as printed. `urgency` are the special circumstances for which an urgent item is taken.
    `taken` is its place in the order in which business was taken, `taken_with` the item with
    which it was, `started` and `ended` are the clock; `is_added` is business that was not on the
    agenda. `continues` is the item of an earlier meeting that was deferred to this one, and
    `topic` the line of the forward plan that this item takes.
    """

    TABLE: ClassVar[str] = "item"
    meeting: str
    parent: str | None = None
    position: int = 0
    kind: ItemKind = ItemKind.ITEM
    placement: ItemPlacement = ItemPlacement.LIST
    number: str = ""
    published_number: str = ""
    title: str = ""
    public_title: str = ""
    minute_title: str = ""
    text: str = ""
    purpose: Purpose = Purpose.NONE
    presenter: str = ""
    lead_officer: str = ""
    author: str = ""
    minutes: int | None = None
    arrival: ItemArrival = ItemArrival.ON_TIME
    urgency: str = ""
    pages: str = ""
    recommendation: str = ""
    outcome: ItemOutcome = ItemOutcome.NONE
    taken: int | None = None
    taken_with: str | None = None
    started: time | None = None
    ended: time | None = None
    is_added: bool = False
    restriction: Restriction = Restriction.NONE
    restriction_ground: str = ""
    continues: str | None = None
    topic: str | None = None
    internal_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee(Record):
    """Somebody at a meeting, as at that day: old minutes never change when a person moves on."""

    TABLE: ClassVar[str] = "attendee"
    meeting: str
    person: str | None = None
    name: str
    capacity: Capacity = Capacity.MEMBER
    printed_group: str = ""
    role_title: str = ""
    job_title: str = ""
    organisation: str = ""
    initials: str = ""
    seat: str = ""
    voting: bool = True
    substitute_for: str | None = None
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceEvent(Record):
    """What an attendee did and when; the last roll-call kind is how the person is listed."""

    TABLE: ClassVar[str] = "attendance_event"
    meeting: str
    attendee: str
    kind: AttendanceKind
    sitting: str | None = None
    item: str | None = None
    entry: str | None = None
    at: time | None = None
    position: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Record):
    """A piece of the minutes. `text` is the CommonMark subset of `documents.prose`; `layout` says
    how an action prints, `call_in` whether a decision may be called in where the body has that."""

    TABLE: ClassVar[str] = "entry"
    meeting: str
    item: str | None = None
    position: int = 0
    kind: EntryKind = EntryKind.NARRATIVE
    text: str = ""
    layout: EntryLayout = EntryLayout.HOUSE
    label: str = ""
    decision: DecisionKind = DecisionKind.NONE
    mover: str = ""
    seconder: str = ""
    said_at: time | None = None
    call_in: CallingIn = CallingIn.MAY_BE
    restriction: Restriction = Restriction.NONE
    restriction_ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """Something to be done. `text` may be empty when the words of its minute entry say it."""

    TABLE: ClassVar[str] = "action"
    body: str
    meeting: str | None = None
    item: str | None = None
    entry: str | None = None
    text: str = ""
    due_kind: DueKind = DueKind.NONE
    due: date | None = None
    state: ActionState = ActionState.OPEN
    closed_on: date | None = None
    closed_at: str | None = None
    restriction: Restriction = Restriction.NONE
    restriction_ground: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionOwner(Record):
    """An owner of an action: a person, an organisation, or words such as “everyone”."""

    TABLE: ClassVar[str] = "action_owner"
    action: str
    person: str | None = None
    organisation: str | None = None
    name: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionUpdate(Record):
    """A progress note on an action."""

    TABLE: ClassVar[str] = "action_update"
    action: str
    on: date
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Record):
    """A setting of the office, such as the name of the officer; window state is not kept here."""

    TABLE: ClassVar[str] = "setting"
    key: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Record):
    """A document that was made and given out: which, for whom, when, and its SHA-256.

    `person` is the one for whom it was made, None for the whole audience. Where `is_kept` is
    true the file lies among the papers under its hash, and is never made again; beside it lie
    what it was composed from (`composed_sha256`) and what the release check said
    (`check_sha256`, in a line `check_words`). `checked_by` is the second person.
    """

    TABLE: ClassVar[str] = "publication"
    meeting: str
    kind: str
    format: str
    audience: str = "public"
    version: int = 1
    file_name: str = ""
    sha256: str = ""
    made_at: datetime | None = None
    made_by: str = ""
    person: str | None = None
    pages: int | None = None
    is_kept: bool = False
    composed_sha256: str = ""
    check_state: CheckState = CheckState.NONE
    check_words: str = ""
    check_sha256: str = ""
    checked_by: str = ""
    note: str = ""


RECORDS: tuple[type[Record], ...] = (
    Organisation,
    Person,
    Body,
    BodyLink,
    BodyOption,
    StandingText,
    Seat,
    Membership,
    Meeting,
    MeetingBody,
    Sitting,
    Item,
    Attendee,
    AttendanceEvent,
    Entry,
    Action,
    ActionOwner,
    ActionUpdate,
    Setting,
    Publication,
    Rule,
    HolidayRow,
    DeadlineMark,
    AgendaTemplate,
    TemplateItem,
    Topic,
    Paper,
    ItemPaper,
    Reply,
    Despatch,
    Submission,
    AgendaVersion,
    AgendaVersionItem,
    MeetingEvent,
    Declaration,
    Motion,
    Vote,
    VoteOption,
    Ballot,
    Approval,
    Correction,
    Sequence,
    SequenceNumber,
    Snippet,
    KnownWord,
    OwnStyle,
    StyleSetting,
    StyleFile,
    ReportLayout,
    ReportPart,
    PaperFile,
    PaperFinding,
    RestrictionReason,
    Withheld,
    PackRange,
)
"""Every kind of record, parents before the children that point at them."""
