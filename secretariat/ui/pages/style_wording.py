"""The phrases of a house style in both languages, side by side, each with what is filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from secretariat.models.options import Choices
from secretariat.models.styles import WORDING
from secretariat.ui.editors.fields import ProseField
from secretariat.ui.page import Context
from secretariat.ui.pages.kit import boxed
from secretariat.ui.pages.layout_cards import native, phrases
from secretariat.ui.pages.people_rows import holds
from secretariat.ui.pages.style_fields import Save
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.widgets import (
    Choice,
    FormRow,
    card,
    column,
    flat_button,
    quiet,
    row,
    section,
    small,
)

_FIRST = "en-GB"
_SECOND = {"cy": "Welsh", "gd": "Gaelic", "ga": "Irish", "kw": "Cornish"}
_SLOT = re.compile(r"\{[a-z_]+\}")
_ALL, _OWN, _LACKING = "", "own", "lacking"
_OF = {
    "Agenda": "agenda change changes head supplement",
    "Summons, letters and notices": "cancellation chase letter notice reminder summons",
    "Minutes": (
        "amendment approval correction decision election extract index interest interests minutes"
        " motion proposer vote"
    ),
    "Attendance and members": "attendance attendance_summary contacts member_list membership",
    "Actions and decisions": "actions decisions",
    "Forward plan": "key plan",
    "Questions, petitions and motions": "submission",
    "Reports": "form papers",
    "The chair's script": "script",
}
_PLACE = {part: name for name, parts in _OF.items() for part in parts.split()}
_OTHER = "Names, dates and numbers"


class StyleWording(QWidget):
    """Every phrase of the documents with a field for each language; `save` gets `wording.<key>`
    or `wording.cy:<key>`, with "" for the shipped words."""

    def __init__(self, context: Context, save: Save, let_go: Callable[[str, str], None]) -> None:
        super().__init__()
        self._save_words, self._let_go = save, let_go
        self._style, self._key = "", ""
        self._own: Choices = Choices({})
        self._base: Choices = Choices({})
        theme = context.theme
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a phrase")
        self.search.setAccessibleName("Find a phrase")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._show())
        self.which = Choice(self._offered("Welsh"), "Which phrases are listed")
        self.which.chosen.connect(lambda _: self._show())
        self.second = Choice(_SECOND.items(), "Second language")
        self.second.chosen.connect(lambda _: self._turn())
        self.list = RowList(theme, "Phrases of the documents", lines=2)
        self.list.setMinimumHeight(theme.length(170))
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _: self.fields[_FIRST].setFocus())
        self.fields: dict[str, ProseField] = {
            _FIRST: self._field(context, _FIRST), "": self._field(context, "")
        }  # fmt: skip
        self.resets = {
            at: flat_button("Shipped words", "rotate-ccw", partial(self._reset, at))
            for at in self.fields
        }
        for at, reset in self.resets.items():
            reset.setToolTip("Back to the shipped words")
            reset.setAccessibleName(f"Back to the shipped words, in {'English' if at else 'Welsh'}")
        self.forms = {
            _FIRST: FormRow("English", self.fields[_FIRST]),
            "": FormRow("Welsh", self.fields[""]),
        }
        self.slots = small("", wrap=True)
        self.missed = quiet("", wrap=True)
        self._lay_out(theme.length(12), theme.length(16))

    def show_words(
        self, style: str, said: Mapping[str, str], base: Mapping[str, str], *, editable: bool
    ) -> None:
        """Show the phrases as a style words them; `base` is what the shipped one under it says."""
        if style != self._style:
            self.flush()
            for field in self.fields.values():
                field.setPlainText("")
            self._key = ""
        self._style = style
        self._base = Choices(base)
        self._own = Choices({key: words for key, words in said.items() if words != base.get(key)})
        for field in self.fields.values():
            field.setReadOnly(not editable)
        for reset in self.resets.values():
            reset.setVisible(editable)
        self._show()
        if self._key:
            self._show_fields(anew=False)

    def flush(self) -> None:
        """Save now what is typed."""
        for field in self.fields.values():
            field.flush()

    def usual(self, key: str, language: str) -> str:
        """Return the words of a phrase in a language where the style says nothing, "" for none."""
        if language == _FIRST:
            return self._base.wording().get(key) or phrases(_FIRST).get(key, "")
        return self._base.apart(language).get(key) or native(language).get(key, "")

    def own(self, key: str, language: str) -> str:
        """Return the words that the style itself has for a phrase in a language, "" for none."""
        said = self._own.wording() if language == _FIRST else self._own.apart(language)
        return said.get(key, "")

    # ------------------------------------------------------------------ the list

    def _show(self) -> None:
        words, which, second = self.search.text(), self.which.value() or _ALL, self.second.value()
        english, welsh = self._all(_FIRST), self._all(second)
        mine = {_FIRST: self._own.wording(), second: self._own.apart(second)}
        rows = []
        for key, first in english.items():
            own = bool(mine[_FIRST].get(key) or mine[second].get(key))
            other = welsh.get(key, "")
            if not _is_listed(which, key, own=own, lacking=not other):
                continue
            place = _said(key)
            if not holds(f"{key} {place} {first} {other}", words):
                continue
            tag = "Own words" if own else ""
            rows.append(
                ListRow(key, first or "No words", other or place, tag=tag, tone="accent",
                        sentence=f"{place}: {first}. {other}. {tag}")
            )  # fmt: skip
        order = [*_OF, _OTHER]
        rows.sort(key=lambda one: (not one.tag, order.index(_document_of(one.key))))
        self.list.show_rows(rows)
        if rows and not self.list.key:
            self.list.choose_first()
        self._enable()

    def _all(self, language: str) -> dict[str, str]:
        """Return every phrase of a language as this style has it."""
        if language == _FIRST:
            said = {**self._base.wording(), **self._own.wording()}
            return {**phrases(_FIRST), **{key: one for key, one in said.items() if one}}
        return {**native(language), **self._base.apart(language), **self._own.apart(language)}

    def _choose(self, key: str) -> None:
        if key == self._key:
            return
        self.flush()
        self._key = key
        self._show_fields(anew=True)
        self._enable()

    def _turn(self) -> None:
        """Show another second language."""
        self.flush()
        name = _SECOND[self.second.value()]
        self.forms[""].name.setText(name)
        self.fields[""].setAccessibleName(f"In {name}")
        self.resets[""].setAccessibleName(f"Back to the shipped words, in {name}")
        self.which.set_options(self._offered(name))
        self._show_fields(anew=True)
        self._show()

    # ------------------------------------------------------------------ the fields

    def _show_fields(self, *, anew: bool) -> None:
        key = self._key
        for at, field in self.fields.items():
            language = at or self.second.value()
            own, usual = self.own(key, language), self.usual(key, language)
            nothing = "" if at else "No words yet: prints in English alone"
            field.setPlaceholderText(usual or (nothing if key else ""))
            if anew and field.toPlainText() != own:
                field.setPlainText(own)
            field.show_value(own)
        slots = self._slots()
        names = ", ".join(sorted(slots, key=self.usual(key, _FIRST).find))
        told = f"filled in here: {names}" if slots else "nothing is filled in here"
        self.slots.setText(f"{_said(key)}; {told}.")
        self.slots.setVisible(bool(key))
        self._judge()

    def _slots(self) -> set[str]:
        return set(_SLOT.findall(phrases(_FIRST).get(self._key, "")))

    def _judge(self) -> None:
        """Tell of braces that name nothing which is filled in here."""
        typed = " ".join(field.toPlainText() for field in self.fields.values())
        strange = sorted(set(_SLOT.findall(typed)) - self._slots()) if self._key else []
        sentence = (
            f"{strange[0]} is not filled in here, and prints as it stands." if strange else ""
        )
        self.missed.setText(sentence)
        self.missed.setVisible(bool(sentence))

    def _enable(self) -> None:
        self._edit.setEnabled(bool(self._key))
        for at, reset in self.resets.items():
            reset.setEnabled(bool(self.own(self._key, at or self.second.value())))

    def _setting(self, at: str) -> str:
        return WORDING + (self._key if at == _FIRST else f"{self.second.value()}:{self._key}")

    def _save(self, at: str, text: str) -> Any:
        if not self._style or not self._key:
            return None
        return self._save_words(self._setting(at), " ".join(text.split()))

    def _reset(self, at: str) -> None:
        if self._key:
            self.fields[at].flush()
            self._let_go(self._setting(at), "")
            self.fields[at].setFocus()

    # ------------------------------------------------------------------ the parts

    def _field(self, context: Context, at: str) -> ProseField:
        name = "In English" if at else "In Welsh"
        field = ProseField(context.autosave, lambda text: self._save(at, text), name, 3)
        field.is_prose = bool(at)
        field.textChanged.connect(self._judge)
        return field

    def _offered(self, second: str) -> list[tuple[str, str]]:
        every = [(_ALL, "All phrases"), (_OWN, "In own words"), (_LACKING, f"Without {second}")]
        return [*every, *((name, name) for name in (*_OF, _OTHER))]

    def _lay_out(self, gap: int, padding: int) -> None:
        pair = row(
            *(
                boxed(column(self.forms[at], row(self.resets[at], 1), 1, spacing=2))
                for at in self.fields
            ),
            spacing=gap,
        )
        for at in range(2):
            pair.setStretch(at, 1)
        self._edit = boxed(column(pair, self.slots, self.missed, spacing=4))
        head = row(section("Wording"), 1, self.second)
        narrow = row(self.search, self.which, spacing=gap)
        narrow.setStretch(0, 1)
        made = card(padding=padding)
        stack = made.layout()
        assert isinstance(stack, QVBoxLayout)
        for part in (head, narrow):
            stack.addLayout(part)
        stack.addWidget(self.list, 1)
        stack.addWidget(self._edit, 0, Qt.AlignmentFlag.AlignTop)
        column(made, parent=self).setStretch(0, 1)


def _is_listed(which: str, key: str, *, own: bool, lacking: bool) -> bool:
    if which in (_OWN, _LACKING):
        return own if which == _OWN else lacking
    return which in (_ALL, _document_of(key))


def _document_of(key: str) -> str:
    return _PLACE.get(key.partition(".")[0], _OTHER)


def _said(key: str) -> str:
    return key.replace(".", " · ").replace("_", " ")
