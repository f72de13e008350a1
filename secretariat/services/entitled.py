"""Who is offered where a name is asked for: first those who are there and may, then the others,
each with why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from secretariat.models.attendance import last_marks
from secretariat.models.dates import clock
from secretariat.models.interests import barred
from secretariat.models.kinds import AttendanceKind
from secretariat.models.records import Attendee
from secretariat.services.presence import RoomBook

_MARKED = {
    AttendanceKind.APOLOGIES: "sent apologies",
    AttendanceKind.SUBSTITUTED: "sent a substitute",
    AttendanceKind.ABSENT: "not present",
}
_WENT = {
    AttendanceKind.LEAVES: "left",
    AttendanceKind.WITHDRAWS: "withdrew",
}

INTEREST = "declared an interest"


@dataclass(frozen=True, slots=True)
class OfferedName:
    """Somebody who is offered; `why` says why they are not among the first, empty for those."""

    uid: str
    name: str
    why: str = ""

    @property
    def words(self) -> str:
        """The name, and why not behind it."""
        return f"{self.name} ({self.why})" if self.why else self.name


def in_the_room(book: RoomBook, item: str | None, style: str) -> list[OfferedName]:
    """Return everybody on the roll: those in the room at an item first."""
    away = _away(book, item, None, style)
    return _in_order(book, lambda one: away.get(one.uid, ""))


def who_may(book: RoomBook, item: str | None, entry: str | None, style: str) -> list[OfferedName]:
    """Return everybody on the roll: first those who may move and vote at an entry.

    Those may not who are out of the room, who have no vote, and whom an interest bars.
    """
    away = _away(book, item, entry, style)
    out = barred(book.declarations, book.interests, item)

    def why(one: Attendee) -> str:
        if one.uid in away:
            return away[one.uid]
        if not one.voting:
            return "has no vote"
        return INTEREST if one.uid in out else ""

    return _in_order(book, why)


def _in_order(book: RoomBook, why: Callable[[Attendee], str]) -> list[OfferedName]:
    roll = sorted(book.attendees.values(), key=lambda one: one.position)
    offered = (OfferedName(one.uid, one.name, why(one)) for one in roll)
    return sorted(offered, key=lambda one: bool(one.why))


def _away(book: RoomBook, item: str | None, entry: str | None, style: str) -> dict[str, str]:
    """Return why each of those who are not in the room is not there."""
    present, marks = book.timeline.at(item, entry).present, last_marks(book.events)
    away = {}
    for uid in book.attendees.keys() - present:
        last = book.timeline.last_move(uid, item)
        if last is not None and last.kind in _WENT:
            word = _WENT[last.kind]
            away[uid] = f"{word} {clock(last.at, style)}" if last.at else word
        elif book.timeline.moves_of(uid):
            away[uid] = "not here yet"
        else:
            mark = marks.get(uid)
            away[uid] = _MARKED.get(mark.kind, "not in the room") if mark else "not marked"
    return away
