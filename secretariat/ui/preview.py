"""The real PDF in the window, kept in its place while it is made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from secretariat.ui.widgets import body, caption, row, small

if TYPE_CHECKING:
    from secretariat.ui.page_strip import PageStrip


class DocumentPreview(QWidget):
    """Shows a document as it will print, with its page and zoom above; it never takes the focus.

    The pages that are shown stay until the new ones are drawn: nothing flickers.
    """

    page_changed = Signal(int, int)

    def __init__(self, heading: str = "As it will print", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "sunk")
        self.setMinimumWidth(260)
        self._heading = caption(heading)
        self._where = small("")
        self._note = body("", wrap=True)
        self._note.setMargin(24)
        self._note.hide()
        self._strip: PageStrip | None = None
        self._pages = QWidget()
        self._stack = QStackedLayout(self._pages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 0)
        layout.setSpacing(8)
        head = row(self._heading, 1, self._where)
        head.setContentsMargins(6, 0, 6, 0)
        layout.addLayout(head)
        layout.addWidget(self._note)
        layout.addWidget(self._pages, 1)
        layout.addStretch()
        self.setAccessibleName(heading)

    @property
    def page_count(self) -> int:
        """The number of pages that are shown."""
        return self._strip.pages if self._strip else 0

    @property
    def is_drawn(self) -> bool:
        """Say whether what is in view is the newest document, sharp."""
        return self._strip is not None and self._strip.is_drawn

    def show_pdf(self, data: bytes) -> None:
        """Show these bytes, at the place at which the reader was."""
        if self._the_strip().show_pdf(data):
            self._note.hide()
            self._pages.show()
        else:
            self.show_note("The document could not be shown here; exporting it still works.")

    def show_note(self, text: str, *, alone: bool = False) -> None:
        """Say why there is nothing to see; what was shown before stays below, unless `alone`."""
        self._note.setText(text)
        self._note.show()
        self._pages.setVisible(not alone)
        if alone:
            self._where.setText("")

    def _the_strip(self) -> PageStrip:
        if self._strip is None:
            from secretariat.ui.page_strip import PageStrip
            from secretariat.ui.theme import active

            self._strip = PageStrip(active())
            self._strip.moved.connect(self._tell)
            self._stack.addWidget(self._strip)
        return self._strip

    def _tell(self) -> None:
        strip = self._strip
        if strip is None or not strip.pages:
            return
        self._where.setText(f"{strip.page} / {strip.pages}   {strip.zoom}%")
        self.page_changed.emit(strip.page, strip.pages)
