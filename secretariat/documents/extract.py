"""The extract: one minute by itself, certified as true, for whoever needs no more than that."""

from __future__ import annotations

from secretariat.documents.common import (
    Frame,
    body_names,
    frame_of,
    furniture,
    is_draft,
    masthead,
    spoken_dates,
    when_and_where,
)
from secretariat.documents.minute_numbers import numbers_of_minutes
from secretariat.documents.minutes import MinutesWriter
from secretariat.documents.model import (
    Block,
    Document,
    Paragraph,
    Role,
    SignatureLine,
    runs,
)
from secretariat.documents.two_languages import phrase
from secretariat.documents.wording import Wording
from secretariat.models.numbering import NO_NUMBER
from secretariat.models.views import MeetingView


def compose_extract(view: MeetingView, wording: Wording) -> Document:
    """Return the minute of the item that the view names, with what stands below it, as the
    minutes print it, and a line on which it is certified. Until the minutes are approved it says
    on every page that it is a draft."""
    frame = frame_of(view, wording, added=True)
    say, draft = frame.say, is_draft(view.meeting)
    slots = {"body": body_names(frame), "date": spoken_dates(frame)}
    blocks: list[Block] = [*masthead(frame), Paragraph(runs(say("extract")), Role.SUBTITLE)]
    blocks.extend(when_and_where(frame))
    blocks.extend(MinutesWriter(frame).extract(_with_below(frame)))
    certified = say("extract.certified.draft" if draft else "extract.certified", **slots)
    blocks.append(Paragraph(runs(certified), Role.CLOSING, keep_with_next=True))
    blocks.append(SignatureLine(phrase(frame, "extract.signature")))
    blocks.append(SignatureLine(phrase(frame, "extract.signature.date")))
    return Document(
        title=say("extract.title", **slots),
        blocks=tuple(blocks),
        kind="extract",
        language=view.lead.language,
        author=view.lead.name,
        made=view.made,
        furniture=furniture(frame, "extract", "minutes.stamp" if draft else ""),
        audience=view.audience.value,
    )


def minute_number(view: MeetingView, wording: Wording) -> str:
    """Return the number of the minute that the view names, empty where it has none."""
    frame = frame_of(view, wording, added=True)
    return numbers_of_minutes(frame).get(view.extract, NO_NUMBER).compact


def _with_below(frame: Frame) -> frozenset[str]:
    """Return the item of the extract and all that stand below it."""
    found: set[str] = set()
    waiting = [frame.view.extract]
    while waiting:
        uid = waiting.pop()
        found.add(uid)
        waiting.extend(item.uid for item in frame.children.get(uid, ()))
    return frozenset(found)
