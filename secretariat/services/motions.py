"""Motions and amendments: who moved what, and what became of it.

The words that were moved are those of the minute entry in which a motion stands, so that they
are kept, searched and restricted as all words of the minutes are; `Motion.text` is for motions
that stand in no entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from secretariat.errors import KnownError
from secretariat.models.kinds import EntryKind
from secretariat.models.records import Attendee, Entry, Motion
from secretariat.models.room_kinds import Result
from secretariat.models.typed_votes import attendee_named
from secretariat.services.fields import change_fields, place
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt


def motion_of(reader: Reader, entry: str) -> Motion | None:
    """Return the motion that stands in an entry, or None."""
    return reader.one(Motion, entry=entry)


def motions_before(reader: Reader, entry: Entry) -> list[Motion]:
    """Return the motions of the same item that stand before an entry, in the order moved."""
    held = reader.find(Entry, meeting=entry.meeting, item=entry.item)
    place_of = {one.uid: one.position for one in held}
    here = place_of.get(entry.uid, len(held))
    found = [
        motion
        for motion in reader.find(Motion, meeting=entry.meeting)
        if place_of.get(motion.entry or "", here) < here
    ]
    return sorted(found, key=lambda motion: place_of[motion.entry or ""])


def last_open(motions: Iterable[Motion], *, amendments: bool = True) -> Motion | None:
    """Return the motion that was moved last and is not settled; without `amendments` none such."""
    still = [one for one in motions if one.result is Result.NONE and (amendments or not one.amends)]
    return still[-1] if still else None


def make_motion(writer: Writer, entry: Entry, *, amends: bool = False) -> Motion:
    """Give an entry its motion; as an amendment it amends the last open motion before it."""
    held = motion_of(writer, entry.uid)
    if held is not None:
        return held
    main = last_open(motions_before(writer, entry), amendments=False) if amends else None
    return writer.insert(
        Motion(
            meeting=entry.meeting,
            item=entry.item,
            entry=entry.uid,
            amends=main.uid if main else None,
            position=writer.count(Motion, meeting=entry.meeting),
        )
    )


def add_motion(
    session: Session,
    meeting: str,
    item: str | None,
    text: str = "",
    *,
    mover: str = "",
    seconder: str = "",
    amends: str | None = None,
    after: str | None = None,
    uid: str | None = None,
) -> Receipt[Motion]:
    """Add a motion with its entry, after another or last under its item.

    `mover` and `seconder` are names as typed; those of attendees become references to them.
    """

    def work(writer: Writer) -> Motion:
        entry = _entry(writer, meeting, item, text, after, uid)
        motion = make_motion(writer, entry)
        people = writer.find(Attendee, meeting=meeting)
        values = {**_who(people, "mover", mover), **_who(people, "seconder", seconder)}
        return writer.update(Motion, motion.uid, amends=amends, **values)

    return session.change("Add amendment" if amends else "Add motion", work)


def _entry(
    writer: Writer, meeting: str, item: str | None, text: str, after: str | None, uid: str | None
) -> Entry:
    siblings = writer.find(Entry, meeting=meeting, item=item)
    values: dict[str, Any] = {"uid": uid} if uid else {}
    entry = writer.insert(
        Entry(meeting=meeting, item=item, kind=EntryKind.MOTION, text=text, **values)
    )
    uids = [one.uid for one in siblings]
    at = uids.index(after) + 1 if after in uids else len(uids)
    place(writer, Entry, entry.uid, siblings, at)
    return writer.get(Entry, entry.uid)


def add_amendment(session: Session, motion: str, *, uid: str | None = None) -> Receipt[Motion]:
    """Add an amendment to a motion, after those that are there already.

    Raises KnownError when the motion stands in no entry of the minutes.
    """
    main = session.reader.get(Motion, motion)
    if main.entry is None:
        raise KnownError("This motion stands nowhere in the minutes, so nothing can follow it.")
    others = session.reader.find(Motion, amends=main.uid)
    entries = session.reader.find(Entry, meeting=main.meeting, item=main.item)
    behind = {main.entry, *(one.entry for one in others)}
    after = [one.uid for one in entries if one.uid in behind][-1]
    return add_motion(session, main.meeting, main.item, amends=main.uid, after=after, uid=uid)


def change_motion(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[Motion]:
    """Set fields of a motion."""
    return change_fields(session, Motion, uid, "Change motion", origin=origin, **values)


def set_who(
    session: Session, uid: str, role: str, words: str, *, whole: bool = False
) -> Receipt[Motion]:
    """Say who moved (`role` “mover”) or seconded (“seconder”) a motion, as typed; empty: nobody.

    With `whole` only a whole name is taken for an attendee's: the words may still be typed on.
    """
    meeting = session.reader.get(Motion, uid).meeting
    people = session.reader.find(Attendee, meeting=meeting)
    if whole:
        people = [one for one in people if one.name == " ".join(words.split())]
    return change_motion(session, uid, **_who(people, role, words))


def propose(session: Session, entry: str, mover: str, seconder: str = "") -> Receipt[None]:
    """Say who proposed and seconded what stands in an entry: a motion, or a decision."""

    def work(writer: Writer) -> None:
        held = writer.get(Entry, entry)
        motion = motion_of(writer, entry)
        people = writer.find(Attendee, meeting=held.meeting)
        if motion is not None:
            values = {**_who(people, "mover", mover), **_who(people, "seconder", seconder)}
            writer.update(Motion, motion.uid, **values)
        else:
            names = [_full(people, name) for name in (mover, seconder)]
            writer.update(Entry, entry, mover=names[0], seconder=names[1])

    return session.change("Say who proposed", work)


def _full(people: Iterable[Attendee], words: str) -> str:
    found = attendee_named(people, words)
    return found.name if found else " ".join(words.split())


def _who(people: Iterable[Attendee], role: str, words: str) -> dict[str, Any]:
    found = attendee_named(people, words)
    name = "" if found else " ".join(words.split())
    return {role: found.uid if found else None, f"{role}_name": name}
