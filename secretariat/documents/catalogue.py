"""The documents of a meeting, a line each: what they are called, for whom and when they are made.

Whoever makes, lists or names documents reads this table; a further document is a further line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import Any

from secretariat.models.kinds import Audience, BodyKind, DocumentKind, Format, Stage
from secretariat.models.options import Choices
from secretariat.models.records import Body, Meeting


class Group(StrEnum):
    """When in the life of a meeting a document is given out."""

    BEFORE = "Before the meeting"
    AT = "At the meeting"
    AFTER = "After the meeting"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What decides how a document is called and whether there is one."""

    meeting: Meeting
    lead: Body
    choices: Choices


ALL = tuple(Format)
ON_PAPER = (Format.PDF, Format.DOCX)
"""The formats of what is measured on paper."""
EVERYBODY = (Audience.PUBLIC, Audience.MEMBERS, Audience.OFFICERS)
_EARLY = frozenset({Stage.PLANNED, Stage.AGENDA, Stage.PUBLISHED})
_OUT = frozenset({Stage.PUBLISHED})
_AT = frozenset({Stage.AGENDA, Stage.PUBLISHED, Stage.HELD})
_LATE = frozenset({Stage.HELD, Stage.DRAFT_MINUTES, Stage.MINUTES_OUT, Stage.CLOSED})
_OFF = frozenset({Stage.CANCELLED, Stage.POSTPONED})
SUMMONING = frozenset({BodyKind.COUNCIL, BodyKind.PARISH})
"""Bodies whose members are summoned: Local Government Act 1972, Sch 12 paras 4(2)(b), 10(2)(b)."""


def _plain(_: Occasion) -> str:
    return ""


def _always(_: Meeting) -> str:
    return ""


def calling(occasion: Occasion) -> str:
    """Return how members are called to a meeting, “summoned” or “invited”: as the body chose,
    else as its kind does."""
    chosen = occasion.choices["summons.manner"]
    if chosen in ("summoned", "invited"):
        return chosen
    return "summoned" if occasion.lead.kind in SUMMONING else "invited"


def _draft(occasion: Occasion) -> str:
    return "" if occasion.meeting.stage is Stage.CLOSED else "draft"


def _off_how(occasion: Occasion) -> str:
    return "postponed" if occasion.meeting.stage is Stage.POSTPONED else ""


def _not_off(meeting: Meeting) -> str:
    if not meeting.stage.is_off:
        return ""
    return f"The meeting is {meeting.stage.value}; there is a notice that says so."


def _only_off(meeting: Meeting) -> str:
    return "" if meeting.stage.is_off else "The meeting is neither cancelled nor postponed."


@dataclass(frozen=True, slots=True)
class Kind:
    """A document of a meeting.

    `names` are what its file is called by variant, the ordinary one under ""; `variant` says
    which it is. `label` stands on screen in place of the name. `audiences` are those it may be
    made for, the usual one first. In `stages` of the meeting it stands in the foreground;
    `why_not` returns the sentence that says why there is no such document, or nothing. There is
    none in other `formats`.
    """

    kind: DocumentKind
    group: Group
    composer: str
    names: Mapping[str, str]
    stages: frozenset[Stage]
    label: str = ""
    audiences: tuple[Audience, ...] = EVERYBODY
    variant: Callable[[Occasion], str] = _plain
    why_not: Callable[[Meeting], str] = _always
    formats: tuple[Format, ...] = ALL

    def name(self, occasion: Occasion) -> str:
        """Return what the document is called in a file name."""
        return self.names[self.variant(occasion)]

    def title(self, occasion: Occasion) -> str:
        """Return what the document is called on screen."""
        name = self.name(occasion)
        return self.label or name[:1].upper() + name[1:]

    def compose(self) -> Callable[[Any, Any], Any]:
        """Return the composer, imported only now."""
        return _imported(self.composer)


def _imported(composer: str) -> Callable[[Any, Any], Any]:
    module, _, function = composer.partition(".")
    found: Callable[[Any, Any], Any] = getattr(
        import_module(f"secretariat.documents.{module}"), function
    )
    return found


@dataclass(frozen=True, slots=True)
class Plan:
    """A document of a body rather than of one meeting, and what its file is called."""

    kind: DocumentKind
    composer: str
    name: str
    audiences: tuple[Audience, ...] = EVERYBODY
    formats: tuple[Format, ...] = ALL

    @property
    def title(self) -> str:
        """What the document is called on screen."""
        return self.name[:1].upper() + self.name[1:]

    def compose(self) -> Callable[[Any, Any], Any]:
        """Return the composer, imported only now."""
        return _imported(self.composer)


_LINES = (
    Kind(
        DocumentKind.AGENDA, Group.BEFORE, "agenda.compose_agenda", {"": "agenda"}, _EARLY
    ),
    Kind(
        DocumentKind.SUPPLEMENT, Group.BEFORE, "supplement.compose_supplement",
        {"": "supplementary agenda"}, _OUT,
    ),
    Kind(
        DocumentKind.CHANGES, Group.BEFORE, "changes.compose_changes", {"": "what changed"}, _OUT,
    ),
    Kind(
        DocumentKind.SUMMONS, Group.BEFORE, "summons.compose_summons",
        {"summoned": "summons", "invited": "invitation"}, _EARLY,
        audiences=(Audience.PUBLIC, Audience.MEMBERS), variant=calling, why_not=_not_off,
    ),
    Kind(
        DocumentKind.NOTICE, Group.BEFORE, "notice.compose_notice", {"": "notice of meeting"},
        _EARLY, audiences=(Audience.PUBLIC,), why_not=_not_off,
    ),
    Kind(
        DocumentKind.CANCELLATION, Group.BEFORE, "cancellation.compose_cancellation",
        {"": "cancellation notice", "postponed": "postponement notice"}, _OFF,
        audiences=(Audience.PUBLIC,), variant=_off_how, why_not=_only_off,
    ),
    Kind(
        DocumentKind.SCRIPT, Group.AT, "script.compose_script", {"": "script"}, _AT,
        label="Chair’s script", audiences=(Audience.OFFICERS, Audience.MEMBERS),
        why_not=_not_off,
    ),
    Kind(
        DocumentKind.ATTENDANCE, Group.AT, "attendance.compose_attendance", {"": "attendance"},
        _AT, label="Attendance list",
    ),
    Kind(
        DocumentKind.NAME_PLATES, Group.AT, "plates.compose_plates", {"": "name plates"}, _AT,
        audiences=(Audience.PUBLIC,), why_not=_not_off, formats=ON_PAPER,
    ),
    Kind(
        DocumentKind.MINUTES, Group.AFTER, "minutes.compose_minutes",
        {"": "minutes", "draft": "draft minutes"}, _LATE, label="Minutes", variant=_draft,
    ),
    Kind(
        DocumentKind.DECISIONS, Group.AFTER, "decisions.compose_decisions",
        {"": "decision notice"}, _LATE, why_not=_not_off,
    ),
    Kind(
        DocumentKind.ACTIONS, Group.AFTER, "actions.compose_actions", {"": "actions"}, _LATE,
        label="Action list",
    ),
    Kind(
        DocumentKind.REGISTER, Group.AFTER, "register.compose_register",
        {"": "attendance register"}, _LATE, why_not=_not_off,
    ),
    Kind(
        DocumentKind.OWNED_ACTIONS, Group.AFTER, "owned_actions.compose_owned_actions",
        {"": "actions by person"}, _LATE,
    ),
)  # fmt: skip

_PLANS = (
    Plan(DocumentKind.FORWARD_PLAN, "forward_plan.compose_forward_plan", "forward plan"),
    Plan(
        DocumentKind.KEY_DECISIONS,
        "key_decisions.compose_key_decisions",
        "notice of key decisions",
    ),
)
PLANS: Mapping[DocumentKind, Plan] = {line.kind: line for line in _PLANS}
"""What a body means to do: its plan, and the notice that is part of it."""

_OF_BODY = (
    Plan(DocumentKind.MEMBERSHIP, "membership.compose_membership", "membership list"),
    Plan(
        DocumentKind.CONTACTS, "membership.compose_contacts", "contact list",
        audiences=(Audience.OFFICERS,),
    ),
    Plan(
        DocumentKind.LABELS, "plates.compose_labels", "address labels",
        audiences=(Audience.OFFICERS,), formats=ON_PAPER,
    ),
    Plan(
        DocumentKind.ATTENDANCE_SUMMARY, "attendance_summary.compose_attendance_summary",
        "attendance summary",
    ),
    Plan(DocumentKind.INDEX, "minutes_index.compose_index", "index of minutes"),
    Plan(
        DocumentKind.OWNED_ACTIONS, "owned_actions.compose_owned_actions", "actions by person"
    ),
)  # fmt: skip
OF_BODY: Mapping[DocumentKind, Plan] = {line.kind: line for line in _OF_BODY}
"""What a body is and has done: who is on it, who came, what its minutes are about."""

EXTRACT = Plan(DocumentKind.EXTRACT, "extract.compose_extract", "extract of minutes")
"""One minute of a meeting by itself."""

PACK = Plan(DocumentKind.PACK, "agenda.compose_agenda", "pack", formats=(Format.PDF,))
"""The agenda with all papers: `services.packs` puts it together, and its front is the agenda."""

SUPPLEMENT_PACK = Plan(
    DocumentKind.SUPPLEMENT_PACK, "supplement.compose_supplement", "supplement pack",
    formats=(Format.PDF,),
)  # fmt: skip
"""The supplementary agenda with the papers that are new since the last pack went out."""

APART: Mapping[DocumentKind, Plan] = {
    **PLANS, **OF_BODY, EXTRACT.kind: EXTRACT, PACK.kind: PACK,
    SUPPLEMENT_PACK.kind: SUPPLEMENT_PACK,
}  # fmt: skip
"""Every document that is not of a meeting as a whole."""

CATALOGUE: Mapping[DocumentKind, Kind] = {line.kind: line for line in _LINES}
"""Every document of a meeting, in the order in which they are listed."""
