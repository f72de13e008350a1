"""What the documents of a body share: what they open with, and what stands on each page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secretariat.documents.common import Phrases
from secretariat.documents.model import (
    Block,
    Cell,
    Document,
    Heading,
    PageFurniture,
    Paragraph,
    Role,
    Text,
    runs,
)
from secretariat.documents.two_languages import titled
from secretariat.documents.wording import Wording
from secretariat.models.plaintext import one_line
from secretariat.models.views import BodyView


@dataclass(frozen=True, slots=True)
class BodyFrame:
    """A body ready to be composed, in its own wording."""

    view: BodyView
    phrases: Phrases

    @property
    def say(self) -> Wording:
        return self.phrases.say

    @property
    def period(self) -> str:
        """The days that the document covers, as they are said."""
        first, last = (self.phrases.plain_date(day) for day in (self.view.start, self.view.end))
        return self.say("of_body.period", first=first, last=last)

    @property
    def as_at(self) -> str:
        """The day of which the document tells, as it is said."""
        return self.say("of_body.as_at", date=self.phrases.plain_date(self.view.end))

    def heads(self, *keys: str) -> tuple[Cell, ...]:
        """Return a row of column headings, a phrase each."""
        return tuple(Cell((Paragraph(runs(self.say(key))),), header=True) for key in keys)


def body_frame(view: BodyView, wording: Wording) -> BodyFrame:
    """Return the frame of a body, worded in its own way."""
    return BodyFrame(view, Phrases(wording.of_body(view.choices), view.choices))


def document_of(
    frame: BodyFrame, kind: str, heading: str, when: str, blocks: Sequence[Block]
) -> Document:
    """Return a document of a body: its name, what the document is, of when, and its blocks."""
    body = frame.view.body
    name, marking = one_line(body.name), one_line(body.marking)
    opening: list[Block] = [Paragraph((Text(marking),), Role.MARKING)] if marking else []
    opening.append(Heading(1, titled(frame.view.choices, name)))
    opening.append(Paragraph(runs(heading), Role.SUBTITLE))
    opening.append(Paragraph(runs(when), Role.SUBTITLE))
    return Document(
        title=frame.say("of_body.title", heading=heading, body=name),
        blocks=(*opening, *blocks),
        kind=kind,
        language=body.language,
        author=name,
        made=frame.view.made,
        furniture=PageFurniture(
            head=frame.say("head", body=name),
            foot=frame.say("foot", title=heading, date=when),
            page_pattern=frame.say.raw("page"),
            marking=marking,
        ),
        audience=frame.view.audience.value,
    )
