"""The numbers of the minutes, of their items and of each paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from secretariat.documents.common import Frame
from secretariat.documents.minutes_head import closing_title
from secretariat.documents.model import Block, Paragraph, Role
from secretariat.models.kinds import ItemKind
from secretariat.models.numbering import NO_NUMBER, Number, minute_numbers
from secretariat.models.presence import in_taken_order
from secretariat.models.records import Item

CLOSING = "closing"
"""The uid by which the item that ends the minutes has its number."""

_COUNTED = (Role.BODY, Role.DECISION, Role.MOVEMENT)


def numbers_of_minutes(frame: Frame) -> Mapping[str, Number]:
    """Return the number that each item has in the minutes, those given out before all others."""
    given = frame.view.happened.numbers
    items = list(in_taken_order(frame.items))
    if closing_title(frame):
        last = max((item.position for item in items), default=0) + 1
        meeting = frame.view.meeting.uid
        items.append(Item(uid=CLOSING, meeting=meeting, position=last, title=CLOSING))
    return minute_numbers(
        items,
        frame.view.lead.minute_numbering,
        frame.view.lead.agenda_numbering,
        {number.item: number.printed for number in given if number.item},
        added=frame.choices.yes("minutes.added"),
    )


class ParagraphNumbers:
    """Counts the paragraphs of each topmost item, 4.1, 4.2, on through what stands below it."""

    def __init__(self, frame: Frame, numbers: Mapping[str, Number]) -> None:
        self._stems: dict[str, str] = {}
        self._last: Counter[str] = Counter()
        if frame.choices["minutes.paragraphs"] == "none":
            return
        headings = {item.uid for item in frame.items if item.kind is ItemKind.HEADING}
        for item in frame.items:
            above = item.parent if item.parent not in headings else None
            own = numbers.get(item.uid, NO_NUMBER).full
            self._stems[item.uid] = self._stems.get(above or "", own)

    def numbered(self, item: str, blocks: Sequence[Block]) -> list[Block]:
        """Return the blocks of an item with the number of each paragraph before it.

        A paragraph that has a number of its own keeps it; actions on a line have none.
        """
        stem = self._stems.get(item, "")
        return [self._numbered(stem, block) for block in blocks] if stem else list(blocks)

    def _numbered(self, stem: str, block: Block) -> Block:
        if not isinstance(block, Paragraph) or block.label or block.role not in _COUNTED:
            return block
        self._last[stem] += 1
        return replace(block, label=f"{stem}.{self._last[stem]}")
