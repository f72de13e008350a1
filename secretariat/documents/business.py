"""The business of a meeting as a bare list: numbers and titles, and why one is restricted."""

from __future__ import annotations

from collections.abc import Container

from secretariat.documents.common import Frame, restricted_line
from secretariat.documents.model import (
    AgendaLine,
    AgendaList,
    AgendaSection,
    Paragraph,
    Role,
    Words,
)
from secretariat.documents.two_languages import phrase, stacked, titled
from secretariat.models.kinds import ItemKind, ItemOutcome, Restriction
from secretariat.models.numbering import NO_NUMBER
from secretariat.models.records import Item

_GONE = (ItemOutcome.WITHDRAWN, ItemOutcome.DEFERRED)


def called(frame: Frame, item: Item, title: str = "") -> str:
    """Return an item as it is quoted away from its place: “7. Budget”, “8 (c) Grants”.

    With `title`, that stands in place of the item's own.
    """
    number = frame.numbers.get(item.uid, NO_NUMBER)
    below = len(number.full) > len(number.printed)
    words = (number.full if below else number.printed, title or frame.title(item))
    return " ".join(part for part in words if part)


def business_list(
    frame: Frame, heading: Words, only: Container[str] | None = None
) -> list[AgendaList]:
    """Return the list of the items that the audience may see, or nothing when there are none.

    With `only`, the items of those uids alone, and the headings over them.
    """
    levels = frame.levels()
    sections: list[tuple[str, list[AgendaLine]]] = [("", [])]
    for item in frame.items:
        if item.kind is ItemKind.HEADING:
            sections.append((frame.title(item), []))
        elif frame.prints(item) and (only is None or item.uid in only):
            sections[-1][1].append(_line(frame, item, levels[item.uid]))
    made = tuple(
        AgendaSection(titled(frame.choices, title), tuple(lines))
        for title, lines in sections
        if lines
    )
    if not made:
        return []
    return [
        AgendaList(
            made,
            heading=heading,
            pages_heading=stacked(frame, "agenda.pages"),
            time_heading=stacked(frame, "agenda.time"),
        )
    ]


def _line(frame: Frame, item: Item, level: int) -> AgendaLine:
    held = frame.held[item.uid]
    notes: list[Paragraph] = []
    if held.restriction is not Restriction.NONE:
        notes.append(restricted_line(frame, held.restriction, held.ground))
    if item.outcome in _GONE:
        notes.append(Paragraph(phrase(frame, f"agenda.{item.outcome}"), Role.EXPLANATION))
    return AgendaLine(
        number=frame.numbers.get(item.uid, NO_NUMBER).printed,
        title=titled(frame.choices, frame.title(item)),
        level=level,
        notes=tuple(notes),
        key=item.uid,
    )
