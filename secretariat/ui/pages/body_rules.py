"""The rules of a body: its quorum, and by when what is due, with where that stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from secretariat.models.dates import plain_date
from secretariat.models.deadlines import kind_words, rule_words
from secretariat.models.kinds import DeadlineKind
from secretariat.models.records import Body, Rule
from secretariat.services import rules
from secretariat.services.clock import profile_for, profiles
from secretariat.services.rules import BodyRule
from secretariat.ui.page import Command, Context
from secretariat.ui.pages.base import ask
from secretariat.ui.pages.body_quorum import QuorumCard
from secretariat.ui.pages.kit import fitted, keyed, scrolled
from secretariat.ui.pages.rule_card import RuleCard
from secretariat.ui.tables.row_list import RowList
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.widgets import (
    Choice,
    FormRow,
    button,
    card,
    column,
    flat_button,
    row,
    section,
    small,
)


class BodyRules(QWidget):
    """The quorum; every rule about time in a list; below it the one under the cursor."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._body: Body | None = None
        self._known: dict[str, BodyRule] = {}
        theme = context.theme
        self._profile = Choice(name="Rules of")
        self._profile.chosen.connect(lambda key: self._choose_profile(str(key)))
        self._days_of = Choice(name="Bank holidays of")
        self._days_of.chosen.connect(lambda name: self._choose_days(str(name)))
        self._kind = Choice(
            [(kind, kind_words(kind)) for kind in DeadlineKind], "A rule of its own about"
        )
        self._kind.setMinimumContentsLength(26)
        add = keyed(button("Add rule", "plus", self.add), "Alt+R")
        self.list = RowList(theme, "Rules of the body", lines=2)
        self.list.chosen.connect(lambda _: self._show_rule())
        self.list.opened.connect(lambda _: self._enter())
        self._fields = RuleCard(
            context, "bodies.rules", "A rule of its own", "The body has this deadline", self.remove
        )
        self.form = self._fields.form
        self._told = self._told_card()
        gap = theme.length(16)
        top = row(
            FormRow("Rules of", self._profile),
            FormRow("Bank holidays of", self._days_of),
            spacing=theme.length(12),
        )
        top.setStretch(0, 3)
        top.setStretch(1, 2)
        line = row(FormRow("A rule of its own about", self._kind), add, 1, spacing=gap)
        line.setAlignment(add, Qt.AlignmentFlag.AlignBottom)
        inside = QWidget()
        self.quorum = QuorumCard(context)
        listed = card(self.list, padding=1)
        parts = (self.quorum, top, listed, self._fields, self._told, line, 1)
        column(*parts, parent=inside, spacing=gap).setContentsMargins(0, 0, gap, gap)
        column(scrolled(inside), parent=self)

    def _told_card(self) -> QWidget:
        self._heading = section("")
        self._words = small(wrap=True)
        self._source = small(wrap=True)
        self.change = button("Change it for this body", "pencil", self.take)
        self._drop = flat_button("The body has no such deadline", "x", self.leave_out)
        return card(
            self._heading,
            self._words,
            self._source,
            row(self.change, self._drop, 1),
            padding=self._context.theme.length(16),
        )

    # ------------------------------------------------------------------ showing

    def show_body(self, body: Body) -> None:
        """Show the rules of a body; the cursor and what is being typed stay."""
        if self._body is None or self._body.uid != body.uid:
            self._context.autosave.flush_all()
        self._body = body
        self.quorum.show_body(body)
        reader = self._context.session.reader
        usual = profile_for(body.kind)
        self._profile.set_options(
            [("", f"As usual: {usual.name}"), *((one.key, one.name) for one in profiles())]
        )
        self._profile.show_value(rules.chosen(reader, body.uid, rules.PROFILE))
        profile = rules.profile_of(reader, body)
        places = [(name, name) for name in rules.JURISDICTIONS]
        self._days_of.set_options([("", f"As the rules: {profile.jurisdiction}"), *places])
        self._days_of.show_value(rules.chosen(reader, body.uid, rules.JURISDICTION))
        found = rules.rules_of(reader, body)
        self._known = {_key(one): one for one in found}
        fitted(self.list, [_row(one) for one in found], 20)
        if found and not self.list.key:
            self.list.choose_first()
        self._show_rule()

    def _show_rule(self) -> None:
        one = self._known.get(self.list.key)
        own = one is not None and one.row is not None and one.origin == "body"
        self._fields.setVisible(own)
        self._told.setVisible(one is not None and not own)
        if one is None:
            return
        if own and one.row is not None:
            self._fields.show_rule(one.row)
            return
        self._heading.setText(one.rule.name)
        self._words.setText(f"{rule_words(one.rule)}. {_ORIGINS[one.origin, one.suggested]}")
        known = one.suggested or one.rule.checked
        unchecked = "" if known else " Not yet checked against its text."
        self._source.setText(f"{one.rule.source}.{unchecked}")

    def _enter(self) -> None:
        if self._fields.isVisible():
            self._fields.begin()
        else:
            self.change.setFocus()

    def commands(self) -> Sequence[Command]:
        """Return what can be done with rules."""
        return (Command("bodies.add-rule", "Add a rule of its own", self.add, ("Alt+R",), "plus"),)

    # ------------------------------------------------------------------ changes

    def add(self) -> None:
        """Add a rule of the body's own of the kind that is chosen."""
        if self._body is not None:
            self._make(DeadlineKind(self._kind.value()))

    def take(self) -> None:
        """Make the rule under the cursor one of the body's own, to be changed."""
        one = self._known.get(self.list.key)
        if one is not None:
            self._make(one.kind)

    def _make(self, kind: DeadlineKind) -> None:
        if self._body is None:
            return

        def then(made: Rule) -> None:
            if self._body is not None:
                self.show_body(self._body)
            self.list.choose(made.uid)
            self._fields.begin()

        ask(self._context, rules.set_rule, self._body.uid, kind, then=then)

    def leave_out(self) -> None:
        """Say that the body has no deadline of the kind under the cursor."""
        one = self._known.get(self.list.key)
        if one is not None and self._body is not None:
            ask(self._context, rules.drop_rule, self._body.uid, one.kind)

    def remove(self) -> None:
        """Remove the body's own rule; what its profile says holds again."""
        context = self._context

        def then(_: object) -> None:
            context.messages.say("The rule was removed.", "Undo", context.undo)

        self.form.flush()
        ask(context, rules.remove_rule, self.form.uid, then=then)

    def _choose_profile(self, key: str) -> None:
        if self._body is not None:
            ask(self._context, rules.set_profile, self._body.uid, key)

    def _choose_days(self, name: str) -> None:
        if self._body is not None:
            ask(self._context, rules.set_jurisdiction, self._body.uid, name)


_ORIGINS = {
    ("profile", False): "It comes with the rules chosen above.",
    ("profile", True): "It is a suggestion, not law.",
    ("office", False): "It holds for every body of the office.",
}


def _key(one: BodyRule) -> str:
    return one.row.uid if one.row else one.kind.value


def _row(one: BodyRule) -> ListRow:
    rule = one.rule
    since = f"from {plain_date(rule.in_force_from)}" if rule.in_force_from else ""
    until = f"to {plain_date(rule.in_force_to)}" if rule.in_force_to else ""
    spans = " ".join(part for part in (since, until) if part and one.row)
    words = rule_words(rule) if one.applies else "no such deadline"
    names = {"body": "Its own", "office": "The office’s"}
    tag = names.get(one.origin, "Suggested" if one.suggested else "Law")
    detail = " · ".join(part for part in (words, spans, rule.source) if part)
    tone = {"Its own": "accent", "Law": "good"}.get(tag, "quiet")
    return ListRow(_key(one), rule.name, detail, tag=tag, tone=tone, quiet=not one.applies)
