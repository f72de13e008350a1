"""Pages before and after: what an officer must look at again."""

from __future__ import annotations

from typing import Any

from secretariat.packs.jobs import Report
from secretariat.packs.pictures import ChangedPage, Compared, differ, drawn, fitting_scale, png

_LONGEST = 1_000
_MOST_PICTURES = 20


def compare(before: bytes, after: bytes, report: Report) -> Compared:
    """Return which pages of a file look different in what was made of it.

    Both are drawn as a reader draws them, with fields and notes. A page that pdfium cannot draw
    in one of them cannot be compared.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    changed: list[int] = []
    pictures: list[ChangedPage] = []
    unknown: list[int] = []
    with PdfDocument(after) as new:
        count = len(new)
        try:
            old = PdfDocument(before)
        except PdfiumError:
            return Compared((), (), tuple(range(1, count + 1)))
        with old:
            old.init_forms()
            for number in range(count):
                report(number, count, "Comparing")
                pair = _pair(old, new, number)
                if pair is None:
                    unknown.append(number + 1)
                elif differ(*pair):
                    changed.append(number + 1)
                    if len(pictures) < _MOST_PICTURES:
                        pictures.append(ChangedPage(number + 1, png(pair[0]), png(pair[1])))
    return Compared(tuple(changed), tuple(pictures), tuple(unknown))


def _pair(old: Any, new: Any, number: int) -> tuple[Any, Any] | None:
    from pypdfium2 import PdfiumError

    try:
        first, second = old[number], new[number]
        scale = fitting_scale(first, 1.0, _LONGEST)
        pair = drawn(first, scale), drawn(second, scale)
        first.close()
        second.close()
    except (PdfiumError, IndexError, ValueError):
        return None
    return pair
