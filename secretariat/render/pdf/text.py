"""Runs to words: the one place where text becomes something that can be painted.

There is no markup on the way, so nothing needs escaping: the font object that writes the
content stream is the only place where characters are encoded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice

from secretariat.documents.model import LineBreak, Link, NoteMark, Run, Runs, Text
from secretariat.models.bidi import RIGHT_TO_LEFT, levels, shaped, turned, unshaped
from secretariat.render.pdf.fonts import Face, FontBook, clean
from secretariat.render.pdf.tree import Element, Slot
from secretariat.render.pdf.words import address, tongue

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
TOKENS = re.compile(rf" +|{SOFT_HYPHEN}|[^ {SOFT_HYPHEN}]+")
# Where a line may end inside a word: after a dash or slash between letters.
SEAMS = re.compile(r"(?<=[^\W\d][-–/])(?=[^\W\d])|(?<=\w—)(?=\w)")


@dataclass(frozen=True, slots=True)
class Ink:
    """How words are written; colour is #rrggbb, size and tracking are points.

    `rise` is how far they stand above the line. Marks of notes have `mark_size` and stand above
    it; where that is 0 they stand on it, in brackets.
    """

    family: str
    size: float
    colour: str
    bold: bool = False
    italic: bool = False
    tracking: float = 0.0
    capitals: bool = False
    link_colour: str = ""
    mark_size: float = 0.0
    rise: float = 0.0


@dataclass(slots=True)
class Glyphs:
    """A stretch of a word in one face and one slot. `actual` is set where it is read otherwise."""

    text: str
    face: Face
    width: float
    ink: Ink
    slot: Slot | None = None
    actual: str | None = None
    link: Element | None = None
    level: int = 0  # of embedding; odd runs to the left


@dataclass(slots=True)
class Word:
    """What a line is not broken in, unless it is longer than a line; it may end after it.

    `space` is the space that follows, `hyphen` is shown only where the line ends here, and
    `final` demands a new line.
    """

    parts: list[Glyphs] = field(default_factory=list)
    space: Glyphs | None = None
    hyphen: Glyphs | None = None
    final: bool = False

    @property
    def width(self) -> float:
        """The width without the space that follows."""
        return sum(part.width for part in self.parts)

    @property
    def gap(self) -> float:
        """The width of the space that follows."""
        return self.space.width if self.space else 0.0


class Writer:
    """Turns runs into words and gives each run its slot in the structure tree."""

    def __init__(self, fonts: FontBook) -> None:
        self._fonts = fonts
        self.notes: dict[str, str] = {}
        """By key: what is said of each note that a mark may lead to."""
        self.calls: list[tuple[str, Element]] = []
        """The links that marks became, in reading order, with the keys of their notes."""

    def words(self, runs: Runs, ink: Ink, element: Element) -> list[Word]:
        """Return the words of the runs; `element` gets their slots, in order."""
        words = [Word()]
        start = len(element.kids)
        directions = _directions(runs)
        for run in runs:
            if isinstance(run, LineBreak):
                next(directions, 0)
                if words[-1].parts and words[-1].space is None:
                    words[-1].space = self._space(ink, words[-1].parts[-1].slot)
                words[-1].final = True
                words.append(Word())
            elif isinstance(run, NoteMark):
                self._mark(words, run, ink, element)
                next(directions, 0)
            elif clean(run.text):
                self._write(words, run, _inked(run, ink), element, directions)
        while words and not words[-1].parts:
            words.pop()
        if words:
            words[-1].final = True
        for word in words:
            # Where the line ends anyway, nothing was divided.
            word.hyphen = None if word.final else word.hyphen
        _prune(element, start, words)
        return words

    def label(self, text: str, ink: Ink, element: Element) -> list[Word]:
        """Return the words of a number or label; what is read ends with a space."""
        return self.parted((Text(text),), ink, element)

    def parted(self, runs: Runs, ink: Ink, element: Element) -> list[Word]:
        """Return the words of runs; what is read ends with a space."""
        words = self.words(runs, ink, element)
        if words and words[-1].space is None:
            words[-1].space = self._space(ink, words[-1].parts[-1].slot)
        return words

    def decoration(self, text: str, ink: Ink) -> list[Glyphs]:
        """Return words that are painted and never read."""
        text = clean(text)
        ways = levels(text) if RIGHT_TO_LEFT.search(text) else []
        return [replace(part, actual=None) for part in self._directed(text, ink, ways)]

    def width(self, text: str, ink: Ink) -> float:
        """Return the width of words on one line."""
        return sum(part.width for part in self._glyphs(clean(text), ink))

    def _write(
        self,
        words: list[Word],
        run: Text | Link,
        ink: Ink,
        element: Element,
        directions: Iterator[int],
    ) -> None:
        slot, link = _place(run, element)
        for token in TOKENS.findall(clean(run.text)):
            ways = list(islice(directions, len(token)))
            if token[0] in f" {SOFT_HYPHEN}":
                if not words[-1].parts:
                    continue
                if token == SOFT_HYPHEN:
                    hyphen = next(self._glyphs("-", ink))
                    words[-1].hyphen = replace(hyphen, slot=slot, actual=token, link=link)
                else:
                    words[-1].space = self._space(ink, slot, link, ways[0] if ways else 0)
                words.append(Word())
                continue
            for index, piece in enumerate(SEAMS.split(token)):
                if index:
                    words.append(Word())
                for part in self._directed(piece, ink, ways):
                    part.slot, part.link = slot, link
                    words[-1].parts.append(part)
                del ways[: len(piece)]

    def _mark(self, words: list[Word], mark: NoteMark, ink: Ink, element: Element) -> None:
        """Write the mark of a note: a link to it where it is known."""
        link = None
        slot = element.slot()
        if mark.key in self.notes:
            element.kids.pop()
            link = element.add("Reference").add("Link")
            link.said = self.notes[mark.key]
            slot = link.slot()
            self.calls.append((mark.key, link))
        small = replace(
            ink, size=ink.mark_size, rise=ink.size * 0.36, bold=False, italic=False, capitals=False,
            colour=ink.link_colour or ink.colour, tracking=0.0,
        )  # fmt: skip
        text, used = (mark.number, small) if ink.mark_size else (f"[{mark.number}]", ink)
        for part in self._glyphs(clean(text), used):
            part.slot, part.link = slot, link
            words[-1].parts.append(part)

    def _directed(self, text: str, ink: Ink, ways: Sequence[int]) -> Iterator[Glyphs]:
        """Yield the glyphs of a piece of text, stretch by stretch of one direction."""
        if not ways:
            yield from self._glyphs(text, ink)
            return
        for level, group in groupby(zip(text, ways, strict=False), key=lambda pair: pair[1]):
            part = "".join(character for character, _ in group)
            for glyphs in self._glyphs(self._joined(part, ink) if level % 2 else part, ink):
                glyphs.level = level
                if level % 2:
                    glyphs.actual = glyphs.actual or unshaped(glyphs.text)
                    glyphs.text = turned(glyphs.text)
                yield glyphs

    def _joined(self, text: str, ink: Ink) -> str:
        """Return the text with Arabic letters joined, each as far as a font has its joined form."""
        face = self._fonts.face(ink.family, ink.bold, ink.italic)
        return "".join(
            form if form.isascii() or self._fonts.shows(form, face) else unshaped(form)
            for form in shaped(text)
        )

    def _glyphs(self, text: str, ink: Ink) -> Iterator[Glyphs]:
        face = self._fonts.face(ink.family, ink.bold, ink.italic)
        for using, printed, meant in self._fonts.stretches(text, face):
            shown = printed
            if ink.capitals and meant is None and all(map(using.covers, printed.upper())):
                shown = printed.upper()
                meant = printed if shown != printed else None
            width = using.width(shown, ink.size) + ink.tracking * len(shown)
            yield Glyphs(shown, using, width, ink, actual=meant)

    def _space(
        self, ink: Ink, slot: Slot | None, link: Element | None = None, level: int = 0
    ) -> Glyphs:
        face = self._fonts.face(ink.family, ink.bold, ink.italic)
        width = face.width(" ", ink.size) + ink.tracking
        return Glyphs(" ", face, width, ink, slot, None, link, level)


def _directions(runs: Runs) -> Iterator[int]:
    """Yield the embedding level of each character; nothing where all run to the right."""
    text = "".join(map(_laid_out, runs))
    return iter(levels(text) if RIGHT_TO_LEFT.search(text) else ())


def _laid_out(run: Run) -> str:
    """Return the letters of a run as far as their direction matters; a mark is one figure."""
    if isinstance(run, LineBreak):
        return "\n"
    return "1" if isinstance(run, NoteMark) else clean(run.text)


def runs_left(words: Sequence[Word]) -> bool:
    """Say whether these words are a paragraph that runs from right to left."""
    return all(part.level for word in words for part in word.parts) and bool(words)


def _place(run: Text | Link, element: Element) -> tuple[Slot, Element | None]:
    if isinstance(run, Link):
        if not address(run.href):
            return element.slot(), None
        link = element.add("Link", href=address(run.href))
        return link.slot(), link
    if tongue(run.lang):
        return element.add("Span", lang=run.lang).slot(), None
    return element.slot(), None


def _prune(element: Element, start: int, words: Sequence[Word]) -> None:
    """Take from the element the new places and links that turned out to hold no words."""
    used = {
        id(part.slot)
        for word in words
        for part in (*word.parts, word.space, word.hyphen)
        if part is not None
    }
    for kid in element.kids[start:]:
        below = kid.walk() if isinstance(kid, Element) else ()
        slots = [kid, *(one for each in below for one in each.kids)]
        if not any(id(slot) in used for slot in slots):
            element.kids.remove(kid)


def _inked(run: Text | Link, ink: Ink) -> Ink:
    if isinstance(run, Link):
        return replace(ink, colour=ink.link_colour or ink.colour) if address(run.href) else ink
    if run.bold or run.italic:
        # Italic inside an italic paragraph stands out by being upright.
        return replace(ink, bold=ink.bold or run.bold, italic=ink.italic != run.italic)
    return ink
