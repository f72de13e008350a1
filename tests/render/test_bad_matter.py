"""Matter that nobody should paste and somebody will: readable everywhere, with all its words."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from secretariat.documents.model import (
    Block,
    Document,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    runs,
)
from secretariat.documents.style import HouseStyle
from secretariat.documents.wide_tables import in_page_width
from secretariat.models.kinds import Format
from secretariat.render.dispatch import render
from secretariat.render.docx import check_template
from tests.render.pdf_check import FONTS, checked
from tests.render.pdf_tree import structure_of
from tests.render.samples import row
from tests.render.test_docx import body_words, check_grid, check_schema
from tests.render.test_html import Page, main_words
from tests.render.word_templates import letterhead
from tests.render.words import PAGE, PLAIN_TEXT, model_words, words

WORD = "Llanfairpwllgwyngyll" * 15  # 300 letters


def deep(levels: int) -> ListBlock:
    block = ListBlock((ListItem("•", (Paragraph(runs("leaf")),)),))
    for level in range(levels - 1):
        block = ListBlock((ListItem("•", (Paragraph(runs(f"branch {level}")), block)),))
    return block


def wide(columns: int) -> Table:
    head = row(*(f"H{n}" for n in range(columns)), header=True)
    body = (row(*(f"{n} of {r}" for n in range(columns))) for r in range(3))
    return Table((head, *body), (1.0,) * columns)


MATTER: dict[str, tuple[Block, ...]] = {
    "markup": (Paragraph(runs("<b>5 & 6</b> ]]> &amp; {{x}} \\par {\\rtf1} %s <!-- -->")),),
    "controls": (Paragraph(runs("One\x00\x07\x1b[31m two\x0bthree\x85four\ufffe\ufeff five")),),
    "right to left": (
        Paragraph(runs("مرحبا بكم في الاجتماع 12")),
        Paragraph(runs("He said שלום.")),
    ),
    "emoji": (Paragraph(runs("Agreed 👍🏽 by all 👩‍👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 today")),),
    "a long word": (Paragraph(runs(WORD)), ListBlock((ListItem("(a)", (Paragraph(runs(WORD)),)),))),
    "a long word in a table": (Table((row("a", WORD), row("b", "c")), (1, 1), header_rows=0),),
    "forty columns": (wide(40),),
    "a deep list": (deep(20),),
}


@pytest.mark.parametrize("name", MATTER)
def test_bad_matter_is_readable_in_every_format(name: str, tmp_path: Path) -> None:
    path = tmp_path / "letterhead"
    path.write_bytes(check_template(letterhead())[0])
    document = Document("T", (Heading(1, runs("Title")), *MATTER[name]), "minutes")
    shown = in_page_width(document)
    for style in (HouseStyle(), HouseStyle(template=path)):
        data = render(document, style, FONTS, Format.DOCX)
        opened = docx.Document(BytesIO(data))
        assert body_words(opened) == model_words(shown, PAGE)
        for table in opened.element.body.iter("{*}tbl"):
            check_grid(table)
    check_schema(render(document, HouseStyle(), FONTS, Format.DOCX))
    page = Page(render(document, HouseStyle(), FONTS, Format.HTML)).root
    assert main_words(page) == model_words(shown, PAGE)
    text = render(document, HouseStyle(), FONTS, Format.TEXT).decode()
    assert words(text) == model_words(shown, PLAIN_TEXT)
    assert not {sign for sign in text if ord(sign) < 32} - {"\n"}
    pdf = checked(render(document, HouseStyle(), FONTS, Format.PDF))
    if name not in ("emoji", "controls"):
        said = words(" ".join(said for _, said in structure_of(pdf)))
        assert sorted(said) == sorted(model_words(shown, PAGE))


def test_a_table_too_wide_for_a_page_is_told_row_by_row() -> None:
    told = in_page_width(Document("T", (wide(40),), "minutes")).blocks
    assert not [block for block in told if isinstance(block, Table)]
    assert model_words(Document("T", told[:2], "m"))[:4] == ["h0", "0", "of", "0"]
    for columns in (2, 7, 12):
        document = Document("T", (wide(columns),), "minutes")
        assert in_page_width(document) is document
