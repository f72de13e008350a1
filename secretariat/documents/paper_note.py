"""The message that tells an author what to mend in a paper, and to send it again."""

from __future__ import annotations

from secretariat.documents.model import (
    Block,
    Document,
    LineBreak,
    ListBlock,
    ListItem,
    PageFurniture,
    Paragraph,
    Run,
    Text,
    runs,
)
from secretariat.documents.wording import Wording
from secretariat.models.dates import spoken_date
from secretariat.models.plaintext import one_line
from secretariat.models.views import PaperNoteView

_BULLET = "•"


def compose_paper_note(view: PaperNoteView, say: Wording) -> Document:
    """Return the message; it names the paper, where it goes, and what is to be mended."""
    title = one_line(view.title) or say("restricted.title")
    named: list[Run] = [Text(title, bold=True)]
    if view.place is not None and view.place.on is not None:
        key = "chase.item" if view.place.number else "chase.meeting"
        day = spoken_date(view.place.on, say.calendar)
        place = say(key, meeting=view.place.meeting, date=day, number=view.place.number.rstrip("."))
        named += [LineBreak(), Text(place)]
    told = "note.refused" if view.is_refused else "note.taken"
    blocks: list[Block] = [
        Paragraph(runs(say("chase.greeting", name=view.greeting))),
        Paragraph(runs(say(told))),
        Paragraph(tuple(named)),
        Paragraph(runs(say("note.points.one" if len(view.points) == 1 else "note.points.many"))),
        ListBlock(tuple(ListItem(_BULLET, (Paragraph((Text(words),)),)) for words in view.points)),
        Paragraph(runs(say("note.ask"))),
        Paragraph(runs(say("chase.thanks"))),
    ]
    signed = [words for words in (view.officer, view.office) if words.strip()]
    if signed:
        blocks.append(Paragraph(runs("\n".join(signed))))
    return Document(
        title=say("note.subject"),
        blocks=tuple(blocks),
        kind="note",
        language=view.language,
        author=view.office,
        made=view.made,
        furniture=PageFurniture(page_pattern=say.raw("page")),
    )
