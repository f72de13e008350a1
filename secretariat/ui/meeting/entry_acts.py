"""What is done to the entry with the cursor, and what is recorded there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from secretariat.models.kinds import EntryKind, EntryLayout, Restriction
from secretariat.services import minutes
from secretariat.store.uids import new_uid
from secretariat.store.writer import Receipt
from secretariat.ui.meeting.entry_row import EntryRow
from secretariat.ui.meeting.vote_foot import VoteFoot

if TYPE_CHECKING:
    from secretariat.ui.meeting.entry_list import EntryList


class EntryActs:
    """The commands of the minutes that concern one entry; each is one undo."""

    def __init__(self, entries: EntryList) -> None:
        self._list = entries
        self._session = entries.context.session

    def _row(self) -> EntryRow | None:
        rows, current = self._list.rows, self._list.current
        return current if current in rows else rows[-1] if rows else None

    def record(
        self, kind: EntryKind, write: Callable[[str, str | None], Receipt[Any]]
    ) -> EntryRow | None:
        """Put something that is recorded at the cursor, below words that are there already.

        `write` is given the uid of the new entry and that of the one before it. The cursor goes
        on below. Returns the row.
        """
        row = self._row()
        if row is None:
            return None
        self._list.flush()
        if row.uid or not row.empty:
            at = self._list.rows.index(row) + 1
            row = self._list.new_row(kind)
            self._list.insert(at, row)
        else:
            row.set_kind(kind)
        before = self._list.uid_before(row) or None
        made = row
        made.uid = new_uid()
        made.pending += 1

        def done(_: Any) -> None:
            made.pending -= 1
            self._list.settled.emit()

        def back(_: Any) -> None:
            made.pending -= 1
            made.uid = ""
            self._list.drop(made)
            self._list.ensure_last()

        self._list.context.submit(write(made.uid, before), then=done, otherwise=back)
        self._list.ensure_last()
        self._list.walk(made, 1)
        return made

    def set_kind(self, kind: EntryKind) -> None:
        """Make the entry with the cursor another kind."""
        if self._list.current is not None:
            self._list.book.change_kind(self._list.current, kind)
            self._list.current.edit.setFocus()

    def put(self, kind: EntryKind, **record: Any) -> None:
        """Make a motion or a vote: of the paragraph with the cursor when it holds no more than its
        words, and otherwise below it. `record` is what `entry_records.make_record` takes."""
        row, place = self._row(), self._list.book.place
        if row is None or place is None:
            return
        if row.kind is EntryKind.NARRATIVE and (row.empty or kind is EntryKind.MOTION):
            row.record = record
            self._list.book.change_kind(row, kind)
            self._list.ensure_last()
            row.edit.setFocus()
            self._list.wanted = row.uid
            return
        self.add(kind, **record)

    def add(self, kind: EntryKind, words: str = "", **record: Any) -> None:
        """Add an entry below the one with the cursor, and put the cursor there."""
        row, place = self._row(), self._list.book.place
        if row is None or place is None:
            return
        self._list.flush()
        self._list.ask_for(
            minutes.add_entry(
                self._session,
                place.meeting,
                place.item,
                words,
                kind=kind,
                after=row.uid or self._list.uid_before(row) or None,
                record=record,
                origin=self._list.book.origin,
            )
        )

    def next_round(self) -> None:
        """Add a round to the election with the cursor."""
        row = self._list.current
        if row is not None and isinstance(row.foot, VoteFoot):
            row.foot.next_round()

    def begin_foot(self) -> None:
        """Put the focus into the fields below the entry with the cursor."""
        if self._list.current is not None and self._list.current.foot is not None:
            self._list.current.foot.begin()

    def restrict(self, restriction: Restriction) -> None:
        """Restrict the entry with the cursor, or open it again."""
        row = self._list.current
        if row is not None and row.uid:
            self._list.flush()
            self._list.context.submit(
                minutes.change_entry(self._session, row.uid, restriction=restriction)
            )

    def turn_owned(self) -> None:
        """Go to the owners beside the entry with the cursor, which has some from now on, or take
        them off when the cursor stands there already."""
        row = self._list.current
        if row is None:
            return
        self._list.flush()
        within = row.owners.hasFocus() or row.due.hasFocus()
        if row.kind is EntryKind.ACTION or (row.owned and not within):
            row.owners.setFocus()
        elif row.uid:
            row.asks_owner = not row.owned
            row.edit.setFocus()
            self._list.context.submit(minutes.turn_owned(self._session, row.uid))

    def turn_layout(self) -> None:
        """Print the action with the cursor in a line of its own, or again as the body does."""
        row = self._list.current
        if row is not None and row.uid and row.kind is EntryKind.ACTION:
            self._list.flush()
            line = row.layout_kind is EntryLayout.LINE
            wanted = EntryLayout.HOUSE if line else EntryLayout.LINE
            self._list.context.submit(minutes.change_entry(self._session, row.uid, layout=wanted))

    def move_entry(self, step: int) -> None:
        """Move the entry with the cursor up or down among those of its item."""
        row, place = self._list.current, self._list.book.place
        if row is None or not row.uid or place is None:
            return
        self._list.flush()
        kept = [r.uid for r in self._list.rows if r.uid]
        at = self._list.held + kept.index(row.uid) + step
        if 0 <= at < self._list.held + len(kept):
            self._list.context.submit(minutes.move_entry(self._session, row.uid, place.item, at))

    def remove_current(self) -> None:
        """Take the entry with the cursor out of the minutes."""
        if self._list.current is not None and (self._list.current.uid or len(self._list.rows) > 1):
            self._list.remove(self._list.current)
