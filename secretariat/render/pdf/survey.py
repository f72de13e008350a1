"""A look over the whole document before it is set: its page and the columns it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from secretariat.documents.model import (
    AgendaList,
    Block,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    plain,
)
from secretariat.documents.style import PAPERS, HouseStyle
from secretariat.render.pdf.blocks import Column
from secretariat.render.pdf.looks import MM, Looks
from secretariat.render.pdf.text import Writer

# A label wider than this share of the text stands before its paragraph, not in the margin.
LABEL_SHARE = 0.12
# How much wider than the style asks the margin may be to keep names on one line.
STRETCH = 1.35
# The space between the text and the column of action owners.
SIDE_GAP = 4.5 * MM


@dataclass(frozen=True, slots=True)
class Frame:
    """The page and the area on it that text may fill, in points from the upper left corner."""

    page_width: float
    page_height: float
    x: float
    y: float
    width: float
    height: float


def frame_of(style: HouseStyle) -> Frame:
    """Return the text area of a page; margins that leave no room for text are made smaller."""
    width, height = (side * MM for side in PAPERS.get(style.page, PAPERS["A4"]))
    left, right = style.margin_left_mm * MM, style.margin_right_mm * MM
    top, bottom = style.margin_top_mm * MM, style.margin_bottom_mm * MM
    across = min(1.0, width * 0.6 / max(left + right, 1.0))
    down = min(1.0, height * 0.6 / max(top + bottom, 1.0))
    left, right, top, bottom = left * across, right * across, top * down, bottom * down
    return Frame(width, height, left, top, width - left - right, height - top - bottom)


def column_beside_owners(document: Document, frame: Frame, looks: Looks, writer: Writer) -> Column:
    """Return the text column, narrower by the margin for owners where the document names any.

    The margin is as wide as the style asks, somewhat wider where that keeps names on one line,
    and as wide as it must be where one word of a name needs it (large print).
    """
    side = looks.style.action_margin_mm * MM
    named = list(chain.from_iterable(map(margins_of, document.blocks)))
    if not named or side < SIDE_GAP * 2:
        return Column(frame.x, frame.width)
    word = max(writer.width(each, looks.owner) for words in named for each in words.split())
    lines = [writer.width(each, looks.owner) for words in named for each in words.split("\n")]
    names = max((line for line in lines if line + SIDE_GAP < side * STRETCH - 1), default=0.0)
    side = max(side, word + looks.em + SIDE_GAP, names + SIDE_GAP + 1)
    side = min(side, frame.width * 0.3)
    return Column(
        frame.x,
        frame.width - side,
        side_x=frame.x + frame.width - side + SIDE_GAP,
        side_width=max(side - SIDE_GAP, 0.0),
    )


def margins_of(block: Block) -> Iterator[str]:
    """Yield the words that a block has in the margin, at any depth."""
    if isinstance(block, ListBlock):
        for inner in chain.from_iterable(item.blocks for item in block.items):
            yield from margins_of(inner)
    elif isinstance(block, Heading | Paragraph) and plain(block.margin).strip():
        yield plain(block.margin)


def gutter_of(document: Document, looks: Looks, writer: Writer, width: float) -> float:
    """Return the width of the column in which the document's numbers hang; 0 without numbers."""
    widths = [0.0]
    for block in document.blocks:
        if isinstance(block, Heading) and block.number:
            widths.append(writer.width(block.number, looks.heading(block).ink))
        elif isinstance(block, Paragraph) and block.label:
            label = writer.width(block.label, looks.bold)
            widths.append(label if label < width * LABEL_SHARE else 0.0)
        elif isinstance(block, AgendaList):
            lines = chain.from_iterable(section.lines for section in block.sections)
            widths += [writer.width(line.number, looks.body) for line in lines if not line.level]
    if max(widths) == 0.0:
        return 0.0
    return min(max(max(widths) + looks.em * 0.9, looks.em * 2.6), width * 0.2)
