"""The summons to a meeting, or the invitation: to the members by name, with the business.

A council's members are summoned by a paper that specifies the business and that the proper
officer signs: Local Government Act 1972, Sch 12 para 4(2)(b), and para 10(2)(b) for parishes.
"""

from __future__ import annotations

from secretariat.documents.business import business_list
from secretariat.documents.catalogue import Occasion, calling
from secretariat.documents.common import (
    Frame,
    frame_of,
    furniture,
    masthead,
    remote_line,
    standing,
    standing_blocks,
    title_of,
)
from secretariat.documents.letter import addressees, calling_words
from secretariat.documents.model import Block, Document, Paragraph, Role, runs
from secretariat.documents.prose import flat, prose
from secretariat.documents.two_languages import after, passages, phrase, worded
from secretariat.documents.wording import Wording
from secretariat.models.kinds import TextPlace
from secretariat.models.plaintext import one_line
from secretariat.models.views import MeetingView


def compose_summons(view: MeetingView, wording: Wording) -> Document:
    """Return the summons for the audience of `view`; it holds nothing they may not see.

    The order is: date, the members by name, the sentence that calls them, the signature of the
    officer, the business, the access note and the contact block.
    """
    frame = frame_of(view, wording)
    manner = calling(Occasion(view.meeting, view.lead, view.choices))
    blocks = masthead(frame)
    blocks.append(Paragraph(phrase(frame, f"summons.heading.{manner}"), Role.SUBTITLE))
    blocks.extend(_letter(frame, manner))
    blocks.extend(business_list(frame, phrase(frame, f"summons.business.{manner}")))
    blocks.extend(standing_blocks(frame, TextPlace.ACCESS, role=Role.SMALL))
    blocks.extend(flat(prose(view.lead.contact, 3, Role.CONTACT)))
    return Document(
        title=title_of(frame, f"summons.title.{manner}"),
        blocks=tuple(blocks),
        kind="summons",
        language=view.lead.language,
        author=view.lead.name,
        subject=one_line(view.meeting.title),
        made=view.made,
        furniture=furniture(frame, f"summons.{manner}"),
        audience=view.audience.value,
    )


def _letter(frame: Frame, manner: str) -> list[Block]:
    blocks: list[Block] = []
    if written := frame.view.meeting.letter_date:
        day = worded(frame, lambda one: one.phrases.plain_date(written))
        blocks.append(Paragraph(day, Role.DATE_LINE))
    blocks.extend(addressees(frame))
    own = standing(frame, TextPlace.INVITATION)
    has_both = all(passages(text.text)[1] for text in own)
    blocks.extend(
        after(frame, lambda one: _calls(one, manner)) if has_both else _calls(frame, manner)
    )
    blocks.extend(standing_blocks(frame, TextPlace.SIGNATORY, role=Role.SIGNATURE))
    return blocks


def _calls(frame: Frame, manner: str) -> list[Block]:
    """Return the sentence that calls the members, between its greeting and its close."""
    blocks: list[Block] = []
    if manner == "invited":
        blocks.append(Paragraph(runs(frame.say("letter.salutation"))))
    blocks.extend(calling_words(frame, f"summons.words.{manner}"))
    for sitting in frame.view.sittings:
        if sitting.remote_link.strip():
            blocks.append(Paragraph(remote_line(frame, sitting)))
    if manner == "invited" and standing(frame, TextPlace.SIGNATORY):
        blocks.append(Paragraph(runs(frame.say("letter.close")), keep_with_next=True))
    return blocks
