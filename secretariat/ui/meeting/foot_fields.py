"""The small fields in the feet of entries: who, how many, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QSizePolicy, QWidget

from secretariat.models.records import Entry, Vote
from secretariat.models.room_kinds import Majority, Result
from secretariat.services.entitled import INTEREST, OfferedName, who_may
from secretariat.ui.autosave import Autosave
from secretariat.ui.editors.fields import LineField, TypedField
from secretariat.ui.meeting.minutes_picture import MinutesPicture
from secretariat.ui.meeting.offered_names import OfferedNames
from secretariat.ui.widgets import small

FIELDS = """
*[framed="true"] QLineEdit, *[framed="true"] QPlainTextEdit {
    border: 1px solid palette(mid); background: palette(base); padding: 1px 6px;
    min-height: 22px; border-radius: 4px;
}
*[framed="true"] QLineEdit:focus, *[framed="true"] QPlainTextEdit:focus {
    border: 1px solid palette(highlight);
}
*[framed="true"] QLineEdit:disabled { background: transparent; }
"""
"""Fields of a foot that is framed look like fields, unlike the words above them. The page of all
entries bears it: a sheet of its own for each foot would be worked through widget by widget."""

RESULTS = (
    (Result.NONE, "Result?"),
    (Result.CARRIED, "Carried"),
    (Result.LOST, "Lost"),
    (Result.TIED, "Tied"),
)
FATES = (
    *RESULTS,
    (Result.WITHDRAWN, "Withdrawn"),
    (Result.NOT_PUT, "Not put"),
    (Result.FELL, "Fell"),
)
MAJORITIES = (
    (Majority.SIMPLE, "Simple majority"),
    (Majority.TWO_THIRDS, "Two thirds"),
    (Majority.THREE_QUARTERS, "Three quarters"),
    (Majority.ALL_MEMBERS, "Half of all members"),
    (Majority.UNANIMOUS, "Unanimous"),
)


class WhoField(LineField):
    """A name: those in the room are offered, and any other may stand as typed.

    What is typed is kept at once; who is meant is looked up when the field is left: `keep` is
    told the words, and whether they are still being typed.
    """

    def __init__(self, autosave: Autosave, keep: Callable[[str, bool], Any], name: str) -> None:
        super().__init__(autosave, lambda words: keep(words, self.hasFocus()), name)
        self.setPlaceholderText(name)
        self.setMaxLength(200)
        self._typed = False
        self._names = OfferedNames(self)
        self._offer: Callable[[], Iterable[OfferedName]] = tuple
        offered = QCompleter(self._names, self)
        offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        offered.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(offered)
        self.textEdited.connect(self._on_typed)
        offered.activated.connect(self._on_typed)

    def offer(self, names: Callable[[], Iterable[OfferedName]]) -> None:
        """Offer these names while typing; they are asked for once the field is entered."""
        self._offer = names
        if self.hasFocus():
            self._names.show(names())

    def show_who(self, name: str) -> None:
        """Show whom the register holds, unless it is being typed over."""
        typed = self.text().casefold().split()
        looked_up = not self.hasFocus() and typed and typed[-1] in name.casefold().split()
        if looked_up:
            self._typed = False
            self.setText(name)  # what was typed, written out; it may still be under way to disk
        else:
            self.show_value(name)
        if not self.hasFocus():
            self.setCursorPosition(0)  # a long name is read from its beginning

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._names.show(self._offer())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Qt's own editingFinished stays silent while the list of names is open.
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._look_up()

    def _on_typed(self, _: str) -> None:
        self._typed = True

    def _look_up(self) -> None:
        if self._typed:
            self._typed = False
            self._draft.touch()
        self.setCursorPosition(0)
        self.flush()


def movers(picture: MinutesPicture, entry: Entry) -> list[OfferedName]:
    """Return who is offered as moving or seconding in an entry: those who may stand first."""
    return who_may(picture.room, entry.item, entry.uid, picture.phrases.choices["clock"])


def kept_out(picture: MinutesPicture, vote: Vote, may: Collection[str]) -> str:
    """Return which voting members are not among those who may vote, each with why."""
    style = picture.phrases.choices["clock"]
    voting = [one for one in picture.voted.attendees if one.voting and one.uid not in may]
    why = {one.uid: one.why for one in who_may(picture.room, vote.item, vote.entry, style)}
    names = ", ".join(f"{one.name} ({why.get(one.uid) or INTEREST})" for one in voting)
    return f"Not voting: {names}" if names else ""


class CountField(TypedField):
    """How many: a number, or nothing where nobody counted."""

    def __init__(self, autosave: Autosave, save: Callable[[int | None], Any], name: str) -> None:
        super().__init__(autosave, save, name)
        self.setMaxLength(5)
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * 3 + 16)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def say(self, value: Any) -> str:
        return str(value)

    def read(self, text: str) -> int | None:
        words = text.strip().casefold()
        if words in ("none", "nil", "no"):
            return 0
        return int(words) if words.isdecimal() and len(words) <= 5 else None

    def why_not(self, text: str) -> str:
        return f"“{text}” is no number of votes."


class Told(QLabel):
    """Words that are told below an entry, as high as they need to be; hidden while there are none.

    It sets its own height, as the words of an entry do: a height that hung on the width would
    have to be asked through the whole column of entries.
    """

    def __init__(self, kind: str, name: str = "") -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.hide()

    def tell(self, words: str) -> None:
        """Show these words."""
        if words != self.text():
            self.setText(words)
            self._fit()
        self.setVisible(bool(words))

    def hasHeightForWidth(self) -> bool:
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Be as high as the words are in other letters, too."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        height = self.heightForWidth(max(self.width(), 80)) if self.text() else 0
        # Its height as it stands may be right by chance, and a layout may squeeze it again.
        if (height, height) != (self.minimumHeight(), self.maximumHeight()):
            self.setFixedHeight(height)


class Line(QHBoxLayout):
    """A line of small fields, each behind its words; those that are `wide` share what is left."""

    def __init__(self, *parts: QWidget | str, wide: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.setSpacing(6)
        self.labels: list[QLabel] = []
        for part in parts:
            if isinstance(part, str):
                label = small(part)
                self.labels.append(label)
                self.addWidget(label)
            else:
                self.addWidget(part, 1 if part in wide else 0)
        self.addStretch(0 if wide else 1)
