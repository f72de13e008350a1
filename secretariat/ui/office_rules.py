"""Rules about time that hold for every body of the office, unless it has one of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from secretariat.models.dates import plain_date
from secretariat.models.deadlines import kind_words, rule_words, time_rule
from secretariat.models.kinds import DeadlineKind
from secretariat.models.plaintext import joined
from secretariat.models.records import Rule
from secretariat.services import rules
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.kit import fitted, keyed
from secretariat.ui.pages.rule_card import RuleCard
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.widgets import Choice, FormRow, button, column, quiet, row, section, small

_MOST = 8


class OfficeRules(QFrame):
    """The rules in a list, the one under the cursor below it, and the way to add one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._context = context
        self._known: dict[str, Rule] = {}
        theme = context.theme
        self.card = RuleCard(
            context,
            "settings.rules",
            "A rule of the office",
            "Bodies have this deadline",
            self.remove,
        )
        self.list = RowList(theme, "Rules of the office")
        self.list.chosen.connect(lambda _: self._show_rule())
        self.list.opened.connect(lambda _: self.card.begin())
        self._apart = small("", wrap=True)
        self.kind = Choice([(kind, kind_words(kind)) for kind in DeadlineKind], "A rule about")
        self.kind.setMinimumContentsLength(26)
        add = keyed(button("Add rule", "plus", self.add), "Alt+R")
        line = row(FormRow("A rule about", self.kind), add, 1, spacing=theme.length(12))
        line.setAlignment(add, Qt.AlignmentFlag.AlignBottom)
        column(
            section("Rules of the office"),
            quiet(
                "A deadline that holds for every body: it stands before what the law or the"
                " suggestions say of the same thing, and behind a rule of the body’s own"
                " (Bodies, Rules).",
                wrap=True,
            ),
            self.list,
            self.card,
            self._apart,
            line,
            parent=self,
            margin=theme.length(16),
            spacing=theme.length(10),
        )

    def refresh(self) -> None:
        """Show the rules that there are; the cursor and what is being typed stay."""
        found = rules.office_rules(self._context.session.reader)
        self._known = {one.uid: one for one in found}
        self.list.setVisible(bool(found))
        fitted(self.list, [_row(one) for one in found], _MOST)
        if found and self.list.key not in self._known:
            self.list.choose_first()
        self._show_rule()

    def _show_rule(self) -> None:
        one = self._known.get(self.list.key)
        self.card.setVisible(one is not None)
        names = rules.bodies_apart(self._context.session.reader, one.kind) if one else []
        self._apart.setVisible(bool(names))
        if one is not None:
            self._apart.setText(f"Not for {joined(names)}: a rule of its own stands there.")
            self.card.show_rule(one)

    def commands(self) -> Sequence[Command]:
        """Return what can be done with rules."""
        return (Command("settings.add-rule", "Add a rule", self.add, ("Alt+R",), "plus"),)

    def add(self) -> None:
        """Add a rule for every body, of the kind that is chosen."""

        def then(made: Rule) -> None:
            self.refresh()
            self.list.choose(made.uid)
            self.card.begin()

        ask(self._context, rules.set_rule, None, DeadlineKind(self.kind.value()), then=then)

    def remove(self) -> None:
        """Remove the rule under the cursor; what the law or the suggestions say holds again."""
        context = self._context

        def then(_: object) -> None:
            context.messages.say("The rule was removed.", "Undo", context.undo)

        self.card.form.flush()
        ask(context, rules.remove_rule, self.list.key, then=then)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.list.hasFocus() and self.list.key:
            self.remove()
            return
        super().keyPressEvent(event)


def _row(one: Rule) -> ListRow:
    since = f"from {plain_date(one.in_force_from)}" if one.in_force_from else ""
    until = f"to {plain_date(one.in_force_to)}" if one.in_force_to else ""
    words = rule_words(time_rule(one)) if one.applies else "no such deadline"
    detail = " · ".join(filter(None, (words, f"{since} {until}".strip(), one.source)))
    tag = kind_words(one.kind)
    return ListRow(one.uid, one.name, detail, tag=tag, quiet=not one.applies)
