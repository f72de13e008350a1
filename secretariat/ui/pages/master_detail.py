"""A list beside what is chosen in it; one at a time where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from secretariat.ui.pages.kit import boxed, keyed
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.theme import Theme
from secretariat.ui.widgets import column, flat_button, row


class MasterDetail(QWidget):
    """`left` holds the list, `right` what is chosen. In a narrow window Enter or a click turns to
    the right, Escape or the button above it back to the list. With `grows` the left takes its share
    of a wider window."""

    def __init__(
        self,
        theme: Theme,
        left: QWidget,
        right: QWidget,
        rows: RowList,
        *,
        width: int,
        need: int = 860,
        grows: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._rows = rows
        self._need = theme.length(need)
        self._narrow = False
        self._has_right = True
        self._in_front = False
        beside = column(left)
        beside.setContentsMargins(0, 0, 0, 0)
        self._beside, self._left = beside, boxed(beside)
        self._back = flat_button("Back to the list", "arrow-left", self.to_list)
        keyed(self._back, "Esc")
        self._back.hide()
        inner = column(row(self._back, 1), right, spacing=theme.length(4))
        inner.setStretch(1, 1)
        inner.setContentsMargins(0, 0, 0, 0)
        self._right = boxed(inner)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.setStyleSheet("QSplitter::handle { background: transparent; }")
        self._split.addWidget(self._left)
        self._split.addWidget(self._right)
        self._split.setStretchFactor(0, int(grows))
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([theme.length(width), theme.length(1000 - width)])
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self._split)
        rows.opened.connect(lambda _: self.to_detail())
        rows.clicked.connect(lambda _: self.to_detail())
        self._arrange()

    @property
    def narrow(self) -> bool:
        """Say whether only one side is shown at a time."""
        return self._narrow

    def show_right(self, there: bool) -> None:
        """Say whether anything is chosen that can be shown."""
        self._has_right = there
        self._arrange()

    def to_detail(self) -> None:
        """Turn to what is chosen."""
        self._in_front = True
        self._arrange()

    def to_list(self) -> None:
        """Turn back to the list."""
        self._in_front = False
        self._arrange()
        self._rows.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < self._need
        if narrow is not self._narrow:
            self._narrow = narrow
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._narrow and self._in_front:
            self.to_list()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        alone = self._narrow
        right = self._has_right and (not alone or self._in_front)
        self._left.setVisible(not (alone and right))
        self._right.setVisible(right)
        self._back.setVisible(alone)
        gap = self._theme.length(16)
        self._beside.setContentsMargins(0, 0, gap if right and not alone else 0, 0)
