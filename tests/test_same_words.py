"""Every document of the sample board says the same words in the same order in every format.

What a format may do otherwise stands in `tests.render.words`: where there is no column, its
heading is said with each entry, and plain text says the addresses of links.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest

from secretariat.documents.catalogue import CATALOGUE
from secretariat.documents.large_print import in_large_print
from secretariat.documents.model import Document
from secretariat.documents.style import Crest, HouseStyle
from secretariat.models.kinds import Audience, DocumentKind, Format
from secretariat.models.records import Body
from secretariat.paths import resources
from secretariat.render.dispatch import render
from secretariat.render.docx import check_template
from secretariat.services import (
    body_documents,
    meetings,
    offered,
    publish,
    sample,
)
from secretariat.services.body_documents import EVERY, Wanted
from secretariat.services.session import Session
from tests.render.ooxml import faults
from tests.render.pdf_tree import structure_of
from tests.render.test_docx import BELOW, BESIDE, body_words, check_grid, check_schema
from tests.render.test_html import Page, main_words
from tests.render.test_text import body_words as text_words
from tests.render.word_templates import crest, letterhead
from tests.render.words import PAGE, PLAIN_TEXT, model_words, words

TODAY = date(2026, 11, 22)
KINDS = tuple(
    kind
    for kind, line in (*CATALOGUE.items(), *EVERY.items())
    if Format.HTML in line.formats  # what is measured on paper is no page to read on screen
)
FONTS = resources() / "fonts"
ALT = "The arms of Fenmoor: three eels"


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> dict[DocumentKind, list[Document]]:
    """Return of each kind the longest document for each audience, and of each once."""
    session = Session.open(tmp_path_factory.mktemp("board"), create=True, who="Tester")
    try:
        sample.fill(session).result()
        made: dict[tuple[DocumentKind, Audience], Document] = {}
        for kind, audience, document in everything(session):
            held = made.get((kind, audience))
            if held is None or len(model_words(document)) > len(model_words(held)):
                made[kind, audience] = document
    finally:
        session.close()
    found: dict[DocumentKind, list[Document]] = {kind: [] for kind in KINDS}
    for (kind, _), document in made.items():
        if kind in found and document.blocks not in [one.blocks for one in found[kind]]:
            found[kind].append(document)
    return found


def everything(session: Session) -> Iterator[tuple[DocumentKind, Audience, Document]]:
    for meet in meetings.all_meetings(session.reader):
        for one in offered.offered(session, meet.meeting.uid):
            for audience in one.audiences if not one.why_not else ():
                document = publish.compose(session, one.kind, meet.meeting.uid, audience)
                yield one.kind, audience, document
    for body in session.reader.find(Body):
        for kind in EVERY:
            for audience in Audience:
                wanted = Wanted(kind, body.uid, audience, TODAY)
                yield kind, audience, body_documents.composition(session, wanted).compose()


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("paper") / "letterhead"
    path.write_bytes(check_template(letterhead())[0])
    return path


def pdf_words(document: Document, style: HouseStyle) -> list[str]:
    data = render(document, style, FONTS, Format.PDF)
    return words(" ".join(text for role, text in structure_of(data) if role != "Figure"))


def word_words(document: Document, style: HouseStyle) -> list[str]:
    data = render(document, style, FONTS, Format.DOCX)
    opened = docx.Document(BytesIO(data))
    if style.template is None:
        check_schema(data)
    assert not faults(data)
    for table in opened.element.body.iter("{*}tbl"):
        check_grid(table)
    return body_words(opened)


def web_words(document: Document, style: HouseStyle) -> list[str]:
    return main_words(Page(render(document, style, FONTS, Format.HTML)).root)


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_says_what_the_document_says(
    kind: DocumentKind, board: dict[DocumentKind, list[Document]], paper: Path
) -> None:
    picture = Crest(crest().getvalue(), ALT)
    beside = replace(HouseStyle(), crest=picture)
    below = replace(beside, action_margin_mm=0.0)
    assert board[kind], "the sample board has none"
    for document in board[kind]:
        assert pdf_words(document, beside) == model_words(document, PAGE)
        assert pdf_words(document, below) == model_words(document, BELOW)
        assert word_words(document, beside) == model_words(document, BESIDE)
        assert word_words(document, below) == model_words(document, BELOW)
        on_paper = replace(beside, template=paper)
        assert word_words(document, on_paper) == model_words(document, BESIDE)
        assert web_words(document, beside) == model_words(document, PAGE)
        assert web_words(document, below) == model_words(document, BELOW)
        assert text_words(document) == model_words(document, PLAIN_TEXT)


@pytest.mark.parametrize("kind", KINDS)
def test_a_large_print_edition_says_the_same_in_every_format(
    kind: DocumentKind, board: dict[DocumentKind, list[Document]]
) -> None:
    style = HouseStyle().large_print()
    for document in board[kind][:1]:
        said = model_words(in_large_print(document), BELOW)
        assert pdf_words(document, style) == said
        assert word_words(document, style) == said
        assert web_words(document, style) == said
