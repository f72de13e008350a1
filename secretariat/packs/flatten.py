"""What is seen on top of a page drawn into it: fields, stamps, signatures, notes, highlights.

What is drawn is what a reader sees on the screen: what is neither hidden nor without a view, with
the appearance that the file brings along. Where it brings none, or says that its own are out of
date (`NeedAppearances`), pdfium draws it, as the programs do in which people looked at it; what
pdfium cannot draw is told as missing. The icons of comments and of files inside are not drawn, and
buttons only where they print: nobody reads them.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from secretariat.packs.layers import Layers
from secretariat.packs.objects import (
    Box,
    Matrix,
    box_of,
    elements,
    held,
    inherited,
    is_dictionary,
    is_number,
    is_stream,
    matrix_of,
    name_of,
    product,
    quarter_turns,
    text_of,
    transformed,
)

_HIDDEN, _PRINT, _UPRIGHT, _NO_VIEW = 1 << 1, 1 << 2, 1 << 4, 1 << 5
_PUSH_BUTTON = 1 << 16
_MOST = 20_000

ICONS = frozenset({
    "/Text", "/FileAttachment", "/Sound", "/Movie", "/Popup", "/Screen", "/RichMedia", "/3D",
    "/TrapNet", "/PrinterMark",
})  # fmt: skip
"""Kinds of which nothing is drawn (ISO 32000-2, table 171)."""
COMMENTS = frozenset({
    "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight",
    "/Underline", "/Squiggly", "/StrikeOut", "/Caret", "/Ink",
})  # fmt: skip


@dataclass(slots=True)
class Mark:
    """One appearance to be drawn: the form, where it goes, and which annotation it stands for."""

    form: Any
    matrix: Matrix
    place: tuple[int, int]
    kind: str
    is_redrawn: bool = False


@dataclass(slots=True)
class Marks:
    """What is drawn onto one page, by its kinds, and what is seen but cannot be drawn."""

    drawn: list[Mark] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def is_seen(annotation: Any, layers: Layers) -> bool:
    """Say whether an annotation is seen on the screen, as far as it says itself."""
    flags = annotation.get("/F")
    given = int(flags) if is_number(flags) else 0
    if given & (_HIDDEN | _NO_VIEW):
        return False
    layer = annotation.get("/OC")
    if layer is not None and layers.hides(layer):
        return False
    kind = name_of(annotation.get("/Subtype"))
    if kind == "/Widget" and name_of(inherited(annotation, "/FT")) == "/Btn":
        about = inherited(annotation, "/Ff")
        if is_number(about) and int(about) & _PUSH_BUTTON:
            return bool(given & _PRINT)
    return kind not in ICONS


def _only_prints(annotation: Any, kind: str) -> bool:
    """Say whether an annotation is seen on paper and not on the screen."""
    flags = annotation.get("/F")
    given = int(flags) if is_number(flags) else 0
    if kind in ICONS or kind == "/Link" or appearance_of(annotation) is None:
        return False
    return bool(given & _PRINT and given & _NO_VIEW and not given & _HIDDEN)


def needs_drawing(root: Any) -> bool:
    """Say whether a file declares the appearances of its fields to be out of date."""
    return held(held(root, "/AcroForm"), "/NeedAppearances") is True


def wants_redrawing(pages: list[Any], root: Any, layers: Layers) -> bool:
    """Say whether something that is seen has no appearance of its own that can be used."""
    stale = needs_drawing(root)
    for page in pages:
        for one in elements(held(page, "/Annots"))[:_MOST]:
            if not is_dictionary(one) or not is_seen(one, layers):
                continue
            kind = name_of(one.get("/Subtype"))
            if kind == "/Link":
                continue
            if appearance_of(one) is None or (stale and kind == "/Widget"):
                return True
    return False


def redrawn(data: bytes) -> bytes | None:
    """Return the file as pdfium has drawn what had no appearance; None when it does not open."""
    from pypdfium2 import PdfDocument, PdfiumError

    made = io.BytesIO()
    try:
        pdf = PdfDocument(data)
        pdf.init_forms()
        pages = [pdf[number] for number in range(len(pdf))]
        for page in pages:
            width, height = page.get_size()
            page.render(scale=min(0.2, 500 / max(width, height, 1)), may_draw_forms=True)
        pdf.save(made)
        for page in pages:
            page.close()
        pdf.close()
    except (PdfiumError, ValueError, RuntimeError):
        return None
    return made.getvalue()


def appearance_of(annotation: Any) -> Any:
    """Return the form that shows an annotation as it is now; None where it has none."""
    normal = held(held(annotation, "/AP"), "/N")
    if is_stream(normal):
        return normal
    if not is_dictionary(normal):
        return None
    state = name_of(annotation.get("/AS")) or name_of(inherited(annotation, "/V")) or "/Off"
    found = normal.get(state)
    return found if is_stream(found) else None


def has_states(annotation: Any) -> bool:
    """Say whether an annotation has appearances for several states, of which one may be empty."""
    return is_dictionary(held(held(annotation, "/AP"), "/N"))


def marks_of(page: Any, other: Any, layers: Layers, stale: bool) -> Marks:
    """Return what is drawn onto a page. `other` is the same page as pdfium has drawn it."""
    marks = Marks()
    own = elements(held(page, "/Annots"))[:_MOST]
    others = elements(held(other, "/Annots"))[:_MOST] if other is not None else []
    for index, one in enumerate(own):
        if not is_dictionary(one):
            continue
        kind = name_of(one.get("/Subtype"))
        if not is_seen(one, layers):
            if _only_prints(one, kind):
                marks.missing.append(f"{kind.removeprefix('/')} that only prints")
            continue
        rect = box_of(one.get("/Rect"))
        form = appearance_of(one)
        again = None
        if (form is None or (stale and kind == "/Widget")) and len(others) == len(own):
            again = appearance_of(others[index])
        chosen = again if again is not None else form
        if chosen is not None and rect is not None:
            matrix = _placed(chosen, rect, one, quarter_turns(page))
            if matrix is not None:
                redrawn_ = again is not None
                marks.drawn.append(Mark(chosen, matrix, one.objgen, kind, redrawn_))
                continue
        if _is_missed(one, kind, rect):
            marks.missing.append(kind.removeprefix("/"))
    return marks


def _is_missed(annotation: Any, kind: str, rect: Box | None) -> bool:
    """Say whether a reader would miss an annotation that has no appearance."""
    if kind == "/Link" or rect is None or has_states(annotation):
        return False
    if kind == "/Widget":
        value = inherited(annotation, "/V")
        sort = name_of(inherited(annotation, "/FT"))
        return (
            sort in ("/Tx", "/Ch")
            and value is not None
            and bool(text_of(value) or name_of(value) or elements(value))
        )
    if kind in ("/Square", "/Circle", "/Line", "/Ink", "/Polygon", "/PolyLine"):
        return True
    return bool(kind) and kind not in ("/Redact", "/Caret", "/Watermark")


def _placed(form: Any, rect: Box, annotation: Any, turned: int) -> Matrix | None:
    """Return the matrix that fits an appearance into its rectangle (ISO 32000-2, 12.5.5)."""
    box = box_of(form.get("/BBox"))
    if box is None:
        return None
    seen = transformed(matrix_of(form.get("/Matrix")), box)
    width, height = seen[2] - seen[0], seen[3] - seen[1]
    if width <= 0 or height <= 0:
        return None
    across, up = (rect[2] - rect[0]) / width, (rect[3] - rect[1]) / height
    placed: Matrix = (
        across, 0.0, 0.0, up, rect[0] - seen[0] * across, rect[1] - seen[1] * up,
    )  # fmt: skip
    flags = annotation.get("/F")
    if turned and is_number(flags) and int(flags) & _UPRIGHT:
        return product(placed, _turned_round(rect[0], rect[3], turned))
    return placed


def _turned_round(x: float, y: float, turned: int) -> Matrix:
    """Return the matrix that turns what stands at its upper left corner with the page."""
    a, b = {90: (0.0, 1.0), 180: (-1.0, 0.0), 270: (0.0, -1.0)}[turned]
    return (a, b, -b, a, x - (a * x - b * y), y - (b * x + a * y))
