"""The message bar: one plain sentence at the foot of the window, never a dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from secretariat.ui.widgets import link_button, restyle, row, tool_button

_SHOWN = 8000


class MessageBar(QFrame):
    """Tells one thing at a time; what went wrong stays until it is closed or the screen is left.

    It can offer one thing to do about it, such as Undo. Escape closes what stays.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setAccessibleName("Message")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._run: Callable[[], None] | None = None
        self._action = link_button("", self._act)
        self._close = tool_button("Close the message (Esc)", "x", self.hide)
        self._close.setAccessibleName("Close the message")
        self._escape = QShortcut(Qt.Key.Key_Escape, self.window(), self.hide)
        self._escape.setEnabled(False)
        layout = row(self._text, self._action, self._close, parent=self, margin=8)
        layout.setStretch(0, 1)
        layout.setContentsMargins(14, 6, 8, 6)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown, empty when none is."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        """Tell that something was done, and offer one thing to do; it goes away by itself."""
        self._show(text, "", action, run)
        self._timer.start(_SHOWN)
        self._escape.setEnabled(False)  # it goes by itself, and the key has other work

    def warn(self, text: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        """Tell what went wrong; it stays until it is closed or left, or something else is told."""
        self._stay(text, "bad", action, run)

    def tell(self, text: str, action: str = "", run: Callable[[], None] | None = None) -> None:
        """Tell what happened while nobody was there to read it; it stays as a warning does."""
        self._stay(text, "", action, run)

    def leave(self) -> None:
        """Put away a warning: the screen that it was about is left."""
        if self._escape.isEnabled():
            self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._escape.setEnabled(False)

    def _stay(self, text: str, tone: str, action: str, run: Callable[[], None] | None) -> None:
        self._timer.stop()
        if text != self.text or self.property("tone") != tone:  # what is there is not said again
            self._show(text, tone, action, run)
        self._escape.setEnabled(True)

    def _show(self, text: str, tone: str, action: str, run: Callable[[], None] | None) -> None:
        self._text.setText(text)
        self._run = run
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setProperty("tone", tone)
        restyle(self)
        self.show()
        self.place()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def place(self) -> None:
        """Take the middle of the window's foot, above the status bar, as high as the words need."""
        over = self.window().rect()
        self.ensurePolished()
        inner = self.fontMetrics().horizontalAdvance(self._text.text()) + 8
        buttons = self._close.sizeHint().width() + 48
        if not self._action.isHidden():
            buttons += self._action.sizeHint().width() + 8
        width = min(over.width() - 80, 760, max(inner + buttons, 240))
        self.setFixedWidth(width)
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        self.setGeometry((over.width() - width) // 2, over.height() - height - 44, width, height)

    def _act(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()
