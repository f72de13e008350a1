"""Documents to PDF: PDF/UA-1 and PDF/A-2a in one pass, tagged from the first page.

The way of a document: `flow` turns its blocks into a long flow of strips and a structure tree
in reading order, `paginate` cuts the flow into pages, `painter` paints them with ReportLab and
notes which mark belongs to which element, `seal` writes tree, links and metadata with pikepdf.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from secretariat.documents.model import Document
    from secretariat.documents.style import HouseStyle


def render_pdf(document: Document, style: HouseStyle, fonts: Path) -> bytes:
    """Return the document as an accessible, archival PDF; the same input gives the same bytes.

    Args:
        document: What to print; any text in it is printed or shown as a visible mark.
        style: The house style.
        fonts: The folder that holds `<Family>-Regular.ttf` and its other weights.

    Raises:
        KnownError: A font cannot be read, or the folder has none.
    """
    # Imported here because ReportLab takes longer to load than the first window may.
    from secretariat.render.pdf.press import press

    return press(document, style, fonts)


def try_font(path: Path, fonts: Path) -> None:
    """Print a page in a font, to see whether it can be done.

    Raises KnownError when the font turns out to be broken.
    """
    from secretariat.documents.model import Document, Paragraph, runs
    from secretariat.documents.style import HouseStyle
    from secretariat.errors import KnownError
    from secretariat.render.pdf.press import press

    letters = "".join(map(chr, (*range(0x21, 0x7F), *range(0xA1, 0x180)))) + "–—‘’“”…"
    style = HouseStyle(font="tried", heading_font="tried", faces=(("font", path),))
    try:
        press(Document("Letters", (Paragraph(runs(letters)),), "minutes"), style, fonts)
    except Exception as error:
        raise KnownError("This font is broken.") from error


__all__ = ["render_pdf", "try_font"]
