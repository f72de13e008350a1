"""Earlier states of what was minuted under an item, and the way back to one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from secretariat.models.kinds import EntryKind
from secretariat.models.records import (
    Action,
    ActionOwner,
    ActionUpdate,
    Approval,
    AttendanceEvent,
    Ballot,
    Correction,
    Declaration,
    Entry,
    MeetingEvent,
    Motion,
    Record,
    SequenceNumber,
    Vote,
    VoteOption,
)
from secretariat.services.minutes import entries_under
from secretariat.services.session import Session
from secretariat.store import earlier
from secretariat.store.rows import Reader, Writer, from_image
from secretariat.store.writer import Receipt

MOST = 500
"""How many states are listed, the newest ones."""

_IN_ENTRIES: tuple[type[Record], ...] = (
    Action,
    AttendanceEvent,
    MeetingEvent,
    Declaration,
    Motion,
    Vote,
    Approval,
    SequenceNumber,
)
"""What stands in an entry, and ..."""
_HANGING: tuple[type[Record], ...] = (ActionOwner, ActionUpdate, VoteOption, Ballot, Correction)
"""... what hangs on that; parents before children."""


@dataclass(frozen=True, slots=True)
class Version:
    """What stood under an item since one change and up to another, by their numbers in the log.

    `at` is UTC, and `label` is what undo says of the first.
    """

    since: int
    until: int
    at: datetime
    label: str
    entries: tuple[Entry, ...]


def versions_of_item(
    reader: Reader, meeting: str, item: str | None, most: int = MOST
) -> list[Version]:
    """Return the states of the entries of one item that differ in their words, oldest first.

    The last one is how they stand now. Without an item: of business between items.
    """
    with reader.snapshot():
        state = {entry.uid: entry for entry in entries_under(reader, meeting, item)}
        found: list[Version] = []
        later: object = None
        last = None
        until = earlier.last_change(reader)
        for step in earlier.steps_of(reader, Entry, "meeting", meeting):
            if step.change != last:
                last = step.change
                entries = _in_order(state.values())
                if (said := _said(entries)) != later:
                    if later is not None and len(found) >= most:
                        break
                    later = said
                    found.append(Version(step.change, until, step.at, step.label, entries))
                else:
                    # Nothing that is read was changed after it: it was so from here on.
                    found[-1] = replace(found[-1], since=step.change, at=step.at, label=step.label)
                until = step.change - 1
            _take_back(state, step, item)
    while found and not found[-1].entries:
        found.pop()
    return found[::-1]


def _take_back(state: dict[str, Entry], step: earlier.Step, item: str | None) -> None:
    state.pop(step.uid, None)
    if step.before is not None and step.before.get("item") == item:
        state[step.uid] = from_image(Entry, step.uid, step.before)


def _in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.position, entry.uid)))


def _said(entries: Iterable[Entry]) -> tuple[object, ...]:
    return tuple((e.uid, e.kind, e.text, e.restriction) for e in entries)


def bring_back(
    session: Session, meeting: str, item: str | None, change: int, *, origin: str = ""
) -> Receipt[None]:
    """Put the entries of an item back as they were after `change`, the `until` of a version.

    It is one change. Entries that came later go; those that went come back, with the
    actions, votes and whatever else stood in them. Undo takes it back.
    """

    def work(writer: Writer) -> None:
        now = {entry.uid: entry for entry in entries_under(writer, meeting, item)}
        wanted = _as_of(writer, meeting, item, change)
        for uid in set(now) - set(wanted):
            writer.delete(Entry, uid)
        for entry in wanted.values():
            _put(writer, entry)
        _bring_hangers(writer, wanted, change)

    return session.change("Bring back earlier minutes", work, origin=origin)


def _as_of(reader: Reader, meeting: str, item: str | None, change: int) -> dict[str, Entry]:
    state = {entry.uid: entry for entry in entries_under(reader, meeting, item)}
    for step in earlier.steps_of(reader, Entry, "meeting", meeting):
        if step.change <= change:
            break
        _take_back(state, step, item)
    return state


def _put(writer: Writer, entry: Entry) -> None:
    there = writer.maybe(Entry, entry.uid)
    if there is None:
        writer.insert(entry)
        return
    writer.update(Entry, entry.uid, **_values(entry))
    if there.kind is EntryKind.ACTION and entry.kind is not EntryKind.ACTION:
        for action in writer.find(Action, entry=entry.uid):
            writer.delete(Action, action.uid)


def _values(record: Record) -> dict[str, Any]:
    names = (f.name for f in fields(record) if f.name not in ("uid", "rev"))
    return {name: getattr(record, name) for name in names}


def _bring_hangers(writer: Writer, wanted: dict[str, Entry], change: int) -> None:
    """Bring back what stood in the entries and is gone, or stands in none by now."""
    images = earlier.changed_since(writer, (*_IN_ENTRIES, *_HANGING), change)
    home = set(wanted)
    for kind in (*_IN_ENTRIES, *_HANGING):
        for (table, uid), image in images.items():
            if table != kind.TABLE:
                continue
            there = writer.maybe(kind, uid)
            entry = image.get("entry")
            if there is None:
                if (entry in wanted if kind in _IN_ENTRIES else home & set(image.values())) and (
                    kind is not Action or _lacks_action(writer, wanted, entry)
                ):
                    writer.insert(from_image(kind, uid, image))
                    home.add(uid)
            elif entry in wanted and getattr(there, "entry", entry) is None:
                writer.update(kind, uid, entry=entry)


def _lacks_action(writer: Writer, wanted: dict[str, Entry], entry: str | None) -> bool:
    is_action = entry in wanted and wanted[entry].kind is EntryKind.ACTION
    return is_action and writer.one(Action, entry=entry) is None
