"""Every Word file is one by the schema, on every paper; and the judge of that can see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from secretariat.documents.model import Cell, Document, Field, Paragraph, Table, runs
from secretariat.documents.plates import compose_labels, compose_plates
from secretariat.documents.style import Crest, HouseStyle
from secretariat.models.kinds import Format
from secretariat.render.dispatch import render
from secretariat.render.docx import check_template, render_docx
from tests.documents.small import SAY, view
from tests.render.ooxml import faults
from tests.render.pdf_check import FONTS
from tests.render.samples import SAMPLES, bullets, minutes, para
from tests.render.test_formats import COMPOSED
from tests.render.test_sheets import labels, people
from tests.render.word_templates import bare, crest, letterhead, repacked, two_sections

D, STYLES, NUMBERS = "word/document.xml", "word/styles.xml", "word/numbering.xml"


def fields() -> Document:
    """Return a document of fields of every kind, in the text and in a table."""
    kinds = (
        Field("one", "One"),
        Field("many", "Many", several=True, count="3."),
        Field("choice", "Choice", choices=("Yes", "No", "Yes & no")),
        Field("said", "Said", filled=True),
    )
    asked = tuple(replace(para("Write here"), field=each) for each in kinds)
    table = Table(tuple((Cell((each,)), Cell((para("b"),))) for each in asked), (1.0, 2.0))
    return Document(title="Form", kind="form", blocks=(*asked, table, bullets("a", "b")))


def wide() -> Document:
    table = Table(tuple(tuple(Cell((para("x"),)) for _ in range(80)) for _ in range(3)), ())
    return Document(title="Wide", kind="minutes", blocks=(table, Paragraph(runs("end"))))


DOCUMENTS: dict[str, Callable[[], Document]] = {
    **SAMPLES,
    **COMPOSED,
    "labels": lambda: compose_labels(labels(25, skipped=4), SAY),
    "plates": lambda: compose_plates(view(attendees=people("Ann", "Tom", "W" * 90)), SAY),
    "fields": fields,
    "wide": wide,
}
PAPERS: dict[str, Callable[[], bytes]] = {
    "letterhead": letterhead,
    "marked": lambda: letterhead(mark="control"),
    "two sections": two_sections,
    "bare": bare,
    "of ours": lambda: render_docx(minutes(), HouseStyle()),
}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("papers")
    found = {name: folder / name for name in PAPERS}
    for name, path in found.items():
        path.write_bytes(check_template(PAPERS[name]())[0])
    return found


# Every look of every document takes a minute; these have every kind of block between them.
OFTEN = ("agenda", "minutes", "contents and notes", "wide", "labels")


@pytest.mark.parametrize(
    "name",
    [
        name if name in OFTEN else pytest.param(name, marks=pytest.mark.battery)
        for name in DOCUMENTS
    ],
)
def test_every_document_is_valid_on_every_paper(name: str, papers: dict[str, Path]) -> None:
    document = DOCUMENTS[name]()
    plain = HouseStyle(crest=Crest(crest().getvalue(), "Three eels"))
    below = replace(plain, action_margin_mm=0.0)
    looks = [plain, below, plain.large_print(), replace(plain, template=papers["letterhead"])]
    looks += [replace(look, template=papers[on]) for look, on in (
        (plain.large_print(), "letterhead"), (below, "marked"), (plain, "two sections"),
        (plain.large_print(), "of ours"), (plain, "bare"),
    )]  # fmt: skip
    for look in looks:
        assert not faults(render(document, look, FONTS, Format.DOCX)), look.template


@pytest.mark.parametrize("name", PAPERS)
def test_a_template_that_is_kept_is_valid(name: str, papers: dict[str, Path]) -> None:
    assert not faults(papers[name].read_bytes())


def swap(pattern: str, new: str, part: str = D) -> tuple[str, str, str]:
    return part, pattern, new


STYLE = "(<w:style .*?</w:style>)"
PLANTED = {
    "order": swap("<w:pPr>(<w:pStyle[^>]*/>)", r'<w:pPr><w:jc w:val="left"/>\1'),
    "element": swap("<w:body>", "<w:body><w:banana/>"),
    "attribute": swap("<w:pStyle ", '<w:pStyle w:foo="1" '),
    "word of a list": swap('"fixed"', '"rigid"'),
    "figure": swap(r'<w:gridCol w:w="\d+"', '<w:gridCol w:w="abc"'),
    "missing value": swap("<w:pStyle [^>]*>", "<w:pStyle/>"),
    "empty cell": swap("(<w:tc>(?:<w:tcPr>.*?</w:tcPr>)).*?</w:tc>", r"\1</w:tc>"),
    "no grid": swap("<w:tblGrid>.*?</w:tblGrid>", ""),
    "style": swap('<w:pStyle w:val="[^"]*"', '<w:pStyle w:val="Nope"'),
    "relation": swap(r'r:id="rId\d+"', 'r:id="rId999"'),
    "twice": swap(STYLE, r"\1\1", STYLES),
    "colour": swap('<w:color w:val="[0-9A-F]{6}"', '<w:color w:val="GGGGGG"', STYLES),
    "lists": swap("(<w:abstractNum .*</w:abstractNum>)(<w:num .*</w:num>)", r"\2\1", NUMBERS),
    "number": swap(r'<w:numId w:val="\d+"', '<w:numId w:val="77"'),
    "words": swap("<w:body>", "<w:body>hello"),
    "run": swap("<w:body>", "<w:body><w:r><w:t>x</w:t></w:r>"),
    "content": swap('<Override PartName="/word/styles.xml"[^>]*/>', "", "[Content_Types].xml"),
    "title": swap("(<dc:title>.*?</dc:title>)", r"\1\1", "docProps/core.xml"),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name: str) -> None:
    part, pattern, new = PLANTED[name]
    data = render_docx(minutes(), HouseStyle())

    def change(files: dict[str, bytes]) -> None:
        text, count = re.subn(pattern, new, files[part].decode(), count=1, flags=re.DOTALL)
        assert count, "nothing was planted"
        files[part] = text.encode()

    assert not faults(data)
    assert faults(repacked(data, change))
