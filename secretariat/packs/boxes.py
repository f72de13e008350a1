"""Where the visible corners of a page are, whatever way it is turned, cropped or measured."""

from __future__ import annotations

from dataclasses import dataclass

from pikepdf import Array, Name, Object

from secretariat.packs.keys import entry

POINT_LIMIT = 14_400.0 * 75
"""No page is wider, even in large user units; what says so is not believed."""
_LETTER = (0.0, 0.0, 612.0, 792.0)


@dataclass(frozen=True, slots=True)
class Sight:
    """A page as the reader sees it: `width` and `height` in points, upright.

    `matrix` leads from these points, counted from the bottom left corner that is seen, to the
    page's own space.
    """

    width: float
    height: float
    matrix: tuple[float, float, float, float, float, float]

    def rectangle(self, left: float, bottom: float, right: float, top: float) -> list[float]:
        """Return a rectangle of the seen page in the page's own space."""
        a, b, c, d, e, f = self.matrix
        xs = sorted((a * left + c * bottom + e, a * right + c * top + e))
        ys = sorted((b * left + d * bottom + f, b * right + d * top + f))
        return [round(value, 3) for value in (xs[0], ys[0], xs[1], ys[1])]


def top_of(page: Object) -> Array:
    """Return the place where a page is seen from its top left corner on, as large as the reader
    has chosen: whoever needs large letters keeps them when a link is followed."""
    sight = sight_of(page)
    _, _, c, d, e, f = sight.matrix
    corner = (round(c * sight.height + e, 3), round(d * sight.height + f, 3))
    return Array([page, Name.XYZ, *corner, 0])


def sight_of(page: Object) -> Sight:
    """Return what is seen of a page: its crop box within its media box, turned upright."""
    media = _box(page, "/MediaBox") or _LETTER
    crop = _box(page, "/CropBox") or media
    x0, y0 = max(media[0], crop[0]), max(media[1], crop[1])
    x1, y1 = min(media[2], crop[2]), min(media[3], crop[3])
    if x1 - x0 < 1 or y1 - y0 < 1:
        x0, y0, x1, y1 = media
    unit = _number(page, "/UserUnit", 1.0)
    if not 0.01 <= unit <= 1000:
        unit = 1.0
    turned = round(_number(page, "/Rotate", 0.0) / 90) % 4
    width, height = (x1 - x0) * unit, (y1 - y0) * unit
    if turned % 2:
        width, height = height, width
    s = 1 / unit
    matrix = (
        (s, 0.0, 0.0, s, x0, y0),
        (0.0, s, -s, 0.0, x1, y0),
        (-s, 0.0, 0.0, -s, x1, y1),
        (0.0, -s, s, 0.0, x0, y1),
    )[turned]
    return Sight(width, height, matrix)


def _box(page: Object, key: str) -> tuple[float, float, float, float] | None:
    box = entry(page, key)
    if not isinstance(box, Array) or len(box) != 4:
        return None
    try:
        a, b, c, d = (float(value) for value in box)
    except (TypeError, ValueError):
        return None
    found = (min(a, c), min(b, d), max(a, c), max(b, d))
    fits = all(abs(value) < POINT_LIMIT for value in found)
    return found if fits and found[2] - found[0] >= 1 and found[3] - found[1] >= 1 else None


def _number(page: Object, key: str, default: float) -> float:
    value = entry(page, key)
    try:
        return default if value is None else float(value)
    except (TypeError, ValueError):
        return default
