"""The letter that asks members who have not answered whether they will come."""

from __future__ import annotations

from secretariat.documents.common import (
    Frame,
    body_names,
    frame_of,
    furniture,
    sitting_lines,
    spoken_dates,
)
from secretariat.documents.model import Block, Document, Paragraph, runs
from secretariat.documents.prose import prose
from secretariat.documents.wording import Wording
from secretariat.models.kinds import TextPlace
from secretariat.models.views import MeetingView


def compose_reminder(view: MeetingView, wording: Wording) -> Document:
    """Return the letter: which meeting, when and where, and what to answer.

    It says nothing about anybody's answer, so that all to whom it goes may read it.
    """
    frame = frame_of(view, wording)
    title = frame.say("reminder.title", body=body_names(frame), date=spoken_dates(frame))
    blocks: list[Block] = [
        Paragraph(runs(frame.say("reminder.greeting"))),
        Paragraph(runs(frame.say("reminder.meeting", body=body_names(frame)))),
        *sitting_lines(frame),
        Paragraph(runs(frame.say("reminder.ask"))),
        Paragraph(runs(frame.say("reminder.substitute"))),
        *_close(frame),
    ]
    return Document(
        title=title.strip(", "),
        blocks=tuple(blocks),
        kind="reminder",
        language=view.lead.language,
        author=view.lead.name,
        made=view.made,
        furniture=furniture(frame, lambda _: title.strip(", ")),
        audience=view.audience.value,
    )


def _close(frame: Frame) -> list[Block]:
    """Return the thanks and who sends it: the body's signatory, else its contact block."""
    found: list[Block] = [Paragraph(runs(frame.say("reminder.thanks")))]
    signed = [t for t in frame.view.texts if t.place is TextPlace.SIGNATORY and t.text.strip()]
    words = "\n\n".join(text.text for text in signed) or frame.view.lead.contact
    return [*found, *prose(words)]
