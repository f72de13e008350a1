"""The shipped lists of reasons for which matter is kept from the public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, TypeVar

from secretariat.errors import KnownError
from secretariat.models.kinds import Restriction
from secretariat.models.records import Body, Entry, Item
from secretariat.models.restrictions import (
    Category,
    Scheme,
    fitting,
    full_ground,
    names_paragraphs,
)
from secretariat.services.quorum import rule_data
from secretariat.services.rules import jurisdiction_of, profile_of
from secretariat.store.rows import Reader

G = TypeVar("G", Item, Entry)


@cache
def schemes() -> tuple[Scheme, ...]:
    """Return every scheme that ships with the program, in the order of the file."""
    return tuple(_scheme(row) for row in rule_data("restrictions.json")["schemes"])


def scheme_of(key: str) -> Scheme | None:
    """Return the scheme with this key; None where it is unknown here."""
    return next((one for one in schemes() if one.key == key), None)


def schemes_for(reader: Reader, body: Body, day: date) -> tuple[Scheme, ...]:
    """Return the schemes that fit a body on a day, its own first."""
    profile = profile_of(reader, body).key
    return fitting(schemes(), profile, jurisdiction_of(reader, body), day)


def full_grounds(reader: Reader, body: Body, day: date | None, rows: Sequence[G]) -> tuple[G, ...]:
    """Return items or entries with the grounds of exempt matter in full: see `full_ground`.

    A ground that is not understood stays as it was typed; `ground_faults` tells of it.
    """
    return tuple(_in_full(reader, body, day, row) for row in rows)


def ground_faults(
    reader: Reader, body: Body, day: date | None, rows: Sequence[G]
) -> list[tuple[G, str]]:
    """Return what names a paragraph that there is not, and what is wrong with it."""
    found = []
    for row in rows:
        if _is_numbered(row, day):
            try:
                full_ground(row.restriction_ground, schemes_for(reader, body, day or date.max))
            except KnownError as error:
                found.append((row, str(error)))
    return found


def _in_full(reader: Reader, body: Body, day: date | None, row: G) -> G:
    if not _is_numbered(row, day):
        return row
    try:
        words = full_ground(row.restriction_ground, schemes_for(reader, body, day or date.max))
    except KnownError:
        return row
    return replace(row, restriction_ground=words)


def _is_numbered(row: Item | Entry, day: date | None) -> bool:
    exempt = row.restriction is Restriction.EXEMPT and day is not None
    return exempt and names_paragraphs(row.restriction_ground)


def _scheme(row: Mapping[str, Any]) -> Scheme:
    first, last = (
        date.fromisoformat(row[name]) if row[name] else None
        for name in ("in_force_from", "in_force_to")
    )
    return Scheme(
        key=row["key"],
        name=row["name"],
        restriction=Restriction(row["kind"]),
        source=row["source"],
        one=row["one"],
        more=row["more"],
        categories=tuple(Category(**one) for one in row["categories"]),
        profiles=tuple(row["profiles"]),
        jurisdictions=tuple(row["jurisdictions"]),
        needs_resolution=row["needs_resolution"],
        public_interest=row["public_interest"],
        warning=row["warning"],
        part=row["part"],
        schedule=row["schedule"],
        act=row["act"],
        checked=row["checked"],
        starts=first,
        ends=last,
    )
