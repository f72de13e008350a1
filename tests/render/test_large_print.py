"""Large print: no word below 16 point, wide tables told row by row, the same words everywhere."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as DocxDocument
from pikepdf import Pdf, parse_content_stream

from secretariat.documents.catalogue import CATALOGUE
from secretariat.documents.large_print import in_large_print
from secretariat.documents.model import Cell, Document, ListBlock, Table
from secretariat.documents.style import HouseStyle
from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.render.dispatch import render
from secretariat.services import publish
from secretariat.services.session import Session
from tests import public_board
from tests.public_board import MEETING, OFF
from tests.render.pdf_check import FONTS, checked, page_count
from tests.render.pdf_tree import structure_of, tree_of
from tests.render.samples import SAMPLES, cell, para, row
from tests.render.test_docx import BELOW, body_words
from tests.render.words import Manner, model_words, words


def smallest(pdf: bytes) -> float:
    """Return the size of the smallest letters of a file."""
    with Pdf.open(BytesIO(pdf)) as opened:
        return min(
            float(operands[1])
            for page in opened.pages
            for operands, operator in parse_content_stream(page)
            if str(operator) == "Tf"
        )


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("style", [HouseStyle(), HouseStyle(heading_case="capitals", justify=True)])
def test_no_word_is_below_sixteen_point_in_any_format(name: str, style: HouseStyle) -> None:
    large, document = style.large_print(), SAMPLES[name]()
    pdf = checked(render(document, large, FONTS, Format.PDF))
    assert smallest(pdf) >= 16.0
    assert large.body_pt == 18.0
    told = in_large_print(document)
    said = [word for _, text in structure_of(pdf) for word in words(text)]
    assert sorted(said) == sorted(model_words(told, Manner(owner_lines=True)))
    word = docx.Document(BytesIO(render(document, large, FONTS, Format.DOCX)))
    assert body_words(word) == model_words(told, BELOW)
    sizes = [each.font.size.pt for each in word.styles if each.type == 1 and each.font.size]
    # Hairlines, and what Word wants between two tables, are paragraphs without words.
    assert min(size for size in sizes if size > 2.0) >= 16.0


def indent(word: DocxDocument, begins: str) -> int:
    """Return how far the words of a paragraph stand from the edge, in twips."""
    style = next(p.style for p in word.paragraphs if begins in p.text)
    while style.paragraph_format.left_indent is None:
        style = style.base_style
    return int(style.paragraph_format.left_indent.twips)


def test_in_word_an_owner_stands_below_the_words_and_a_draft_is_told_first() -> None:
    style = HouseStyle().large_print()
    data = render(SAMPLES["minutes"](), style, FONTS, Format.DOCX)
    word = docx.Document(BytesIO(data))
    below = [p.text for p in word.paragraphs if p.text.startswith("Action: ")]
    assert below[:2] == ["Action: Ffion Llŷr", "Action: ŁZ"]
    assert indent(word, "Action: Ffion Llŷr") == indent(word, "A verbal update")
    assert indent(word, "Action: ŁZ") == indent(word, "rails were wanted most")
    (section,) = word.sections
    for head in (section.first_page_header, section.header):
        assert head.paragraphs[0].text.startswith("DRAFT")
        assert "\t" not in head.paragraphs[0].text


def test_every_document_of_a_meeting_can_be_had_in_large_print(register_folder: Path) -> None:
    session = Session.open(register_folder, create=True)
    public_board.fill(session, "margin")
    for kind, line in CATALOGUE.items():
        meeting = OFF if kind is DocumentKind.CANCELLATION else MEETING
        audience = line.audiences[0]
        pdf = publish.make(session, kind, meeting, Format.PDF, audience, large=True)
        assert smallest(checked(pdf)) >= 16.0, kind
        name = publish.file_name(session, kind, meeting, Format.PDF, audience, large=True)
        assert "large print" in name
    usual = publish.file_name(session, DocumentKind.AGENDA, MEETING, Format.PDF, Audience.PUBLIC)
    assert "large" not in usual
    session.close()


def wide(columns: int, words: str = "words", **settings: object) -> Table:
    head = row(*(f"Head {n}" for n in range(columns)), header=True)
    body = tuple(row(*(f"{words} {line}.{n}" for n in range(columns))) for line in range(3))
    return Table((head, *body), (1.0,) * columns, **settings)  # type: ignore[arg-type]


def document(*blocks: object) -> Document:
    return Document(title="Tables", kind="minutes", blocks=blocks)  # type: ignore[arg-type]


def test_a_table_that_does_not_fit_becomes_a_list_with_its_headings() -> None:
    told = in_large_print(document(wide(5)))
    assert not any(isinstance(block, Table) for block in told.blocks)
    assert len([block for block in told.blocks if isinstance(block, ListBlock)]) == 3
    text = " ".join(model_words(told))
    assert "head 0 words 0 0 head 1 words 0 1" in text
    narrow = document(wide(3), wide(6, row_height_mm=12))
    assert in_large_print(narrow).blocks == narrow.blocks
    long = document(wide(3, "Antidisestablishmentarianism"))
    assert not any(isinstance(block, Table) for block in in_large_print(long).blocks)


def test_tables_of_any_make_lose_no_word() -> None:
    spans = Table(
        (
            (cell("Over all", header=True, colspan=4), cell("Last", header=True, rowspan=2)),
            row("a", "b", "c", "d", header=True),
            (cell("1"), cell(""), Cell((para("3"), ListBlock(()))), cell("4"), cell("5")),
            (cell(""), cell(""), cell(""), cell(""), cell("")),
        ),
        (1.0,) * 5,
        header_rows=2,
    )
    bare = Table((row(*"abcdefgh"), row(*"ijklmnop")), (), header_rows=0)
    empty = replace(bare, rows=())
    told = document(spans, bare, empty, wide(40))
    text = " ".join(model_words(in_large_print(told)))
    assert "over all a 1 over all c 3 over all d 4 last 5" in text
    assert "a b c d e f g h i j k l m n o p" in text
    for form in (Format.PDF, Format.DOCX, Format.HTML):
        render(told, HouseStyle().large_print(), FONTS, form)
    pdf = checked(render(told, HouseStyle().large_print(), FONTS, Format.PDF))
    assert not any(node.role == "Table" for node in tree_of(pdf).walk())
    assert page_count(pdf) < 20
