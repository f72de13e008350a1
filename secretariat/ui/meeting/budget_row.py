"""In the details of a meeting: that it decides on the budget, and what follows for its votes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from secretariat.services.meetings import Meet
from secretariat.services.voted import budget_rule
from secretariat.store.rows import Reader
from secretariat.ui.widgets import column, small

_NO_RULE = "No rule that this body follows wants votes by name at such a meeting."


class BudgetRow(QWidget):
    """Says whether votes are taken by name because the meeting decides on the budget.

    It is shown where a rule wants that of the body, and wherever the meeting is marked so.
    """

    def __init__(self, turn: Callable[[bool], None]) -> None:
        super().__init__()
        self.box = QCheckBox("Budget meeting: votes by name")
        self.box.clicked.connect(lambda on: turn(bool(on)))
        self.why = small(wrap=True)
        column(self.box, self.why, parent=self, spacing=4)

    def show_meet(self, reader: Reader, meet: Meet) -> None:
        """Show whether it is one, and the rule with its source."""
        rule, is_budget = budget_rule(reader, meet), meet.meeting.is_budget
        self.box.setChecked(is_budget)
        self.why.setText(f"{rule.says} {rule.source}." if rule else _NO_RULE)
        self.box.setAccessibleDescription(self.why.text())
        self.setVisible(is_budget or rule is not None)
