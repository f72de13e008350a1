"""The usual agendas that come with the program, and what the titles of standing items say.

Both are data, in `resources/agenda/usual.json`: a council that words its agenda otherwise is
understood by adding its words there. Where law asks for an item, the note of the item says which.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from secretariat.models.kinds import BodyKind, Purpose
from secretariat.models.records import TemplateItem
from secretariat.paths import resources

LAST, NEXT = "[last meeting]", "[next meeting]"
"""What stands in a standing item for the date of the meeting before or after."""

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr"
)
_DATE = re.compile(
    rf"\b(?:\w+day\s+)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})(?:\s+\d{{4}})?\b",
    re.IGNORECASE,
)
_NOT_WORDS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class UsualAgenda:
    """A set of standing items that comes with the program; `annual` is for annual meetings."""

    key: str
    name: str
    annual: bool
    rows: tuple[Mapping[str, Any], ...]

    def items(self, template: str = "") -> Iterator[TemplateItem]:
        """Return its items as they would stand in a template, in order."""
        for position, row in enumerate(self.rows):
            yield TemplateItem(
                template=template,
                position=position,
                title=row["title"],
                purpose=Purpose(row.get("purpose", "")),
                minutes=row.get("minutes"),
                text=row.get("text", ""),
                recommendation=row.get("recommendation", ""),
                internal_note=row.get("note", ""),
            )


@cache
def _data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((resources() / "agenda" / "usual.json").read_text("utf-8"))
    return found


def usual_agendas(kind: BodyKind) -> tuple[UsualAgenda, ...]:
    """Return the usual agendas of a kind of body, that of the ordinary meeting first."""
    data = _data()
    sets = {row["key"]: row for row in data["sets"]}
    wanted = data["defaults"].get(kind.value, data["otherwise"])
    return tuple(
        UsualAgenda(key, row["name"], bool(row.get("annual")), tuple(row["items"]))
        for key, row in ((key, sets[key]) for key in wanted)
    )


def title_key(title: str) -> str:
    """Return what two titles have in common that name the same thing at two meetings.

    Case, punctuation and dates do not count: “Minutes of 11 June 2026” is “minutes of”.
    """
    bare = title.casefold().replace(LAST, " ").replace(NEXT, " ")
    return " ".join(_NOT_WORDS.sub(" ", _DATE.sub(" ", bare)).split())


def says(title: str) -> frozenset[str]:
    """Return which usual lines a title names: “Minutes and actions” is minutes and arising."""
    found = f" {title_key(title)} "
    named = {
        name
        for name, line in _data()["lines"].items()
        if any(f" {words} " in found for words in line["words"])
    }
    return frozenset(named | ({"minutes"} if found.startswith(" minutes ") else set()))


def is_closing(title: str) -> bool:
    """Say whether an item ends the agenda: any other business, the date of the next meeting."""
    return any(_data()["lines"][name]["place"] == "closing" for name in says(title))


def is_opening(title: str) -> bool:
    """Say whether an item begins the agenda: apologies, declarations, the last minutes."""
    return any(_data()["lines"][name]["place"] == "opening" for name in says(title))


def is_exclusion(title: str) -> bool:
    """Say whether an item excludes the public, so that private business follows it."""
    return "exclusion" in says(title)


def is_minutes(title: str) -> bool:
    """Say whether an item takes the minutes of the last meeting."""
    return "minutes" in says(title)


def with_slot(title: str, slot: str) -> str:
    """Return the title of a line that takes this body's own minutes with a slot for its date.

    Any other title, and one with several dates, comes back as it is: the minutes of a
    sub-committee keep their day.
    """
    own = is_minutes(title) and set(title_key(title).split()) <= set(
        _data()["plain_minutes"].split()
    )
    return _DATE.sub(slot, title) if own and len(_DATE.findall(title)) == 1 else title


def is_arising(title: str) -> bool:
    """Say whether matters arising from the last minutes are taken under an item."""
    return "arising" in says(title)


def is_standing(title: str) -> bool:
    """Say whether the title alone shows that the item returns at every meeting."""
    return bool(says(title))
