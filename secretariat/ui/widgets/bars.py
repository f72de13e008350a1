"""The bars of the window: steps of a meeting, stages as segments, the way into the palette."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QTabBar, QWidget

from secretariat.ui.widgets.basics import Button, key_hint


class StageBar(QWidget):
    """How far something has come, as segments; told aloud as “step 2 of 7: agenda in draft”."""

    def __init__(self, steps: int = 7, done: int = 0, words: str = "") -> None:
        super().__init__()
        self._steps, self._done = steps, done
        self.setFixedHeight(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_stage(done, words)

    def show_stage(self, done: int, words: str = "") -> None:
        """Fill the first `done` segments."""
        self._done = max(0, min(done, self._steps))
        said = f"Step {self._done} of {self._steps}"
        self.setAccessibleName(f"{said}: {words}" if words else said)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = QApplication.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = 3.0
        width = (self.width() - gap * (self._steps - 1)) / self._steps
        for step in range(self._steps):
            on = step < self._done
            painter.setBrush(palette.highlight() if on else palette.midlight())
            painter.drawRoundedRect(QRectF(step * (width + gap), 0, width, 4), 2, 2)
        painter.end()


class TabStrip(QTabBar):
    """The steps of a workspace. A count stands after its name and is read with it.

    Left and right walk along it; the one in front is the one shown.
    """

    def __init__(self, names: Sequence[str], label: str) -> None:
        super().__init__()
        self.setAccessibleName(label)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._names = list(names)
        for name in names:
            self.addTab(name)

    def set_count(self, index: int, count: str) -> None:
        """Show a count such as “9” or “8 of 12” after a name; empty takes it away."""
        name = self._names[index]
        shown = f"{name}  {count}" if count else name
        if self.tabText(index) == shown:
            return  # setting it again would lay the whole bar out anew
        self.setTabText(index, shown)
        self.setAccessibleTabName(index, f"{name}, {count}" if count else name)


class SearchButton(Button):
    """Looks like a search field and opens the palette, where one searches and commands."""

    def __init__(self, text: str = "Search or do anything") -> None:
        super().__init__(text)
        self.setProperty("kind", "search")
        self.setMinimumWidth(200)
        self.setMaximumWidth(280)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setToolTip("Find bodies, people, meetings, items and actions, or a command")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.addStretch(1)
        layout.addWidget(key_hint("Ctrl+K"))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(270, hint.height())
