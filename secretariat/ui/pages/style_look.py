"""The look of a house style as a form: letters, headings, colours, margins, crest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from secretariat.models.styles import BODY, LOOK, LOOKS, Look, Sort
from secretariat.models.styles import default as usual
from secretariat.paths import resources
from secretariat.ui.editors.fields import LineField
from secretariat.ui.page import Context
from secretariat.ui.pages.style_fields import ColourRow, LookField, Said, Save
from secretariat.ui.widgets import Choice, FormRow, card, column, quiet, section

_GROUPS = tuple(dict.fromkeys(look.group for look in LOOKS))
_TAKEN = (
    ("agenda_numbering", "Numbers of agenda items", "1.|(a)|(i)"),
    ("minute_numbering", "Numbers of minutes", "1."),
    ("chair_title", "Title of the chair", "Chair"),
    ("vice_chair_title", "Title of the vice-chair", "Vice-Chair"),
    ("marking", "Protective marking", "none"),
)
"""What a body takes over when it begins to print in a style, as its own fields call it."""


class LookForm(QWidget):
    """One field for each setting of the look; each saves itself through `save`."""

    def __init__(
        self, context: Context, save: Save, said: Said, choose: Callable[[str, str], None]
    ) -> None:
        super().__init__()
        self._context = context
        self._save, self._said, self._choose = save, said, choose
        self.fields: dict[str, LookField | ColourRow | Choice] = {}
        self.groups = {name: self._group(name) for name in _GROUPS}
        gap = context.theme.length(16)
        column(*self.groups.values(), parent=self, spacing=gap)

    def show_settings(self, said: Mapping[str, str], *, editable: bool, anew: bool) -> None:
        """Show what a style says; `anew` also over what was typed for another."""
        for look in LOOKS:
            field, value = self.fields[look.key], said.get(LOOK + look.key) or look.default
            if isinstance(field, Choice):
                if field.place_of(value) < 0:
                    field.offer(value, value)
                field.show_value(value)
                continue
            typed = field.field if isinstance(field, ColourRow) else field
            if anew:
                typed.put_value(value)
            typed.show_value(value)
            if isinstance(field, ColourRow):
                field.show_now()
        for group in self.groups.values():
            group.setEnabled(editable)

    def add_to(self, group: str, part: QWidget) -> None:
        """Put something more into the card of a group."""
        layout = self.groups[group].layout()
        assert layout is not None
        layout.addWidget(part)

    def _group(self, group: str) -> QWidget:
        theme = self._context.theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.length(16))
        grid.setVerticalSpacing(theme.length(12))
        looks = [look for look in LOOKS if look.group == group]
        for at, look in enumerate(looks):
            grid.addWidget(self._field(look), at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        for place in range(2):
            grid.setColumnStretch(place, 1)
        made = card(section(group), padding=theme.length(16))
        made.layout().addLayout(grid)  # type: ignore[union-attr]
        return made

    def _field(self, look: Look) -> QWidget:
        autosave = self._context.autosave
        if look.sort is Sort.COLOUR:
            colour = ColourRow(autosave, look, self._save, self._said)
            self.fields[look.key] = colour
            return colour
        if look.sort in (Sort.CHOICE, Sort.FONT):
            offered = look.values if look.sort is Sort.CHOICE else _families()
            box = Choice(offered)
            box.chosen.connect(lambda value: self._choose(LOOK + look.key, value))
            self.fields[look.key] = box
            return FormRow(look.label, box)
        field = LookField(autosave, look, self._save, self._said)
        self.fields[look.key] = field
        form = FormRow(look.label, field)
        field.wrong = form.say_wrong
        return form


class TakenForm(QWidget):
    """How items and minutes are numbered and what the chair is called, for bodies that begin to
    print in the style."""

    def __init__(self, context: Context, save: Save) -> None:
        super().__init__()
        theme = context.theme
        self.fields: dict[str, LineField] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.length(16))
        grid.setVerticalSpacing(theme.length(12))
        for at, (name, label, example) in enumerate(_TAKEN):
            key = BODY + name
            field = LineField(context.autosave, partial(save, key), label)
            field.setPlaceholderText(example)
            self.fields[key] = field
            grid.addWidget(FormRow(label, field), at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        explain = quiet(
            "A body takes these over when it begins to print in this style. Bodies that print in"
            " it already keep their own.",
            wrap=True,
        )
        made = card(section("Numbers and titles"), explain, padding=theme.length(16))
        made.layout().addLayout(grid)  # type: ignore[union-attr]
        column(made, parent=self)

    def show_settings(self, said: Mapping[str, str], *, editable: bool, anew: bool) -> None:
        """Show what a style says; `anew` also over what was typed for another."""
        for key, field in self.fields.items():
            value = said.get(key, "")
            if anew and field.text() != value:
                QLineEdit.setText(field, value)
            field.show_value(value)
        self.setEnabled(editable)


def _families() -> list[tuple[str, str]]:
    """Return the families of letters that come with the program whole: upright, bold, slanted."""
    names = sorted(
        path.name.removesuffix("-BoldItalic.ttf")
        for path in (resources() / "fonts").glob("*-BoldItalic.ttf")
    )
    usual_one = usual(LOOK + "font")
    names.sort(key=lambda name: name != usual_one)
    return [(name, name.replace("Noto", "Noto ")) for name in names]
