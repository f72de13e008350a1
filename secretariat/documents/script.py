"""The chair's script: the running order with what to say at each item and room to write.

It is for the chair and the officers, never for the public. What is for officers alone is not in
it whoever it is made for, since it is read aloud.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from secretariat.documents.business import called
from secretariat.documents.common import (
    Frame,
    body_names,
    frame_of,
    furniture,
    masthead,
    sitting_lines,
    spoken_dates,
)
from secretariat.documents.model import (
    Block,
    Cell,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Role,
    Table,
    Text,
    runs,
)
from secretariat.documents.script_words import (
    Words,
    apologies,
    closing_words,
    exclusion,
    exclusion_words,
    item_words,
    matter_of,
    moves_exclusion,
    opening_words,
    said,
)
from secretariat.documents.wording import Wording
from secretariat.models.agenda import Programme, effective_restrictions, running_clock
from secretariat.models.kinds import ItemKind, Restriction
from secretariat.models.plaintext import one_line
from secretariat.models.records import Item
from secretariat.models.views import MeetingView

SCALE = 1.25
"""How much larger than the house style the letters are that are read aloud, standing."""

_ROW_MM = 20
_WIDTHS = (0.16, 0.59, 0.25)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the running order; `title` heads it in bold."""

    title: str
    words: Words
    at: time | None = None
    minutes: int = 0


def compose_script(view: MeetingView, wording: Wording) -> Document:
    """Return the script of a meeting for the audience of `view`: opening, items, closing."""
    held = effective_restrictions(view.items)
    aloud = [one for one in view.items if held[one.uid].restriction is not Restriction.INTERNAL]
    frame = frame_of(replace(view, items=tuple(aloud)), wording)
    blocks: list[Block] = [*masthead(frame), *sitting_lines(frame)]
    blocks.append(Heading(2, runs(frame.say("script"))))
    blocks.append(_table(frame, _rows(frame)))
    title = frame.say("script.title", body=body_names(frame), date=spoken_dates(frame))
    return Document(
        title=title.strip(", "),
        blocks=tuple(blocks),
        kind="script",
        language=view.lead.language,
        author=view.lead.name,
        subject=one_line(view.meeting.title),
        made=view.made,
        furniture=furniture(frame, "script", "script.stamp"),
        audience=view.audience.value,
        scale=SCALE,
    )


def _rows(frame: Frame) -> list[_Row]:
    programme = _programme(frame)
    spoken = [item for item in frame.items if item.kind is ItemKind.HEADING or frame.prints(item)]
    starts = frame.view.sittings[0].starts if frame.view.sittings else None
    matters = {matter_of(frame, item) for item in spoken}
    opening = opening_words(frame, starts)
    if "apologies" not in matters:
        opening += apologies(frame)
    rows = [_Row(frame.say("script.opening"), opening, starts)]
    closed = moved = False
    for at, item in enumerate(spoken):
        private = _is_private(frame, item)
        if moves_exclusion(frame, item) and not closed:
            business = _next_run(frame, spoken, at + 1)
            moved = bool(business)
            words = exclusion_words(frame, item, business)
            rows.append(replace(_item_row(frame, item, programme), words=words))
            closed = private
            continue
        if private and not closed and moved:
            moved = False  # it was put at the item that excludes the public
        elif private and not closed:
            rows.append(
                _Row(frame.say("script.private"), exclusion(frame, _run(frame, spoken, at)))
            )
        elif closed and not private:
            rows.append(_Row("", (said(frame.say("script.return")),)))
        closed = private
        rows.append(_item_row(frame, item, programme))
    ends = programme.ends if programme else None
    closing = closing_words(frame, told_next="next" in matters)
    return [*rows, _Row(frame.say("script.closing"), closing, ends)]


def _programme(frame: Frame) -> Programme | None:
    if not frame.view.sittings or not any(item.minutes for item in frame.items):
        return None
    first = frame.view.sittings[0]
    return running_clock(frame.items, first.starts, first.ends, frame.view.audience)


def _is_private(frame: Frame, item: Item) -> bool:
    return frame.held[item.uid].restriction in (Restriction.EXEMPT, Restriction.CONFIDENTIAL)


def _next_run(frame: Frame, spoken: Sequence[Item], at: int) -> list[Item]:
    """Return the private items that come next, before any further exclusion of the public."""
    for start, item in enumerate(spoken[at:], start=at):
        if moves_exclusion(frame, item):
            break
        if _is_private(frame, item):
            return _run(frame, spoken, start)
    return []


def _run(frame: Frame, spoken: Sequence[Item], at: int) -> list[Item]:
    """Return the private items from `at` on until the next open one."""
    found: list[Item] = []
    for item in spoken[at:]:
        if not _is_private(frame, item):
            break
        found.append(item)
    return [item for item in found if item.kind is ItemKind.ITEM]


def _item_row(frame: Frame, item: Item, programme: Programme | None) -> _Row:
    if item.kind is ItemKind.HEADING:
        return _Row(frame.title(item), ())
    at = programme.slots[item.uid].starts if programme else None
    return _Row(called(frame, item), item_words(frame, item), at, item.minutes or 0)


def _table(frame: Frame, rows: Sequence[_Row]) -> Table:
    header = tuple(
        Cell((Paragraph(runs(frame.say(f"script.column.{name}"))),), header=True)
        for name in ("time", "words", "notes")
    )
    return Table(
        (header, *(_cells(frame, row) for row in rows)),
        _WIDTHS,
        summary=frame.say("script.summary"),
        row_height_mm=_ROW_MM,
        top=True,
    )


def _cells(frame: Frame, row: _Row) -> tuple[Cell, ...]:
    when: list[Paragraph] = []
    if row.at is not None:
        when.append(Paragraph((Text(frame.phrases.clock(row.at), bold=True),)))
    if row.minutes > 0:
        key = "agenda.minute" if row.minutes == 1 else "agenda.minutes"
        when.append(Paragraph(runs(frame.say(key, minutes=row.minutes)), Role.SMALL))
    words: list[Paragraph | ListBlock] = list(row.words)
    if row.title:
        words.insert(0, Paragraph((Text(row.title, bold=True),), keep_with_next=bool(words)))
    return Cell(tuple(when)), Cell(tuple(words)), Cell(())
