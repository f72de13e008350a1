"""The shape of the interchange format: which record stands where and what its words refer to.

The format is nested as people think of it: a meeting holds its agenda, an item its minutes. What
the place of a record says (`owners`) is not said again in its fields. Everything that reads,
writes or checks the format follows the table below, so that a new column needs a line in the
schema and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from secretariat.models.limits import MAX_NAME, MAX_TITLE
from secretariat.models.records import (
    Action,
    ActionOwner,
    ActionUpdate,
    AgendaTemplate,
    AgendaVersion,
    AgendaVersionItem,
    Approval,
    AttendanceEvent,
    Attendee,
    Ballot,
    Body,
    BodyLink,
    BodyOption,
    Correction,
    DeadlineMark,
    Declaration,
    Despatch,
    Entry,
    HolidayRow,
    Item,
    ItemPaper,
    KnownWord,
    Meeting,
    MeetingBody,
    MeetingEvent,
    Membership,
    Motion,
    Organisation,
    OwnStyle,
    PackRange,
    Paper,
    PaperFile,
    PaperFinding,
    Person,
    Publication,
    Record,
    Reply,
    ReportLayout,
    ReportPart,
    RestrictionReason,
    Rule,
    Seat,
    Sequence,
    SequenceNumber,
    Setting,
    Sitting,
    Snippet,
    StandingText,
    StyleFile,
    StyleSetting,
    Submission,
    TemplateItem,
    Topic,
    Vote,
    VoteOption,
    Withheld,
)

FORMAT = "secretariat-interchange"
VERSION = 1

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 32
MAX_RECORDS = 200_000
"""What a file may hold at most; a register of twenty years stays far below."""

_NONE: Mapping[str, type[Record]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Shape:
    """How one kind of record is written.

    `owners` are the columns that the place in the file says; `refs` the columns that name another
    record, and of which kind; `parts` the lists that a record holds; `names` the columns by which
    a record may be called elsewhere in a file and which are held to the length of a name.
    `scope` is the column of the owner within which such a name holds; empty: the whole register.
    `abroad` are the columns that may name a record outside of this one's own body or meeting.
    `needs` are the fields without which a record says nothing.
    """

    kind: type[Record]
    owners: tuple[str, ...] = ()
    refs: Mapping[str, type[Record]] = field(default_factory=lambda: _NONE)
    parts: Mapping[str, type[Record]] = field(default_factory=lambda: _NONE)
    names: tuple[str, ...] = ()
    scope: str = ""
    abroad: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    longest: int = MAX_NAME


_ROOM = (
    Shape(
        MeetingEvent,
        owners=("meeting",),
        refs={"sitting": Sitting, "item": Item, "entry": Entry},
        needs=("kind",),
    ),
    Shape(
        Declaration,
        owners=("meeting",),
        refs={"attendee": Attendee, "item": Item, "entry": Entry},
        needs=("attendee", "kind"),
    ),
    Shape(
        Motion,
        owners=("meeting",),
        refs={
            "item": Item,
            "entry": Entry,
            "amends": Motion,
            "mover": Attendee,
            "seconder": Attendee,
        },
        scope="meeting",
    ),
    Shape(
        Vote,
        owners=("meeting",),
        refs={"item": Item, "entry": Entry, "motion": Motion, "casting": Attendee},
        parts={"options": VoteOption, "ballots": Ballot},
        scope="meeting",
    ),
    Shape(
        VoteOption,
        owners=("vote",),
        refs={"person": Person},
        names=("label",),
        scope="vote",
        needs=("label",),
    ),
    Shape(
        Ballot,
        owners=("vote",),
        refs={"attendee": Attendee, "option": VoteOption},
        needs=("attendee", "choice"),
    ),
    Shape(
        Approval,
        owners=("meeting",),
        refs={"item": Item, "entry": Entry, "of_meeting": Meeting},
        parts={"corrections": Correction},
    ),
    Shape(Correction, owners=("approval",)),
    Shape(Sequence, owners=("body",), names=("name",), needs=("name",)),
    Shape(
        SequenceNumber,
        owners=("meeting",),
        refs={"sequence": Sequence, "item": Item, "entry": Entry},
        needs=("sequence", "value"),
    ),
    Shape(Snippet, owners=("body",), needs=("short",)),
    Shape(KnownWord, needs=("word",)),
)
"""What happened in the room."""

_STYLES = (
    Shape(
        OwnStyle,
        parts={"settings": StyleSetting, "files": StyleFile},
        names=("name",),
        needs=("name",),
    ),
    Shape(StyleSetting, owners=("style",), needs=("key", "value")),
    Shape(StyleFile, owners=("style",), needs=("place",)),
    Shape(ReportLayout, owners=("body",), parts={"parts": ReportPart}, needs=("name",)),
    Shape(ReportPart, owners=("layout",)),
)
"""How documents look. Of a file of a style only its name and hash are written; the file itself
goes with a copy of the register or with the style's own file."""

_PACKS = (
    Shape(
        PaperFile,
        owners=("paper",),
        refs={"publication": Publication},
        parts={"findings": PaperFinding},
        abroad=("publication",),
    ),
    Shape(PaperFinding, owners=("file",), needs=("kind",)),
    Shape(RestrictionReason, owners=("item", "paper")),
    Shape(Withheld, owners=("item", "paper"), refs={"person": Person}, needs=("person",)),
    Shape(PackRange, owners=("publication",)),
)
"""Files of papers, and packs. Of a file only its name and hash are written; the file itself goes
with a copy of the register."""


SHAPES: Mapping[type[Record], Shape] = {
    shape.kind: shape
    for shape in (
        Shape(Setting, needs=("key", "value")),
        Shape(Organisation, names=("name", "short_name"), needs=("name",)),
        Shape(
            Person,
            refs={"organisation": Organisation},
            names=("given_name", "family_name"),
            needs=("family_name",),
        ),
        Shape(
            Body,
            parts={
                "options": BodyOption,
                "texts": StandingText,
                "seats": Seat,
                "memberships": Membership,
                "rules": Rule,
                "links": BodyLink,
                "templates": AgendaTemplate,
                "topics": Topic,
                "papers": Paper,
                "submissions": Submission,
                "sequences": Sequence,
                "snippets": Snippet,
                "report_layouts": ReportLayout,
                "actions": Action,
            },
            names=("name", "short_name"),
            needs=("name",),
        ),
        Shape(BodyOption, owners=("body",), needs=("key", "value")),
        Shape(
            StandingText,
            owners=("body",),
            names=("heading",),
            scope="body",
            needs=("place",),
        ),
        Shape(
            Seat,
            owners=("body",),
            refs={"organisation": Organisation},
            names=("name",),
            scope="body",
            needs=("name",),
        ),
        Shape(
            Membership,
            owners=("body",),
            refs={"person": Person, "seat": Seat, "substitute_for": Membership},
            scope="body",
            needs=("person",),
        ),
        Shape(BodyLink, owners=("body",), refs={"related": Body}, needs=("related",)),
        Shape(
            Meeting,
            parts={
                "bodies": MeetingBody,
                "sittings": Sitting,
                "items": Item,
                "attendees": Attendee,
                "entries": Entry,
                "actions": Action,
                "publications": Publication,
                "deadlines": DeadlineMark,
                "replies": Reply,
                "despatches": Despatch,
                "versions": AgendaVersion,
                "events": MeetingEvent,
                "declarations": Declaration,
                "motions": Motion,
                "votes": Vote,
                "approvals": Approval,
                "numbers": SequenceNumber,
            },
            refs={"replaced_by": Meeting},
            names=("title",),
        ),
        Shape(MeetingBody, owners=("meeting",), refs={"body": Body}, needs=("body",)),
        Shape(Sitting, owners=("meeting",), scope="meeting", needs=("date", "starts")),
        Shape(
            Item,
            owners=("meeting", "parent"),
            refs={"continues": Item, "topic": Topic, "taken_with": Item},
            parts={
                "items": Item,
                "entries": Entry,
                "papers": ItemPaper,
                "reasons": RestrictionReason,
                "withheld": Withheld,
            },
            names=("title", "public_title", "minute_title"),
            scope="meeting",
            abroad=("continues",),
            longest=MAX_TITLE,
        ),
        Shape(
            Attendee,
            owners=("meeting",),
            refs={"person": Person, "substitute_for": Attendee},
            parts={"events": AttendanceEvent},
            names=("name",),
            scope="meeting",
        ),
        Shape(
            AttendanceEvent,
            owners=("meeting", "attendee"),
            refs={"sitting": Sitting, "item": Item, "entry": Entry},
            needs=("kind",),
        ),
        Shape(
            Entry,
            owners=("meeting", "item"),
            parts={"actions": Action},
            scope="meeting",
        ),
        Shape(
            Action,
            owners=("meeting",),
            refs={"body": Body, "item": Item, "entry": Entry, "closed_at": Meeting},
            parts={"owners": ActionOwner, "updates": ActionUpdate},
        ),
        Shape(
            ActionOwner,
            owners=("action",),
            refs={"person": Person, "organisation": Organisation},
            names=("name",),
        ),
        Shape(ActionUpdate, owners=("action",), needs=("on", "text")),
        Shape(
            Publication,
            owners=("meeting",),
            refs={"person": Person},
            parts={"ranges": PackRange},
            needs=("kind", "format"),
        ),
        Shape(Rule, owners=("body",), names=("name",), needs=("kind", "name", "count")),
        Shape(HolidayRow, names=("name",), needs=("day", "name")),
        Shape(DeadlineMark, owners=("meeting",), needs=("kind",)),
        Shape(
            AgendaTemplate,
            owners=("body",),
            parts={"items": TemplateItem},
            names=("name",),
            scope="body",
            needs=("name",),
        ),
        Shape(
            TemplateItem,
            owners=("template", "parent"),
            parts={"items": TemplateItem},
            names=("title", "public_title"),
            scope="template",
            longest=MAX_TITLE,
        ),
        Shape(
            Topic,
            owners=("body",),
            refs={"meeting": Meeting},
            names=("title", "public_title"),
            scope="body",
            needs=("title",),
            longest=MAX_TITLE,
        ),
        Shape(
            Paper,
            owners=("body",),
            refs={"author": Person},
            parts={"files": PaperFile, "reasons": RestrictionReason, "withheld": Withheld},
            names=("title",),
            scope="body",
            needs=("title",),
            longest=MAX_TITLE,
        ),
        Shape(ItemPaper, owners=("item",), refs={"paper": Paper}, needs=("paper",)),
        Shape(
            Reply,
            owners=("meeting",),
            refs={"person": Person, "substitute": Person},
            needs=("person", "kind"),
        ),
        Shape(
            Despatch,
            owners=("meeting",),
            refs={"person": Person, "publication": Publication},
            names=("name",),
            needs=("document",),
        ),
        Shape(
            Submission,
            owners=("body",),
            refs={"meeting": Meeting, "item": Item, "person": Person},
            names=("title", "name"),
            scope="body",
            needs=("name",),
            longest=MAX_TITLE,
        ),
        Shape(
            AgendaVersion,
            owners=("meeting",),
            parts={"items": AgendaVersionItem},
            needs=("version",),
        ),
        Shape(AgendaVersionItem, owners=("version",), needs=("item",)),
        *_ROOM,
        *_STYLES,
        *_PACKS,
    )
}
"""Every kind of record; the first name of each is the one that says what it is called."""

TOP: Mapping[str, type[Record]] = {
    "settings": Setting,
    "rules": Rule,
    "holidays": HolidayRow,
    "snippets": Snippet,
    "words": KnownWord,
    "styles": OwnStyle,
    "report_layouts": ReportLayout,
    "organisations": Organisation,
    "people": Person,
    "bodies": Body,
    "meetings": Meeting,
}
"""The lists of a file, in the order in which they are read and written."""
