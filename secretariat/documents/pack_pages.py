"""Pages that stand in a pack for a paper that is not there: it is private, or it has not come.

They are composed from what their audience may know: the item as it sees it, the letter of the
paper, the ground; never from the paper.
"""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.documents.common import Frame, frame_of, restricted_line, title_of
from secretariat.documents.model import Block, Document, Heading, Paragraph, Role, runs
from secretariat.documents.two_languages import titled, worded
from secretariat.documents.wording import Wording
from secretariat.models.kinds import Restriction
from secretariat.models.numbering import NO_NUMBER
from secretariat.models.plaintext import one_line
from secretariat.models.views import MeetingView


@dataclass(frozen=True, slots=True)
class StandIn:
    """What a page says in place of a paper of `item`, as its audience may know it.

    `letter` tells the paper from others of the item, `title` names it where it is open. With a
    `restriction` the page says why it is private, and to those who have the paper by its page
    numbers where it `follows`; else `reason` says why it is missing, or `is_withheld` that the one
    who reads this copy is not to have it.
    """

    item: str
    letter: str = ""
    title: str = ""
    restriction: Restriction = Restriction.NONE
    ground: str = ""
    reason: str = ""
    is_withheld: bool = False
    follows: str = ""


def compose_stand_in(view: MeetingView, wording: Wording, stand_in: StandIn) -> Document:
    """Return the one page that stands for a paper; of what is private, its fixed line alone."""
    frame = frame_of(view, wording)
    private = stand_in.restriction is not Restriction.NONE
    key = "pack.private" if private else "pack.missing"
    heading = _heading(frame, stand_in)
    blocks: list[Block] = [Heading(1, titled(frame.choices, heading))]
    for words in (one_line(stand_in.letter), one_line(stand_in.title)):
        if words and not heading.endswith(words):
            blocks.append(Paragraph(runs(words), Role.SUBTITLE))
    if private:
        blocks.append(restricted_line(frame, stand_in.restriction, stand_in.ground))
    words = "pack.withheld.words" if stand_in.is_withheld else f"{key}.words"
    if stand_in.follows:
        words = "pack.private.follows"
    blocks.append(Paragraph(worded(frame, lambda one: one.say(words, pages=stand_in.follows))))
    if not private and one_line(stand_in.reason):
        blocks.append(Paragraph(runs(one_line(stand_in.reason))))
    return Document(
        title=title_of(frame, f"{key}.title"),
        blocks=tuple(blocks),
        kind="agenda",
        language=view.lead.language,
        author=view.lead.name,
        made=view.made,
        audience=view.audience.value,
    )


def _heading(frame: Frame, stand_in: StandIn) -> str:
    item = next((one for one in frame.items if one.uid == stand_in.item), None)
    if item is None:
        return frame.say("restricted.title")
    number = frame.numbers.get(item.uid, NO_NUMBER).full
    title = frame.title(item) or frame.say("restricted.title")
    return frame.say("pack.item", number=number, title=title) if number else title
