"""Documents as Word files: real styles, real tables, and numbers that Word never changes.

`looks` and `styles` say how things look, `book` keeps the styles one document uses, `inline`,
`flow`, `agenda`, `tables` and `sheets` turn blocks into paragraphs and tables, `body` puts them in
order, `furniture` sets the page, and `package` gives the file its parts, its properties and its
bytes.
A council's Word template is opened by `given` and made clean by `clean`; `lent` reads its styles,
`place` says where the document goes, and `letterhead` puts it there. `offered` makes a template of
our own to begin from.
"""

from __future__ import annotations

from io import BytesIO

import docx

from secretariat.documents.model import Document
from secretariat.documents.sheets import grid_of
from secretariat.documents.style import HouseStyle
from secretariat.render.docx.body import Body
from secretariat.render.docx.book import Stylebook
from secretariat.render.docx.crest import crest_paragraph
from secretariat.render.docx.flow import Flow
from secretariat.render.docx.furniture import set_furniture, set_page, text_width
from secretariat.render.docx.letterhead import check_template, render_on_template
from secretariat.render.docx.offered import as_template, word_template
from secretariat.render.docx.package import blank, fixed
from secretariat.render.docx.sheets import sheet_elements

__all__ = ["as_template", "check_template", "render_docx", "word_template"]


def render_docx(document: Document, style: HouseStyle) -> bytes:
    """Return the document as a Word file; the same document and style give the same bytes.

    Every paragraph has a named style; numbers and letters of items are text. The owner of an
    action stands in a second column, or on a line of its own when the style has no such column.
    With a Word template of the style, its page, head, foot and styles are taken.
    """
    if style.template is not None:
        return render_on_template(document, style)
    book = Stylebook(style, text_width(style))
    flow = Flow(book)
    opened = docx.Document(BytesIO(blank(document, style)))
    section = opened.sections[0]
    if (grid := grid_of(document)) is not None:
        elements = sheet_elements(grid, book, flow.inline, section)
    else:
        set_page(section, style)
        set_furniture(section, document, flow.inline)
        crest = crest_paragraph(book, flow.inline, opened.part)
        body = Body(flow, document.blocks)
        elements = [*([] if crest is None else [crest]), *body.elements()]
        body.notes.enter(opened.part)
    for element in elements:
        section._sectPr.addprevious(element)
    flow.controls.close()
    flow.inline.connect(opened.part)
    opened.styles.element.extend(book.style_elements(document.language))
    opened.part.numbering_part.element.extend(book.list_elements())
    held = BytesIO()
    opened.save(held)
    return fixed(held.getvalue(), document.made)
