"""What the register holds about the life before a meeting.

Templates and the forward plan, papers that are owed, replies, what the public and members hand
in, how the agenda was served, and the agenda as it stood each time it went out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar

from secretariat.models.kinds import (
    DocumentKind,
    ItemArrival,
    ItemKind,
    ItemOutcome,
    ItemPlacement,
    Purpose,
    Recurrence,
    ReplyKind,
    Restriction,
    Ruling,
    ServiceWay,
    SubmissionKind,
    TopicSource,
    TopicState,
)
from secretariat.models.pack_kinds import PaperRole
from secretariat.models.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaTemplate(Record):
    """The usual agenda of a body; the one at position 0 is offered first."""

    TABLE: ClassVar[str] = "agenda_template"
    body: str
    name: str
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateItem(Record):
    """A standing item of a template; its fields mean what those of `Item` mean."""

    TABLE: ClassVar[str] = "template_item"
    template: str
    parent: str | None = None
    position: int = 0
    kind: ItemKind = ItemKind.ITEM
    placement: ItemPlacement = ItemPlacement.LIST
    number: str = ""
    title: str = ""
    public_title: str = ""
    text: str = ""
    purpose: Purpose = Purpose.NONE
    presenter: str = ""
    lead_officer: str = ""
    minutes: int | None = None
    recommendation: str = ""
    restriction: Restriction = Restriction.NONE
    restriction_ground: str = ""
    internal_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(Record):
    """Business that a body plans to take: a line of its forward plan, or of its backlog.

    `meeting` is the one it is meant for; without one, `due` is the first day of the month in which
    it is wanted; without either it is parked. `first_due` is what was planned first: when the plan
    is later than that, the topic has slipped. `recurrence` says how often it returns, and `months`
    (“1,4,7,10”) in which months. `source_words` say where that stands (“Terms of reference 12.1”).

    The `decision_...`, `consultees`, `documents` and `how_to_ask` fields are what a notice of key
    decisions has to say: SI 2012/2089, reg. 9. `notice_on` is the day on which it was first given.
    """

    TABLE: ClassVar[str] = "topic"
    body: str
    title: str
    public_title: str = ""
    text: str = ""
    recommendation: str = ""
    purpose: Purpose = Purpose.NONE
    lead: str = ""
    presenter: str = ""
    minutes: int | None = None
    source: TopicSource = TopicSource.NONE
    source_words: str = ""
    recurrence: Recurrence = Recurrence.ONCE
    months: str = ""
    meeting: str | None = None
    due: date | None = None
    first_due: date | None = None
    state: TopicState = TopicState.PLANNED
    is_key_decision: bool = False
    decision_maker: str = ""
    decision_from: date | None = None
    decision_to: date | None = None
    key_reason: str = ""
    consultees: str = ""
    documents: str = ""
    how_to_ask: str = ""
    notice_on: date | None = None
    is_private: bool = False
    private_reason: str = ""
    restriction: Restriction = Restriction.NONE
    restriction_ground: str = ""
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Record):
    """A report that is asked for. Several items may wait for the same one.

    `due` is set by hand; None: the report deadline of the first meeting that takes it.
    What state it is in follows from the days: `models.papers.state_of`.
    """

    TABLE: ClassVar[str] = "paper"
    body: str
    title: str
    author: str | None = None
    author_name: str = ""
    asked_on: date | None = None
    due: date | None = None
    promised_for: date | None = None
    received_on: date | None = None
    cleared_on: date | None = None
    cleared_by: str = ""
    is_needed: bool = True
    late_reason: str = ""
    restriction: Restriction = Restriction.NONE
    restriction_ground: str = ""
    marking: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPaper(Record):
    """A paper of an item; `letter` is how it is told from others of the item (Appendix A).

    `is_in_pack` is false for one that is only listed.
    """

    TABLE: ClassVar[str] = "item_paper"
    item: str
    paper: str
    letter: str = ""
    role: PaperRole = PaperRole.REPORT
    is_in_pack: bool = True
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Record):
    """What an invited person answered before the day; one a person and meeting.

    `substitute` is a person of the register, `substitute_name` the name when it is none.
    """

    TABLE: ClassVar[str] = "reply"
    meeting: str
    person: str
    kind: ReplyKind
    substitute: str | None = None
    substitute_name: str = ""
    told_on: date | None = None
    told_how: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Despatch(Record):
    """That a document was served on somebody: when, in which way and where it went.

    `person` is None and `name` says who it was for one who is not in the register. `publication`
    is the very file.
    """

    TABLE: ClassVar[str] = "despatch"
    meeting: str
    document: DocumentKind
    person: str | None = None
    name: str = ""
    way: ServiceWay = ServiceWay.ELECTRONIC
    address: str = ""
    sent_on: date | None = None
    publication: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Record):
    """A question, petition, deputation, statement or motion on notice handed in to a body.

    `contact` is never printed. `signatures` counts those of a petition. `reply` answers it,
    `supplementary` is the further question and `supplementary_reply` the answer to that.
    """

    TABLE: ClassVar[str] = "submission"
    body: str
    kind: SubmissionKind = SubmissionKind.QUESTION
    meeting: str | None = None
    item: str | None = None
    person: str | None = None
    name: str
    organisation: str = ""
    contact: str = ""
    received_on: date | None = None
    received_at: time | None = None
    addressed_to: str = ""
    title: str = ""
    text: str = ""
    mover: str = ""
    seconder: str = ""
    signatures: int | None = None
    ruling: Ruling = Ruling.PENDING
    ruling_reason: str = ""
    ruled_by: str = ""
    reply: str = ""
    replied_by: str = ""
    is_written_reply: bool = False
    supplementary: str = ""
    supplementary_reply: str = ""
    restriction: Restriction = Restriction.NONE
    restriction_ground: str = ""
    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaVersion(Record):
    """The agenda of a meeting as it went out: 1 at first, and one more with each supplement."""

    TABLE: ClassVar[str] = "agenda_version"
    meeting: str
    version: int = 1
    made_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaVersionItem(Record):
    """An item as it stood in one version; `item` is its uid, also when it is there no more."""

    TABLE: ClassVar[str] = "agenda_version_item"
    version: str
    item: str
    parent: str = ""
    position: int = 0
    kind: ItemKind = ItemKind.ITEM
    placement: ItemPlacement = ItemPlacement.LIST
    number: str = ""
    title: str = ""
    public_title: str = ""
    text: str = ""
    purpose: Purpose = Purpose.NONE
    presenter: str = ""
    minutes: int | None = None
    pages: str = ""
    recommendation: str = ""
    outcome: ItemOutcome = ItemOutcome.NONE
    arrival: ItemArrival = ItemArrival.ON_TIME
    urgency: str = ""
    restriction: Restriction = Restriction.NONE
    restriction_ground: str = ""
