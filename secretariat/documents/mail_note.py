"""The message that goes with what was given out of a meeting: which files it carries."""

from __future__ import annotations

from secretariat.documents.model import (
    Block,
    Document,
    ListBlock,
    ListItem,
    PageFurniture,
    Paragraph,
    Text,
    runs,
)
from secretariat.documents.wording import Wording
from secretariat.models.dates import spoken_date
from secretariat.models.plaintext import one_line
from secretariat.models.views import MailView

_BULLET = "•"


def compose_mail_note(view: MailView, say: Wording) -> Document:
    """Return the message; it names the meeting and the files, and what was too large to go."""
    meeting = one_line(view.meeting)
    where = meeting
    if view.on is not None:
        where = say("mail.meeting", meeting=meeting, date=spoken_date(view.on, say.calendar))
    blocks: list[Block] = []
    if view.greeting:
        blocks.append(Paragraph(runs(say("chase.greeting", name=view.greeting))))
    blocks += _named(view.files, say, "mail.attached", where)
    blocks += _named(view.too_large, say, "mail.too_large", where)
    if view.is_protected:
        blocks.append(Paragraph(runs(say("mail.protected"))))
    if not view.is_open:
        blocks.append(Paragraph(runs(say("mail.not_public"))))
    blocks.append(Paragraph(runs(say("chase.thanks"))))
    signed = [words for words in (view.officer, view.office) if words.strip()]
    if signed:
        blocks.append(Paragraph(runs("\n".join(signed))))
    return Document(
        title=say("mail.subject", meeting=where),
        blocks=tuple(blocks),
        kind="note",
        language=view.language,
        author=view.office,
        made=view.made,
        furniture=PageFurniture(page_pattern=say.raw("page")),
    )


def _named(names: tuple[str, ...], say: Wording, key: str, where: str) -> list[Block]:
    if not names:
        return []
    many = "one" if len(names) == 1 else "many"
    lines = tuple(ListItem(_BULLET, (Paragraph((Text(name),)),)) for name in names)
    return [Paragraph(runs(say(f"{key}.{many}", meeting=where))), ListBlock(lines)]
