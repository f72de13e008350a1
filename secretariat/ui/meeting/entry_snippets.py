"""Standard words in the minutes: put in with their slots filled, or made of words that stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from secretariat.models.kinds import EntryKind
from secretariat.models.records import Snippet
from secretariat.models.snippets import Offer, slot_after, slots_in, with_slots
from secretariat.services import snippets
from secretariat.services.slots import Moment
from secretariat.services.wall_clock import now_at
from secretariat.ui.meeting.entry_row import EntryRow
from secretariat.ui.places import widened

if TYPE_CHECKING:
    from secretariat.ui.meeting.entry_list import EntryList

_NOTHING = "Mark the words first that are to be kept as a snippet."


class EntrySnippets:
    """Puts standard words at the cursor; those of another kind into an entry of that kind."""

    def __init__(self, entries: EntryList) -> None:
        self._list = entries

    def put(self, row: EntryRow, offer: Offer) -> None:
        """Put words in place of what was typed for them, and mark their first open slot.

        A row that holds nothing else becomes the kind that they are; words that are there already
        stay, and words of another kind go into an entry below them.
        """
        text = self._filled(offer)
        typed = row.edit.textCursor()
        others = row.edit.words().replace(typed.selectedText(), "", 1).strip()
        same = offer.kind in (row.kind, EntryKind.NARRATIVE)
        if others and not same:
            typed.removeSelectedText()
            row, others = self._below(row), ""
            typed = row.edit.textCursor()
        start = typed.selectionStart()
        typed.insertText(text)
        row.edit.setTextCursor(typed)
        # The words may have begun with one that gave the row its kind as it was put in.
        if not same and not others and row.kind is not offer.kind:
            self._list.book.change_kind(row, offer.kind)
            self._list.ensure_last()
        self._mark_first(row, start, text)

    def _filled(self, offer: Offer) -> str:
        shown = self._list.shown
        if shown is None:
            return offer.text
        picture, topic = shown
        session = self._list.context.session
        motions = (one for one in picture.voted.motions if one.item == (topic.uid or None))
        moment = Moment(
            picture.meet,
            replace(picture.room, attendees=picture.called),
            picture.phrases,
            now_at(session, picture.meet.meeting),
            topic.item,
            topic.number,
            tuple(motions),
        )
        return with_slots(offer.text, lambda slot: moment.words(session.reader, slot))

    def _below(self, row: EntryRow) -> EntryRow:
        """Return an empty row below one whose words stay, restricted as that is."""
        self._list.book.flush(row)
        at = self._list.rows.index(row) + 1
        follower = self._list.rows[at] if at < len(self._list.rows) else None
        if follower is None or follower.uid or not follower.empty:
            follower = self._list.new_row()
            self._list.insert(at, follower)
        follower.restriction = row.restriction
        self._list.focus_row(follower, at_end=False)
        return follower

    def _mark_first(self, row: EntryRow, start: int, text: str) -> None:
        """Mark the first open slot of words that were put in; what stood there before stays."""
        words, put = widened(row.edit.words()), widened(text)
        begun = words.find(put, max(start - len(put), 0)) if put in words else start
        slot = slot_after(words, max(begun, 0))
        if slot is not None and slots_in(put):
            row.edit.select_slot(slot)

    def keep(self) -> None:
        """Make a snippet of the body's of the words that are marked."""
        row, shown = self._list.current, self._list.shown
        context = self._list.context
        words = row.edit.textCursor().selectedText() if row is not None else ""
        words = words.replace("\u2029", "\n").strip()
        if row is None or shown is None or not words:
            context.messages.warn(_NOTHING)
            return
        bodies = shown[0].meet.bodies
        body = bodies[0].uid if bodies else None

        def then(made: Snippet) -> None:
            context.messages.say(
                f"Kept: type /{made.short} to have these words again.", "Undo", context.undo
            )

        context.submit(
            snippets.add_snippet(context.session, body, text=words, kind=row.kind), then=then
        )

    def has_words(self) -> bool:
        """Say whether words are marked that could be kept."""
        row = self._list.current
        cursor = row.edit.textCursor() if row is not None else QTextCursor()
        return cursor.hasSelection()
