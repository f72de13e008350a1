"""Elements of WordprocessingML: short to write, with nothing in them that Word refuses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

Element = BaseOxmlElement

_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]")
_TONGUE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
# The first letter that has a direction decides that of its paragraph.
_STRONG = re.compile(r"[^\W\d_]")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def el(tag: str, attributes: dict[str, str | int] | None = None, *kids: Element) -> Element:
    """Return the element `w:…` with its attributes and children."""
    given = {qn(name): str(value) for name, value in (attributes or {}).items()}
    element = cast("Element", OxmlElement(tag, attrs=given))
    element.extend(kids)
    return element


def val(tag: str, value: str | int) -> Element:
    """Return an element that holds one value."""
    return el(tag, {"w:val": value})


def some(elements: Iterable[Element | None]) -> list[Element]:
    """Return the elements that are there."""
    return [element for element in elements if element is not None]


def clean(text: str) -> str:
    """Return `text` on one line, without characters that no XML file may hold."""
    return _ILLEGAL.sub("", _SPACE.sub(" ", text))


def tongue(language: str) -> str:
    """Return `language` when it is a language tag that Word reads, otherwise nothing."""
    return language if _TONGUE.fullmatch(language) else ""


def is_rtl(text: str) -> bool:
    """Say whether `text` begins in a script that is written from right to left."""
    first = _STRONG.search(text)
    return bool(first and _RTL.match(first[0]))


def words(text: str, properties: Iterable[Element] = ()) -> Element:
    """Return a run of words with its properties."""
    text = clean(text)
    holder = el("w:t")
    holder.text = text
    if text != text.strip() or "  " in text:
        holder.set(qn("xml:space"), "preserve")
    return run(holder, properties=properties)


def run(*content: Element, properties: Iterable[Element] = ()) -> Element:
    """Return a run that holds `content`."""
    made = [*properties]
    return el("w:r", None, *([el("w:rPr", None, *made)] if made else []), *content)


def tab() -> Element:
    """Return a run that moves on to the next tab stop."""
    return run(el("w:tab"))


def twips(mm: float) -> int:
    """Return millimetres in twentieths of a point."""
    return round(mm * 1440 / 25.4)


def is_table(element: Element) -> bool:
    """Say whether `element` is a table."""
    return bool(element.tag == qn("w:tbl"))


def keep(element: Element) -> None:
    """Forbid a page break after a paragraph; a table keeps itself."""
    properties = element.find(qn("w:pPr"))
    if properties is not None and properties.find(qn("w:keepNext")) is None:
        properties.insert(1, el("w:keepNext"))


def start_page(element: Element) -> None:
    """Let a paragraph begin a new page."""
    properties = element.find(qn("w:pPr"))
    if properties is not None:
        kept = properties.find(qn("w:keepNext")) is not None
        properties.insert(2 if kept else 1, el("w:pageBreakBefore"))
