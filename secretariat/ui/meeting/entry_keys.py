"""How Enter, Backspace and Delete part and join the entries of an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretariat.models.entries import STRUCTURED
from secretariat.models.kinds import EntryKind
from secretariat.models.records import Entry
from secretariat.models.typed_votes import typed_proposal
from secretariat.services import minutes
from secretariat.ui.meeting.entry_row import EntryRow

if TYPE_CHECKING:
    from secretariat.ui.meeting.entry_list import EntryList

_PROPOSED = (EntryKind.MOTION, EntryKind.DECISION)


class EntryKeys:
    """Makes of several entries what one text would do at these keys."""

    def __init__(self, entries: EntryList) -> None:
        self._list = entries
        self._session = entries.context.session

    def enter(self, row: EntryRow) -> None:
        """Part the entry at the cursor; at its end, go on in a new one."""
        if row.edit.textCursor().atEnd():
            row = self._settle(row) or row
        if not row.empty:
            self._list.book.flush(row)  # words that are not kept yet can be parted as well
        text = row.edit.words()
        at = row.edit.letters_before()
        if row.empty:
            self._list.walk(row, 1)
        elif not text[at:].strip() or not row.uid:
            self._add_after(row)
        elif not text[:at].strip():
            new = self._list.new_row()
            self._list.insert(self._list.rows.index(row), new)
            self._list.focus_row(new, at_end=True)
        else:
            self._list.book.flush(row)
            row.base = text[:at].rstrip()
            row.put(row.base)
            self._list.ask_for(
                minutes.split_entry(self._session, row.uid, at, origin=self._list.book.origin)
            )

    def _add_after(self, row: EntryRow) -> None:
        self._list.book.flush(row)
        at = self._list.rows.index(row) + 1
        follower = self._list.rows[at] if at < len(self._list.rows) else None
        if follower is None or follower.uid or not follower.empty:
            follower = self._list.new_row()
            self._list.insert(at, follower)
        self._list.focus_row(follower, at_end=False)

    def _settle(self, row: EntryRow) -> EntryRow | None:
        """Read a finished line: a count, or who proposed what stands above. Returns the row above
        when the line was all about it, and is gone."""
        at = self._list.rows.index(row)
        above = self._list.rows[at - 1] if at else None
        found = typed_proposal(row.edit.words()) if row.kind is EntryKind.NARRATIVE else None
        proposed = above is not None and above.uid and above.kind in _PROPOSED
        if found is None or found.text or not proposed or above is None:
            self._list.book.settle(row)
            return None
        self._list.book.flush(above)
        self._list.book.propose(above, found)
        row.put("")
        row.base = ""
        self._list.remove(row)
        return above

    def join(self, row: EntryRow) -> None:
        """Join the entry to the one before; one of a special kind becomes a paragraph first."""
        at = self._list.rows.index(row)
        if row.kind in STRUCTURED:
            self._list.walk(row, -1)
        elif row.kind is not EntryKind.NARRATIVE:
            self._list.book.change_kind(row, EntryKind.NARRATIVE)
        elif row.empty and at:
            self._list.remove(row)
        elif at and row.uid and self._list.rows[at - 1].uid:
            before = self._list.rows[at - 1]
            self._list.flush()
            length = len(before.edit.words())

            def done(entry: Entry) -> None:
                self._list.focus_row(before, at_end=False)
                self._list.settled.emit()
                before.edit.go_to(length + 1)

            self._list.context.submit(
                minutes.join_entry(self._session, row.uid, origin=self._list.book.origin),
                then=done,
            )

    def join_next(self, row: EntryRow) -> None:
        """Join the entry that follows to this one."""
        at = self._list.rows.index(row) + 1
        if at < len(self._list.rows) and self._list.rows[at].uid:
            self.join(self._list.rows[at])
