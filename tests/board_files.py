"""Every document of the public board in every format, and what is handed to the child for each."""

from __future__ import annotations

from datetime import date

from secretariat.documents.catalogue import CATALOGUE, PLANS
from secretariat.documents.composition import Composition
from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.services import body_documents, extracts, publish
from secretariat.services.body_documents import EVERY, Wanted
from secretariat.services.session import Session
from tests.public_board import MEETING, OFF

OPEN = "open"
"""The item of the extract: one that has restricted matter below it and beside it."""
DOCUMENTS = [(kind, form) for kind, line in CATALOGUE.items() for form in line.formats]
Files = dict[tuple[DocumentKind, Format], tuple[str, bytes]]

START = date(2018, 7, 1)
"""The month with which the forward plan begins."""
END = date(2018, 12, 31)
"""The day as at which the documents of the body are made."""


def files(session: Session, audience: Audience = Audience.PUBLIC) -> Files:
    """Return every document that there is for an audience in every format, with its name."""
    of_meetings = {
        (kind, form): (
            publish.file_name(session, kind, meeting_for(kind), form, audience),
            publish.make(session, kind, meeting_for(kind), form, audience),
        )
        for kind, form in DOCUMENTS
        if audience in CATALOGUE[kind].audiences
    }
    of_the_body = {
        (kind, form): (
            body_documents.file_name(session, wanted(kind, audience), form),
            body_documents.make(session, wanted(kind, audience), form),
        )
        for kind, line in EVERY.items()
        if audience in line.audiences
        for form in line.formats
    }
    of_an_item = {
        (DocumentKind.EXTRACT, form): (
            extracts.file_name(session, MEETING, OPEN, form, audience),
            extracts.make(session, MEETING, OPEN, form, audience),
        )
        for form in Format
    }
    return {**of_meetings, **of_the_body, **of_an_item}


def handed(session: Session, audience: Audience) -> dict[DocumentKind, Composition]:
    """Return what the child that renders is handed for every document."""
    of_meetings = {
        kind: publish.composition(session, kind, meeting_for(kind), audience) for kind in CATALOGUE
    }
    of_the_body = {
        kind: body_documents.composition(session, wanted(kind, audience)) for kind in EVERY
    }
    of_an_item = {DocumentKind.EXTRACT: extracts.composition(session, MEETING, OPEN, audience)}
    return {**of_meetings, **of_the_body, **of_an_item}


def meeting_for(kind: DocumentKind) -> str:
    """Return the meeting of which there is such a document: the one that is off has its own."""
    return OFF if kind is DocumentKind.CANCELLATION else MEETING


def wanted(kind: DocumentKind, audience: Audience) -> Wanted:
    """Return such a document of the board, as at the day of its kind."""
    return Wanted(kind, "board", audience, START if kind in PLANS else END)
