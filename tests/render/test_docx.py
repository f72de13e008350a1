"""Word files: the words, the styles, the tables, the order of the schema and the fixed bytes."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from secretariat.documents.model import (
    AgendaLine,
    AgendaList,
    AgendaSection,
    Block,
    Cell,
    Document,
    Heading,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    PageBreak,
    PageFurniture,
    Paragraph,
    Role,
    SignatureLine,
    Table,
    Text,
    runs,
)
from secretariat.documents.style import HouseStyle
from secretariat.render.docx import render_docx
from tests.render.ooxml import faults
from tests.render.samples import SAMPLES, agenda, minutes, row
from tests.render.words import PAGE, Manner, model_words, words

STYLE = HouseStyle()
BESIDE = Manner(margin_heading_first=True, notes_apart=True)
BELOW = Manner(owner_lines=True, notes_apart=True)

# The order that the schema demands of the children of some elements.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr tabs bidi spacing"
    " ind contextualSpacing jc outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing sz szCs u vertAlign rtl lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblDescription",
    "trPr": "cantSplit trHeight tblHeader",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr"
    " tblStylePr",
    "sectPr": "headerReference footerReference pgSz pgMar titlePg",
    "lvl": "start numFmt lvlText lvlJc pPr",
    "numbering": "abstractNum num",
}
# Nothing else may be said of a run or a paragraph beside its style.
RUN_MARKS = {"rStyle", "b", "bCs", "i", "iCs", "rtl", "lang"}
PARAGRAPH_MARKS = {"pStyle", "keepNext", "pageBreakBefore", "numPr", "bidi"}


def opened(document: Document, style: HouseStyle = STYLE) -> WordDocument:
    return docx.Document(BytesIO(render_docx(document, style)))


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def text_of(element: etree._Element) -> str:
    """Return the words in reading order; paragraphs, tabs and line breaks part them."""
    parts = []
    for each in element.iter():
        name = local(each)
        if name == "t" and "REF" in (each.getparent().getparent().get(qn("w:instr")) or ""):
            continue  # the page to which a list of contents leads, a note called again
        if name == "t":
            parts.append(each.text or "")
        elif name in {"p", "br"} or (name == "tab" and local(each.getparent()) == "r"):
            parts.append(" ")
    return "".join(parts)


def body_words(word: WordDocument) -> list[str]:
    return words(text_of(word.element.body))


def parts(data: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {
            n: etree.fromstring(package.read(n)) for n in package.namelist() if "/media/" not in n
        }


@pytest.mark.parametrize("name", SAMPLES)
def test_the_words_and_their_order_are_those_of_the_model(name: str) -> None:
    document = SAMPLES[name]()
    assert body_words(opened(document)) == model_words(document, BESIDE)
    below = replace(STYLE, action_margin_mm=0, leaders=True)
    assert body_words(opened(document, below)) == model_words(document, BELOW)


@pytest.mark.parametrize("name", SAMPLES)
def test_children_are_in_the_order_of_the_schema(name: str) -> None:
    check_schema(render_docx(SAMPLES[name](), STYLE))


def check_schema(data: bytes) -> None:
    assert not faults(data)
    for root in parts(data).values():
        for element in root.iter():
            wanted = ORDER.get(local(element))
            if wanted is None or "wordprocessingml" not in element.tag:
                continue
            places = [wanted.split().index(local(child)) for child in element]
            assert all(a <= b for a, b in pairwise(places)), (local(element), places)
        for cell in root.iter(qn("w:tc")):
            assert local(cell[-1]) == "p"
        for run in root.iter(qn("w:body")):
            assert local(run[-1]) == "sectPr"
            assert local(run[-2]) == "p"
            assert not any(local(a) == local(b) == "tbl" for a, b in pairwise(run))


@pytest.mark.parametrize("name", SAMPLES)
def test_looks_are_in_styles_and_every_style_exists(name: str) -> None:
    word = opened(SAMPLES[name]())
    styles = {style.style_id: style for style in word.styles}
    names = [style.name for style in word.styles]
    assert len(names) == len(set(names)) == len(styles)
    for element in word.element.body.iter(qn("w:rPr")):
        assert {local(child) for child in element} <= RUN_MARKS
    for element in word.element.body.iter(qn("w:pPr")):
        assert {local(child) for child in element} <= PARAGRAPH_MARKS
        assert local(element[0]) == "pStyle"
    for tag in ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"):
        root = word.styles.element if tag in {"w:basedOn", "w:next"} else word.element.body
        for element in root.iter(qn(tag)):
            assert element.get(qn("w:val")) in styles


def test_headings_have_the_styles_and_levels_of_word() -> None:
    word = opened(minutes())
    found = []
    for element in word.element.body.iter(qn("w:p")):
        style = word.styles.get_by_id(element.pPr.pStyle.val, 1)
        while style is not None:
            if level := re.fullmatch(r"Heading (\d)", style.name or ""):
                found.append(int(level[1]))
                break
            style = style.base_style
    assert found == [1, 2, 2, 2, 2, 3, 3, 2]


def test_numbers_are_text_and_only_bullets_are_lists() -> None:
    word = opened(minutes())
    listed = [p for p in word.element.body.iter(qn("w:p")) if p.pPr.numPr is not None]
    assert [text_of(p).strip() for p in listed] == [
        "nobody had looked at them yet;",
        "nobody was asked to.",
    ]
    formats = {e.get(qn("w:val")) for e in word.part.numbering_part.element.iter(qn("w:numFmt"))}
    assert formats == {"bullet"}
    assert "(b) rails were wanted most;" in " ".join(text_of(word.element.body).split())


def test_nested_bullets_have_their_level_and_their_mark() -> None:
    word = opened(agenda())
    (dash,) = [p for p in word.element.body.iter(qn("w:p")) if "behind the hall" in text_of(p)]
    assert dash.pPr.numPr.ilvl.val == 1
    number = dash.pPr.numPr.numId.val
    root = word.part.numbering_part.element
    (definition,) = [
        each
        for each in root.iter(qn("w:abstractNum"))
        if each.get(qn("w:abstractNumId")) == str(number)
    ]
    marks = [each.get(qn("w:val")) for each in definition.iter(qn("w:lvlText"))]
    assert marks[1] == "–"


def header_rows(table: etree._Element) -> list[int]:
    return [
        i for i, r in enumerate(table.findall(qn("w:tr"))) if r.findall(".//" + qn("w:tblHeader"))
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_table_has_header_rows_and_a_whole_grid(name: str) -> None:
    for table in opened(SAMPLES[name]()).element.body.iter(qn("w:tbl")):
        assert header_rows(table)[:1] == [0]
        check_grid(table)


def check_grid(table: etree._Element) -> None:
    count = len(table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))
    for line in table.findall(qn("w:tr")):
        spans = [
            int(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}").get(qn("w:val")))
            if cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") is not None
            else 1
            for cell in line.findall(qn("w:tc"))
        ]
        assert sum(spans) == count


def test_the_owner_stands_beside_its_paragraph() -> None:
    word = opened(minutes())
    (table,) = [t for t in word.tables if t.style is not None and t.style.name == "Action Column"]
    rows = [[" ".join(text_of(c._tc).split()) for c in line.cells] for line in table.rows]
    assert rows[0] == ["", "Action"]
    assert rows[1] == ["1. Introductions and apologies", ""]
    owned = {right: left for left, right in rows[1:] if right}
    assert owned["ŁZ"] == "(b) rails were wanted most;"
    assert owned["Adaeze Nwosu"] == "The treasurer to write to all partners."
    assert len(owned) == 4


def test_spans_of_tables_are_merged_cells() -> None:
    word = opened(minutes())
    (votes,) = [
        t for t in word.element.body.iter(qn("w:tbl")) if "Votes on the motion" in str(
            t.tblPr.xpath("w:tblDescription/@w:val")
        )
    ]  # fmt: skip
    merges = [e.get(qn("w:val")) for e in votes.iter(qn("w:vMerge"))]
    assert merges == ["restart", None]
    assert header_rows(votes) == [0, 1]


def test_the_page_and_its_furniture() -> None:
    word = opened(minutes())
    (section,) = word.sections
    assert section.page_width is not None
    assert round(section.page_width.mm) == 210
    assert section.left_margin is not None
    assert round(section.left_margin.mm) == 24
    assert "DRAFT" in text_of(section.header._element)
    assert "Thursday 10 November" in text_of(section.header._element)
    assert text_of(section.first_page_header._element).split() == ["DRAFT"]
    fields = [e.get(qn("w:instr")) for e in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == [" PAGE ", " NUMPAGES "]
    assert " ".join(text_of(section.footer._element).split()).endswith("Page 1 of 1")


def test_a_marking_that_is_printed_is_not_in_the_first_head() -> None:
    section = opened(agenda()).sections[0]
    assert text_of(section.first_page_header._element).strip() == ""
    assert "NOT PROTECTIVELY MARKED" in text_of(section.header._element)


def test_properties_name_the_document_and_nobody_else() -> None:
    made = datetime(2018, 7, 9, 11, 0, tzinfo=UTC)
    properties = opened(replace(agenda(), made=made)).core_properties
    assert properties.title == agenda().title
    assert properties.author == "Northfold District Council"
    assert properties.subject == agenda().subject
    assert properties.keywords == "agenda, Northfold Community Safety Board"
    assert properties.language == "en-GB"
    assert properties.created == properties.modified == made
    assert properties.last_modified_by == ""
    assert properties.comments == ""


def test_languages_are_set() -> None:
    data = parts(render_docx(replace(agenda(), language="cy-GB"), STYLE))
    defaults = data["word/styles.xml"].find(f"{qn('w:docDefaults')}")
    assert defaults is not None
    assert [e.get(qn("w:val")) for e in defaults.iter(qn("w:lang"))] == ["cy-GB"]
    passages = [e.get(qn("w:val")) for e in data["word/document.xml"].iter(qn("w:lang"))]
    assert passages == ["cy-GB"]


def test_links_are_real() -> None:
    word = opened(agenda())
    targets = {r.target_ref for r in word.part.rels.values() if r.is_external}
    assert targets == {
        "mailto:democratic@northfold.example",
        "https://www.northfold.example/board?id=1&lang=cy",
    }
    for element in word.element.body.iter(qn("w:hyperlink")):
        assert element.get(qn("r:id")) in word.part.rels


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://x.example/ŵ b?q=100%", ""),
        ("https://x.example/ŵ?q=100%", "https://x.example/%C5%B5?q=100%25"),
        ("javascript:alert(1)", ""),
        ("http://", ""),
        ("https://[", ""),
        ("mailto:a b@x", ""),
        ("file:///etc/passwd", ""),
        ("https://x.example/" + "a" * 3000, ""),
    ],
)
def test_a_link_that_word_could_not_read_is_words(href: str, target: str) -> None:
    word = opened(Document("T", (Paragraph((Link("words", href),)),), "agenda"))
    assert [r.target_ref for r in word.part.rels.values() if r.is_external] == [target][
        : bool(target)
    ]
    assert body_words(word) == ["words"]


def test_the_same_document_gives_the_same_bytes() -> None:
    one, two = render_docx(minutes(), STYLE), render_docx(minutes(), STYLE)
    assert one == two
    with zipfile.ZipFile(BytesIO(one)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2016, 11, 14, 16, 5, 8)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_house_style_reaches_the_styles() -> None:
    style = replace(
        STYLE, font="NotoSerif", body_pt=18.0, heading_case="capitals", accent="#AA0000"
    )
    word = opened(minutes(), style)
    xml = etree.tostring(word.styles.element).decode()
    assert "Noto Serif" in xml
    assert 'w:sz w:val="36"' in xml
    assert "AA0000" in xml
    numbered = word.styles["Heading 2 Numbered"]
    assert numbered.font.all_caps is False
    assert word.styles["Heading 2"].font.all_caps is True


def test_leaders_lead_to_the_pages() -> None:
    styles = etree.tostring(opened(agenda(), replace(STYLE, leaders=True)).styles.element)
    assert b'w:leader="dot"' in styles


def test_without_columns_an_agenda_is_paragraphs() -> None:
    lines = (AgendaLine("1.", runs("One")), AgendaLine("(a)", runs("Two"), 1))
    word = opened(Document("T", (AgendaList((AgendaSection((), lines),)),), "agenda"))
    assert not word.tables
    assert [p.text for p in word.paragraphs] == ["Agenda", "1.\tOne", "(a)\tTwo"]


def test_a_page_break_starts_the_next_paragraph_on_a_new_page() -> None:
    table = Table((row("a", "b"),), (1, 1))
    blocks: tuple[Block, ...] = (PageBreak(), PageBreak(), Paragraph(runs("x")), PageBreak(), table)
    word = opened(Document("T", (*blocks, PageBreak()), "agenda"))
    breaks = [text_of(e.getparent().getparent()).strip() for e in word.element.body.iter(
        qn("w:pageBreakBefore"))]  # fmt: skip
    assert breaks == ["x", ""]


def test_right_to_left_words_are_marked() -> None:
    word = opened(Document("T", (Paragraph(runs("مرحبا بكم")),), "agenda"))
    assert list(word.element.body.iter(qn("w:bidi")))
    assert list(word.element.body.iter(qn("w:rtl")))


WILD = Table(
    (
        (Cell((), rowspan=9), Cell((Paragraph(runs("a")),), colspan=4, rowspan=2), *row("b", "c")),
        row("d"),
        (),
        row(*"efghijklm"),
    ),
    (0, -1, 5),
    header_rows=7,
)


def test_a_wild_table_is_made_whole() -> None:
    forty = Table((row(*map(str, range(40))),) * 3, (1,) * 40)
    document = Document("T", (WILD, forty, Table((), ()), Table(((),), (1,))), "agenda")
    data = render_docx(document, STYLE)
    check_schema(data)
    word = docx.Document(BytesIO(data))
    for table in word.element.body.iter(qn("w:tbl")):
        check_grid(table)
    assert body_words(word) == model_words(document)


def test_a_column_has_room_for_its_longest_word() -> None:
    table = Table((row("Chairman:", "Morwenna Okita"), row("", "x")), (1, 12), header_rows=0)
    word = opened(Document("T", (table,), "minutes"))
    first, second = (int(c.get(qn("w:w"))) for c in word.element.body.iter(qn("w:gridCol")))
    assert first > 1100
    assert second > 7000
    assert first + second == round(162 * 1440 / 25.4)


def test_a_deep_list_and_a_long_word_are_kept() -> None:
    block = ListBlock((ListItem("•", (Paragraph(runs("leaf" * 2500)),)),))
    for _ in range(20):
        block = ListBlock((ListItem("•", (Paragraph(runs("branch")), block)),))
    data = render_docx(Document("T", (block,), "agenda"), STYLE)
    check_schema(data)
    levels = docx.Document(BytesIO(data)).element.body.iter(qn("w:ilvl"))
    assert max(int(e.get(qn("w:val"))) for e in levels) == 8


@given(st.text(max_size=40), st.text(max_size=40))
def test_hostile_words_are_kept(one: str, two: str) -> None:
    check_hostile(one, two)


@pytest.mark.battery
@settings(max_examples=600)
@given(st.text(max_size=300), st.text(max_size=1000))
def test_much_hostile_text_is_kept(one: str, two: str) -> None:
    check_hostile(one, two)


def check_hostile(one: str, two: str) -> None:
    line = AgendaLine(one, runs(two), 3, (Paragraph(runs(one)),), two, one, key=two)
    blocks: tuple[Block, ...] = (
        Heading(1, runs(two), one),
        Heading(6, runs(one), section=True),
        Paragraph((Text(two, lang=one), Link(one, two)), Role.DECISION, one, runs(two)),
        ListBlock((ListItem(one, (Paragraph(runs(two), label=one), ListBlock(()))),)),
        AgendaList((AgendaSection(runs(one), (line,)),), two, one, two),
        Table((row(one, two), row(two, one)), (1, 2), summary=two),
        SignatureLine(two),
    )
    furniture = PageFurniture(one, two, one, stamp=one, marking=two)
    document = Document(one, blocks, two, two, one, two, (one,), furniture=furniture)
    data = render_docx(document, STYLE)
    check_schema(data)
    assert body_words(docx.Document(BytesIO(data))) == model_words(document, PAGE)


def test_a_line_break_parts_the_lines_of_an_address() -> None:
    word = opened(Document("T", (Paragraph((Text("a"), LineBreak(), Text("b"))),), "agenda"))
    assert word.paragraphs[0].text == "a\nb"
