"""Bands: the rows of a table as strips that can be cut between lines where a page ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from secretariat.render.pdf.strips import Shape, Strip, stack_height


@dataclass(slots=True)
class Box:
    """A cell's strips in a box at (x, y) of its band, `pad` from its top and bottom."""

    strips: list[Strip]
    x: float
    y: float
    width: float
    height: float
    shaded: bool
    pad: float
    centred: bool = False

    @property
    def needed(self) -> float:
        """The height its words need."""
        return stack_height(self.strips) + self.pad * 2


@dataclass(frozen=True, slots=True)
class Rules:
    """The lines of a table: colours, empty for none; `upright` adds lines between columns."""

    line: str
    shade: str
    upright: bool


def band_of(boxes: Sequence[Box], height: float, rules: Rules) -> Strip:
    """Return a strip that shows the boxes and can be cut at any height."""
    strip = Strip(height=height)
    for box in boxes:
        _draw_box(strip, box, rules)
        y = box.y + box.pad
        if box.centred:
            y += max(box.height - box.needed, 0.0) / 2
        for index, line in enumerate(box.strips):
            if index:
                y += max(line.before, box.strips[index - 1].after)
            strip.words += [replace(mark, y=mark.y + y) for mark in line.words]
            strip.shapes += [replace(mark, y=mark.y + y) for mark in line.shapes]
            strip.areas += [replace(mark, y=mark.y + y) for mark in line.areas]
            y += line.height
    strip.cut = lambda room: _cut(boxes, height, room, rules)
    return strip


def _draw_box(strip: Strip, box: Box, rules: Rules) -> None:
    if box.shaded and rules.shade:
        strip.shapes.append(Shape(box.x, box.y, box.width, box.height, rules.shade))
    if rules.line:
        bottom = box.y + box.height
        strip.shapes.append(Shape(box.x, bottom, box.width, 0.0, rules.line, stroke=0.6))
    if rules.upright:
        for x in (box.x, box.x + box.width):
            strip.shapes.append(Shape(x, box.y, 0.0, box.height, rules.line, stroke=0.6))


def _cut(
    boxes: Sequence[Box], height: float, room: float, rules: Rules
) -> tuple[Strip, Strip] | None:
    above: list[Box] = []
    below: list[Box] = []
    growth = 0.0
    for box in boxes:
        if box.y >= room:
            below.append(replace(box, y=box.y - room))
            continue
        count = _fitting(box, room)
        left = max(0.0, box.y + box.height - room)
        above.append(replace(box, strips=box.strips[:count], height=min(box.height, room - box.y)))
        rest = replace(box, strips=box.strips[count:], y=0.0, height=left)
        if rest.strips or left:
            below.append(rest)
            growth = max(growth, rest.needed - left if rest.strips else 0.0)
    if not any(box.strips for box in above) or not below:
        return None
    for box in below:
        if box.y > 0:
            box.y += growth
        else:
            box.height += growth
    first = band_of(above, room, rules)
    second = band_of(below, max(height - room, 0.0) + growth, rules)
    return first, second


def _fitting(box: Box, room: float) -> int:
    """Return how many of the box's strips end above the cut."""
    y = box.y + box.pad
    for index, strip in enumerate(box.strips):
        if index:
            y += max(strip.before, box.strips[index - 1].after)
        y += strip.height
        if y > room - box.pad:
            return index
    return len(box.strips)
