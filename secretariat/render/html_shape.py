"""The shape of a document on a web page: where columns begin and end, how far numbers hang."""

from __future__ import annotations

from collections.abc import Sequence

from secretariat.documents.model import (
    AgendaList,
    Block,
    Heading,
    ListBlock,
    Paragraph,
    Role,
    SignatureLine,
)

# Paragraphs that end a numbered part and the Action column.
_OUTSIDE = {Role.CLOSING, Role.SIGNATURE, Role.CONTACT, Role.MARKING}


def acted(blocks: Sequence[Block]) -> range:
    """Return where the Action column stands: from its heading to the end of the last part."""
    owned = [index for index, block in enumerate(blocks) if _has_margin(block)]
    if not owned:
        return range(0)
    for end in range(owned[-1] + 1, len(blocks)):
        block = blocks[end]
        title = isinstance(block, Heading) and block.level <= 2 and not block.number
        if title or isinstance(block, AgendaList | SignatureLine) or is_outside(block):
            return range(owned[0], end)
    return range(owned[0], len(blocks))


def _has_margin(block: Block) -> bool:
    if isinstance(block, ListBlock):
        return any(_has_margin(inner) for item in block.items for inner in item.blocks)
    return isinstance(block, Heading | Paragraph) and bool(block.margin)


def is_outside(block: Block) -> bool:
    """Say whether a block ends the numbered part and the Action column above it."""
    return isinstance(block, Paragraph) and block.role in _OUTSIDE


def gutter(blocks: Sequence[Block]) -> str:
    """Return the width of the gutter in which the numbers of a document hang."""
    numbers = [b.number for b in blocks if isinstance(b, Heading)]
    for block in blocks:
        if isinstance(block, AgendaList):
            numbers += [ln.number for part in block.sections for ln in part.lines if not ln.level]
    return hanging(numbers)


def hanging(labels: Sequence[str]) -> str:
    """Return a width in which most of the labels have room; longer ones push their words."""
    longest = max((len(label) for label in labels), default=2)
    return f"{min(max(longest, 2), 8) * 0.52 + 0.8:.2f}rem"
