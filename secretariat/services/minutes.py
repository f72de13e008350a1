"""The minutes: entries under items, in the order in which they were taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.kinds import EntryKind
from secretariat.models.records import Action, Entry
from secretariat.services.actions import Owner, write_owners
from secretariat.services.entry_records import drop_record, make_record, move_records
from secretariat.services.fields import change_fields, place, renumber
from secretariat.services.meetings import meet_of
from secretariat.services.order import note_begun
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt


def entries_of(reader: Reader, meeting: str) -> list[Entry]:
    """Return all entries of a meeting; those of one item stand in their order."""
    return reader.find(Entry, meeting=meeting)


def entries_under(reader: Reader, meeting: str, item: str | None) -> list[Entry]:
    """Return the entries of one item, or those of business between items."""
    return reader.find(Entry, meeting=meeting, item=item)


def add_entry(
    session: Session,
    meeting: str,
    item: str | None,
    text: str = "",
    *,
    kind: EntryKind = EntryKind.NARRATIVE,
    after: str | Sequence[str] | None = None,
    owners: Sequence[Owner] = (),
    action: dict[str, Any] | None = None,
    record: dict[str, Any] | None = None,
    origin: str = "",
    **values: Any,
) -> Receipt[Entry]:
    """Add an entry after another, or last under its item.

    Of several in `after`, the nearest first, the first counts that is there: those between may
    still be on their way to the disk.

    In a meeting in progress the first words under an item note when it began. An entry of kind
    ACTION gets its action at once, with `owners` and the fields in `action`; a motion or a vote
    gets its own, with what `entry_records.make_record` takes in `record`.
    """
    owners = tuple(owners)
    above = (after,) if isinstance(after, str) else tuple(after or ())
    now = session.clock()

    def work(writer: Writer) -> Entry:
        if item is not None:
            note_begun(writer, item, now)
        siblings = entries_under(writer, meeting, item)
        entry = writer.insert(Entry(meeting=meeting, item=item, kind=kind, text=text, **values))
        uids = [s.uid for s in siblings]
        at = next((uids.index(uid) + 1 for uid in above if uid in uids), len(uids))
        place(writer, Entry, entry.uid, siblings, at)
        if kind is EntryKind.ACTION:
            make_action(writer, entry, owners, action or {})
        entry = writer.get(Entry, entry.uid)
        make_record(writer, entry, **(record or {}))
        return entry

    return session.change(f"Add {kind.value}", work, origin=origin)


def make_action(
    writer: Writer, entry: Entry, owners: Sequence[Owner], values: dict[str, Any]
) -> Action:
    """Make the action that stands in an entry, last of those of the leading body.

    Raises KnownError when the meeting belongs to no body.
    """
    bodies = meet_of(writer, entry.meeting).bodies
    if not bodies:
        raise KnownError("This meeting belongs to no body, so its actions would have no home.")
    last = writer.count(Action, body=bodies[0].uid)
    action = writer.insert(
        Action(
            body=bodies[0].uid,
            meeting=entry.meeting,
            item=entry.item,
            entry=entry.uid,
            position=last,
            **values,
        )
    )
    write_owners(writer, action.uid, owners)
    return action


def change_entry(session: Session, uid: str, *, origin: str = "", **values: Any) -> Receipt[Entry]:
    """Set fields of an entry; typing in one paragraph within a minute is one step of undo."""
    return change_fields(session, Entry, uid, "Change minutes", origin=origin, **values)


def change_kind(
    session: Session,
    uid: str,
    kind: EntryKind,
    *,
    text: str | None = None,
    owners: Sequence[Owner] = (),
    action: dict[str, Any] | None = None,
    record: dict[str, Any] | None = None,
    origin: str = "",
) -> Receipt[Entry]:
    """Turn an entry into another kind; an action gains or loses its place in the tracker, and
    what `entry_records` holds of other kinds comes and goes with the kind.

    Owners that stand beside a decision or another entry that is no action stay.
    """
    owners = tuple(owners)

    def work(writer: Writer) -> Entry:
        entry = writer.get(Entry, uid)
        was_action = entry.kind is EntryKind.ACTION
        values: dict[str, Any] = {"kind": kind}
        if text is not None:
            values["text"] = text
        entry = writer.update(Entry, uid, **values)
        existing = action_of(writer, uid)
        if kind is EntryKind.ACTION and existing is None:
            make_action(writer, entry, owners, action or {})
        elif was_action and kind is not EntryKind.ACTION and existing is not None:
            writer.delete(Action, existing.uid)
        drop_record(writer, entry)
        make_record(writer, entry, **(record or {}))
        return entry

    return session.change(f"Make {kind.value}", work, origin=origin)


def turn_owned(session: Session, uid: str, *, origin: str = "") -> Receipt[Action | None]:
    """Let an entry that is no action have owners beside it and a place in the tracker, or no
    longer. Returns its action, None when it has none now; an action stays as it is."""

    def work(writer: Writer) -> Action | None:
        entry, existing = writer.get(Entry, uid), action_of(writer, uid)
        if entry.kind is EntryKind.ACTION:
            return existing
        if existing is None:
            return make_action(writer, entry, (), {})
        writer.delete(Action, existing.uid)
        return None

    return session.change("Owner of a paragraph", work, origin=origin)


def action_of(reader: Reader, entry: str) -> Action | None:
    """Return the action that stands in an entry, or None."""
    return reader.one(Action, entry=entry)


def move_entry(session: Session, uid: str, item: str | None, index: int) -> Receipt[None]:
    """Put an entry at another place, under the same item or another."""

    def work(writer: Writer) -> None:
        entry = writer.get(Entry, uid)
        if item != entry.item:
            writer.update(Entry, uid, item=item)
            for action in writer.find(Action, entry=uid):
                writer.update(Action, action.uid, item=item)
            move_records(writer, uid, item)
            left = entries_under(writer, entry.meeting, entry.item)
            renumber(writer, Entry, [e.uid for e in left])
        place(writer, Entry, uid, entries_under(writer, entry.meeting, item), index)

    return session.change("Move in the minutes", work)


def split_entry(session: Session, uid: str, at: int, *, origin: str = "") -> Receipt[Entry]:
    """Cut an entry's text in two at a character; the rest becomes a narrative after it.

    Returns the new entry. The restriction of the first holds for the second too.
    """

    def work(writer: Writer) -> Entry:
        entry = writer.get(Entry, uid)
        writer.update(Entry, uid, text=entry.text[:at].rstrip())
        new = writer.insert(
            Entry(
                meeting=entry.meeting,
                item=entry.item,
                text=entry.text[at:].strip(),
                restriction=entry.restriction,
                restriction_ground=entry.restriction_ground,
            )
        )
        siblings = entries_under(writer, entry.meeting, entry.item)
        index = [s.uid for s in siblings if s.uid != new.uid].index(uid)
        place(writer, Entry, new.uid, siblings, index + 1)
        return writer.get(Entry, new.uid)

    return session.change("Split paragraph", work, origin=origin)


def join_entry(session: Session, uid: str, *, origin: str = "") -> Receipt[Entry]:
    """Join a narrative to the entry before it, and return that one.

    Raises KnownError when there is none before it, when it is an action, or when the two are
    not restricted alike.
    """

    def work(writer: Writer) -> Entry:
        entry = writer.get(Entry, uid)
        siblings = entries_under(writer, entry.meeting, entry.item)
        index = [s.uid for s in siblings].index(uid)
        if index == 0 or entry.kind is EntryKind.ACTION:
            raise KnownError("There is nothing before it that it could be joined to.")
        before = siblings[index - 1]
        if before.restriction is not entry.restriction:
            raise KnownError("The two paragraphs are not restricted alike, so they stay apart.")
        words = " ".join(part for part in (before.text, entry.text) if part)
        joined = writer.update(Entry, before.uid, text=words)
        drop_record(writer, entry, gone=True)
        writer.delete(Entry, uid)
        renumber(writer, Entry, [s.uid for s in siblings if s.uid != uid])
        return joined

    return session.change("Join paragraphs", work, origin=origin)


def remove_entry(session: Session, uid: str, *, origin: str = "") -> Receipt[None]:
    """Remove an entry, and what stands in it: an action, a movement, a declaration."""

    def work(writer: Writer) -> None:
        entry = writer.get(Entry, uid)
        drop_record(writer, entry, gone=True)
        writer.delete(Entry, uid)
        renumber(writer, Entry, [e.uid for e in entries_under(writer, entry.meeting, entry.item)])

    return session.change("Remove from the minutes", work, origin=origin)
