"""Fields that save themselves: lines, prose, dates and times as people type them.

A field shows what the register holds (`show_value`) without disturbing what is being typed, and
hands what is typed to its `save`, which returns the receipt of the write.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from datetime import date, time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QSizePolicy

from secretariat.models.dates import (
    clock,
    parse_date,
    parse_time,
    spoken_date,
    why_no_date,
    why_no_time,
)
from secretariat.ui.autosave import Autosave
from secretariat.ui.spelling.spelled_edit import SpelledEdit
from secretariat.ui.widgets import restyle

if TYPE_CHECKING:
    from secretariat.store.writer import Receipt

Save = Callable[[Any], "Receipt[Any] | None"]


class LineField(QLineEdit):
    """A line that saves itself as it is typed."""

    def __init__(self, autosave: Autosave, save: Callable[[str], Any], name: str = "") -> None:
        super().__init__()
        if name:
            self.setAccessibleName(name)
        self._draft = autosave.watch(self, lambda: save(self.text()))

    @property
    def dirty(self) -> bool:
        return self._draft.dirty

    def flush(self) -> None:
        """Save now what is typed."""
        self._draft.flush()

    def show_value(self, text: str) -> None:
        """Show what the register holds, unless there is something newer here.

        Space at the end that was just typed stays: the next word is still to come.
        """
        typing = self.hasFocus() and text == self.text().strip()
        if not self._draft.dirty and text != self.text() and not typing:
            self.setText(text)


class ProseField(SpelledEdit):
    """Prose that saves itself and is as high as its words; Tab moves on."""

    def __init__(
        self, autosave: Autosave, save: Callable[[str], Any], name: str = "", lines: int = 2
    ) -> None:
        super().__init__()
        if name:
            self.setAccessibleName(name)
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._draft = autosave.watch(self, lambda: save(self.toPlainText()))
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.cursorPositionChanged.connect(self._keep_in_sight)
        self._grow()

    @property
    def dirty(self) -> bool:
        return self._draft.dirty

    def flush(self) -> None:
        """Save now what is typed."""
        self._draft.flush()

    def show_value(self, text: str) -> None:
        """Show what the register holds, unless there is something newer here."""
        if not self._draft.dirty and text != self.toPlainText():
            self.setPlainText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Scroll what the field stands in, so that the line being typed is seen as it grows."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        inside = area.widget() if isinstance(area, QScrollArea) else None
        if isinstance(area, QScrollArea) and inside is not None and self.hasFocus():
            line = self.cursorRect()
            at = self.viewport().mapTo(inside, line.center())
            area.ensureVisible(at.x(), at.y(), 8, line.height() + 8)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def _grow(self) -> None:
        line = self.fontMetrics().lineSpacing()
        # A plain text document measures its height in lines.
        lines = max(self._lines, min(int(self.document().size().height()), 40))
        self.setFixedHeight(lines * line + 20)


class TypedField(QLineEdit):
    """A line whose words mean a value; what means none is told below, and nothing is lost.

    `wrong` is called with the sentence that says why, or with nothing when all is well.
    """

    def __init__(
        self, autosave: Autosave, save: Save, name: str = "", *, optional: bool = True
    ) -> None:
        super().__init__()
        if name:
            self.setAccessibleName(name)
        self._save = save
        self._optional = optional
        self._value: Any = None
        self.wrong: Callable[[str], None] = lambda _sentence: None
        self._draft = autosave.watch(self, self._store)
        self.textEdited.connect(lambda: self._judge(quiet=True))

    @property
    def value(self) -> Any:
        """The value that is shown, None when there is none."""
        return self._value

    @property
    def dirty(self) -> bool:
        return self._draft.dirty

    def flush(self) -> None:
        """Save now what is typed, where it means something."""
        self._draft.flush()

    def show_value(self, value: Any) -> None:
        """Show what the register holds, unless it is being typed in."""
        if self._draft.dirty or (self.hasFocus() and value == self._value):
            return
        self._value = value
        self.setText(self.say(value) if value is not None else "")
        self._tell("")

    def put_value(self, value: Any) -> None:
        """Show another record's value; what was typed for the last one must be flushed."""
        self._value = value
        blocked = self.blockSignals(True)
        self.setText(self.say(value) if value is not None else "")
        self.blockSignals(blocked)
        self._tell("")

    @abstractmethod
    def say(self, value: Any) -> str:
        """Return a value as people say it."""

    @abstractmethod
    def read(self, text: str) -> Any:
        """Return what the words mean, or None."""

    @abstractmethod
    def why_not(self, text: str) -> str:
        """Return why the words mean nothing."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._judge(quiet=False):
            self.setText(self.say(self._value) if self._value is not None else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._draft.dirty:
            self.setText(self.say(self._value) if self._value is not None else "")
            self._tell("")
            return
        super().keyPressEvent(event)

    def _judge(self, *, quiet: bool) -> bool:
        text = self.text().strip()
        good = self.read(text) is not None or (not text and self._optional)
        if good or not quiet:
            self._tell("" if good else self.why_not(text))
        return good

    def _store(self) -> Any:
        text = self.text().strip()
        value = self.read(text) if text else None
        if (value is None and (text or not self._optional)) or value == self._value:
            return None
        self._value = value
        return self._save(value)

    def _tell(self, sentence: str) -> None:
        self.setProperty("wrong", "true" if sentence else "false")
        self.setAccessibleDescription(sentence)
        restyle(self)
        self.wrong(sentence)


class DateField(TypedField):
    """A date as people type it: 19/7, 19 July, next thu, in 2 weeks."""

    def __init__(
        self,
        autosave: Autosave,
        save: Callable[[date | None], Any],
        today: Callable[[], date],
        name: str = "Date",
        *,
        optional: bool = True,
    ) -> None:
        self._today = today
        super().__init__(autosave, save, name, optional=optional)
        self.setPlaceholderText("19 July, 19/7, next thu")

    def say(self, value: Any) -> str:
        return spoken_date(value)

    def read(self, text: str) -> date | None:
        return parse_date(text, self._today())

    def why_not(self, text: str) -> str:
        return why_no_date(text, self._today())


class TimeField(TypedField):
    """A time as people type it: 10, 10.30, 2pm, 14:00, noon."""

    def __init__(
        self,
        autosave: Autosave,
        save: Callable[[time | None], Any],
        name: str = "Time",
        *,
        optional: bool = True,
        style: str = "12",
    ) -> None:
        self.style_of_clock = style
        super().__init__(autosave, save, name, optional=optional)
        self.setPlaceholderText("10.00, 2pm, noon")

    def say(self, value: Any) -> str:
        return clock(value, self.style_of_clock)

    def read(self, text: str) -> time | None:
        return parse_time(text)

    def why_not(self, text: str) -> str:
        return why_no_time(text)
