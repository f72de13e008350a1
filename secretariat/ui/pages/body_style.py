"""What a body has beyond its house style: how much, to let go of it, or to make a style of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from secretariat.models.plaintext import joined
from secretariat.models.records import Body, OwnStyle
from secretariat.models.styles import text_place
from secretariat.services import house_styles
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import boxed, keyed
from secretariat.ui.widgets import button, card, column, flat_button, quiet, row

_KEPT = (
    "Its choices, wording, standing texts, numbers and titles become a house style, in which other "
    "bodies can print too. This body goes on in it, and its documents stay as they are."
)
_FOLLOW = "Follow the house style"
_MAKE = "Make a house style of these choices"
_NOTHING = "This body does in everything as its house style does."
_FIELDS = {
    "body.agenda_numbering": "its numbers",
    "body.minute_numbering": "its numbers",
    "body.chair_title": "its titles",
    "body.vice_chair_title": "its titles",
    "body.marking": "its marking",
}


class StyleCard(QWidget):
    """A line that says how far a body departs from its house style, with what can be done."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._body: Body | None = None
        self._departs = False
        theme = context.theme
        self.says = quiet("", wrap=True)
        self.follow = keyed(flat_button(_FOLLOW, "rotate-ccw", self._let_go), "Alt+L")
        self.follow.setToolTip(
            f"{self.follow.toolTip()}: this body's own choices and wording are let go of; "
            "its standing texts stay"
        )
        self.make = keyed(flat_button(_MAKE, "plus", self.begin), "Alt+H")
        self.make.setToolTip(f"{self.make.toolTip()}, in which other bodies can print too")
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the house style")
        self.name.setPlaceholderText("Name of the house style")
        self.name.setMaxLength(200)
        self.name.returnPressed.connect(self._make)
        done = keyed(button("Make", "", self._make), "Return", "Make the house style")
        cancel = keyed(flat_button("Cancel", "", self.end), "Esc")
        naming = row(self.name, cancel, done, spacing=theme.length(8))
        naming.setStretch(0, 1)
        gap = theme.length(8)
        self._naming = boxed(column(quiet(_KEPT, wrap=True), naming, spacing=gap))
        self._line = boxed(row(1, self.follow, self.make, spacing=theme.length(8)))
        made = card(self.says, self._line, self._naming, padding=theme.length(16))
        made.layout().setSpacing(gap)  # type: ignore[union-attr]
        column(made, parent=self)
        self._naming.hide()

    def show_body(self, body: Body) -> None:
        """Show how far a body departs from its house style; a name being typed stays."""
        if self._body is None or self._body.uid != body.uid:
            self._naming.hide()
            self.name.clear()
        self._body = body
        reader = self._context.session.reader
        own = house_styles.own_choices(reader, body.uid)
        self._departs = bool(house_styles.departures(reader, body.uid))
        called = {one.key: one.name for one in house_styles.styles(reader)}
        self.says.setText(departs_words(called.get(body.house_style, ""), own))
        self.follow.setVisible(self._departs)
        self._line.setVisible(self._naming.isHidden())
        self.setVisible(bool(own))

    def commands(self) -> Sequence[Command]:
        """Return what can be done with what a body has of its own."""
        return (
            Command("bodies.make-style", _MAKE, self.begin, ("Alt+H",), "plus"),
            Command("bodies.follow-style", _FOLLOW, self._let_go, ("Alt+L",), "rotate-ccw"),
        )

    def begin(self) -> None:
        """Ask for the name of the style, in place."""
        if self.isHidden():
            self._context.messages.say(_NOTHING)
            return
        self._line.hide()
        self._naming.show()
        self.name.setFocus()

    def end(self) -> None:
        """Make none."""
        self.name.clear()
        self._naming.hide()
        self._line.show()
        self.make.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._naming.isHidden():
            self.end()
        else:
            super().keyPressEvent(event)

    def _let_go(self) -> None:
        if self._body is not None and self._departs:
            ask(self._context, house_styles.follow, self._body.uid)
        else:
            self._context.messages.say(_NOTHING)

    def _make(self) -> None:
        if self._body is None:
            return
        self._context.autosave.flush_all()
        name, messages = self._body.name, self._context.messages

        def then(made: OwnStyle) -> None:
            words = f"{name} prints in “{made.name}”, a house style of the office."
            self.end()
            messages.say(words, "Undo", self._context.undo)

        ask(
            self._context,
            house_styles.style_from_body,
            self._body.uid,
            self.name.text(),
            then=then,
            otherwise=self.name.setFocus,
        )


def departs_words(style: str, own: Mapping[str, str]) -> str:
    """Say in what a body departs from its house style; `own` is what it has of its own."""
    texts = {place for key in own if (place := text_place(key))}
    choices = sum(key not in _FIELDS and text_place(key) is None for key in own)
    parts = [
        *([f"{choices} choices" if choices > 1 else "one choice"] if choices else []),
        *(["its standing texts"] if texts else []),
        *dict.fromkeys(_FIELDS[key] for key in own if key in _FIELDS),
    ]
    named = f"its house style “{style}”" if style else "its house style"
    return f"This body departs from {named} in {joined(parts)}."
