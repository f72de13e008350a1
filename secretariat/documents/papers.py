"""The reports of an item as documents list them; of one that is not open, only why it is not."""

from __future__ import annotations

from secretariat.documents.common import Frame
from secretariat.documents.model import ListBlock, ListItem, Paragraph, Role, runs
from secretariat.documents.prose import BULLETS
from secretariat.models.kinds import Restriction
from secretariat.models.plaintext import one_line
from secretariat.models.records import Item
from secretariat.models.views import ListedPaper


def paper_notes(frame: Frame, item: Item, option: str) -> list[Paragraph | ListBlock]:
    """Return the reports of an item where `option` says that they are listed: one on a line of
    its own, several below one another."""
    if not frame.choices.yes(option):
        return []
    listed = [_called(frame, one) for one in frame.view.papers if one.item == item.uid]
    if len(listed) < 2:
        words = (frame.say("papers.one", paper=one) for one in listed)
        return [Paragraph(runs(one), Role.EXPLANATION) for one in words]
    head = Paragraph(runs(frame.say("papers.several")), Role.EXPLANATION, keep_with_next=True)
    lines = (ListItem(BULLETS[0], (Paragraph(runs(one), Role.EXPLANATION),)) for one in listed)
    return [head, ListBlock(tuple(lines))]


def _called(frame: Frame, one: ListedPaper) -> str:
    title, letter = one_line(one.title), one_line(one.letter)
    if not one.is_in:
        title = frame.say("papers.to_follow", paper=title)
    words = letter or title or frame.say("papers.closed")
    if letter and title:
        words = frame.say("papers.lettered", letter=letter, paper=title)
    if one.restriction is Restriction.NONE:
        return words
    ground = one_line(one.ground)
    key = "papers.restricted.ground" if ground else f"papers.restricted.{one.restriction}"
    return frame.say(key, paper=words, ground=ground)
