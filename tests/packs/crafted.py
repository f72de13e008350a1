"""Making small PDFs by hand, with the words that must and must not come through."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

SECRET = "Canary7Secret"
"""Stands in all that nobody sees on a page."""
SEEN = "PlainWords"
"""Stands in what must still be there afterwards."""


def font(pdf: pikepdf.Pdf) -> Any:
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
    )


def plain(words: str = SEEN, pages: int = 1) -> tuple[pikepdf.Pdf, list[Any]]:
    """Return a PDF with words on each page, and its pages."""
    pdf = pikepdf.new()
    for number in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font(pdf)))
        text = f"BT /F1 18 Tf 72 {700 - number} Td ({words} {number + 1}) Tj ET"
        page.obj.Contents = pdf.make_stream(text.encode())
    return pdf, [page.obj for page in pdf.pages]


def saved(pdf: pikepdf.Pdf, **how: Any) -> bytes:
    made = io.BytesIO()
    pdf.save(made, **({"static_id": True} | how))
    return made.getvalue()


def script(words: str = SECRET) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{words}')"))


def form(pdf: pikepdf.Pdf, content: str, box: tuple[float, ...] = (0, 0, 200, 50)) -> Any:
    made = pdf.make_stream(content.encode())
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array(list(box))
    made.Resources = Dictionary(Font=Dictionary(F1=font(pdf)))
    return made


def annotate(pdf: pikepdf.Pdf, page: Any, **keys: Any) -> Any:
    rect = keys.pop("Rect", Array([72, 500, 272, 550]))
    made = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=rect, F=4, **keys))
    page.Annots = Array([*page.get("/Annots", Array()), made])
    return made


def by_hand(objects: list[bytes]) -> bytes:
    """Return a PDF of objects numbered from 1, the first of them the catalogue."""
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    at = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, at)
    return bytes(made)
