"""Pictures that somebody covered and did not cut: what lies below the bar is still in the file.

A page is drawn as it is and with its pictures alone. Where the page is black, and the picture below
shows something, a bar lies over it. White does the same over a scan; elsewhere it is the ground of
a panel, as in every brochure.
"""

from __future__ import annotations

from typing import Any

from secretariat.packs.pictures import drawn, fitting_scale

_SCALE, _LONGEST = 1.0, 1_000
_TILE = 6
"""Dots of the side of the squares in which a page is looked at: half a line of print."""
_BLACK, _WHITE = 16, 250
_SHOWS = 70
"""Of 255: by how much what is below must differ from what covers it, or within itself."""
_FEWEST = 3
"""Squares in a row or a block that make a bar."""

Tile = tuple[int, int]


def covers_picture(page: Any, *, is_scan: bool) -> bool:
    """Say whether something to be seen in a picture is covered. The page is spoilt for drawing."""
    from pypdfium2 import raw

    kinds = {raw.FPDF_PAGEOBJ_IMAGE: 0, raw.FPDF_PAGEOBJ_PATH: 0}
    others = []
    for one in page.get_objects():
        if one.type in kinds:
            kinds[one.type] += 1
        if one.type not in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            others.append(one)
    if not all(kinds.values()):
        return False
    scale = fitting_scale(page, _SCALE, _LONGEST)
    whole = drawn(page, scale).convert("L")
    for one in others:
        raw.FPDFPageObj_SetIsActive(one.raw, 0)
    below = drawn(page, scale).convert("L")
    above, under = whole.reduce(_TILE), below.reduce(_TILE)
    width, height = above.size
    tops, lows = above.tobytes(), under.tobytes()
    black, white = set(), set()
    for at in range(width * height):
        if tops[at] <= _BLACK and lows[at] - tops[at] >= _SHOWS:
            black.add((at % width, at // width))
        elif is_scan and tops[at] >= _WHITE and tops[at] - lows[at] >= _SHOWS:
            white.add((at % width, at // width))
    if any(len(block) >= _FEWEST for block in _blocks(white)):
        return True
    return any(len(block) >= _FEWEST and _shows(below, block) for block in _blocks(black))


def _blocks(tiles: set[Tile]) -> list[set[Tile]]:
    """Return squares that touch each other, together."""
    left, blocks = set(tiles), []
    while left:
        block, edge = set(), [left.pop()]
        while edge:
            x, y = edge.pop()
            block.add((x, y))
            for near in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
                if near in left:
                    left.remove(near)
                    edge.append(near)
        blocks.append(block)
    return blocks


def _shows(below: Any, block: set[Tile]) -> bool:
    """Say whether there is something to be seen below a bar, other than one even ground."""
    xs, ys = [x for x, _ in block], [y for _, y in block]
    box = (min(xs), min(ys), max(xs) + 1, max(ys) + 1)
    least, most = below.crop(tuple(one * _TILE for one in box)).getextrema()
    return bool(most - least >= _SHOWS)
