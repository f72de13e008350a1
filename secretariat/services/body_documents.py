"""Documents of a body, from the register to bytes: who is on it, who came, what was minuted, and
what it means to take."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from json import loads
from typing import TYPE_CHECKING

from secretariat.documents.catalogue import OF_BODY, PLANS
from secretariat.errors import KnownError
from secretariat.models.faces import face
from secretariat.models.kinds import Audience, DocumentKind, Format, MemberRole, Stage
from secretariat.models.labels import LabelSheet
from secretariat.models.names import full_name
from secretariat.models.records import Body
from secretariat.models.views import ActionListView, BodyView, ForwardPlanView
from secretariat.paths import resources
from secretariat.services import finished, owned_actions, plan_notice
from secretariat.services.bodies import choices_of, members_of, vacancies
from secretariat.services.findings import Finding, Gravity
from secretariat.services.finished import WHOM, Making, check_format
from secretariat.services.letters import letter_findings
from secretariat.services.meetings import Meet, all_meetings
from secretariat.services.plan_views import forward_plan_view, notice_view
from secretariat.services.session import Session
from secretariat.services.views import meeting_view, member_face
from secretariat.store.rows import Reader

if TYPE_CHECKING:
    from secretariat.documents.composition import Composition
    from secretariat.documents.style import HouseStyle

_BEGUN = (Stage.HELD, Stage.DRAFT_MINUTES, Stage.MINUTES_OUT, Stage.CLOSED)
OF_MEETINGS = (DocumentKind.ATTENDANCE_SUMMARY, DocumentKind.INDEX)
"""Those that tell of the meetings of a period rather than of a day."""
EVERY = {**OF_BODY, **PLANS}
"""Every document of a body, and what is said of it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document of a body: which, for whom, and as at which day.

    Plans begin with the month of `day`; all others end on it, and those of meetings begin with
    `start`, a year before without one. Labels begin with the `first` of a sheet, counted from 1.
    Actions are those of one `owner`, a key of `owned_actions`, or each owner's in turn; and over
    all bodies without a `body`.
    """

    kind: DocumentKind
    body: str
    audience: Audience
    day: date
    start: date | None = None
    first: int = 1
    owner: str = ""

    @property
    def since(self) -> date:
        """The first day of the period."""
        return self.start or year_before(self.day)


def usual_day(kind: DocumentKind, today: date) -> date:
    """Return the day as at which a document is usually made: today; of a plan, its first month."""
    return today.replace(day=1) if kind in PLANS else today


def year_before(end: date) -> date:
    """Return the first day of the year that ends on a day."""
    try:
        before = end.replace(year=end.year - 1)
    except ValueError:  # the 29th of February
        before = end.replace(year=end.year - 1, day=28)
    return before + timedelta(days=1)


def view(session: Session, wanted: Wanted) -> BodyView | ForwardPlanView | ActionListView:
    """Return what a document of a body is made from: nothing but what its audience may see.

    It is dated by its day, so that the same business gives the same bytes whenever it is made.
    """
    if wanted.kind is DocumentKind.OWNED_ACTIONS:
        return owned_actions.owned_view(
            session, wanted.audience, body=wanted.body, owner=wanted.owner, on=wanted.day
        )
    if wanted.kind not in PLANS:
        return _body_view(session, wanted)
    found = forward_plan_view(session, wanted.body, wanted.audience, wanted.day)
    return notice_view(found) if wanted.kind is DocumentKind.KEY_DECISIONS else found


def _body_view(session: Session, wanted: Wanted) -> BodyView:
    reader, body, audience, end = session.reader, wanted.body, wanted.audience, wanted.day
    with reader.snapshot():
        held = _begun(reader, wanted) if wanted.kind in OF_MEETINGS else []
        found = _bare_view(session, wanted)
        labels = wanted.kind is DocumentKind.LABELS
        return replace(
            found,
            members=tuple(member_face(one, audience) for one in members_of(reader, body, end)),
            vacant=tuple(face(seat, audience) for seat in vacancies(reader, body, end)),
            meetings=tuple(meeting_view(session, one.meeting.uid, audience) for one in held),
            sheet=_sheet(found.choices["labels.sheet"]) if labels else None,
            skipped=wanted.first - 1,
        )


def _bare_view(session: Session, wanted: Wanted) -> BodyView:
    """Return a body without anybody on it and without meetings: what names a file."""
    home = session.reader.get(Body, wanted.body)
    return BodyView(
        audience=wanted.audience,
        body=face(home, wanted.audience),
        start=wanted.since,
        end=wanted.day,
        choices=choices_of(session.reader, wanted.body),
        made=datetime.combine(wanted.day, time()),
    )


def _sheet(name: str) -> LabelSheet:
    """Return a sheet of labels by its name; an unknown one is taken for the usual one."""
    sheets = loads((resources() / "labels.json").read_text("utf-8"))
    known = name if name in sheets else "L7160"
    return LabelSheet(known, **sheets[known])


def labels_of(session: Session, body: str) -> int:
    """Return how many labels are on a sheet of those that a body uses."""
    return _sheet(choices_of(session.reader, body)["labels.sheet"]).count


def _begun(reader: Reader, wanted: Wanted) -> list[Meet]:
    """Return the meetings that a body led in a period and that have begun."""
    return [
        meet
        for meet in all_meetings(reader, body=wanted.body)
        if meet.date
        and wanted.since <= meet.date <= wanted.day
        and meet.bodies[0].uid == wanted.body
        and meet.meeting.stage in _BEGUN
    ]


def composition(session: Session, wanted: Wanted, *, large: bool = False) -> Composition:
    """Return a document, or its `large` print edition, ready to be composed: nothing but what its
    audience may see."""
    return finished.composition_of(wanted.kind, view(session, wanted), large=large)


def file_name(session: Session, wanted: Wanted, form: Format, *, large: bool = False) -> str:
    """Return what a file is called: “2026-12-01 MCSSB membership list.pdf”.

    One that is not for the public says so.
    """
    bare = wanted.kind in OF_BODY and wanted.body
    found = _bare_view(session, wanted) if bare else view(session, wanted)
    about = owned_actions.about(session.reader, wanted.owner)
    return finished.file_name(wanted.kind, found, form, large=large, about=about)


def house_style(session: Session, body: str, *, large: bool = False) -> HouseStyle:
    """Return the house style of a body, or of the office without one; or its large print
    edition."""
    home = session.reader.get(Body, body) if body else None
    return finished.style_of(session, home, large=large)


def findings(session: Session, wanted: Wanted) -> list[Finding]:
    """Return what stops it from being made for its audience, then what to look at first."""
    if wanted.audience not in EVERY[wanted.kind].audiences:
        return [Finding(Gravity.STOP, f"This document is not for {WHOM[wanted.audience]}.")]
    found: list[Finding] = []
    if wanted.kind in PLANS:
        found = _plan_findings(session, wanted)
    elif wanted.kind is DocumentKind.OWNED_ACTIONS:
        found = owned_actions.findings(
            session, wanted.audience, body=wanted.body, owner=wanted.owner, on=wanted.day
        )
    elif wanted.start and wanted.start > wanted.day:
        return [Finding(Gravity.STOP, "The last day lies before the first day.")]
    elif wanted.kind is DocumentKind.LABELS:
        return _label_findings(session, wanted)
    elif wanted.kind in OF_MEETINGS:
        if not _begun(session.reader, wanted):
            return [Finding(Gravity.WARN, "No meeting was held in this time.")]
    elif not members_of(session.reader, wanted.body, wanted.day):
        return [Finding(Gravity.WARN, "Nobody is on this body on that day.")]
    return found + letter_findings(composition(session, wanted), house_style(session, wanted.body))


def _plan_findings(session: Session, wanted: Wanted) -> list[Finding]:
    """Return the topics that have no public title, and of a notice what it lacks."""
    reader, notice = session.reader, wanted.kind is DocumentKind.KEY_DECISIONS
    cure = "Write one, and nothing else of it will be seen."
    stops = plan_notice.stops(reader, wanted.body, wanted.audience, notice=notice)
    warnings = plan_notice.warnings(reader, wanted.body, wanted.day) if notice else []
    return [
        *(Finding(Gravity.STOP, words, cure=cure) for words in stops),
        *(Finding(Gravity.WARN, words) for words in warnings),
    ]


def _label_findings(session: Session, wanted: Wanted) -> list[Finding]:
    """Return why there are no labels, or whose are missing."""
    count = labels_of(session, wanted.body)
    if not 1 <= wanted.first <= count:
        return [Finding(Gravity.STOP, f"A sheet has labels 1 to {count}.")]
    members = members_of(session.reader, wanted.body, wanted.day)
    without = [full_name(one.person) for one in members if not one.person.address.strip()]
    if len(without) == len(members):
        words = "No member of this body has a postal address."
        return [Finding(Gravity.STOP, words, cure="Add one under People.")]
    if without:
        many = f"{len(without)} members have" if len(without) > 1 else f"{without[0]} has"
        return [Finding(Gravity.WARN, f"{many} no postal address, and so no label.")]
    return []


def stop_if_unfit(session: Session, wanted: Wanted) -> None:
    """Raise KnownError with the first finding that stops a document."""
    for finding in findings(session, wanted):
        if finding.gravity is Gravity.STOP:
            raise KnownError(f"{finding.text} {finding.cure}".strip())


def recipients(session: Session, wanted: Wanted) -> tuple[str, ...]:
    """Return the addresses of the members on a day; what is for officers goes to officers only,
    and what is of one owner to that owner."""
    if wanted.owner:
        return owned_actions.address_of(session.reader, wanted.owner)
    if not wanted.body:
        return ()
    found = [
        f"{full_name(member.person)} <{member.person.email}>"
        for member in members_of(session.reader, wanted.body, wanted.day)
        if member.person.email
        and (
            wanted.audience is not Audience.OFFICERS or member.membership.role is MemberRole.OFFICER
        )
    ]
    return tuple(dict.fromkeys(found))


def making(session: Session, wanted: Wanted, form: Format, *, large: bool = False) -> Making:
    """Return the file to be made, or its `large` print edition.

    Raises KnownError when something stops it.
    """
    line = EVERY[wanted.kind]
    check_format(line.title, line.formats, form)
    stop_if_unfit(session, wanted)
    return finished.making(
        composition(session, wanted, large=large),
        house_style(session, wanted.body, large=large),
        form,
        lambda each: file_name(session, wanted, each, large=large),
        partial(recipients, session, wanted),
    )


def make(session: Session, wanted: Wanted, form: Format, *, large: bool = False) -> bytes:
    """Return the finished file. Raises KnownError when something stops it."""
    return making(session, wanted, form, large=large).data()
