"""The editor of one piece of the minutes: prose that grows with its words, keys that flow on.

Enter begins the next paragraph, Backspace at the start joins the one before, the arrows walk from
one paragraph to the next as if they were one text. Lists go on by themselves, `@` completes the
names of those at the meeting and `/` standard words, whose open slots Tab goes through.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from secretariat.models.snippets import Slot, slot_after, slot_before, slots_in
from secretariat.ui.meeting.entry_complete import ENTER, Completion
from secretariat.ui.places import put_at, to_letters, widened
from secretariat.ui.spelling.marks import Marks, SpellingHighlighter
from secretariat.ui.spelling.menu import open_menu, take_key

_LIST = re.compile(r"(?P<lead>\s*(?:[-*+]|\(?(?P<count>\d{1,3}|[a-z])[.)])\s+)(?P<words>.*)")
_MARKED = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\3(?!\w)")
_KEYWORD = re.compile(r"(?:RESOLVED|AGREED|RECOMMENDED|DECIDED|ORDERED|NOTED)\b")
_OWN = "application/x-secretariat-words"
"""What words are marked with that were copied here, so that they come back as they are."""
_MUCH = 20_000


class ProseHighlighter(SpellingHighlighter):
    """Shows bold, italic and the word that decides as they will print, dims the marks, and lets
    slots that wait for their words be seen."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.decision = False

    def highlightBlock(self, text: str) -> None:
        text = widened(text)
        for found in _MARKED.finditer(text):
            strong = found[1] is not None
            style = QTextCharFormat()
            if strong:
                style.setFontWeight(QFont.Weight.Bold)
            else:
                style.setFontItalic(True)
            self.setFormat(found.start(), found.end() - found.start(), style)
            quiet = QTextCharFormat(style)
            quiet.setFontWeight(QFont.Weight.Light)
            size = len(found[1] or found[3])
            self.setFormat(found.start(), size, quiet)
            self.setFormat(found.end() - size, size, quiet)
        word = _KEYWORD.match(text) if self.decision else None
        if word:
            style = QTextCharFormat()
            style.setFontWeight(QFont.Weight.Bold)
            self.setFormat(0, word.end(), style)
        for slot in slots_in(text) if "{" in text else ():
            style = QTextCharFormat()
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            style.setFontItalic(True)
            self.setFormat(slot.start, slot.end - slot.start, style)
        self.mark(text)


class EntryEdit(QTextEdit):
    """Edits one entry as plain marked text; its height is that of its words."""

    enter_pressed = Signal()
    joined_back = Signal()
    joined_on = Signal()
    left_up = Signal()
    left_down = Signal()
    focused = Signal()
    focus_lost = Signal()
    pasted = Signal(str, bool)
    """Something was pasted that is more than plain words: the text, and whether it is HTML."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._instead = ""
        self.spelling: Marks | None = None
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.highlighter = ProseHighlighter(self.document())
        self.completion = Completion(self)
        self._space_lines()
        self.document().documentLayout().documentSizeChanged.connect(lambda *_: self._fit())

    # ------------------------------------------------------------------ words

    def words(self) -> str:
        return self.toPlainText()

    def put(self, text: str) -> None:
        """Show other words; the cursor stays where it was as far as it can, undo begins anew."""
        at = self.letters_before()
        self.setPlainText(text)
        self._space_lines()
        self.go_to(at)

    def letters_before(self, cursor: QTextCursor | None = None) -> int:
        """Return how many letters stand before a cursor, or before this editor's own."""
        place = (cursor or self.textCursor()).position()
        return to_letters(self.words(), place)

    def go_to(self, letters: int) -> None:
        """Put the cursor behind so many letters, or at the end."""
        cursor = self.textCursor()
        put_at(cursor, self.words(), letters)
        self.setTextCursor(cursor)

    def _space_lines(self) -> None:
        """Set the lines as wide apart as reads well; that is no step that undo could take back."""
        form = QTextBlockFormat()
        form.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        self.document().setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(form)
        self.document().setUndoRedoEnabled(True)

    def put_cursor(self, *, at_end: bool) -> None:
        move = QTextCursor.MoveOperation.End if at_end else QTextCursor.MoveOperation.Start
        self.moveCursor(move)

    # ------------------------------------------------------------------ size

    def setPlaceholderText(self, text: str) -> None:
        """Show other words while there are none, and be as high as they are."""
        if text != self._instead:
            self._instead = text
            self.setAccessibleDescription(text)
            self._fit()
            self.viewport().update()

    def placeholderText(self) -> str:
        return self._instead

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what stands in for the words whole: Qt would cut it where no words go."""
        super().paintEvent(event)
        if not self._instead or not self.document().isEmpty():
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().placeholderText().color())
        edge = round(self.document().documentMargin())
        room = self.viewport().rect().adjusted(edge, edge, -edge, -edge)
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)
        painter.drawText(room, flags, self._instead)
        painter.end()

    def _tall(self) -> int:
        """Return the height of the words, or of those that stand in for them."""
        tall = round(self.document().size().height()) + 2
        if self._instead and self.document().isEmpty():
            wide = QRect(0, 0, max(self.viewport().width() - 6, 80), 10_000)
            wrap = int(Qt.TextFlag.TextWordWrap)
            shown = self.fontMetrics().boundingRect(wide, wrap, self._instead)
            tall = max(tall, shown.height() + 8)
        return tall

    def _fit(self) -> None:
        height = self._tall()
        if height != self.height():
            self.setFixedHeight(height)
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(320, self._tall())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().height() + 6)

    # ------------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.completion.takes(event):
            event.ignore()  # the list takes it
            return
        if not self._key(event):
            super().keyPressEvent(event)
            self.completion.look()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go to the next slot that is still to be filled, and on when there is none."""
        if self.completion.shown:
            return False
        cursor = self.textCursor()
        if forward:
            slot = slot_after(widened(self.words()), cursor.selectionEnd())
        else:
            slot = slot_before(widened(self.words()), cursor.selectionStart())
        if slot is None:
            return super().focusNextPrevChild(forward)
        self.select_slot(slot)
        return True

    def select_slot(self, slot: Slot) -> None:
        """Mark a slot, whose places are Qt's, so that what is typed next takes its place."""
        cursor = self.textCursor()
        cursor.setPosition(slot.start)
        cursor.setPosition(slot.end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _key(self, event: QKeyEvent) -> bool:
        if take_key(self.spelling, event):
            return True
        if event.key() == Qt.Key.Key_Space and self.document().isEmpty():
            return True  # what follows “ACTION:” begins without the space after the colon
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        cursor = self.textCursor()
        if event.key() in ENTER and plain:
            if not self._go_on_with_list():
                self.enter_pressed.emit()
            return True
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            cursor.insertBlock()  # and not Qt's line separator, which no list could begin after
            self.setTextCursor(cursor)
            return True
        at_start = cursor.atStart() and not cursor.hasSelection()
        if event.key() == Qt.Key.Key_Backspace and plain and at_start:
            self.joined_back.emit()
            return True
        at_end = cursor.atEnd() and not cursor.hasSelection()
        if event.key() == Qt.Key.Key_Delete and plain and at_end:
            self.joined_on.emit()
            return True
        if event.key() == Qt.Key.Key_Up and plain and self._at_edge(up=True):
            self.left_up.emit()
            return True
        if event.key() == Qt.Key.Key_Down and plain and self._at_edge(up=False):
            self.left_down.emit()
            return True
        if event.matches(QKeySequence.StandardKey.Bold):
            self._wrap("**")
            return True
        if event.matches(QKeySequence.StandardKey.Italic):
            self._wrap("*")
            return True
        return False

    def _at_edge(self, *, up: bool) -> bool:
        cursor = self.textCursor()
        moved = QTextCursor(cursor)
        move = QTextCursor.MoveOperation.Up if up else QTextCursor.MoveOperation.Down
        return not moved.movePosition(move)

    def _go_on_with_list(self) -> bool:
        """Begin the next bullet; an empty one ends the list and is taken away."""
        cursor = self.textCursor()
        found = _LIST.fullmatch(cursor.block().text())
        if not found:
            return False
        if found["words"].strip():
            cursor.insertText("\n" + _next_lead(found["lead"], found["count"]))
            self.setTextCursor(cursor)
            return True
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.deletePreviousChar()
        self.setTextCursor(cursor)
        return False

    def _wrap(self, mark: str) -> None:
        cursor = self.textCursor()
        words = cursor.selectedText()
        cursor.insertText(f"{mark}{words}{mark}")
        if not words:
            cursor.setPosition(cursor.position() - len(mark))
        self.setTextCursor(cursor)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give words as they are marked here, and not what Qt would make a page of."""
        made = QMimeData()
        words = self.textCursor().selectedText().replace("\u2029", "\n")
        made.setText(words)
        made.setData(_OWN, words.encode())
        return made

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take words; files and pictures alone are none."""
        return source.hasHtml() or (source.hasText() and not source.hasUrls())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take words alone: those copied here as they are, a formatted text by way of `pasted`."""
        if source.hasFormat(_OWN) or not (source.hasHtml() or source.hasUrls()):
            self.take_plain(source.text(), as_typed=source.hasFormat(_OWN))
        elif source.hasHtml():
            self.pasted.emit(source.html(), True)

    def take_plain(self, text: str, *, as_typed: bool = True) -> None:
        """Put in words without any look; several paragraphs are told by `pasted` instead, unless
        they are to be taken as if they were typed here. Very long ones always are."""
        text = text.replace("\r\n", "\n").replace("\u2028", "\n").strip("\n")
        if len(text) > _MUCH or (not as_typed and "\n\n" in text):
            self.pasted.emit(text, False)
        else:
            self.textCursor().insertText(text)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.spelling is None or not open_menu(self.spelling, event):
            super().contextMenuEvent(event)

    def paste_plain(self) -> None:
        """Paste the words on the clipboard without the look they had elsewhere."""
        self.take_plain(QGuiApplication.clipboard().text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.focus_lost.emit()


def _next_lead(lead: str, count: str | None) -> str:
    """Return what begins the next line of a list: the same bullet, or the next count."""
    if not count:
        return lead
    if count.isdigit():
        return lead.replace(count, str(int(count) + 1), 1)
    return lead.replace(count, chr(ord(count) + 1), 1) if count != "z" else lead
