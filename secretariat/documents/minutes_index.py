"""The index of a body's minutes over a year: what they are about, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from unicodedata import normalize

from secretariat.documents.common import Frame, first_date, frame_of
from secretariat.documents.lister import cell
from secretariat.documents.minute_numbers import numbers_of_minutes
from secretariat.documents.model import (
    Block,
    Contents,
    Document,
    Heading,
    Paragraph,
    Table,
    runs,
)
from secretariat.documents.of_body import BodyFrame, body_frame, document_of
from secretariat.documents.wording import Wording
from secretariat.models.kinds import ItemKind, ItemPlacement, Stage
from secretariat.models.numbering import NO_NUMBER
from secretariat.models.plaintext import one_line
from secretariat.models.presence import in_taken_order
from secretariat.models.views import BodyView

_WIDTHS = (0.58, 0.42)
_LONG = 40
"""How many subjects an index has when it is parted by letters: more than stand on a page."""
_FIGURES = "0–9"
_MINUTED = (Stage.DRAFT_MINUTES, Stage.MINUTES_OUT, Stage.CLOSED)


def compose_index(view: BodyView, wording: Wording) -> Document:
    """Return the titles of all items that were minuted in the period, by the alphabet, each with
    the day and number of every minute of that title. A restricted item stands under its public
    title. Minutes that are not approved yet are said to be drafts. A long index is parted by
    letters, with a list of contents."""
    frame = body_frame(view, wording)
    found: dict[str, tuple[str, list[str]]] = {}
    for meeting in view.meetings:
        if meeting.meeting.stage in _MINUTED:
            for title, place in _minutes(frame, frame_of(meeting, wording, added=True)):
                found.setdefault(title.casefold(), (title, []))[1].append(place)
    blocks = _blocks(frame, found)
    return document_of(frame, "index of minutes", frame.say("index"), frame.period, blocks)


def _blocks(frame: BodyFrame, found: Mapping[str, tuple[str, list[str]]]) -> list[Block]:
    if not found:
        return [Paragraph(runs(frame.say("index.none")))]
    if len(found) < _LONG:
        return [_table(frame, [found[key] for key in sorted(found)])]
    blocks: list[Block] = [Contents(runs(frame.say("contents")))]
    for letter, group in groupby(sorted(found, key=lambda key: (_letter(key), key)), key=_letter):
        blocks.append(Heading(2, runs(letter)))
        blocks.append(_table(frame, [found[key] for key in group]))
    return blocks


def _table(frame: BodyFrame, subjects: Sequence[tuple[str, Sequence[str]]]) -> Table:
    heads = frame.heads("index.subject", "index.minute")
    rows = [
        (cell(title), cell(frame.say("index.places").join(places))) for title, places in subjects
    ]
    return Table((heads, *rows), _WIDTHS, summary=frame.say("index.summary"))


def _letter(title: str) -> str:
    """Return the letter under which a title stands: letters with marks under those without."""
    first = normalize("NFD", title.lstrip("“‘'\"(["))[:1].upper()[:1]
    return first if first.isalpha() else _FIGURES


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
