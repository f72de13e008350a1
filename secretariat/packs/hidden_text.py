"""Text that a reader can copy and nobody can see.

Each page is drawn twice, with its text and without. Where the two pictures are the same, the text
that stands there leaves no ink: it is white, invisible, covered, off the sheet or in a layer that
is not shown. One rule finds all of these, and needs no list of tricks.

A scan with recognised text is the one honest case: its text lies unseen over, or under, a picture
of the whole page. It is told apart by there being ink in the picture where each word stands; a word
without any, as below a bar that blacks it out, is hidden text there too.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from secretariat.models.paper_findings import PaperFault, PaperFinding
from secretariat.packs.covered import covers_picture
from secretariat.packs.jobs import Report
from secretariat.packs.pictures import difference, drawn, fitting_scale

_SCALE, _LONGEST = 1.5, 1_400
_INK = 20
"""Of 255: less than this is seen by nobody."""
_WHOLE = 0.5
"""The share of a page that a picture covers which is a scan of it."""
_MOST_WORDS = 400
_LONGEST_TEXT = 2_000_000
_LATIN = 0x24F
_TRACKED = re.compile(r"\b(Commented \[\w{1,8}\]|Formatted|Deleted|Inserted|Moved (?:up|down)):")

Box = tuple[int, int, int, int]


@dataclass(slots=True)
class PageText:
    """The text of a page, and what was found of it: hidden words, recognised ones, a scan."""

    text: str = ""
    hidden: list[str] = field(default_factory=list)
    is_layer: bool = False
    is_scan: bool = False
    is_covered: bool = False
    has_changes: bool = False


@dataclass(slots=True)
class _Word:
    """Letters that follow each other, and of each how much ink it leaves."""

    letters: list[str] = field(default_factory=list)
    unseen: list[bool] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


def read_text(data: bytes, report: Report) -> list[PageText]:
    """Return the text of each page, with what of it cannot be seen."""
    from pypdfium2 import PdfDocument

    found = []
    with PdfDocument(data) as pdf:
        count = len(pdf)
        for number in range(count):
            report(number, count, "Reading")
            found.append(_read(pdf, number))
    return found


def text_findings(pages: list[PageText]) -> list[PaperFinding]:
    """Return what is to be told of the text of a paper."""
    found = []
    for number, page in enumerate(pages, 1):
        if page.hidden:
            words = " ".join(page.hidden)
            count = len(page.hidden)
            found.append(PaperFinding(PaperFault.HIDDEN_TEXT, number, count, f"“{words}”."))
        if page.is_covered:
            found.append(PaperFinding(PaperFault.COVERED_PICTURE, number))
        if page.is_layer:
            found.append(PaperFinding(PaperFault.TEXT_LAYER, number))
        if page.is_scan:
            found.append(PaperFinding(PaperFault.SCANNED, number))
        if page.has_changes:
            found.append(PaperFinding(PaperFault.TRACKED_CHANGES, number))
    return found


def _read(pdf: Any, number: int) -> PageText:
    from pypdfium2 import PdfiumError

    try:
        page = pdf[number]
        text = page.get_textpage()
    except PdfiumError:
        return PageText()
    try:
        words = text.get_text_range()[:_LONGEST_TEXT] if text.count_chars() else ""
        found = PageText(words, has_changes=bool(_TRACKED.search(words)))
        if not words.strip():
            found.is_scan = _is_scan(page)
        else:
            _look(page, text, found)
        found.is_covered = _is_covered(pdf, number)
    finally:
        text.close()
        page.close()
    return found


def _look(page: Any, text: Any, found: PageText) -> None:
    from pypdfium2 import raw

    scale = fitting_scale(page, _SCALE, _LONGEST)
    whole = drawn(page, scale)
    for one in page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,)):
        raw.FPDFPageObj_SetIsActive(one.raw, 0)
    ink = difference(whole, drawn(page, scale))
    is_scan = None
    grey = None
    for word in _words(page, text, ink):
        missing = _missing(word)
        if not missing:
            continue
        if is_scan is None:
            is_scan, grey = _is_scan(page), whole.convert("L")
        if is_scan and _has_ink(grey, word):
            found.is_layer = True
        elif len(found.hidden) < _MOST_WORDS:
            found.hidden.append(missing)
    if sum(len(one) for one in found.hidden) < 2:
        found.hidden.clear()


def _words(page: Any, text: Any, ink: Any) -> Iterator[_Word]:
    """Yield the words of a page, each letter with whether it leaves ink."""
    from pypdfium2 import raw

    place = _Places(page, text, ink.size)
    word = _Word()
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        letter = chr(code) if 0 < code < 0x110000 else ""
        if not letter.strip():
            if word.letters:
                yield word
                word = _Word()
            continue
        if not letter.isalnum():
            word.letters.append(letter)
            word.unseen.append(False)
            word.boxes.append((0, 0, 0, 0))
            continue
        box = place.of(index)
        unseen = box[2] <= box[0] or ink.crop(box).getextrema()[1] < _INK
        if unseen and code > _LATIN and not _has_own_font(text, index):
            unseen = False
        word.letters.append(letter)
        word.unseen.append(unseen)
        word.boxes.append(box)
    if word.letters:
        yield word


def _missing(word: _Word) -> str:
    """Return a word of which most, or several letters in a row, cannot be seen; else nothing."""
    unseen = sum(word.unseen)
    if not unseen:
        return ""
    known = sum(letter.isalnum() for letter in word.letters)
    run = longest = 0
    for one, letter in zip(word.unseen, word.letters, strict=True):
        run = run + 1 if one else run if not letter.isalnum() else 0
        longest = max(longest, run)
    return "".join(word.letters) if unseen * 2 >= known or longest >= 3 else ""


def _is_covered(pdf: Any, number: int) -> bool:
    """Say whether part of a picture is covered; the page is read afresh, with all its parts."""
    page = pdf[number]
    try:
        return covers_picture(page, is_scan=_is_scan(page))
    finally:
        page.close()


class _Places:
    """Where on the picture each letter stands."""

    def __init__(self, page: Any, text: Any, size: tuple[int, int]) -> None:
        self._page = page
        self._text = text
        self._size = size
        self._edges = [ctypes.c_double() for _ in range(4)]
        self._dots = [ctypes.c_int() for _ in range(4)]

    def of(self, index: int) -> Box:
        """Return the place of a letter, without an area where it is off the picture."""
        from pypdfium2 import raw

        left, right, bottom, top = self._edges
        if not raw.FPDFText_GetCharBox(self._text, index, left, right, bottom, top):
            return (0, 0, 0, 0)
        x, y, across, down = self._dots
        width, height = self._size
        raw.FPDF_PageToDevice(self._page, 0, 0, width, height, 0, left.value, top.value, x, y)
        raw.FPDF_PageToDevice(
            self._page, 0, 0, width, height, 0, right.value, bottom.value, across, down
        )
        xs, ys = sorted((x.value, across.value)), sorted((y.value, down.value))
        box = (max(xs[0] - 1, 0), max(ys[0] - 1, 0), min(xs[1] + 2, width), min(ys[1] + 2, height))
        return box if box[2] > box[0] and box[3] > box[1] else (0, 0, 0, 0)


def _has_own_font(text: Any, index: int) -> bool:
    """Say whether a letter's font is in the file; another may lack the letter on this machine."""
    from pypdfium2 import raw

    one = raw.FPDFText_GetTextObject(text, index)
    font = raw.FPDFTextObj_GetFont(one) if one else None
    return bool(font) and raw.FPDFFont_GetIsEmbedded(font) == 1


def _has_ink(grey: Any, word: _Word) -> bool:
    """Say whether there is anything to be seen where a word stands, or close by."""
    boxes = [box for box in word.boxes if box[2] > box[0]]
    if not boxes:
        return False
    high = max(box[3] - box[1] for box in boxes) // 2
    left, upper = min(b[0] for b in boxes) - high, min(b[1] for b in boxes) - high
    right, lower = max(b[2] for b in boxes) + high, max(b[3] for b in boxes) + high
    seen = grey.crop((max(left, 0), max(upper, 0), min(right, grey.width), min(lower, grey.height)))
    least, most = seen.getextrema()
    return bool(most - least > 3 * _INK)


def _is_scan(page: Any) -> bool:
    """Say whether pictures cover most of a page."""
    from pypdfium2 import PdfiumError, raw

    width, height = page.get_size()
    covered = 0.0
    for one in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,)):
        try:
            left, bottom, right, top = one.get_bounds()
        except PdfiumError:
            continue
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered >= _WHOLE * width * height)
