"""What to look at in the minutes about the room, before they go out."""

from __future__ import annotations

from collections.abc import Sequence

from secretariat.models.interests import LEFT, STAYED, barred
from secretariat.models.kinds import AttendanceKind
from secretariat.models.presence import in_taken_order
from secretariat.models.records import Item
from secretariat.models.room_kinds import MeetingEventKind
from secretariat.services.findings import Finding, Gravity
from secretariat.services.presence import RoomBook, room_book
from secretariat.store.rows import Reader


def room_findings(reader: Reader, meeting: str, items: Sequence[Item]) -> list[Finding]:
    """Return what looks wrong in what was recorded of the room. It warns and stops nothing:
    minutes tell what happened."""
    book = room_book(reader, meeting)
    return [*_interests(book), *_events(book), *_quorum(book, items)]


def _interests(book: RoomBook) -> list[Finding]:
    found = []
    for one in book.declarations:
        person = book.attendees.get(one.attendee)
        name = person.name if person else "Somebody"
        bars = one.attendee in barred([one], book.interests, one.item)
        away = any(
            event.attendee == one.attendee
            and event.kind is AttendanceKind.WITHDRAWS
            and event.item == one.item
            for event in book.events
        )
        if bars and one.conduct in STAYED:
            words = f"{name} stayed for an item on which an interest barred the vote."
            cure = "Record the dispensation, or set right what they did."
            found.append(Finding(Gravity.WARN, words, one.item or "", cure))
        elif one.conduct in LEFT and one.item and not away:
            words = f"{name} is said to have left for an interest, and no departure is recorded."
            found.append(Finding(Gravity.WARN, words, one.item))
    return found


def _events(book: RoomBook) -> list[Finding]:
    found, out = [], None
    for event in sorted(book.befallen, key=lambda one: one.position):
        if event.kind is MeetingEventKind.PUBLIC_EXCLUDED and not event.ground.strip():
            words = "The public was excluded, and neither business nor ground is named."
            cure = "Name the items and the paragraphs in the entry that tells it."
            found.append(Finding(Gravity.WARN, words, event.item or "", cure))
        if event.kind is MeetingEventKind.ADJOURNED:
            out = event
        elif event.kind is MeetingEventKind.RESUMED:
            out = None
    if out is not None:
        words = "The meeting was adjourned, and it is not recorded that it resumed."
        found.append(Finding(Gravity.WARN, words, out.item or ""))
    return found


def _quorum(book: RoomBook, items: Sequence[Item]) -> list[Finding]:
    """Return the first item that was taken without a quorum, where the roll was called."""
    if not book.at(None).present and not book.events:
        return []
    for item in in_taken_order(items):
        short = [one for one in book.counts(item.uid) if not one.stands]
        if short:
            words = f"There was no quorum at “{item.title}”: {short[0].sentence}."
            return [Finding(Gravity.WARN, words, item.uid)]
    return []
