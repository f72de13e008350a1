"""One way from a document to bytes, for the window's worker and for commands alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from secretariat.documents.contents import contents_of, entries
from secretariat.documents.large_print import in_large_print
from secretariat.documents.model import Document, Rule
from secretariat.documents.sheets import style_for
from secretariat.documents.style import HouseStyle
from secretariat.documents.wide_tables import in_page_width
from secretariat.errors import KnownError
from secretariat.models.kinds import Format

MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.HTML: "text/html",
    Format.TEXT: "text/plain",
    Format.EMAIL: "message/rfc822",
}


def render(document: Document, style: HouseStyle, fonts: Path, form: Format) -> bytes:
    """Return the document in a format other than e-mail; the same input, the same bytes."""
    if form is Format.EMAIL:
        return render_email(document, style, fonts)
    if style.large:
        document = in_large_print(document)
    else:
        document = in_page_width(document, style.page)
        style = style.enlarged(document.scale)
    style = style_for(document, style)
    if form is Format.PDF:
        from secretariat.render.pdf import render_pdf

        return render_pdf(document, style, fonts)
    if form is Format.DOCX:
        from secretariat.render.docx import render_docx

        return render_docx(_with_pages(document, style, fonts), style)
    if form is Format.HTML:
        from secretariat.render.html import render_html

        return render_html(document, style)
    from secretariat.render.text import render_text

    return render_text(document)


def _with_pages(document: Document, style: HouseStyle, fonts: Path) -> Document:
    """Return the document with the pages that its list of contents names in a Word file, whose
    pages only Word knows: those of the same document in print."""
    contents = contents_of(document)
    if contents is None:
        return document
    from secretariat.render.pdf.press import heading_pages

    pages = heading_pages(document, style, fonts)
    known = replace(
        contents, pages=tuple(pages[line.at] for line in entries(document.blocks, contents))
    )
    blocks = tuple(known if block is contents else block for block in document.blocks)
    return replace(document, blocks=blocks)


def render_email(
    document: Document,
    style: HouseStyle,
    fonts: Path,
    *,
    to: tuple[str, ...] = (),
    attachment: str = "",
    bcc: tuple[str, ...] = (),
    word_files: tuple[tuple[str, Document, HouseStyle], ...] = (),
    files: tuple[tuple[str, Path], ...] = (),
) -> bytes:
    """Return an unsent message with the document as text and HTML, and as PDF when named; with
    further documents as Word files, and with `files`, PDFs that are finished already.

    Raises KnownError for a file that cannot be read."""
    from secretariat.render.eml import Attachment, render_eml

    carried: tuple[Attachment, ...] = ()
    if attachment:
        data = render(document, style, fonts, Format.PDF)
        carried = (Attachment(attachment, MEDIA_TYPES[Format.PDF], data),)
    for name, further, look in word_files:
        data = render(further, look, fonts, Format.DOCX)
        carried += (Attachment(name, MEDIA_TYPES[Format.DOCX], data),)
    for name, path in files:
        carried += (Attachment(name, MEDIA_TYPES[Format.PDF], _read(name, path)),)
    covered = document
    if document.cover:
        covered = replace(document, blocks=(*document.cover, Rule(), *document.blocks))
    return render_eml(
        document,
        text=render(covered, style, fonts, Format.TEXT),
        # Mail programs show no picture that is written into a message.
        html=render(covered, replace(style, crest=None), fonts, Format.HTML),
        attachments=carried,
        to=to,
        bcc=bcc,
    )


def _read(name: str, path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise KnownError(f"The draft was not made: “{name}” could not be read ({why}).") from error
