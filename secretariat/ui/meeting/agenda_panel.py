"""What else belongs to an item: the panel below the agenda, one leaf for each of its sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from secretariat.models.kinds import ItemKind
from secretariat.models.records import Item
from secretariat.ui.meeting.item_section import (
    AboutSection,
    ItemSection,
    NoteSection,
    WordsSection,
)
from secretariat.ui.meeting.item_submissions import SubmissionsSection
from secretariat.ui.meeting.plan_section import PlanSection
from secretariat.ui.meeting.report_section import ReportSection
from secretariat.ui.meeting.restriction_section import RestrictionSection
from secretariat.ui.page import Context
from secretariat.ui.widgets import TabStrip, column, hairline, quiet

SECTIONS: tuple[type[ItemSection], ...] = (
    AboutSection,
    WordsSection,
    SubmissionsSection,
    RestrictionSection,
    NoteSection,
    ReportSection,
    PlanSection,
)
"""The leaves of the panel, from left to right."""

_LOW, _HIGH = 150, 350
S = TypeVar("S", bound=ItemSection)


class ItemPanel(QFrame):
    """Shows and edits one item beyond its row in the agenda; `left` by Escape."""

    left = Signal()

    def __init__(
        self,
        context: Context,
        parent: QWidget | None = None,
        *,
        kinds: Sequence[type[ItemSection]] = SECTIONS,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self._kinds = tuple(kinds)
        self._item: Item | None = None
        self.setProperty("kind", "card")
        self.setAccessibleName("About this item")
        self.sections = tuple(kind(context) for kind in self._kinds)
        self.tabs = TabStrip([section.name for section in self.sections], "Sides of the item")
        self._stack = QStackedWidget()
        for section in self.sections:
            section.changed = self._show_marks
            section.room_wanted = self._make_room
            self._stack.addWidget(_scrolled(section))
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self._hint = quiet("", wrap=True)
        self._hint.setContentsMargins(16, 12, 16, 12)
        self._line = hairline()
        layout = column(self.tabs, self._line, self._hint, self._stack, parent=self, spacing=0)
        layout.setContentsMargins(1, 2, 1, 1)
        layout.setStretch(3, 1)
        self._make_room(False)

    def section(self, kind: type[S]) -> S:
        """Return the leaf of a kind."""
        return next(one for one in self.sections if isinstance(one, kind))

    def bring(self, kind: type[ItemSection]) -> None:
        """Bring a leaf to the front; the focus stays where it is."""
        self.tabs.setCurrentIndex(self._kinds.index(kind))

    def show_item(self, item: Item | None, restricted: bool) -> None:
        """Show an item, or say what stands here when none is chosen."""
        if (item.uid if item else "") != (self._item.uid if self._item else ""):
            self.flush()
        self._item = item
        plain = item is not None and item.kind is ItemKind.ITEM
        for part in (self.tabs, self._line, self._stack):
            part.setVisible(plain)
        self._hint.setVisible(not plain)
        self._hint.setText(
            "A heading stands above the items that follow it and has no number."
            if item is not None
            else "Choose an item to say more about it: purpose, recommendation, restriction."
        )
        if item is not None and plain:
            for section in self.sections:
                section.show_item(item, restricted)
            self._show_marks()

    def _make_room(self, wanted: bool) -> None:
        self.setMinimumHeight(self.context.theme.length(_HIGH if wanted else _LOW))

    def _show_marks(self) -> None:
        for at, section in enumerate(self.sections):
            self.tabs.set_count(at, section.mark())

    def flush(self) -> None:
        """Write what is typed and not kept yet."""
        for section in self.sections:
            section.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def begin(self) -> None:
        """Put the focus into the first field of the leaf in front."""
        self.sections[self.tabs.currentIndex()].begin()


def _scrolled(section: ItemSection) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inner = QWidget()
    column(section, parent=inner).setContentsMargins(16, 10, 16, 12)
    area.setWidget(inner)
    return area
