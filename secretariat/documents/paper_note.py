"""The message that tells an author what to mend in a paper, and to send it again."""

from __future__ import annotations

from secretariat.documents.message import BULLET, message, place_words
from secretariat.documents.model import (
    Block,
    Document,
    LineBreak,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    Text,
    runs,
)
from secretariat.documents.wording import Wording
from secretariat.models.plaintext import one_line
from secretariat.models.views import PaperNoteView


def compose_paper_note(view: PaperNoteView, say: Wording) -> Document:
    """Return the message; it names the paper, where it goes, and what is to be mended."""
    title = one_line(view.title) or say("restricted.title")
    named: list[Run] = [Text(title, bold=True)]
    if view.place is not None and view.place.on is not None:
        named += [LineBreak(), Text(place_words(view.place, say))]
    told = "note.refused" if view.is_refused else "note.taken"
    matter: list[Block] = [
        Paragraph(runs(say(told))),
        Paragraph(tuple(named)),
        Paragraph(runs(say("note.points.one" if len(view.points) == 1 else "note.points.many"))),
        ListBlock(tuple(ListItem(BULLET, (Paragraph((Text(words),)),)) for words in view.points)),
        Paragraph(runs(say("note.ask"))),
    ]
    return message(view, say, "note", say("note.subject"), matter)
