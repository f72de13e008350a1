"""The press: the four steps from a document to the bytes of its file."""

from __future__ import annotations

from pathlib import Path

from secretariat.documents.model import Document
from secretariat.documents.style import HouseStyle
from secretariat.render.pdf.flow import Flow
from secretariat.render.pdf.fonts import FontBook, own_faces
from secretariat.render.pdf.furniture import Furnisher
from secretariat.render.pdf.looks import Looks
from secretariat.render.pdf.paginate import paginate
from secretariat.render.pdf.painter import Painter
from secretariat.render.pdf.seal import seal
from secretariat.render.pdf.survey import frame_of
from secretariat.render.pdf.text import Writer


def press(document: Document, style: HouseStyle, folder: Path) -> bytes:
    """Return the document as PDF."""
    fonts = FontBook(folder, own_faces(style))
    looks = Looks(style)
    frame = frame_of(style)
    flow = Flow(document, looks, fonts, frame)
    flow.compose()
    pages = paginate(flow.strips, frame.height)
    furnisher = Furnisher(document, looks, Writer(fonts), frame)
    painter = Painter(frame, fonts.face(style.font).name)
    for number, page in enumerate(pages, start=1):
        strips = [(placed.strip, frame.y + placed.y, placed.repeated) for placed in page]
        again = number > 1 and any(placed.strip.owned for placed in page)
        head = furnisher.head(number, flow.side if again else None)
        painter.page(strips, (head, furnisher.foot(number, len(pages))))
    return seal(painter.finish(), flow.tree, painter.painted, document, style.crest)
