"""The one line at the cursor in which is recorded who comes and goes and what befalls a meeting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from secretariat.models.dates import clock, parse_time, why_no_time
from secretariat.ui.pages.fields import PickEdit
from secretariat.ui.theme import Theme
from secretariat.ui.widgets import key_hint, row, small, strong


@dataclass(frozen=True, slots=True)
class Asked:
    """What a strip asks for: a name among `people` (uid and words), other words, the time.

    `who` and `words` are the hints of their fields, empty for a strip without them; `given` is
    what stands in the words already. `other` says that a name that is not known will do,
    `timed` whether there is a time.
    """

    title: str
    who: str = ""
    people: Sequence[tuple[str, str]] = ()
    words: str = ""
    given: str = ""
    at: time | None = None
    style: str = "12"
    other: bool = False
    timed: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What was typed: the uid of the one who is meant or "", the name as typed, words and time."""

    uid: str = ""
    name: str = ""
    words: str = ""
    at: time | None = field(default=None)


class _Who(PickEdit):
    """A name among those offered; Escape leaves the strip whatever is typed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)


class RoomStrip(QFrame):
    """Asks in one line; Enter records and Escape does nothing. It goes away by itself."""

    def __init__(
        self,
        theme: Theme,
        asked: Asked,
        record: Callable[[Answer], None],
        close: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.asked, self._record, self._close = asked, record, close
        self.setProperty("kind", "card")
        self.setAccessibleName(asked.title)
        self.who = _Who(asked.who or "Name", asked.who)
        self.who.offer([name for _, name in asked.people])
        self.words = QLineEdit(asked.given)
        self.words.setPlaceholderText(asked.words)
        self.words.setAccessibleName(asked.words or "Words")
        self.at = QLineEdit(clock(asked.at, asked.style) if asked.at else "")
        self.at.setPlaceholderText("Time")
        self.at.setAccessibleName("Time")
        self.at.setFixedWidth(theme.length(92))
        self._wrong = small("", wrap=True)
        self._wrong.setProperty("tone", "bad")
        self._wrong.hide()
        self._fields = [self.at] if asked.timed else []
        parts: list[QWidget | int] = [strong(asked.title)]
        for shown, edit in ((asked.words, self.words), (asked.who, self.who)):
            edit.setVisible(bool(shown))
            if shown:
                self._fields.insert(0, edit)
        parts += [*self._fields, key_hint("Enter"), key_hint("Esc")]
        line = row(*parts, parent=self, spacing=8)
        line.setContentsMargins(12, 8, 12, 8)
        if len(self._fields) > 1:
            line.setStretch(1, 1)
        else:
            line.addStretch(1)
        line.insertWidget(len(parts) - 2, self._wrong)
        for edit in self._fields:
            edit.returnPressed.connect(self.enter)
        for edit, asks in ((self.at, asked.timed), (self.who, bool(asked.who))):
            if not asks:
                edit.setParent(self)
                edit.hide()
        self.words.setVisible(bool(asked.words))

    def begin(self) -> None:
        """Put the focus into the first field."""
        self._fields[0].setFocus()
        self._fields[0].selectAll()

    def leave(self) -> None:
        """Go out of sight, with the list of names that may be open."""
        offered, parent = self.who.offered, self.parentWidget()
        popup = offered.popup()
        if popup is not None:
            popup.hide()
        home = parent.layout() if parent is not None else None
        if home is not None:
            home.removeWidget(self)
        self.hide()

    def enter(self) -> None:
        """Record what is typed; what means nothing is told beside it and stays."""
        typed = self.at.text().strip()
        at = parse_time(typed) if typed else None
        if typed and at is None:
            self._tell(why_no_time(typed), self.at)
            return
        name = " ".join(self.who.text().split())
        uid = self._meant(name) if self.asked.who else ""
        if self.asked.who and not name:
            self._tell("Type a name.", self.who)
            return
        if self.asked.who and not uid and not self.asked.other:
            self._tell(f"“{name}” is none of those who could be meant.", self.who)
            return
        self._record(Answer(uid, name, " ".join(self.words.text().split()), at))

    def _meant(self, typed: str) -> str:
        """Return whom a name or the beginning of one means, nothing when it could be several."""
        people, words = self.asked.people, typed.casefold()
        exact = [uid for uid, name in people if name.casefold() == words]
        if exact or not words:
            return exact[0] if exact else ""
        begun = [
            uid
            for uid, name in people
            if any(part.startswith(words) for part in (name.casefold(), *name.casefold().split()))
        ]
        within = begun or [uid for uid, name in people if words in name.casefold()]
        return within[0] if len(within) == 1 else ""

    def _tell(self, sentence: str, at: QLineEdit) -> None:
        self._wrong.setText(sentence)
        self._wrong.show()
        at.setAccessibleDescription(sentence)
        at.setFocus()
        at.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            return
        super().keyPressEvent(event)
