"""A preview that follows the register: asked for after each change, made in a child process."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from secretariat.errors import KnownError
from secretariat.ui.page import Context
from secretariat.ui.preview.document import DocumentPreview

if TYPE_CHECKING:
    from secretariat.documents.composition import Composition
    from secretariat.documents.style import HouseStyle

_WAIT = 90
"""Milliseconds in which several changes become one rendering."""


class WorkerPreview(DocumentPreview):
    """Shows what `matter` tells as it will print; the newest state always wins.

    Nothing is composed while it is hidden. Loading happens here, composing and rendering in a
    child.
    """

    def __init__(
        self,
        context: Context,
        heading: str = "As it will print",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(heading, parent)
        self.context = context
        self._stale, self._is_bare = True, False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT)
        self._soon.timeout.connect(self._render)

    @abstractmethod
    def matter(self) -> tuple[Composition, HouseStyle]:
        """Return what is shown, and in which style; KnownError says why there is nothing."""

    def show_nothing(self, why: str) -> None:
        """Say why there is no document; no pages stand below it."""
        self._stale, self._is_bare = False, True
        self._soon.stop()
        self.show_note(why, alone=True)

    def ask(self) -> None:
        """Bring the pages up to date soon, or when they are next seen."""
        self._stale, self._is_bare = True, False
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._soon.stop()  # what is not seen is not made, and a closing window asks no register

    def _render(self) -> None:
        self._stale = False
        try:
            matter, style = self.matter()
        except KnownError as error:
            self.show_note(str(error))
            return
        if not self.page_count:
            self.show_note("The pages are being made…")
        self.context.jobs.preview(matter, style, self._arrived, self._failed)

    def _arrived(self, data: bytes) -> None:
        if isValid(self) and not self._is_bare:
            self.show_pdf(data)

    def _failed(self, sentence: str) -> None:
        if isValid(self):
            self.show_note(sentence)
