"""The marks below wrong words in one editor, and the way from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker, Slot
from PySide6.QtGui import (
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from secretariat.models.spelling import Fault, faults, faults_after, plain
from secretariat.ui.places import widened

if TYPE_CHECKING:
    from secretariat.ui.spelling.speller import Speller

_WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline


class SpellingHighlighter(QSyntaxHighlighter):
    """Puts a wavy line below wrong words; one that shows more than that calls `mark` last."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.marks: Marks | None = None

    def highlightBlock(self, text: str) -> None:
        self.mark(text)

    def mark(self, text: str) -> None:
        """Put the line below the wrong words of the paragraph, on top of how they look."""
        if self.marks is None or not text:
            return
        found = self.marks.faults_now(self.currentBlock(), text)
        colour = self.marks.speller.context.theme.colour("bad") if found else None
        for fault in found:
            style = self.format(fault.start)
            style.setUnderlineStyle(_WAVE)
            style.setUnderlineColor(colour)
            self.setFormat(fault.start, len(fault.word), style)


def plain_highlighter(edit: QTextEdit | QPlainTextEdit) -> SpellingHighlighter:
    """Return a highlighter that shows nothing else, without the editor telling of a change."""
    with QSignalBlocker(edit):
        made = SpellingHighlighter(edit.document())
        made.rehighlight()
    return made


class Marks(QObject):
    """What is wrong in one editor. The word that is being typed is not wrong yet.

    `meeting` is that whose minutes these are, and in which words are let pass; elsewhere they
    are let pass in this editor alone.
    """

    def __init__(
        self,
        speller: Speller,
        edit: QTextEdit | QPlainTextEdit,
        highlighter: SpellingHighlighter,
        meeting: str = "",
    ) -> None:
        super().__init__(edit)
        self.speller, self.edit, self.meeting = speller, edit, meeting
        self.ignored = speller.ignored_in(meeting) if meeting else set()
        self.waiting: set[str] = set()
        """Words of this editor that are being looked up."""
        self._highlighter = highlighter
        self._typing = -1
        self._last: tuple[int, str, list[Fault]] = (-1, "", [])
        highlighter.marks = self
        edit.document().contentsChange.connect(self._on_edited)
        edit.cursorPositionChanged.connect(self._on_moved)

    # ------------------------------------------------------------------ looking

    def _judge(self, word: str) -> bool | None:
        if word in self.ignored:
            return True
        verdict = self.speller.judge(word)
        if verdict is None:
            self.waiting.add(word)
        return verdict

    def faults_now(self, block: QTextBlock, text: str) -> list[Fault]:
        """Return what is wrong in a paragraph as Qt lays it out; a long one waits for its turn."""
        if not self.speller.on:
            return []
        if not self.speller.may_look(len(text)):
            self.speller.look_later(self)
            return []
        return self._faults(block, text)

    def _faults(self, block: QTextBlock, text: str) -> list[Fault]:
        at = self._typing - block.position() if self._typing >= 0 else -1
        found = self._found(text)
        return [one for one in found if not one.start <= at <= one.end] if at >= 0 else found

    def _found(self, text: str) -> list[Fault]:
        """Return what is wrong in a text; after a key press only what the key touched is new."""
        text = widened(text)
        state, before, known = self._last
        if state == self.speller.state and before:
            found = faults_after(before, known, text, self._judge)
        else:
            found = faults(text, self._judge)
        self._last = (self.speller.state, text, found)
        return found

    def faults_in(self, block: QTextBlock) -> list[Fault]:
        """Return what is wrong in a paragraph, the word that is being typed among it."""
        return self._found(block.text()) if self.speller.on else []

    def look_at(self, number: int) -> bool:
        """Look at a paragraph again; False when there is none of that number."""
        block = self.edit.document().findBlockByNumber(number)
        if not block.isValid():
            return False
        wanted = self._faults(block, block.text()) if self.speller.on else []
        colour = self.speller.context.theme.colour("bad")
        shown = {
            at
            for part in block.layout().formats()
            if part.format.underlineStyle() == _WAVE and part.format.underlineColor() == colour
            for at in range(part.start, part.start + part.length)
        }
        waved = any(p.format.underlineStyle() == _WAVE for p in block.layout().formats())
        if shown != {at for one in wanted for at in range(one.start, one.end)} or (
            waved and not shown
        ):
            # Qt says of a mark that the text has changed, and it would be saved.
            with QSignalBlocker(self.edit):
                self._highlighter.rehighlightBlock(block)
        return True

    @Slot(int, int, int)
    def _on_edited(self, position: int, removed: int, added: int) -> None:
        typed = self.edit.hasFocus() and added <= 1 and removed <= 1
        before, self._typing = self._typing, position + added if typed else -1
        if before >= 0 and added:
            block = self.edit.document().findBlock(position)
            at = position + added - block.position() - 1
            if not block.text()[at : at + 1].isalpha():
                self.speller.look_later(self, block.blockNumber())

    @Slot()
    def _on_moved(self) -> None:
        if self._typing >= 0 and self.edit.textCursor().position() != self._typing:
            self.finish_word()

    def finish_word(self) -> None:
        """Take the word that was being typed for finished."""
        if self._typing >= 0:
            block = self.edit.document().findBlock(self._typing)
            self._typing = -1
            self.speller.look_later(self, block.blockNumber())

    # ------------------------------------------------------------------ going and mending

    def at(self, cursor: QTextCursor) -> QTextCursor | None:
        """Return the wrong word at a cursor, selected; None where the word is right."""
        block = cursor.block()
        at = cursor.selectionStart() - block.position()
        for one in self.faults_in(block):
            if one.start <= at <= one.end:
                return self._selected(block, one)
        return None

    def next(self, by: int, *, whole: bool = False) -> QTextCursor | None:
        """Return the next wrong word after the cursor, or before it (`by` -1), selected.

        With `whole` it is looked for from the beginning of the editor, or its end.
        """
        document, cursor = self.edit.document(), self.edit.textCursor()
        if whole:
            place = -1 if by > 0 else document.characterCount()
            block = document.firstBlock() if by > 0 else document.lastBlock()
        else:
            place = cursor.selectionEnd() - 1 if by > 0 else cursor.selectionStart()
            block = document.findBlock(max(place, 0))
        while block.isValid():
            found = [self._selected(block, one) for one in self.faults_in(block)]
            if by > 0:
                ahead = [one for one in found if one.selectionStart() > place]
            else:
                ahead = [one for one in reversed(found) if one.selectionEnd() <= place]
            if ahead:
                return ahead[0]
            block = block.next() if by > 0 else block.previous()
        return None

    def _selected(self, block: QTextBlock, fault: Fault) -> QTextCursor:
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + fault.start)
        cursor.setPosition(block.position() + fault.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def go(self, by: int) -> None:
        """Go to the next wrong word of this editor, from the beginning again after the last."""
        found = self.next(by) or self.next(by, whole=True)
        if found is None:
            self.speller.context.messages.say("No misspelt words here.")
        else:
            self.show(found)

    def show(self, found: QTextCursor) -> None:
        """Select a wrong word, and tell it with what may have been meant."""
        self.edit.setFocus()
        self.edit.setTextCursor(found)
        self.edit.ensureCursorVisible()
        word = found.selectedText()

        def tell(suggested: list[str]) -> None:
            words = f"Suggestions, with Alt+Enter: {', '.join(suggested)}."
            said = words if suggested else "There are no suggestions."
            self.speller.context.messages.say(f"Misspelt: {word}. {said}")

        self.speller.suggest(plain(word), tell)

    def replace(self, found: QTextCursor, word: str) -> None:
        """Put another word in place of a wrong one, as one step that the editor takes back."""
        if "’" in found.selectedText() or "’" in self.edit.toPlainText():
            word = word.replace("'", "’")
        found.insertText(word)
        self.edit.setTextCursor(found)

    def ignore(self, word: str) -> None:
        """Let a word pass: in the meeting whose minutes these are, or else here."""
        if self.meeting:
            self.speller.ignore_in(self.meeting, word)
        else:
            self.ignored.add(word)
            self._last = (-1, "", [])
            self.speller.look_later(self)
