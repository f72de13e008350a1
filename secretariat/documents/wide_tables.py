"""Tables that no page is wide enough for are told row by row, in every format alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from secretariat.documents.large_print import longest_words, told
from secretariat.documents.model import Block, Document, Table
from secretariat.models.styles import PAPERS

# What a line of ten point on A4 holds, in letters; words longer than that many are broken anyway,
# and tables of few columns always stand.
_LINE = 100
_LONGEST = 12
_AIR = 2
_FEW = 12


def in_page_width(document: Document, paper: str = "A4") -> Document:
    """Return the document with tables of too many columns for a paper as lists; the rest as it
    is."""
    share = PAPERS.get(paper, PAPERS["A4"])[0] / PAPERS["A4"][0]
    if all(_fits(block, share) for block in document.blocks):
        return document
    blocks = tuple(made for block in document.blocks for made in _blocks(block, share))
    return replace(document, blocks=blocks)


def _blocks(block: Block, share: float) -> Iterator[Block]:
    if isinstance(block, Table) and not _fits(block, share):
        yield from told(block)
    else:
        yield block


def _fits(block: Block, share: float) -> bool:
    """Say whether the columns of a table stand beside each other, their words whole or nearly, on
    paper that is `share` times as wide as A4."""
    if not isinstance(block, Table) or max(map(len, block.rows), default=0) <= _FEW * share:
        return True
    longest = longest_words(block).values()
    return sum(min(each, _LONGEST) + _AIR for each in longest) <= _LINE * share
