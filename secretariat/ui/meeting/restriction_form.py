"""Why an item or a paper is restricted: list and paragraphs, what prints, from whom it is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from secretariat.errors import KnownError
from secretariat.models.kinds import Restriction
from secretariat.models.names import full_name
from secretariat.models.records import Person, Withheld
from secretariat.models.restrictions import Scheme
from secretariat.services import restriction_reasons as reasons
from secretariat.services.bodies import members_of
from secretariat.services.restriction_reasons import Matter, Restricted
from secretariat.store.writer import Receipt
from secretariat.ui.editors.fields import DateField, LineField, ProseField
from secretariat.ui.meeting.item_section import RESTRICTIONS
from secretariat.ui.meeting.step import put
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.widgets import (
    Choice,
    FormRow,
    clear_layout,
    column,
    link_button,
    quiet,
    row,
    set_tone,
    small,
)

_LINES = {
    "wording": ("In your own words", "Printed in place of the words of the list"),
    "anticipated": ("Reason expected before the meeting", "As the forward plan gives it"),
    "actual": ("Reason on the document", "As it turned out"),
}
_PROSE = {
    "justification": "Why these paragraphs apply, for officers",
    "public_interest": "What was found on the public interest, for officers",
}


class RestrictionForm(QWidget):
    """Shows and changes how one item or paper is restricted; each field saves itself.

    `origin` tells changes made here from others.
    """

    def __init__(self, context: Context, origin: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._origin = context, origin
        self._matter: Matter | None = None
        self.now: Restricted | None = None
        self._drawn: tuple[str, ...] = ()
        self.kind = Choice(RESTRICTIONS, "Restriction")
        self.kind.chosen.connect(self._set_kind)
        self.scheme = Choice(name="List of reasons")
        self.scheme.chosen.connect(lambda key: self._ask(scheme=key))
        self.ticks: dict[str, QCheckBox] = {}
        self._ticks = QGridLayout()
        self._ticks.setHorizontalSpacing(8)
        self._ticks.setColumnStretch(1, 1)
        self._ticks.setColumnStretch(3, 1)
        self.typed = LineField(context.autosave, self._save_typed, "Paragraphs")
        self.typed.setPlaceholderText("3, 5")
        self.prints = small("", wrap=True)
        self.prints.setTextFormat(Qt.TextFormat.PlainText)
        self.warning = small("", wrap=True)
        set_tone(self.warning, "warn")
        self.texts: dict[str, LineField | ProseField] = {}
        for field, (name, hint) in _LINES.items():
            line = LineField(context.autosave, self._writer(field), name)
            line.setPlaceholderText(hint)
            line.setMinimumWidth(60)
            self.texts[field] = line
        for field, name in _PROSE.items():
            self.texts[field] = ProseField(context.autosave, self._writer(field), name, lines=1)
        self.outweighed = QCheckBox("The public interest in keeping it closed outweighs")
        self.outweighed.clicked.connect(lambda on: self._ask(is_outweighed=bool(on)))
        today = context.session.today
        self.review = DateField(
            context.autosave, lambda day: self._submit(review_on=day), today, "Ask again on"
        )
        self.keep = Choice(name="Keep it from a person")
        self.keep.chosen.connect(self._keep_from)
        self._kept = QVBoxLayout()
        self._kept.setSpacing(4)
        self._told_kept: tuple[Withheld, ...] = ()
        self._lay_out()

    def _lay_out(self) -> None:
        self._list_row = FormRow("List of reasons", self.scheme)
        self._typed_row = FormRow("Paragraphs", self.typed)
        self._review_row = FormRow("Ask again on", self.review)
        self.review.wrong = self._review_row.say_wrong
        head = QGridLayout()
        head.setHorizontalSpacing(16)
        head.addWidget(FormRow("Restriction", self.kind), 0, 0)
        head.addWidget(self._list_row, 0, 1)
        for at, stretch in enumerate((1, 2)):
            head.setColumnStretch(at, stretch)
        self._listed, self._why = QWidget(), QWidget()
        column(self._ticks, self._typed_row, self.warning, parent=self._listed, spacing=6)
        rows = {
            field: FormRow(self.texts[field].accessibleName(), self.texts[field])
            for field in self.texts
        }
        reasons_ = row(rows["anticipated"], rows["actual"], spacing=16)
        self._interest = QWidget()
        column(rows["public_interest"], self.outweighed, parent=self._interest, spacing=4)
        self._keep_row = FormRow("Keep it from a person as well", self.keep)
        last = row(self._review_row, self._keep_row, spacing=16)
        column(
            rows["wording"], rows["justification"], self._interest, reasons_,
            parent=self._why, spacing=10,
        )  # fmt: skip
        self._last = QWidget()
        column(last, self._kept, parent=self._last, spacing=6)
        column(head, self._listed, self.prints, self._why, self._last, parent=self, spacing=10)

    # ------------------------------------------------------------------ showing

    def show_matter(self, matter: Matter) -> None:
        """Show an item or a paper; what is being typed stays."""
        other = matter != self._matter
        if other:
            self.flush()
        self._matter = matter
        session = self._context.session
        self.now = now = reasons.restricted(session.reader, matter, session.today())
        self.kind.show_value(now.row.restriction)
        closed = now.row.restriction in reasons.CLOSED
        self._listed.setVisible(closed)
        self._why.setVisible(closed)
        self._last.setVisible(now.row.restriction is not Restriction.NONE or bool(now.withheld))
        self._review_row.setVisible(now.row.restriction is not Restriction.NONE)
        self.prints.setText(f"Everybody reads: {now.line}" if now.line else "")
        self.prints.setVisible(bool(now.line))
        self._show_list(now, other)
        for field, edit in self.texts.items():
            words = getattr(now.reason, field)
            put(edit, words) if other else edit.show_value(words)
        if other:
            self.review.put_value(now.reason.review_on)
        else:
            self.review.show_value(now.reason.review_on)
        self.outweighed.setChecked(now.reason.is_outweighed)
        self._show_people(now)

    def _show_list(self, now: Restricted, other: bool) -> None:
        offered = [(one.key, one.name) for one in now.schemes]
        if now.scheme is not None and now.is_strange:
            offered.append((now.scheme.key, now.scheme.name))
        self.scheme.set_options(offered)
        self.scheme.show_value(now.scheme.key if now.scheme else None)
        self._list_row.setVisible(bool(offered))
        scheme = now.scheme
        self._draw(scheme)
        for number, tick in self.ticks.items():
            tick.setChecked(number in now.paragraphs)
        free = scheme is not None and scheme.is_open
        self._typed_row.setVisible(free)
        put(self.typed, now.reason.paragraphs) if other else self.typed.show_value(
            now.reason.paragraphs
        )
        listed = scheme is not None and "{paragraphs}" in scheme.one
        self._interest.setVisible(
            bool(now.reason.public_interest)
            or now.reason.is_outweighed
            or (scheme is not None and scheme.weighs([one.number for one in scheme.categories]))
        )
        self.warning.setText(self._fault(now, listed))
        self.warning.setVisible(bool(self.warning.text()))

    def _fault(self, now: Restricted, listed: bool) -> str:
        """Return what is missing, in one sentence."""
        if now.is_strange and now.scheme is not None:
            return f"{now.scheme.name} does not hold for this body on the day: choose another list."
        if now.is_at_odds:
            return "Your own words name other paragraphs than those that are ticked."
        if listed and not now.paragraphs:
            return "Choose the paragraphs: the resolution and the agenda name them."
        if now.scheme is not None and not now.is_weighed:
            return f"The public interest has to be weighed: {now.scheme.public_interest}."
        return now.scheme.warning if now.scheme is not None else ""

    def _draw(self, scheme: Scheme | None) -> None:
        """Make a tick for each paragraph of the list, in two columns."""
        drawn = (scheme.key,) if scheme else ()
        if drawn == self._drawn:
            return
        self._drawn = drawn
        clear_layout(self._ticks)
        self.ticks = {}
        categories = scheme.categories if scheme else ()
        high = (len(categories) + 1) // 2
        for at, one in enumerate(categories):
            tick = QCheckBox(one.number)
            tick.setAccessibleName(f"Paragraph {one.number}: {one.label}")
            tick.clicked.connect(self._tick)
            self.ticks[one.number] = tick
            left = 0 if at < high else 2
            top = Qt.AlignmentFlag.AlignTop
            self._ticks.addWidget(tick, at % high, left, top)
            self._ticks.addWidget(_Label(one.label, tick), at % high, left + 1, top)

    def _show_people(self, now: Restricted) -> None:
        reader = self._context.session.reader
        taken = {one.person for one in now.withheld}
        members = members_of(reader, now.body.uid, now.day)
        names = [(one.person.uid, full_name(one.person)) for one in members]
        self.keep.set_options(
            [("", "Nobody else"), *(pair for pair in names if pair[0] not in taken)]
        )
        self.keep.show_value("")
        if now.withheld == self._told_kept:
            return
        self._told_kept = now.withheld
        clear_layout(self._kept)
        people = reader.by_uid(Person, taken)
        for one in now.withheld:
            name = full_name(people[one.person])
            words = quiet(f"Kept from {name}")
            words.setTextFormat(Qt.TextFormat.PlainText)
            why = LineField(self._context.autosave, partial(self._say_why, one.uid), f"Why: {name}")
            why.setPlaceholderText("Why, for officers")
            why.setText(one.reason)
            let = link_button("Let them see it", partial(self._let_see, one.uid))
            let.setAccessibleName(f"Let {name} see it")
            line = QWidget()
            made = row(words, why, let, parent=line, spacing=12)
            made.setStretch(1, 1)
            self._kept.addWidget(line)

    # ------------------------------------------------------------------ doing

    def begin(self) -> None:
        """Put the focus on the kind, or on the first paragraph of one that is closed."""
        first = next(iter(self.ticks.values()), None)
        target = first if first is not None and first.isVisibleTo(self) else self.kind
        target.setFocus()

    def flush(self) -> None:
        """Save what is typed."""
        for edit in (*self.texts.values(), self.typed, self.review):
            edit.flush()

    def _set_kind(self, kind: Restriction) -> None:
        if self._matter is not None:
            self.flush()
            ask(self._context, reasons.set_restriction, self._matter, kind)

    def _tick(self) -> None:
        numbers = [number for number, tick in self.ticks.items() if tick.isChecked()]
        scheme = self.now.scheme if self.now else None
        if scheme is not None:
            self._ask(scheme=scheme.key, paragraphs=", ".join(numbers))

    def _ask(self, **values: Any) -> None:
        if self._matter is not None:
            ask(self._context, reasons.change_reason, self._matter, **values)

    def _submit(self, **values: Any) -> Receipt[Any] | None:
        if self._matter is None:
            return None
        session = self._context.session
        return reasons.change_reason(session, self._matter, origin=self._origin, **values)

    def _writer(self, field: str) -> Callable[[str], Receipt[Any] | None]:
        return lambda words: self._submit(**{field: words})

    def _save_typed(self, words: str) -> Receipt[Any] | None:
        """Save paragraphs of a list of the body's own, as far as they mean something."""
        try:
            reasons.check_paragraphs(words, self.now.scheme if self.now else None)
        except KnownError as error:
            self._typed_row.say_wrong(str(error))
            return None
        self._typed_row.say_wrong("")
        return self._submit(paragraphs=words)

    def _keep_from(self, person: str) -> None:
        if self._matter is not None and person:
            ask(self._context, reasons.keep_from, self._matter, person)

    def _say_why(self, uid: str, words: str) -> Receipt[Any]:
        session = self._context.session
        return reasons.change_withheld(session, uid, words, origin=self._origin)

    def _let_see(self, uid: str) -> None:
        context = self._context

        def done(_: object) -> None:
            context.messages.say("They see it again.", "Undo", context.undo)

        ask(context, reasons.let_see, uid, then=done)


class _Label(QLabel):
    """What a tick stands for; a click on it ticks."""

    def __init__(self, words: str, tick: QCheckBox) -> None:
        super().__init__(words)
        self._tick = tick
        self.setProperty("kind", "small")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(0, 2, 0, 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._tick.click()
