"""Runs to Word: words, emphasis, languages and links."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn

from secretariat.documents.model import LineBreak, Link, NoteMark, Run, Runs, Text, plain
from secretariat.render.docx.book import Stylebook
from secretariat.render.docx.looks import language
from secretariat.render.docx.xml import Element, clean, el, is_rtl, run, val, words

# Word calls a file broken whose links it cannot read: what is not plainly an address is words.
_WEB = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?(?:[/?#][^\s]*)?",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"mailto:[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+(?:\?[^\s]*)?", re.IGNORECASE
)
_SAFE = frozenset(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'()*+,;=%"
)
_LONGEST = 2000


class Inline:
    """Writes runs into paragraphs of one part of the package, which holds their links."""

    def __init__(self, book: Stylebook) -> None:
        self._book = book
        self._links: list[tuple[Element, str]] = []
        self.mark: Callable[[NoteMark], list[Element]] = _in_brackets
        """Writes the mark of a note."""

    @property
    def large(self) -> bool:
        """Whether the document is a large print edition."""
        return self._book.house.large

    def paragraph(self, style: str, *content: Element, keep_next: bool = False) -> Element:
        """Return a paragraph in the style called `style`; `keep_next` forbids a break after it."""
        rtl = is_rtl("".join(t.text or "" for each in content for t in each.iter(qn("w:t"))))
        properties = [val("w:pStyle", self._book.uid(style))]
        properties += [el("w:keepNext")] if keep_next else []
        properties += [el("w:bidi")] if rtl else []
        return el("w:p", None, el("w:pPr", None, *properties), *content)

    def edged(self, name: str) -> str:
        """Return the style that stands on `name` with one tab stop, at the right edge."""
        return self._book.edged(name)

    def style_of(self, paragraph: Element) -> str:
        """Return the name of the style of a paragraph."""
        return self._book.name(_style(paragraph).get(qn("w:val"), ""))

    def restyle(self, paragraph: Element, style: str) -> None:
        """Put a paragraph into the style called `style`."""
        _style(paragraph).set(qn("w:val"), self._book.uid(style))

    def runs(self, content: Runs, style: str = "") -> list[Element]:
        """Return the elements of runs, in the character style `style` if one is named."""
        return [element for each in content for element in self._run(each, style)]

    def text(self, text: str, style: str = "") -> list[Element]:
        """Return plain words."""
        return self._run(Text(text), style) if text else []

    def connect(self, part: Part) -> None:
        """Enter the links into the package, once the words are in it."""
        for element, href in self._links:
            uid = part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            element.set(qn("r:id"), uid)

    def _run(self, content: Run, style: str) -> list[Element]:
        if isinstance(content, LineBreak):
            return [run(el("w:br"))]
        if isinstance(content, NoteMark):
            return self.mark(content)
        if not clean(content.text):
            return []
        if isinstance(content, Link):
            href = _address(content.href)
            named = [val("w:rStyle", self._book.uid("Hyperlink"))] if href else []
            made = words(content.text, [*named, *_direction(content.text)])
            if not href:
                return [made]
            link = el("w:hyperlink", {"w:history": 1}, made)
            self._links.append((link, href))
            return [link]
        properties = [val("w:rStyle", self._book.uid(style))] if style else []
        properties += [el("w:b"), el("w:bCs")] if content.bold else []
        properties += [el("w:i"), el("w:iCs")] if content.italic else []
        properties += [*_direction(content.text), *language(content.lang)]
        return [words(content.text, properties)]


def _in_brackets(mark: NoteMark) -> list[Element]:
    return [words(f"[{mark.number}]")]


def _style(paragraph: Element) -> Element:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    assert style is not None  # every paragraph is made with one
    return cast("Element", style)


def _direction(text: str) -> list[Element]:
    return [el("w:rtl")] if is_rtl(text) else []


def _address(href: str) -> str:
    """Return `href` as a package may hold it, nothing when it leads elsewhere than it may."""
    if len(href) > _LONGEST or not (_WEB.fullmatch(href) or _MAIL.fullmatch(href)):
        return ""
    bare = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", href)
    try:
        raw = bare.encode("utf-8")
    except UnicodeEncodeError:
        return ""
    return "".join(chr(byte) if byte in _SAFE else f"%{byte:02X}" for byte in raw)


def shown(content: Runs) -> str:
    """Return the words of runs on one line, as Word will show them."""
    return clean(plain(content))
