"""The card beside the minutes that tells what an item asks for, and which papers it has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame

from secretariat.models.kinds import Restriction
from secretariat.models.plaintext import one_line, unmarked
from secretariat.models.records import Item
from secretariat.services.beside import PaperLine
from secretariat.ui.pages.kit import keyed
from secretariat.ui.widgets import (
    body,
    caption,
    clear_layout,
    column,
    key_hint,
    link_button,
    row,
    small,
    tag,
)

DECIDE_KEYS = "Ctrl+R"


class AboutCard(QFrame):
    """Shows recommendation, papers, explanation, who presents and the note; away when empty."""

    def __init__(self, decide: Callable[[], None], read: Callable[[str], None]) -> None:
        """`read` shows the pages of a paper."""
        super().__init__()
        self._decide, self._read = decide, read
        self._shown: tuple[object, ...] = ()
        self.setProperty("kind", "card")
        self._lines = column(parent=self, spacing=4)
        self._lines.setContentsMargins(14, 12, 14, 12)
        self.hide()

    def show_item(self, item: Item | None, papers: Sequence[PaperLine]) -> None:
        """Show what an item is about."""
        shown = (item, tuple(papers))
        if shown == self._shown:
            return
        self._shown = shown
        clear_layout(self._lines)
        if item is not None:
            self._part("Recommendation", item.recommendation)
            if item.recommendation.strip():
                take = keyed(link_button("Take as the decision", self._decide), DECIDE_KEYS)
                self._lines.addLayout(row(take, 1, key_hint(DECIDE_KEYS)))
            self._papers(papers, one_line(item.pages))
            self._part("Explanation", item.text)
            self._part("Presented by", item.presenter)
            self._part("Note for officers", item.internal_note)
        self.setVisible(self._lines.count() > 0)

    def _part(self, name: str, text: str) -> None:
        if text.strip():
            self._name(name)
            self._lines.addWidget(body(unmarked(text).strip()))

    def _name(self, name: str) -> None:
        if self._lines.count():
            self._lines.addSpacing(6)
        self._lines.addWidget(caption(name))

    def _papers(self, papers: Sequence[PaperLine], pages: str) -> None:
        if not papers and not pages:
            return
        self._name("Papers" if len(papers) > 1 else "Paper")
        for paper in papers:
            self._lines.addWidget(body(paper.title))
            if paper.has_pages:
                see = link_button("Read it", partial(self._read, paper.paper))
                see.setAccessibleName(f"Read {paper.title}")
                self._lines.addLayout(row(see, 1))
            by = f"by {paper.author}" if paper.author else ""
            told = " · ".join(filter(None, (paper.letter, by)))
            closed = paper.restriction is not Restriction.NONE
            tags = [tag(paper.restriction.value.capitalize(), "bad")] if closed else []
            tags += [tag(paper.missing, "warn")] if paper.missing else []
            if told or tags:
                line = row(small(told, wrap=True), *tags, spacing=8)
                line.setStretch(0, 1)
                self._lines.addLayout(line)
        if pages:
            several = any(mark in pages for mark in "-–,")
            self._lines.addWidget(small(f"{'Pages' if several else 'Page'} {pages}"))
