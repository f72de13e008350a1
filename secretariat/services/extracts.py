"""Extracts from minutes: one minute of a meeting, from the register to bytes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from secretariat.errors import KnownError
from secretariat.models.agenda import effective_restrictions
from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.models.views import MeetingView
from secretariat.services import finished, publish
from secretariat.services.finished import Making
from secretariat.services.session import Session
from secretariat.services.views import meeting_view

if TYPE_CHECKING:
    from secretariat.documents.composition import Composition


def composition(session: Session, meeting: str, item: str, audience: Audience) -> Composition:
    """Return the extract of an item ready to be composed: nothing but what `audience` may see.

    KnownError where the item is no item of the meeting, or nothing of it is for that audience.
    """
    view = _view(session, meeting, item, audience)
    return finished.composition_of(DocumentKind.EXTRACT, view)


def _view(session: Session, meeting: str, item: str, audience: Audience) -> MeetingView:
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
    from secretariat.documents.extract import minute_number

    view = _view(session, meeting, item, audience)
    number = minute_number(view, finished.wording_for(view)).replace("/", "-")
    return finished.file_name(DocumentKind.EXTRACT, view, form, about=number)


def making(session: Session, meeting: str, item: str, form: Format, audience: Audience) -> Making:
    """Return the file to be made. Raises KnownError when something stops it.

    A draft has no addresses: who asked for the extract is not kept.
    """
    return finished.making(
        composition(session, meeting, item, audience),
        publish.house_style(session, meeting),
        form,
        lambda each: file_name(session, meeting, item, each, audience),
    )


def make(session: Session, meeting: str, item: str, form: Format, audience: Audience) -> bytes:
    """Return the finished file. Raises KnownError when something stops it."""
    return making(session, meeting, item, form, audience).data()
