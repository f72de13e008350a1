"""Notes at the end of their part: small, below a short line, each leading back to its mark."""

from __future__ import annotations

from collections.abc import Iterable

from secretariat.documents.model import Block, Notes, Paragraph, Text, plain
from secretariat.render.pdf.blocks import SHORT, Column, Setter
from secretariat.render.pdf.fonts import clean
from secretariat.render.pdf.lines import fill, set_lines
from secretariat.render.pdf.strips import Shape, Strip, abreast, together
from secretariat.render.pdf.text import Writer
from secretariat.render.pdf.tree import Element

_SAID = 120
"""Letters of a note that are said of the mark that leads to it."""


class NoteSetter:
    """Sets the notes of a document, and joins them with their marks once all are set."""

    def __init__(self, setter: Setter, blocks: Iterable[Block]) -> None:
        self._writer: Writer = setter.writer
        self._looks = setter.looks
        self._setter = setter.sized(setter.looks.style.small_pt)
        self._notes: dict[str, tuple[Element, Element]] = {}
        for block in blocks:
            if isinstance(block, Notes):
                for note in block.notes:
                    words = (plain(b.runs) for b in note.blocks if isinstance(b, Paragraph))
                    said = " ".join(clean(" ".join(words)).split())
                    short = said if len(said) <= _SAID else f"{said[:_SAID].rstrip()}…"
                    self._writer.notes.setdefault(note.key, f"{note.number} {short}".strip())

    def strips(self, block: Notes, column: Column, parent: Element) -> list[Strip]:
        """Return the strips of the notes of one part."""
        look = self._looks.of(self._looks.small)
        labels = [clean(note.number) for note in block.notes]
        widest = max((self._writer.width(label, look.ink) for label in labels), default=0.0)
        inner = column.indent(widest + look.ink.size * 0.6, column.width * 0.5)
        strips: list[Strip] = []
        for note in block.notes:
            element = parent.add("Note")
            element.identity = f"note-{len(self._notes) + 1}"
            link = element.add("Lbl").add("Reference").add("Link")
            link.said = block.back
            label = self._writer.parted((Text(note.number),), look.ink, link)
            for word in label:
                for part in word.parts:
                    part.link = link
            made = self._setter.blocks(note.blocks, inner, element)
            lines = fill(label, inner.x - column.x)
            made = abreast(made, set_lines(lines, column.x, column.width, look.leading))
            if not made:
                continue
            if len(made) <= SHORT:
                together(made)
            made[0].before, made[-1].after = self._looks.gap * 0.2, self._looks.gap * 0.2
            made[-1].keep = False
            made[0].anchors.append(element)
            self._notes.setdefault(note.key, (element, link))
            strips += made
        if strips:
            rule = Shape(column.x, 0.0, column.width * 0.3, 0.0, self._looks.style.quiet, 0.5)
            line = Strip(height=self._looks.gap * 0.6, shapes=[rule], keep=True)
            line.before = self._looks.gap * 1.6
            strips[-1].after = self._looks.gap * 1.4
            return [line, *strips]
        return []

    def join(self) -> None:
        """Let each mark lead to its note, and each note to its first mark."""
        for key, link in self._writer.calls:
            if key in self._notes:
                note, back = self._notes[key]
                link.to = note
                back.to = back.to or link
