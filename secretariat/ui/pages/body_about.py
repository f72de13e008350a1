"""About a body: its name, kind and place, its usual venue and contact, its numbers and language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from secretariat.models.kinds import BodyKind, ItemKind
from secretariat.models.numbering import AS_AGENDA, Number, agenda_numbers, minute_numbers
from secretariat.models.records import Body, Item
from secretariat.services import bodies, house_styles
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.body_numbers import NumbersCard
from secretariat.ui.pages.body_quorum import QuorumCard
from secretariat.ui.pages.fields import Form
from secretariat.ui.pages.kit import boxed, scrolled
from secretariat.ui.widgets import Choice, FormRow, card, column, flat_button, row, section

_KINDS = [(kind, kind.value.capitalize()) for kind in BodyKind]
_LANGUAGES = [("en-GB", "English"), ("cy", "Welsh")]
_ZONES = [("Europe/London", "United Kingdom"), ("Europe/Dublin", "Ireland")]
_CHAIRS = [(1, "One"), (2, "Two at once"), (3, "Three at once"), (4, "Four at once")]


class AboutBody(QWidget):
    """The fields of a body; each saves itself."""

    def __init__(self, context: Context, removed: Callable[[], None]) -> None:
        super().__init__()
        self._context = context
        self._removed = removed
        self.form = Form(context, bodies.change_body, "bodies.about")
        self._parent = Choice(name="Stands under")
        self._parent.chosen.connect(self._set_parent)
        self._style = Choice(name="House style")
        self._agenda_example, self._minute_example = _example(), _example()
        inside = QWidget()
        theme = context.theme
        gap = theme.length(16)
        self.quorum = QuorumCard(context)
        self.numbers = NumbersCard(context)
        look = (self._look(), self.numbers)
        parts = (self._names(), self._place(), self.quorum, *look, self._foot())
        column(*parts, 1, parent=inside, spacing=gap).setContentsMargins(0, 0, gap, gap)
        column(scrolled(inside), parent=self)

    def show_body(self, body: Body) -> None:
        """Show a body; what is being typed stays."""
        anew = self.form.aim(body.uid)
        self.form.show(body, anew=anew)
        self.quorum.show_body(body)
        self.numbers.show_body(body)
        every = bodies.all_bodies(self._context.session)
        others = [(b.uid, b.name) for b in every if b.uid != body.uid]
        self._parent.set_options([("", "No other body"), *others])
        above = bodies.parent_of(self._context.session.reader, body.uid)
        self._parent.show_value(above.uid if above else "")
        styles = house_styles.styles(self._context.session.reader)
        self._style.set_options([(one.key, one.name) for one in styles])
        if self._style.place_of(body.house_style) < 0:
            self._style.offer(body.house_style, "A style that is gone")
        self._style.show_value(body.house_style)
        self._agenda_example.setText(agenda_example(body.agenda_numbering))
        self._minute_example.setText(minute_example(body.minute_numbering, body.agenda_numbering))

    def _print_in(self, key: str) -> None:
        ask(self._context, house_styles.print_in, self.form.uid, key)

    def focus_name(self) -> None:
        """Go to the name."""
        self._name.field.setFocus()

    def _names(self) -> QWidget:
        form = self.form
        self._name = form.line("Name", "name")
        return self._card(
            "Name and kind",
            ((self._name, 4), (form.line("Short name", "short_name", example="CSP"), 2)),
            ((form.choice("Kind", "kind", _KINDS), 2), (FormRow("Stands under", self._parent), 4)),
            (
                (form.line("Title of the chair", "chair_title", example="Chair"), 2),
                (form.line("Title of the vice-chair", "vice_chair_title"), 2),
                (form.choice("Chairs", "max_chairs", _CHAIRS), 2),
            ),
            ((form.day("First day", "starts"), 3), (form.day("Last day", "ends"), 3)),
        )

    def _place(self) -> QWidget:
        form = self.form
        contact = "Name, post, telephone and e-mail; printed under every agenda."
        return self._card(
            "Place and contact",
            (
                (form.area("Usual venue", "venue"), 4),
                (form.line("Link for joining online", "remote_link"), 2),
            ),
            (
                (form.area("Contact block", "contact", lines=3, hint=contact), 4),
                (form.line("Protective marking", "marking", example="none"), 2),
            ),
        )

    def _look(self) -> QWidget:
        form = self.form
        self._style.chosen.connect(self._print_in)
        agenda = form.line("Numbers of agenda items", "agenda_numbering", example="1.|(a)|(i)")
        minutes = form.line("Numbers of minutes", "minute_numbering", example="1.")
        agenda.layout().addWidget(self._agenda_example)  # type: ignore[union-attr]
        minutes.layout().addWidget(self._minute_example)  # type: ignore[union-attr]
        return self._card(
            "Documents",
            ((agenda, 2), (minutes, 2), (self._styled(), 2)),
            (
                (form.choice("Language", "language", _LANGUAGES), 3),
                (form.choice("Times are those of", "zone", _ZONES), 3),
            ),
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

    def _foot(self) -> QWidget:
        note = self.form.area("Note for officers, never printed", "note")
        remove = flat_button("Remove this body", "trash-2", self._remove)
        return self._card("Note", ((note, 6),), ((remove, 6),))

    def _card(self, heading: str, *lines: tuple[tuple[QWidget, int], ...]) -> QWidget:
        theme = self._context.theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.length(16))
        grid.setVerticalSpacing(theme.length(12))
        for at, line in enumerate(lines):
            place = 0
            for part, span in line:
                grid.addWidget(part, at, place, 1, span, Qt.AlignmentFlag.AlignTop)
                place += span
        for place in range(6):
            grid.setColumnStretch(place, 1)
        made = card(section(heading), padding=theme.length(16))
        made.layout().addLayout(grid)  # type: ignore[union-attr]
        return made

    def _set_parent(self, parent: str) -> None:
        uid = self.form.uid

        def back() -> None:
            above = bodies.parent_of(self._context.session.reader, uid)
            self._parent.show_value(above.uid if above else "")

        ask(self._context, bodies.set_parent, uid, parent or None, otherwise=back)

    def _remove(self) -> None:
        context = self._context

        def done(_: object) -> None:
            context.messages.say("The body was removed.", "Undo", context.undo)
            self._removed()

        self.form.flush()
        ask(context, bodies.remove_body, self.form.uid, then=done)


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
