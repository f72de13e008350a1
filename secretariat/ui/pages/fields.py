"""Fields that save themselves: a form shows one record and writes each field as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QCompleter, QLineEdit, QWidget

from secretariat.models.plaintext import one_line
from secretariat.store.writer import Receipt
from secretariat.ui.editors.fields import DateField, LineField, ProseField
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.widgets import Choice, FormRow

Save = Callable[..., Receipt[Any]]
"""A service that sets fields of one record: `save(session, uid, name=value)`."""

LONGEST_LINE = 20_000
_NAMES = frozenset(
    {"address", "consultees", "contact", "decision_maker", "documents", "how_to_ask", "venue"}
)
"""Fields that hold names and addresses, which are not spelled."""


class PickEdit(QLineEdit):
    """A line that offers what is known; `picked` tells the words once the person has chosen.

    Enter takes the words as they stand; Escape puts back what was there.
    """

    picked = Signal(str)

    def __init__(self, name: str = "", hint: str = "") -> None:
        super().__init__()
        self.setMaxLength(400)
        self.setPlaceholderText(hint)
        if name:
            self.setAccessibleName(name)
        self._known = QStringListModel(self)
        offered = QCompleter(self._known, self)
        offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        offered.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(offered)
        self.offered = offered
        self._shown = ""
        self.editingFinished.connect(self._finish)

    def offer(self, names: Iterable[str]) -> None:
        """Offer these names while typing."""
        names = list(names)
        if names != self._known.stringList():
            self._known.setStringList(names)

    @property
    def picking(self) -> bool:
        """Say whether a name of the list is marked and about to be taken."""
        popup = self.offered.popup()
        return popup is not None and popup.isVisible() and popup.currentIndex().isValid()

    def show_words(self, text: str) -> None:
        """Show words without telling anybody."""
        self._shown = text
        self.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.setText(self._shown)
            return
        super().keyPressEvent(event)

    def _finish(self) -> None:
        if one_line(self.text()) != self._shown:
            self._shown = one_line(self.text())
            self.picked.emit(self._shown)


class Form:
    """The fields of one record at a time. Each is written within a quarter of a second.

    `aim` turns the form to another record, after what is typed has been sent off; `show` puts
    the values in, but never over words that are not saved yet.
    """

    def __init__(self, context: Context, save: Save, origin: str = "") -> None:
        self.context = context
        self.uid = ""
        self._save = save
        self._origin = origin
        self._shows: list[tuple[str, Callable[[Any], None]]] = []

    def aim(self, uid: str) -> bool:
        """Turn to another record; True when it is another one than before."""
        if uid == self.uid:
            return False
        self.flush()
        self.uid = uid
        return True

    def flush(self) -> None:
        """Send off everything that is typed."""
        self.context.autosave.flush_all()

    def show(self, record: Any, *, anew: bool = False) -> None:
        """Show the values of a record; `anew` also over words that could not be saved."""
        self._anew = anew
        for name, put in self._shows:
            put(getattr(record, name))
        self._anew = False

    _anew = False

    def write(self, **values: Any) -> Receipt[Any] | None:
        """Write fields of the record that is shown."""
        if not self.uid:
            return None
        return self._save(self.context.session, self.uid, origin=self._origin, **values)

    def line(self, label: str, name: str, *, hint: str = "", example: str = "") -> FormRow:
        """Return a field of one line."""
        editor = LineField(self.context.autosave, lambda text: self.write(**{name: text}), label)
        editor.setMaxLength(LONGEST_LINE)
        editor.setPlaceholderText(example)

        def put(value: str) -> None:
            same = one_line(editor.text()) == one_line(value)
            if self._anew or not (editor.dirty or (same and editor.hasFocus())):
                _set_line(editor, value)

        self._shows.append((name, put))
        return FormRow(label, editor, hint)

    def area(self, label: str, name: str, *, lines: int = 2, hint: str = "") -> FormRow:
        """Return a field of several lines, as high as its words."""
        editor = ProseField(
            self.context.autosave, lambda text: self.write(**{name: text}), label, lines
        )
        editor.is_prose = name not in _NAMES

        def put(value: str) -> None:
            if self._anew and editor.toPlainText() != value:
                editor.setPlainText(value)
            editor.show_value(value)

        self._shows.append((name, put))
        return FormRow(label, editor, hint)

    def day(self, label: str, name: str, *, hint: str = "") -> FormRow:
        """Return a field for a day, typed as people type it."""
        autosave, today = self.context.autosave, self.context.session.today
        editor = DateField(autosave, lambda day: self.write(**{name: day}), today, label)
        field = FormRow(label, editor, hint)
        editor.wrong = field.say_wrong

        def put(value: date | None) -> None:
            if self._anew:
                editor.put_value(value)
            editor.show_value(value)
            if not editor.hasFocus():
                editor.setCursorPosition(0)

        self._shows.append((name, put))
        return field

    def choice(
        self, label: str, name: str, options: Iterable[tuple[Any, str]], *, hint: str = ""
    ) -> FormRow:
        """Return a choice of one among few; an empty text as its value stands for no record."""
        box = Choice(options)
        field = FormRow(label, box, hint)
        kept: list[Any] = [None]

        def put(value: Any) -> None:
            kept[0] = value
            if box.place_of(value) < 0 and value is not None:
                box.offer(value, str(value))  # what another program has written stays
            box.show_value(value)

        def chosen(value: Any) -> None:
            self._ask({name: None if value == "" else value}, lambda: put(kept[0]))

        box.chosen.connect(chosen)
        self._shows.append((name, put))
        return field

    def flag(self, label: str, name: str) -> QCheckBox:
        """Return a box to tick."""
        box = QCheckBox(label)
        box.setAccessibleName(label)

        def put(value: bool) -> None:
            blocked = box.blockSignals(True)
            box.setChecked(value)
            box.blockSignals(blocked)

        box.toggled.connect(lambda on: self._ask({name: on}, lambda: put(not on)))
        self._shows.append((name, put))
        return box

    def _ask(self, values: dict[str, Any], undone: Callable[[], None]) -> None:
        if self.uid:
            ask(
                self.context,
                self._save,
                self.uid,
                origin=self._origin,
                otherwise=undone,
                **values,
            )


def offer_names(editor: QWidget, names: Iterable[str]) -> None:
    """Offer names while a line is typed that saves itself."""
    assert isinstance(editor, QLineEdit)
    offered = QCompleter(list(names), editor)
    offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    offered.setFilterMode(Qt.MatchFlag.MatchContains)
    editor.setCompleter(offered)


def _set_line(editor: QLineEdit, value: str) -> None:
    """Show a value, leaving the cursor at the start so that a long one is seen from its start."""
    if editor.text() != value:
        editor.setText(value)
        editor.setCursorPosition(len(value) if editor.hasFocus() else 0)
