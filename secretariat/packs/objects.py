"""Reading the objects of a stranger's PDF without trusting that they are what they should be."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, TypeGuard

_UP = 60
"""How far up a tree of pages or fields something inherited is looked for."""
MOST = 200_000
"""The most elements of an array, or keys of a dictionary, that are read."""

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def is_dictionary(value: Any) -> bool:
    """Say whether a value is a dictionary and not a stream."""
    from pikepdf import Dictionary

    return isinstance(value, Dictionary)


def is_stream(value: Any) -> bool:
    """Say whether a value is a stream."""
    from pikepdf import Stream

    return isinstance(value, Stream)


def has_keys(value: Any) -> bool:
    """Say whether a value is a dictionary or a stream."""
    return is_dictionary(value) or is_stream(value)


def is_number(value: Any) -> TypeGuard[int | Decimal]:
    """Say whether a value is a number."""
    return isinstance(value, int | Decimal | float) and not isinstance(value, bool)


def name_of(value: Any) -> str:
    """Return a name with its stroke; empty for anything else.

    What is no UTF-8 in a name is written as the file writes it (`/F#e9`).
    """
    from pikepdf import Name

    if not isinstance(value, Name):
        return ""
    try:
        return str(value)
    except UnicodeDecodeError:
        return value.unparse(resolved=True).decode("ascii", "replace")


def own(value: Any) -> Any:
    """Return a name or a string that belongs to no file; other values as they are."""
    from pikepdf import Name, Object, PdfError, String

    if isinstance(value, Name):
        try:
            return Name(str(value))
        except UnicodeDecodeError:
            pass
        try:
            return Object.parse(value.unparse(resolved=True))
        except PdfError:
            return Name("/Unreadable")
    return String(bytes(value)) if isinstance(value, String) else value


def text_of(value: Any) -> str:
    """Return the words of a string without what cannot be printed; empty for anything else."""
    from pikepdf import String

    if isinstance(value, String):
        try:
            value = str(value)
        except UnicodeDecodeError:
            value = bytes(value).decode("latin-1")
    if not isinstance(value, str):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def elements(value: Any) -> list[Any]:
    """Return the elements of an array; none for anything else."""
    from pikepdf import Array

    return (
        [value[index] for index in range(min(len(value), MOST))] if isinstance(value, Array) else []
    )


def items(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a dictionary or a stream's dictionary holds; nothing for anything else."""
    if has_keys(value):
        yield from sorted(value.items(), key=lambda pair: pair[0])[:MOST]


def key_of(name: str) -> Any:
    """Return what a dictionary takes for a key that `items` gave: a name that is no UTF-8 too."""
    from pikepdf import Object

    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        data = name.removeprefix("/").encode("utf-8", "surrogateescape")
        return Object.parse(b"/" + b"".join(b"#%02x" % one for one in data))
    return name


def plain_key(name: str) -> str:
    """Return a key that `items` gave as `name_of` gives the same name."""
    key = key_of(name)
    return key if isinstance(key, str) else name_of(key)


def held(value: Any, key: Any) -> Any:
    """Return what stands under a key; None when the value has no keys, or not this."""
    return value.get(key) if has_keys(value) else None


def floats(value: Any, count: int) -> tuple[float, ...] | None:
    """Return so many numbers from an array; None when it holds others."""
    given = elements(value)
    if len(given) < count or not all(is_number(one) for one in given[:count]):
        return None
    found = tuple(float(one) for one in given[:count])
    return found if all(math.isfinite(one) for one in found) else None


def box_of(value: Any) -> Box | None:
    """Return a rectangle with its lower left corner first; None for one without an area."""
    given = floats(value, 4)
    if given is None:
        return None
    left, right = sorted((given[0], given[2]))
    bottom, top = sorted((given[1], given[3]))
    return (left, bottom, right, top) if right > left and top > bottom else None


def matrix_of(value: Any) -> Matrix:
    """Return a matrix; the one that changes nothing where there is none."""
    given = floats(value, 6)
    return SAME if given is None else (given[0], given[1], given[2], given[3], given[4], given[5])


def inherited(one: Any, key: str) -> Any:
    """Return what a page or a field has, or inherits from those above it."""
    node = one
    for _ in range(_UP):
        if not is_dictionary(node):
            return None
        found = node.get(key)
        if found is not None:
            return found
        node = node.get("/Parent")
    return None


def quarter_turns(page: Any) -> int:
    """Return by how many degrees a page is turned clockwise: 0, 90, 180 or 270."""
    given = inherited(page, "/Rotate")
    turned = float(given) if is_number(given) else 0.0
    return int(turned) // 90 % 4 * 90 if abs(turned) < 1e6 else 0


LETTER: Box = (0.0, 0.0, 612.0, 792.0)
_SMALLEST, _LARGEST = 1.0, 200_000.0


def boxes_of(page: Any) -> tuple[Box, Box]:
    """Return the sheet of a page and what is shown of it, as readers understand odd ones.

    A page without a sheet is Letter for every reader; what is shown lies within the sheet.
    """
    sheet = box_of(inherited(page, "/MediaBox")) or LETTER
    if not all(abs(one) <= _LARGEST for one in sheet):
        sheet = LETTER
    shown = box_of(inherited(page, "/CropBox"))
    if shown is None:
        return sheet, sheet
    inner = (
        max(sheet[0], shown[0]),
        max(sheet[1], shown[1]),
        min(sheet[2], shown[2]),
        min(sheet[3], shown[3]),
    )
    if inner[2] - inner[0] < _SMALLEST or inner[3] - inner[1] < _SMALLEST:
        return sheet, sheet
    return sheet, inner


def unit_of(page: Any) -> float:
    """Return how many 72nds of an inch a unit of the page is."""
    given = held(page, "/UserUnit")
    unit = float(given) if is_number(given) else 1.0
    return unit if 0 < unit <= 1_000 else 1.0


def transformed(matrix: Matrix, box: Sequence[float]) -> Box:
    """Return the box round a rectangle that a matrix has moved."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def product(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that does what the first does and then what the second does."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
