"""How the documents of a body look and speak: its choices, and phrases in its own words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from secretariat.documents.wording import load_wording
from secretariat.models.options import OPTIONS, Choices, Option
from secretariat.models.records import Body
from secretariat.paths import resources
from secretariat.services import bodies, house_styles
from secretariat.ui.editors.fields import LineField
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import boxed, scrolled
from secretariat.ui.pages.people_rows import holds
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.widgets import Choice, FormRow, card, column, flat_button, quiet, row, section

_GROUPS = {
    "Agenda": "The agenda",
    "Notices": "Summons and notice of meeting",
    "Minutes": "The minutes",
    "Attendance": "Who was there, in the minutes",
    "Decision notice": "The decision notice",
    "Forward plan": "The forward plan",
    "Both": "All documents",
}
_WORDING = "wording."
_OPTIONS = {option.key: option for option in OPTIONS}


@cache
def phrases(language: str) -> Mapping[str, str]:
    """Return the shipped phrases of a language."""
    return dict(load_wording(resources() / "wording", language).phrases)


class BodyLayout(QWidget):
    """The choices of `models.options`, one field each, and the wording below."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._body: Body | None = None
        self._choices: dict[str, Choice] = {}
        self._usual = Choices({})
        self._wording = WordingCard(context)
        theme = context.theme
        inside = QWidget()
        gap = theme.length(16)
        cards = [self._group(name, words) for name, words in _GROUPS.items()]
        self._own = quiet("", wrap=True)
        self._follow = flat_button("Follow the house style", "rotate-ccw", self._let_go)
        self._departs = boxed(row(self._own, 1, self._follow))
        stack = column(self._departs, *cards, self._wording, 1, parent=inside, spacing=gap)
        stack.setContentsMargins(0, 0, gap, gap)
        column(scrolled(inside), parent=self)

    def show_body(self, body: Body) -> None:
        """Show what a body has chosen."""
        self._body = body
        reader = self._context.session.reader
        chosen = bodies.choices_of(reader, body.uid)
        self._usual = Choices(house_styles.choices_under(reader, body.uid))
        for key, box in self._choices.items():
            box.set_options(_named(_OPTIONS[key], self._usual[key]))
            box.show_value(chosen[key])
        self._wording.show_body(body, chosen.wording())
        own = len(house_styles.departures(reader, body.uid))
        things = "one choice" if own == 1 else f"{own} choices"
        self._own.setText(f"This body departs from its house style in {things}.")
        self._departs.setVisible(bool(own))

    def _let_go(self) -> None:
        if self._body is not None:
            ask(self._context, house_styles.follow, self._body.uid)

    def _group(self, group: str, words: str) -> QWidget:
        theme = self._context.theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.length(16))
        grid.setVerticalSpacing(theme.length(12))
        options = [option for option in OPTIONS if option.group == group]
        for at, option in enumerate(options):
            grid.addWidget(self._field(option), at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        for place in range(2):
            grid.setColumnStretch(place, 1)
        made = card(section(words), padding=theme.length(16))
        made.layout().addLayout(grid)  # type: ignore[union-attr]
        return made

    def _field(self, option: Option) -> FormRow:
        box = Choice(_named(option, option.default))
        box.chosen.connect(lambda value: self._choose(option, value))
        self._choices[option.key] = box
        return FormRow(option.label, box)

    def _choose(self, option: Option, value: str) -> None:
        if self._body is None:
            return
        body = self._body
        kept = "" if value == self._usual[option.key] else value
        ask(
            self._context,
            bodies.set_choice,
            body.uid,
            option.key,
            kept,
            otherwise=lambda: self.show_body(body),
        )


def _named(option: Option, usual: str) -> list[tuple[str, str]]:
    """Return the values of a choice, with the one that the house style or the program has told."""
    return [
        (value, f"{words} (usual)" if value == usual else words) for value, words in option.values
    ]


class WordingCard(QWidget):
    """Every phrase of the documents, and a field to word one in the body's own way."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._body: Body | None = None
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
        self.words = LineField(context.autosave, self._save, "This body's own words")
        self.words.setPlaceholderText("Choose a phrase above")
        self._usual = flat_button("Use the usual words", "rotate-ccw", self._reset)
        head = row(section("Wording"), 1, self._find)
        explain = quiet(
            "What stands in braces is filled in: keep {date} where the date shall stand.", wrap=True
        )
        edit = row(FormRow("In this body's own words", self.words), self._usual)
        edit.setStretch(0, 1)
        edit.setAlignment(self._usual, Qt.AlignmentFlag.AlignBottom)
        made = card(padding=theme.length(16))
        stack = made.layout()
        assert isinstance(stack, QVBoxLayout)
        stack.addLayout(head)
        stack.addWidget(explain)
        stack.addWidget(self.list)
        stack.addLayout(edit)
        column(made, parent=self)

    def show_body(self, body: Body, own: Mapping[str, str]) -> None:
        """Show the phrases of a body."""
        if self._body is None or self._body.uid != body.uid:
            self.words.flush()
            self._key = ""
            self.words.setText("")
        self._body, self._own = body, own
        self._show()
        if self._key:
            self.words.show_value(own.get(self._key, ""))

    def _show(self) -> None:
        if self._body is None:
            return
        rows = []
        for key, phrase in phrases(self._body.language).items():
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
        usual = phrases(self._body.language).get(key, "") if self._body else ""
        self.words.setPlaceholderText(f"Usual: {usual}" if usual else "Choose a phrase above")
        self._enable()

    def _enable(self) -> None:
        self.words.setEnabled(bool(self._key))
        self._usual.setEnabled(bool(self._own.get(self._key)))

    def _to_words(self) -> None:
        self.words.setFocus()

    def _save(self, text: str) -> object:
        if self._body is None or not self._key:
            return None
        return bodies.set_choice(
            self._context.session, self._body.uid, _WORDING + self._key, text.strip()
        )

    def _reset(self) -> None:
        if self._body is not None and self._key:
            self.words.setText("")
            ask(self._context, bodies.set_choice, self._body.uid, _WORDING + self._key, "")
