"""Below an approval: of which minutes it is, how, signed by whom, and the corrections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretariat.models.dates import plain_date
from secretariat.models.records import Approval, Correction, Entry
from secretariat.models.room_kinds import ApprovalKind
from secretariat.services import approvals
from secretariat.services.approvals import ApprovalView
from secretariat.services.meetings import Meet
from secretariat.store.writer import Receipt
from secretariat.ui.editors.fields import DateField, LineField
from secretariat.ui.meeting.entry_foot import EntryFoot
from secretariat.ui.meeting.minutes_picture import MinutesPicture
from secretariat.ui.page import Context
from secretariat.ui.pages.base import ask
from secretariat.ui.widgets import Choice, error, link_button, row, small, tool_button

APPROVE_KEYS = "Ctrl+Shift+Y"
_OTHER = "other"
_KINDS = (
    (ApprovalKind.APPROVED, "Approved"),
    (ApprovalKind.RECEIVED, "Received"),
    (ApprovalKind.RATIFIED, "Ratified"),
)
_PARTS = (("", "All of them"), ("public", "The public part"), ("exempt", "The exempt part"))
_ORIGIN = "meeting.approval"
_COLUMNS = (
    ("minute", "Minute", 1),
    ("paragraph", "Paragraph", 1),
    ("old_words", "For these words", 4),
    ("new_words", "Read these", 4),
)


class CorrectionLine(QWidget):
    """One correction: where it is, the words that stood there, and those that replace them."""

    def __init__(self, context: Context, correction: str) -> None:
        super().__init__()
        self._context, self.uid = context, correction
        self.fields: dict[str, LineField] = {}
        for name, label, _ in _COLUMNS:
            field = LineField(context.autosave, partial(self._save, name), label)
            field.setPlaceholderText(label)
            self.fields[name] = field
        remove = tool_button("Remove this correction", "x", run=self._remove)
        line = row(*self.fields.values(), remove, parent=self, spacing=6)
        for at, (_, _, stretch) in enumerate(_COLUMNS):
            line.setStretch(at, stretch)

    def show_correction(self, correction: Correction) -> None:
        """Show what the register holds; what is being typed stays."""
        for name, field in self.fields.items():
            field.show_value(getattr(correction, name))

    def flush(self) -> None:
        for field in self.fields.values():
            field.flush()

    def _save(self, name: str, text: str) -> Receipt[Correction]:
        session, values = self._context.session, {name: text}
        return approvals.change_correction(session, self.uid, origin=_ORIGIN, **values)

    def _remove(self) -> None:
        self.flush()
        ask(self._context, approvals.remove_correction, self.uid)


class ApprovalLine(QWidget):
    """One approval with its corrections."""

    def __init__(self, context: Context, approval: str) -> None:
        super().__init__()
        self._context, self.uid = context, approval
        self._lines: list[CorrectionLine] = []
        save = context.autosave
        self.of = Choice(name="Minutes of")
        self.of.chosen.connect(self._choose)
        self.words = LineField(save, lambda t: self._set(of_words=t), "Which minutes")
        self.words.setPlaceholderText("the meeting held on …")
        self.kind = Choice(_KINDS, "How they were taken")
        self.kind.chosen.connect(lambda value: self._ask(kind=value))
        self.part = Choice(_PARTS, "Which part")
        self.part.chosen.connect(lambda value: self._ask(part=value))
        self.signed_by = LineField(save, lambda t: self._set(signed_by=t), "Signed by")
        self.signed_by.setPlaceholderText("Signed by")
        today = context.session.today
        self.signed_on = DateField(save, lambda d: self._set(signed_on=d), today, "Signed on")
        self.signed_on.setPlaceholderText("on")
        self._wrong = error()
        self.signed_on.wrong = self._say_wrong
        self.add = link_button("Add correction", self.add_correction)
        remove = tool_button("Remove this approval", "x", run=self._remove)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        first = row(self.of, self.words, self.kind, self.part, remove, spacing=6)
        for at, stretch in enumerate((4, 3, 2, 2)):
            first.setStretch(at, stretch)
        whole.addLayout(first)
        second = row(self.signed_by, self.signed_on, self.add, spacing=6)
        second.setStretch(0, 3)
        second.setStretch(1, 2)
        whole.addLayout(second)
        whole.addWidget(self._wrong)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        whole.addLayout(self._list)

    def show_approval(self, view: ApprovalView, waiting: Sequence[Meet]) -> None:
        """Show what the register holds; what is being typed stays."""
        one = view.approval
        offered = list(waiting)
        if view.of is not None and view.of.meeting.uid not in {m.meeting.uid for m in offered}:
            offered.insert(0, view.of)
        options = [(meet.meeting.uid, _named(meet)) for meet in offered]
        self.of.set_options([*options, (_OTHER, "Others, in words")])
        self.of.show_value(one.of_meeting or _OTHER)
        self.words.setVisible(one.of_meeting is None)
        self.words.show_value(one.of_words)
        self.kind.show_value(one.kind)
        self.part.show_value(one.part)
        self.signed_by.show_value(one.signed_by)
        self.signed_on.show_value(one.signed_on)
        if [line.uid for line in self._lines] != [c.uid for c in view.corrections]:
            self._relist(view.corrections)
        for line, correction in zip(self._lines, view.corrections, strict=True):
            line.show_correction(correction)

    def _relist(self, corrections: Sequence[Correction]) -> None:
        held = {line.uid: line for line in self._lines}
        self._lines = [
            held.pop(one.uid) if one.uid in held else CorrectionLine(self._context, one.uid)
            for one in corrections
        ]
        for line in held.values():
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        for at, line in enumerate(self._lines):
            self._list.insertWidget(at, line)

    @property
    def corrections(self) -> Sequence[CorrectionLine]:
        """The lines of the corrections, in their order."""
        return self._lines

    def flush(self) -> None:
        for field in (self.words, self.signed_by, self.signed_on):
            field.flush()
        for line in self._lines:
            line.flush()

    def add_correction(self) -> None:
        """Add a correction and go to it."""

        def then(_: Correction) -> None:
            if self._lines:
                self._lines[-1].fields["minute"].setFocus()

        ask(self._context, approvals.add_correction, self.uid, then=then)

    def _choose(self, value: object) -> None:
        other = value == _OTHER
        self._ask(of_meeting=None if other else str(value), **({} if other else {"of_words": ""}))

    def _set(self, **values: Any) -> Receipt[Approval]:
        session = self._context.session
        return approvals.change_approval(session, self.uid, origin=_ORIGIN, **values)

    def _ask(self, **values: Any) -> None:
        ask(self._context, approvals.change_approval, self.uid, **values)

    def _remove(self) -> None:
        self.flush()
        ask(self._context, approvals.remove_approval, self.uid)

    def _say_wrong(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))


class ApprovalFoot(EntryFoot):
    """The approvals that stand in one entry."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._sentence = ""
        self.lines: list[ApprovalLine] = []
        self._told = small("", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        whole = QVBoxLayout(self)
        whole.setSpacing(6)
        whole.addLayout(self._list)
        whole.addWidget(self._told)
        more: Callable[[], None] = self._add
        whole.addLayout(row(link_button("Minutes of a further meeting", more), 1))

    def show_entry(self, entry: Entry, picture: MinutesPicture) -> None:
        super().show_entry(entry, picture)
        found = picture.approvals
        views = found.by_entry.get(entry.uid, ())
        if [line.uid for line in self.lines] != [view.approval.uid for view in views]:
            self._relist(views)
        for line, view in zip(self.lines, views, strict=True):
            line.show_approval(view, found.waiting)
        self._sentence = found.sentences.get(entry.uid, "")
        closed = [_named(view.of) for view in views if view.of]
        words = "The minutes of the earlier meeting are approved with it; Undo takes that back."
        self._told.setText(words if closed else "Choose which minutes, or say it in words.")

    def _relist(self, views: Sequence[ApprovalView]) -> None:
        held = {line.uid: line for line in self.lines}
        uids = [view.approval.uid for view in views]
        self.lines = [
            held.pop(uid) if uid in held else ApprovalLine(self.context, uid) for uid in uids
        ]
        for line in held.values():
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        for at, line in enumerate(self.lines):
            self._list.insertWidget(at, line)

    def sentence(self) -> str:
        return self._sentence

    def flush(self) -> None:
        for line in self.lines:
            line.flush()

    def begin(self) -> None:
        if self.lines:
            self.lines[0].of.setFocus()

    def _add(self) -> None:
        if self.entry:
            ask(self.context, approvals.add_approval, self.entry)


def _named(meet: Meet) -> str:
    return f"{meet.name}, {plain_date(meet.date)}" if meet.date else meet.name
