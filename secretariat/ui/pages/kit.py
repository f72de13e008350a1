"""What the pages put their parts together with, beyond the widgets that all screens share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QFrame,
    QGridLayout,
    QLayout,
    QScrollArea,
    QWidget,
)

from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.theme import Theme
from secretariat.ui.widgets import (
    SearchButton,
    card,
    column,
    hairline,
    quiet,
    row,
    section,
    title,
)

B = TypeVar("B", bound=QAbstractButton)


def keyed(made: B, keys: str, name: str = "") -> B:
    """Name the key of a button in its tooltip: Add member (Ctrl+N); return the button."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    words = name or made.text()
    if name:
        made.setAccessibleName(name)
    made.setToolTip(f"{words} ({native})" if native else words)
    return made


def boxed(layout: QLayout, kind: str = "") -> QWidget:
    """Return a widget around a layout."""
    made = QWidget()
    if kind:
        made.setProperty("kind", kind)
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setLayout(layout)
    return made


def scrolled(inside: QWidget) -> QScrollArea:
    """Return a column that scrolls up and down and never sideways; Tab does not stop at it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def reveal(part: QWidget) -> None:
    """Scroll a part of a screen into view, and above all what has the focus in it."""
    area = part.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is None:
        return
    area.ensureWidgetVisible(part)
    focus = QApplication.focusWidget()
    if focus is not None and part.isAncestorOf(focus):
        area.ensureWidgetVisible(focus)


def ruled(*parts: QWidget | QLayout) -> list[QWidget | QLayout]:
    """Return parts with a hairline between each two."""
    found: list[QWidget | QLayout] = []
    for part in parts:
        if found:
            found.append(hairline())
        found.append(part)
    return found


def form_card(theme: Theme, heading: str, *lines: tuple[tuple[QWidget, int], ...]) -> QFrame:
    """Return a card with a heading and lines of fields, each as wide as its share of six."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.length(16))
    grid.setVerticalSpacing(theme.length(12))
    for at, line in enumerate(lines):
        place = 0
        for part, span in line:
            grid.addWidget(part, at, place, 1, span, Qt.AlignmentFlag.AlignTop)
            place += span
    for place in range(6):
        grid.setColumnStretch(place, 1)
    return card(section(heading), grid, padding=theme.length(16))


class Header(QWidget):
    """The head of a page: its title, a quiet sentence below, and its buttons at the right."""

    def __init__(self, theme: Theme, words: str, *buttons: QWidget) -> None:
        super().__init__()
        self._title = title(words)
        self._sentence = quiet("", wrap=True)
        self._sentence.hide()
        self._room = theme.length(720)
        self.search = SearchButton()
        self.search.clicked.connect(self._open_palette)
        text = column(self._title, self._sentence, spacing=2)
        line = row(text, self.search, *buttons, parent=self, spacing=theme.length(12))
        line.setStretch(0, 1)
        side = theme.length(24)
        line.setContentsMargins(side, theme.length(16), side, theme.length(12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.search.setVisible(event.size().width() >= self._room)

    def _open_palette(self) -> None:
        palette = getattr(self.window(), "palette_box", None)
        if palette is not None:
            palette.open_with()

    def say(self, words: str, sentence: str = "") -> None:
        """Show another title and sentence."""
        self._title.setText(words)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))


class Bar(QWidget):
    """What is shown at the left, the filters at the right; below each other where it is narrow."""

    def __init__(self, theme: Theme, left: QWidget, right: QWidget, *, need: int) -> None:
        super().__init__()
        self._need = theme.length(need)
        side = theme.length(24)
        self._box = row(left, 1, right, parent=self, spacing=theme.length(8))
        self._box.setContentsMargins(side, 0, side, theme.length(12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= self._need
        right, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        if self._box.direction() is not (right if wide else down):
            self._box.setDirection(right if wide else down)
            # The page is being laid out just now; it is to hear of the other height afterwards.
            QTimer.singleShot(0, self, self._tell_height)

    def _tell_height(self) -> None:
        self.updateGeometry()
        home = self.parentWidget()
        layout = home.layout() if home is not None else None
        if layout is not None:
            layout.activate()


def fitted(made: RowList, rows: Sequence[ListRow], most: int = 8) -> None:
    """Show rows in a list that is as high as they are, up to a number of them."""
    made.show_rows(rows)
    model = made.rows
    heights = [made.sizeHintForRow(at) for at in range(min(most, model.rowCount()))]
    made.setFixedHeight(sum(heights) + 4)
