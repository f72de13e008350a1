"""What every PDF of this program must pass."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import page
from pikepdf import Dictionary, Name, Pdf

from secretariat.documents.model import Block, Document
from secretariat.documents.style import HouseStyle
from secretariat.render.pdf import render_pdf
from tests.render.pdf_tree import artifacts_of, structure_of

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "resources" / "fonts"
CALM = HouseStyle()
LARGE = HouseStyle(body_pt=18, title_pt=28, heading_pt=20, section_pt=18, small_pt=15)
CLASSIC = HouseStyle(
    font="NotoSerif",
    heading_font="NotoSerif",
    heading_case="capitals",
    leaders=True,
    justify=True,
    action_margin_mm=0,
)
STYLES = {"calm": CALM, "large": LARGE, "classic": CLASSIC}


def made(*blocks: Block, style: HouseStyle = CALM, **settings: object) -> bytes:
    """Return the PDF of a document that holds these blocks."""
    settings.setdefault("title", "A document")
    document = Document(blocks=blocks, kind="minutes", **settings)  # type: ignore[arg-type]
    return render_pdf(document, style, FONTS)


def checked(pdf: bytes) -> bytes:
    """Return the PDF after it passed PDF/UA-1, PDF/A-2a, qpdf's check and our reader."""
    for profile in ("ua1", "pdfa-2a"):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert report.is_compliant, f"{profile}: {report.failures}"
    with Pdf.open(BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []
        for font in fonts_of(opened):
            assert Name.FontFile2 in font.FontDescriptor, "a font that is not embedded"
            assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont)), "a font that is not a subset"
    structure_of(pdf)
    return pdf


def fonts_of(pdf: Pdf) -> list[Dictionary]:
    """Return the fonts of all pages."""
    fonts: dict[tuple[int, int], Dictionary] = {}
    for each in pdf.pages:
        for font in each.resources.Font.values():
            assert isinstance(font, Dictionary)
            fonts[font.objgen] = font
    return list(fonts.values())


def page_count(pdf: bytes) -> int:
    return len(artifacts_of(pdf))
