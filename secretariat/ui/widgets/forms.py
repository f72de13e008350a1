"""Fields with their names above them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QWidget

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
        self.hint.setVisible(bool(hint))
        self.wrong: QLabel = error()
        column(self.name, field, self.hint, self.wrong, parent=self, spacing=4)
        if hint:
            field.setAccessibleDescription(hint)

    def say_wrong(self, sentence: str) -> None:
        """Say what is wrong with the field, or that nothing is (empty)."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        self.field.setProperty("wrong", "true" if sentence else "false")
        self.field.setAccessibleDescription(sentence or self.hint.text())
        restyle(self.field)


class Choice(QComboBox):
    """A choice of one among few; `chosen` is told only when a person chooses.

    The wheel scrolls the page and never changes a choice that is merely passed over.
    """

    chosen = Signal(object)

    def __init__(self, options: Iterable[tuple[Any, str]] = (), name: str = "") -> None:
        super().__init__()
        if name:
            self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_options(options)
        self.activated.connect(lambda index: self.chosen.emit(self.itemData(index)))

    def set_options(self, options: Iterable[tuple[Any, str]]) -> None:
        """Offer these values with their words, keeping what is chosen where it is still there."""
        kept = self.value()
        blocked = self.blockSignals(True)
        self.clear()
        for value, words in options:
            self.addItem(words, value)
        self.blockSignals(blocked)
        self.show_value(kept)

    def value(self) -> Any:
        """Return the value that is chosen."""
        return self.currentData()

    def show_value(self, value: Any) -> None:
        """Show a value without telling anybody."""
        blocked = self.blockSignals(True)
        for index in range(self.count()):
            if self.itemData(index) == value:
                self.setCurrentIndex(index)
                break
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
