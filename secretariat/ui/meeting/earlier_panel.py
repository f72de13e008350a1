"""Beside the minutes: how an item stood before, what is different by now, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSlider, QTextEdit, QWidget

from secretariat.models.dates import plain_date
from secretariat.models.differences import Piece, Side, pieces
from secretariat.models.kinds import EntryKind, Restriction
from secretariat.models.records import Entry
from secretariat.services import earlier
from secretariat.services.earlier import Version
from secretariat.ui.meeting.entry_row import KIND_WORDS
from secretariat.ui.page import Context
from secretariat.ui.pages.kit import keyed
from secretariat.ui.widgets import button, column, primary_button, row, small, strong

ORIGIN = "meeting.minutes.earlier"
KEYS = "Ctrl+H"
BACK_KEYS = "Ctrl+Shift+H"
_LOOK_AGAIN = 800
"""Milliseconds after a change here, so that typing beside the panel is never held up by it."""


class _Slider(QSlider):
    """Enter brings back, Escape closes; the arrows go from one state to the next."""

    entered = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class EarlierPanel(QWidget):
    """Shows the states of one item on a slider. `closed` asks for what was there before it."""

    closed = Signal()

    def __init__(self, context: Context, meeting: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.meeting = meeting
        self.item: str | None = None
        self.versions: Sequence[Version] = ()
        self._until: int | None = None
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setPageStep(5)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.slider.setAccessibleName("Earlier states of this item")
        self.when = strong("", wrap=True)
        self.what = small("", wrap=True)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("What is different")
        self.legend = small("Underlined comes back, struck through goes.", wrap=True)
        self.bring = keyed(
            primary_button("Bring this back", "rotate-ccw", self.bring_back), BACK_KEYS
        )
        self.leave = button("Close", "x", self.closed.emit)
        head = row(strong("Earlier states"), 1, self.leave)
        foot = row(self.bring, 1)
        column(
            head, self.slider, self.when, self.what, self.text, self.legend, foot,
            parent=self, margin=16, spacing=8,
        ).setStretch(4, 1)  # fmt: skip
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_LOOK_AGAIN)
        self._again.timeout.connect(self._read)
        self.slider.valueChanged.connect(self._moved)
        self.slider.entered.connect(self.bring_back)
        self.slider.left.connect(self.closed)
        context.theme.changed.connect(self._show)

    # ------------------------------------------------------------------ showing

    def show_item(self, item: str | None) -> None:
        """Show the states of an item, as it is now at first; None is business between items."""
        self.item, self._until = item, None
        self._read()

    def look_again(self) -> None:
        """Follow what was changed, soon."""
        self._again.start()

    def _read(self) -> None:
        if self.isHidden():
            return
        self.versions = earlier.versions_of_item(
            self.context.session.reader, self.meeting, self.item
        )
        untils = [version.until for version in self.versions]
        last = max(len(untils) - 1, 0)
        at = untils.index(self._until) if self._until in untils else last
        blocked = self.slider.blockSignals(True)
        self.slider.setRange(0, last)
        self.slider.setTickInterval(max(1, last // 20))
        self.slider.setValue(at)
        self.slider.blockSignals(blocked)
        self.slider.setEnabled(last > 0)
        self._show()

    def _moved(self, at: int) -> None:
        if at < len(self.versions):
            is_now = at == len(self.versions) - 1
            self._until = None if is_now else self.versions[at].until
            self._show()

    def _show(self) -> None:
        self.text.clear()
        self.bring.setEnabled(False)
        self.legend.setVisible(False)
        if not self.versions:
            self.when.setText("Nothing was written here yet")
            self.what.setText("As soon as something is, each state of it can be had back.")
            return
        at, now = self.slider.value(), self.versions[-1]
        version = self.versions[min(at, len(self.versions) - 1)]
        is_now = version is now
        said = self._said(version.at)
        self.when.setText(f"As it is now, since {said}" if is_now else f"As it was at {said}")
        self.what.setText(f"{at + 1} of {len(self.versions)} · {version.label}")
        self.slider.setAccessibleDescription(f"{self.when.text()}, {self.what.text()}")
        self.bring.setEnabled(not is_now)
        self.legend.setVisible(not is_now)
        self._write(compared(version.entries, now.entries))

    def _said(self, at: datetime) -> str:
        """Return a moment as the clock on the wall showed it, with its day if not today."""
        local = at.astimezone()
        today = local.date() == self.context.session.today()
        return f"{local:%H:%M:%S}" + ("" if today else f" on {plain_date(local.date())}")

    def _write(self, lines: Sequence[tuple[str, tuple[Piece, ...]]]) -> None:
        cursor = QTextCursor(self.text.document())
        form = QTextBlockFormat()
        form.setBottomMargin(8)
        form.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        for at, (margin, told) in enumerate(lines):
            if at:
                cursor.insertBlock()
            cursor.setBlockFormat(form)
            if margin:
                cursor.insertText(f"{margin}  ", self._style("ink2"))
            for piece in told:
                cursor.insertText(piece.text.replace("\n", "\u2028"), self._of(piece.side))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.setAccessibleDescription(_aloud(lines))

    def _style(self, colour: str) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setForeground(self.context.theme.colour(colour))
        return style

    def _of(self, side: Side) -> QTextCharFormat:
        """Return how a piece looks: marked by a line as well as by its colour."""
        if side is Side.BOTH:
            return self._style("ink")
        style = self._style("good" if side is Side.EARLIER else "bad")
        style.setFontUnderline(side is Side.EARLIER)
        style.setFontStrikeOut(side is Side.LATER)
        return style

    # ------------------------------------------------------------------ doing

    def begin(self) -> None:
        """Put the focus on the slider."""
        self.slider.setFocus()

    def can_bring_back(self) -> bool:
        """Say whether another state is shown than that of now."""
        return not self.isHidden() and self._until is not None

    def bring_back(self) -> None:
        """Put the item back as it is shown, as one step that undo takes back."""
        if self._until is None:
            return
        at = self.when.text().removeprefix("As it was at ")
        receipt = earlier.bring_back(
            self.context.session, self.meeting, self.item, self._until, origin=ORIGIN
        )
        undo: Callable[[], None] = self.context.undo
        self._until = None

        def done(_: Any) -> None:
            self.context.messages.say(f"The item is as it was at {at}.", "Undo", undo)
            self._read()

        self.context.submit(receipt, then=done)


def compared(
    earlier_ones: Sequence[Entry], now: Sequence[Entry]
) -> list[tuple[str, tuple[Piece, ...]]]:
    """Return the entries of two states in one row, each with its kind and its pieces.

    Those that are in one state alone stand after the one that they followed there.
    """
    then, present = {e.uid: e for e in earlier_ones}, {e.uid: e for e in now}
    order = [entry.uid for entry in earlier_ones]
    before = ""
    for entry in now:
        if entry.uid not in then:
            order.insert(order.index(before) + 1 if before in order else 0, entry.uid)
        before = entry.uid
    lines = []
    for uid in order:
        old, new = then.get(uid), present.get(uid)
        shown = old or new
        if shown is not None:
            told = pieces(old.text if old else "", new.text if new else "")
            lines.append((_margin(old, new), told))
    return lines


def _margin(old: Entry | None, new: Entry | None) -> str:
    """Return the kind of an entry, and how it changed where it did."""
    names = [_called(one) for one in (old, new) if one is not None]
    if len(names) == 2 and names[0] != names[1]:
        return f"[{names[0] or 'Paragraph'}, now {names[1] or 'Paragraph'}]"
    if old is None:
        return f"[{', '.join(filter(None, (names[0], 'came later')))}]"
    if new is None:
        return f"[{', '.join(filter(None, (names[0], 'gone by now')))}]"
    return f"[{names[0]}]" if names[0] else ""


def _called(entry: Entry) -> str:
    held = entry.restriction
    closed = "" if held is Restriction.NONE else held.value.capitalize()
    kind = KIND_WORDS[entry.kind] if entry.kind is not EntryKind.NARRATIVE else ""
    return ", ".join(filter(None, (kind, closed)))


def _aloud(lines: Sequence[tuple[str, tuple[Piece, ...]]]) -> str:
    back = [p.text.strip() for _, told in lines for p in told if p.side is Side.EARLIER]
    goes = [p.text.strip() for _, told in lines for p in told if p.side is Side.LATER]
    parts = []
    for name, found in (("Comes back", back), ("Goes", goes)):
        words = " … ".join(filter(None, found))
        if words:
            parts.append(f"{name}: {words}")
    return ". ".join(parts) or "No difference."
