"""Only the text: everything beside the minutes away, and the words larger."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from secretariat.ui.meeting.entry_list import EntryList

KEYS = "Ctrl+Shift+F"
_LARGER = 1.3


class FocusMode(QObject):
    """Puts away what stands beside the words of a step, and brings it back.

    Escape ends it, and so does leaving the step: no other screen is ever shown without its frame.
    """

    def __init__(self, step: QWidget, entries: EntryList, beside: Sequence[QWidget]) -> None:
        super().__init__(step)
        self.is_on = False
        self._step, self._entries, self._beside = step, entries, tuple(beside)
        self._hidden: list[QWidget] = []
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), step)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._escape.setEnabled(False)
        self._escape.activated.connect(self.turn)
        step.installEventFilter(self)

    def turn(self) -> None:
        """Show only the text, or everything again; the cursor stays where it is."""
        self.is_on = not self.is_on
        self._escape.setEnabled(self.is_on)
        if self.is_on:
            places = self._step.window().findChild(QWidget, "sidebar")
            around = [*self._beside, *([places] if isinstance(places, QWidget) else [])]
            self._hidden = [widget for widget in around if not widget.isHidden()]
        for widget in self._hidden:
            widget.setVisible(not self.is_on)
        self._entries.enlarge(_LARGER if self.is_on else 1.0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and self.is_on and not event.spontaneous():
            self.turn()
        return False
