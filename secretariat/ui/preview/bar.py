"""What stands above the pages: which page it is, how large, and what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from secretariat.ui.preview.keys import (
    ALL_KEYS,
    BOOKMARK_KEYS,
    FIND_KEYS,
    LARGER_KEYS,
    PRINT_KEYS,
    SMALLER_KEYS,
    THUMBS_KEYS,
)
from secretariat.ui.widgets import ToolButton, caption, row, small, tool_button

_WIDE, _MIDDLE = 500, 380
"""Widths in pixels from which the heading, and from which all tools, have room."""


class PageNumber(QLineEdit):
    """The page that is shown; another number and Enter go there."""

    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Page")
        self.setToolTip("A number and Enter go to that page")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setStyleSheet("QLineEdit { padding: 1px 6px; min-height: 0px; }")
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * 4 + 16)
        self.setFixedHeight(self.fontMetrics().height() + 10)
        self._numbers = QIntValidator(1, 99_999, self)
        self.setValidator(self._numbers)
        self.page = 1
        self.returnPressed.connect(lambda: self.asked.emit(int(self.text() or self.page)))
        self.editingFinished.connect(lambda: self.setText(str(self.page)))

    def show_page(self, page: int) -> None:
        """Show another number, unless one is being typed."""
        self.page = page
        if not (self.hasFocus() and self.isModified()):
            self.setText(str(page))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(str(self.page))
        else:
            super().keyPressEvent(event)


class PreviewBar(QWidget):
    """The line above the pages; each of its signals is a wish."""

    page_asked = Signal(int)
    zoom_asked = Signal(int)
    fit_asked = Signal()
    find_asked = Signal()
    thumbs_asked = Signal()
    bookmarks_asked = Signal()
    print_asked = Signal()

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._heading = caption(heading)
        self.number = PageNumber()
        self.number.asked.connect(self.page_asked)
        self._of, self.size_told = small(""), small("")
        self.thumbs = tool_button(
            "Pages in small", "panel-left", self.thumbs_asked.emit, THUMBS_KEYS
        )
        self.thumbs.setCheckable(True)
        self.bookmarks = tool_button(
            "Bookmarks", "list-tree", self.bookmarks_asked.emit, BOOKMARK_KEYS
        )
        self.bookmarks.setCheckable(True)
        self._smaller = tool_button(
            "Smaller", "minus", lambda: self.zoom_asked.emit(-1), SMALLER_KEYS
        )
        self._larger = tool_button("Larger", "plus", lambda: self.zoom_asked.emit(1), LARGER_KEYS)
        self.fit = ToolButton("Whole page", "scan", ALL_KEYS)
        self.fit.clicked.connect(self.fit_asked)
        find = tool_button("Find", "search", self.find_asked.emit, FIND_KEYS)
        self.print = tool_button("Print…", "printer", self.print_asked.emit, PRINT_KEYS)
        self.print.hide()
        self._tools = (
            self.bookmarks, self.thumbs, self._smaller, self.size_told, self._larger, self.fit,
            find,
        )  # fmt: skip
        line = row(
            self._heading, 1, self.number, self._of, *self._tools, self.print,
            parent=self, spacing=4,
        )  # fmt: skip
        line.setContentsMargins(6, 0, 2, 0)
        self._shown = False
        self.show_place(0, 0, 0, is_width=True)

    def set_heading(self, heading: str) -> None:
        """Say what is shown below."""
        self._heading.setText(heading)

    def show_place(self, page: int, pages: int, zoom: int, *, is_width: bool) -> None:
        """Show which page it is and how large; nothing while there are no pages."""
        self._shown = pages > 0
        self.number.show_page(page)
        self._of.setText(f"of {pages}")
        self.size_told.setText(f"{zoom}%")
        if is_width:
            self.fit.show_as("Whole page", "scan", ALL_KEYS)
        else:
            self.fit.show_as("As wide as there is room", "move-horizontal", ALL_KEYS)
        self._arrange()

    def offer_print(self) -> None:
        """Let what is shown be printed from here."""
        self._prints = True
        self._arrange()

    _prints = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Give way where it is narrow: the heading first, then what keys and the palette do too."""
        width = self.width()
        self.number.setVisible(self._shown)
        self._of.setVisible(self._shown)
        for part in self._tools:
            part.setVisible(self._shown and width >= _MIDDLE)
        self.print.setVisible(self._shown and self._prints)
        self._heading.setVisible(not self._shown or width >= _WIDE or width < _MIDDLE)
