"""Extracts from minutes: one minute of a meeting, from the register to bytes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.models.views import MeetingView
from secretariat.paths import resources
from secretariat.services import publish
from secretariat.services.session import Session
from secretariat.services.views import meeting_view

if TYPE_CHECKING:
    from secretariat.documents.composition import Composition


def composition(session: Session, meeting: str, item: str, audience: Audience) -> Composition:
    """Return the extract of an item ready to be composed: nothing but what `audience` may see.

    KnownError where the item is no item of the meeting, or nothing of it is for that audience.
    """
    from secretariat.documents.composition import Composition

    view = _view(session, meeting, item, audience)
    return Composition(DocumentKind.EXTRACT, view, publish.wording_for(view))


def _view(session: Session, meeting: str, item: str, audience: Audience) -> MeetingView:
    from secretariat.models.agenda import effective_restrictions

    publish.stop_if_unfit(session, DocumentKind.MINUTES, meeting, audience)
    view = meeting_view(session, meeting, audience)
    held = effective_restrictions(view.items).get(item)
    if held is None:
        raise KnownError("That item has no minute in this meeting.")
    if not audience.may_see(held.restriction):
        raise KnownError("This minute is restricted. Make the extract for those who may read it.")
    return replace(view, extract=item)


def audience_of(session: Session, meeting: str, item: str) -> Audience:
    """Return the widest audience that may read the minute of an item."""
    for audience in (Audience.PUBLIC, Audience.MEMBERS):
        try:
            _view(session, meeting, item, audience)
        except KnownError:
            continue
        return audience
    return Audience.OFFICERS


def file_name(session: Session, meeting: str, item: str, form: Format, audience: Audience) -> str:
    """Return what a file is called: “2026-10-07 CSSP extract of minutes 13-26.pdf”."""
    from secretariat.documents.common import file_name as named
    from secretariat.documents.extract import minute_number

    view = _view(session, meeting, item, audience)
    number = minute_number(view, publish.wording_for(view)).replace("/", "-")
    return named(view, DocumentKind.EXTRACT, form, about=number)


def make(session: Session, meeting: str, item: str, form: Format, audience: Audience) -> bytes:
    """Return the finished file. Raises KnownError when something stops it."""
    from secretariat.render.dispatch import render, render_email

    document = composition(session, meeting, item, audience).compose()
    style, fonts = publish.house_style(session, meeting), resources() / "fonts"
    if form is not Format.EMAIL:
        return render(document, style, fonts, form)
    name = file_name(session, meeting, item, Format.PDF, audience)
    return render_email(document, style, fonts, attachment=name)
