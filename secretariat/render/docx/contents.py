"""A list of contents as Word has it: a field that is filled already, and the places it leads to.

It is shown as it stands; Word writes it anew when somebody asks it to, and never asks anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from secretariat.documents.contents import Entry
from secretariat.documents.model import Contents
from secretariat.render.docx.measure import widest
from secretariat.render.docx.xml import Element, clean, el, run, tab, words

if TYPE_CHECKING:
    from secretariat.render.docx.flow import Flow

_FIRST_UID = 7001
_DEEPEST = 9


class Places:
    """Marks the headings to which a list of contents leads, counting all headings as they come."""

    def __init__(self, wanted: Collection[int] = ()) -> None:
        self._wanted = frozenset(wanted)
        self._next = 0

    def enter(self, paragraph: Element | None) -> None:
        """Note that a paragraph is the next heading; None for one that shows no words."""
        at, self._next = self._next, self._next + 1
        if paragraph is None or at not in self._wanted:
            return
        uid = _FIRST_UID + at
        properties = paragraph.find(qn("w:pPr"))
        assert properties is not None  # every paragraph is made with a style
        properties.addnext(el("w:bookmarkStart", {"w:id": uid, "w:name": name_of(at)}))
        paragraph.append(el("w:bookmarkEnd", {"w:id": uid}))


def name_of(at: int) -> str:
    """Return what the place of a heading is called; Word keeps such names to itself."""
    return f"_Toc{at:08}"


def contents_lines(flow: Flow, block: Contents, entries: Sequence[Entry]) -> list[Element]:
    """Return the paragraphs of the list. Where the pages are known they stand at the right edge."""
    if not entries:
        return []
    book, inline = flow.book, flow.inline
    em = round(book.house.body_pt * 20)
    paged = len(block.pages) == len(entries)
    lefts = _lefts(entries, book.house.body_pt, em)
    lines = []
    for index, entry in enumerate(entries):
        start, left = lefts[entry.depth]
        number = clean(entry.number)
        hanging = left - start if number else 0
        style = book.listed(f"toc {min(entry.level, _DEEPEST)}", left, hanging)
        content = [*inline.text(number), tab()] if number else []
        content += inline.runs(entry.runs)
        place = name_of(entry.at)
        if paged and block.pages[index]:
            page = words(str(block.pages[index]))
            content += [tab(), el("w:fldSimple", {"w:instr": rf" PAGEREF {place} \h "}, page)]
        link = el("w:hyperlink", {"w:anchor": place, "w:history": 1}, *content)
        lines.append(inline.paragraph(style, link, keep_next=index == 0))
    levels = f"{min(entry.level for entry in entries)}-{max(entry.level for entry in entries)}"
    unpaged = "" if paged else r" \n"
    _around(lines, rf' TOC \o "{levels}" \h \z{unpaged} ')
    return lines


def _lefts(entries: Sequence[Entry], size: float, em: int) -> list[tuple[int, int]]:
    """Return, for each depth, where its numbers and where its words begin, in twips."""
    found: list[tuple[int, int]] = []
    x = 0
    for depth in range(max(entry.depth for entry in entries) + 1):
        numbers = [clean(entry.number) for entry in entries if entry.depth == depth]
        hanging = min(widest(numbers, size) + em, 6 * em) if any(numbers) else 0
        found.append((x, x + hanging))
        x += hanging or round(em * 1.6)
    return found


def _around(lines: Sequence[Element], instruction: str) -> None:
    """Put the field around its lines."""
    code = el("w:instrText")
    code.text = instruction
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    properties = lines[0].find(qn("w:pPr"))
    assert properties is not None  # every paragraph is made with a style
    for part in (_mark("separate"), run(code), _mark("begin")):
        properties.addnext(part)
    lines[-1].append(_mark("end"))


def _mark(kind: str) -> Element:
    return run(el("w:fldChar", {"w:fldCharType": kind}))
