"""The page: its size, its margins, and what stands at its head and foot."""

from __future__ import annotations

import re

from docx.oxml.ns import qn
from docx.section import Section, _Footer, _Header

from secretariat.documents.model import Document, Paragraph, Role
from secretariat.documents.style import HouseStyle
from secretariat.render.docx.inline import Inline
from secretariat.render.docx.xml import Element, el, tab, twips, words

_PAGES = {"A3": (297, 420), "A4": (210, 297), "A5": (148, 210), "Letter": (215.9, 279.4)}
_FIELDS = {"{page}": " PAGE ", "{pages}": " NUMPAGES "}
_LEAST_MM = 60  # of text, however wide the margins are


def page_size(style: HouseStyle) -> tuple[int, int]:
    """Return the width and height of the page in twips."""
    wide, high = _PAGES.get(style.page, _PAGES["A4"])
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
    element.append(el("w:pgSz", {"w:w": wide, "w:h": high}))
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
    _fill(section.first_page_header, inline.paragraph("header", *first))
    _fill(section.header, inline.paragraph("header", *inline.text(furniture.head), *later))
    for footer in (section.first_page_footer, section.footer):
        number = _numbers(furniture.page_pattern, inline)
        foot = [*inline.text(furniture.foot), *([tab()] if number else []), *number]
        _fill(footer, inline.paragraph("footer", *foot))


def _right(stamp: str, marking: str, inline: Inline) -> list[Element]:
    """Return the stamp and the marking at the right edge."""
    content: list[Element] = []
    for text, style in ((marking, "Column Words"), (stamp, "Stamp")):
        if text.strip():
            content += inline.text("   ") if content else [tab()]
            content += inline.text(text, style)
    return content


def _numbers(pattern: str, inline: Inline) -> list[Element]:
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
