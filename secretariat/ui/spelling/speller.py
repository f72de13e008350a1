"""What is known about words, and which editors are to show it.

A word is looked up once: its verdict stays, so that what a key press costs is a look into a table.
Words that are not known yet go to the child together; when it has answered, the editors that
asked look again, a few paragraphs at a time.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from secretariat.errors import KnownError
from secretariat.models.records import KnownWord
from secretariat.models.spelling import LONGEST_PARAGRAPH, is_known
from secretariat.paths import window_spelling
from secretariat.services import spelling
from secretariat.ui.page import Context
from secretariat.ui.spelling.lane import SpellingLane
from secretariat.ui.spelling.marks import Marks, SpellingHighlighter
from secretariat.ui.state import load_spelling, meeting_key, save_spelling

if TYPE_CHECKING:
    from secretariat.store.history import Changed

_GATHER = 25
"""Milliseconds for which words are gathered that are then looked up together."""
_AT_ONCE = 400
"""Words in one question: few enough that a suggestion never waits long behind them."""
_SLICE = 3
"""Milliseconds that looking again may take before the next key press has its turn."""
_MOST_VERDICTS = 100_000

Suggested = Callable[[list[str]], None]


class Speller(QObject):
    """Judges words for every editor of a window. `changed` when it begins or stops to work.

    `library` is the name of what looks words up, `missing` the sentence that says why nothing
    does. Editors are watched from the moment they have the focus, rows of the minutes always.
    """

    changed = Signal()
    _read = Signal(object)

    def __init__(
        self, context: Context, parent: QObject | None = None, lane: SpellingLane | None = None
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.library = self.missing = ""
        self.state = 0
        """Counts up whenever a word may be wrong that was not, or right that was wrong."""
        self.names: dict[str, list[str]] = {}
        self._folder = context.session.register.folder.resolve()
        self._kept = load_spelling(window_spelling())
        self._known: set[str] | None = None
        self._thread: threading.Thread | None = None
        self._stale = False
        self._verdicts: dict[str, bool] = {}
        self._asked: set[str] = set()
        self._wanted: dict[str, None] = {}
        self._suggested: dict[str, list[str]] = {}
        self._waiting: list[tuple[set[str], Callable[[], None]]] = []
        self._marks: list[Marks] = []
        self._queue: deque[tuple[Marks, int, bool]] = deque()
        self._spent = 0
        self._in_slice = False
        self._lane = lane or SpellingLane()
        self._lane.setParent(self)
        self._lane.told.connect(self._on_told)
        self._gather = self._timer(_GATHER, self._ask)
        self._slices = self._timer(0, self._look_again)
        self._read.connect(self._take_known, Qt.ConnectionType.QueuedConnection)
        context.bus.changed.connect(self._on_changed)
        context.theme.changed.connect(self.look_everywhere)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
            self._follow(None, application.focusWidget())

    def _timer(self, interval: int, run: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(run)
        return timer

    def close(self) -> None:
        """End the child, and wait for what is being read."""
        self._gather.stop()
        self._slices.stop()
        self._queue.clear()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._lane.close()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._follow)
        self.context.bus.changed.disconnect(self._on_changed)
        self.context.theme.changed.disconnect(self.look_everywhere)

    # ------------------------------------------------------------------ on and off

    @property
    def on(self) -> bool:
        """Say whether words are spelled in this register at all."""
        return not self.missing and self.where == "on"

    @property
    def where(self) -> str:
        """Return "on", "here" when it is off in this register, "off" when it is everywhere."""
        if self._kept.off:
            return "off"
        return "here" if str(self._folder) in self._kept.registers_off else "on"

    def choose(self, where: str) -> None:
        """Turn spelling on, off in this register, or off everywhere."""
        here = str(self._folder)
        self._kept.off = where == "off"
        others = [one for one in self._kept.registers_off if one != here]
        self._kept.registers_off = [*others, here] if where == "here" else others
        save_spelling(window_spelling(), self._kept)
        self.look_everywhere()
        self.changed.emit()

    def begin(self) -> None:
        """Start the child and read the names of the register, beside the window's thread."""
        self._lane.begin()
        if self._known is None and self._thread is None:
            self._read_known()

    @Slot(str, str)
    def _on_told(self, library: str, missing: str) -> None:
        self.library, self.missing = library, missing
        if missing:
            self.look_everywhere()
        self.changed.emit()

    # ------------------------------------------------------------------ words

    def judge(self, word: str) -> bool | None:
        """Say whether a plain word is right; None while that is being looked up."""
        if self._known is None:
            self.begin()
            return None
        if is_known(word, self._known):
            return True
        verdict = self._verdicts.get(word)
        if verdict is None and word not in self._asked and word not in self._wanted:
            self._wanted[word] = None
            if not self._gather.isActive():
                self._gather.start()
        return verdict

    def settle(self, words: Iterable[str], then: Callable[[], None]) -> None:
        """Call `then` once every one of these words is known: at once where all are."""
        open_words = {word for word in words if self.judge(word) is None}
        if not open_words or not self.on:
            then()
        else:
            self._waiting.append((open_words, then))

    def suggest(self, word: str, then: Suggested) -> None:
        """Hand over what may have been meant: at once where it was asked before."""
        if word in self._suggested:
            then(self._suggested[word])
            return

        def answered(reply: dict[str, Any]) -> None:
            self._suggested[word] = reply["suggestions"]
            then(reply["suggestions"])

        names = self.names.get(word[:1], [])
        self._lane.ask({"suggest": word, "names": names}, answered)

    def _ask(self) -> None:
        words = list(self._wanted)
        self._wanted.clear()
        if len(self._verdicts) > _MOST_VERDICTS:
            self._verdicts.clear()
        self._asked.update(words)
        for start in range(0, len(words), _AT_ONCE):
            some = words[start : start + _AT_ONCE]
            self._lane.ask({"check": some}, partial(self._judged, some))

    def _judged(self, words: list[str], reply: dict[str, Any]) -> None:
        wrong = set(reply["wrong"])
        self._asked.difference_update(words)
        self._verdicts.update((word, word not in wrong) for word in words)
        if wrong:
            self.state += 1
        for marks in self._alive():
            if marks.waiting & wrong:
                self.look_later(marks)
            marks.waiting.difference_update(words)
        self._tell_waiting()

    def _tell_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for words, then in waiting:
            left = {word for word in words if self.judge(word) is None}
            if left:
                self._waiting.append((left, then))
            else:
                then()

    # ------------------------------------------------------------------ what is known

    def _read_known(self) -> None:
        def read() -> None:
            try:
                known = spelling.known_words(self.context.session.reader)
            except KnownError:
                known = set()  # the window itself tells of a register that cannot be read
            self._read.emit((known, _by_letter(known)))

        self._thread = threading.Thread(target=read, name="known-words", daemon=True)
        self._thread.start()

    @Slot(object)
    def _take_known(self, read: tuple[set[str], dict[str, list[str]]]) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._stale:
            self._stale = False
            self._read_known()
        self._known, self.names = read
        self._know_more()

    def _know_more(self) -> None:
        self._suggested.clear()
        self.look_everywhere()
        self._tell_waiting()

    @Slot(object)
    def _on_changed(self, changed: Changed) -> None:
        """Know new names at once; words taken out of the list are no longer known."""
        if self._known is None:
            self._stale = self._thread is not None
        elif changed.touches(KnownWord):
            if self._thread is not None:
                self._stale = True
            else:
                self._read_known()
        elif changed.touches(*spelling.NAMED):
            reader = self.context.session.reader
            found = spelling.words_in(
                row
                for kind in spelling.NAMED
                for row in reader.by_uid(kind, changed.rows.get(kind.TABLE, ())).values()
            )
            new = found - self._known
            if new:
                self._known |= new
                for letter, names in _by_letter(new).items():
                    self.names.setdefault(letter, []).extend(names)
                self._know_more()

    def add(self, word: str) -> None:
        """Take a word as right in this register from now on."""
        context = self.context

        def then(_: object) -> None:
            context.messages.say(f"“{word}” is right from now on.", "Undo", context.undo)

        context.submit(spelling.add_word(context.session, word), then)

    def ignored_in(self, meeting: str) -> set[str]:
        """Return the words that are let pass in a meeting."""
        return set(self._kept.ignored.get(meeting_key(self._folder, meeting), ()))

    def ignore_in(self, meeting: str, word: str) -> None:
        """Let a word pass in a meeting, also when its minutes are opened again."""
        key = meeting_key(self._folder, meeting)
        words = self._kept.ignored.pop(key, [])
        self._kept.ignored[key] = [*words, word]
        save_spelling(window_spelling(), self._kept)
        for marks in self._alive():
            if marks.meeting == meeting:
                marks.ignored.add(word)
        self.look_everywhere()

    # ------------------------------------------------------------------ editors

    def watch(
        self, edit: QTextEdit | QPlainTextEdit, highlighter: SpellingHighlighter, meeting: str = ""
    ) -> Marks:
        """Show from now on which words of an editor are wrong."""
        marks = Marks(self, edit, highlighter, meeting)
        self._marks.append(marks)
        if edit.document().characterCount() > 1:
            self.look_later(marks)
        return marks

    def may_look(self, length: int) -> bool:
        """Say whether a paragraph may be looked at now, or had better wait for its turn."""
        if not self._slices.isActive():
            self._slices.start()
        length = min(length, LONGEST_PARAGRAPH)
        if self._in_slice:
            return True
        if self._spent and self._spent + length > LONGEST_PARAGRAPH:
            return False
        self._spent += length
        return True

    def look_later(self, marks: Marks, only: int | None = None) -> None:
        """Look at an editor, or at one of its paragraphs, when the present event is over."""
        wanted = (marks, 0, False) if only is None else (marks, only, True)
        if wanted not in self._queue:
            self._queue.append(wanted)
            if not self._slices.isActive():
                self._slices.start()

    def look_everywhere(self) -> None:
        """Look at every editor again: what is known, or the look, has changed."""
        self.state += 1
        for marks in self._alive():
            self.look_later(marks)

    def _alive(self) -> list[Marks]:
        self._marks = [marks for marks in self._marks if isValid(marks)]
        return self._marks

    @Slot()
    def _look_again(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        self._in_slice = True
        while self._queue and clock.elapsed() < _SLICE:
            marks, number, once = self._queue.popleft()
            if isValid(marks) and marks.look_at(number) and not once:
                self._queue.appendleft((marks, number + 1, False))
        self._in_slice = False
        self._spent = 0
        if self._queue:
            self._slices.start()

    @Slot(QWidget, QWidget)
    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """Look at what is written where the focus goes; a word that was left is finished."""
        if before is not None and isValid(before):
            left = getattr(before, "spelling", None)
            if isinstance(left, Marks) and isValid(left):
                left.finish_word()
        begin = getattr(now, "begin_spelling", None)
        if begin is not None:
            begin(self)


def _by_letter(known: Iterable[str]) -> dict[str, list[str]]:
    """Return words by the letter with which they begin, as suggestions are looked for."""
    found: dict[str, list[str]] = {}
    for word in known:
        found.setdefault(word[:1], []).append(word)
    return found
