"""Why matter of the sample board is restricted, and from whom some of it is kept."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from secretariat.models.records import Item, Person, RestrictionReason, Withheld
from secretariat.paths import resources
from secretariat.services.interchange.names import derived_uid
from secretariat.store.rows import Writer

_WORDS = ("scheme", "paragraphs", "anticipated", "justification", "public_interest")


def give_reasons(writer: Writer) -> None:
    """Write the reasons, each in the words that its item prints, under the same uids every time."""
    path = resources() / "sample" / "restrictions.json"
    for one in json.loads(path.read_text("utf-8")):
        for item in writer.find(Item, title=one["item"]):
            _reason(writer, item, one)


def _reason(writer: Writer, item: Item, one: dict[str, Any]) -> None:
    writer.insert(
        RestrictionReason(
            uid=derived_uid(item.uid, "restriction", "reason"),
            item=item.uid,
            wording=item.restriction_ground,
            is_outweighed=one["is_outweighed"],
            review_on=date.fromisoformat(one["review_on"]),
            **{name: one[name] for name in _WORDS},
        )
    )
    for kept in one["kept_from"]:
        names = {name: kept[name] for name in ("given_name", "family_name")}
        (person,) = writer.find(Person, **names)
        uid = derived_uid(item.uid, "withheld", person.uid)
        writer.insert(Withheld(uid=uid, item=item.uid, person=person.uid, reason=kept["reason"]))
