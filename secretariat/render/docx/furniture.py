"""The page: its size, its margins, and what stands at its head and foot."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import cast

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer, _Header
from lxml import etree

from secretariat.documents.model import Document, Paragraph, Role, plain, said
from secretariat.documents.style import PAPERS, HouseStyle
from secretariat.render.docx.inline import Inline
from secretariat.render.docx.xml import Element, el, tab, twips, words

_FIELDS = {"{page}": " PAGE ", "{pages}": " NUMPAGES "}
_LONG_HEAD = 66  # signs that stand on one line beside a marking
FOOT, PAGES = "foot", "pages"
"""How a template names the places that each document fills at its foot."""
_LEAST_MM = 60  # of text, however wide the margins are


def page_size(style: HouseStyle) -> tuple[int, int]:
    """Return the width and height of the page in twips."""
    wide, high = PAPERS.get(style.page, PAPERS["A4"])
    return twips(wide), twips(high)


def margins(style: HouseStyle) -> tuple[int, int]:
    """Return the left and right margin in twips, such that room for text is left."""
    wide = page_size(style)[0]
    left, right = (twips(max(0, mm)) for mm in (style.margin_left_mm, style.margin_right_mm))
    spare = wide - left - right - twips(_LEAST_MM)
    return (left, right) if spare >= 0 else (twips(24), twips(24))


def text_width(style: HouseStyle) -> int:
    """Return the width of the text in twips."""
    return page_size(style)[0] - sum(margins(style))


def set_page(section: Section, style: HouseStyle) -> None:
    """Give the section its size and margins."""
    wide, high = page_size(style)
    left, right = margins(style)
    # The running head and foot stand ten millimetres in, and a line of space parts them from text.
    least = twips(10) + round(style.small_pt * style.leading * 20 * 2)
    top, bottom = (max(least, twips(mm)) for mm in (style.margin_top_mm, style.margin_bottom_mm))
    element = section._sectPr
    for child in element.findall(qn("w:pgSz")) + element.findall(qn("w:pgMar")):
        element.remove(child)
    turned = {"w:orient": "landscape"} if wide > high else {}
    element.append(el("w:pgSz", {"w:w": wide, "w:h": high, **turned}))
    element.append(
        el(
            "w:pgMar",
            {
                "w:top": top,
                "w:right": right,
                "w:bottom": bottom,
                "w:left": left,
                "w:header": min(twips(10), top),
                "w:footer": min(twips(10), bottom),
                "w:gutter": 0,
            },
        )
    )


def set_furniture(section: Section, document: Document, inline: Inline) -> None:
    """Write the head and foot; the first page has no running head, which its title would repeat."""
    furniture = document.furniture
    printed = any(isinstance(b, Paragraph) and b.role is Role.MARKING for b in document.blocks)
    section.different_first_page_header_footer = True
    first = _right(furniture.stamp, "" if printed else furniture.marking, inline)
    later = _right(furniture.stamp, furniture.marking, inline)
    head = inline.runs(said(furniture.head))
    if inline.large:  # what says which edition it is stands where reading begins
        first, later = first[1:], later[1:]
        head = [*inline.text("   "), *head] if head and later else head
        later, head = head, later
    _fill(section.first_page_header, inline.paragraph("header", *first))
    _fill(section.header, inline.paragraph("header", *head, *later))
    for footer in (section.first_page_footer, section.footer):
        number = numbers(furniture.page_pattern, inline)
        foot = [*inline.runs(said(furniture.foot)), *([tab()] if number else []), *number]
        _fill(footer, inline.paragraph("footer", *foot))


def set_template_furniture(
    section: Section, word: WordDocument, document: Document, inline: Inline
) -> None:
    """Add to the head and foot of a template what each page of the document must say.

    Its own head and foot stay. Below its head stand a stamp, a marking and, on later pages, the
    running head, where the template lets the first page differ; page numbers are added to each
    foot that has none, or put with the words of the foot where controls called “foot” and “pages”
    stand. A template with neither head nor foot gets those of the house.
    """
    heads = (section.header, section.first_page_header, section.even_page_header)
    feet = (section.footer, section.first_page_footer, section.even_page_footer)
    if all(each.is_linked_to_previous for each in (*heads, *feet)) and len(word.sections) == 1:
        set_furniture(section, document, inline)
        return
    furniture = document.furniture
    printed = any(isinstance(b, Paragraph) and b.role is Role.MARKING for b in document.blocks)
    first = section.different_first_page_header_footer
    is_long = len(plain(said(furniture.head)) + furniture.marking) > _LONG_HEAD
    running = inline.runs(said(furniture.head)) if first else []
    wanted = [(section.header, running), (section.first_page_header, [])]
    wanted += [(section.even_page_header, running)]
    used = (True, first, word.settings.odd_and_even_pages_header_footer)
    for (holder, head), on in zip(wanted, used, strict=True):
        words_ = head
        opening = holder is wanted[1][0] or not first
        told = _right(furniture.stamp, "" if printed and opening else furniture.marking, inline)
        if on and words_ and told and is_long:
            _append(holder, inline.paragraph(inline.edged("header"), *words_))
            words_ = []
        if on and (words_ or told):
            _append(holder, inline.paragraph(inline.edged("header"), *words_, *told))
    for footer, on in zip(feet, used, strict=True):
        number = numbers(furniture.page_pattern, inline)
        if not on or (not number and footer.is_linked_to_previous):
            continue  # one that is asked for is made
        _fill_places(footer, {FOOT: inline.runs(said(furniture.foot)), PAGES: number})
        if number and not _has_page(footer):
            foot = [*inline.runs(said(furniture.foot)), tab(), *number]
            _append(footer, inline.paragraph(inline.edged("footer"), *foot))


def _root(holder: _Header | _Footer) -> BaseOxmlElement:
    """Return a head or foot; one that had to be made has nothing in it, not even a style that the
    template may not have."""
    linked = holder.is_linked_to_previous
    root: BaseOxmlElement = holder._element
    if linked and not holder.is_linked_to_previous:
        for each in list(root):
            root.remove(each)
    return root


def _fill_places(holder: _Header | _Footer, said: Mapping[str, list[Element]]) -> None:
    """Put what a document says into the places that a template has for it.

    They are bookmarks or content controls; what follows a stroke below in the name of a bookmark
    only tells it from that of another foot.
    """
    root = _root(holder)
    for start in list(root.iter(qn("w:bookmarkStart"))):
        content = said.get(start.get(qn("w:name"), "").strip().casefold().partition("_")[0])
        line = next(start.iterancestors(qn("w:p")), None)
        if content is None or line is None:
            continue
        ends = [each for each in line.iter(qn("w:bookmarkEnd"))
                if each.get(qn("w:id")) == start.get(qn("w:id"))]  # fmt: skip
        if not ends:
            continue
        first, last = (_child_of(line, each) for each in (start, ends[0]))
        span = list(line)[line.index(first) : line.index(last) + 1]
        for word in content:
            first.addprevious(copy.deepcopy(word))
        for each in span:
            line.remove(each)
    for place in list(root.iter(qn("w:sdt"))):
        tag = place.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        content = said.get(tag.get(qn("w:val"), "").strip().casefold()) if tag is not None else None
        parent = place.getparent()
        if content is not None and parent is not None and parent.tag == qn("w:p"):
            at = parent.index(place)
            parent.remove(place)
            for offset, each in enumerate(content):
                parent.insert(at + offset, copy.deepcopy(each))


def _child_of(line: etree._Element, inside: etree._Element) -> etree._Element:
    """Return the child of `line` that is `inside`, or holds it."""
    while (above := inside.getparent()) is not None and above is not line:
        inside = above
    return inside


def _has_page(holder: _Header | _Footer) -> bool:
    element = cast("Element", holder._element)
    simple = (each.get(qn("w:instr")) or "" for each in element.iter(qn("w:fldSimple")))
    said = [*simple, *(each.text or "" for each in element.iter(qn("w:instrText")))]
    return any("PAGE" in words_.upper().split() for words_ in said)


def _append(holder: _Header | _Footer, paragraph: Element) -> None:
    """Add a paragraph below what stands there, in the place of an empty last one."""
    root = _root(holder)
    last = root[-1] if len(root) else None
    root.append(paragraph)
    empty = last is not None and last.tag == qn("w:p") and len(root) > 2
    if last is not None and empty and all(each.tag == qn("w:pPr") for each in last):
        root.remove(last)


def _right(stamp: str, marking: str, inline: Inline) -> list[Element]:
    """Return the stamp and the marking at the right edge."""
    content: list[Element] = []
    for text, style in ((marking, "Column Words"), (stamp, "Stamp")):
        if text.strip():
            content += inline.text("   ") if content else [tab()]
            content += inline.text(text, style)
    return content


def numbers(pattern: str, inline: Inline) -> list[Element]:
    """Return the words of a page pattern, with Word's fields for page and number of pages."""
    content: list[Element] = []
    for part in re.split(r"(\{pages?\})", pattern):
        if part in _FIELDS:
            content.append(el("w:fldSimple", {"w:instr": _FIELDS[part]}, words("1")))
        else:
            content += inline.text(part)
    return content


def _fill(holder: _Header | _Footer, paragraph: Element) -> None:
    holder.is_linked_to_previous = False
    root = holder._element
    for child in list(root):
        root.remove(child)
    root.append(paragraph)
