"""The press: the four steps from a document to the bytes of its file."""

from __future__ import annotations

from pathlib import Path

from secretariat.documents.model import Document, Heading
from secretariat.documents.style import HouseStyle
from secretariat.render.pdf.flow import Flow, Frame
from secretariat.render.pdf.fonts import FontBook
from secretariat.render.pdf.furniture import Furnisher
from secretariat.render.pdf.looks import MM, Looks
from secretariat.render.pdf.paginate import paginate
from secretariat.render.pdf.painter import Painter
from secretariat.render.pdf.seal import seal
from secretariat.render.pdf.text import Writer

# Millimetres, upright.
PAPER = {"A3": (297.0, 420.0), "A4": (210.0, 297.0), "A5": (148.0, 210.0)}


def press(document: Document, style: HouseStyle, folder: Path) -> bytes:
    """Return the document as PDF."""
    fonts = FontBook(folder)
    looks = Looks(style)
    frame = frame_of(style)
    flow = Flow(document, looks, fonts, frame)
    flow.compose()
    pages = paginate(flow.strips, frame.height)
    titled = any(isinstance(block, Heading) for block in document.blocks[:2])
    furnisher = Furnisher(document.furniture, looks, Writer(fonts), frame, titled)
    painter = Painter(frame, fonts.face(style.font).name)
    for number, page in enumerate(pages, start=1):
        strips = [(placed.strip, frame.y + placed.y, placed.repeated) for placed in page]
        painter.page(strips, (furnisher.head(number), furnisher.foot(number, len(pages))))
    return seal(painter.finish(), flow.tree, painter.painted, document)


def frame_of(style: HouseStyle) -> Frame:
    """Return the text area of a page; margins that leave no room for text are made smaller."""
    width, height = (side * MM for side in PAPER.get(style.page, PAPER["A4"]))
    left, right = style.margin_left_mm * MM, style.margin_right_mm * MM
    top, bottom = style.margin_top_mm * MM, style.margin_bottom_mm * MM
    across = min(1.0, width * 0.6 / max(left + right, 1.0))
    down = min(1.0, height * 0.6 / max(top + bottom, 1.0))
    left, right, top, bottom = left * across, right * across, top * down, bottom * down
    return Frame(width, height, left, top, width - left - right, height - top - bottom)
