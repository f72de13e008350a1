"""Documents of a body, from the register to bytes: who is on it, who came, what was minuted."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from json import loads
from typing import TYPE_CHECKING

from secretariat.documents.catalogue import OF_BODY
from secretariat.errors import KnownError
from secretariat.models.faces import face
from secretariat.models.kinds import Audience, DocumentKind, Format, Stage
from secretariat.models.labels import LabelSheet
from secretariat.models.names import full_name
from secretariat.models.records import Body
from secretariat.models.views import BodyView
from secretariat.paths import resources
from secretariat.services.bodies import choices_of, members_of, vacancies
from secretariat.services.house_styles import look_of
from secretariat.services.letters import letter_findings
from secretariat.services.meetings import Meet, all_meetings
from secretariat.services.plan_documents import recipients as recipients
from secretariat.services.publish import Finding, Gravity, check_format, wording_for
from secretariat.services.session import Session
from secretariat.services.views import meeting_view, member_face
from secretariat.store.rows import Reader

if TYPE_CHECKING:
    from secretariat.documents.composition import Composition
    from secretariat.documents.style import HouseStyle

_BEGUN = (Stage.HELD, Stage.DRAFT_MINUTES, Stage.MINUTES_OUT, Stage.CLOSED)
OF_MEETINGS = (DocumentKind.ATTENDANCE_SUMMARY, DocumentKind.INDEX)
"""Those that tell of the meetings of a period rather than of a day."""
_FOR = {
    Audience.PUBLIC: "the public",
    Audience.MEMBERS: "members",
    Audience.OFFICERS: "officers alone",
}


def year_before(end: date) -> date:
    """Return the first day of the year that ends on a day."""
    try:
        before = end.replace(year=end.year - 1)
    except ValueError:  # the 29th of February
        before = end.replace(year=end.year - 1, day=28)
    return before + timedelta(days=1)


def view(
    session: Session,
    kind: DocumentKind,
    body: str,
    audience: Audience,
    end: date,
    start: date | None = None,
    first: int = 1,
) -> BodyView:
    """Return what a document of a body is made from, as at `end`, for what `audience` may see.

    Of the meetings it holds those from `start` to `end`, a year without a `start`. It is dated by
    `end`, so that the same business gives the same bytes whenever the document is made. Labels
    begin with the `first` of a sheet, counted from 1.
    """
    reader, start = session.reader, start or year_before(end)
    with reader.snapshot():
        home = reader.get(Body, body)
        wanted = _begun(reader, body, start, end) if kind in OF_MEETINGS else []
        return BodyView(
            audience=audience,
            body=face(home, audience),
            start=start,
            end=end,
            choices=(choices := choices_of(reader, body)),
            members=tuple(member_face(one, audience) for one in members_of(reader, body, end)),
            vacant=tuple(face(seat, audience) for seat in vacancies(reader, body, end)),
            meetings=tuple(meeting_view(session, one.meeting.uid, audience) for one in wanted),
            sheet=_sheet(choices["labels.sheet"]) if kind is DocumentKind.LABELS else None,
            skipped=first - 1,
            made=datetime.combine(end, time()),
        )


def _sheet(name: str) -> LabelSheet:
    """Return a sheet of labels by its name; an unknown one is taken for the usual one."""
    sheets = loads((resources() / "labels.json").read_text("utf-8"))
    known = name if name in sheets else "L7160"
    return LabelSheet(known, **sheets[known])


def labels_of(session: Session, body: str) -> int:
    """Return how many labels are on a sheet of those that a body uses."""
    return _sheet(choices_of(session.reader, body)["labels.sheet"]).count


def _begun(reader: Reader, body: str, start: date, end: date) -> list[Meet]:
    """Return the meetings that a body led in a period and that have begun."""
    return [
        meet
        for meet in all_meetings(reader, body=body)
        if meet.date
        and start <= meet.date <= end
        and meet.bodies[0].uid == body
        and meet.meeting.stage in _BEGUN
    ]


def composition(
    session: Session,
    kind: DocumentKind,
    body: str,
    audience: Audience,
    end: date,
    start: date | None = None,
    first: int = 1,
) -> Composition:
    """Return a document ready to be composed: nothing but what `audience` may see."""
    from secretariat.documents.composition import Composition

    found = view(session, kind, body, audience, end, start, first)
    return Composition(kind, found, wording_for(found))


def file_name(
    session: Session,
    kind: DocumentKind,
    body: str,
    form: Format,
    audience: Audience,
    end: date,
    *,
    large: bool = False,
) -> str:
    """Return what a file is called: “2026-12-01 MCSSB membership list.pdf”.

    One that is not for the public says so.
    """
    from secretariat.documents.common import file_name as named

    home = face(session.reader.get(Body, body), audience)
    made = datetime.combine(end, time())
    choices = choices_of(session.reader, body)
    return named(BodyView(audience, home, end, end, choices, made=made), kind, form, large=large)


def house_style(session: Session, body: str, *, large: bool = False) -> HouseStyle:
    """Return the house style of a body, or its large print edition."""
    style = look_of(session, session.reader.get(Body, body).house_style)
    return style.large_print() if large else style


def findings(
    session: Session,
    kind: DocumentKind,
    body: str,
    audience: Audience,
    end: date,
    start: date | None = None,
    first: int = 1,
) -> list[Finding]:
    """Return what stops it from being made for `audience`, then what to look at first."""
    if audience not in OF_BODY[kind].audiences:
        return [Finding(Gravity.STOP, f"This document is not for {_FOR[audience]}.")]
    if start and start > end:
        return [Finding(Gravity.STOP, "The last day lies before the first day.")]
    if kind is DocumentKind.LABELS:
        return _label_findings(session, body, end, first)
    reader = session.reader
    if kind in OF_MEETINGS:
        if not _begun(reader, body, start or year_before(end), end):
            return [Finding(Gravity.WARN, "No meeting was held in this time.")]
    elif not members_of(reader, body, end):
        return [Finding(Gravity.WARN, "Nobody is on this body on that day.")]
    made = composition(session, kind, body, audience, end, start)
    return letter_findings(made, house_style(session, body))


def _label_findings(session: Session, body: str, end: date, first: int) -> list[Finding]:
    """Return why there are no labels, or whose are missing."""
    count = labels_of(session, body)
    if not 1 <= first <= count:
        return [Finding(Gravity.STOP, f"A sheet has labels 1 to {count}.")]
    members = members_of(session.reader, body, end)
    without = [full_name(one.person) for one in members if not one.person.address.strip()]
    if len(without) == len(members):
        words = "No member of this body has a postal address."
        return [Finding(Gravity.STOP, words, cure="Add one under People.")]
    if without:
        many = f"{len(without)} members have" if len(without) > 1 else f"{without[0]} has"
        return [Finding(Gravity.WARN, f"{many} no postal address, and so no label.")]
    return []


def stop_if_unfit(
    session: Session,
    kind: DocumentKind,
    body: str,
    audience: Audience,
    end: date,
    start: date | None = None,
    first: int = 1,
) -> None:
    """Raise KnownError with the first finding that stops a document."""
    for finding in findings(session, kind, body, audience, end, start, first):
        if finding.gravity is Gravity.STOP:
            raise KnownError(f"{finding.text} {finding.cure}".strip())


def make(
    session: Session,
    kind: DocumentKind,
    body: str,
    form: Format,
    audience: Audience,
    end: date,
    start: date | None = None,
    first: int = 1,
    *,
    large: bool = False,
) -> bytes:
    """Return the finished file, or its `large` print edition.

    Raises KnownError when something stops it.
    """
    from secretariat.render.dispatch import render, render_email

    check_format(OF_BODY[kind].title, OF_BODY[kind].formats, form)
    stop_if_unfit(session, kind, body, audience, end, start, first)
    document = composition(session, kind, body, audience, end, start, first).compose()
    style, fonts = house_style(session, body, large=large), resources() / "fonts"
    if form is not Format.EMAIL:
        return render(document, style, fonts, form)
    to = recipients(session, body, audience, end)
    name = file_name(session, kind, body, Format.PDF, audience, end, large=large)
    return render_email(document, style, fonts, to=to, attachment=name)
