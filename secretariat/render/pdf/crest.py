"""The crest in the head of the first page: a figure that says what it shows, or decoration."""

from __future__ import annotations

from io import BytesIO
from zlib import compress

from pikepdf import Dictionary, Name, Object, Pdf

from secretariat.documents.style import Crest, HouseStyle
from secretariat.render.pdf.looks import MM
from secretariat.render.pdf.strips import Picture, Strip
from secretariat.render.pdf.survey import Frame
from secretariat.render.pdf.tree import Element

# The most of the height of the text that a crest may take.
TALLEST = 0.2
SHARES = {"left": 0.0, "centre": 0.5, "right": 1.0}


def crest_strip(style: HouseStyle, frame: Frame, tree: Element) -> Strip | None:
    """Return the strip that stands over everything else, None where no crest is printed.

    A crest with words for what it shows becomes the first figure of the tree; one without is
    decoration. A picture that can no longer be read is left out.
    """
    crest = style.crest
    if crest is None or style.crest_place not in SHARES:
        return None
    size = _size(crest.data)
    if size is None:
        return None
    width = min(style.crest_width_mm * MM, frame.width)
    width = min(width, frame.height * TALLEST * size[0] / size[1])
    height = width * size[1] / size[0]
    slot = None
    if crest.alt.strip():
        figure = tree.add("Figure")
        figure.alt, figure.owner = crest.alt.strip(), "Layout"
        slot = figure.slot()
    strip = Strip(height=height, after=style.body_pt * 1.6, keep=True)
    x = frame.x + (frame.width - width) * SHARES[style.crest_place]
    strip.pictures.append(Picture(x, 0.0, width, height, slot))
    return strip


def put_crest(pdf: Pdf, page: int, crest: Crest) -> None:
    """Put the picture among the resources of the page that shows it, under the name /Crest."""
    resources = pdf.pages[page].obj.Resources
    resources.XObject = Dictionary(Crest=_object(pdf, crest.data))


def _size(data: bytes) -> tuple[int, int] | None:
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            picture.load()
            return picture.size
    except (OSError, ValueError, SyntaxError):
        return None


def _object(pdf: Pdf, data: bytes) -> Object:
    """Return the picture as an image of eight bits and three colours; its bytes are the pixels'.

    A JPEG picture of three colours stays as it is.
    """
    from PIL import Image

    with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
        own = picture.format == "JPEG" and picture.mode == "RGB"
        pixels = b"" if own else picture.convert("RGB").tobytes()
        width, height = picture.size
    stream = pdf.make_stream(b"")
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height = width, height
    stream.ColorSpace, stream.BitsPerComponent = Name.DeviceRGB, 8
    if own:
        stream.write(data, filter=Name.DCTDecode)
    else:
        stream.write(compress(pixels, 9), filter=Name.FlateDecode)
    return stream
