"""Pasted words as entries of the minutes: as many as they need, of the kinds they say, one undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from secretariat.documents.pasted_text import Passage
from secretariat.models.kinds import EntryKind, Restriction
from secretariat.models.records import Entry
from secretariat.models.typed_minutes import TypedAction, marked, typed_action
from secretariat.services.actions import recognise_owners
from secretariat.services.entry_records import make_record
from secretariat.services.fields import renumber
from secretariat.services.minutes import entries_under, make_action
from secretariat.services.order import note_begun
from secretariat.services.session import Session
from secretariat.store.rows import Writer
from secretariat.store.writer import Receipt

_KINDS = (EntryKind.DECISION, EntryKind.ACTION, EntryKind.MOTION, EntryKind.QUESTION)
"""What a pasted line may become by its first word; a count of votes stays words."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that is to be made of pasted words; `typed` is what would be typed for it."""

    kind: EntryKind
    text: str
    typed: str
    action: TypedAction | None = None
    amends: bool = False


def draft(passage: Passage, said_on: date) -> Draft:
    """Return what a passage becomes, as it would if it were typed on the day `said_on`."""
    if passage.is_heading:
        return Draft(EntryKind.HEADING, passage.text, f"### {passage.text}")
    found = marked(passage.text)
    if found is None or found.kind not in (*_KINDS, EntryKind.HEADING):
        return Draft(EntryKind.NARRATIVE, passage.text, passage.text)
    if found.kind is EntryKind.ACTION:
        read = typed_action(found.text, said_on)
        return Draft(found.kind, read.text, passage.text, read)
    return Draft(found.kind, found.text, passage.text, amends=found.amends)


def paste_entries(
    session: Session,
    meeting: str,
    item: str | None,
    drafts: Sequence[Draft],
    uids: Sequence[str],
    *,
    after: str | None = None,
    begun: str | None = None,
    words: str | None = None,
    restriction: Restriction = Restriction.NONE,
    origin: str = "",
) -> Receipt[None]:
    """Make the entries of a paste under their `uids`, after another or last under the item.

    `begun` is an entry that the paste begins in, and `words` what that says then; what is pasted
    is restricted as that entry is, with its ground. All of it is one step of undo.
    """
    drafts = tuple(drafts)
    now = session.clock()

    def work(writer: Writer) -> None:
        if item is not None:
            note_begun(writer, item, now)
        closed, ground = restriction, ""
        if (entry := writer.maybe(Entry, begun)) is not None:
            closed, ground = entry.restriction, entry.restriction_ground
            if words is not None:
                writer.update(Entry, entry.uid, text=words)
        siblings = [entry.uid for entry in entries_under(writer, meeting, item)]
        at = siblings.index(after) + 1 if after in siblings else len(siblings)
        for number, (one, uid) in enumerate(zip(drafts, uids, strict=True)):
            made = Entry(
                uid=uid,
                meeting=meeting,
                item=item,
                kind=one.kind,
                text=one.text,
                position=at + number,
                restriction=closed,
                restriction_ground=ground,
            )
            _add(writer, writer.insert(made), one)
        renumber(writer, Entry, [*siblings[:at], *uids, *siblings[at:]])

    return session.change("Paste", work, origin=origin)


def _add(writer: Writer, entry: Entry, one: Draft) -> None:
    """Give an entry what belongs to its kind."""
    if one.action is not None:
        names = one.action.owners
        owners = recognise_owners(writer, names, entry.meeting) if names else ()
        due = {"due_kind": one.action.due_kind, "due": one.action.due}
        make_action(writer, entry, owners, due)
    elif entry.kind is EntryKind.MOTION:
        make_record(writer, entry, amends=one.amends)
