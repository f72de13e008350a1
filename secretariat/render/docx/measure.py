"""How wide words are, near enough to set tab stops and gutters. Word breaks the lines itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from secretariat.documents.model import AgendaLine, AgendaList, Block, Heading, Paragraph, Role
from secretariat.documents.style import HouseStyle

_NARROW = frozenset(" .,:;'’|!()[]iIjlft/-")


def width(text: str, size: float, *, bold: bool = False) -> int:
    """Return about how many twips `text` takes at `size` points."""
    ems = sum(0.34 if sign in _NARROW else 0.68 if sign.isupper() else 0.575 for sign in text)
    return round(ems * size * 20 * (1.06 if bold else 1.0))


def widest(texts: Iterable[str], size: float, *, bold: bool = False) -> int:
    """Return the width of the widest of the texts, 0 when there is none."""
    return max((width(text, size, bold=bold) for text in texts), default=0)


def gutter(blocks: Sequence[Block], style: HouseStyle, room: int) -> int:
    """Return the width in which the numbers of headings and items hang, 0 without numbers."""
    em = style.body_pt * 20
    found = [0]
    for block in blocks:
        if isinstance(block, Heading) and block.number:
            found.append(width(block.number, style.heading_pt, bold=True))
        elif isinstance(block, Paragraph) and block.role is Role.COLUMNS:
            label = block.label if style.large else block.label.upper()
            found.append(width(label, style.small_pt * 1.15, bold=True))
        elif isinstance(block, AgendaList):
            numbers = [line.number for line in agenda_lines(block) if not line.level]
            found.append(widest(numbers, style.body_pt))
    if not max(found):
        return 0
    return round(min(max(max(found) + em * 0.8, em * 2.6), room * 0.2))


def agenda_lines(agenda: AgendaList) -> list[AgendaLine]:
    """Return all lines of an agenda, section after section."""
    return [line for section in agenda.sections for line in section.lines]
