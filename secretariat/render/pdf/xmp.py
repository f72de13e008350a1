"""What a finished document says of itself, with the claims PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

from secretariat.documents.model import Document
from secretariat.models import xmp
from secretariat.models.xmp import PRODUCER
from secretariat.render.pdf.fonts import clean
from secretariat.render.pdf.words import ENGLISH, tongue, utc


def title_of(document: Document) -> str:
    """Return the title; a document without one is called after its kind."""
    return clean(document.title).strip() or clean(document.kind).strip() or PRODUCER


def packet(document: Document) -> bytes:
    """Return the XMP packet of a document."""
    return xmp.packet(
        xmp.XmpWords(
            title=title_of(document),
            author=clean(document.author).strip(),
            subject=clean(document.subject).strip(),
            keywords=clean(", ".join(document.keywords)).strip(),
            language=tongue(document.language, ENGLISH),
            made=utc(document.made).strftime("%Y-%m-%dT%H:%M:%S") + "Z",
        )
    )
