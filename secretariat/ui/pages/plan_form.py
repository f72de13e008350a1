"""The fields of a topic; those of key decisions and of private business show where they apply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from secretariat.models.kinds import Purpose, Recurrence, Restriction, TopicSource
from secretariat.models.records import Topic
from secretariat.models.recurrence import months_in, months_said, read_months, written
from secretariat.services import topics
from secretariat.ui.editors.fields import LineField
from secretariat.ui.page import Context
from secretariat.ui.pages.fields import Form
from secretariat.ui.widgets import FormRow, column

ORIGIN = "plan.panel"
_PURPOSES = (
    (Purpose.NONE, "Not said"),
    (Purpose.DECISION, "For decision"),
    (Purpose.DISCUSSION, "For discussion"),
    (Purpose.INFORMATION, "For information"),
)
_SOURCES = (
    (TopicSource.NONE, "Not said"),
    (TopicSource.LAW, "Required by law"),
    (TopicSource.TERMS, "Terms of reference"),
    (TopicSource.AGREED, "Agreed by the body"),
    (TopicSource.REQUESTED, "Asked for"),
    (TopicSource.DEFERRED, "Deferred"),
)
_RETURNS = tuple((one, one.value.capitalize() or "Does not return") for one in Recurrence)
_RESTRICTIONS = (
    (Restriction.NONE, "Open to all"),
    (Restriction.EXEMPT, "Exempt"),
    (Restriction.CONFIDENTIAL, "Confidential"),
    (Restriction.INTERNAL, "Internal: never printed for others"),
)
_IN_MONTHS = (
    Recurrence.MONTHLY,
    Recurrence.QUARTERLY,
    Recurrence.HALF_YEARLY,
    Recurrence.YEARLY,
    Recurrence.TWO_YEARLY,
)


class TopicForm(Form):
    """The fields of one topic at a time."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, topics.change_topic, ORIGIN)
        self.title = self.line("Title", "title")
        self._purpose = self.choice("Purpose", "purpose", _PURPOSES)
        self._lead = self.line("Lead", "lead", example="Director of Housing")
        self._presenter = self.line("Presenter", "presenter")
        self.minutes = self._minutes_field()
        self._source = self.choice("Why it is planned", "source", _SOURCES)
        self._source_words = self.line("Where that stands", "source_words", example="Section 7")
        self._returns = self.choice("Returns", "recurrence", _RETURNS)
        self.months = self._months_field()
        self._text = self.area("Explanation", "text")
        self._recommendation = self.area("Recommendation, for the agenda", "recommendation")
        self.key = self.flag("Key decision", "is_key_decision")
        self._key_rows = (
            self.area("Decision maker: name and title", "decision_maker", lines=1,
                      hint="Empty: the body, with a list of its members."),
            self.day("Decided on, or from", "decision_from"),
            self.day("Decided by", "decision_to"),
            self.area("Why it is a key decision", "key_reason", lines=1),
            self.area("Who is consulted, and how", "consultees", lines=1),
            self.area("Documents to be considered", "documents", lines=1),
            self.area("How to ask for documents", "how_to_ask", lines=1),
        )  # fmt: skip
        self.private = self.flag("To be taken in private", "is_private")
        self._private_reason = self.area(
            "Why in private: printed in the notice", "private_reason", lines=1
        )
        self._noticed = self.day("Notice first given", "notice_on")
        self._restriction = self.choice("Restriction", "restriction", _RESTRICTIONS)
        self._ground = self.line(
            "Ground", "restriction_ground", example="Paragraph 3 of Part 1 of Schedule 12A"
        )
        self.public_title = self.line("Title that the public sees", "public_title")
        self._note = self.area("Note for officers, never printed", "note")

    def head_rows(self) -> QWidget:
        """Return the title."""
        return self.title

    def rows(self) -> Sequence[QWidget | QLayout]:
        """Return the other fields in their order."""
        gap = self.context.theme.length(10)
        decided = _beside(gap, self._key_rows[1], self._key_rows[2])
        key = column(self._key_rows[0], decided, *self._key_rows[3:], spacing=gap)
        return (
            _beside(gap, self._lead, self._purpose),
            _beside(gap, self._source, self._source_words),
            _beside(gap, self._returns, self.months),
            self._text,
            _beside(gap, self._presenter, self.minutes),
            self._recommendation,
            self.key,
            key,
            self.private,
            self._private_reason,
            self._noticed,
            _beside(gap, self._restriction, self._ground),
            self.public_title,
            self._note,
        )

    def show_topic(self, topic: Topic, *, anew: bool) -> None:
        """Show a topic, and the fields that apply to it."""
        self.show(topic, anew=anew)
        self.months.setVisible(topic.recurrence in _IN_MONTHS)
        for field in self._key_rows:
            field.setVisible(topic.is_key_decision)
        self._private_reason.setVisible(topic.is_private)
        self._noticed.setVisible(topic.is_key_decision or topic.is_private)
        closed = topic.restriction is not Restriction.NONE
        printed = closed and topic.restriction is not Restriction.INTERNAL
        self._ground.setVisible(printed)
        self.public_title.setVisible(printed)
        missing = printed and not topic.public_title.strip()
        sentence = "Without it, no plan can be given to the public." if missing else ""
        self.public_title.say_wrong(sentence)

    def _months_field(self) -> FormRow:
        """Return the months in which a topic returns, typed by their names."""

        def save(text: str) -> Any:
            read = read_months(text)
            wrong = "" if read is not None else "Months are written as January, April or Jan Apr."
            made.say_wrong(wrong)
            return None if read is None else self.write(months=written(read))

        edit = LineField(self.context.autosave, save, "In the months of")
        edit.setPlaceholderText("January, April, July, October")
        made = FormRow("In the months of", edit)

        def put(value: str) -> None:
            known = read_months(edit.text())
            if known is not None and written(known) == value and edit.hasFocus():
                return
            made.say_wrong("")
            _put(edit, _months_shown(value), anew=self._anew)
            if not edit.hasFocus():
                edit.setCursorPosition(0)

        self._shows.append(("months", put))
        return made

    def _minutes_field(self) -> FormRow:
        """Return the planned minutes, a number or nothing."""

        def save(text: str) -> Any:
            words = text.strip()
            good = not words or (words.isascii() and words.isdigit() and int(words) <= 24 * 60)
            made.say_wrong("" if good else "Planned minutes lie between 0 and 1440.")
            return self.write(minutes=int(words) if words else None) if good else None

        edit = LineField(self.context.autosave, save, "Minutes")
        made = FormRow("Minutes", edit)

        def put(value: int | None) -> None:
            made.say_wrong("")
            _put(edit, "" if value is None else str(value), anew=self._anew)

        self._shows.append(("minutes", put))
        return made


def _months_shown(months: str) -> str:
    """Return months by their names, in short where there are more than two."""
    named = months_said(months_in(months), last=", ")
    short = [name[:3] for name in named.split(", ")]
    return ", ".join(short) if len(short) > 2 else named


def _put(edit: LineField, words: str, *, anew: bool) -> None:
    if anew:
        blocked = edit.blockSignals(True)
        edit.setText(words)
        edit.blockSignals(blocked)
    else:
        edit.show_value(words)


def _beside(gap: int, left: QWidget, right: QWidget) -> QGridLayout:
    """Return two fields side by side, each half as wide; one alone takes its half."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(gap)
    for at, field in enumerate((left, right)):
        grid.addWidget(field, 0, at)
        grid.setColumnStretch(at, 1)
    return grid
