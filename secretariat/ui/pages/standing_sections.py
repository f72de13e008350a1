"""The leaves of the panel below a template: what else belongs to a standing item."""

from __future__ import annotations

from typing import Any

from secretariat.models.records import Item
from secretariat.services import templates
from secretariat.store.writer import Receipt
from secretariat.ui.meeting.item_section import (
    PLACEMENTS,
    PURPOSES,
    AccessSection,
    FieldSection,
    NoteSection,
    WordsSection,
)


class _Standing(FieldSection):
    def save(self, uid: str, **values: Any) -> Receipt[Any]:
        return templates.change_item(self.context.session, uid, **values)


class StandingAbout(_Standing):
    """What kind of business it is and who brings it."""

    name = "Item"

    def lay_out(self) -> None:
        self.add_choice("purpose", "Purpose", PURPOSES, 0, 0)
        self.add_line("lead_officer", "Lead officer", 0, 1, "Who answers for it")
        self.add_choice("placement", "Place on the agenda", PLACEMENTS, 0, 2)


class StandingWords(_Standing, WordsSection):
    """What the agenda prints below the title."""


class StandingAccess(_Standing, AccessSection):
    """Who may see it."""

    def show_item(self, item: Item, restricted: bool) -> None:
        super().show_item(item, restricted)
        # A template goes to nobody: the agenda made from it will say what is missing.
        self.rows["public_title"].say_wrong("")


class StandingNote(_Standing, NoteSection):
    """What is for officers alone."""


SECTIONS = (StandingAbout, StandingWords, StandingAccess, StandingNote)
