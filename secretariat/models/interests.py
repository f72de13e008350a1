"""Interests that members declare: which kinds a code knows, and what each of them bars.

The kinds are data (`resources/rules/interests.json`), each with where it stands; the words that
print are phrases of the wording, `interest.` and the key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from secretariat.models.records import Declaration
from secretariat.models.room_kinds import Conduct

LOCAL = "local"
"""The code of bodies that are under none but their own terms."""

STAYED = frozenset({Conduct.STAYED, Conduct.SPOKE, Conduct.SILENT})
LEFT = frozenset({Conduct.LEFT, Conduct.SPOKE_AND_LEFT})


@dataclass(frozen=True, slots=True)
class InterestKind:
    """A kind of interest. What it bars holds unless the member has a dispensation."""

    key: str
    code: str
    label: str
    bars_speaking: bool
    bars_voting: bool
    source: str


def read_kinds(data: Mapping[str, Any]) -> tuple[InterestKind, ...]:
    """Return the kinds of a file of rules, in its order."""
    return tuple(
        InterestKind(
            row["key"],
            row["code"],
            row["label"],
            bool(row["bars_speaking"]),
            bool(row["bars_voting"]),
            row["source"],
        )
        for row in data["kinds"]
    )


def code_for(jurisdiction: str, profile: str) -> str:
    """Return the code under which a body's members declare: that of its country for councils,
    and the body's own otherwise."""
    councils = ("council", "executive", "parish")
    if not any(word in profile for word in councils):
        return LOCAL
    return {"England and Wales": "England"}.get(jurisdiction, jurisdiction) or LOCAL


def barred(
    declarations: Iterable[Declaration], kinds: Iterable[InterestKind], item: str | None
) -> frozenset[str]:
    """Return the attendees who may not vote on an item for an interest they declared in it.

    Whoever has a dispensation may: Localism Act 2011, s.33. Kinds that are not known bar nothing.
    """
    bars = {kind.key for kind in kinds if kind.bars_voting}
    return frozenset(
        one.attendee
        for one in declarations
        if item is not None
        and one.item == item
        and one.kind in bars
        and not one.dispensation.strip()
    )
