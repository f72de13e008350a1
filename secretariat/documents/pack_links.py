"""Documents of our own as parts of a pack: links to its papers, and its page numbers alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from secretariat.documents.model import AgendaLine, AgendaList, Block, Document, Link, Run, Text
from secretariat.models.page_plan import PACK_LINK


def for_pack(document: Document, items: Collection[str] = ()) -> Document:
    """Return a document as it goes into a pack: without page numbers and a foot of its own, where
    those of the pack stand, and in an agenda the titles of these items as links to their papers.

    Nothing else is made so: it is the packing that leads the links to a page.
    """

    def block(one: Block) -> Block:
        if not isinstance(one, AgendaList):
            return one
        sections = (
            replace(section, lines=tuple(_line(line, items) for line in section.lines))
            for section in one.sections
        )
        return replace(one, sections=tuple(sections))

    return replace(
        document,
        blocks=tuple(map(block, document.blocks)),
        furniture=replace(document.furniture, page_pattern="", foot=""),
    )


def _line(line: AgendaLine, items: Collection[str]) -> AgendaLine:
    if line.key not in items:
        return line
    return replace(line, title=tuple(_run(run, line.key) for run in line.title))


def _run(run: Run, key: str) -> Run:
    # A link has no language of its own, so words in another one stay words.
    if isinstance(run, Text) and not run.lang and run.text.strip():
        return Link(run.text, PACK_LINK + key)
    return run
