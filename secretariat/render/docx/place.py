"""Where in a Word template a document goes, and what of the template stays around it.

A template says so by a mark: a content control or a bookmark called “content”, or a paragraph
{{content}}. Without one, what stands before the first section break is the letterhead; in a
template of one section it is what leads up to its last leading picture, and sample words go.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence

from docx.oxml.ns import qn
from lxml import etree

from secretariat.errors import KnownError

MARK = "content"
"""How the place of a document is called in a template."""
_WORDS = re.compile(r"[{\[<«“\"' ]*content[}\]>»”\"' ]*", re.IGNORECASE)
_BRACKETED = re.compile(r"[{\[<«].*[}\]>»]", re.DOTALL)
_BOXED = (
    "The place marked “content” in the Word template is in a table or a text box; "
    "put it into a paragraph of its own."
)
_DRAWN = (qn("w:drawing"), qn("w:pict"))
_FULL = (qn("w:r"), qn("w:sdt"), qn("w:sectPr"), qn("w:pageBreakBefore"))


def clear_place(body: etree._Element) -> tuple[etree._Element, etree._Element]:
    """Take out what the document replaces; return what stands after it, and its section.

    The first is the block or the section before which the document goes. Raises KnownError when
    the marked place cannot hold a document.
    """
    final = _final(body)
    marked = _marked(body)
    if marked:
        _drop_empty_end(marked[-1], final)
        after = marked[-1].getnext()
        broken = next(filter(lambda one: one is not None, map(_section_of, marked)), None)
        for each in marked:
            body.remove(each)
        if after is None:
            after = final
        if broken is not None:  # the place ended its section: a paragraph without words ends it now
            after.addprevious(_ending(broken))
            after = after.getprevious()
        assert after is not None
        return after, _section_from(after, final)
    blocks = [each for each in body if each is not final]
    ends = [index for index, each in enumerate(blocks) if _section_of(each) is not None]
    if ends:
        kept = ends[0] + 1
        ruling = _section_of(blocks[ends[1]]) if len(ends) > 1 else None
        if ruling is not None:
            final = _replaced(body, final, ruling)
    else:
        kept = _letterhead(blocks)
    for each in blocks[kept:]:
        body.remove(each)
    return final, final


def _drop_empty_end(marked: etree._Element, final: etree._Element) -> None:
    """Take out empty lines with which the template ends, where nothing else follows the mark."""
    rest = [each for each in marked.itersiblings() if each is not final]
    if all(each.tag == qn("w:p") and next(each.iter(*_FULL), None) is None for each in rest):
        for each in rest:
            each.getparent().remove(each)  # type: ignore[union-attr]


def _final(body: etree._Element) -> etree._Element:
    """Return the last section of the body, made where there is none."""
    final = body.find(qn("w:sectPr"))
    if final is None:
        final = etree.SubElement(body, qn("w:sectPr"))
    body.append(final)
    return final


def _marked(body: etree._Element) -> list[etree._Element]:
    """Return the blocks of the body in which the mark stands; several where a bookmark spans them.

    A program that knows no controls around several blocks keeps the bookmark.
    """
    found = _mark(body)
    if found is None:
        return []
    first = last = _block(body, found)
    if found.tag == qn("w:bookmarkStart"):
        # LibreOffice splits a long bookmark into several of its name: the last of them ends it.
        uids = {each.get(qn("w:id")) for each in body.iter(qn("w:bookmarkStart")) if _is_mark(each)}
        for end in body.iter(qn("w:bookmarkEnd")):
            last = end if end.get(qn("w:id")) in uids else last
        while last.getparent() is not body and (parent := last.getparent()) is not None:
            last = parent
    blocks = list(body)
    span = blocks[blocks.index(first) : blocks.index(last) + 1]
    return [each for each in span if each.tag != qn("w:sectPr")] or [first]


def _mark(body: etree._Element) -> etree._Element | None:
    """Return the mark: a bookmark before all others, which says where it ends."""
    for each in body.iter(qn("w:bookmarkStart")):
        if _is_mark(each):
            return each
    for each in body.iter(qn("w:tag"), qn("w:alias"), qn("w:p")):
        if each.tag == qn("w:p"):
            words = "".join(t.text or "" for t in each.iter(qn("w:t"))).strip()
            found = bool(_BRACKETED.fullmatch(words) and _WORDS.fullmatch(words))
        else:
            name = each.get(qn("w:val")) or ""
            found = name.strip().casefold() == MARK
        if found:
            return each
    return None


def _is_mark(bookmark: etree._Element) -> bool:
    return bookmark.get(qn("w:name"), "").strip().casefold() == MARK


def _block(body: etree._Element, element: etree._Element) -> etree._Element:
    boxed = {qn("w:tbl"), qn("w:txbxContent")}
    while element.getparent() is not body:
        parent = element.getparent()
        if parent is None or parent.tag in boxed:
            raise KnownError(_BOXED)
        element = parent
    if element.tag == qn("w:bookmarkStart"):
        following = element.getnext()
        while following is not None and following.tag not in (qn("w:p"), qn("w:sdt")):
            following = following.getnext()
        element = element if following is None else following
    return element


def _section_of(block: etree._Element) -> etree._Element | None:
    """Return the section that a block ends, None when it ends none."""
    found = block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    return found if found is not None else block.find(f".//{qn('w:pPr')}/{qn('w:sectPr')}")


def _section_from(block: etree._Element, final: etree._Element) -> etree._Element:
    """Return the section in which `block` stands."""
    following: etree._Element | None = block
    while following is not None and following is not final:
        section = _section_of(following)
        if section is not None:
            return section
        following = following.getnext()
    return final


def _ending(section: etree._Element) -> etree._Element:
    paragraph = etree.Element(qn("w:p"))
    properties = etree.SubElement(paragraph, qn("w:pPr"))
    properties.append(copy.deepcopy(section))
    return paragraph


def _replaced(
    body: etree._Element, final: etree._Element, ruling: etree._Element
) -> etree._Element:
    made = copy.deepcopy(ruling)
    body.replace(final, made)
    return made


def _letterhead(blocks: Sequence[etree._Element]) -> int:
    """Return how many leading blocks are the letterhead: they hold pictures, or nothing."""
    kept = 0
    for index, block in enumerate(blocks):
        if next(block.iter(*_DRAWN), None) is not None:
            kept = index + 1
        elif any((t.text or "").strip() for t in block.iter(qn("w:t"))):
            break
    return kept
