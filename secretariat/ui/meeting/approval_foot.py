"""Below an approval: of which minutes it is, how, signed by whom, and the corrections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
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
_HIGH = 31
_KINDS = (
    (ApprovalKind.APPROVED, "Approved"),
    (ApprovalKind.RECEIVED, "Received"),
    (ApprovalKind.RATIFIED, "Ratified"),
)
_PARTS = (("", "Whole"), ("public", "Public part"), ("exempt", "Exempt part"))
_ORIGIN = "meeting.approval"
_COLUMNS = (
    ("minute", "Minute"),
    ("paragraph", "Paragraph"),
    ("old_words", "For these words"),
    ("new_words", "Read these"),
)


class CorrectionLine(QWidget):
    """One correction: where it is, the words that stood there, and those that replace them."""

    def __init__(self, context: Context, correction: str) -> None:
        super().__init__()
        self._context, self.uid = context, correction
        self.fields: dict[str, LineField] = {}
        for name, label in _COLUMNS:
            field = LineField(context.autosave, partial(self._save, name), label)
            field.setPlaceholderText(label)
            field.setMinimumHeight(context.theme.length(_HIGH))
            self.fields[name] = field
        remove = tool_button("Remove this correction", "x", run=self._remove)
        minute, paragraph, old, new = self.fields.values()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(row(minute, paragraph, remove, spacing=6))
        whole.addLayout(row(old, new, spacing=6))
        for one, other in pairwise((minute, paragraph, old, new, remove)):
            QWidget.setTabOrder(one, other)
        self.setStyleSheet(_framed(context))

    def show_correction(self, correction: Correction) -> None:
        """Show what the register holds; what is being typed stays."""
        for name, field in self.fields.items():
            field.show_value(getattr(correction, name))
            if not field.hasFocus():
                field.setCursorPosition(0)

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
        for field in (self.words, self.signed_by, self.signed_on):
            field.setMinimumHeight(context.theme.length(_HIGH))
        self._wrong = error()
        self.signed_on.wrong = self._say_wrong
        self.add = link_button("Add correction", self.add_correction)
        remove = tool_button("Remove this approval", "x", run=self._remove)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        first = row(self.of, remove, spacing=6)
        first.setStretch(0, 1)
        whole.addLayout(first)
        whole.addWidget(self.words)
        for one, other in ((self.kind, self.part), (self.signed_by, self.signed_on)):
            line = row(one, other, spacing=6)
            line.setStretch(0, 1)
            line.setStretch(1, 1)
            whole.addLayout(line)
        whole.addWidget(self._wrong)
        self._wrong.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        whole.addLayout(self._list)
        whole.addLayout(row(self.add, 1))
        self.setStyleSheet(_framed(context))

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
        for field in (self.signed_by, self.signed_on):
            if not field.hasFocus():
                field.setCursorPosition(0)
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
        unknown = "Choose which minutes, or say it in words."
        self._told.setText(f"Prints: {self._sentence}" if self._sentence else unknown)

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
        """Return what to write here: the sentence that prints stands below, whole."""
        return "Words of your own, if any" if self._sentence else ""

    @property
    def prints(self) -> str:
        """The sentence that prints while the entry has no words of its own."""
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
    return plain_date(meet.date) if meet.date else meet.name


def _framed(context: Context) -> str:
    """Return the look of fields that stand on the ground of an entry."""
    edge, ground = (context.theme.colour(name).name() for name in ("field", "surface"))
    accent = context.theme.colour("accent").name()
    return (
        f"QLineEdit {{ border: 1px solid {edge}; border-radius: 6px; background: {ground};"
        f" padding: 4px 8px; min-height: 20px; }} QLineEdit:focus {{ border: 2px solid {accent}; }}"
    )
