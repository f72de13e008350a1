"""Keeps what is typed into the rows of the minutes: when, in which order, and as what.

A row is written while it is typed; a new one is made with its first words, so that empty
paragraphs leave no trace. Writes of one row never overtake each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shiboken6 import isValid

from secretariat.errors import KnownError, NotNowError
from secretariat.models.kinds import DueKind, EntryKind, Restriction
from secretariat.models.typed_minutes import TypedAction, marked, read_due, typed_action
from secretariat.models.typed_votes import TypedProposal, typed_count, typed_proposal
from secretariat.services import actions, minutes, motions, votes
from secretariat.services.actions import Owner
from secretariat.store.uids import new_uid
from secretariat.store.writer import Receipt
from secretariat.ui.meeting.entry_foot import AT_ONCE
from secretariat.ui.meeting.entry_row import EntryRow, due_words
from secretariat.ui.meeting.set_aside import SetAside
from secretariat.ui.page import Context


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows are written: under which item of which meeting, and on what day it was."""

    meeting: str
    item: str | None
    said_on: date


class EntryBook:
    """Writes rows to the register. `origin` names the screen in the reports of changes.

    `refused` is why the disk took nothing the last time. Until `try_again` the words are then
    set aside instead of being sent, so that they come to the disk in their order.
    """

    def __init__(
        self,
        context: Context,
        origin: str,
        above: Callable[[EntryRow], list[str]],
        settled: Callable[[], None],
        failed: Callable[[], None],
        aside: SetAside,
    ) -> None:
        self.context = context
        self.origin = origin
        self.place: Place | None = None
        self._above = above
        self._settled = settled
        self._failed = failed
        self._aside = aside
        self.refused = ""
        self._owed: list[Callable[[], object]] = []

    # ------------------------------------------------------------------ words

    def typed(self, row: EntryRow) -> None:
        """Read what was just typed: a first word may change the kind, names become owners."""
        text = row.edit.words()
        if row.kind is EntryKind.NARRATIVE or (row.kind is EntryKind.DECISION and not row.uid):
            found = marked(text)
            if found and found.kind is not row.kind:
                row.record = {"amends": True} if found.amends else {}
                self._turn(row, found.kind, found.text)
                return
        if row.kind is EntryKind.ACTION:
            self._strip_owners(row)

    def _turn(self, row: EntryRow, kind: EntryKind, text: str) -> None:
        cut = len(row.edit.words()) - len(text)
        at = max(row.edit.letters_before() - cut, 0)
        row.put(text)
        row.edit.go_to(at)
        self.change_kind(row, kind)

    def _strip_owners(self, row: EntryRow) -> None:
        """Take owners that stand before a colon or in brackets out of the words."""
        read = self._read(row)
        if not read.owners or read.text == row.edit.words():
            return
        cut = (
            0 if row.edit.words().startswith(read.text) else len(row.edit.words()) - len(read.text)
        )
        at = max(row.edit.letters_before() - cut, 0)
        row.put(read.text)
        row.edit.go_to(at)
        row.owners.setText(read.owners)
        row.owners.home(False)

    def _read(self, row: EntryRow) -> TypedAction:
        place = self.place
        return typed_action(row.edit.words(), place.said_on if place else date.max)

    # ------------------------------------------------------------------ keeping

    def flush(self, row: EntryRow) -> Receipt[Any] | None:
        """Ask for what the register does not hold yet to be written, in order, without waiting.

        Returns the receipt of the row's words, or None when they are kept already.
        """
        receipt: Receipt[Any] | None = None
        place = self.place
        if place is None:
            return None
        if self.refused:
            self._hold(row, place)
            return None
        if not row.uid:
            return self._make(row)
        if row.owes_kind and not row.pending:
            return self._send_kind(row)
        if row.dirty:
            text = row.base = row.edit.words()
            receipt = self._send(row, minutes.change_entry, row.uid, text=text, origin=self.origin)
        if row.kind is EntryKind.ACTION or row.owned:
            self._flush_action(row)
        return receipt

    def _hold(self, row: EntryRow, place: Place) -> None:
        if row.dirty and (row.uid or not row.empty):
            if not row.uid:
                row.spare = row.spare or new_uid()
            self._aside.hold(row, place.meeting, place.item)

    def try_again(self) -> None:
        """Send what was refused once more: words of rows that are gone now, the others as they
        are flushed."""
        self.refused = ""
        owed, self._owed = self._owed, []
        for send in owed:
            send()

    def held_back(self, rows: Sequence[EntryRow]) -> str:
        """Return why words are not sent; empty when all were."""
        return self.refused if self._owed or any(row.dirty for row in rows) else ""

    def _make(self, row: EntryRow) -> Receipt[Any] | None:
        place = self.place
        if (row.empty and row.kind not in AT_ONCE) or place is None:
            return None
        text = row.base = row.edit.words()
        values: dict[str, Any] = {}
        if row.kind is EntryKind.ACTION:
            owners, due = self._recognised(row)
            values = {"owners": owners, "action": due}
        if row.record:
            values["record"], row.record = row.record, {}
        if row.restriction is not Restriction.NONE:
            values["restriction"] = row.restriction
        # The uid is given here, so that whatever is typed next can already name this entry.
        # Where it could not be written, the same one is tried again.
        row.uid, row.spare = row.spare or new_uid(), ""

        def failed() -> None:
            row.uid, row.spare = "", row.uid
            row.record = values.get("record", {})

        return self._send(
            row,
            minutes.add_entry,
            place.meeting,
            place.item,
            text,
            kind=row.kind,
            after=self._above(row),
            origin=self.origin,
            uid=row.uid,
            failed=failed,
            **values,
        )

    def _recognised(self, row: EntryRow) -> tuple[tuple[Owner, ...], dict[str, Any]]:
        """Return the owners and the due date to make an action with."""
        read = self._read(row)
        names = row.owners.text().strip() or read.owners
        row.owners.short = row.owners.text()
        reader = self.context.session.reader
        meeting = self.place.meeting if self.place else None
        owners = actions.recognise_owners(reader, names, meeting) if names else ()
        return owners, {"due_kind": read.due_kind, "due": read.due}

    def _flush_action(self, row: EntryRow) -> None:
        reader, place = self.context.session.reader, self.place
        action = minutes.action_of(reader, row.uid)
        if action is None or place is None:
            return
        # Only an action says in its own words who is to do it.
        read = self._read(row) if row.kind is EntryKind.ACTION else TypedAction("")
        names = row.owners.text().strip()
        if row.owners.changed or (not names and read.owners):
            wanted = names or read.owners
            row.owners.short = row.owners.text()
            owners = actions.recognise_owners(reader, wanted, place.meeting) if wanted else ()

            def unnamed() -> None:
                row.owners.short = ""

            self._send(
                row, actions.set_owners, action.uid, owners, origin=self.origin, failed=unnamed
            )
        if action.due_kind is DueKind.NONE and read.due_kind is not DueKind.NONE:
            self._send(
                row,
                actions.change_action,
                action.uid,
                due_kind=read.due_kind,
                due=read.due,
                origin=self.origin,
            )

    def keep_due(self, row: EntryRow) -> None:
        """Write what was typed into the due field; words that cannot be read are told."""
        if row.due.text().strip() == row.due_base.strip() or not row.uid or self.place is None:
            return
        found = read_due(row.due.text(), self.place.said_on)
        action = minutes.action_of(self.context.session.reader, row.uid)
        if action is None:
            return
        if found is None:
            self.context.messages.warn(
                f"“{row.due.text()}” is no date. The action keeps its words; try 3 March, "
                "next meeting or asap."
            )
            row.due.setText(due_words(action))
            return
        base, row.due_base = row.due_base, row.due.text()

        def failed() -> None:
            row.due_base = base

        self._send(
            row,
            actions.change_action,
            action.uid,
            due_kind=found[0],
            due=found[1],
            origin=self.origin,
            failed=failed,
        )

    # ------------------------------------------------------------------ kinds

    def change_kind(self, row: EntryRow, kind: EntryKind) -> None:
        """Make a row another kind of entry, with the words it holds now."""
        row.set_kind(kind)
        if row.uid:
            self._send_kind(row)
        else:
            self.flush(row)

    def _send_kind(self, row: EntryRow) -> Receipt[Any]:
        values: dict[str, Any] = {}
        row.owes_kind = False
        kind = row.kind
        if kind is EntryKind.ACTION:
            self._strip_owners(row)
            owners, due = self._recognised(row)
            values = {"owners": owners, "action": due}
        if row.record:
            values["record"], row.record = row.record, {}
        text = row.base = row.edit.words()

        def failed() -> None:
            row.owes_kind = row.kind is kind
            row.record = values.get("record", {})

        return self._send(
            row,
            minutes.change_kind,
            row.uid,
            kind,
            text=text,
            origin=self.origin,
            failed=failed,
            **values,
        )

    # ------------------------------------------------------------------ votes

    def settle(self, row: EntryRow) -> bool:
        """Read a line that was finished: a count becomes a vote, and who proposed is taken off
        the words. True when the row changed."""
        text = row.edit.words()
        if row.kind in (EntryKind.NARRATIVE, EntryKind.VOTE) and (count := typed_count(text)):
            row.put("")
            if row.kind is EntryKind.VOTE and row.uid:
                row.base = ""
                self._send(row, votes.take_count, row.uid, count)
            else:
                row.record = {"count": count}
                self.change_kind(row, EntryKind.VOTE)
            return True
        if row.kind not in (EntryKind.MOTION, EntryKind.DECISION):
            return False
        found = typed_proposal(text)
        if found is None or not found.text:
            return False
        row.put(found.text)
        self.flush(row)
        self.propose(row, found)
        return True

    def propose(self, row: EntryRow, found: TypedProposal) -> None:
        """Say of a motion or a decision who proposed and seconded it."""
        self._send(row, motions.propose, row.uid, found.mover, found.seconder)

    def _send(
        self,
        row: EntryRow,
        service: Callable[..., Any],
        *args: Any,
        failed: Callable[[], None] | None = None,
        **values: Any,
    ) -> Receipt[Any]:
        """Ask a service to write; the row counts what is under way and keeps what failed."""
        row.pending += 1
        place = self.place
        if place is not None:
            self._aside.watch(row, place.meeting, place.item)

        def done(_: Any) -> None:
            if isValid(row):
                row.pending -= 1
                if not row.pending:
                    self._settled()

        def again() -> None:
            self.context.submit(service(self.context.session, *args, **values), otherwise=refused)

        def refused(error: KnownError) -> None:
            """Of a row that is gone: nobody sees its words any more, so they are sent again."""
            if isinstance(error, NotNowError):
                self.refused = str(error)
                self._owed.append(again)
            self._failed()

        def back(error: KnownError) -> None:
            if not isValid(row):
                refused(error)
                return
            row.pending -= 1
            row.base = ""
            if isinstance(error, NotNowError):
                self.refused = str(error)
            self._aside.keep(row)
            if failed is not None:
                failed()
            self._failed()

        receipt: Receipt[Any] = service(self.context.session, *args, **values)
        self.context.submit(receipt, then=done, otherwise=back)
        return receipt
