"""The fields of one rule about time, for a body's own rules and for those of the office."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from secretariat.models.clock import Direction
from secretariat.models.day_sets import NAMED
from secretariat.models.records import Rule
from secretariat.services import rules
from secretariat.ui.page import Context
from secretariat.ui.pages.fields import Form
from secretariat.ui.widgets import column, flat_button, row, section

_COUNTS = [(number, str(number)) for number in range(1, 61)]
_SIDES = ((Direction.BEFORE, "before the meeting"), (Direction.AFTER, "after the meeting"))
_COUNTING = (
    (False, "Clear: they lie between the two days"),
    (True, "The last of them is the day itself"),
)


class RuleCard(QFrame):
    """Shows one rule at a time and saves each field as it is typed.

    `heading` says whose it is, `applies` what its tick means.
    """

    def __init__(
        self,
        context: Context,
        origin: str,
        heading: str,
        applies: str,
        remove: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.form = Form(context, rules.change_rule, origin)
        form, theme = self.form, context.theme
        self.name = form.line("Name", "name", example="Papers out")
        lines: tuple[tuple[tuple[QWidget, int], ...], ...] = (
            ((self.name, 3), (form.choice("How many", "count", _COUNTS), 1),
             (form.choice("Of which days", "days", NAMED), 2)),
            ((form.choice("Side", "direction", _SIDES), 2),
             (form.choice("Counting", "count_answer", _COUNTING), 4)),
            ((form.line("Where it stands", "source", example="Terms of reference 4.3"), 6),),
            ((form.day("In force from", "in_force_from"), 2),
             (form.day("In force to", "in_force_to"), 2),
             (form.flag("Held against its source", "checked"), 2)),
        )  # fmt: skip
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.length(16))
        grid.setVerticalSpacing(theme.length(12))
        for at, line in enumerate(lines):
            place = 0
            for part, span in line:
                grid.addWidget(part, at, place, 1, span)
                place += span
        for place in range(6):
            grid.setColumnStretch(place, 1)
        foot = row(
            form.flag(applies, "applies"), 1, flat_button("Remove this rule", "trash-2", remove)
        )
        column(section(heading), grid, foot, parent=self, margin=theme.length(16))

    def show_rule(self, rule: Rule) -> None:
        """Show a rule; what is being typed in it stays."""
        self.form.show(rule, anew=self.form.aim(rule.uid))

    def begin(self) -> None:
        """Put the cursor into the name."""
        self.name.field.setFocus()
