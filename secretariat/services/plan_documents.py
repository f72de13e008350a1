"""Forward plans and notices of key decisions of a body, from the register to bytes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, DocumentKind, Format, MemberRole
from secretariat.models.names import full_name
from secretariat.models.records import Body
from secretariat.models.views import ForwardPlanView
from secretariat.paths import resources
from secretariat.services import plan_notice
from secretariat.services.bodies import members_of
from secretariat.services.house_styles import look_of
from secretariat.services.letters import letter_findings
from secretariat.services.plan_views import forward_plan_view, notice_view
from secretariat.services.publish import Finding, Gravity, wording_for
from secretariat.services.session import Session

if TYPE_CHECKING:
    from secretariat.documents.composition import Composition
    from secretariat.documents.style import HouseStyle


def view(
    session: Session, kind: DocumentKind, body: str, audience: Audience, start: date
) -> ForwardPlanView:
    """Return what a plan, or a notice, of a body is made from, from the month of `start` on."""
    found = forward_plan_view(session, body, audience, start)
    return notice_view(found) if kind is DocumentKind.KEY_DECISIONS else found


def composition(
    session: Session, kind: DocumentKind, body: str, audience: Audience, start: date
) -> Composition:
    """Return a plan or a notice ready to be composed: nothing but what `audience` may see."""
    from secretariat.documents.composition import Composition

    found = view(session, kind, body, audience, start)
    return Composition(kind, found, wording_for(found))


def file_name(
    session: Session,
    kind: DocumentKind,
    body: str,
    form: Format,
    audience: Audience,
    start: date,
    *,
    large: bool = False,
) -> str:
    """Return what a file is called: “2026-12-01 MCSSB forward plan.pdf”.

    One that is not for the public says so.
    """
    from secretariat.documents.common import file_name as named

    return named(view(session, kind, body, audience, start), kind, form, large=large)


def house_style(session: Session, body: str, *, large: bool = False) -> HouseStyle:
    """Return the house style of a body, or its large print edition."""
    style = look_of(session, session.reader.get(Body, body).house_style)
    return style.large_print() if large else style


def findings(
    session: Session, kind: DocumentKind, body: str, audience: Audience, start: date
) -> list[Finding]:
    """Return what stops it from going out to `audience`, then what to look at first."""
    notice = kind is DocumentKind.KEY_DECISIONS
    cure = "Write one, and nothing else of it will be seen."
    stops = plan_notice.stops(session.reader, body, audience, notice=notice)
    warnings = plan_notice.warnings(session.reader, body, start) if notice else []
    made = composition(session, kind, body, audience, start)
    return [
        *(Finding(Gravity.STOP, words, cure=cure) for words in stops),
        *(Finding(Gravity.WARN, words) for words in warnings),
        *letter_findings(made, house_style(session, body)),
    ]


def stop_if_unfit(
    session: Session, kind: DocumentKind, body: str, audience: Audience, start: date
) -> None:
    """Raise KnownError with the first finding that stops a document."""
    for finding in findings(session, kind, body, audience, start):
        if finding.gravity is Gravity.STOP:
            raise KnownError(f"{finding.text} {finding.cure}")


def recipients(session: Session, body: str, audience: Audience, on: date) -> tuple[str, ...]:
    """Return the addresses of the members on a day; what is for officers goes to officers only."""
    found = [
        f"{full_name(member.person)} <{member.person.email}>"
        for member in members_of(session.reader, body, on)
        if member.person.email
        and (audience is not Audience.OFFICERS or member.membership.role is MemberRole.OFFICER)
    ]
    return tuple(dict.fromkeys(found))


def make(
    session: Session,
    kind: DocumentKind,
    body: str,
    form: Format,
    audience: Audience,
    start: date,
    *,
    large: bool = False,
) -> bytes:
    """Return the finished file, or its `large` print edition.

    Raises KnownError when something stops it.
    """
    from secretariat.render.dispatch import render, render_email

    stop_if_unfit(session, kind, body, audience, start)
    document = composition(session, kind, body, audience, start).compose()
    style, fonts = house_style(session, body, large=large), resources() / "fonts"
    if form is not Format.EMAIL:
        return render(document, style, fonts, form)
    to = recipients(session, body, audience, start)
    name = file_name(session, kind, body, Format.PDF, audience, start, large=large)
    return render_email(document, style, fonts, to=to, attachment=name)
