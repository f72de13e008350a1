"""Choices of layout and phrases of documents, as fields: of a body, or of a house style."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from secretariat.documents.wording import load_wording, native_phrases
from secretariat.models.options import OPTIONS, Choices, Option
from secretariat.paths import resources
from secretariat.ui.editors.fields import LineField
from secretariat.ui.page import Context
from secretariat.ui.pages.kit import boxed
from secretariat.ui.pages.people_rows import holds
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.theme import Theme
from secretariat.ui.widgets import Choice, FormRow, card, column, flat_button, quiet, row, section

_GROUPS = {
    "Agenda": "The agenda",
    "Packs": "Packs of agenda and papers",
    "Papers": "Papers that come in",
    "Notices": "Summons and notice of meeting",
    "Minutes": "The minutes",
    "Attendance": "Who was there, in the minutes",
    "Attendance register": "The attendance register",
    "Decision notice": "The decision notice",
    "Forward plan": "The forward plan",
    "Labels": "Address labels",
    "Both": "All documents",
}
_OPTIONS = {option.key: option for option in OPTIONS}


@cache
def phrases(language: str) -> Mapping[str, str]:
    """Return the shipped phrases of a language."""
    return dict(load_wording(resources() / "wording", language).phrases)


@cache
def native(language: str) -> Mapping[str, str]:
    """Return the phrases that are shipped in a language itself: none for one without a file."""
    return native_phrases(resources() / "wording", language)


class OptionCards(QWidget):
    """The choices of `models.options`, one field each, in cards; `chosen` tells key and value."""

    chosen = Signal(str, str)

    def __init__(self, theme: Theme, *, without: Iterable[str] = (), columns: int = 2) -> None:
        super().__init__()
        self._theme, self._columns = theme, columns
        self.choices: dict[str, Choice] = {}
        left_out = frozenset(without)
        cards = [self._group(name, words, left_out) for name, words in _GROUPS.items()]
        column(*filter(None, cards), parent=self, spacing=theme.length(16))

    def show_choices(self, chosen: Choices, usual: Choices) -> None:
        """Show what is chosen, and what would hold otherwise."""
        for key, box in self.choices.items():
            box.set_options(_named(_OPTIONS[key], usual[key]))
            box.show_value(chosen[key])

    def _group(self, group: str, words: str, left_out: frozenset[str]) -> QWidget | None:
        options = [one for one in OPTIONS if one.group == group and one.key not in left_out]
        if not options:
            return None
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.length(16))
        grid.setVerticalSpacing(self._theme.length(12))
        for at, option in enumerate(options):
            grid.addWidget(
                self._field(option),
                at // self._columns,
                at % self._columns,
                Qt.AlignmentFlag.AlignTop,
            )
        for place in range(self._columns):
            grid.setColumnStretch(place, 1)
        made = card(section(words), padding=self._theme.length(16))
        made.layout().addLayout(grid)  # type: ignore[union-attr]
        return made

    def _field(self, option: Option) -> FormRow:
        box = Choice(_named(option, option.default))
        box.chosen.connect(lambda value: self.chosen.emit(option.key, value))
        self.choices[option.key] = box
        return FormRow(option.label, box)


def _named(option: Option, usual: str) -> list[tuple[str, str]]:
    """Return the values of a choice, with the one that the house style or the program has told."""
    return [
        (value, f"{words} (usual)" if value == usual else words) for value, words in option.values
    ]


class WordingCard(QWidget):
    """Every phrase of the documents, and a field to word one in another way.

    `save` gets the key of a phrase and its words, "" for the usual ones.
    """

    def __init__(
        self,
        context: Context,
        label: str,
        save: Callable[[str, str], Any],
        reset: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._save_words, self._let_go = save, reset
        self._owner = ""
        self._phrases: Mapping[str, str] = {}
        self._own: Mapping[str, str] = {}
        self._key = ""
        theme = context.theme
        self._find = QLineEdit()
        self._find.setPlaceholderText("Find a phrase")
        self._find.setAccessibleName("Find a phrase")
        self._find.setClearButtonEnabled(True)
        self._find.setFixedWidth(theme.length(220))
        self._find.textChanged.connect(lambda _: self._show())
        self.list = RowList(theme, "Phrases of the documents")
        self.list.setMinimumHeight(theme.length(240))
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._to_words)
        self.words = LineField(context.autosave, self._save, label)
        self.words.setPlaceholderText("Choose a phrase above")
        self._usual = flat_button("Use the usual words", "rotate-ccw", self._reset)
        head = row(section("Wording"), 1, self._find)
        explain = quiet(
            "What stands in braces is filled in: keep {date} where the date shall stand.", wrap=True
        )
        edit = row(FormRow(label, self.words), self._usual)
        edit.setStretch(0, 1)
        edit.setAlignment(self._usual, Qt.AlignmentFlag.AlignBottom)
        self.edit = boxed(edit)
        made = card(padding=theme.length(16))
        stack = made.layout()
        assert isinstance(stack, QVBoxLayout)
        stack.addLayout(head)
        stack.addWidget(explain)
        stack.addWidget(self.list)
        stack.addWidget(self.edit)
        column(made, parent=self)

    def show_words(
        self,
        owner: str,
        language: str,
        own: Mapping[str, str],
        said: Mapping[str, str] | None = None,
    ) -> None:
        """Show the phrases of a body or a style, and which of them it words in its own way.

        `said` are those that the house style of a body words: they are its usual ones.
        """
        if self._owner != owner:
            self.words.flush()
            self._key = ""
            self.words.setText("")
        self._owner, self._own = owner, own
        worded = {key: words for key, words in (said or {}).items() if words}
        self._phrases = {**phrases(language), **worded}
        self._show()
        if self._key:
            self.words.show_value(own.get(self._key, ""))

    def usual(self, key: str) -> str:
        """Return the words of a phrase where nothing else is said."""
        return self._phrases.get(key, "")

    def set_editable(self, there: bool) -> None:
        """Let words be changed, or only read."""
        self.edit.setEnabled(there)

    def _show(self) -> None:
        rows = []
        for key, phrase in self._phrases.items():
            own = self._own.get(key, "")
            if holds(f"{key} {phrase} {own}", self._find.text()):
                tag = "Own words" if own else ""
                place = key.replace(".", " · ").replace("_", " ")
                rows.append(
                    ListRow(key, own or phrase or "No words", place, tag=tag, tone="accent")
                )
        self.list.show_rows(sorted(rows, key=lambda r: not r.tag))
        self._enable()

    def _choose(self, key: str) -> None:
        if key == self._key:
            return
        self.words.flush()
        self._key = key
        self.words.setText(self._own.get(key, ""))
        usual = self.usual(key)
        self.words.setPlaceholderText(f"Usual: {usual}" if usual else "Choose a phrase above")
        self._enable()

    def _enable(self) -> None:
        self.words.setEnabled(bool(self._key))
        self._usual.setEnabled(bool(self._own.get(self._key)))

    def _to_words(self) -> None:
        self.words.setFocus()

    def _save(self, text: str) -> object:
        return self._save_words(self._key, text.strip()) if self._owner and self._key else None

    def _reset(self) -> None:
        if self._owner and self._key:
            self.words.setText("")
            self._let_go(self._key)
