"""The standing texts of a house style, a card each: where it prints, its heading and its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from secretariat.errors import KnownError
from secretariat.models.kinds import TextPlace
from secretariat.services import style_texts
from secretariat.services.style_texts import StyleText
from secretariat.ui.editors.fields import LineField, ProseField
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.body_texts import PLACES
from secretariat.ui.pages.kit import boxed, keyed, reveal
from secretariat.ui.pages.style_fields import Save
from secretariat.ui.widgets import (
    Choice,
    EmptyState,
    FormRow,
    button,
    card,
    column,
    flat_button,
    quiet,
    row,
    section,
)

ADD_KEYS = "Alt+T"
_EXPLAIN = (
    "Printed for every body that has no text of its own in that place. Filled in: {slots}. For a "
    "body with two languages write both, with a line between that holds a stroke (/) alone."
)
_SLOTS = ("body", "short_name", "meeting", "chair", "date", "time", "place", "room", "address")
_Key = tuple[TextPlace, int]


class StyleTexts(QWidget):
    """Shows every standing text of a style; one that is begun prints as soon as it has words."""

    def __init__(self, context: Context, save: Save) -> None:
        super().__init__()
        self._context, self._save = context, save
        self._style = ""
        self._said: Mapping[str, str] = {}
        self._base: Mapping[str, str] = {}
        self._begun: StyleText | None = None
        self.cards: dict[_Key, StyleTextCard] = {}
        theme = context.theme
        self.place = Choice(PLACES.items(), "Where the new text prints")
        self.add = keyed(button("Add text", "plus", self.begin), ADD_KEYS)
        line = row(FormRow("A new text", self.place), self.add, spacing=theme.length(12))
        line.setStretch(0, 1)
        line.setAlignment(self.add, Qt.AlignmentFlag.AlignBottom)
        self._new = boxed(line)
        slots = ", ".join(f"{{{slot}}}" for slot in _SLOTS)
        self._explain = quiet(_EXPLAIN.replace("{slots}", slots), wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.length(12))
        self._empty = EmptyState(
            "message-square-text",
            "No standing texts in this style",
            "Words that every body of the office prints stand here once: how to reach the venue, "
            "filming, guidance for visitors. A body's own text in the same place wins.",
        )
        column(
            self._new, self._explain, self._rows, self._empty, 1,
            parent=self, spacing=theme.length(12),
        )  # fmt: skip

    def show_texts(
        self,
        style: str,
        said: Mapping[str, str],
        base: Mapping[str, str],
        *,
        editable: bool,
    ) -> None:
        """Show the texts of a style; `base` is what the shipped style under it says."""
        anew = style != self._style
        if anew:
            self._begun = None
        self._style, self._said, self._base = style, said, base
        texts = {(one.place, one.at): one for one in style_texts.texts_in(said, base)}
        begun = self._begun
        if begun is not None:
            texts.setdefault((begun.place, begun.at), begun)
        order = list(TextPlace)
        keys = sorted(texts, key=lambda key: (order.index(key[0]), key[1]))
        if keys != list(self.cards):
            self._build(keys)
        for key, text in texts.items():
            self.cards[key].show_text(text, anew=anew, editable=editable)
        self._new.setVisible(editable)
        self._explain.setVisible(bool(texts))
        self._empty.setVisible(not texts)

    def begin(self) -> None:
        """Begin a text in the place that is chosen."""
        if not self._new.isEnabled() or self._new.isHidden():
            return
        self._context.autosave.flush_all()
        try:
            self._begun = style_texts.free_text(self._said, self._base, self.place.value())
        except KnownError as error:
            self._context.messages.warn(str(error))
            return
        self.show_texts(self._style, self._said, self._base, editable=True)
        made = self.cards[self._begun.place, self._begun.at]
        made.text.setFocus()
        reveal(made)

    def commands(self) -> Sequence[Command]:
        """Return what can be done with texts."""
        there: Callable[[], bool] = lambda: not self._new.isHidden()  # noqa: E731
        return (
            Command(
                "styles.add-text", "Add a standing text", self.begin, (ADD_KEYS,), "plus", there
            ),
        )

    def _build(self, keys: Sequence[_Key]) -> None:
        """Keep the cards of the texts that stay, so that the focus stays too."""
        for key in [key for key in self.cards if key not in keys]:
            gone = self.cards.pop(key)
            self._rows.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        cards = {}
        for at, key in enumerate(keys):
            made = self.cards.get(key) or StyleTextCard(
                self._context, self._say, self._remove, self._usual
            )
            cards[key] = made
            self._rows.insertWidget(at, made)
        self.cards = cards

    def _say(self, key: str, words: str) -> object:
        return self._save(key, words)

    def _remove(self, text: StyleText) -> None:
        context = self._context
        if self._begun and (text.place, text.at) == (self._begun.place, self._begun.at):
            self._begun = None
        if not any((text.heading, text.text)):
            self.show_texts(self._style, self._said, self._base, editable=True)
            return
        ask(
            context, style_texts.remove_text, self._style, text.place, text.at,
            then=lambda _: context.messages.say("The text was removed.", "Undo", context.undo),
        )  # fmt: skip

    def _usual(self, text: StyleText) -> None:
        ask(self._context, style_texts.usual_text, self._style, text.place, text.at)


class StyleTextCard(QWidget):
    """One standing text of a style, saved as it is typed."""

    def __init__(
        self,
        context: Context,
        say: Save,
        remove: Callable[[StyleText], None],
        usual: Callable[[StyleText], None],
    ) -> None:
        super().__init__()
        self._shown: StyleText | None = None
        self._say = say
        theme = context.theme
        self._name = section("")
        autosave = context.autosave
        self.heading = LineField(autosave, lambda words: self._save(0, words), "Heading")
        self.text = ProseField(autosave, lambda words: self._save(1, words), "Text", 3)
        self.text.is_prose = True
        self.usual = flat_button(
            "Back to the shipped words", "rotate-ccw", lambda: self._run(usual)
        )
        self.remove = flat_button("Remove", "trash-2", lambda: self._run(remove))
        self._acts = boxed(row(self.usual, 1, self.remove))
        made = card(
            self._name, FormRow("Heading", self.heading), FormRow("Text", self.text), self._acts,
            padding=theme.length(14),
        )  # fmt: skip
        column(made, parent=self)

    def show_text(self, text: StyleText, *, anew: bool, editable: bool) -> None:
        """Show a text as the style has it; `anew` also over what was typed for another."""
        self._shown = text
        name = PLACES[text.place] + (f" ({text.at})" if text.at > 1 else "")
        self._name.setText(name)
        self.heading.setPlaceholderText(text.usual_heading or "none")
        gone = "Taken out: the shipped words do not print." if text.usual else ""
        self.text.setPlaceholderText(gone if not text.text else "")
        if anew:
            QLineEdit.setText(self.heading, text.heading)
            self.text.setPlainText(text.text)
        self.heading.show_value(text.heading)
        self.text.show_value(text.text)
        for field, what in ((self.heading, "Heading"), (self.text, "Text")):
            field.setAccessibleName(f"{what}: {name}")
            field.setReadOnly(not editable)
        self._acts.setVisible(editable)
        self.usual.setVisible(not text.is_usual)
        self.usual.setAccessibleName(f"Back to the shipped words: {name}")
        self.remove.setVisible(bool(text.heading or text.text or not text.usual))
        self.remove.setAccessibleName(f"Remove the text: {name}")

    def _save(self, which: int, words: str) -> object:
        return self._say(self._shown.keys[which], words) if self._shown else None

    def _run(self, act: Callable[[StyleText], None]) -> None:
        self.heading.flush()
        self.text.flush()
        if self._shown is not None:
            act(self._shown)
