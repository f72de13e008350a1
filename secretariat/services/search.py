"""Finding bodies, people, organisations, meetings, items, minutes, actions, submissions and papers
by words; papers by the words on their pages too."""

from __future__ import annotations

from dataclasses import replace

from secretariat.models.agenda import effective_restrictions
from secretariat.models.dates import plain_date
from secretariat.models.kinds import Restriction
from secretariat.models.records import Item, ItemPaper, Meeting, Paper
from secretariat.services.agenda import items_of
from secretariat.services.meetings import meet_of
from secretariat.services.session import Session
from secretariat.store import search as index
from secretariat.store.rows import Reader
from secretariat.store.search import Hit

__all__ = ["Hit", "places", "rebuild_search", "search"]


def search(session: Session, text: str, limit: int = 50, *, first: str = "") -> list[Hit]:
    """Return what holds every word of `text`, the best first; no text makes it fail.

    What belongs to the meeting `first` stands before all else.

    A word of two letters or more stands for every word that begins with it. What was found of a
    restricted paper, or of one of a restricted item, is marked: the person who searches sees all,
    whoever looks over her shoulder should not.
    """
    reader = session.reader
    hits = index.find(reader, text, limit, first=first)
    held = _restricted(reader, [hit.uid for hit in hits if hit.table == "paper"])
    return [replace(hit, is_held=True) if hit.uid in held else hit for hit in hits]


def _restricted(reader: Reader, papers: list[str]) -> set[str]:
    """Return those of some papers that are restricted, by themselves or by any of their items."""
    if not papers:
        return set()
    rows = reader.by_uid(Paper, papers)
    found = {uid for uid, row in rows.items() if row.restriction is not Restriction.NONE}
    links = reader.grouped(ItemPaper, "paper", papers)
    items = {link.item for some in links.values() for link in some}
    held: set[str] = set()
    for meeting in {item.meeting for item in reader.by_uid(Item, items).values()}:
        effective = effective_restrictions(items_of(reader, meeting))
        held |= {uid for uid, one in effective.items() if one.restriction is not Restriction.NONE}
    return found | {uid for uid, some in links.items() if held & {link.item for link in some}}


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
