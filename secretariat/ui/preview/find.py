"""Finding words in the document that is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from secretariat.ui.preview.edition import Marks, Rects, is_drawing
from secretariat.ui.preview.strip import PageStrip
from secretariat.ui.widgets import row, small, tool_button

_TOLD = 8
"""Pages after which it is told how far the search has come."""
_PAUSE, _PATIENCE = 15, 200
"""Milliseconds after which a search looks again whether pages are still being drawn, and how often
it does before it goes on all the same."""


class FindBar(QWidget):
    """A line to type in, and the ways to the next and the last place; Escape closes it.

    Pages are searched one at a time, so that a long document holds up no key press.
    """

    closed = Signal()

    def __init__(self, strip: PageStrip) -> None:
        super().__init__()
        self._strip = strip
        self._hits: list[tuple[int, Rects]] = []
        self._marks: Marks = {}
        self._at = -1
        self._page = 0
        self._waited = 0
        self._go = False
        self.words = QLineEdit()
        self.words.setPlaceholderText("Find in the document")
        self.words.setAccessibleName("Find in the document")
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(lambda _: self._begin(go=True))
        self.words.returnPressed.connect(lambda: self.step(1))
        self.told = small("")
        made = row(
            self.words,
            self.told,
            tool_button("The place before", "chevron-up", lambda: self.step(-1), "Shift+F3"),
            tool_button("The next place", "chevron-down", lambda: self.step(1), "F3"),
            tool_button("Close", "x", self.closed.emit, "Esc"),
            parent=self,
            spacing=4,
        )
        made.setStretch(0, 1)
        self._soon = QTimer(self)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._search)

    def begin(self) -> None:
        """Take the focus, with what was sought last marked to be typed over."""
        self.words.setFocus()
        self.words.selectAll()
        self._begin(go=True)

    def search_again(self) -> None:
        """Search the document that has taken the place of another; the view stays where it is."""
        if self.isVisible():
            self._begin(go=False)

    def end(self) -> None:
        """Mark nothing any longer."""
        self._soon.stop()
        self._hits, self._marks, self._at = [], {}, -1
        self._strip.mark({}, -1)

    def step(self, by: int) -> None:
        """Go to the next place, or the one before; after the last comes the first."""
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._show(go=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _begin(self, *, go: bool) -> None:
        self._waited = 0
        self._go, self._page, self._hits, self._marks = go, 0, [], {}
        self._at = -1 if go else self._at
        sought = bool(self.words.text().strip()) and self._strip.edition is not None
        if sought:
            self._soon.start()
        else:
            self._soon.stop()
            self._at = -1
        self._show(go=False)

    def _search(self) -> None:
        edition = self._strip.edition
        if is_drawing() and self._waited < _PATIENCE:
            self._waited += 1
            self._soon.setInterval(_PAUSE)
            return
        self._soon.setInterval(0)
        if edition is None or self._page >= edition.pages:
            self._soon.stop()
            self._show(go=False)
            return
        page, self._page = self._page, self._page + 1
        found = edition.find(self.words.text().strip(), page)
        if found:
            self._marks[page] = list(enumerate(found, len(self._hits)))
            self._hits += [(page, boxes) for boxes in found]
            if self._at < 0 and page + 1 >= self._strip.page:
                self._at = self._marks[page][0][0]
                self._show(go=self._go)
        is_last = self._page >= edition.pages
        if is_last and self._at < 0 and self._hits:
            self._at = 0
            self._show(go=self._go)
        elif page % _TOLD == 0:
            self._show(go=False)

    def _show(self, *, go: bool) -> None:
        if not self._soon.isActive():
            self._at = min(self._at, len(self._hits) - 1)
        self._strip.mark(self._marks, self._at)
        if go and 0 <= self._at < len(self._hits) and self._hits[self._at][1]:
            page, boxes = self._hits[self._at]
            self._strip.reveal(page, boxes[0])
        if not self.words.text().strip():
            self.told.setText("")
        elif self._hits:
            self.told.setText(f"{max(self._at, 0) + 1} of {len(self._hits)}")
        else:
            self.told.setText("Searching…" if self._soon.isActive() else "Not found")
        self.words.setAccessibleDescription(self.told.text())
