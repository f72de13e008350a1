"""What every message to an author has in common: greeting, place, thanks, signature."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from secretariat.documents.model import Block, Document, PageFurniture, Paragraph, runs
from secretariat.documents.wording import Wording
from secretariat.models.dates import spoken_date
from secretariat.models.views import ChasePlace

BULLET = "•"


class _Message(Protocol):
    """What the view of a message holds beside its matter: whom it greets and who signs it."""

    @property
    def greeting(self) -> str: ...
    @property
    def officer(self) -> str: ...
    @property
    def office(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def made(self) -> datetime: ...


def message(
    view: _Message, say: Wording, kind: str, title: str, matter: Sequence[Block]
) -> Document:
    """Return a message: a greeting, its matter, thanks, and who signs it."""
    blocks = [
        Paragraph(runs(say("chase.greeting", name=view.greeting))),
        *matter,
        Paragraph(runs(say("chase.thanks"))),
    ]
    signed = [words for words in (view.officer, view.office) if words.strip()]
    if signed:
        blocks.append(Paragraph(runs("\n".join(signed))))
    return Document(
        title=title,
        blocks=tuple(blocks),
        kind=kind,
        language=view.language,
        author=view.office,
        made=view.made,
        furniture=PageFurniture(page_pattern=say.raw("page")),
    )


def place_words(place: ChasePlace, say: Wording) -> str:
    """Return where a paper goes: the meeting, its day, and the number of its item."""
    if place.on is None:
        return place.meeting
    key = "chase.item" if place.number else "chase.meeting"
    day = spoken_date(place.on, say.calendar)
    return say(key, meeting=place.meeting, date=day, number=place.number.rstrip("."))
