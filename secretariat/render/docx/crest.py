"""The crest over the first words of a Word document, with what it shows for whoever cannot see."""

from __future__ import annotations

from io import BytesIO
from typing import cast

from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.story import StoryPart
from docx.shared import Emu, Mm

from secretariat.documents.model import Align
from secretariat.render.docx.book import Stylebook
from secretariat.render.docx.inline import Inline
from secretariat.render.docx.looks import Shape
from secretariat.render.docx.xml import Element, clean, el, run

PLACES = {"left": Align.LEFT, "centre": Align.CENTRE, "right": Align.RIGHT}
_TALLEST_MM = 50
_KINDS = (b"\x89PNG", b"\xff\xd8\xff")
_BROKEN = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ValueError)
# The mark of a picture that says nothing, as Word has had it since 2019.
_DECORATION = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
    ' val="1"/></a:ext></a:extLst>'
)


def crest_paragraph(book: Stylebook, inline: Inline, part: StoryPart) -> Element | None:
    """Return the paragraph that shows the crest of the house style, None where none is printed.

    A picture that can no longer be read is left out.
    """
    house = book.house
    crest, align = house.crest, PLACES.get(house.crest_place)
    if crest is None or align is None or not crest.data.startswith(_KINDS):
        return None
    wide = min(int(Mm(house.crest_width_mm)), book.width * 635)
    try:
        drawing = part.new_pic_inline(BytesIO(crest.data), width=Emu(wide))
    except _BROKEN:
        return None
    if (high := int(drawing.extent.cy)) > int(Mm(_TALLEST_MM)):
        share = int(Mm(_TALLEST_MM)) / high
        _resize(drawing, round(wide * share), int(Mm(_TALLEST_MM)))
    drawing.docPr.set("name", "Crest")
    words = clean(crest.alt).strip()
    drawing.docPr.set("descr", words)
    if not words:
        drawing.docPr.append(parse_xml(_DECORATION))
    for picture in drawing.iter(qn("pic:cNvPr")):
        picture.set("name", "Crest")
    shape = Shape(after=round(house.body_pt * 32), align=None if align is Align.LEFT else align)
    style = book.variant("Normal", "Crest", shape)
    return inline.paragraph(style, run(el("w:drawing", None, cast("Element", drawing))))


def _resize(drawing: object, wide: int, high: int) -> None:
    for extent in cast("Element", drawing).iter(qn("wp:extent"), qn("a:ext")):
        if extent.get("cx"):
            extent.set("cx", str(wide))
            extent.set("cy", str(high))
