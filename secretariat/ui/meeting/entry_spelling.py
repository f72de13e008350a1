"""Spelling in the minutes: every row is watched, and one key goes from item to item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from secretariat.models.spelling import faults, plain, words
from secretariat.ui.meeting.entry_row import EntryRow

if TYPE_CHECKING:
    from secretariat.ui.meeting.minutes import MinutesStep
    from secretariat.ui.spelling.speller import Speller

ENGLISH = "en"
"""How the tag of a language begins for which a dictionary is shipped."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a wrong word stands: an item, and the entry with its words."""

    topic: str
    entry: str
    text: str


class EntrySpelling(QObject):
    """Goes to the next wrong word of the minutes, or to the one before.

    Minutes that are not in English are not spelled: no dictionary for them is shipped.
    """

    def __init__(self, step: MinutesStep) -> None:
        super().__init__(step)
        self._step = step
        self._ahead: Iterator[_Spot] = iter(())
        self._by = 1
        self._began: tuple[EntryRow | None, int] = (None, 0)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._look_on)

    @property
    def _speller(self) -> Speller | None:
        return self._step.context.speller

    def go(self, by: int) -> None:
        """Go to the next wrong word (1) or the one before (-1): in this entry, in this item, in
        the other items, and from the other end again."""
        speller, row = self._speller, self._step.entries.current
        if speller is None or not speller.on:
            self._step.context.messages.say("Spelling is off, or not there: see Settings.")
            return
        text = row.edit.words() if row is not None else ""
        speller.settle(_every_word(text), lambda: self._go_on(by))

    def _go_on(self, by: int) -> None:
        row = self._step.entries.current
        marks = row.edit.spelling if row is not None else None
        found = marks.next(by) if marks is not None else None
        if marks is not None and found is not None:
            marks.show(found)
            return
        self._by, self._began = by, self._place()
        self._ahead = iter(self._spots(row.uid if row is not None else "", by))
        self._soon.start()

    def _place(self) -> tuple[EntryRow | None, int]:
        """Return where the cursor is: the row, and the letters before it."""
        row = self._step.entries.current
        return row, row.edit.letters_before() if row is not None else 0

    def _spots(self, entry: str, by: int) -> list[_Spot]:
        """Return the entries in the order in which they are to be looked at; this one last."""
        picture = self._step.picture
        live = {row.uid: row.edit.words() for row in self._step.entries.rows if row.uid}
        every = [
            _Spot(topic.uid, one.uid, live.get(one.uid, one.text))
            for topic in (picture.topics if picture else ())
            for one in topic.entries
        ]
        at = next((n for n, spot in enumerate(every) if spot.entry == entry), None)
        if at is None:
            uids = [n for n, spot in enumerate(every) if spot.topic == (self._step.now or "")]
            at = uids[-1] if uids else -1
        after, before = every[at + 1 :], every[: at + 1]
        return [*after, *before] if by > 0 else [*before[:-1][::-1], *after[::-1], *before[-1:]]

    def _look_on(self) -> None:
        """Look at one further entry, as soon as all of its words are known.

        Whoever goes on typing meanwhile is not led away.
        """
        spot = next(self._ahead, None)
        if self._place() != self._began:
            return
        if spot is None:
            self._step.context.messages.say("No misspelt words in these minutes.")
            return
        speller = self._speller
        if speller is not None:
            speller.settle(_every_word(spot.text), lambda: self._take(spot, speller))

    def _take(self, spot: _Spot, speller: Speller) -> None:
        if self._place() != self._began:
            return
        ignored = speller.ignored_in(self._step.meeting)
        if not faults(spot.text, lambda w: True if w in ignored else speller.judge(w)):
            self._soon.start()
            return
        if spot.topic != (self._step.now or ""):
            self._step.go_to(spot.topic)
        row = self._step.entries.row_for(spot.entry)
        marks = row.edit.spelling if row is not None else None
        found = marks.next(self._by, whole=True) if marks is not None else None
        if row is None or marks is None or found is None:
            self._soon.start()  # it was mended meanwhile
            return
        marks.show(found)
        self._step.entries.reveal(row)


def _every_word(text: str) -> list[str]:
    """Return what is judged of a text: its words, and the parts of those with hyphens."""
    every = [plain(word) for _, word in words(text)]
    return [*every, *(part for word in every if "-" in word for part in word.split("-"))]


def watch_row(row: EntryRow, speller: Speller | None, meeting: str, language: str) -> None:
    """Show in a row of the minutes which words are wrong, where they are in English."""
    if speller is not None and row.edit.spelling is None and language.startswith(ENGLISH):
        row.edit.spelling = speller.watch(row.edit, row.edit.highlighter, meeting)
