"""The column beside the words of the minutes: who is to do something, and who leads an item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from secretariat.documents.common import Frame
from secretariat.documents.minute_actions import with_margin
from secretariat.documents.model import Block, LineBreak, ListBlock, Paragraph, runs
from secretariat.models.plaintext import one_line
from secretariat.models.records import Item


def column_words(frame: Frame, *, actions: bool) -> str:
    """Return what stands over the column, nothing where nobody stands in it.

    `actions` says that the owner of an action does.
    """
    leads = leads_in_column(frame) and any(item.presenter.strip() for item in frame.items)
    keys = (("minutes.lead", leads), ("minutes.action", actions))
    return "\n".join(frame.say(key) for key, shown in keys if shown)


def leads_in_column(frame: Frame) -> bool:
    """Say whether the presenter of an item stands in the column."""
    return frame.choices["minutes.presenter"] == "column"


def with_lead(frame: Frame, item: Item, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of an item with its presenter beside the first words, where the body puts
    the presenter there; the owner of an action stands below."""
    name = one_line(item.presenter)
    if not name or not leads_in_column(frame):
        return list(blocks)
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph) and first.margin:
        return [replace(first, margin=(*runs(name), LineBreak(), *first.margin)), *blocks[1:]]
    if isinstance(first, Paragraph | ListBlock):
        return [*with_margin([first], runs(name)), *blocks[1:]]
    return [Paragraph((), margin=runs(name)), *blocks]
