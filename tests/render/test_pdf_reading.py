"""What a reader of the PDF hears: roles and words in the order of the document."""

from __future__ import annotations

from io import BytesIO

import pytest
from pikepdf import Name, Pdf

from secretariat.documents.model import (
    AgendaLine,
    AgendaList,
    AgendaSection,
    Cell,
    Document,
    Heading,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    PageFurniture,
    Paragraph,
    Role,
    Rule,
    SignatureLine,
    Table,
    Text,
    runs,
)
from secretariat.documents.style import HouseStyle
from secretariat.render.pdf import render_pdf
from tests.render.pdf_check import CALM, FONTS, STYLES, checked, made
from tests.render.pdf_tree import artifacts_of, placed_words, structure_of, tidy, tree_of
from tests.render.samples import SAMPLES
from tests.render.words import Manner, model_words, words


def para(text: str, role: Role = Role.BODY, **more: object) -> Paragraph:
    return Paragraph(runs(text), role, **more)  # type: ignore[arg-type]


def cell(text: str, header: bool = False, **more: int) -> Cell:
    return Cell((para(text),) if text else (), header, **more)


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_words_are_those_of_the_model_in_every_style(sample: object, style: HouseStyle) -> None:
    document: Document = sample()  # type: ignore[operator]
    pdf = checked(render_pdf(document, style, FONTS))
    manner = Manner(owner_lines=not style.action_margin_mm)
    said = words(" ".join(text for _, text in structure_of(pdf)))
    assert said == model_words(document, manner)


def test_roles_follow_the_blocks() -> None:
    pdf = made(
        Heading(1, runs("Minutes")),
        para("Opening"),
        Heading(2, runs("Welcome"), number="1."),
        ListBlock((ListItem("(a)", (para("first"), ListBlock((ListItem("•", (para("in"),)),)))),)),
        Rule(),
        SignatureLine("Chair"),
    )
    assert structure_of(checked(pdf)) == [
        ("H1", "Minutes"),
        ("P", "Opening"),
        ("H2", "1. Welcome"),
        ("Lbl", "(a)"),
        ("P", "first"),
        ("Lbl", "•"),
        ("P", "in"),
        ("P", "Chair"),
    ]


def test_lists_nest() -> None:
    inner = ListBlock((ListItem("•", (para("deep"),)),))
    tree = tree_of(made(ListBlock((ListItem("1.", (para("top"), inner)),), ordered=True)))
    (outer,) = tree.kids
    item = outer.kids[0]
    assert [kid.role for kid in item.kids] == ["Lbl", "LBody"]
    assert [kid.role for kid in item.kids[1].kids] == ["P", "L"]
    assert outer.settings["ListNumbering"] == "/Decimal"
    assert item.kids[1].kids[1].settings["ListNumbering"] == "/Disc"


def test_the_owner_of_an_action_follows_its_paragraph() -> None:
    blocks = (
        Heading(2, runs("Item"), number="1.", margin=runs("Action")),
        para("Someone is to do something. " * 30, margin=runs("Siân Llŷr\nT Wójcik")),
        para("Next."),
    )
    for style in STYLES.values():
        said = structure_of(checked(made(*blocks, style=style)))
        place = next(i for i, (_, text) in enumerate(said) if text.startswith("Someone"))
        assert said[place + 1][1].removeprefix("Action: ") == "Siân Llŷr T Wójcik"
        assert said[place + 2][1] == "Next."


def test_the_owner_stands_level_with_the_first_line() -> None:
    pdf = made(para("A first line. " * 20, margin=runs("Owner")), para("After."))
    printed = placed_words(pdf)
    first = printed[0]
    owner = next(each for each in printed if each[3].startswith("Owner"))
    assert owner[2] == first[2]
    assert owner[1] > first[1] + 300


def test_the_margin_is_kept_free_only_where_there_are_owners() -> None:
    text = "word " * 100
    wide = max(len(words) for *_, words in placed_words(made(para(text))))
    lines = placed_words(made(para(text, margin=runs("Owner"))))
    narrow = max(len(words) for *_, words in lines)
    assert wide > narrow + 10
    column = CALM.margin_left_mm * 72 / 25.4
    assert {round(x) for _, x, _, words in lines if words.startswith("word")} == {round(column)}


def test_a_link_that_is_broken_over_lines_has_all_its_areas() -> None:
    link = Link("a very long link text " * 12, "https://council.example/meetings?a=1&b=(2)")
    pdf = checked(made(Paragraph((Text("See "), link, Text(" now.")))))
    (paragraph,) = tree_of(pdf).kids
    assert paragraph.text == tidy(f"See {link.text} now.")
    (element,) = paragraph.kids
    assert element.role == "Link"
    with Pdf.open(BytesIO(pdf)) as opened:
        annotations = list(opened.pages[0].Annots)
        assert len(annotations) > 2
        tree = opened.Root.StructTreeRoot
        parents = dict(zip(*[iter(tree.ParentTree.Nums)] * 2, strict=True))
        for annotation in annotations:
            assert str(annotation.A.URI) == link.href
            assert str(annotation.Contents) == f"Link to {link.href}"
            owner = parents[int(annotation.StructParent)]
            assert Name.Link == owner.S
            assert annotation.objgen in [
                kid.Obj.objgen for kid in owner.K if kid.get(Name.Type) == Name.OBJR
            ]


def test_a_link_over_two_pages_is_valid() -> None:
    link = Link("words of a link that never ends " * 250, "mailto:clerk@council.example")
    pdf = checked(made(Paragraph((link,))))
    with Pdf.open(BytesIO(pdf)) as opened:
        assert all(len(page.Annots) for page in opened.pages)
        assert len(opened.pages) > 1


def test_a_passage_in_another_language_says_so() -> None:
    pdf = checked(made(Paragraph((Text("Say "), Text("Croeso i bawb", lang="cy"), Text("!")))))
    (paragraph,) = tree_of(pdf).kids
    (span,) = paragraph.kids
    assert (span.role, span.text, span.settings["Lang"]) == ("Span", "Croeso i bawb", "cy")
    assert paragraph.text == "Say Croeso i bawb!"


def test_table_headers_have_scope_and_spans() -> None:
    table = Table(
        (
            (cell("Vote", True, rowspan=2), cell("Members", True, colspan=2)),
            (cell("Voting", True), cell("Not voting", True)),
            (cell("For", True), cell("7"), cell("1")),
        ),
        (1, 1, 1),
        header_rows=2,
        summary="Recorded vote",
    )
    tree = tree_of(checked(made(table)))
    (top,) = tree.kids
    assert top.settings["Summary"] == "Recorded vote"
    assert [kid.role for kid in top.kids] == ["THead", "TBody"]
    cells = {kid.full(): kid for row in top.walk() if row.role == "TR" for kid in row.kids}
    assert cells["Vote"].settings["RowSpan"] == "2"
    assert cells["Members"].settings["ColSpan"] == "2"
    assert cells["Members"].settings["Scope"] == "/Column"
    assert (cells["For"].role, cells["For"].settings["Scope"]) == ("TH", "/Row")
    heads = [cells[text].settings["ID"] for text in ("Members", "Voting", "For")]
    assert cells["7"].settings["Headers"] == " ".join(heads)


def test_repeated_header_rows_are_read_once() -> None:
    rows = tuple((cell(f"Person {i}"), cell("")) for i in range(90))
    table = Table(((cell("Name", True), cell("Signature", True)), *rows), (1, 1), row_height_mm=12)
    pdf = checked(made(table))
    said = [text for _, text in structure_of(pdf)]
    assert said.count("Name") == 1
    assert said == ["Name", "Signature", *(f"Person {i}" for i in range(90))]
    pages = artifacts_of(pdf)
    assert len(pages) > 3
    assert "Name Signature" not in pages[0]
    assert all("Name Signature" in page for page in pages[1:])


@pytest.mark.parametrize("again", [True, False])
def test_the_headings_of_columns_are_read_once(again: bool) -> None:
    blocks = (
        Heading(1, runs("Minutes")),
        para("Business", Role.COLUMNS, label="Item", margin=runs("Action")),
        Heading(2, runs("Roads"), "12 -"),
        para("They were discussed. " * 400),
        para("To be mended.", margin=runs("Ann Webb")),
    )
    furniture = PageFurniture(repeats_columns=again)
    pdf = checked(made(*blocks, furniture=furniture))
    said = structure_of(pdf)
    assert [text for _, text in said].count("Item Business") == 1
    assert said[-1] == ("P", "Ann Webb")
    first, *later = artifacts_of(pdf)
    assert "Item" not in first
    assert len(later) > 1
    assert all(("Business Item Action" in page) == again for page in later)
    assert "ACTION" in later[-1].upper()  # over an owner that heading returns in any case


def test_the_furniture_of_every_page_is_decoration() -> None:
    furniture = PageFurniture(
        head="Northfold Board", foot="Issued today", stamp="Draft", marking="Official"
    )
    pdf = checked(made(Heading(1, runs("Title")), para("word " * 3000), furniture=furniture))
    pages = artifacts_of(pdf)
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "DRAFT" in page
        assert "OFFICIAL" in page
        assert "Issued today" in page
        assert ("Northfold Board" in page) == (number > 1)
    assert all("Northfold" not in text for _, text in structure_of(pdf))


def test_agenda_lines_are_nested_lists_with_spoken_columns() -> None:
    agenda = AgendaList(
        (
            AgendaSection((), (AgendaLine("1.", runs("Apologies"), time="10.00"),)),
            AgendaSection(
                runs("Looking back"),
                (
                    AgendaLine("2 (a)", runs("Update"), notes=(para("A Person"),), pages="3 - 8"),
                    AgendaLine("(i)", runs("Part one"), level=1),
                    AgendaLine("3.", runs("Any other business")),
                ),
            ),
        )
    )
    pdf = checked(made(Heading(1, runs("Board")), agenda))
    assert structure_of(pdf) == [
        ("H1", "Board"),
        ("H2", "Agenda"),
        ("P", "Time"),
        ("P", "Pages"),
        ("Lbl", "1."),
        ("P", "Apologies"),
        ("P", "10.00"),
        ("H3", "Looking back"),
        ("Lbl", "2 (a)"),
        ("P", "Update"),
        ("P", "3 - 8"),
        ("P", "A Person"),
        ("Lbl", "(i)"),
        ("P", "Part one"),
        ("Lbl", "3."),
        ("P", "Any other business"),
    ]
    nodes = list(tree_of(pdf).walk())
    pages = next(node for node in nodes if node.text == "3 - 8")
    assert pages.settings["ActualText"] == "Pages 3 - 8"
    item = next(node for node in nodes if node.role == "LI" and "2 (a)" in node.full())
    assert item.kids[1].kids[-1].role == "L"


def test_headings_make_bookmarks_and_leave_out_no_level() -> None:
    pdf = checked(
        made(
            Heading(3, runs("Deep at once")),
            Heading(2, runs("Item"), number="4 (a)"),
            Heading(6, runs("Deeper")),
        )
    )
    assert [role for role, _ in structure_of(pdf)] == ["H1", "H2", "H3"]
    with Pdf.open(BytesIO(pdf)) as opened, opened.open_outline() as outline:
        first = outline.root[0]
        assert first.title == "Deep at once"
        assert first.children[0].title == "4 (a) Item"
        assert first.children[0].children[0].title == "Deeper"


def test_the_document_says_what_it_is() -> None:
    pdf = made(
        para("Croeso"),
        title="Agenda <of> & on",
        author="Northfold Council",
        subject="A meeting",
        keywords=("agenda", "board"),
        language="cy",
    )
    with Pdf.open(BytesIO(checked(pdf))) as opened:
        assert str(opened.Root.Lang) == "cy"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert str(opened.docinfo.Title) == "Agenda <of> & on"
        with opened.open_metadata() as metadata:
            assert metadata["dc:title"] == "Agenda <of> & on"
            assert metadata["pdfaid:part"] == "2"
            assert metadata["pdfuaid:part"] == "1"
        assert all(page.Tabs == Name.S for page in opened.pages)


def test_line_breaks_part_words() -> None:
    pdf = made(Paragraph((Text("High Street"), LineBreak(), Text("Northfold"))), style=CALM)
    assert structure_of(pdf) == [("P", "High Street Northfold")]
