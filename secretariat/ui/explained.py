"""A deadline as every screen shows it: its row, its colour, and why it is on that day."""

from __future__ import annotations

import re
from datetime import date
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from secretariat.models.dates import ENGLISH, spoken_date
from secretariat.models.deadlines import explain
from secretariat.services.deadlines import Deadline, State
from secretariat.ui.tables.rows import ListRow
from secretariat.ui.widgets import column, small

_NEAR = 7
_NO_BREAK = "\N{NO-BREAK SPACE}"
_SHORT_DAY = re.compile(r"\b[A-Z][a-z]{2} \d{1,2}(?: [A-Z][a-z]{2}\b)?")
_TONES = {
    State.DONE: "good",
    State.LATE: "warn",
    State.OVERDUE: "bad",
    State.PASSED: "quiet",
    State.NOTICE: "quiet",
}


def tone_of(deadline: Deadline, today: date) -> str:
    """Return the tone of a deadline's tag; the words of the tag say the same."""
    state = deadline.state(today)
    near = (deadline.day - today).days <= _NEAR
    return _TONES.get(state, "warn" if near else "quiet")


def said_day(day: date, today: date) -> str:
    """Return a day as it is said: Wednesday 11 March, with its year when that is another."""
    words = f"{ENGLISH.weekdays[day.weekday()]} {day.day} {ENGLISH.months[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def deadline_row(deadline: Deadline, today: date) -> ListRow:
    """Return the row of a deadline; read aloud it says why it is on its day."""
    words = deadline.words(today)
    told = explain(deadline.reckoning)
    return ListRow(
        deadline.kind.value,
        deadline.name,
        said_day(deadline.day, today),
        tag=words,
        tone=tone_of(deadline, today),
        quiet=deadline.done or deadline.state(today) is State.PASSED,
        sentence=f"{deadline.name} by {spoken_date(deadline.day)}. {words}."
        f" {told.counted} {told.skipped} {told.source}",
    )


class Explained(QWidget):
    """Says by which day and why: what was counted, what was not, and which rule says so."""

    def __init__(self) -> None:
        super().__init__()
        self._due = _ink()
        self._due.setTextFormat(Qt.TextFormat.RichText)
        self._hand = small(wrap=True)
        self._counted = _ink()
        self._skipped = _ink()
        self._source = small(wrap=True)
        self._reason = small(wrap=True)
        column(
            self._due,
            self._hand,
            self._counted,
            self._skipped,
            self._source,
            self._reason,
            parent=self,
            spacing=6,
        )

    def show_deadline(self, deadline: Deadline, today: date) -> None:
        """Explain a deadline."""
        told = explain(deadline.reckoning)
        day = said_day(deadline.day, today)
        whole = escape(day).replace(" ", "&nbsp;")
        self._due.setText(f"{escape(deadline.name)} by <b>{whole}</b>")
        reckoned = said_day(deadline.reckoning.day, today)
        _say(self._hand, f"Set by hand; the rule gives {reckoned}." if deadline.override else "")
        self._counted.setText(_unbroken(told.counted))
        _say(self._skipped, _unbroken(told.skipped))
        known = deadline.suggested or deadline.reckoning.rule.checked
        self._source.setText(told.source + ("" if known else " (not yet checked)"))
        late = f"Late because: {deadline.reason}" if deadline.reason else ""
        _say(self._reason, late)

    @property
    def text(self) -> str:
        """All that is shown, for whoever looks for words."""
        labels = (self._due, self._hand, self._counted, self._skipped, self._source)
        told = "\n".join(label.text() for label in labels if label.text())
        return told.replace(_NO_BREAK, " ")


def _ink() -> QLabel:
    """Return a small label in the strong colour of running text."""
    made = small(wrap=True)
    made.setProperty("kind", "why")
    return made


def _unbroken(words: str) -> str:
    """Return a sentence in which no line ends within a day: Tue 1 Dec stays together."""
    return _SHORT_DAY.sub(lambda found: found[0].replace(" ", _NO_BREAK), words)


def _say(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
