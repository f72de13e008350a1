"""Finding bodies, people, organisations, meetings, items, minutes, actions and submissions
by words."""

from __future__ import annotations

from secretariat.models.dates import plain_date
from secretariat.models.records import Meeting
from secretariat.services.meetings import meet_of
from secretariat.services.session import Session
from secretariat.store import search as index
from secretariat.store.search import Hit

__all__ = ["Hit", "places", "rebuild_search", "search"]


def search(session: Session, text: str, limit: int = 50, *, first: str = "") -> list[Hit]:
    """Return what holds every word of `text`, the best first; no text makes it fail.

    What belongs to the meeting `first` stands before all else.

    A word of two letters or more stands for every word that begins with it.
    """
    return index.find(session.reader, text, limit, first=first)


def rebuild_search(session: Session) -> None:
    """Make the index anew from the records; for when `check` says that it is out of step."""
    session.register.rebuild_search().result()


def places(session: Session, hits: list[Hit]) -> dict[str, str]:
    """Return where each meeting named in `hits` belongs: “CSSB, 12 June 2025”, by its uid."""
    found: dict[str, str] = {}
    for uid in dict.fromkeys(hit.meeting for hit in hits if hit.meeting):
        if session.reader.maybe(Meeting, uid) is None:
            continue
        meet = meet_of(session.reader, uid)
        name = meet.meeting.title or " and ".join(b.short_name or b.name for b in meet.bodies)
        found[uid] = f"{name}, {plain_date(meet.date)}" if meet.date else name
    return found
