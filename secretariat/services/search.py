"""Finding bodies, people, organisations, meetings, items, minutes and actions by words."""

from __future__ import annotations

from secretariat.services.session import Session
from secretariat.store import search as index
from secretariat.store.search import Hit

__all__ = ["Hit", "rebuild_search", "search"]


def search(session: Session, text: str, limit: int = 50) -> list[Hit]:
    """Return what holds every word of `text`, the best first; no text makes it fail.

    A word of two letters or more stands for every word that begins with it.
    """
    return index.find(session.reader, text, limit)


def rebuild_search(session: Session) -> None:
    """Make the index anew from the records; for when `check` says that it is out of step."""
    session.register.rebuild_search().result()
