"""The closed lists of words that records use, in the words of the field."""

from __future__ import annotations

from enum import StrEnum


class BodyKind(StrEnum):
    COUNCIL = "council"
    CABINET = "cabinet"
    COMMITTEE = "committee"
    SUB_COMMITTEE = "sub-committee"
    PANEL = "panel"
    BOARD = "board"
    PARTNERSHIP = "partnership"
    WORKING_GROUP = "working group"
    TRUST = "trust"
    PARISH = "parish council"
    FORUM = "forum"
    OTHER = "other"


class LinkKind(StrEnum):
    PARENT = "parent"
    APPOINTED_BY = "appointed by"
    JOINT_OF = "joint of"
    REPORTS_TO = "reports to"
    ADVISES = "advises"


class TextPlace(StrEnum):
    """Where a standing text prints: in the letter, under the agenda, or on pages of its own."""

    INVITATION = "invitation"
    SIGNATORY = "signatory"
    ACCESS = "access"
    BEFORE_AGENDA = "before agenda"
    AFTER_AGENDA = "after agenda"
    GUIDANCE = "guidance"
    AFTER_ATTENDANCE = "after attendance"
    MINUTES_NOTE = "minutes note"
    EMAIL = "e-mail"


class MemberRole(StrEnum):
    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    MEMBER = "member"
    CO_OPTED = "co-opted"
    OBSERVER = "observer"
    OFFICER = "officer"
    SUBSTITUTE = "substitute"


class Capacity(StrEnum):
    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    MEMBER = "member"
    CO_OPTED = "co-opted"
    SUBSTITUTE = "substitute"
    OBSERVER = "observer"
    OFFICER = "officer"
    VISITOR = "visitor"
    PUBLIC = "public"


class AttendanceKind(StrEnum):
    """Roll-call kinds come first; the others are movements during the meeting."""

    PRESENT = "present"
    REMOTE = "remote"
    LATE = "late"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    SUBSTITUTED = "substituted"
    ARRIVES = "arrives"
    LEAVES = "leaves"
    RETURNS = "returns"
    WITHDRAWS = "withdraws"
    TAKES_OVER = "takes over"
    TAKES_CHAIR = "takes the chair"
    LEAVES_CHAIR = "leaves the chair"

    @property
    def is_roll_call(self) -> bool:
        return self not in _MOVEMENTS

    @property
    def in_the_room(self) -> bool:
        """Say whether somebody so marked took part, in the room or from afar."""
        return self in _PRESENT


_MOVEMENTS = frozenset(
    {
        AttendanceKind.ARRIVES,
        AttendanceKind.LEAVES,
        AttendanceKind.RETURNS,
        AttendanceKind.WITHDRAWS,
        AttendanceKind.TAKES_OVER,
        AttendanceKind.TAKES_CHAIR,
        AttendanceKind.LEAVES_CHAIR,
    }
)
_PRESENT = frozenset({AttendanceKind.PRESENT, AttendanceKind.REMOTE, AttendanceKind.LATE})


class MeetingKind(StrEnum):
    ORDINARY = "ordinary"
    EXTRAORDINARY = "extraordinary"
    ANNUAL = "annual"
    SPECIAL_EVENT = "special event"
    INFORMAL = "informal"


class Stage(StrEnum):
    """The life of a meeting, in order; `CANCELLED` and `POSTPONED` stand outside it."""

    PLANNED = "planned"
    AGENDA = "agenda in draft"
    PUBLISHED = "agenda out"
    HELD = "in progress"
    DRAFT_MINUTES = "minutes in draft"
    MINUTES_OUT = "draft minutes out"
    CLOSED = "minutes approved"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"

    @property
    def is_off(self) -> bool:
        """Say whether a meeting so staged does not take place on its day."""
        return self in (Stage.CANCELLED, Stage.POSTPONED)


class DeadlineKind(StrEnum):
    """What must be done by a day, in the order of a meeting's life."""

    PRIVATE_NOTICE = "first private notice"
    KEY_DECISIONS = "key decisions"
    CALL = "call for items"
    PETITIONS = "petitions"
    MOTIONS = "motions on notice"
    DEPUTATIONS = "deputations"
    QUESTIONS = "questions"
    REPORTS = "reports"
    BRIEFING = "briefing"
    SECOND_NOTICE = "second private notice"
    AGENDA = "agenda"
    SUMMONS = "summons"
    DESPATCH = "despatch"
    DECISIONS = "decision notice"
    CALL_IN = "call-in"
    DRAFT_MINUTES = "draft minutes"
    CIRCULATED = "minutes circulated"
    NOTE = "note of the meeting"


class ItemKind(StrEnum):
    ITEM = "item"
    HEADING = "heading"


class ItemPlacement(StrEnum):
    """In the agenda's list, or after the contact block with its explanation in full."""

    LIST = "list"
    AFTER_CONTACT = "after contact"


class ItemOutcome(StrEnum):
    NONE = ""
    TAKEN = "taken"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"


class ItemArrival(StrEnum):
    """How an item came onto the agenda when not in time, or how its paper will come.

    Late: after the notice. Urgent: taken for special circumstances that the minutes specify
    (Local Government Act 1972, s.100B(4)(b)). To follow: its paper comes after the agenda.
    Tabled: its paper is handed out at the meeting.
    """

    ON_TIME = ""
    LATE = "late"
    URGENT = "urgent"
    TO_FOLLOW = "to follow"
    TABLED = "tabled"


class Recurrence(StrEnum):
    """How often a topic returns to a body."""

    ONCE = ""
    EVERY_MEETING = "every meeting"
    MONTHLY = "every month"
    QUARTERLY = "every quarter"
    HALF_YEARLY = "every half-year"
    YEARLY = "every year"
    TWO_YEARLY = "every two years"


class TopicSource(StrEnum):
    """Why a topic stands on the forward plan."""

    NONE = ""
    LAW = "law"
    TERMS = "terms of reference"
    AGREED = "agreed by the body"
    REQUESTED = "asked for"
    DEFERRED = "deferred"


class TopicState(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    DROPPED = "dropped"


class ReplyKind(StrEnum):
    """What an invited person answered before the day."""

    COMING = "coming"
    REMOTE = "coming remotely"
    SUBSTITUTE = "substitute"
    APOLOGIES = "apologies"
    UNSURE = "not sure"


class SubmissionKind(StrEnum):
    QUESTION = "public question"
    MEMBER_QUESTION = "member’s question"
    PETITION = "petition"
    DEPUTATION = "deputation"
    STATEMENT = "statement"
    MOTION = "motion on notice"


class Ruling(StrEnum):
    """What became of a submission: not ruled on yet, in order, ruled out, or taken back."""

    PENDING = ""
    IN_ORDER = "in order"
    RULED_OUT = "ruled out"
    WITHDRAWN = "withdrawn"


class ServiceWay(StrEnum):
    """How a summons is served. NONE: as is usual for the body."""

    NONE = ""
    ELECTRONIC = "electronic"
    POST = "post"
    BY_HAND = "by hand"


class Purpose(StrEnum):
    NONE = ""
    DECISION = "decision"
    DISCUSSION = "discussion"
    INFORMATION = "information"


class Restriction(StrEnum):
    NONE = "none"
    EXEMPT = "exempt"
    CONFIDENTIAL = "confidential"
    INTERNAL = "internal"


class Audience(StrEnum):
    """For whom a document is made. The public sees nothing restricted; members see exempt and
    confidential matter; officers see internal matter too."""

    PUBLIC = "public"
    MEMBERS = "members"
    OFFICERS = "officers"

    def may_see(self, restriction: Restriction) -> bool:
        return restriction in _VISIBLE[self]


_VISIBLE = {
    Audience.PUBLIC: frozenset({Restriction.NONE}),
    Audience.MEMBERS: frozenset({Restriction.NONE, Restriction.EXEMPT, Restriction.CONFIDENTIAL}),
    Audience.OFFICERS: frozenset(Restriction),
}


class EntryKind(StrEnum):
    """What an entry of the minutes is. A QUESTION is for officers alone and never prints."""

    NARRATIVE = "narrative"
    HEADING = "heading"
    DECISION = "decision"
    ACTION = "action"
    MOTION = "motion"
    VOTE = "vote"
    DECLARATION = "declaration"
    MOVEMENT = "movement"
    APPROVAL = "approval"
    QUESTION = "question"


class EntryLayout(StrEnum):
    """How an action prints: as the body does it, its owner in the margin beside the words,
    or as a bold line that begins ACTION."""

    HOUSE = ""
    MARGIN = "margin"
    LINE = "line"


class DueKind(StrEnum):
    NONE = ""
    DATE = "date"
    NEXT_MEETING = "next meeting"
    AS_SOON_AS_POSSIBLE = "as soon as possible"
    ONGOING = "ongoing"


class ActionState(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in progress"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def is_open(self) -> bool:
        return self in (ActionState.OPEN, ActionState.IN_PROGRESS)


class DocumentKind(StrEnum):
    AGENDA = "agenda"
    SUPPLEMENT = "supplementary agenda"
    CHANGES = "what changed"
    SUMMONS = "summons"
    NOTICE = "notice of meeting"
    CANCELLATION = "cancellation notice"
    SCRIPT = "script"
    ATTENDANCE = "attendance"
    MINUTES = "minutes"
    ACTIONS = "actions"
    FORWARD_PLAN = "forward plan"
    KEY_DECISIONS = "key decisions"
    DECISIONS = "decisions"
    EXTRACT = "extract"
    NAME_PLATES = "name plates"
    LABELS = "labels"
    MEMBERSHIP = "membership list"
    CONTACTS = "contact list"
    ATTENDANCE_SUMMARY = "attendance summary"
    INDEX = "index of minutes"
    PACK = "pack"
    SUPPLEMENT_PACK = "supplement pack"
    OWNED_ACTIONS = "actions by person"
    REGISTER = "attendance register"


class Format(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    TEXT = "txt"
    EMAIL = "eml"
