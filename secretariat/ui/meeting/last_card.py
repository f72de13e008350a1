"""The card beside the minutes that tells what was minuted of the same business last time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from secretariat.models.dates import plain_date
from secretariat.models.kinds import EntryKind, Restriction
from secretariat.services.last_time import LastTime, Told
from secretariat.ui.meeting.entry_row import KIND_WORDS
from secretariat.ui.page import Context
from secretariat.ui.pages.kit import keyed
from secretariat.ui.widgets import Elided, column, key_hint, link_button, row, small, strong, tag

KEYS = "Ctrl+L"
_HIGHEST = 230


class _Reading(QTextEdit):
    """Words to read: as high as they are up to a limit. Enter opens them, Escape leaves."""

    entered = Signal()
    left = Signal()

    def __init__(self, highest: int) -> None:
        super().__init__()
        self._highest = highest
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setStyleSheet("QTextEdit { padding: 0; border: 0; background: transparent; }")
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be as high as the words, or as the limit."""
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(min(int(self.document().size().height()) + 4, self._highest))


class LastCard(QFrame):
    """Shows last time's minute of an item; away where there was none."""

    def __init__(self, context: Context, leave: Callable[[], None]) -> None:
        super().__init__()
        self._context = context
        self._last: LastTime | None = None
        self.setProperty("kind", "card")
        self._when = Elided("", "small")
        self._closed = tag("")
        self._put_off = small("", wrap=True)
        self.text = _Reading(context.theme.length(_HIGHEST))
        self.text.entered.connect(self.open)
        self.text.left.connect(leave)
        self.link = keyed(link_button("Open those minutes", self.open), "Return")
        head = row(strong("Last time"), self._when, self._closed, spacing=8)
        head.setStretch(1, 1)
        foot = row(self.link, 1, key_hint(KEYS))
        stack = column(head, self._put_off, self.text, foot, parent=self, spacing=6)
        stack.setContentsMargins(14, 12, 14, 12)
        context.theme.changed.connect(self._write)
        self.hide()

    def show_last(self, last: LastTime | None) -> None:
        """Show a minute; what is shown already stays where it was scrolled to."""
        self.setVisible(last is not None)
        if last is None or last == self._last:
            self._last = last
            return
        self._last = last
        day = plain_date(last.meet.date) if last.meet.date else ""
        number = f"item {last.number}" if last.number else ""
        self._when.setText(", ".join(filter(None, (day, number))))
        held = last.held.restriction
        self._closed.setText("" if held is Restriction.NONE else held.value.capitalize())
        self._closed.setVisible(held is not Restriction.NONE)
        words = ""
        if last.put_off is not None and last.put_off[0].date:
            meet, how = last.put_off
            words = f"{how.value.capitalize()} on {plain_date(meet.date)}." if meet.date else ""
        self._put_off.setText(words)
        self._put_off.setVisible(bool(words))
        self.text.setAccessibleName(f"Minute of {day}" if day else "Last time's minute")
        self._write()

    def _write(self) -> None:
        self.text.clear()
        if self._last is None:
            return
        cursor = QTextCursor(self.text.document())
        form = QTextBlockFormat()
        form.setBottomMargin(7)
        form.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        for at, told in enumerate(self._last.told):
            if at:
                cursor.insertBlock()
            cursor.setBlockFormat(form)
            self._put(cursor, told)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.fit()

    def _put(self, cursor: QTextCursor, told: Told) -> None:
        kind = KIND_WORDS[told.kind] if told.kind is not EntryKind.HEADING else ""
        held = "" if told.restriction is Restriction.NONE else told.restriction.value.capitalize()
        lead = ", ".join(filter(None, (kind, held)))
        if lead:
            cursor.insertText(f"{lead}\u2002", self._style("ink2", bold=True))
        bold = told.kind is EntryKind.HEADING
        cursor.insertText(told.words.replace("\n", "\u2028"), self._style("ink", bold=bold))
        if told.note:
            cursor.insertText(f"\u2002{told.note}", self._style("ink2"))

    def _style(self, colour: str, *, bold: bool = False) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setForeground(self._context.theme.colour(colour))
        style.setFontWeight(600 if bold else 400)
        return style

    # ------------------------------------------------------------------ doing

    @property
    def known(self) -> bool:
        """Say whether there is a minute to read."""
        return self._last is not None

    def begin(self) -> None:
        """Put the focus on the words; the arrows scroll them."""
        self.text.setFocus()

    def open(self) -> None:
        """Go to those minutes."""
        if self._last is not None:
            meeting = self._last.meet.meeting.uid
            self._context.go("meeting", meeting, "minutes", self._last.item.uid)
