"""Declarations of interest: made, set right, and what they mean for the item they concern."""

from __future__ import annotations

from datetime import time
from typing import Any

from secretariat.models.interests import barred
from secretariat.models.kinds import AttendanceKind, EntryKind
from secretariat.models.records import Attendee, Declaration
from secretariat.models.room_kinds import Conduct
from secretariat.services.interest_kinds import kinds_of
from secretariat.services.meetings import meet_of
from secretariat.services.order import note_begun
from secretariat.services.room import Spot, make_entry, move
from secretariat.services.session import Session
from secretariat.store.rows import Reader, Writer
from secretariat.store.writer import Receipt


def declare(
    session: Session,
    spot: Spot,
    attendee: str,
    kind: str,
    *,
    item: str | None = None,
    nature: str = "",
    origin: str = "",
) -> Receipt[Declaration]:
    """Record that somebody declared an interest, and tell it in the minutes.

    `item` is the one that the interest is in. In a meeting in progress the first declaration under
    an item notes when it began, as words do.
    """
    now = session.clock()

    def work(writer: Writer) -> Declaration:
        writer.get(Attendee, attendee)
        if spot.item is not None:
            note_begun(writer, spot.item, now)
        entry = make_entry(writer, spot, EntryKind.DECLARATION)
        return writer.insert(
            Declaration(
                meeting=spot.meeting,
                attendee=attendee,
                item=item,
                entry=entry.uid,
                kind=kind,
                nature=nature.strip(),
                position=writer.count(Declaration, meeting=spot.meeting),
            )
        )

    return session.change("Record a declaration of interest", work, origin=origin)


def change_declaration(
    session: Session, uid: str, *, origin: str = "", **values: Any
) -> Receipt[Declaration]:
    """Set who declared, what, in which item, and what they then did."""
    names = "-".join(sorted(values))
    return session.change(
        "Change a declaration of interest",
        lambda writer: writer.update(Declaration, uid, **values),
        origin=origin,
        merge_key=f"declaration:{uid}:{names}",
    )


def left_for(
    session: Session, spot: Spot, declaration: str, *, at: time | None = None, origin: str = ""
) -> Receipt[Declaration]:
    """Record that somebody left the room for an interest: what they did, and the movement."""

    def work(writer: Writer) -> Declaration:
        row = writer.get(Declaration, declaration)
        move(writer, spot, row.attendee, AttendanceKind.WITHDRAWS, at)
        return writer.update(Declaration, declaration, conduct=Conduct.LEFT)

    return session.change("Record that somebody left for an interest", work, origin=origin)


def disqualified(reader: Reader, meeting: str, item: str | None) -> frozenset[str]:
    """Return the attendees who may not vote on an item for an interest they declared in it."""
    bodies = meet_of(reader, meeting).bodies
    kinds = kinds_of(reader, bodies[0]) if bodies else ()
    return barred(reader.find(Declaration, meeting=meeting), kinds, item)
