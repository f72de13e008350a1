"""What a message says before the document that it carries: the body's own words for it."""

from __future__ import annotations

from secretariat.documents.common import frame_of, standing_blocks
from secretariat.documents.model import Heading, ListBlock, Paragraph, Table, Text
from secretariat.documents.wording import Wording
from secretariat.models.kinds import TextPlace
from secretariat.models.views import MeetingView


def cover_of(view: MeetingView, wording: Wording) -> tuple[Paragraph | ListBlock | Table, ...]:
    """Return the standing texts for messages, in both languages where the body has two.

    Their headings are paragraphs in bold: the first heading of a message is that of its document.
    """
    made: list[Paragraph | ListBlock | Table] = []
    for block in standing_blocks(frame_of(view, wording), TextPlace.EMAIL):
        if isinstance(block, Heading):
            bold = tuple(
                Text(run.text, bold=True, lang=run.lang) if isinstance(run, Text) else run
                for run in block.runs
            )
            made.append(Paragraph(bold, keep_with_next=True))
        elif isinstance(block, Paragraph | ListBlock | Table):
            made.append(block)
    return tuple(made)
