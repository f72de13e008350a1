"""How the documents of a body look, count and speak: house style, numbers, choices, words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from secretariat.models.options import Choices
from secretariat.models.records import Body
from secretariat.models.styles import WORDING
from secretariat.services import bodies, house_styles
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.body_look import LookCards
from secretariat.ui.pages.body_numbers import NumbersCard
from secretariat.ui.pages.body_papers import PaperLinksCard
from secretariat.ui.pages.kit import scrolled
from secretariat.ui.pages.layout_cards import OptionCards, WordingCard
from secretariat.ui.widgets import column


class BodyLayout(QWidget):
    """House style and numbers, the choices of `models.options`, one field each, and the wording."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._body: Body | None = None
        self._usual = Choices({})
        theme = context.theme
        self._cards = OptionCards(theme)
        self._cards.chosen.connect(self._choose)
        self._choices = self._cards.choices
        self._wording = WordingCard(
            context, "In this body’s own words", self._save_words, self._reset_words
        )
        inside = QWidget()
        gap = theme.length(16)
        self.look = LookCards(context)
        self.numbers = NumbersCard(context)
        self.links = PaperLinksCard(context)
        parts = (self.look, self.numbers, self._cards, self.links, self._wording)
        stack = column(*parts, 1, parent=inside, spacing=gap)
        stack.setContentsMargins(0, 0, gap, gap)
        column(scrolled(inside), parent=self)

    def show_body(self, body: Body) -> None:
        """Show what a body has chosen."""
        self._body = body
        reader = self._context.session.reader
        chosen = bodies.choices_of(reader, body.uid)
        self._usual = Choices(house_styles.choices_under(reader, body.uid))
        self._cards.show_choices(chosen, self._usual)
        own = {row.key: row.value for row in house_styles.departures(reader, body.uid)}
        words, said = Choices(own).wording(), self._usual.wording(body.language)
        self._wording.show_words(body.uid, body.language, words, said)
        self.look.show_body(body)
        self.numbers.show_body(body)
        self.links.show_body(body)

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the layout of a body."""
        return self.look.style_card.commands()

    def _choose(self, key: str, value: str) -> None:
        if self._body is None:
            return
        body = self._body
        kept = "" if value == self._usual[key] else value
        ask(
            self._context,
            bodies.set_choice,
            body.uid,
            key,
            kept,
            otherwise=lambda: self.show_body(body),
        )

    def _save_words(self, key: str, words: str) -> object:
        if self._body is None:
            return None
        kept = "" if words == self._wording.usual(key) else words
        return bodies.set_choice(self._context.session, self._body.uid, WORDING + key, kept)

    def _reset_words(self, key: str) -> None:
        if self._body is not None:
            ask(self._context, bodies.set_choice, self._body.uid, WORDING + key, "")
