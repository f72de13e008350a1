"""Fields for the look of a house style: lengths, sizes, and colours with their contrast."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QWidget

from secretariat.errors import KnownError
from secretariat.models.styles import (
    LOOK,
    PAPER,
    READABLE,
    Look,
    Sort,
    check,
    contrast,
    cramped,
    unreadable,
)
from secretariat.models.styles import default as usual
from secretariat.ui.autosave import Autosave
from secretariat.ui.editors.fields import TypedField
from secretariat.ui.widgets import Button, FormRow, column, link_button, row, small

Save = Callable[[str, str], Any]
"""Says a setting of the style that is shown: its key and its value, "" for that of its base."""
Said = Callable[[], Mapping[str, str]]
"""Everything that the style that is shown says."""


class LookField(TypedField):
    """A length, a size or a factor; what is out of its bounds, or leaves too little of the paper,
    is told below."""

    def __init__(self, autosave: Autosave, look: Look, save: Save, said: Said) -> None:
        self.look = look
        self._said = said
        super().__init__(autosave, lambda value: save(LOOK + look.key, value or ""), look.label)

    def say(self, value: Any) -> str:
        return str(value) if self.look.sort is Sort.FACTOR else f"{value} {self.look.sort.value}"

    def read(self, text: str) -> str | None:
        try:
            value = check(LOOK + self.look.key, text)
        except KnownError:
            return None
        return None if self._cramped(value) else value

    def why_not(self, text: str) -> str:
        try:
            return self._cramped(check(LOOK + self.look.key, text))
        except KnownError as error:
            return str(error)

    def _cramped(self, value: str) -> str:
        said = self._said()
        return "" if cramped(said) else cramped({**said, LOOK + self.look.key: value})


class ColourField(TypedField):
    """A colour as #2457a6. One in which words could hardly be read is told, and is not kept."""

    def __init__(self, autosave: Autosave, look: Look, save: Save, said: Said) -> None:
        self.look = look
        self._said = said
        super().__init__(autosave, lambda value: save(LOOK + look.key, value or ""), look.label)
        self.setPlaceholderText("#2457a6")

    def say(self, value: Any) -> str:
        return str(value)

    def colour(self) -> str:
        """Return the colour that is typed, "" where it is none."""
        try:
            return check(LOOK + self.look.key, _full(self.text()))
        except KnownError:
            return ""

    def faint(self) -> tuple[Look, str] | None:
        """Return which words could hardly be read with what is typed, and a colour for them."""
        colour, said = self.colour(), self._said()
        if not colour:
            return None
        before = {look.key for look, _ in unreadable(said)} - {self.look.key}
        found = unreadable({**said, LOOK + self.look.key: colour})
        return next((one for one in found if one[0].key not in before), None)

    def ratio(self) -> float:
        """Return the contrast of what is typed, on paper or the ground of table heads."""
        shade = self._said().get(LOOK + "shade") or usual(LOOK + "shade")
        return min(contrast(self.colour(), PAPER), contrast(self.colour(), shade))

    def take(self, colour: str) -> None:
        """Put a colour in and keep it."""
        self.setText(colour)
        self._judge(quiet=False)
        self._draft.touch()
        self._draft.flush()

    def read(self, text: str) -> str | None:
        return (self.colour() or None) if self.faint() is None else None

    def why_not(self, text: str) -> str:
        if not self.colour():
            return f"“{text}” is not a colour; write it as #2457a6."
        found = self.faint()
        if found is None:
            return ""
        if found[0].key != self.look.key:
            return f"“{found[0].label}” could hardly be read on it."
        return f"Too faint to be read: {self.ratio():.1f} to 1, where {READABLE:g} is the least."


class ColourRow(QWidget):
    """A colour with its swatch, its contrast while it is typed, and one that can be read."""

    def __init__(self, autosave: Autosave, look: Look, save: Save, said: Said) -> None:
        super().__init__()
        self.field = ColourField(autosave, look, save, said)
        self.swatch = Button()
        self.swatch.setAccessibleName(f"{look.label}: choose a colour")
        self.swatch.setToolTip("Choose a colour")
        edge = self.field.sizeHint().height()
        self.swatch.setFixedSize(QSize(edge, edge))
        self.swatch.clicked.connect(self._choose)
        self.told = small("")
        self.better = link_button("", self._take_better)
        line = row(self.swatch, self.field, spacing=6)
        line.setStretch(1, 1)
        inner = QWidget()
        below = row(self.told, self.better, 1, spacing=6)
        column(line, parent=inner)
        form = FormRow(look.label, inner)
        form.name.setBuddy(self.field)
        self.form = form
        self.field.wrong = form.say_wrong
        self.field.textChanged.connect(lambda _: self.show_now())
        column(form, below, parent=self, spacing=2)
        self.show_now()

    def show_now(self) -> None:
        """Show swatch and contrast of what is in the field."""
        colour, look = self.field.colour(), self.field.look
        shown = colour or "transparent"
        self.swatch.setStyleSheet(
            f"QPushButton {{ background: {shown}; border: 1px solid #7e8a99; border-radius: 6px;"
            " min-height: 0; min-width: 0; padding: 0; }"
        )
        found = self.field.faint()
        readable = colour and look.words and found is None
        self.told.setText(f"{self.field.ratio():.1f} to 1, can be read" if readable else "")
        self.told.setVisible(bool(readable))
        own = found is not None and found[0].key == look.key
        self.better.setVisible(own)
        if own and found is not None:
            self.better.setText(f"Use {found[1]}")
            self.field.wrong(self.field.why_not(self.field.text()))

    def _take_better(self) -> None:
        if (found := self.field.faint()) is not None:
            self.field.setFocus()
            self.field.take(found[1])

    def _choose(self) -> None:
        dialog = QColorDialog(QColor(self.field.colour() or "#000000"), self)
        dialog.setWindowTitle(self.field.look.label)
        dialog.colorSelected.connect(lambda colour: self.field.take(colour.name()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _full(text: str) -> str:
    """Return a colour written shortly, as 2457a6 or #25a, in full."""
    words = text.strip().lower().removeprefix("#")
    return "#" + ("".join(one * 2 for one in words) if len(words) == 3 else words)
