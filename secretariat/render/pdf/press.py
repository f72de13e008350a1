"""The press: the four steps from a document to the bytes of its file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from secretariat.documents.model import Document
from secretariat.documents.style import HouseStyle
from secretariat.render.pdf.flow import Flow
from secretariat.render.pdf.fonts import FontBook, own_faces
from secretariat.render.pdf.furniture import Furnisher
from secretariat.render.pdf.looks import Looks
from secretariat.render.pdf.paginate import Page, paginate
from secretariat.render.pdf.painter import Painter
from secretariat.render.pdf.seal import seal
from secretariat.render.pdf.survey import frame_of
from secretariat.render.pdf.text import Writer
from secretariat.render.pdf.tree import Element


def heading_pages(document: Document, style: HouseStyle, folder: Path) -> list[int]:
    """Return the page on which each heading of the document stands, counted from 1, as
    `documents.contents.headings` counts them; 0 for one that shows no words."""
    frame = frame_of(style)
    flow = Flow(document, Looks(style), FontBook(folder, own_faces(style)), frame)
    flow.compose()
    places = _places(paginate(flow.strips, frame.height))
    return [places.get(heading, 0) for heading in flow.headings]


def _places(pages: Sequence[Page]) -> dict[Element, int]:
    return {
        element: number
        for number, page in enumerate(pages, start=1)
        for placed in page
        if not placed.repeated
        for element in placed.strip.anchors
    }


def press(document: Document, style: HouseStyle, folder: Path) -> bytes:
    """Return the document as PDF."""
    fonts = FontBook(folder, own_faces(style))
    looks = Looks(style)
    frame = frame_of(style)
    flow = Flow(document, looks, fonts, frame)
    flow.compose()
    pages = paginate(flow.strips, frame.height)
    flow.number_pages(_places(pages))
    furnisher = Furnisher(document, looks, Writer(fonts), frame)
    painter = Painter(frame, fonts.face(style.font).name)
    for number, page in enumerate(pages, start=1):
        strips = [(placed.strip, frame.y + placed.y, placed.repeated) for placed in page]
        again = number > 1 and any(placed.strip.owned for placed in page)
        head = furnisher.head(number, flow.side if again else None)
        painter.page(strips, (head, furnisher.foot(number, len(pages))))
    return seal(painter.finish(), flow.tree, painter.painted, document, style.crest)
