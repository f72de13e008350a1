"""The sides of a body, in leaves: two strips, the lower one only where a leaf has several sides."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from secretariat.ui.theme import Theme
from secretariat.ui.widgets import TabStrip, column

LEAVES = {
    "About": {"about": "About"},
    "Members": {"members": "Members"},
    "Meetings and rules": {"meetings": "Meetings", "rules": "Rules"},
    "Agenda and minutes": {
        "templates": "Templates",
        "texts": "Standing texts",
        "layout": "Layout",
        "snippets": "Snippets",
    },
    "Documents": {"documents": "Lists and labels", "reports": "Report form"},
}
"""What each leaf is called, and the key and the name of each of its sides."""
SIDES = {key: name for sides in LEAVES.values() for key, name in sides.items()}
"""The sides in the order in which they are numbered."""


def keys_of(side: str) -> str:
    """Return the keys that lead to a side: Ctrl+1 to the first, Ctrl+0 to the tenth."""
    return f"Ctrl+{([*SIDES].index(side) + 1) % 10}"


class BodyLeaves(QWidget):
    """Shows one side of a body. A leaf opens at the side of it that was in front last;
    `turned` tells that another side came to the front."""

    turned = Signal()

    def __init__(self, theme: Theme, parts: Mapping[str, QWidget]) -> None:
        super().__init__()
        self._parts = dict(parts)
        self._sides = [[*sides] for sides in LEAVES.values()]
        self.tabs = TabStrip([*LEAVES], "What is shown of the body")
        self.strips: list[TabStrip] = []
        self._pages = QStackedWidget()
        for key in SIDES:
            self._pages.addWidget(self._parts[key])
        stack = column(self.tabs, parent=self, spacing=theme.length(8))
        stack.setContentsMargins(0, 0, 0, 0)
        for at, (name, sides) in enumerate(LEAVES.items()):
            self.tabs.setTabToolTip(at, ", ".join(_with_keys(key) for key in sides))
            strip = TabStrip([*sides.values()], name)
            strip.setProperty("kind", "sides")
            for place, key in enumerate(sides):
                strip.setTabToolTip(place, _with_keys(key))
            strip.currentChanged.connect(self._show)
            strip.hide()
            self.strips.append(strip)
            stack.addWidget(strip)
        stack.addWidget(self._pages, 1)
        self.tabs.currentChanged.connect(self._show)

    @property
    def side(self) -> str:
        """The side in front."""
        leaf = self.tabs.currentIndex()
        return self._sides[leaf][self.strips[leaf].currentIndex()]

    @property
    def part(self) -> QWidget:
        """What shows the side in front."""
        return self._parts[self.side]

    def bring(self, side: str) -> None:
        """Bring a side to the front; the focus stays where it is."""
        leaf = next(at for at, sides in enumerate(self._sides) if side in sides)
        strip = self.strips[leaf]
        if leaf != self.tabs.currentIndex():
            blocked = strip.blockSignals(True)  # what turns is told once, by the leaf
            strip.setCurrentIndex(self._sides[leaf].index(side))
            strip.blockSignals(blocked)
        strip.setCurrentIndex(self._sides[leaf].index(side))
        self.tabs.setCurrentIndex(leaf)

    def begin(self) -> None:
        """Put the focus into the strip that names the side in front."""
        leaf = self.tabs.currentIndex()
        (self.strips[leaf] if len(self._sides[leaf]) > 1 else self.tabs).setFocus()

    def _show(self) -> None:
        leaf = self.tabs.currentIndex()
        for at, strip in enumerate(self.strips):
            strip.setVisible(at == leaf and len(self._sides[at]) > 1)
        self._pages.setCurrentWidget(self.part)
        self.turned.emit()


def _with_keys(side: str) -> str:
    native = QKeySequence(keys_of(side)).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{SIDES[side]} ({native})"
