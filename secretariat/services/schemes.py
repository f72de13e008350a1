"""The shipped lists of reasons for which matter is kept from the public."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from secretariat.models.kinds import Restriction
from secretariat.models.records import Body
from secretariat.models.restrictions import Category, Scheme, fitting
from secretariat.services.quorum import rule_data
from secretariat.services.rules import jurisdiction_of, profile_of
from secretariat.store.rows import Reader


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
        checked=row["checked"],
        starts=first,
        ends=last,
    )
