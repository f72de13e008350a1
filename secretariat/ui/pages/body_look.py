"""How the documents of a body are made: its house style, its language, how it numbers."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from secretariat.models.kinds import ItemKind
from secretariat.models.numbering import AS_AGENDA, Number, agenda_numbers, minute_numbers
from secretariat.models.records import Body, Item
from secretariat.services import bodies, house_styles
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.body_style import StyleCard
from secretariat.ui.pages.fields import Form
from secretariat.ui.pages.kit import boxed, form_card
from secretariat.ui.widgets import Choice, FormRow, column, flat_button, row

_LANGUAGES = [("en-GB", "English"), ("cy", "Welsh")]
_ZONES = [("Europe/London", "United Kingdom"), ("Europe/Dublin", "Ireland")]


class LookCards(QWidget):
    """The house style with what the body has beyond it, and the numbers of items and minutes."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.form = Form(context, bodies.change_body, "bodies.layout")
        self._style = Choice(name="House style")
        self._style.chosen.connect(self._print_in)
        self._agenda_example, self._minute_example = _example(), _example()
        self.style_card = StyleCard(context)
        gap = context.theme.length(16)
        column(self._look(), self.style_card, self._numbers(), parent=self, spacing=gap)

    def show_body(self, body: Body) -> None:
        """Show a body; what is being typed stays."""
        anew = self.form.aim(body.uid)
        self.form.show(body, anew=anew)
        styles = house_styles.styles(self._context.session.reader)
        self._style.set_options([(one.key, one.name) for one in styles])
        if self._style.place_of(body.house_style) < 0:
            self._style.offer(body.house_style, "A style that is gone")
        self._style.show_value(body.house_style)
        self._agenda_example.setText(agenda_example(body.agenda_numbering))
        self._minute_example.setText(minute_example(body.minute_numbering, body.agenda_numbering))
        self.style_card.show_body(body)

    def _look(self) -> QWidget:
        form = self.form
        return form_card(
            self._context.theme,
            "House style and language",
            (
                (self._styled(), 2),
                (form.choice("Language", "language", _LANGUAGES), 2),
                (form.choice("Times are those of", "zone", _ZONES), 2),
            ),
        )

    def _numbers(self) -> QWidget:
        form = self.form
        agenda = form.line("Numbers of agenda items", "agenda_numbering", example="1.|(a)|(i)")
        minutes = form.line("Numbers of minutes", "minute_numbering", example="1.")
        agenda.layout().addWidget(self._agenda_example)  # type: ignore[union-attr]
        minutes.layout().addWidget(self._minute_example)  # type: ignore[union-attr]
        return form_card(
            self._context.theme, "Numbers of items and minutes", ((agenda, 3), (minutes, 3))
        )

    def _styled(self) -> QWidget:
        edit = flat_button("Edit", "pencil", self._edit_style)
        edit.setAccessibleName("Edit the house style")
        edit.setToolTip("See the style as a page, and change it or a copy of it")
        made = row(FormRow("House style", self._style), edit, spacing=4)
        made.setStretch(0, 1)
        made.setAlignment(edit, Qt.AlignmentFlag.AlignBottom)
        return boxed(made)

    def _edit_style(self) -> None:
        self._context.go("styles", str(self._style.value() or ""))

    def _print_in(self, key: str) -> None:
        ask(self._context, house_styles.print_in, self.form.uid, key)


def _example() -> QLabel:
    made = QLabel()
    made.setProperty("kind", "small")
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made


def _items() -> list[Item]:
    shape = (("a", None), ("b", None), ("b1", "b"), ("b2", "b"), ("b21", "b2"), ("c", None))
    items = [
        Item(uid=uid, meeting="", parent=parent, position=at + 1, title=uid)
        for at, (uid, parent) in enumerate(shape)
    ]
    return [Item(uid="part", meeting="", kind=ItemKind.HEADING, title="part"), *items]


def agenda_example(scheme: str) -> str:
    """Return how six items with sub-items would be numbered."""
    return _in_order(agenda_numbers(_items(), scheme), "Items have no numbers.")


def minute_example(scheme: str, agenda: str) -> str:
    """Return how the minutes of six items with sub-items would be numbered."""
    if scheme.strip() == AS_AGENDA:
        return "As on the agenda."
    return _in_order(minute_numbers(_items(), scheme, agenda), "Minutes have no numbers.")


def _in_order(numbers: Mapping[str, Number], none: str) -> str:
    printed = [numbers[item.uid].printed for item in _items() if item.uid in numbers]
    shown = [number for number in printed if number]
    return f"As in: {'   '.join(shown)}" if shown else none
