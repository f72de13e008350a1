"""Fields with their names above them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from secretariat.ui.widgets.basics import caption, column, error, restyle, small


class FormRow(QWidget):
    """A field with its name above and, when wanted, a hint or what is wrong below."""

    def __init__(self, name: str, field: QWidget, hint: str = "") -> None:
        super().__init__()
        self.field = field
        self.name = caption(name)
        self.name.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(name)
        self.hint: QLabel = small(hint, wrap=True)
        self.wrong: QLabel = error()
        column(self.name, field, self.hint, self.wrong, parent=self, spacing=4)
        self.hint.setVisible(bool(hint))
        if hint:
            field.setAccessibleDescription(hint)

    def say_wrong(self, sentence: str) -> None:
        """Say what is wrong with the field, or that nothing is (empty)."""
        if sentence == self.wrong.text():
            return
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        self.field.setProperty("wrong", "true" if sentence else "false")
        self.field.setAccessibleDescription(sentence or self.hint.text())
        restyle(self.field)


class Choice(QComboBox):
    """A choice of one among few; `chosen` is told only when a person chooses.

    It gives back the very values it was given: Qt would hand a word of a closed list back as
    plain text. It may be narrower than its longest words; its list and its tooltip show them
    whole. The wheel scrolls the page and never changes a choice that is merely passed over.
    """

    chosen = Signal(object)

    def __init__(self, options: Iterable[tuple[Any, str]] = (), name: str = "") -> None:
        super().__init__()
        self._values: list[Any] = []
        if name:
            self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.view().setTextElideMode(Qt.TextElideMode.ElideNone)
        self.currentTextChanged.connect(self.setToolTip)
        self.set_options(options)
        self.activated.connect(lambda index: self.chosen.emit(self._values[index]))

    def set_options(self, options: Iterable[tuple[Any, str]]) -> None:
        """Offer these values with their words, keeping what is chosen where it is still there."""
        kept, offered = self.value(), list(options)
        if offered == [(value, self.itemText(at)) for at, value in enumerate(self._values)]:
            return
        blocked = self.blockSignals(True)
        self.clear()
        self._values = [value for value, _ in offered]
        self.addItems([words for _, words in offered])
        self.blockSignals(blocked)
        self.show_value(kept)

    def offer(self, value: Any, words: str) -> None:
        """Offer one more value, after the others, unless it is there."""
        if value not in self._values:
            blocked = self.blockSignals(True)
            self._values.append(value)
            self.addItem(words)
            self.blockSignals(blocked)

    def place_of(self, value: Any) -> int:
        """Return where a value stands in the list, -1 when it is not offered."""
        return self._values.index(value) if value in self._values else -1

    def value(self) -> Any:
        """Return the value that is chosen, None when there is none."""
        at = self.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def show_value(self, value: Any) -> None:
        """Show a value without telling anybody."""
        blocked = self.blockSignals(True)
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))
        self.blockSignals(blocked)
        self.setToolTip(self.currentText())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint words that are too long with an ellipsis: a style sheet would only cut them."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        painter.drawComplexControl(control, option)
        room = self.style().subControlRect(control, option, part, self).width() - 2
        words = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        option.currentText = words
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
