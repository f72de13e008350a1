"""An editor of plain prose whose words are spelled from the first time that it has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from secretariat.ui.spelling.marks import Marks, plain_highlighter
from secretariat.ui.spelling.menu import open_menu, take_key

if TYPE_CHECKING:
    from secretariat.ui.spelling.speller import Speller


class SpelledEdit(QPlainTextEdit):
    """Marks wrong words, unless `is_prose` is taken from it because it holds names."""

    is_prose = True
    spelling: Marks | None = None

    def begin_spelling(self, speller: Speller) -> None:
        """Show which words are wrong, from now on."""
        if self.spelling is None and self.is_prose and not self.isReadOnly():
            self.spelling = speller.watch(self, plain_highlighter(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not take_key(self.spelling, event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.spelling is None or not open_menu(self.spelling, event):
            super().contextMenuEvent(event)
