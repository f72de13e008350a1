"""Pages as pictures, drawn by pdfium, and what two pictures differ in."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

_STRONG = 48
"""How much of 255 a dot must change in one colour to count."""
_SPECKS = 6
"""Dots that may change, after lines of one dot's breadth are taken off: edges drawn elsewhere."""
_THIN = 0.004
"""The share of a page that may change in lines of one dot's breadth."""


def drawn(page: Any, scale: float, *, forms: bool = True) -> Any:
    """Return a page as a picture in colours on white."""
    return page.render(scale=scale, may_draw_forms=forms).to_pil().convert("RGB")


def fitting_scale(page: Any, most: float, longest: int) -> float:
    """Return the scale at which a page's longer side has at most `longest` dots."""
    width, height = page.get_size()
    return min(most, longest / float(max(width, height, 1.0)))


def difference(one: Any, other: Any) -> Any:
    """Return in grey by how much each dot of two pictures differs, in the colour where most."""
    from PIL import ImageChops

    red, green, blue = ImageChops.difference(one, other).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def differ(one: Any, other: Any) -> bool:
    """Say whether a person would see that two pictures are not of the same page."""
    from PIL import ImageFilter

    if one.size != other.size:
        return True
    grey = difference(one, other).point([0] * _STRONG + [255] * (256 - _STRONG))
    changed = grey.histogram()[255]
    if changed <= _SPECKS:
        return False
    thick = grey.filter(ImageFilter.MinFilter(3)).histogram()[255]
    return bool(thick > _SPECKS or changed > _THIN * one.width * one.height)


def png(picture: Any) -> bytes:
    """Return a picture as PNG."""
    made = io.BytesIO()
    picture.save(made, "PNG", optimize=False)
    return made.getvalue()


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page, counted from 1, that looks different since it was cleaned: before and after."""

    page: int
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Compared:
    """Which pages look different (the first of them with pictures), and which could not be
    compared."""

    changed: tuple[int, ...]
    pictures: tuple[ChangedPage, ...]
    unknown: tuple[int, ...]
