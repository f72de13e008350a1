"""The sheet of a pack that says which papers are other than in the pack before it, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from secretariat.documents.common import (
    Frame,
    frame_of,
    masthead,
    sitting_lines,
)
from secretariat.documents.model import (
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    Role,
    Runs,
    Table,
    Text,
    runs,
)
from secretariat.documents.of_meeting import document_of
from secretariat.documents.two_languages import phrase, stacked, titled, worded
from secretariat.documents.wording import Wording
from secretariat.models.numbering import NO_NUMBER
from secretariat.models.pack_changes import PaperChange
from secretariat.models.plaintext import one_line
from secretariat.models.views import MeetingView

_COLUMNS = ("paper", "what", "then", "now")
_WIDTHS = (0.46, 0.22, 0.16, 0.16)


@dataclass(frozen=True, slots=True)
class PackChanges:
    """What the sheet says: the lines, the day of the pack before (None where it is not known), and
    the numbers that no page has any more, as ranges; or that it stands in a supplement."""

    lines: tuple[PaperChange, ...]
    since: date | None = None
    gaps: str = ""
    in_supplement: bool = False


def compose_pack_changes(view: MeetingView, wording: Wording, changes: PackChanges) -> Document:
    """Return the sheet for the audience of `view`; items are named as it may see them."""
    frame = frame_of(view, wording)
    blocks: list[Block] = [*masthead(frame), *sitting_lines(frame)]
    blocks.append(Heading(2, stacked(frame, "pack.changes")))
    blocks.append(Paragraph(worded(frame, lambda one: _intro(one, changes))))
    blocks.append(_table(frame, changes.lines))
    if gaps := changes.gaps:
        blocks.append(
            Paragraph(worded(frame, lambda one: one.say("pack.changes.gaps", pages=gaps)))
        )
    return document_of(
        frame, blocks, kind="what changed", title="pack.changes.title", heading="pack.changes"
    )


def _intro(frame: Frame, changes: PackChanges) -> str:
    date = frame.phrases.spoken(changes.since) if changes.since else ""
    since = "pack.changes.since" if date else "pack.changes.since.undated"
    further = "supplement" if changes.in_supplement else "whole"
    return f"{frame.say(since, date=date)} {frame.say(f'pack.changes.pages.{further}')}"


def _table(frame: Frame, lines: Sequence[PaperChange]) -> Table:
    header = tuple(
        Cell((Paragraph(stacked(frame, f"pack.changes.column.{name}")),), header=True)
        for name in _COLUMNS
    )
    rows = [_row(frame, one) for one in lines]
    return Table((header, *rows), _WIDTHS, summary=frame.say("pack.changes.summary"))


def _row(frame: Frame, one: PaperChange) -> tuple[Cell, ...]:
    none = frame.say("pack.changes.none")
    return (
        Cell(_name(frame, one), header=True),
        _cell(phrase(frame, f"pack.changes.{one.news}")),
        _cell(runs(one.then or none)),
        _cell(runs(one.now or none)),
    )


def _name(frame: Frame, one: PaperChange) -> tuple[Paragraph, ...]:
    """Return the item and the paper as the audience knows them."""
    item = next((item for item in frame.items if item.uid == one.item), None)
    title = one_line(one.title)
    if item is None:
        return (Paragraph(runs(title) if title else phrase(frame, "pack.changes.unnamed")),)
    number = frame.numbers.get(item.uid, NO_NUMBER).full
    name = frame.title(item) or frame.say("restricted.title")
    words = titled(frame.choices, name, lambda first: f"{number} {first}".strip())
    bold = tuple(Text(run.text, bold=True) if isinstance(run, Text) else run for run in words)
    if not title or title == name:
        return (Paragraph(bold),)
    return (Paragraph(bold), Paragraph(runs(title), Role.SMALL))


def _cell(words: Runs) -> Cell:
    return Cell((Paragraph(words),))
