"""For whom a pack of their own can be made, and from whom something is kept."""

from __future__ import annotations

from dataclasses import dataclass

from secretariat.models.kinds import Audience
from secretariat.models.records import ItemPaper, Withheld
from secretariat.services.agenda import items_of
from secretariat.services.mail_gate import recipients
from secretariat.store.rows import Reader


@dataclass(frozen=True, slots=True)
class PackPerson:
    """Somebody who may have a pack of their own: of which audience they are, and how many items
    and papers are kept from them."""

    person: str
    name: str
    audience: Audience
    kept: int = 0


def pack_people(reader: Reader, meeting: str) -> list[PackPerson]:
    """Return the members and officers of the bodies that meet; from whom something is kept first.

    Observers have the pack of the public, which is the same for everybody.
    """
    with reader.snapshot():
        items = [item.uid for item in items_of(reader, meeting)]
        links = reader.grouped(ItemPaper, "item", items)
        papers = {link.paper for some in links.values() for link in some}
        rows = [*reader.grouped(Withheld, "item", items).values()]
        rows += reader.grouped(Withheld, "paper", papers).values()
        kept = [row.person for some in rows for row in some]
        people = recipients(reader, meeting)
    found = [
        PackPerson(
            one.person,
            one.name,
            Audience.OFFICERS if one.may_see(Audience.OFFICERS) else Audience.MEMBERS,
            kept.count(one.person),
        )
        for one in people
        if one.may_see(Audience.MEMBERS)
    ]
    return sorted(found, key=lambda one: not one.kept)
