"""Pages on which a house style can be looked at: real business, printed as the style says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from secretariat.models.kinds import Audience, DocumentKind
from secretariat.models.options import Choices
from secretariat.models.records import Body, BodyOption, Entry, Item, MeetingBody
from secretariat.models.styles import BODY, BODYS_OWN, LOOK, TEXT
from secretariat.services.bodies import texts_of
from secretariat.services.finished import composition_of
from secretariat.services.house_styles import settings_of, texts_under
from secretariat.services.session import Session
from secretariat.services.style_sample import sample_view
from secretariat.services.views import meeting_view
from secretariat.store.rows import Reader

if TYPE_CHECKING:
    from secretariat.documents.composition import Composition

PAGES = {
    DocumentKind.AGENDA: "Agenda",
    DocumentKind.MINUTES: "Minutes",
    DocumentKind.SUMMONS: "Letter",
}
"""The documents by which a style is judged."""
_NEWEST = 24
"""Meetings that are looked at for the one that shows most."""


def printing_in(reader: Reader, style: str) -> list[Body]:
    """Return the bodies that print in a style, by name."""
    return reader.find(Body, house_style=style, order="name")


def sample_meeting(reader: Reader, style: str, kind: DocumentKind) -> str:
    """Return the meeting whose document shows a style best: of a body that prints in it, or else
    of any; of the newest, the one with the most items or, for minutes, paragraphs.

    "" where no meeting has anything to print.
    """
    prints = {body.uid for body in printing_in(reader, style)}
    every = sorted(reader.find(MeetingBody, position=0), key=lambda row: row.meeting, reverse=True)
    what = Entry if kind is DocumentKind.MINUTES else Item
    for rows in ([row for row in every if row.body in prints], every):
        counted = {row.meeting: reader.count(what, meeting=row.meeting) for row in rows[:_NEWEST]}
        best = max(counted, key=lambda uid: counted[uid], default="")
        if best and counted[best]:
            return best
    return ""


def page_of(session: Session, style: str, kind: DocumentKind, meeting: str) -> Composition:
    """Return what a document of a meeting is composed from, as its body would print it if it did
    in everything as the style does.

    Without a meeting, a made-up one is shown.
    """
    reader = session.reader
    view = meeting_view(session, meeting, Audience.PUBLIC) if meeting else sample_view()
    said = settings_of(reader, style)
    taken: dict[str, Any] = {
        key.removeprefix(BODY): value for key, value in said.items() if key.startswith(BODY)
    }
    lead = replace(view.lead, house_style=style, **taken)
    chosen = {key: said[key] for key in said if not key.startswith((LOOK, TEXT, BODY))}
    for row in reader.find(BodyOption, body=lead.uid):
        if row.key in BODYS_OWN:
            chosen[row.key] = row.value
    own = {text.uid for text in texts_of(reader, lead.uid)}
    texts = texts_under(reader, lead, [text for text in view.texts if text.uid in own])
    view = replace(
        view,
        bodies=(lead, *view.bodies[1:]),
        choices=Choices(chosen),
        texts=tuple(texts),
    )
    return composition_of(kind, view)
