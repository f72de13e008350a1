"""Links from an agenda to the papers of its pack."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from secretariat.documents.model import AgendaLine, AgendaList, Block, Document, Link, Run, Text
from secretariat.models.page_plan import PACK_LINK


def linked_to_papers(document: Document, items: Collection[str]) -> Document:
    """Return the agenda with the titles of these items as links to their papers in the pack.

    Only what goes into a pack is made so: it is the packing that leads the links to a page.
    """

    def block(one: Block) -> Block:
        if not isinstance(one, AgendaList):
            return one
        sections = (
            replace(section, lines=tuple(_line(line, items) for line in section.lines))
            for section in one.sections
        )
        return replace(one, sections=tuple(sections))

    return replace(document, blocks=tuple(map(block, document.blocks)))


def _line(line: AgendaLine, items: Collection[str]) -> AgendaLine:
    if line.key not in items:
        return line
    return replace(line, title=tuple(_run(run, line.key) for run in line.title))


def _run(run: Run, key: str) -> Run:
    # A link has no language of its own, so words in another one stay words.
    if isinstance(run, Text) and not run.lang and run.text.strip():
        return Link(run.text, PACK_LINK + key)
    return run
