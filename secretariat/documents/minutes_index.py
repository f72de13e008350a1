"""The index of a body's minutes over a year: what they are about, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from secretariat.documents.common import Frame, first_date, frame_of
from secretariat.documents.lister import cell
from secretariat.documents.minute_numbers import numbers_of_minutes
from secretariat.documents.model import Block, Document, Paragraph, Table, runs
from secretariat.documents.of_body import BodyFrame, body_frame, document_of
from secretariat.documents.wording import Wording
from secretariat.models.kinds import ItemKind, ItemPlacement, Stage
from secretariat.models.numbering import NO_NUMBER
from secretariat.models.plaintext import one_line
from secretariat.models.presence import in_taken_order
from secretariat.models.views import BodyView

_WIDTHS = (0.58, 0.42)
_MINUTED = (Stage.DRAFT_MINUTES, Stage.MINUTES_OUT, Stage.CLOSED)


def compose_index(view: BodyView, wording: Wording) -> Document:
    """Return the titles of all items that were minuted in the period, by the alphabet, each with
    the day and number of every minute of that title. A restricted item stands under its public
    title. Minutes that are not approved yet are said to be drafts."""
    frame = body_frame(view, wording)
    found: dict[str, tuple[str, list[str]]] = {}
    for meeting in view.meetings:
        if meeting.meeting.stage in _MINUTED:
            for title, place in _minutes(frame, frame_of(meeting, wording, added=True)):
                found.setdefault(title.casefold(), (title, []))[1].append(place)
    rows = [
        (cell(title), cell(frame.say("index.places").join(places)))
        for _, (title, places) in sorted(found.items())
    ]
    blocks: list[Block] = [Paragraph(runs(frame.say("index.none")))]
    if rows:
        heads = frame.heads("index.subject", "index.minute")
        blocks = [Table((heads, *rows), _WIDTHS, summary=frame.say("index.summary"))]
    return document_of(frame, "index of minutes", frame.say("index"), frame.period, blocks)


def _minutes(frame: BodyFrame, meeting: Frame) -> Iterator[tuple[str, str]]:
    """Yield the title of each minute of a meeting, and where it stands."""
    numbers = numbers_of_minutes(meeting)
    day = first_date(meeting.view)
    said = frame.phrases.plain_date(day) if day else ""
    draft = meeting.view.meeting.stage is not Stage.CLOSED
    later = {item.uid for item in meeting.placed(ItemPlacement.AFTER_CONTACT)}
    for item in in_taken_order(meeting.items):
        if item.kind is ItemKind.HEADING or item.uid in later or not meeting.prints(item):
            continue
        title = one_line(item.minute_title) or meeting.title(item)
        if not title:
            continue
        number = numbers.get(item.uid, NO_NUMBER).compact
        place = frame.say("index.at", date=said, number=number) if number else said
        yield title, frame.say("index.draft", place=place) if draft else place
