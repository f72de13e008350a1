"""The standing texts of a body: where each prints, its heading and its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretariat.models.kinds import TextPlace
from secretariat.models.records import Body, StandingText
from secretariat.services import bodies, house_styles
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.fields import Form
from secretariat.ui.pages.kit import fitted, keyed, scrolled
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
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

PLACES = {
    TextPlace.INVITATION: "In the invitation letter",
    TextPlace.SIGNATORY: "Below the letter, who signs",
    TextPlace.ACCESS: "How to reach the venue",
    TextPlace.BEFORE_AGENDA: "Before the items of the agenda",
    TextPlace.AFTER_AGENDA: "After the items of the agenda",
    TextPlace.GUIDANCE: "On pages of its own, as guidance for visitors",
    TextPlace.AFTER_ATTENDANCE: "Below the list of those present",
    TextPlace.MINUTES_NOTE: "At the foot of the minutes",
    TextPlace.EMAIL: "In the e-mail that carries the documents",
}

_BOTH_LANGUAGES = (
    "This body has a second language: write both in one field, with a line between that holds a "
    "stroke (/) alone; in a heading, with a stroke between."
)


class BodyTexts(QWidget):
    """Each standing text in a card of its own, saved as it is typed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._body: Body | None = None
        self._cards: dict[str, TextCard] = {}
        theme = context.theme
        self._place = Choice(PLACES.items(), "Where the new text prints")
        add = keyed(button("Add text", "plus", self._add), "Alt+T")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.length(12))
        self._empty = EmptyState(
            "message-square-text",
            "No standing texts yet",
            "Words that return on every document stand here once: the invitation, how to reach "
            "the venue, guidance for visitors. Choose where they print, then add the text.",
        )
        self._languages = quiet(_BOTH_LANGUAGES, wrap=True)
        self._languages.hide()
        line = row(FormRow("A new text", self._place), add, 1, spacing=theme.length(12))
        line.setAlignment(add, Qt.AlignmentFlag.AlignBottom)
        inside = QWidget()
        gap = theme.length(16)
        self._lent = LentTexts(context, lambda texts: self._begin(texts[0]))
        stack = column(self._rows, self._lent, 1, parent=inside, spacing=gap)
        stack.setContentsMargins(0, 0, gap, gap)
        self._scroll = scrolled(inside)
        stack = column(line, self._languages, self._scroll, self._empty, parent=self, spacing=gap)
        stack.setStretch(2, 1)
        stack.setStretch(3, 1)

    def show_body(self, body: Body) -> None:
        """Show the texts of a body; what is being typed stays."""
        if self._body is None or self._body.uid != body.uid:
            self._context.autosave.flush_all()
        self._body = body
        reader = self._context.session.reader
        texts = bodies.texts_of(reader, body.uid)
        several = bodies.choices_of(reader, body.uid)["second_language"] != "none"
        self._languages.setVisible(several and bool(texts))
        if [text.uid for text in texts] != list(self._cards):
            self._build(texts)
        for text in texts:
            self._cards[text.uid].show_text(text)
        lent = house_styles.lent_texts(self._context.session.reader, body)
        self._lent.show_texts(body, lent)
        self._empty.setVisible(not texts and not lent)
        self._scroll.setVisible(bool(texts or lent))

    def commands(self) -> Sequence[Command]:
        """Return what can be done with texts."""
        return (Command("bodies.add-text", "Add a standing text", self._add, ("Alt+T",), "plus"),)

    def _build(self, texts: Sequence[StandingText]) -> None:
        """Keep the cards of the texts that stay, so that the focus stays too."""
        kept = {text.uid for text in texts}
        for uid in [uid for uid in self._cards if uid not in kept]:
            gone = self._cards.pop(uid)
            self._rows.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        cards = {}
        for at, text in enumerate(texts):
            made = self._cards.get(text.uid) or TextCard(self._context, text.uid)
            cards[text.uid] = made
            self._rows.insertWidget(at, made)
        self._cards = cards

    def _add(self) -> None:
        if self._body is None:
            return

        where = self._place.value()
        ask(self._context, bodies.add_text, self._body.uid, where, then=self._begin)

    def _begin(self, text: StandingText) -> None:
        if self._body is not None:
            self.show_body(self._body)
        if text.uid in self._cards:
            self._cards[text.uid].begin()


class TextCard(QWidget):
    """One standing text."""

    def __init__(self, context: Context, uid: str) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        self._form = Form(context, bodies.change_text, "bodies.text")
        self._form.aim(uid)
        place = self._form.choice("Prints", "place", list(PLACES.items()))
        self._heading = self._form.line("Heading", "heading", example="none")
        self._text = self._form.area("Text", "text", lines=3)
        remove = flat_button("Remove", "trash-2", self._remove)
        line = row(place, self._heading, spacing=theme.length(12))
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        made = card(padding=theme.length(14))
        made.layout().addLayout(line)  # type: ignore[union-attr]
        made.layout().addWidget(self._text)  # type: ignore[union-attr]
        made.layout().addLayout(row(1, remove))  # type: ignore[union-attr]
        column(made, parent=self)
        self._remove_button = remove

    def show_text(self, text: StandingText) -> None:
        """Show the text as it is kept."""
        self._form.show(text)
        name = text.heading or PLACES[text.place]
        self._remove_button.setAccessibleName(f"Remove the text: {name}")

    def begin(self) -> None:
        """Go to the words."""
        self._text.field.setFocus()

    def _remove(self) -> None:
        context = self._context
        ask(
            context,
            bodies.remove_text,
            self._form.uid,
            then=lambda _: context.messages.say("The text was removed.", "Undo", context.undo),
        )


class LentTexts(QWidget):
    """The standing texts that a body's house style says, a line for each place; one that is opened
    becomes the body's own, to be worded for it."""

    def __init__(self, context: Context, taken: Callable[[list[StandingText]], None]) -> None:
        super().__init__()
        self._context = context
        self._taken = taken
        self._body: Body | None = None
        theme = context.theme
        self._heading = section("")
        self.list = RowList(theme, "Standing texts of the house style")
        self.list.opened.connect(self._take)
        self.take = flat_button("Word it for this body", "pencil", self._take_chosen)
        self.take.setToolTip("Word it for this body (Enter)")
        head = row(self._heading, 1, self.take)
        made = card(self.list, padding=1)
        column(head, made, parent=self, spacing=theme.length(8))

    def show_texts(self, body: Body, texts: list[StandingText]) -> None:
        """Show the texts, those of one place in one line."""
        self._body = body
        styles = house_styles.styles(self._context.session.reader)
        name = next((one.name for one in styles if one.key == body.house_style), "")
        self._heading.setText(f"From the house style “{name}”" if name else "From the house style")
        self.setVisible(bool(texts))
        rows = []
        for place in dict.fromkeys(text.place for text in texts):
            here = [text for text in texts if text.place is place]
            words = " ".join(f"{text.heading} {text.text}" for text in here)
            said = " ".join(words.split())
            rows.append(
                ListRow(place.value, PLACES[place], said, sentence=f"{PLACES[place]}: {said}")
            )
        fitted(self.list, rows, most=len(PLACES))
        if rows and not self.list.key:
            self.list.choose_first()

    def _take_chosen(self) -> None:
        if self.list.key:
            self._take(self.list.key)

    def _take(self, place: str) -> None:
        if self._body is not None:
            where = TextPlace(place)
            ask(self._context, house_styles.take_texts, self._body.uid, where, then=self._taken)
