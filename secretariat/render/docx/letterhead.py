"""A document on a council's own paper: its Word template with the document in it."""

from __future__ import annotations

import re
from io import BytesIO
from typing import cast

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.section import Section
from lxml import etree

from secretariat.documents.model import Document
from secretariat.documents.style import HouseStyle
from secretariat.errors import KnownError
from secretariat.render.docx.body import Body
from secretariat.render.docx.book import Stylebook
from secretariat.render.docx.flow import Flow
from secretariat.render.docx.furniture import set_template_furniture
from secretariat.render.docx.given import Part, packed, read_given
from secretariat.render.docx.lent import Lending, adapted, prepare_styles
from secretariat.render.docx.package import fixed, properties, with_usual_parts
from secretariat.render.docx.place import clear_place
from secretariat.render.docx.xml import Element, clean, tongue

_LEAST = 3400  # twips of text, 60 mm
_NARROW = "The Word template leaves less than 60 mm for words between its margins."
_LOST = "The Word template of this house style could not be read; add it again, or take it away."
_PATH = re.compile(r"([A-Za-z]:)?[\\/].*|.*\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg)", re.IGNORECASE)
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def check_template(data: bytes) -> tuple[bytes, dict[str, list[str]]]:
    """Return a Word template as it may be kept, and the names of its styles by their kind.

    Raises KnownError, in one sentence, when it cannot be a template. The result holds no tracked
    changes, comments, names of people or machines, and needs nothing from elsewhere.
    """
    parts = with_usual_parts(read_given(data))
    for part in parts.values():
        if part.root is not None:
            _forget_files(part.root)
    made = packed(parts)
    _set_up(parts)
    lending = Lending(_styles(parts), {})
    return made, {kind: lending.names(kind) for kind in ("paragraph", "character", "table")}


def render_on_template(document: Document, style: HouseStyle) -> bytes:
    """Return the document in the Word template of the style; the same input, the same bytes.

    Page, head and foot, pictures and styles are the template's. Raises KnownError when the
    template cannot be read.
    """
    assert style.template is not None
    try:
        data = style.template.read_bytes()
    except OSError as error:
        raise KnownError(_LOST) from error
    parts = with_usual_parts(read_given(data))
    styles = _styles(parts)
    prepare_styles(styles, style.enlargement, tongue(document.language))
    lending = Lending(styles, dict(style.word_styles))
    crest = style.crest.alt if style.crest else ""
    for part in parts.values():
        if part.root is not None:
            name_pictures(part.root, crest)
    after, ruling = _set_up(parts)
    mark = etree.SubElement(ruling, "place")
    after.set("place", "here")
    opened = docx.Document(BytesIO(packed(parts, properties(document))))
    del mark
    return _written(document, adapted(style, lending), lending, opened)


def _written(
    document: Document, style: HouseStyle, lending: Lending, opened: WordDocument
) -> bytes:
    after = next(each for each in opened.element.body if each.attrib.pop("place", ""))
    section = next(each for each in opened.sections if _is_ruling(each))
    numbering = opened.part.numbering_part.element
    book = Stylebook(style, text_room(section._sectPr), lending, _lists(numbering))
    flow = Flow(book)
    set_template_furniture(section, opened, document, flow.inline)
    body = Body(flow, document.blocks)
    for element in body.elements():
        after.addprevious(element)
    body.notes.enter(opened.part)
    flow.controls.close()
    flow.inline.connect(opened.part)
    opened.styles.element.extend(book.style_elements(document.language))
    _add_lists(numbering, book.list_elements())
    held = BytesIO()
    opened.save(held)
    return fixed(held.getvalue(), document.made)


def text_room(section: etree._Element) -> int:
    """Return the width of the text of a section in twips."""
    size, margin = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    wide = _length(size, "w:w", 11906)
    sides = sum(_length(margin, name, usual) for name, usual in
                (("w:left", 1440), ("w:right", 1440), ("w:gutter", 0)))  # fmt: skip
    return wide - sides


def name_pictures(root: etree._Element, alt: str) -> None:
    """Give pictures that say nothing the words of the crest; without any they are decoration.

    A path or the name of a file says nothing, and where it lay is nobody's business.
    """
    for each in root.iter("{*}docPr"):
        said = each.get("descr", "").strip()
        if said and not _PATH.fullmatch(said):
            continue
        each.attrib.pop("descr", "")
        if alt:
            each.set("descr", clean(alt))
            for listed in list(each.iter(f"{{{_A}}}extLst")):
                if next(listed.iter(f"{{{_DECORATIVE}}}decorative"), None) is not None:
                    each.remove(listed)  # it says something now
        elif next(each.iter(f"{{{_DECORATIVE}}}decorative"), None) is None:
            _mark_decoration(each)
    _forget_files(root)


def _forget_files(root: etree._Element) -> None:
    """Forget what the files of pictures were called, and where they lay."""
    for each in root.iter("{*}docPr"):
        if _PATH.fullmatch(each.get("descr", "").strip() or "-"):
            del each.attrib["descr"]
    for each in root.iter("{*}cNvPr"):
        each.set("name", f"Picture {each.get('id', '')}".strip())
        if _PATH.fullmatch(each.get("descr", "")):
            del each.attrib["descr"]
    for each in root.iter("{urn:schemas-microsoft-com:vml}imagedata"):
        each.attrib.pop("{urn:schemas-microsoft-com:office:office}title", "")
    for each in root.iter("{urn:schemas-microsoft-com:vml}shape"):
        if _PATH.fullmatch(each.get("alt", "")):
            del each.attrib["alt"]


def _mark_decoration(picture: etree._Element) -> None:
    listed = picture.find(f"{{{_A}}}extLst")
    if listed is None:
        listed = etree.SubElement(picture, f"{{{_A}}}extLst")
    held = etree.SubElement(listed, f"{{{_A}}}ext", uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
    etree.SubElement(held, f"{{{_DECORATIVE}}}decorative", nsmap={"adec": _DECORATIVE}, val="1")


def _set_up(parts: dict[str, Part]) -> tuple[etree._Element, etree._Element]:
    """Clear the place of the document; return what follows it and the section it is in."""
    root = next(iter(parts.values())).root
    body = root.find(qn("w:body")) if root is not None else None
    if body is None:
        raise KnownError(_LOST)
    after, ruling = clear_place(body)
    for each in ruling.findall(qn("w:cols")):
        ruling.remove(each)  # documents are set in one column
    if text_room(ruling) < _LEAST:
        raise KnownError(_NARROW)
    return after, ruling


def _is_ruling(section: Section) -> bool:
    mark = section._sectPr.find("place")
    if mark is not None:
        section._sectPr.remove(mark)
    return mark is not None


def _styles(parts: dict[str, Part]) -> etree._Element:
    root = next((p.root for p in parts.values() if p.content.endswith(".styles+xml")), None)
    assert root is not None  # the usual parts have been added
    return root


def _lists(numbering: etree._Element) -> int:
    found = [0]
    for tag, name in (("w:abstractNum", "w:abstractNumId"), ("w:num", "w:numId")):
        found += [_length(each, name, 0) for each in numbering.iter(qn(tag))]
    return max(found)


def _add_lists(numbering: etree._Element, made: list[Element]) -> None:
    """Add lists where the schema wants them: definitions before numbers."""
    first = numbering.find(qn("w:num"))
    last = numbering.find(qn("w:numIdMacAtCleanup"))
    for each in made:
        if each.tag == qn("w:abstractNum") and first is not None:
            first.addprevious(each)
        elif last is not None:
            last.addprevious(each)
        else:
            numbering.append(each)


def _length(element: etree._Element | None, name: str, otherwise: int) -> int:
    try:
        return int(float(cast("str", element.get(qn(name))))) if element is not None else otherwise
    except (TypeError, ValueError, OverflowError):
        return otherwise
