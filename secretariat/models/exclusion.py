"""For which business the public is to leave: the exempt and confidential items that come next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from secretariat.models.agenda import Held
from secretariat.models.kinds import ItemKind, Restriction
from secretariat.models.records import Item

_PRIVATE = (Restriction.EXEMPT, Restriction.CONFIDENTIAL)


def private_run(
    items: Sequence[Item], held: Mapping[str, Held], since: str | None
) -> tuple[Item, ...]:
    """Return the private items from `since` on that follow each other, open ones before passed.

    `items` are in the order in which business is taken; None, or an item that is not among them,
    begins at the first one.
    """
    places = [at for at, item in enumerate(items) if item.uid == since]
    found: list[Item] = []
    for item in items[places[0] if places else 0 :]:
        if item.kind is not ItemKind.ITEM:
            continue
        if held[item.uid].restriction in _PRIVATE:
            found.append(item)
        elif found:
            break
    return tuple(found)


def is_secret(items: Sequence[Item], held: Mapping[str, Held], since: str | None) -> bool:
    """Say whether all of that business is confidential, so that no resolution is needed:
    Local Government Act 1972, s.100A(2)."""
    run = private_run(items, held, since)
    return bool(run) and all(held[one.uid].restriction is Restriction.CONFIDENTIAL for one in run)
