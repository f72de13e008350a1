"""Pasting into the minutes: read, written and shown bit by bit, so that typing goes on meanwhile.

What is pasted is read in slices on the window's own thread: a thread beside it would take the
interpreter from the typing again and again. It is written as one change, and its rows are made
one after another once it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from PySide6.QtGui import QTextCursor
from shiboken6 import isValid

from secretariat.documents.pasted import PasteReader
from secretariat.documents.pasted_text import Passage, passages, plain_passages
from secretariat.models.entries import STRUCTURED
from secretariat.models.kinds import EntryKind
from secretariat.models.records import Entry
from secretariat.services.pasted_minutes import Draft, draft, paste_entries
from secretariat.store.uids import new_uid
from secretariat.ui.meeting.entry_book import Place
from secretariat.ui.meeting.entry_row import EntryRow

if TYPE_CHECKING:
    from secretariat.ui.meeting.entry_list import EntryList

_SLICE, _BUDGET = 4096, 5
"""Letters that are read at a time, and milliseconds after which the window has its turn."""
_ENDED = (".", "!", "?", ":", ";")


class Pasting(QObject):
    """One paste: where it goes, and what of it is still to be read."""

    def __init__(self, row: EntryRow, place: Place, text: str, *, html: bool) -> None:
        super().__init__()
        self.row, self.place = row, place
        self.uid, self.restriction = row.uid, row.restriction
        self.cursor = QTextCursor(row.edit.textCursor())
        # What is typed while this is read comes behind it.
        self.cursor.setKeepPositionOnInsert(True)
        self.drafts: list[Draft] = []
        self.told = ""
        self._steps = self._read_html(text) if html else self._read_plain(text)

    def go_on(self) -> bool:
        """Read some more; False when all is read."""
        return next(self._steps, None) is not None

    def _read_html(self, html: str) -> Iterator[bool]:
        reader = PasteReader()
        for at in range(0, len(html), _SLICE):
            reader.feed(html[at : at + _SLICE])
            yield True
        reader.close()
        yield True
        yield from self._make(passages(reader.blocks))
        self.told = reader.left_out.sentence()

    def _read_plain(self, text: str) -> Iterator[bool]:
        yield from self._make(plain_passages(text))

    def _make(self, found: Sequence[Passage]) -> Iterator[bool]:
        for passage in found:
            self.drafts.append(draft(passage, self.place.said_on))
            yield True


class EntryPaste(QObject):
    """Takes what is pasted or dropped into a row: words into the row, more into entries below."""

    def __init__(self, entries: EntryList) -> None:
        super().__init__(entries)
        self._list = entries
        self._under_way: list[Pasting] = []
        self._coming: set[str] = set()
        self._ready: list[str] = []
        self._tabs: Iterator[None] | None = None
        self._end: EntryRow | None = None
        self._soon = QTimer(self)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._go_on)

    def take(self, row: EntryRow, text: str, html: bool) -> None:
        """Paste into a row at its cursor, in place of what is marked there."""
        place = self._list.book.place
        if place is None:
            return
        row.edit.textCursor().removeSelectedText()
        self._under_way.append(Pasting(row, place, text, html=html))
        self._soon.start()
        self._go_on()

    def finish(self) -> None:
        """Have everything that is being pasted on its way to the disk now."""
        while self._under_way:
            if not self._under_way[0].go_on():
                self._put(self._under_way.pop(0))

    @property
    def arriving(self) -> bool:
        """Whether rows of what was pasted are still to be made."""
        return bool(self._ready)

    def shown(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """Return the entries without those whose rows are still to be made, one by one."""
        if not self._coming:
            return entries
        self._ready = [entry.uid for entry in entries if entry.uid in self._coming]
        if self._ready:
            self._soon.start()
        return [entry for entry in entries if entry.uid not in self._coming]

    def _go_on(self) -> None:
        """Do what fits between two letters that are typed."""
        spent = QElapsedTimer()
        spent.start()
        while spent.elapsed() < _BUDGET:
            if self._under_way:
                if not self._under_way[0].go_on():
                    self._put(self._under_way.pop(0))
            elif self._ready:
                self._make_row(self._ready.pop(0))
                return  # a row is laid out before the next is made
            elif self._tabs is not None:
                if next(self._tabs, self._tabs) is self._tabs:
                    self._tabs = None
            else:
                self._soon.stop()
                return

    # ------------------------------------------------------------------ putting

    def _put(self, done: Pasting) -> None:
        """Put what was read where it was pasted."""
        row = done.row
        there = isValid(row) and row in self._list.rows
        if not done.drafts:
            self._say(done.told or "There are no words on the clipboard.")
            return
        one_row = len(done.drafts) == 1 or (there and row.kind in (*STRUCTURED, EntryKind.QUESTION))
        if there and one_row:
            self._into_row(done)
            self._say(done.told)
        else:
            self._into_entries(done, there=there)

    def _into_row(self, done: Pasting) -> None:
        """Put the words into the row, as if they were typed there."""
        edit = done.row.edit
        if len(done.drafts) == 1:
            one = done.drafts[0]
            words = one.typed if not edit.words().strip() else one.text
        else:
            words = "\n\n".join(one.text for one in done.drafts)
        done.cursor.setKeepPositionOnInsert(False)
        # Its other end went along with what was typed meanwhile, which is not to be replaced.
        done.cursor.clearSelection()
        done.cursor.insertText(words)
        edit.ensureCursorVisible()

    def _into_entries(self, done: Pasting, *, there: bool) -> None:
        """Make entries below the words that stand before the cursor; those behind it follow."""
        row, drafts = done.row, done.drafts
        before, behind = "", ""
        if there:
            self._list.book.flush(row)
            text, at = row.edit.words(), row.edit.letters_before(done.cursor)
            before, behind = text[:at].rstrip(), text[at:].strip()
            done.uid = row.uid
        first = drafts[0]
        if before and first.kind is EntryKind.NARRATIVE and not before.endswith(_ENDED):
            before, drafts = f"{before} {first.text}", drafts[1:]
        if behind and before:
            drafts = [*drafts, Draft(EntryKind.NARRATIVE, behind, behind)]
        uids = [new_uid() for _ in drafts]
        above = self._list.uid_before(row) if there else ""
        words: str | None = None
        if done.uid and before:
            words, above = before, done.uid
            row.put(before)
            row.base = before
        self._coming.update(uids)
        self._end = row if there and row.edit.hasFocus() else None
        pasted = len(drafts)

        def then(_: object) -> None:
            self._say(f"Pasted as {pasted} paragraphs. {done.told}".strip(), undo=True)
            self._list.settled.emit()

        def failed(*_: object) -> None:
            self._coming.difference_update(uids)

        place = done.place
        self._list.context.submit(
            paste_entries(
                self._list.context.session,
                place.meeting,
                place.item,
                drafts,
                uids,
                after=above or None,
                begun=done.uid or None,
                words=words,
                restriction=done.restriction,
                origin=self._list.book.origin,
            ),
            then=then,
            otherwise=failed,
        )

    def _say(self, words: str, *, undo: bool = False) -> None:
        context = self._list.context
        if words and undo:
            context.messages.say(words, "Undo", context.undo)
        elif words:
            context.messages.say(words)

    # ------------------------------------------------------------------ showing

    def _make_row(self, uid: str) -> None:
        """Make the row of an entry that was pasted, where it stands among the others."""
        shown = self._list.shown
        self._coming.discard(uid)
        if shown is None:
            return
        picture, topic = shown
        entries = list(topic.entries)
        at = next((n for n, entry in enumerate(entries) if entry.uid == uid), -1)
        if at < 0:
            return  # taken back again
        rows = {row.uid: number for number, row in enumerate(self._list.rows) if row.uid}
        place = next((rows[e.uid] + 1 for e in reversed(entries[:at]) if e.uid in rows), 0)
        row = self._list.new_row(entries[at].kind)
        self._list.insert(place, row, of_many=True)
        row.show_entry(entries[at], picture)
        if not self._ready:
            self._tabs = self._list.tab_steps()
            self._leave_at(row)
            self._list.settled.emit()

    def _leave_at(self, last: EntryRow) -> None:
        """Go to the end of what was pasted, unless she went on elsewhere meanwhile."""
        end, self._end = self._end, None
        if end is not None and isValid(end) and end.edit.hasFocus():
            self._list.focus_row(last, at_end=True)
