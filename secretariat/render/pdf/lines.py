"""Words to lines, and lines to strips: where lines break and where their words stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from secretariat.documents.model import Align
from secretariat.models.bidi import turned, unshaped, visual_order
from secretariat.render.pdf.strips import Area, Shape, Strip, Words
from secretariat.render.pdf.text import Glyphs, Word

Line = list[Word]

# A single last word shorter than this share of the measure takes a companion from above.
LONELY = 0.12
# After these a word that is longer than a line is best divided: addresses.
SEAMS = frozenset("/.@-_?&=#,;:")
# A balanced heading is never narrowed beyond this share of the measure.
NARROWEST = 0.45


def fill(words: Sequence[Word], measure: float) -> list[Line]:
    """Break words into lines no wider than `measure`, whatever the words."""
    lines: list[Line] = []
    line: Line = []
    used = 0.0
    for word in _fitting(words, measure):
        width = word.width
        if line and used + width > measure + 0.01:
            spill = _spill(line, measure)
            lines.append(line)
            line = spill
            used = _extent(line) + (line[-1].gap if line else 0.0)
        line.append(word)
        used += width + word.gap
        if word.final:
            lines.append(line)
            _befriend(lines, measure)
            line, used = [], 0.0
    if line:
        lines.append(line)
    return lines


def balance(words: Sequence[Word], measure: float) -> list[Line]:
    """Break words into as few lines as `fill` does, of lengths as even as they can be."""
    lines = fill(words, measure)
    if len(lines) < 2 or len(lines) > 6:
        return lines
    low, high = measure * NARROWEST, measure
    while high - low > 2.0:
        middle = (low + high) / 2
        if len(fill(words, middle)) <= len(lines):
            high = middle
        else:
            low = middle
    return fill(words, high)


def _extent(line: Line) -> float:
    width = sum(word.width + word.gap for word in line)
    return width - line[-1].gap if line else width


def _spill(line: Line, measure: float) -> Line:
    """Shorten the line until the hyphen at its end fits, and return what was taken off."""
    taken: Line = []
    while len(line) > 1 and (hyphen := line[-1].hyphen):
        if _extent(line) + hyphen.width <= measure + 0.01:
            break
        taken.insert(0, line.pop())
    return taken


def _befriend(lines: list[Line], measure: float) -> None:
    """Give a short, lonely last word a companion from the line above."""
    if len(lines) < 2 or len(lines[-1]) > 1 or lines[-2][-1].final or len(lines[-2]) < 4:
        return
    above, last = lines[-2], lines[-1]
    taken = above[-1]
    if taken.space is None or _extent(last) > measure * LONELY:
        return
    if _extent([taken, *last]) <= measure * 0.4:
        last.insert(0, above.pop())


def _fitting(words: Sequence[Word], measure: float) -> Iterator[Word]:
    for word in words:
        if word.width > measure:
            for chunk in _chunks(word):
                yield from _chopped(chunk, measure)
        else:
            yield word


def _chunks(word: Word) -> Iterator[Word]:
    """Yield a word in pieces that end where an address may be divided."""
    piece = Word()
    for part in word.parts:
        start = 0
        for index, character in enumerate(part.text[:-1], start=1):
            if character in SEAMS and part.text[index] not in SEAMS:
                piece.parts.append(_piece(part, start, index))
                yield piece
                piece, start = Word(), index
        piece.parts.append(_piece(part, start, len(part.text)))
    piece.space, piece.hyphen, piece.final = word.space, word.hyphen, word.final
    yield piece


def _chopped(word: Word, measure: float) -> Iterator[Word]:
    """Yield a word in pieces that fit; a letter keeps the marks that combine with it."""
    piece = Word()
    used = 0.0
    for part in word.parts:
        start = 0
        for index, character in enumerate(part.text):
            width = part.face.width(character, part.ink.size) + part.ink.tracking
            combines = unicodedata.combining(character) != 0
            if used + width > measure and not combines and (piece.parts or index > start):
                if index > start:
                    piece.parts.append(_piece(part, start, index))
                yield piece
                piece, used, start = Word(), 0.0, index
            used += width
        piece.parts.append(_piece(part, start, len(part.text)))
    piece.space, piece.hyphen, piece.final = word.space, word.hyphen, word.final
    yield piece


def _piece(part: Glyphs, start: int, end: int) -> Glyphs:
    if part.level % 2:
        # What is painted runs from right to left: the first piece to read is the last painted.
        start, end = len(part.text) - end, len(part.text) - start
    text = part.text[start:end]
    actual = part.actual
    if actual is not None and part.level % 2:
        actual = unshaped(turned(text))
        return replace(part, text=text, width=_width(part, text), actual=actual)
    if actual is not None:
        # Where capitals lengthen a word ("ß") the pieces cannot be told apart: the first has all.
        same = len(actual) == len(part.text)
        actual = actual[start:end] if same else (actual if start == 0 else "")
    return replace(part, text=text, width=_width(part, text), actual=actual)


def _width(part: Glyphs, text: str) -> float:
    return part.face.width(text, part.ink.size) + part.ink.tracking * len(text)


def set_lines(
    lines: Sequence[Line],
    x: float,
    measure: float,
    leading: float,
    align: Align = Align.LEFT,
    justify: bool = False,
) -> list[Strip]:
    """Return one strip a line, its words standing between `x` and `x + measure`."""
    strips = []
    for line in lines:
        room = measure - _extent(line)
        start, stretch = x, 0.0
        if align is Align.RIGHT:
            start += room
        elif align is Align.CENTRE:
            start += room / 2
        elif justify and not line[-1].final and room > 0:
            gaps = sum(1 for word in line[:-1] if word.space)
            stretch = room / gaps if gaps else 0.0
        strips.append(_strip(line, start, leading, stretch))
    return strips


def _strip(line: Line, x: float, leading: float, stretch: float) -> Strip:
    size = max((part.ink.size for word in line for part in word.parts), default=leading / 1.4)
    strip = Strip(height=leading, baseline=leading / 2 + size * 0.34)
    glyphs: list[Glyphs] = []
    for word in line:
        glyphs += word.parts
        if word is line[-1] and word.hyphen:
            glyphs.append(word.hyphen)
        if word.space:
            if stretch:
                word.space.width += stretch
            glyphs.append(word.space)
    if line[-1].space and glyphs:
        # Rule L1: the space at the end of a line runs as the paragraph does.
        glyphs[-1].level = min(part.level for part in glyphs) % 2
    paint(strip, placed(glyphs, x), loose=stretch > 0)
    return strip


def placed(glyphs: Sequence[Glyphs], x: float) -> list[tuple[Glyphs, float]]:
    """Return the glyphs, in the order in which they are read, with the places where they stand."""
    order: Sequence[int] = range(len(glyphs))
    if any(part.level for part in glyphs):
        order = visual_order([part.level for part in glyphs])
        if order and glyphs[order[0]].text == " " and order[0] == len(glyphs) - 1:
            x -= glyphs[-1].width  # the last space hangs out of a line that runs left
    places = [0.0] * len(glyphs)
    for index in order:
        places[index] = x
        x += glyphs[index].width
    return list(zip(glyphs, places, strict=True))


def paint(strip: Strip, glyphs: Sequence[tuple[Glyphs, float]], loose: bool = False) -> None:
    """Put placed glyphs on the strip's baseline, joined into as few pieces as they allow.

    In a `loose` line the spaces are stretched, so that nothing joins what follows one.
    """
    previous: Glyphs | None = None
    for part, x in glyphs:
        mark = strip.words[-1] if strip.words else None
        parted = loose and previous is not None and previous.text == " "
        if mark and previous and not parted and _joins(previous, part, mark, x):
            if mark.actual is not None:
                mark.actual += part.text if part.actual is None else part.actual
            mark.text += part.text
            mark.width = x + part.width - mark.x
        else:
            ink = part.ink
            mark = Words(
                x, strip.baseline - ink.rise, part.width, part.text, part.face, ink.size,
                ink.colour, part.slot, part.actual, ink.tracking,
            )  # fmt: skip
            strip.words.append(mark)
        if part.link is not None:
            _underline(strip, part, x)
        previous = part


def _joins(before: Glyphs, part: Glyphs, mark: Words, x: float) -> bool:
    if before.slot is not part.slot or before.face is not part.face or before.ink != part.ink:
        return False
    if (mark.actual is None) != (part.actual is None) and part.text != " ":
        return False
    return abs(mark.x + mark.width - x) < 0.01


def _underline(strip: Strip, part: Glyphs, x: float) -> None:
    element, size = part.link, part.ink.size
    if element is None or part.text == " ":
        return
    last = strip.areas[-1] if strip.areas else None
    if last is not None and last.element is element:
        last.width = x + part.width - last.x
        if not element.said:
            strip.shapes[-1].width = last.width
        return
    if element.said:  # leads to another place of the document: no line below it
        top = strip.baseline - part.ink.rise - size
        strip.areas.append(Area(x, top, part.width, size * 1.3, element))
        return
    y = strip.baseline + size * 0.14
    strip.shapes.append(Shape(x, y, part.width, 0.0, part.ink.colour, stroke=size * 0.05))
    top = strip.baseline - size * 0.95
    strip.areas.append(Area(x, top, part.width, size * 1.25, element))
