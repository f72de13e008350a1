"""The entries of one item, one under the other, edited as if they were one text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from secretariat.models.kinds import EntryKind
from secretariat.models.records import Entry
from secretariat.services import minutes
from secretariat.services.entitled import OfferedName
from secretariat.store.writer import Receipt
from secretariat.ui.meeting.entry_acts import EntryActs
from secretariat.ui.meeting.entry_book import EntryBook, Place
from secretariat.ui.meeting.entry_complete import Known
from secretariat.ui.meeting.entry_keys import EntryKeys
from secretariat.ui.meeting.entry_more import MoreRows
from secretariat.ui.meeting.entry_paste import EntryPaste
from secretariat.ui.meeting.entry_row import BARE, EntryRow
from secretariat.ui.meeting.entry_snippets import EntrySnippets
from secretariat.ui.meeting.entry_spelling import watch_row
from secretariat.ui.meeting.foot_fields import FIELDS
from secretariat.ui.meeting.minutes_picture import MinutesPicture, Topic
from secretariat.ui.meeting.set_aside import SetAside
from secretariat.ui.page import Context

ORIGIN = "meeting.minutes"
_AGAIN = 5000
"""Milliseconds after which words that could not be written are tried again."""
_PASSES = 3
"""Rounds after which the heights of words below an entry are those of their widths."""
_ARRIVING = 300
"""Milliseconds in which the heights of rows that are new have settled."""
_LONGEST = 980
"""Width of the column of words, at the default font size, where nothing stands beside it."""
_FIELDS = 12
"""Fields that are brought into the order of Tab at one step."""
HINT = "What was said; RESOLVED … or ACTION: …"


class EntryList(QScrollArea):
    """Shows and edits the entries of one topic. The last row is always an empty one to go on in.

    `touched` says that something is to be kept soon; `settled` that a write came through.
    """

    touched = Signal()
    settled = Signal()
    row_focused = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.rows: list[EntryRow] = []
        self.current: EntryRow | None = None
        self.book = EntryBook(
            context,
            ORIGIN,
            self._above,
            self._on_settled,
            self._on_failed,
            SetAside(context, self._above, self),
        )
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN)
        self._again.timeout.connect(self._try_again)
        self.known = Known()
        self._language = ""
        self.wanted = ""
        """The uid of an entry to which the cursor goes as soon as it is shown."""
        self._scale = 1.0
        self._topic: str | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Minutes of this item")
        self._paper = QWidget()
        self._paper.setStyleSheet(BARE + FIELDS)
        self._column = QVBoxLayout(self._paper)
        self._column.setContentsMargins(12, 12, 12, 32)
        self._column.setSpacing(2)
        self._column.addStretch(1)
        self.setWidget(self._paper)
        self._more = MoreRows(self)
        self._keys = EntryKeys(self)
        self.acts = EntryActs(self)
        self.snippets = EntrySnippets(self)
        self.pasting = EntryPaste(self)
        self._in_order: list[QWidget] = []
        self._goal: EntryRow | None = None
        self._arriving = QTimer(self)
        self._arriving.setSingleShot(True)
        self._arriving.setInterval(_ARRIVING)
        self.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)

    # ------------------------------------------------------------------ showing

    def show_topic(
        self, picture: MinutesPicture, topic: Topic, names: Sequence[OfferedName]
    ) -> None:
        """Show another item, or the same one again; rows that are being typed keep their words."""
        meeting = picture.meet.meeting.uid
        place = self.book.place
        new = place is None or (meeting, topic.uid) != (place.meeting, self._topic)
        if new:
            self._clear()
            self._topic = topic.uid
            day = picture.meet.date or date.min
            self.book.place = Place(meeting, topic.uid or None, day)
            self._more.begin(topic)
        if picture.meet.bodies:
            self._language = picture.meet.bodies[0].language
        self.known.names = names
        entries = self.pasting.shown(self._more.entries(picture, topic))
        self._settle_rows(entries)
        rows = {row.uid: row for row in self.rows if row.uid}
        for entry in entries:
            shown = rows.get(entry.uid)
            if shown is not None and not shown.shows(entry, picture):
                shown.show_entry(entry, picture)
        self._trim()
        self.ensure_last()
        self._tab_order()
        if new and self.isVisible():
            self._settle_heights()
        found = self._row_of(self.wanted) if self.wanted else None
        if found is not None:
            self.wanted = ""
            self.focus_row(found, at_end=False)
            if found.kind is EntryKind.VOTE and found.foot is not None:
                found.foot.begin()

    def _settle_heights(self) -> None:
        """Lay rows that are new out at once: left to themselves they would be seen to jump, because
        the height of each follows from its width, and the place of the next from its height."""
        for row in self.rows:
            row.show()
        for _ in range(_PASSES):
            self._column.activate()
            # Layouts alone: no key is pressed in between.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._paper.resize(self._paper.width(), self._paper.sizeHint().height())

    def _settle_rows(self, entries: Sequence[Entry]) -> None:
        """Bring the rows into the order of the entries; rows whose words are not kept yet stay
        after the one they followed."""
        kept = {row.uid: row for row in self.rows if row.uid}
        order: list[EntryRow] = []
        for entry in entries:
            order.append(kept.pop(entry.uid) if entry.uid in kept else self.new_row())
            order[-1].uid = entry.uid
        for row in [row for row in self.rows if not row.uid or (row.pending and row not in order)]:
            kept.pop(row.uid, None)
            at = self.rows.index(row)
            before = next((r for r in reversed(self.rows[:at]) if r in order), None)
            order.insert(order.index(before) + 1 if before else 0, row)
        for row in kept.values():
            self.drop(row)
        if order != self.rows:
            self.rows = order
            for at, row in enumerate(order):
                if self._column.indexOf(row) != at:
                    self._column.insertWidget(at, row)
            self._tab_order()

    def _trim(self) -> None:
        """Let empty rows go that are neither the last nor being written in."""
        blank = [row for row in self.rows if not row.uid and row.empty and not row.pending]
        focused = [row for row in blank if row.edit.hasFocus()]
        kept = focused[0] if focused else self.rows[-1] if self.rows else None
        for row in blank:
            if row is not kept and not (row is self.rows[-1] and kept is not self.rows[-2]):
                self.drop(row)

    def _tab_order(self) -> None:
        """Let Tab lead from row to row; while many rows are on their way, that waits for them."""
        if not self.pasting.arriving:
            for _ in self.tab_steps():
                pass

    def tab_steps(self) -> Iterator[None]:
        """Let Tab lead from row to row, a few fields at each step.

        Only from the last field that stayed to the first that stays: of many most are in order.
        """
        fields: list[QWidget] = []
        for row in self.rows:
            fields += [row.edit, row.owners, row.due, *(row.foot.fields() if row.foot else ())]
        before, self._in_order = self._in_order, fields
        begun, ended = _common(before, fields)
        pairs = list(pairwise(fields[max(begun - 1, 0) : len(fields) - ended + 1]))
        for at, (one, other) in enumerate(pairs):
            if isValid(one) and isValid(other):
                QWidget.setTabOrder(one, other)
            if at % _FIELDS == 0:
                yield

    def new_row(self, kind: EntryKind = EntryKind.NARRATIVE) -> EntryRow:
        """Make a row that stands nowhere yet."""
        row = EntryRow(self.context, kind)
        row.enlarge(self._scale)
        row.edit.completion.known = self.known
        row.edit.pasted.connect(lambda text, html: self.pasting.take(row, text, html))
        row.edit.completion.snippet_chosen.connect(lambda offer: self.snippets.put(row, offer))
        if self.book.place is not None:
            watch_row(row, self.context.speller, self.book.place.meeting, self._language)
        row.typed.connect(lambda: self._typed(row))
        row.owners_typed.connect(self.touched)
        row.due_typed.connect(lambda: self.book.keep_due(row))
        row.focused.connect(lambda: self._on_focus(row))
        row.left.connect(lambda: self._on_left(row))
        row.entry_made.connect(self.go_to)
        row.foot_changed.connect(self.settled)
        row.edit.enter_pressed.connect(lambda: self._keys.enter(row))
        row.edit.joined_back.connect(lambda: self._keys.join(row))
        row.edit.joined_on.connect(lambda: self._keys.join_next(row))
        row.edit.left_up.connect(lambda: self.walk(row, -1))
        row.edit.left_down.connect(lambda: self.walk(row, 1))
        return row

    def ensure_last(self) -> None:
        """See that the last row is an empty one."""
        if not self.rows or self.rows[-1].uid or not self.rows[-1].empty:
            self.insert(len(self.rows), self.new_row())
        only = len(self.rows) == 1
        for row in self.rows:
            last = row is self.rows[-1]
            if row.foot is None:
                row.edit.setPlaceholderText((HINT if only else "…") if last else "")

    def insert(self, at: int, row: EntryRow, *, of_many: bool = False) -> None:
        """Put a row among the others; after the last of many, `tab_steps` lets Tab lead there."""
        self.rows.insert(at, row)
        self._column.insertWidget(at, row)
        if not of_many:
            self._tab_order()

    def drop(self, row: EntryRow) -> None:
        """Let a row go; nothing is written."""
        if row in self.rows:
            at = self.rows.index(row)
            had_focus = row.edit.hasFocus()
            self.rows.remove(row)
            if self.current is row:
                self.current = None
            if had_focus and self.rows:
                self.focus_row(self.rows[max(at - 1, 0)], at_end=True)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _clear(self) -> None:
        self.book.try_again()  # nobody will see these rows, so their words are sent whatever comes
        self.flush()
        rows, self.rows, self.current = self.rows, [], None
        for row in rows:
            self.drop(row)

    def enlarge(self, scale: float) -> None:
        """Show the words larger than usual, in lines no longer than read well; 1 is as usual."""
        self._scale = scale
        for row in self.rows:
            row.enlarge(scale)
        self._set_margins()

    def _set_margins(self) -> None:
        room = self.width() - self.context.theme.length(_LONGEST)
        side = 12 if self._scale == 1.0 else max(12, room // 2)
        self._column.setContentsMargins(side, 12, side, 32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    # ------------------------------------------------------------------ typing

    def _typed(self, row: EntryRow) -> None:
        self.book.typed(row)
        if row is self.rows[-1] and not row.empty:
            self.ensure_last()
        self.reveal(row)
        self.touched.emit()

    def _on_settled(self) -> None:
        if isValid(self):
            self.settled.emit()

    def _on_failed(self) -> None:
        if isValid(self):
            self._again.start()

    def _try_again(self) -> None:
        self.book.try_again()
        self.touched.emit()

    def held_back(self) -> str:
        """Return why words are not sent to the disk at present; empty when all were."""
        return self.book.held_back(self.rows)

    def flush(self) -> Receipt[Any] | None:
        """Ask for everything that is not kept yet to be written, from the top down.

        Returns the receipt of the last words, None when all were kept already.
        """
        last: Receipt[Any] | None = None
        for row in list(self.rows):
            last = self.book.flush(row) or last
            if row.foot is not None:
                row.foot.flush()
            if row.due.text().strip() != row.due_base.strip() and not row.due.hasFocus():
                self.book.keep_due(row)
        return last

    def ask_for(self, receipt: Receipt[Entry]) -> None:
        """Write, and put the cursor at the start of the entry that comes of it."""
        self.context.submit(receipt, then=lambda entry: self.go_to(entry.uid))

    def go_to(self, uid: str) -> None:
        """Put the cursor into an entry as soon as it is shown."""
        self.wanted = uid
        self.settled.emit()

    def walk(self, row: EntryRow, step: int) -> None:
        """Put the cursor into the row before (-1) or after (1)."""
        if step < 0 and row is self.rows[0]:
            self._more.show_more()
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows):
            self.focus_row(self.rows[at], at_end=step < 0)

    def focus_row(self, row: EntryRow | None, *, at_end: bool) -> None:
        """Put the cursor into a row, and bring it into sight."""
        if row is not None:
            row.edit.setFocus()
            row.edit.put_cursor(at_end=at_end)
            QTimer.singleShot(0, self, lambda: self.reveal(row))

    def reveal(self, row: EntryRow) -> None:
        """Bring a row into sight, and keep it there while the rows above find their heights."""
        self._goal = row
        self._arriving.start()
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        goal = self._goal
        if goal is None or goal not in self.rows or not self._arriving.isActive():
            return
        if goal.height() + 48 < self.viewport().height():
            self.ensureWidgetVisible(goal, 0, 24)
            return
        at = goal.edit.viewport().mapTo(self._paper, goal.edit.cursorRect().center())
        self.ensureVisible(at.x(), at.y(), 0, 48)

    def _on_focus(self, row: EntryRow) -> None:
        self.current = row
        self.row_focused.emit()

    def _on_left(self, row: EntryRow) -> None:
        """Keep what was typed; an entry left empty goes, a new one without a trace."""
        if row in self.rows:
            self.book.settle(row)
        self.book.flush(row)
        if row in self.rows[:-1] and row.empty and not row.pending:
            QTimer.singleShot(0, self, lambda: self._tidy(row))

    def _tidy(self, row: EntryRow) -> None:
        if row in self.rows[:-1] and row.empty and not row.hasFocus() and not row.edit.hasFocus():
            self.remove(row)

    @property
    def names(self) -> Sequence[OfferedName]:
        """Whom `@` may name."""
        return self.known.names

    @property
    def shown(self) -> tuple[MinutesPicture, Topic] | None:
        """What is shown: a topic, and the picture of the minutes that it is of."""
        return self._more.shown

    @property
    def held(self) -> int:
        """How many entries of a very long item are above the first row."""
        return self._more.held

    def remove(self, row: EntryRow) -> None:
        """Take an entry out of the minutes."""
        uid = row.uid
        self.drop(row)
        self.ensure_last()
        if uid:
            self.context.submit(minutes.remove_entry(self.context.session, uid))

    def begin(self, *, at_end: bool = True) -> None:
        """Put the cursor where she goes on writing."""
        if self.rows:
            self.focus_row(self.rows[-1 if at_end else 0], at_end=True)

    def go_back(self) -> None:
        """Put the cursor back where it was, or where she goes on writing."""
        if self.current is not None:
            self.current.edit.setFocus()
        else:
            self.begin()

    def focus_entry(self, uid: str) -> None:
        """Put the cursor into an entry."""
        self.focus_row(self.row_for(uid), at_end=False)

    def row_for(self, uid: str) -> EntryRow | None:
        """Return the row of an entry; where it is still to be made, all are made now."""
        if self._more.held and uid and self._row_of(uid) is None:
            self._more.make(0)
        return self._row_of(uid)

    def _row_of(self, uid: str) -> EntryRow | None:
        return next((row for row in self.rows if row.uid == uid), None)

    def uid_before(self, row: EntryRow) -> str:
        """Return the uid of the entry above a row, "" where there is none."""
        at = self.rows.index(row) if row in self.rows else len(self.rows)
        return next((r.uid for r in reversed(self.rows[:at]) if r.uid), self._more.above)

    def _above(self, row: EntryRow) -> list[str]:
        """Return the uids above a row, the nearest first, also of those not written yet."""
        at = self.rows.index(row) if row in self.rows else len(self.rows)
        found = [r.uid or r.spare for r in reversed(self.rows[:at]) if r.uid or r.spare]
        return [*found, *filter(None, [self._more.above])]


def _common(before: Sequence[QWidget], after: Sequence[QWidget]) -> tuple[int, int]:
    """Return how many of two sequences are the same at their beginning, and then at their end."""
    fewer = min(len(before), len(after))
    begun = next((n for n in range(fewer) if before[n] is not after[n]), fewer)
    left = fewer - begun
    ended = next((n for n in range(left) if before[-1 - n] is not after[-1 - n]), left)
    return begun, ended
