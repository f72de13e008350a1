"""Which items wait for which reports; a report goes on with the item that was deferred."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from secretariat.models.kinds import ItemOutcome
from secretariat.models.records import Item, ItemPaper
from secretariat.store.rows import Reader


def papers_of(reader: Reader, items: Iterable[Item]) -> dict[str, list[str]]:
    """Return by item the uids of the reports that it waits for; items without one are left out.

    They are its own and those of the deferred item that it continues, and of the one before.
    """
    found = links_of(reader, items)
    return {uid: [link.paper for link in links] for uid, links in found.items()}


def links_of(reader: Reader, items: Iterable[Item]) -> dict[str, list[ItemPaper]]:
    """Return by item the links to those reports, its own first; each report once."""
    there = {item.uid: item for item in items}
    before: dict[str, Item] = {}
    asked = {item.continues for item in there.values() if item.continues}
    while rows := reader.by_uid(Item, asked - before.keys() - there.keys()):
        before |= rows
        asked = {row.continues for row in rows.values() if row.continues}
    known = {**before, **there}
    links = reader.grouped(ItemPaper, "item", known)
    found: dict[str, list[ItemPaper]] = {}
    for uid in there:
        by_paper: dict[str, ItemPaper] = {}
        for one in _line(uid, known):
            for link in links.get(one, ()):
                by_paper.setdefault(link.paper, link)
        if by_paper:
            found[uid] = list(by_paper.values())
    return found


def _line(uid: str, known: Mapping[str, Item]) -> list[str]:
    """Return an item and those that were deferred to it, the latest first."""
    line = [uid]
    earlier = known.get(known[uid].continues or "")
    while earlier and earlier.uid not in line and earlier.outcome is ItemOutcome.DEFERRED:
        line.append(earlier.uid)
        earlier = known.get(earlier.continues or "")
    return line


def with_successors(reader: Reader, items: Mapping[str, Item]) -> dict[str, list[Item]]:
    """Return by item the item itself and those that go on from it since it was deferred."""
    found = {uid: [item] for uid, item in items.items()}
    origin = {uid: [uid] for uid in items}
    wave = {uid for uid, item in items.items() if item.outcome is ItemOutcome.DEFERRED}
    seen: set[str] = set()
    while wave:
        seen |= wave
        later = [one for some in reader.grouped(Item, "continues", wave).values() for one in some]
        for item in later:
            first = origin.get(item.continues or "", [])
            origin.setdefault(item.uid, []).extend(first)
            for uid in first:
                if item.uid not in {one.uid for one in found[uid]}:
                    found[uid].append(item)
        wave = {item.uid for item in later if item.outcome is ItemOutcome.DEFERRED} - seen
    return found
