"""Running numbers of a body: what counts on over its meetings, and how that prints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from secretariat.errors import KnownError
from secretariat.models.records import Body, Sequence
from secretariat.models.room_kinds import Restart, Sequenced
from secretariat.models.sequences import check_pattern
from secretariat.services import sequences
from secretariat.store.writer import Receipt
from secretariat.ui.autosave import Autosave
from secretariat.ui.editors.fields import TypedField
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.widgets import Choice, FormRow, card, column, section, small

_RESTARTS = (
    (Restart.MUNICIPAL_YEAR, "Each municipal year"),
    (Restart.CALENDAR_YEAR, "Each calendar year"),
    (Restart.FINANCIAL_YEAR, "Each financial year"),
    (Restart.MEETING, "Each meeting"),
    (Restart.NEVER, "Never"),
)
_OWN = "own"
_HINT = "{n} the number, {nnn} with noughts, {yy} the year, {body} the short name"


class PatternField(TypedField):
    """How a number prints; what is no pattern is told below and stays in the field."""

    def __init__(self, autosave: Autosave, save: Callable[[str | None], Any], name: str) -> None:
        super().__init__(autosave, save, name, optional=False)
        self.setPlaceholderText("{n}/{yy}")

    def say(self, value: Any) -> str:
        return str(value)

    def read(self, text: str) -> str | None:
        return None if self.why_not(text) else text

    def why_not(self, text: str) -> str:
        try:
            check_pattern(text)
        except KnownError as error:
            return str(error)
        return ""


class FirstField(TypedField):
    """The number with which a sequence begins."""

    def say(self, value: Any) -> str:
        return str(value)

    def read(self, text: str) -> int | None:
        right = text.isascii() and text.isdigit() and 1 <= int(text) <= sequences.MOST
        return int(text) if right else None

    def why_not(self, text: str) -> str:
        return f"Type a whole number from 1 to {sequences.MOST:,}."


class SequenceRow(QWidget):
    """One sort of numbers of a body: the choice, and below it how they print."""

    def __init__(self, context: Context, kind: Sequenced, anew: str) -> None:
        super().__init__()
        self._context = context
        self._kind, self._anew = kind, anew
        self._body: Body | None = None
        self._sequence: Sequence | None = None
        name = kind.value.capitalize()
        self.way = Choice(name=f"Numbers of {kind.value}")
        self.way.chosen.connect(lambda value: self._choose(str(value)))
        save = context.autosave
        self.pattern = PatternField(save, lambda v: self._set(pattern=v), f"Pattern of {kind}")
        self.restart = Choice(_RESTARTS, f"{name} begin anew")
        self.restart.chosen.connect(lambda value: self._ask(restart=value))
        self.first = FirstField(
            save, lambda v: self._set(first=v), f"First number of {kind}", optional=False
        )
        self.example = small("", wrap=True)
        pattern = FormRow("Printed as", self.pattern, _HINT)
        first = FormRow("First number", self.first)
        self.pattern.wrong, self.first.wrong = pattern.say_wrong, first.say_wrong
        self._own = (pattern, FormRow("Begin anew", self.restart), first)
        theme = context.theme
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.length(16))
        grid.setVerticalSpacing(theme.length(6))
        parts = (FormRow(name, self.way), *self._own)
        for at, part in enumerate(parts):
            grid.addWidget(part, 0, at, Qt.AlignmentFlag.AlignTop)
        for at, stretch in enumerate((4, 4, 3, 2)):
            grid.setColumnStretch(at, stretch)
        grid.addWidget(self.example, 1, 0, 1, 4)

    def show_body(self, body: Body) -> None:
        """Show how a body numbers; what is being typed stays."""
        reader, today = self._context.session.reader, self._context.session.today()
        anew = self._body is None or body.uid != self._body.uid
        self._body = body
        shared = sequences.shared_with(reader, body.uid, self._kind)
        own = sequences.own_sequence(reader, body.uid, self._kind)
        others = sequences.sequences_to_share(reader, body.uid, self._kind)
        run_on = "Run on over the meetings"
        self.way.set_options(
            [("", self._anew), (_OWN, run_on)]
            + [(row.uid, f"Run on with {home.name}") for row, home in others]
        )
        self.way.show_value(shared.uid if shared else _OWN if own else "")
        self._sequence = own if shared is None else None
        for part in self._own:
            part.setVisible(self._sequence is not None)
        if self._sequence is not None:
            self.restart.show_value(self._sequence.restart)
            for field, value in (
                (self.pattern, self._sequence.pattern),
                (self.first, self._sequence.first),
            ):
                if anew:
                    field.put_value(value)
                field.show_value(value)
        found = shared or own
        words = sequences.next_number(reader, body, found, today) if found else ""
        self.example.setText(f"The next is {words}" if words else "")
        self.example.setVisible(bool(words))

    def _choose(self, value: str) -> None:
        if self._body is None:
            return
        self._context.autosave.flush_all()
        back = self._back
        uid, kind = self._body.uid, self._kind
        if not value:
            ask(self._context, sequences.end_sequence, uid, kind, otherwise=back)
        elif value != _OWN:
            ask(self._context, sequences.share_sequence, uid, kind, value, otherwise=back)
        elif sequences.own_sequence(self._context.session.reader, uid, kind) is not None:
            ask(self._context, sequences.share_sequence, uid, kind, "", otherwise=back)
        else:
            ask(
                self._context,
                sequences.begin_sequence,
                uid,
                kind,
                otherwise=back,
                pattern="{n}/{yy}",
                restart=Restart.MUNICIPAL_YEAR,
            )

    def _back(self) -> None:
        if self._body is not None:
            self.show_body(self._body)

    def _set(self, **values: Any) -> Receipt[Sequence] | None:
        if self._sequence is None:
            return None
        return sequences.change_sequence(
            self._context.session, self._sequence.uid, origin="bodies.numbers", **values
        )

    def _ask(self, **values: Any) -> None:
        if self._sequence is not None:
            uid = self._sequence.uid
            ask(self._context, sequences.change_sequence, uid, otherwise=self._back, **values)


class NumbersCard(QWidget):
    """The running numbers of a body, each field of which saves itself."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme = context.theme
        self.minutes = SequenceRow(context, Sequenced.MINUTES, "Anew each meeting")
        self.decisions = SequenceRow(context, Sequenced.DECISIONS, "No numbers")
        self.meetings = SequenceRow(context, Sequenced.MEETINGS, "No reference on the minutes")
        told = small(
            "Numbers are given when the draft minutes go out, and then stay. "
            "Until then the preview shows what they would be.",
            wrap=True,
        )
        made = card(section("Running numbers"), padding=theme.length(16))
        stack = made.layout()
        assert isinstance(stack, QVBoxLayout)
        for part in (self.minutes, self.decisions, self.meetings, told):
            stack.addWidget(part)
        column(made, parent=self)

    def show_body(self, body: Body) -> None:
        """Show the running numbers of a body."""
        self.minutes.show_body(body)
        self.decisions.show_body(body)
        self.meetings.show_body(body)
