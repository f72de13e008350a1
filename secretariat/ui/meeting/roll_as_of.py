"""The roll as it is at the item being minuted: who is out of the room, and what they last did."""

from __future__ import annotations

from dataclasses import replace

from secretariat.models.dates import clock
from secretariat.models.kinds import AttendanceKind
from secretariat.services.presence import RoomBook
from secretariat.ui.meeting.roll_picture import RollPicture

_DID = {
    AttendanceKind.ARRIVES: "arrived",
    AttendanceKind.LEAVES: "left",
    AttendanceKind.RETURNS: "returned",
    AttendanceKind.WITHDRAWS: "withdrew",
    AttendanceKind.TAKES_OVER: "took over",
}


def roll_as_of(roll: RollPicture, book: RoomBook, item: str | None, style: str) -> RollPicture:
    """Return the roll with each person as they are when an item is done with."""
    room = book.at(item)
    lines = []
    for line in roll.lines:
        uid = line.attendee.uid
        last = book.timeline.last_move(uid, item)
        words = _DID.get(last.kind, "") if last else ""
        if words and last and last.at:
            words = f"{words} {clock(last.at, style)}"
        if uid == room.chair and line.attendee.capacity.value != "chair":
            words = "in the chair"
        away = bool(book.timeline.moves_of(uid)) and uid not in room.present
        yet = "to come" if away and not last else words
        lines.append(replace(line, moved=yet, away=away, presides=False))
    return replace(roll, lines=tuple(lines))
